"""What the data itself says in words, in a reader's language."""

from functools import lru_cache

from rangemap import _database
from rangemap._text.words import Words


@lru_cache(maxsize=10_000)
def phrase(kind: str, said: str, words: Words) -> str:
    """Give a text of the data in a language; as it is where the data has no such text.

    Parameters
    ----------
    kind : {"weapon", "condition", "basis", "holder", "caveat", "publisher", "credit"}
        As in ``data/phrases.toml``.
    said : str
    words : Words
    """
    query = "SELECT said FROM phrase WHERE kind = ? AND text = ? AND lang = ?"
    row = _database.connect().execute(query, (kind, said, words.lang)).fetchone()
    return str(row[0]) if row else said
