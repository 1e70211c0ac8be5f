"""What places are called in a reader's language, as far as the data has names in it."""

from functools import lru_cache

from rangemap import _database
from rangemap._places.gazetteer import city_near
from rangemap._places.territory import Territory, Where
from rangemap._places.values import TURNS, Place
from rangemap._reach.question import MOST_NAMED
from rangemap._text.words import Language, Words, rounded

DECIMALS = 4
"""Of a degree: ten metres."""


def name(where: Where, words: Words) -> str:
    """Give the name of a place or territory; coordinates where it has none."""
    if isinstance(where, Territory):
        return _territory(where, words).translate(TURNS)
    return _place(where, words).translate(TURNS)


def long_name(where: Where, words: Words) -> str:
    """Give the name, or the coordinates and what they are near."""
    if isinstance(where, Territory) or where.name or not where.near:
        return name(where, words)
    return f"{name(where, words)} ({near(where, words)})"


def near(where: Where, words: Words) -> str:
    """Say which city a point without a name is near, where that is known."""
    if isinstance(where, Territory) or not where.near:
        return ""
    return words.say("near", place=near_city(where, words.lang).translate(TURNS))


def near_city(where: Place, lang: Language) -> str:
    """Give the name of the city that a point is said to be near, with its country."""
    found = city_near(where.lat, where.lon)
    if not found or str(found[0]) != where.near:
        return str(where.near)
    return full_name(found[0], lang)


def full_name(city: Place, lang: Language) -> str:
    """Give the name of a city with its country."""
    query = "SELECT country_local.name FROM country_local JOIN country ON iso3 = code "
    country = _first(f"{query} WHERE iso2 = ? AND lang = ?", city.country, lang)
    return f"{local_name(city, lang)}, {country or city.country_name or city.country}"


def _place(where: Place, words: Words) -> str:
    return coordinates(where, words) if where.name is None else local_name(where, words.lang)


def local_name(where: Place, lang: Language) -> str:
    """Give a city's name in a language; the one it has where there is none."""
    return _local(where.id, str(where.name), lang) if where.kind == "city" else str(where.name)


@lru_cache(maxsize=10_000)
def _local(number: int | None, given: str, lang: Language) -> str:
    # A name that the user gave to a city stays.
    query = (
        "SELECT local_name.name FROM local_name JOIN place ON place.id = place "
        "WHERE place = ? AND lang = ? AND place.name = ?"
    )
    return _first(query, number, lang, given) or given


def _territory(where: Territory, words: Words) -> str:
    if len(where.parts) > MOST_NAMED:
        return words.say("many origins", n=where.count)
    if where.parts:
        return words.several([long_name(part, words) for part in where.parts])
    if where.corners:
        start, end = (coordinates(corner, words) for corner in where.corners)
        return words.say("area", start=start, end=end)
    if where.kind not in ("country", "piece"):
        return where.name
    return local_country(where.code, words.lang) or where.name


def country_name(code: str, lang: Language) -> str | None:
    """Give the name of a country by its code of three letters."""
    return local_country(code, lang) or _first("SELECT name FROM country WHERE iso3 = ?", code)


@lru_cache(maxsize=1_000)
def local_country(code: str | None, lang: Language) -> str | None:
    """Give the name that a country, or a piece by its id, has in another language than English."""
    return _first("SELECT name FROM country_local WHERE code = ? AND lang = ?", code, lang)


def _first(query: str, *values: object) -> str | None:
    row = _database.connect().execute(query, values).fetchone()
    return str(row[0]) if row else None


def coordinates(where: Place, words: Words) -> str:
    """Give a position for people, such as 39.03°N 125.75°E."""
    north, east, south, west = words.say("hemispheres").split("|")
    lat, lon = degrees(where.lat, words), degrees(where.lon, words)
    return f"{lat}°{north if where.lat >= 0 else south} {lon}°{east if where.lon >= 0 else west}"


def degrees(value: float, words: Words) -> str:
    """Write an angle without its sign and without zeros at its end."""
    plain = f"{rounded(abs(value), DECIMALS):.{DECIMALS}f}".rstrip("0").rstrip(".")
    return plain.replace(".", words.decimal)
