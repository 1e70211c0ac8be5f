"""The compiled database: where it is, whether it can be trusted, and how it is opened."""

import hashlib
import sqlite3
from functools import cache
from pathlib import Path

from rangemap.errors import DatabaseError

FORMAT = 9
"""Raised whenever the tables change."""

PACKAGE = Path(__file__).parent
PATH = PACKAGE / "_data" / "rangemap.sqlite"
TEXT = PACKAGE.parent / "data"

COMMAND = "python -m rangemap._compile"


@cache
def connect() -> sqlite3.Connection:
    """Open the database, read-only, once.

    Raises
    ------
    DatabaseError
        It is missing, or, in a checkout, older than the text it is made from.
    """
    if not PATH.exists():
        raise DatabaseError(f"The compiled data is missing: run `{COMMAND}` in the checkout.")
    connection = sqlite3.connect(
        f"{PATH.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )
    if (TEXT / "weapons").is_dir() and _touched_since(PATH.stat().st_mtime):
        stored = connection.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()
        if stored is None or stored[0] != digest(TEXT):
            raise DatabaseError(f"The text in data/ has changed: run `{COMMAND}` in the checkout.")
    return connection


def text_files(folder: Path) -> list[Path]:
    """Give the files that the database is made from, in a fixed order."""
    kinds = (
        "*.toml",
        "*.tsv",
        "weapons/*.toml",
        "places/*.tsv",
        "places/regions.toml",
        "borders/*.json",
    )
    return sorted(path for kind in kinds for path in folder.glob(kind))


def digest(folder: Path) -> str:
    """Give a digest of the text that the database is made from, names and contents."""
    total = hashlib.sha256(str(FORMAT).encode())
    for path in text_files(folder):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def meta() -> dict[str, str]:
    """Give what the database says of itself: the dates and origins of its data."""
    return dict(connect().execute("SELECT key, value FROM meta"))


def _touched_since(moment: float) -> bool:
    """Say whether any text file or folder is newer; only then is its digest worth reading."""
    folders = [TEXT, TEXT / "weapons", TEXT / "places", TEXT / "borders"]
    return any(path.stat().st_mtime > moment for path in [*folders, *text_files(TEXT)])
