"""What may stand in each field of a catalogue's text."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import urlsplit

from rangemap._catalogue import values
from rangemap._catalogue.weapon import ISO3
from rangemap._names import listed, shown

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
URL = re.compile(r"[^\s<>\"\\^`{|}]+")
HOST = re.compile(r"([\w-]+\.)+[\w-]+\.?")
LONGEST_TEXT = 1_000

Check = Callable[[Any], str | None]


@dataclass(frozen=True)
class Complaint:
    """One thing wrong in a catalogue: where it stands, what stands there, and why it is wrong."""

    file: str
    where: str
    field: str
    value: object
    why: str

    def __str__(self) -> str:
        """Give it as one line."""
        value = "nothing" if self.value is None else shown(repr(self.value))
        return f"{self.file}, {self.where}, {self.field} = {value}: {self.why}"


def _one_of(choices: Iterable[str]) -> Check:
    allowed = list(choices)
    return lambda value: None if value in allowed else f"has to be {listed(allowed)}"


def _matches(pattern: re.Pattern[str], what: str) -> Check:
    def check(value: Any) -> str | None:
        return None if isinstance(value, str) and pattern.fullmatch(value) else f"has to be {what}"

    return check


def _text(value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return "has to be some text"
    if not value.isprintable():
        return "has to be text on one line, without control characters"
    too_long = len(value) > LONGEST_TEXT
    return f"has to be at most {LONGEST_TEXT:,} characters long" if too_long else None


def _address(value: Any) -> str | None:
    why = "has to be a web address"
    if not isinstance(value, str) or not URL.fullmatch(value):
        return why
    try:
        parts = urlsplit(value)
        named = HOST.fullmatch(parts.hostname or "") and parts.port != 0
    except ValueError:
        return why
    fine = named and parts.scheme in ("http", "https") and parts.username is None
    return None if fine else why


def _kilometres(value: Any) -> str | None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number and 0 < value < values.LONGEST_KM:
        return None
    return f"has to be a number of kilometres between 0 and {values.LONGEST_KM:,.0f}"


def _date(value: Any) -> str | None:
    found = DATE.fullmatch(value) if isinstance(value, str) else None
    if not found:
        return 'has to be YYYY, YYYY-MM or YYYY-MM-DD, as text: "2024-05"'
    try:
        datetime.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return "is no day of the calendar"
    return None


def _each(check: Check) -> Check:
    def checks(value: Any) -> str | None:
        if not isinstance(value, list):
            return "has to be a list"
        wrong = [item for item in value if check(item)]
        return f"{shown(repr(wrong[0]))} {check(wrong[0])}" if wrong else None

    return checks


_ID = _matches(ID, "lower-case letters, digits and single hyphens")
_CODES = _each(_matches(ISO3, "an ISO 3166 code of three letters"))


def _given_out(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word != "given"]


FIELDS: Mapping[str, Mapping[str, Check]] = {
    "source": {
        "publisher": _text,
        "url": _address,
        "title": _text,
        "date": _date,
        "mirror": _address,
        "seen": _date,
    },
    "claim": {
        "printed": _text,
        "low_km": _kilometres,
        "high_km": _kilometres,
        "kind": _one_of(get_args(values.Kind)),
        "evidence": _one_of(_given_out(get_args(values.Evidence))),
        "source": _ID,
        "qualifier": _one_of(get_args(values.Qualifier)),
        "by": _text,
        "condition": _text,
        "note": _text,
    },
    "minimum": {"printed": _text, "km": _kilometres, "source": _ID},
    "weapon": {
        "id": _ID,
        "name": _text,
        "class": _one_of(_given_out(get_args(values.WeaponClass))),
        "designation": _text,
        "country": _CODES,
        "operators": _CODES,
        "launch": _each(_one_of(get_args(values.Launch))),
        "aliases": _each(_text),
        "variant_of": _ID,
        "export_of": _ID,
        "status": _one_of(get_args(values.Status)),
        "status_date": _date,
        "status_source": _ID,
        "measures": _one_of(get_args(values.Measures)),
        "munitions": _each(_ID),
        "note": _text,
    },
    "ambiguous": {"name": _text, "means": _each(_ID)},
    "exception": {"weapon": _ID, "law": _text, "reason": _text},
}
NEEDED: Mapping[str, tuple[str, ...]] = {
    "source": ("publisher",),
    "claim": ("printed", "low_km", "high_km", "kind", "evidence", "source"),
    "minimum": ("printed", "km", "source"),
    "weapon": ("id", "name", "class", "country", "operators", "launch"),
    "ambiguous": ("name", "means"),
    "exception": ("weapon", "law", "reason"),
}


def complaints(
    file: str, where: str, row: Any, kind: str, nested: tuple[str, ...] = ()
) -> Iterator[Complaint]:
    """Give what is wrong with the fields of one table."""
    if not isinstance(row, dict):
        yield Complaint(file, where, kind, row, "has to be a table of fields")
        return
    for field in NEEDED[kind]:
        if field not in row:
            yield Complaint(file, where, field, None, "is missing")
    for field, value in row.items():
        if field in nested:
            continue
        if field not in FIELDS[kind]:
            fields = listed([*FIELDS[kind], *nested])
            yield Complaint(file, where, shown(field), value, f"is no field of a {kind}: {fields}")
        elif why := FIELDS[kind][field](value):
            yield Complaint(file, where, field, value, why)
