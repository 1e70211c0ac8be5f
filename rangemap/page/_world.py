"""What every page brings along: cities, the names of countries, the messages."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any

from rangemap import _database
from rangemap._places.tiers import POSITIONS_A_DEGREE
from rangemap._text.words import Language, messages


def world(
    languages: Sequence[Language], min_population: int, also: Iterable[int]
) -> dict[str, Any]:
    """Give the cities as columns, and the words of the languages.

    Parameters
    ----------
    languages : sequence of str
        English comes first.
    min_population : int
        How many people a city has at least that is listed; capitals come along too.
    also : iterable of int
        The ids of further cities, by which the page says where a point is.
    """
    return {
        "cities": _cities(languages[1:], min_population, also),
        "countries": _countries(languages),
        "codes": dict(_all("SELECT iso3, iso2 FROM country ORDER BY iso3")),
        "messages": {lang: messages(lang) for lang in languages},
    }


def _cities(others: Sequence[Language], min_population: int, also: Iterable[int]) -> dict[str, Any]:
    """Give the cities in columns, sorted so that neighbours are alike; English names first."""
    rows = _all(
        "SELECT id, name, lat, lon, country, population FROM place "
        "WHERE small = 0 AND part_of IS NULL AND (population >= ? OR feature = 'PPLC' "
        "OR id IN (SELECT value FROM json_each(?))) ORDER BY country, lat, id",
        min_population,
        json.dumps(sorted(set(also))),
    )
    numbers, names, lats, lons, countries, people = zip(*rows, strict=True) if rows else [()] * 6
    local = {
        lang: dict(_all("SELECT place, name FROM local_name WHERE lang = ?", lang))
        for lang in others
    }
    return {
        "from": min_population,
        "step": POSITIONS_A_DEGREE,
        "lat": _steps(lats),
        "lon": _steps(lons),
        "people": people,
        "also": _also(numbers),
        "regions": _regions(numbers, names, countries),
        "country": countries,
        "names": {
            "en": "|".join(names),
            **{
                lang: "|".join(map(known.get, numbers, repeat(""))) for lang, known in local.items()
            },
        },
    }


def _also(numbers: Sequence[int]) -> dict[str, Any]:
    """Give further names by which cities are found, in small letters, and whose they are.

    Cities are told by their place in the columns, in steps from one to the next. The tier of a
    name that is tagged with a language is 1, of any other 2.
    """
    places = {number: i for i, number in enumerate(numbers)}
    rows = sorted(
        (places[number], name, tier)
        for name, number, tier in _all("SELECT exact, place, tier FROM page_name")
        if number in places
    )
    return {
        "names": "|".join(name for _, name, _ in rows),
        "cities": _steps([city for city, _, _ in rows]),
        "tiers": "".join(str(tier) for _, _, tier in rows),
    }


def _regions(
    numbers: Sequence[int], names: Sequence[str], countries: Sequence[str]
) -> dict[str, Any]:
    """Give the first-level divisions of cities with a namesake in their country, by their place."""
    called = list(zip(names, countries, strict=True))
    bearers = Counter(called)
    shared = [i for i, one in enumerate(called) if bearers[one] > 1]
    divisions = dict(
        _all(
            "SELECT place.id, division.name FROM json_each(?) JOIN place ON place.id = value "
            "JOIN division ON code = country || '.' || division",
            json.dumps([numbers[i] for i in shared]),
        )
    )
    found = [(i, divisions[numbers[i]]) for i in shared if numbers[i] in divisions]
    return {"cities": [i for i, _ in found], "names": "|".join(name for _, name in found)}


def _steps(numbers: Sequence[int]) -> list[int]:
    return [number - before for number, before in zip(numbers, (0, *numbers), strict=False)]


def _countries(languages: Sequence[Language]) -> dict[str, dict[str, str]]:
    """Give the names of countries by language and code of two letters; English whole."""
    english = dict(_all("SELECT iso2, name FROM country ORDER BY iso2"))
    return {
        "en": english,
        **{
            lang: dict(
                _all(
                    "SELECT iso2, country_local.name FROM country_local "
                    "JOIN country ON iso3 = code WHERE lang = ? ORDER BY iso2",
                    lang,
                )
            )
            for lang in languages[1:]
        },
    }


def _all(query: str, *values: object) -> list[Any]:
    return _database.connect().execute(query, values).fetchall()
