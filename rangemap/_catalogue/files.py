"""From a catalogue's text to weapons, and every complaint there can be about the text.

Standard library only: the build runs this before anything is installed.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from rangemap._catalogue import values
from rangemap._catalogue.names import names_of
from rangemap._catalogue.values import Claim, Minimum, Source, Weapon
from rangemap._names import fold, listed
from rangemap.errors import ClaimError, DataFileError

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
ISO3 = re.compile(r"[A-Z]{3}")
URL = re.compile(r"https?://[^\s/]+\.[^\s]+")

Check = Callable[[Any], str | None]


def _one_of(choices: Iterable[str]) -> Check:
    allowed = list(choices)
    return lambda value: None if value in allowed else f"has to be {listed(allowed)}"


def _matches(pattern: re.Pattern[str], what: str) -> Check:
    def check(value: Any) -> str | None:
        return None if isinstance(value, str) and pattern.fullmatch(value) else f"has to be {what}"

    return check


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) and value.strip() else "has to be some text"


def _kilometres(value: Any) -> str | None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number and 0 < value < values.LONGEST_KM:
        return None
    return f"has to be a number of kilometres between 0 and {values.LONGEST_KM:,.0f}"


def _flag(value: Any) -> str | None:
    return None if isinstance(value, bool) else "has to be true or false"


def _each(check: Check) -> Check:
    def checks(value: Any) -> str | None:
        if not isinstance(value, list):
            return "has to be a list"
        wrong = [item for item in value if check(item)]
        return f"{wrong[0]!r} {check(wrong[0])}" if wrong else None

    return checks


_ID = _matches(ID, "lower-case letters, digits and single hyphens")
_EVIDENCE = [evidence for evidence in get_args(values.Evidence) if evidence != "given"]
_CLASSES = [name for name in get_args(values.WeaponClass) if name != "given"]

SOURCE: Mapping[str, Check] = {
    "publisher": _text,
    "url": _matches(URL, "a web address"),
    "title": _text,
    "date": _matches(DATE, "YYYY, YYYY-MM or YYYY-MM-DD"),
    "mirror": _flag,
}
CLAIM: Mapping[str, Check] = {
    "printed": _text,
    "low_km": _kilometres,
    "high_km": _kilometres,
    "kind": _one_of(get_args(values.Kind)),
    "evidence": _one_of(_EVIDENCE),
    "source": _ID,
    "qualifier": _one_of(get_args(values.Qualifier)),
    "note": _text,
}
MINIMUM: Mapping[str, Check] = {"printed": _text, "km": _kilometres, "source": _ID}
WEAPON: Mapping[str, Check] = {
    "id": _ID,
    "name": _text,
    "class": _one_of(_CLASSES),
    "designation": _text,
    "country": _each(_matches(ISO3, "an ISO 3166 code of three letters")),
    "operators": _each(_matches(ISO3, "an ISO 3166 code of three letters")),
    "launch": _each(_one_of(get_args(values.Launch))),
    "aliases": _each(_text),
    "variant_of": _ID,
    "export_of": _ID,
    "status": _one_of(get_args(values.Status)),
    "status_source": _ID,
    "munitions": _each(_ID),
    "note": _text,
}
NEEDED = {
    "source": ("publisher", "url"),
    "claim": ("printed", "low_km", "high_km", "kind", "evidence", "source"),
    "minimum": ("printed", "km", "source"),
    "weapon": ("id", "name", "class", "country", "operators", "launch"),
}


def read_catalogue(folder: Path) -> tuple[list[Weapon], list[Source]]:
    """Read ``weapons/*.toml`` and ``sources.toml`` under a folder, in the order of their files.

    Raises
    ------
    DataFileError
        The first thing wrong: the file, the row, the field, the value, and why.
    """
    sources = _read_sources(folder / "sources.toml")
    weapons: dict[str, tuple[str, Weapon]] = {}
    for path in sorted((folder / "weapons").glob("*.toml")):
        for where, row in _weapon_rows(path):
            weapon = _weapon(path.name, where, row, sources)
            if weapon.id in weapons:
                first = weapons[weapon.id][0]
                raise DataFileError(path.name, where, "id", weapon.id, f"stands in {first} already")
            weapons[weapon.id] = (path.name, weapon)
    _check_links(weapons)
    _check_names(weapons)
    _check_use(weapons, sources)
    return [weapon for _, weapon in weapons.values()], list(sources.values())


def _weapon_rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the rows of one file, each with what it is called in a complaint."""
    document = load_toml(path)
    for key, rows in document.items():
        tables = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
        if key != "weapon" or not tables:
            raise DataFileError(path.name, "the file", key, "...", "has to be [[weapon]] tables")
    for number, row in enumerate(document.get("weapon", []), 1):
        claims = row.get("claim", [])
        where = f"weapon {row.get('id', number)}"
        if not (isinstance(claims, list) and all(isinstance(claim, dict) for claim in claims)):
            raise DataFileError(
                path.name, where, "claim", "...", "has to be [[weapon.claim]] tables"
            )
        yield where, row


def load_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Raises
    ------
    DataFileError
        It is missing or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataFileError(path.name, "the file", "path", str(path), "is missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataFileError(path.name, "the file", "text", "...", f"is not TOML: {error}") from None


def _check_fields(
    file: str, where: str, row: Any, kind: str, checks: Mapping[str, Check], nested: tuple[str, ...]
) -> None:
    if not isinstance(row, dict):
        raise DataFileError(file, where, kind, row, "has to be a table of fields")
    for field in NEEDED[kind]:
        if field not in row:
            raise DataFileError(file, where, field, None, "is missing")
    for field, value in row.items():
        if field in nested:
            continue
        if field not in checks:
            raise DataFileError(file, where, field, value, f"is no field of a {kind}")
        if why := checks[field](value):
            raise DataFileError(file, where, field, value, why)


def _read_sources(path: Path) -> dict[str, Source]:
    sources = {}
    for name, row in load_toml(path).items():
        if why := _ID(name):
            raise DataFileError(path.name, f"source {name}", "id", name, why)
        _check_fields(path.name, f"source {name}", row, "source", SOURCE, ())
        sources[name] = Source(id=name, **row)
    return sources


def _source(file: str, where: str, name: str, sources: Mapping[str, Source]) -> Source:
    if name not in sources:
        raise DataFileError(file, where, "source", name, "is not in sources.toml")
    return sources[name]


def _claim(file: str, where: str, row: Any, sources: Mapping[str, Source]) -> Claim:
    _check_fields(file, where, row, "claim", CLAIM, ())
    if row["low_km"] > row["high_km"]:
        raise DataFileError(
            file, where, "low_km", row["low_km"], f"is more than high_km = {row['high_km']}"
        )
    fields = {**row, "source": _source(file, where, row["source"], sources)}
    return Claim(**fields)


def _weapon(file: str, where: str, row: Any, sources: Mapping[str, Source]) -> Weapon:
    _check_fields(file, where, row, "weapon", WEAPON, ("claim", "minimum"))
    claims = tuple(
        _claim(file, f"{where}, claim {number}", claim, sources)
        for number, claim in enumerate(row.get("claim", []), 1)
    )
    minimum = None
    if "minimum" in row:
        _check_fields(file, f"{where}, minimum", row["minimum"], "minimum", MINIMUM, ())
        name = row["minimum"]["source"]
        minimum = Minimum(**{**row["minimum"], "source": _source(file, where, name, sources)})
    status_source = row.get("status_source")
    fields: dict[str, Any] = {
        "id": row["id"],
        "name": row["name"],
        "weapon_class": row["class"],
        "claims": claims,
        "designation": row.get("designation"),
        "countries": tuple(row["country"]),
        "operators": tuple(row["operators"]),
        "launch": tuple(row["launch"]),
        "aliases": tuple(row.get("aliases", [])),
        "minimum": minimum,
        "variant_of": row.get("variant_of"),
        "export_of": row.get("export_of"),
        "status": row.get("status"),
        "status_source": status_source and _source(file, where, status_source, sources),
        "munitions": tuple(row.get("munitions", [])),
        "note": row.get("note"),
    }
    try:
        return Weapon(**fields)
    except ClaimError as error:
        raise DataFileError(file, where, "claim", len(claims), str(error)) from None


def _check_links(weapons: Mapping[str, tuple[str, Weapon]]) -> None:
    for file, weapon in weapons.values():
        links = [("variant_of", weapon.variant_of), ("export_of", weapon.export_of)]
        links += [("munitions", munition) for munition in weapon.munitions]
        for field, target in links:
            if target is not None and target not in weapons:
                raise DataFileError(file, f"weapon {weapon.id}", field, target, "is no weapon's id")
        if weapon.variant_of and weapons[weapon.variant_of][1].variant_of:
            raise DataFileError(
                file, f"weapon {weapon.id}", "variant_of", weapon.variant_of, "is a variant itself"
            )
        if weapon.minimum and weapon.variant_of and not weapons[weapon.variant_of][1].minimum:
            raise DataFileError(
                file,
                f"weapon {weapon.id}",
                "minimum",
                weapon.minimum.km,
                f"needs a minimum of its family, {weapon.variant_of}, too",
            )


def _check_names(weapons: Mapping[str, tuple[str, Weapon]]) -> None:
    owners: dict[str, str] = {}
    for file, weapon in weapons.values():
        for name in names_of(weapon):
            owner = owners.setdefault(fold(name), weapon.id)
            if owner != weapon.id:
                raise DataFileError(
                    file, f"weapon {weapon.id}", "aliases", name, f"names {owner} already"
                )


def _check_use(weapons: Mapping[str, tuple[str, Weapon]], sources: Mapping[str, Source]) -> None:
    used = {source.id for _, weapon in weapons.values() for source in weapon.sources}
    used |= {weapon.status_source.id for _, weapon in weapons.values() if weapon.status_source}
    for name in sources:
        if name not in used:
            raise DataFileError("sources.toml", f"source {name}", "id", name, "is used by no claim")
