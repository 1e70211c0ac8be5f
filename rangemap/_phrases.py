"""The texts of the data in other languages, held to what the data says.

Standard library only: the build runs this before anything is installed.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rangemap._catalogue.files import load_toml
from rangemap._catalogue.values import Source
from rangemap._text.words import LANGUAGES
from rangemap.errors import DataFileError

SAID = {
    "weapon": "SELECT name FROM weapon",
    "cyrillic": """
        SELECT name FROM weapon, json_each(document, '$.countries') WHERE value IN ('RUS', 'UKR')
        EXCEPT SELECT text FROM phrase WHERE kind = 'weapon'
    """,
    "condition": """
        SELECT json_extract(value, '$.condition') FROM weapon, json_each(document, '$.claims')
    """,
    "basis": "SELECT json_extract(document, '$.basis') FROM piece WHERE disputed",
    "holder": """
        SELECT json_extract(document, '$.de_facto') FROM piece WHERE disputed
        UNION SELECT value FROM piece, json_each(document, '$.claimed_by') WHERE disputed
        EXCEPT SELECT iso3 FROM country
    """,
    "caveat": "SELECT said FROM caveat",
    "publisher": """
        SELECT json_extract(value, '$.source.publisher')
        FROM weapon, json_each(document, '$.claims')
    """,
    "credit": "SELECT value FROM meta WHERE key LIKE '%_credit'",
}
"""Where the database has the texts of each kind."""

CYRILLIC = ("uk", "ru")
"""The languages that write names from Russia and Ukraine in letters of their own."""

DESIGNATIONS = "designations"
"""Conditions that are the same in every language."""

WORD = re.compile(r"\b[a-z]{3,}\b")
"""What the name of a weapon has that describes it: a designation has none."""


def compile_phrases(connection: sqlite3.Connection, path: Path) -> None:
    """Take in what the data says in other languages, all of it and nothing else.

    Raises
    ------
    DataFileError
        A text that is missing, in the file or in a language; or that the data does not say.
    """
    tables = load_toml(path)
    same = tables.pop(DESIGNATIONS, [])
    if not isinstance(same, list) or not all(isinstance(each, str) for each in same):
        raise DataFileError(path.name, "the file", DESIGNATIONS, same, "has to be a list of texts")
    for kind, table in tables.items():
        if kind not in SAID or not isinstance(table, dict):
            raise DataFileError(path.name, "the file", kind, "...", f"is none of {list(SAID)}")
    for kind, query in SAID.items():
        table = tables.get(kind, {})
        said = [*table, *same] if kind == "condition" else list(table)
        _check(path.name, kind, said, {text for (text,) in connection.execute(query) if text})
        languages = CYRILLIC if kind == "cyrillic" else LANGUAGES[1:]
        shown_as = "weapon" if kind == "cyrillic" else kind
        connection.executemany(
            "INSERT INTO phrase VALUES (?, ?, ?, ?)",
            (
                (shown_as, *row)
                for text in table
                for row in _local(path.name, text, table[text], languages)
            ),
        )


def _check(file: str, kind: str, said: Sequence[str], texts: set[str]) -> None:
    """Hold the texts of a kind to those of the data; what is a publisher's name stays."""
    if kind == "weapon":
        texts = {text for text in texts if WORD.search(text)}
    if kind == "publisher":
        texts = {Source("", text, None).remark or "" for text in texts}
    elif missing := sorted(texts - set(said)):
        raise DataFileError(file, "the file", kind, missing[0], "is missing")
    if unused := sorted(set(said) - texts):
        raise DataFileError(file, "the file", kind, unused[0], "is nowhere in the data")
    if twice := sorted({text for text in said if said.count(text) > 1}):
        raise DataFileError(file, "the file", kind, twice[0], "stands there twice")


def _local(
    file: str, text: str, said: Any, languages: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    """Give a text with each language and what it is there."""
    for lang in languages:
        local = said.get(lang) if isinstance(said, dict) else None
        if not isinstance(local, str) or not local:
            raise DataFileError(file, text, lang, local, "has to be text")
        yield text, lang, local
    if other := sorted(set(said) - set(languages)):
        raise DataFileError(file, text, other[0], said[other[0]], "is no language")
