"""What the data itself says in words, in a reader's language."""

from functools import lru_cache
from pathlib import Path

from rangemap import _database
from rangemap._catalogue.files import load_toml
from rangemap._text.words import LANGUAGES, Words
from rangemap.errors import DataFileError


@lru_cache(maxsize=10_000)
def phrase(said: str, words: Words) -> str:
    """Give a text of the data in a language; as it is where there is none, as of a user's own."""
    query = "SELECT said FROM phrase WHERE text = ? AND lang = ?"
    row = _database.connect().execute(query, (said, words.lang)).fetchone()
    return str(row[0]) if row else said


def read_phrases(path: Path) -> dict[str, dict[str, str]]:
    """Give the texts of ``phrases.toml`` by language; of names that are the same in all, nothing.

    Raises
    ------
    DataFileError
        A text that is missing in a language, or one in a language that there is not.
    """
    document = load_toml(path)
    found: dict[str, dict[str, str]] = {name: {} for name in document.pop("names", [])}
    for said, local in document.items():
        for lang in LANGUAGES[1:]:
            if not (isinstance(local, dict) and isinstance(local.get(lang), str) and local[lang]):
                raise DataFileError(path.name, said, lang, None, "has to be text")
        if other := sorted(set(local) - set(LANGUAGES[1:])):
            raise DataFileError(path.name, said, other[0], local[other[0]], "is no language")
        found[said] = local
    return found
