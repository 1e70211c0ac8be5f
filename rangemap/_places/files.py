"""The gazetteer's text, row by row, and every complaint there can be about it.

Standard library only: the build runs this before anything is installed.
"""

import math
from collections.abc import Iterator
from pathlib import Path

from rangemap.errors import DataFileError

PRIMARY, TAGGED, ALTERNATE = range(3)

CITIES = [
    "id", "name", "lat", "lon", "country", "division", "population", "feature", "part_of",
]  # fmt: skip

CitiesRow = tuple[int, str, float, float, str, str, int, str, int | None]


def read_cities(folder: Path) -> Iterator[CitiesRow]:
    """Give the rows of ``cities.tsv``: id, name, lat, lon, country, division, people, code, whole.

    Raises
    ------
    DataFileError
        The first row that is wrong.
    """
    seen: set[int] = set()
    for where, row in _rows(folder / "cities.tsv", CITIES):
        number = _number("cities.tsv", where, "id", row[0], 1, math.inf)
        if number in seen:
            raise DataFileError("cities.tsv", where, "id", row[0], "stands there already")
        seen.add(int(number))
        if not row[1]:
            raise DataFileError("cities.tsv", where, "name", row[1], "is missing")
        if not (len(row[4]) == 2 and row[4].isalpha() and row[4].isupper()):
            raise DataFileError("cities.tsv", where, "country", row[4], "has to be two letters")
        yield (
            int(number),
            row[1],
            _number("cities.tsv", where, "lat", row[2], -90, 90),
            _number("cities.tsv", where, "lon", row[3], -180, 180),
            row[4],
            row[5],
            int(_number("cities.tsv", where, "population", row[6], 0, 50_000_000)),
            row[7],
            int(_number("cities.tsv", where, "part_of", row[8], 1, math.inf)) if row[8] else None,
        )


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


def _number(file: str, where: str, field: str, value: str, low: float, high: float) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not low <= number <= high:
        raise DataFileError(file, where, field, value, f"has to be a number from {low} to {high}")
    return number


def _known(file: str, where: str, value: str, known: set[int]) -> int:
    if not (value.isdecimal() and int(value) in known):
        raise DataFileError(file, where, "id", value, "is not in cities.tsv")
    return int(value)
