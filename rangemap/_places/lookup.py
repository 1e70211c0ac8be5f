"""Places by name, by coordinates, or as whatever Python has for a point.

How a name finds its place:

1. The form typed is compared letter by letter first, but for case; only if no place bears it are
   accents, punctuation and blanks forgiven. "Pékin" is not Pekin, Illinois.
2. Of the places that bear the name the first is the one with the most people, where a name that
   GeoNames tags with a language counts a third of them, an alternate name a tenth, and a district a
   hundredth: "Pokrovsk" is not Engels, and "St. Petersburg" is not in Florida.
3. Those with at least a hundredth of the first one's weight are named in a warning.
"""

import difflib
import math
import warnings
from typing import Any

from rangemap import _database
from rangemap._names import exact, fold, shown
from rangemap._places import coordinates
from rangemap._places.files import ALTERNATE, PRIMARY, TAGGED
from rangemap._places.values import Place
from rangemap.errors import (
    AmbiguousPlaceWarning,
    CountryError,
    PlaceTypeError,
    UnknownPlaceError,
)

WEIGHT = {PRIMARY: 1.0, TAGGED: 1 / 3, ALTERNATE: 1 / 10}
DISTRICT_WEIGHT = 1 / 100
WORTH_NAMING = 1 / 100
LARGE = 100_000
NEAR_KM = 50.0
KM_PER_DEGREE = 111.2

_FIELDS = """
    place.id, place.name, lat, lon, place.country, population, feature, part_of,
    country.name, division.name
"""
_JOINS = """
    LEFT JOIN country ON country.iso2 = place.country
    LEFT JOIN division ON division.code = place.country || '.' || place.division
"""


def resolve(where: Any) -> Place:
    """Give the place that is meant.

    Parameters
    ----------
    where : str, Place or shapely Point
        A name, ``"Name, CC"``, ``"lat,lon"``, a Place, or ``Point(lon, lat)``.

    Raises
    ------
    UnknownPlaceError, CountryError, CoordinateError
        It cannot be found, is a country and no point, or is not on Earth.
    PlaceTypeError
        It is none of these: a bare tuple, say, whose order cannot be known.

    Warns
    -----
    AmbiguousPlaceWarning
        Several places bear the name.
    """
    if isinstance(where, Place):
        return where
    if isinstance(where, str):
        return _by_text(where)
    if getattr(where, "geom_type", None) == "Point" and not where.is_empty:
        return _point(where.y, where.x)
    raise PlaceTypeError(
        f"{where!r} is no place: give a name, “lat,lon” as text, a shapely Point(lon, lat) or "
        "rangemap.Place(lat=..., lon=...)."
    )


def places(query: str) -> list[Place]:
    """Give every place that a name could mean, the best first; an empty list where there is none.

    Parameters
    ----------
    query : str
        A name, or ``"Name, CC"`` with a country or first-level division.

    Returns
    -------
    list of Place

    Raises
    ------
    PlaceTypeError
        It is no text.

    Examples
    --------
    >>> import rangemap
    >>> [str(place) for place in rangemap.places("Moscou")]
    ['Moscow, Russia']
    """
    if not isinstance(query, str):
        raise PlaceTypeError(f"Places are looked up by text, not by {query!r}.")
    return [place for place, _ in _ranked(query)]


def _by_text(text: str) -> Place:
    if not text.strip():
        raise UnknownPlaceError("A place needs a name, or lat,lon.")
    pair = coordinates.parse(text)
    if pair is not None:
        return _point(*pair)
    ranked = _ranked(text)
    _refuse_country(text, ranked)
    if not ranked:
        raise UnknownPlaceError(_unknown(text))
    (best, weight), *rest = ranked
    others = [place for place, other in rest if other >= weight * WORTH_NAMING]
    if others:
        warnings.warn(_ambiguous(text, best, others), AmbiguousPlaceWarning, stacklevel=2)
    return best


def _refuse_country(text: str, ranked: list[tuple[Place, float]]) -> None:
    """Raise where a country is meant and no city.

    A name or code is a country's, unless it is also the name of its capital; or, where it is not
    the English one, the own name of a large city ("Salvador", which is El Salvador in French); or,
    of three letters at most and not in capitals, the own name of any city ("Bo").
    """
    country, english = _country(text)
    if country is None:
        return
    best = ranked[0][0] if ranked else None
    own = best if best and exact(best.name or "") == exact(text) else None
    plain = text.strip()
    if plain.isascii() and len(plain) <= 3:
        if own and not plain.isupper():
            return
    elif (best and best.capital and best.country == country) or (
        own and not english and (own.population or 0) >= LARGE
    ):
        return
    city = f" For {full_name(own)}, write “{_clear_name(text, own)}”." if own else ""
    raise CountryError(
        f"“{shown(text)}” is a country, not a point: name a city in it, such as "
        f"{_capital(country)}, or give lat,lon.{city}"
    )


def _ambiguous(text: str, best: Place, others: list[Place]) -> str:
    here = full_name(best)
    named = "; ".join(
        f"{full_name(place)} ({place.coordinates})"
        if full_name(place) == here
        else full_name(place)
        for place in others[:5]
    )
    more = f" and {len(others) - 5} more" if len(others) > 5 else ""
    return (
        f"“{shown(text)}” is taken as {here}; it could also be {named}{more}. To choose, write "
        f"more, as in “{_clear_name(text, others[0])}”."
    )


def _clear_name(text: str, place: Place) -> str:
    """Give what to write so that this place is found, and no other before it."""
    country, division = place.country, place.division
    for form in (
        f"{text}, {country}",
        f"{text}, {division}",
        f"{text}, {division}, {country}",
        f"{place.name}, {country}",
    ):
        found = _ranked(form)
        if found and found[0][0].id == place.id:
            return form
    return f"{place.lat},{place.lon}"


def full_name(place: Place) -> str:
    """Give a place's name with division and country, for telling namesakes apart."""
    known = (place.name, place.country_name)
    division = place.division if place.division not in known else None
    parts = (place.name, division, place.country_name or place.country)
    return ", ".join(part for part in parts if part)


def _ranked(text: str) -> list[tuple[Place, float]]:
    """Give the places of this name with their weights, the heaviest first."""
    found = _named(text)
    if found or "," not in text:
        return found
    name, *wholes = text.split(",")
    return [
        (place, weight)
        for place, weight in _named(name)
        if all(_lies_in(place, whole) for whole in wholes)
    ]


def _named(name: str) -> list[tuple[Place, float]]:
    folded, typed = fold(name), exact(name)
    if not any(letter.isalpha() for letter in folded):
        return []
    rows = (
        _database.connect()
        .execute(
            f"SELECT exact, tier, {_FIELDS} FROM place_name "
            f"JOIN place ON place.id = place_name.place {_JOINS} WHERE fold = ?",
            (folded,),
        )
        .fetchall()
    )
    same = [row for row in rows if (row[0] or folded) == typed]
    weights: dict[Place, float] = {}
    for _, tier, *fields in same or rows:
        place = _place(fields)
        weight = (fields[5] + 1) * WEIGHT[tier] * (DISTRICT_WEIGHT if fields[7] else 1)
        weights[place] = max(weight, weights.get(place, 0))
    return sorted(weights.items(), key=lambda item: (-item[1], item[0].id or 0))


def cities_from(min_population: int) -> list[Place]:
    """Give the cities of so many people or more, the largest first, districts left out."""
    rows = _database.connect().execute(
        f"SELECT {_FIELDS} FROM place {_JOINS} WHERE population >= ? AND part_of IS NULL "
        "ORDER BY population DESC, place.id",
        (min_population,),
    )
    return [_place(list(row)) for row in rows]


def _place(fields: list[Any]) -> Place:
    number, name, lat, lon, country, people, code, _, country_name, division = fields
    return Place(
        id=number,
        name=name,
        lat=lat,
        lon=lon,
        country=country,
        country_name=country_name,
        division=division,
        population=people,
        capital=code == "PPLC",
    )


def _lies_in(place: Place, whole: str) -> bool:
    """Say whether a place lies in a country or first-level division, by name or code."""
    wanted = fold(whole)
    if place.country in _countries(wanted) or fold(place.division or "") == wanted:
        return True
    code = (
        _database.connect()
        .execute("SELECT division FROM place WHERE id = ?", (place.id,))
        .fetchone()[0]
    )
    return bool(code.isalpha() and code.casefold() == wanted)


def _countries(folded: str) -> set[str]:
    rows = _database.connect().execute("SELECT iso2 FROM country_name WHERE fold = ?", (folded,))
    return {row[0] for row in rows}


def _country(text: str) -> tuple[str | None, bool]:
    """Give the country whose name or code this is, and whether it is an English one."""
    rows = _database.connect().execute(
        "SELECT iso2, english FROM country_name WHERE fold = ? ORDER BY english DESC, iso2",
        (fold(text),),
    )
    row = rows.fetchone()
    return (row[0], bool(row[1])) if row else (None, False)


def _capital(country: str) -> str:
    row = (
        _database.connect()
        .execute(
            "SELECT name FROM place WHERE country = ? "
            "ORDER BY feature = 'PPLC' DESC, population DESC",
            (country,),
        )
        .fetchone()
    )
    return str(row[0])


def _point(lat: float, lon: float) -> Place:
    """Give a point without a name, and the city near it."""
    point = Place(lat=lat, lon=lon)
    # A degree of longitude shrinks with latitude; near the poles the box is the whole circle.
    width = min(360.0, 0.5 / max(0.001, 1 - abs(lat) / 90))
    rows = (
        _database.connect()
        .execute(
            f"SELECT {_FIELDS} FROM place {_JOINS} WHERE part_of IS NULL "
            "AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?",
            (lat - 0.5, lat + 0.5, lon - width, lon + width),
        )
        .fetchall()
    )
    cities = [_place(list(row)) for row in rows]
    if not cities:
        return point
    nearest = min(cities, key=lambda city: rough_km(point, city))
    near = str(nearest) if rough_km(point, nearest) <= NEAR_KM else None
    return Place(lat=lat, lon=lon, near=near)


def rough_km(a: Place, b: Place) -> float:
    """Give a flat distance, good enough to tell which of some near places is nearest."""
    east = (b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return KM_PER_DEGREE * math.hypot(east, b.lat - a.lat)


def _unknown(text: str) -> str:
    name, comma, whole = text.partition(",")
    if comma and _named(name):
        return (
            f"No place called “{shown(name)}” is known in “{shown(whole.strip())}”. Give the "
            "country or first-level division by its name or code, or lat,lon."
        )
    wanted = fold(name)
    rows = _database.connect().execute(
        "SELECT place_name.fold, place.name FROM place_name JOIN place ON place.id = place "
        "WHERE place_name.fold >= ? AND place_name.fold < ? AND part_of IS NULL "
        "ORDER BY population DESC LIMIT 3000",
        (wanted[:2], wanted[:2] + "\U0010ffff"),
    )
    names: dict[str, str] = {}
    for key, found in rows:
        names.setdefault(key, found)
    near = difflib.get_close_matches(wanted, names, n=3, cutoff=0.7)
    hint = ", ".join(dict.fromkeys(names[key] for key in near))
    hint = f"The nearest names are: {hint}. " if hint else ""
    return (
        f"No city of 15,000 people or more is called “{shown(text)}”. {hint}"
        "Check the spelling, or give lat,lon."
    )
