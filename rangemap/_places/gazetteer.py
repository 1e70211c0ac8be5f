"""The gazetteer's rows: cities and airfields by name, the cities near a point, the large ones.

How a name finds its city:

1. The form typed is compared letter by letter first, but for case; only if no place bears it are
   accents, punctuation and blanks forgiven. "Pékin" is not Pekin, Illinois.
2. Of the places that bear the name the first is the one with the most people, where a name that
   GeoNames tags with a language counts a third of them, an alternate name a tenth, and a district a
   hundredth: "Pokrovsk" is not Engels, and "St. Petersburg" is not in Florida.
3. Places of less than 15,000 people are looked at where no larger one is found.
"""

import math
from typing import Any

from rangemap import _database
from rangemap._names import division_fold, exact, fold, listed
from rangemap._places.tiers import POSITIONS_A_DEGREE, TOWN, WEIGHT
from rangemap._places.values import Place

Ranked = list[tuple[Place, float]]

DISTRICT_WEIGHT = 1 / 100
LARGE = 100_000
OWN_NAME_HOLDS = 20
KM_PER_DEGREE = 111.2
SEARCHED_DEG = (0.5, 5.0)

_FIELDS = f"""
    place.id, place.name, lat / {POSITIONS_A_DEGREE}.0, lon / {POSITIONS_A_DEGREE}.0,
    place.country, population, feature, part_of, country.name, division.name
"""
_JOINS = """
    LEFT JOIN country ON country.iso2 = place.country
    LEFT JOIN division ON division.code = place.country || '.' || place.division
"""
_IN_LISTS = "small = 0 AND part_of IS NULL"


def cities_named(text: str) -> Ranked:
    """Give the places of a name with their weights, the heaviest first.

    Of "Name, whole" those that lie in a country or first-level division of that name or code.
    """
    for small in (False, True):
        found = _named(text, small)
        if not found and "," in text:
            name, *wholes = text.split(",")
            found = [
                (place, weight)
                for place, weight in _named(name, small)
                if all(_lies_in(place, whole) for whole in wholes)
            ]
        if found:
            return found
    return []


def _named(name: str, small: bool) -> Ranked:
    folded, typed = fold(name), exact(name)
    if not any(letter.isalpha() for letter in folded):
        return []
    rows = _all(
        f"SELECT exact, tier, {_FIELDS} FROM place_name "
        f"JOIN place ON place.id = place_name.place {_JOINS} WHERE fold = ? AND small = ?",
        folded,
        int(small),
    )
    same = [row for row in rows if (row[0] or folded) == typed]
    weights: dict[Place, float] = {}
    for _, tier, *fields in same or rows:
        place = _place(fields)
        weight = (fields[5] + 1) * WEIGHT[tier] * (DISTRICT_WEIGHT if fields[7] else 1)
        weights[place] = max(weight, weights.get(place, 0))
    return sorted(weights.items(), key=lambda item: (-item[1], item[0].id or 0))


def airfields_named(text: str, *, by_town: bool = False) -> list[Place]:
    """Give the airfields of a name or code, the military and the large ones first.

    Parameters
    ----------
    text : str
        A name, with or without "Air Base" and the like, an ICAO or IATA code; "Name, whole".
    by_town : bool, default False
        Whether those of a town of that name are meant too.
    """
    found = _airfields(text, by_town)
    if found or "," not in text:
        return found
    name, whole = text.rsplit(",", 1)
    countries = countries_named(fold(whole))
    return [place for place in _airfields(name, by_town) if place.country in countries]


def _airfields(name: str, by_town: bool) -> list[Place]:
    rows = _all(
        "SELECT airfield.id, airfield.name, lat, lon, airfield.country, country.name, icao "
        "FROM airfield_name JOIN airfield ON airfield.id = airfield "
        "LEFT JOIN country ON country.iso2 = airfield.country "
        "WHERE fold = ? AND tier <= ? ORDER BY tier, rank, airfield.id",
        fold(name),
        TOWN if by_town else TOWN - 1,
    )
    return [
        Place(
            kind="airfield", id=number, name=name, lat=lat, lon=lon, country=country,
            country_name=country_name, icao=icao or None,
        )
        for number, name, lat, lon, country, country_name, icao in rows
    ]  # fmt: skip


def cities_from(min_population: int) -> list[Place]:
    """Give the cities of so many people or more, the largest first, districts left out."""
    rows = _all(
        f"SELECT {_FIELDS} FROM place {_JOINS} WHERE population >= ? AND part_of IS NULL "
        "ORDER BY population DESC, place.id",
        min_population,
    )
    return [_place(row) for row in rows]


def cities_of(iso2: str) -> list[Place]:
    """Give the cities of 15,000 people or more of a country, districts left out."""
    rows = _all(
        f"SELECT {_FIELDS} FROM place {_JOINS} WHERE place.country = ? AND {_IN_LISTS}", iso2
    )
    return [_place(row) for row in rows]


def capital(iso2: str) -> Place | None:
    """Give a country's capital, or None."""
    rows = _all(
        f"SELECT {_FIELDS} FROM place {_JOINS} WHERE place.country = ? AND feature = 'PPLC' "
        "ORDER BY population DESC",
        iso2,
    )
    return _place(rows[0]) if rows else None


def city_near(lat: float, lon: float) -> tuple[Place, float] | None:
    """Give the city of 15,000 people or more nearest to a point, and about how far it is."""
    point = Place(lat=lat, lon=lon)
    for reach in SEARCHED_DEG:
        cities = _cities_in_box(lat, lon, reach)
        if cities:
            return min(((city, rough_km(point, city)) for city in cities), key=lambda each: each[1])
    return None


def _cities_in_box(lat: float, lon: float, reach: float) -> list[Place]:
    # A degree of longitude shrinks with latitude; near the poles the box is the whole circle.
    width = min(180.0, reach / max(0.001, math.cos(math.radians(min(90.0, abs(lat) + reach)))))
    south, north = ((lat + side * reach) * POSITIONS_A_DEGREE for side in (-1, 1))
    found = []
    for turn in (-360, 0, 360):
        if not (-180 - width <= lon + turn <= 180 + width):
            continue
        west, east = ((lon + turn + side * width) * POSITIONS_A_DEGREE for side in (-1, 1))
        found += _all(
            f"SELECT {_FIELDS} FROM place {_JOINS} WHERE {_IN_LISTS} "
            "AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?",
            south, north, west, east,
        )  # fmt: skip
    return [_place(row) for row in found]


def rough_km(a: Place, b: Place) -> float:
    """Give a flat distance, good enough to tell which of some near places is nearest."""
    turn = (b.lon - a.lon + 180) % 360 - 180
    east = turn * math.cos(math.radians((a.lat + b.lat) / 2))
    return KM_PER_DEGREE * math.hypot(east, b.lat - a.lat)


def region_named(text: str) -> str | None:
    """Say what a name is that is land or sea without an outline here, or give None.

    Of "Name, whole" a first-level division of that country.
    """
    rows = _all("SELECT what FROM region WHERE fold = ?", fold(text))
    if rows:
        return str(rows[0][0])
    countries = sorted({country for _, country, _, _ in _divisions(text)})
    whole = listed(countries[:3], joint="and")
    return f"a first-level division of {whole}, without borders here" if countries else None


def outweighed(text: str, ranked: Ranked) -> bool:
    """Say whether a region is rather meant than the first city of a name.

    A region that newsrooms name always is. A first-level division is, where more people live in it
    than count for that city; twenty times as many, where the name is a large city's own ("Bari").
    Divisions that are called after a city in them do not count ("Valencia").
    """
    if _all("SELECT what FROM region WHERE fold = ?", fold(text)):
        return True
    best, weight = ranked[0]
    own = [place for place, _ in ranked if fold(place.name or "") == fold(text.partition(",")[0])]
    if best in own and (best.population or 0) >= LARGE:
        weight = OWN_NAME_HOLDS * (best.population or 0)
    called_after = {(place.country, place.division) for place in [best, *own]}
    return any(
        people > weight and (iso2, name) not in called_after
        for iso2, _, name, people in _divisions(text)
    )


def _divisions(text: str) -> list[tuple[str, str, str, int]]:
    """Give the first-level divisions of a name: country, by code and name, own name, people."""
    name, comma, whole = text.partition(",")
    rows = _all(
        "SELECT iso2, country.name, division.name, people FROM division "
        "JOIN country ON iso2 = substr(code, 1, 2) WHERE folded = ?",
        division_fold(name),
    )
    within = countries_named(fold(whole))
    return [row for row in rows if not comma or row[0] in within]


def names_like(folded: str) -> dict[str, str]:
    """Give names that begin alike: the folded form, and the name of the largest place of it."""
    rows = _all(
        "SELECT place_name.fold, place.name FROM place_name JOIN place ON place.id = place "
        f"WHERE place_name.fold >= ? AND place_name.fold < ? AND {_IN_LISTS} "
        "ORDER BY population DESC LIMIT 3000",
        folded[:2],
        folded[:2] + "\U0010ffff",
    )
    lands = _all(
        "SELECT fold, name FROM country_name JOIN country USING (iso2) WHERE english "
        "UNION SELECT fold, json_extract(document, '$.name') FROM piece_name "
        "JOIN piece ON id = piece"
    )
    names: dict[str, str] = {}
    for key, found in [*rows, *lands]:
        if key[:2] == folded[:2]:
            names.setdefault(key, found)
    return names


def countries_named(folded: str) -> set[str]:
    """Give the codes of two letters of the countries of a name or code."""
    return {row[0] for row in _all("SELECT iso2 FROM country_name WHERE fold = ?", folded)}


def full_name(place: Place) -> str:
    """Give a place's name with division and country, for telling namesakes apart."""
    known = (place.name, place.country_name)
    division = place.division if place.division not in known else None
    parts = (place.name, division, place.country_name or place.country)
    return ", ".join(part for part in parts if part)


def _lies_in(place: Place, whole: str) -> bool:
    """Say whether a place lies in a country or first-level division, by name or code."""
    wanted = fold(whole)
    if place.country in countries_named(wanted) or fold(place.division or "") == wanted:
        return True
    [(code,)] = _all("SELECT division FROM place WHERE id = ?", place.id)
    return bool(code.isalpha() and code.casefold() == wanted)


def _place(fields: Any) -> Place:
    number, name, lat, lon, country, people, code, _, country_name, division = fields
    return Place(
        kind="city",
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


def _all(query: str, *values: Any) -> list[Any]:
    return _database.connect().execute(query, values).fetchall()
