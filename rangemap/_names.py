"""How names are compared: what a person types against what the data says."""

import unicodedata

_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ı": "i", "ё": "е", "ґ": "г", "’": "'", "ʼ": "'", "ʻ": "'", "`": "'", "ی": "ي", "ک": "ك",
    }
)  # fmt: skip


def exact(name: str) -> str:
    """Give a name as it is compared letter by letter: only case and blanks are forgiven.

    Examples
    --------
    >>> exact("  Pékin ") == exact("PÉKIN"), exact("Pékin") == exact("Pekin")
    (True, False)
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def fold(name: str) -> str:
    """Give a name as it is compared loosely: letters and digits only, without accents.

    Examples
    --------
    >>> fold("Saint-Pétersbourg") == fold("saint petersbourg")
    True
    >>> fold("Washington, D.C.")
    'washingtondc'
    """
    letters = unicodedata.normalize("NFKD", exact(name).translate(_LETTERS))
    return "".join(
        c if c.isascii() or not c.isdecimal() else str(unicodedata.decimal(c))
        for c in letters
        if c.isalnum()
    )


_DIVISION = {
    "oblast", "province", "region", "state", "krai", "republic", "governorate", "county",
    "prefecture", "district", "department",
}  # fmt: skip


def division_fold(name: str) -> str:
    """Give the name of a first-level division as it is compared: without what kind it is.

    Examples
    --------
    >>> division_fold("Kyiv Oblast"), division_fold("Texas")
    ('kyiv', 'texas')
    """
    words = exact(name).split()
    kept = [word for word in words if word not in _DIVISION] or words
    return fold(" ".join(kept))


def shown(text: str) -> str:
    """Give what a user typed as a message can show it: short, on one line, nothing that acts.

    Examples
    --------
    >>> shown("Mos" + chr(27) + "cow"), len(shown("x" * 1000))
    ('Mos�cow', 61)
    """
    plain = "".join(c if c.isprintable() else "\ufffd" for c in text)
    return plain if len(plain) <= 60 else f"{plain[:60]}…"


def listed(words: list[str], *, joint: str = "or") -> str:
    """Give words as a person lists them.

    Examples
    --------
    >>> listed(["a", "b", "c"])
    'a, b or c'
    """
    return f" {joint} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
