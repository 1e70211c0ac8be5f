"""The gazetteer's text, row by row, and every complaint there can be about it.

Standard library only: the build runs this before anything is installed.
"""

import json
import math
import tomllib
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rangemap._places.tiers import ALTERNATE, TAGGED
from rangemap.errors import DataFileError

CITIES = [
    "id", "name", "lat", "lon", "country", "division", "population", "feature", "part_of",
]  # fmt: skip

AIRFIELDS = [
    "id", "icao", "name", "lat", "lon", "country", "town", "size", "military", "aliases",
]  # fmt: skip
CITY_PEOPLE = 15_000
"""Places of fewer people are small, but for the capitals in ``cities.tsv``."""

SIZES = ("large", "medium", "small")

CitiesRow = tuple[int, str, float, float, str, str, int, str, int | None, int]


def read_cities(folder: Path) -> Iterator[CitiesRow]:
    """Give the rows of ``cities.tsv``, then of ``small.tsv``.

    They hold id, name, lat, lon, country, division, people, feature code, the city that it is a
    part of, and whether it is small.

    Raises
    ------
    DataFileError
        The first row that is wrong.
    """
    seen: set[int] = set()
    for name in ("cities.tsv", "small.tsv"):
        for where, row in _rows(folder / name, CITIES):
            city = _city(name, where, row, seen)
            # Upstream's list of cities leaves out those of exactly 15,000 people.
            yield (*city, int(name == "small.tsv" and city[6] < CITY_PEOPLE))


def _city(name: str, where: str, row: list[str], seen: set[int]) -> Any:
    number, lat, lon = _point(name, where, row[0], row[2], row[3], seen)
    _checked(name, where, row[1], row[4])
    people = int(_number(name, where, "population", row[6], 0, 50_000_000))
    whole = int(_number(name, where, "part_of", row[8], 1, math.inf)) if row[8] else None
    return number, row[1], lat, lon, row[4], row[5], people, row[7], whole


@dataclass(frozen=True)
class AirfieldRow:
    """An airfield, with all its names."""

    id: int
    codes: tuple[str, ...]
    name: str
    lat: float
    lon: float
    country: str
    town: str
    size: str
    military: bool
    aliases: tuple[str, ...]


def read_airfields(folder: Path) -> Iterator[AirfieldRow]:
    """Give the rows of ``airfields.tsv``."""
    file, seen = "airfields.tsv", set[int]()
    for where, row in _rows(folder / file, AIRFIELDS):
        number, lat, lon = _point(file, where, row[0], row[3], row[4], seen)
        _checked(file, where, row[2], row[5])
        if row[7] not in SIZES:
            raise DataFileError(file, where, "size", row[7], f"has to be one of {SIZES}")
        codes, aliases = (tuple(filter(None, row[i].split("|"))) for i in (1, 9))
        yield AirfieldRow(
            number, codes, row[2], lat, lon, row[5], row[6], row[7], row[8] == "military", aliases
        )


def read_regions(folder: Path) -> Iterator[tuple[str, list[str], list[str], str]]:
    """Give the entries of ``regions.toml``: what it is, its names, countries, a caveat for them."""
    path = folder / "regions.toml"
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["region"]
    except (OSError, ValueError, KeyError) as error:
        raise DataFileError(path.name, "the file", "text", "...", str(error)) from None
    for number, entry in enumerate(entries, 1):
        for field in ("names", "what"):
            if not entry.get(field):
                raise DataFileError(path.name, f"region {number}", field, None, "is missing")
        yield entry["what"], entry["names"], entry.get("countries", []), entry.get("caveat", "")


def read_territories(folder: Path) -> tuple[int, list[dict[str, Any]]]:
    """Give the positions a degree, and the pieces of ``territories-10m.json``.

    Raises
    ------
    DataFileError
        It is no JSON, or a piece has no polygon, an owner that is no code, or leaves the world.
    """
    path = folder / "territories-10m.json"
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        step, pieces = int(document["step"]), list(document["pieces"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataFileError(path.name, "the file", "text", "...", str(error)) from None
    for piece in pieces:
        _check_piece(path.name, step, piece)
    return step, pieces


def _check_piece(file: str, step: int, piece: dict[str, Any]) -> None:
    where = f"piece {piece.get('id')}"
    for field in ("recognised", "natural_earth"):
        for code in piece.get(field, [None]):
            if not (isinstance(code, str) and len(code) == 3 and code.isupper()):
                raise DataFileError(file, where, field, code, "has to be three letters")
    if not piece["polygons"]:
        raise DataFileError(file, where, "polygons", [], "has none")
    for ring in (ring for polygon in piece["polygons"] for ring in polygon):
        x = y = 0
        for dx, dy in zip(ring[::2], ring[1::2], strict=True):
            x, y = x + dx, y + dy
            if abs(x) > 180 * step or abs(y) > 90 * step:
                raise DataFileError(file, where, "polygons", [x, y], "is outside the world")


def read_local_names(folder: Path, named: dict[int, str]) -> Iterator[tuple[int, str, str]]:
    """Give what cities are shown as in other languages than English: geonameid, language, name."""
    for where, row in _rows(folder / "names.tsv", ["id", "language", "name"]):
        number = _known("names.tsv", where, row[0], named)
        if row[2] != named[number]:
            yield number, row[1], row[2]


def read_names(folder: Path, known: set[int]) -> Iterator[tuple[int, int, str]]:
    """Give the names beside the primary ones: geonameid, tier, name."""
    for where, row in _rows(folder / "names.tsv", ["id", "language", "name"]):
        yield _known("names.tsv", where, row[0], known), TAGGED, row[2]
    for where, row in _rows(folder / "aliases.tsv", ["id", "aliases"]):
        number = _known("aliases.tsv", where, row[0], known)
        for alias in row[1].split("|"):
            yield number, ALTERNATE, alias


def read_table(folder: Path, name: str, header: list[str]) -> Iterator[list[str]]:
    """Give the rows of a small table whose fields are all text, none of them empty."""
    for where, row in _rows(folder / name, header):
        for field, value in zip(header, row, strict=True):
            if not value:
                raise DataFileError(name, where, field, value, "is missing")
        yield row


def _rows(path: Path, header: list[str]) -> Iterator[tuple[str, list[str]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise DataFileError(path.name, "the file", "text", "...", str(error)) from None
    lines = text.split("\n")
    if lines[0].split("\t") != header:
        raise DataFileError(path.name, "line 1", "header", lines[0], f"has to be {header}")
    for number, line in enumerate(lines[1:-1], 2):
        row = line.split("\t")
        if len(row) != len(header):
            raise DataFileError(
                path.name, f"line {number}", "row", line[:80], f"has to have {len(header)} fields"
            )
        yield f"line {number}", row


def _point(
    file: str, where: str, number: str, lat: str, lon: str, seen: set[int]
) -> tuple[int, float, float]:
    """Read the id and position of a row; ids do not repeat."""
    known = int(_number(file, where, "id", number, 1, math.inf))
    if known in seen:
        raise DataFileError(file, where, "id", number, "stands there already")
    seen.add(known)
    return (
        known,
        _number(file, where, "lat", lat, -90, 90),
        _number(file, where, "lon", lon, -180, 180),
    )


def _checked(file: str, where: str, name: str, country: str) -> None:
    """Refuse a row without a name or a country's code."""
    if not name:
        raise DataFileError(file, where, "name", name, "is missing")
    if not (len(country) == 2 and country.isalpha() and country.isupper()):
        raise DataFileError(file, where, "country", country, "has to be two letters")


def _number(file: str, where: str, field: str, value: str, low: float, high: float) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not low <= number <= high:
        raise DataFileError(file, where, field, value, f"has to be a number from {low} to {high}")
    return number


def _known(file: str, where: str, value: str, known: Container[int]) -> int:
    if not (value.isdecimal() and int(value) in known):
        raise DataFileError(file, where, "id", value, "is not in cities.tsv")
    return int(value)
