"""From a catalogue's text to its entries, and every complaint there can be about the text.

Standard library only: the build runs this before anything is installed.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rangemap._catalogue.fields import FIELDS, Complaint, complaints
from rangemap._catalogue.values import Claim, Minimum, Source
from rangemap._catalogue.weapon import Weapon
from rangemap.errors import CatalogueError, ClaimError, DataFileError

LARGEST_BYTES = 1_000_000
LONGEST_LINE = 20_000
DEEPEST = 8

TABLES = ("weapon", "ambiguous", "exception")


@dataclass(frozen=True)
class Ambiguous:
    """A name that means several weapons, one of which has to be named."""

    name: str
    means: tuple[str, ...]


@dataclass
class Entries:
    """What the text of a catalogue holds.

    Parameters
    ----------
    weapons, sources : dict
        By id.
    stands : dict
        The file that each weapon stands in, by its id.
    ambiguous : list of Ambiguous
    exceptions : dict
        Reasons for what breaks a law on purpose, by law and weapon.
    file : str
        What complaints about the whole name.
    own : bool
        Whether they are a user's.
    """

    weapons: dict[str, Weapon] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    stands: dict[str, str] = field(default_factory=dict)
    ambiguous: list[Ambiguous] = field(default_factory=list)
    exceptions: dict[tuple[str, str], str] = field(default_factory=dict)
    file: str = "the catalogue"
    own: bool = False


def read_catalogue(folder: Path) -> Entries:
    """Read ``weapons/*.toml``, ``sources.toml`` and ``exceptions.toml`` under a folder.

    Raises
    ------
    CatalogueError
        Everything wrong with single fields and entries: file, row, field, value, and why.
    """
    reader = _Reader(Entries())
    reader.sources("sources.toml", load_toml(folder / "sources.toml"))
    reader.tables("exceptions.toml", load_toml(folder / "exceptions.toml"), ("exception",))
    for path in sorted((folder / "weapons").glob("*.toml")):
        reader.tables(path.name, load_toml(path), ("weapon", "ambiguous"))
    return reader.read()


def read_own(path: Path, published: Mapping[str, Source]) -> Entries:
    """Read a user's own catalogue: one file, whose claims may cite published sources too.

    Raises
    ------
    CatalogueError
        Everything wrong with it, or that it is too large or too deep to be one.
    """
    document = load_toml(path)
    reader = _Reader(Entries(file=path.name, own=True), published)
    reader.sources(path.name, document.pop("source", {}))
    reader.tables(path.name, document, TABLES)
    if not reader.entries.weapons and not reader.wrong:
        reader.complain(path.name, "the file", "weapon", None, "it has no [[weapon]] table")
    return reader.read()


def load_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Raises
    ------
    DataFileError
        It is missing, too large or too deep, or is not TOML.
    """
    text = _text_of(path)
    if any(len(line) > LONGEST_LINE for line in text.splitlines()):
        raise _wrong(path, "text", "...", f"has a line of more than {LONGEST_LINE:,} characters")
    try:
        document = tomllib.loads(text)
    except ValueError as error:
        raise _wrong(path, "text", "...", f"is not TOML: {error}") from None
    except RecursionError:
        raise _wrong(path, "text", "...", f"is nested deeper than {DEEPEST} levels") from None
    if _depth(document) > DEEPEST:
        raise _wrong(path, "text", "...", f"is nested deeper than {DEEPEST} levels")
    return document


def _wrong(path: Path, what: str, value: object, why: str) -> DataFileError:
    return DataFileError(path.name, "the file", what, value, why)


def _text_of(path: Path) -> str:
    """Give the text of a file that is no larger than a catalogue may be."""
    try:
        regular, size = path.is_file(), path.stat().st_size
        text = path.read_text(encoding="utf-8-sig") if regular and size <= LARGEST_BYTES else ""
    except FileNotFoundError:
        raise _wrong(path, "path", str(path), "is missing") from None
    except UnicodeDecodeError as error:
        raise _wrong(path, "text", "...", f"is not UTF-8: {error.reason}") from None
    except OSError as error:
        raise _wrong(path, "path", str(path), f"cannot be read: {error.strerror}") from None
    except ValueError:
        raise _wrong(path, "path", str(path), "cannot be a path") from None
    if not regular:
        raise _wrong(path, "path", str(path), "is no regular file")
    if size > LARGEST_BYTES:
        raise _wrong(path, "size", size, f"is more than {LARGEST_BYTES:,} bytes")
    return text


def _depth(document: Any) -> int:
    """Give how deep tables and lists are nested."""
    level, depth = [document], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            break
        tables = [item.values() if isinstance(item, dict) else item for item in level]
        level = [item for table in tables for item in table if isinstance(item, dict | list)]
    return depth


class _Reader:
    """Collects entries and what is wrong with them."""

    def __init__(self, entries: Entries, published: Mapping[str, Source] | None = None) -> None:
        self.entries = entries
        self.published = published or {}
        self.named = set(self.published)
        self.wrong: list[Complaint] = []

    def complain(self, file: str, where: str, name: str, value: object, why: str) -> None:
        self.wrong.append(Complaint(file, where, name, value, why))

    def read(self) -> Entries:
        """Give the entries, if nothing is wrong with them."""
        if self.wrong:
            raise CatalogueError(self.wrong)
        return self.entries

    def sources(self, file: str, document: Any) -> None:
        if not isinstance(document, dict):
            self.complain(file, "the file", "source", "...", "has to be [source.NAME] tables")
            return
        self.named |= set(document)
        for name, row in document.items():
            where = f"source {name}"
            why = FIELDS["weapon"]["id"](name)
            wrong = [Complaint(file, where, "id", name, why)] if why else []
            wrong += complaints(file, where, row, "source")
            if not wrong and not {"url", "mirror"} & row.keys():
                wrong = [Complaint(file, where, "url", None, "is missing, and mirror too")]
            self.wrong += wrong
            if not wrong:
                self.entries.sources[name] = Source(**{"id": name, "url": None, **row})

    def tables(self, file: str, document: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
        for key, rows in document.items():
            tables = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
            if key not in allowed or not tables:
                forms = " or ".join(f"[[{name}]]" for name in allowed)
                self.complain(file, "the file", key, "...", f"has to be {forms} tables")
                continue
            for number, row in enumerate(rows, 1):
                where = f"{key} {row.get('id') or row.get('name') or number}"
                {"weapon": self._weapon, "ambiguous": self._ambiguous}.get(key, self._exception)(
                    file, where, row
                )

    def _ambiguous(self, file: str, where: str, row: Any) -> None:
        wrong = list(complaints(file, where, row, "ambiguous"))
        self.wrong += wrong
        if not wrong:
            self.entries.ambiguous.append(Ambiguous(row["name"], tuple(row["means"])))

    def _exception(self, file: str, where: str, row: Any) -> None:
        wrong = list(complaints(file, where, row, "exception"))
        self.wrong += wrong
        if not wrong:
            self.entries.exceptions[row["law"], row["weapon"]] = row["reason"]

    def _weapon(self, file: str, where: str, row: dict[str, Any]) -> None:
        wrong = list(self._broken(file, where, row))
        if not wrong:
            if row["id"] in self.entries.weapons:
                first = self.entries.stands[row["id"]]
                why = f"stands in {first} already"
                wrong = [Complaint(file, where, "id", row["id"], why)]
            elif self._sourced(row):
                wrong = self._made(file, where, row)
        self.wrong += wrong

    def _broken(self, file: str, where: str, row: dict[str, Any]) -> Iterator[Complaint]:
        """Give what is wrong with the fields of a weapon, its claims and its minimum range."""
        yield from complaints(file, where, row, "weapon", ("claim", "minimum"))
        yield from self._unknown(file, where, "status_source", row)
        claims = row.get("claim", [])
        if not isinstance(claims, list):
            yield Complaint(file, where, "claim", "...", "has to be [[weapon.claim]] tables")
            return
        parts = [(f"{where}, claim {n}", "claim", claim) for n, claim in enumerate(claims, 1)]
        if "minimum" in row:
            parts.append((f"{where}, minimum", "minimum", row["minimum"]))
        for there, kind, part in parts:
            wrong = list(complaints(file, there, part, kind))
            yield from wrong or self._unknown(file, there, "source", part)
            if kind == "claim" and not wrong and part["low_km"] > part["high_km"]:
                why = f"is more than high_km = {part['high_km']}"
                yield Complaint(file, there, "low_km", part["low_km"], why)

    def _unknown(self, file: str, where: str, name: str, row: Any) -> Iterator[Complaint]:
        value = row.get(name)
        if isinstance(value, str) and value not in self.named:
            yield Complaint(file, where, name, value, "is no source's name")

    def _source(self, name: str) -> Source | None:
        return self.entries.sources.get(name) or self.published.get(name)

    def _sourced(self, row: dict[str, Any]) -> bool:
        """Say whether every source is a right one; what is wrong with one is told once."""
        parts = [*row.get("claim", []), row.get("minimum") or {}]
        names = [part["source"] for part in parts if part] + [row.get("status_source")]
        return all(self._source(name) for name in names if name)

    def _made(self, file: str, where: str, row: dict[str, Any]) -> list[Complaint]:
        """Make a weapon of fields that are right by themselves."""
        fields: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
        }
        minimum, status_source = row.get("minimum"), row.get("status_source")
        fields |= {
            "weapon_class": fields.pop("class"),
            "countries": fields.pop("country"),
            "claims": tuple(
                Claim(**{**claim, "source": self._source(claim["source"])})
                for claim in fields.pop("claim", ())
            ),
            "minimum": minimum
            and Minimum(**{**minimum, "source": self._source(minimum["source"])}),
            "status_source": status_source and self._source(status_source),
            "catalogue": file if self.entries.own else None,
        }
        try:
            self.entries.weapons[row["id"]] = Weapon(**fields)
        except ClaimError as error:
            return [Complaint(file, where, "id", row["id"], str(error))]
        self.entries.stands[row["id"]] = file
        return []
