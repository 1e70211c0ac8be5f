"""The ledger of ids: every weapon that was looked into, and what became of it.

An id that was ever published stays: it names a weapon, or says which other one, or why none.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from rangemap._catalogue.fields import Complaint
from rangemap.errors import DataFileError

COLUMNS = ("id", "what", "other", "why")
IN, MERGED, LEFT_OUT = "in", "merged", "left out"


@dataclass(frozen=True)
class Line:
    """What became of one id: `other` is the weapon it went into, `why` the reason for it."""

    id: str
    what: str
    other: str = ""
    why: str = ""


def read_ledger(path: Path) -> list[Line]:
    """Read the ledger, a table separated by tabs.

    Raises
    ------
    DataFileError
        It is missing, or its columns are others.
    """
    try:
        rows = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise DataFileError(path.name, "the file", "path", str(path), "is missing") from None
    lines = []
    for number, row in enumerate(rows, 1):
        cells = row.split("\t")
        if number == 1 and tuple(cells) != COLUMNS:
            why = f"has to be {', '.join(COLUMNS)}"
            raise DataFileError(path.name, "row 1", "columns", row, why)
        if len(cells) > len(COLUMNS):
            why = f"has more than {len(COLUMNS)} cells"
            raise DataFileError(path.name, f"row {number}", "cells", row, why)
        if number > 1:
            lines.append(Line(*cells, *[""] * (2 - len(cells))))
    return lines


def broken(file: str, lines: list[Line], weapons: Collection[str]) -> Iterator[Complaint]:
    """Give what is wrong: ids without a line, twice, or with a line that is not true."""
    seen: set[str] = set()
    for line in lines:
        if why := _wrong(line, seen, weapons):
            yield Complaint(file, f"id {line.id}", "what", line.what, why)
        seen.add(line.id)
    for weapon in weapons:
        if weapon not in seen:
            yield Complaint(file, f"id {weapon}", "id", weapon, "is a weapon and has no line")


def _wrong(line: Line, seen: Collection[str], weapons: Collection[str]) -> str | None:
    found = line.id in weapons
    faults = {
        "stands here twice": line.id in seen,
        f"has to be {IN}, {MERGED} or {LEFT_OUT}": line.what not in (IN, MERGED, LEFT_OUT),
        "is no weapon's id": line.what == IN and not found,
        "is a weapon's id": line.what != IN and found,
        "needs a reason": line.what != IN and not line.why.strip(),
        f"went into “{line.other}”, which is no weapon's id": line.what == MERGED
        and line.other not in weapons,
    }
    return next((why for why, is_so in faults.items() if is_so), None)
