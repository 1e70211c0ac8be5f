"""The names by which an airfield is asked for.

Standard library only: the build runs this before anything is installed.
"""

import re
from collections.abc import Iterator

from rangemap._names import fold
from rangemap._places.files import SIZES, AirfieldRow
from rangemap._places.tiers import FULL, SHORT, TOWN

_KIND = re.compile(
    r"\b(?:(?:international|regional|municipal|domestic|national|military|county|naval|army|"
    r"royal|joint|reserve|marine corps|air force|air|force|support|logistics|auxiliary)\s+)*"
    r"(?:airport|airfield|aerodrome|airbase|air base|air station|air force base|air force station|"
    r"air field|support facility|naval station|base|station|field|AFB|ARB|NAS)\b|"
    r"^(?:аэродром|аэропорт|аеропорт|аеродром|RAF|RAAF|RCAF|NAS|MCAS|BA \d+)\s",
    re.IGNORECASE,
)


def names_of(row: AirfieldRow) -> Iterator[tuple[str, int]]:
    """Give an airfield's names, folded, with how near each is to its own.

    Examples
    --------
    >>> row = AirfieldRow(1, ("ETAR",), "Ramstein Air Base", 49.4, 7.6, "DE", "Ramstein", "medium",
    ...     True, ())
    >>> sorted(set(names_of(row)))
    [('etar', 0), ('ramstein', 1), ('ramstein', 2), ('ramsteinairbase', 0), ('ramsteinairbase', 1)]
    """
    for code in row.codes:
        yield fold(code), FULL
    for name in (row.name, *row.aliases):
        yield fold(name), FULL
        yield fold(name.replace("Air Force Base", "AFB")), FULL
        for part in re.split(r"\s/\s|[()]", name):
            yield fold(part), SHORT
            plain = _KIND.sub(" ", part).strip()
            yield fold(plain), SHORT
            # Of "Pyongyang Sunan" the second word is its own name.
            if own := plain.removeprefix(row.town).lstrip("- "):
                yield fold(own), SHORT
    yield fold(row.town), TOWN


def rank(row: AirfieldRow) -> int:
    """Give what decides between airfields of one name: the military before the others, by size."""
    return SIZES.index(row.size) + (0 if row.military else len(SIZES))
