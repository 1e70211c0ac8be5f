"""The words and figures that a catalogue is made of: sources, claims, minimum ranges."""

import math
import re
from dataclasses import dataclass
from typing import Literal, get_args

from rangemap._names import listed
from rangemap.errors import ClaimError

Qualifier = Literal["up to", "at least", "about"]
Kind = Literal["claimed", "assessed", "tested", "export limit"]
Evidence = Literal["official", "institute", "press", "other", "dataset", "given"]
WeaponClass = Literal[
    "srbm", "mrbm", "irbm", "icbm", "slbm", "aeroballistic", "hypersonic glide", "cruise",
    "anti-ship", "rocket", "glide bomb", "drone", "sea drone", "sam", "launcher", "given",
]  # fmt: skip
Launch = Literal["ground", "air", "sea", "sub"]
Status = Literal["in service", "in development", "tested", "unveiled", "retired"]
Measures = Literal["data link"]

BALLISTIC = ("srbm", "mrbm", "irbm", "icbm", "slbm", "aeroballistic")

LONGEST_KM = 20_003.9
"""No two points of the Earth are farther apart; a range given by the asker may be more."""

_REMARK = re.compile(r"\(([^()]+)\)$")


@dataclass(frozen=True)
class Source:
    """A page on which a figure was seen.

    Parameters
    ----------
    id : str
        Its name in the catalogue's text.
    publisher : str
        Whose figure it is.
    url : str or None
        The publisher's own page; None where only a stored copy was seen.
    title, date : str or None
        As seen on the page; None where they were not. The date is ``YYYY[-MM[-DD]]``.
    mirror : str or None
        The address of a stored copy, where that is what was seen.
    seen : str or None
        When it was last read again, ``YYYY-MM[-DD]``.

    Examples
    --------
    >>> import rangemap
    >>> print(rangemap.Source(id="a", publisher="A paper", url="https://example.org/"))
    A paper, undated, https://example.org/
    """

    id: str
    publisher: str
    url: str | None
    title: str | None = None
    date: str | None = None
    mirror: str | None = None
    seen: str | None = None

    @property
    def address(self) -> str | None:
        """Where it can be read: its own page, or a stored copy; None for what the asker gave."""
        return self.url or self.mirror

    @property
    def house(self) -> str:
        """Whose page it is, without who printed it and what it is."""
        return self.publisher.split(" (")[0]

    @property
    def remark(self) -> str | None:
        """What stands in brackets behind the publisher: who printed it, or what it is."""
        found = _REMARK.search(self.publisher)
        return found[1] if found else None

    @property
    def citation(self) -> str:
        """Publisher, title and date, without the address."""
        title = f"“{self.title}”" if self.title else None
        return ", ".join(part for part in (self.publisher, title, self.date or "undated") if part)

    def __str__(self) -> str:
        """Give the source as a line of a list of sources."""
        if self.address is None:
            return self.publisher
        return f"{self.citation}, {self.address}{'' if self.url else ' (a stored copy)'}"


@dataclass(frozen=True)
class Claim:
    """One published figure for a weapon's range.

    Parameters
    ----------
    printed : str
        The figure in the words of its page.
    low_km, high_km : float
        The figure in kilometres; equal unless a span is printed.
    kind : {"claimed", "assessed", "tested", "export limit"}
        By the maker or operator; by somebody else; a distance flown; or a limit set for export.
    evidence : {"official", "institute", "press", "other", "dataset", "given"}
        Who stands behind it; see data/README.md.
    source : Source
        Where it was seen.
    qualifier : {"up to", "at least", "about"} or None
        How the page qualifies it.
    by : str or None
        Whom the page credits with the figure.
    condition : str or None
        What the page ties the figure to, such as "with an 8-tonne warhead".
    note : str or None
        What else a reader should know.

    Raises
    ------
    ClaimError
        A figure that is impossible, or a word that is not of its list.

    Examples
    --------
    >>> import rangemap
    >>> source = rangemap.Source(id="a", publisher="A paper", url="https://example.org/")
    >>> claim = rangemap.Claim("up to 300 km", 300, 300, "assessed", "press", source, "up to")
    >>> claim.figure
    'up to 300 km'
    """

    printed: str
    low_km: float
    high_km: float
    kind: Kind
    evidence: Evidence
    source: Source
    qualifier: Qualifier | None = None
    by: str | None = None
    condition: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        """Refuse what no page can have printed."""
        most = math.inf if self.evidence == "given" else LONGEST_KM
        if not 0 < self.low_km <= self.high_km < most:
            raise ClaimError(
                f"A figure from {self.low_km} to {self.high_km} km is impossible: 0 < low <= high "
                f"< {most:,.0f} km."
            )
        for value, allowed in (
            (self.kind, get_args(Kind)),
            (self.evidence, get_args(Evidence)),
            (self.qualifier or "about", get_args(Qualifier)),
        ):
            if value not in allowed:
                raise ClaimError(f"{value!r} has to be {listed(list(allowed))}.")

    @property
    def open_ended(self) -> bool:
        """Whether the figure is a lower bound, without an upper end, as a distance flown is."""
        if self.kind == "export limit":
            return False
        return self.qualifier == "at least" or self.kind == "tested"

    @property
    def origin(self) -> str:
        """Whose figure it is: what maker and operator claim is one voice, however often printed."""
        if self.kind == "claimed":
            return "maker or operator"
        return self.by or self.source.house

    @property
    def said(self) -> Qualifier | None:
        """The qualifier as it is to be told: none where a limit is called "at least"."""
        return None if self.qualifier == "at least" and not self.open_ended else self.qualifier

    @property
    def figure(self) -> str:
        """The figure in kilometres, with its qualifier."""
        span = f"{self.high_km:,.0f} km"
        if self.low_km != self.high_km:
            span = f"{self.low_km:,.0f}–{span}"
        if self.kind == "tested":
            span = f"{span} flown"
        return f"{self.said} {span}" if self.said else span


@dataclass(frozen=True)
class Minimum:
    """A published minimum range: nearer than this the weapon is not used."""

    printed: str
    km: float
    source: Source
