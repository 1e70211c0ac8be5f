"""What is published about a weapon: the weapon, its claims and their sources.

The rule by which a weapon's figures follow from its claims:

1. A tested distance is shown and not counted: a test is not a maximum range. An export limit is
   counted only for the export version, which is an entry of its own. A family counts the claims of
   its variants beside its own.
2. `range_low_km` is the lowest figure counted and `range_high_km` the highest. The upper end is
   open where the highest figure is one of "at least", "more than". An export limit is a ceiling,
   whatever its words.
3. `range_km`, the typical figure, is that of the claim with the best evidence (operator or maker,
   then institute, then press, then a dataset that names no sources), the newest of these, the
   larger of these. A family's own claims go before those of its variants, and a closed figure
   before an open one, which is a bound and not a figure. Of a span, the upper end is meant.
"""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from rangemap._names import listed
from rangemap.errors import ClaimError

Qualifier = Literal["up to", "at least", "about"]
Kind = Literal["claimed", "assessed", "tested", "export limit"]
Evidence = Literal["official", "institute", "press", "dataset", "given"]
WeaponClass = Literal[
    "srbm", "mrbm", "irbm", "icbm", "slbm", "cruise", "anti-ship", "rocket", "glide bomb",
    "drone", "sam", "launcher", "given",
]  # fmt: skip
Launch = Literal["ground", "air", "sea", "sub"]
Status = Literal["in service", "in development", "retired"]

LONGEST_KM = 20_003.9
"""No two points of the Earth are farther apart; a range given by the asker may be more."""

RANK = {evidence: rank for rank, evidence in enumerate(get_args(Evidence))}


@dataclass(frozen=True)
class Source:
    """A page on which a figure was seen.

    Parameters
    ----------
    id : str
        Its name in ``data/sources.toml``.
    publisher : str
        Whose figure it is.
    url : str or None
        Where it was seen; None for a figure that the asker gave.
    title, date : str or None
        As seen on the page; None where they were not. The date is ``YYYY[-MM[-DD]]``.
    mirror : bool
        Whether the address is a stored copy and not the publisher's own page.

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
    mirror: bool = False

    @property
    def citation(self) -> str:
        """Publisher, title and date, without the address."""
        title = f"“{self.title}”" if self.title else None
        return ", ".join(part for part in (self.publisher, title, self.date or "undated") if part)

    def __str__(self) -> str:
        """Give the source as a line of a list of sources."""
        if self.url is None:
            return self.publisher
        return f"{self.citation}, {self.url}{' (a stored copy)' if self.mirror else ''}"


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
    evidence : {"official", "institute", "press", "dataset", "given"}
        Who stands behind it.
    source : Source
        Where it was seen.
    qualifier : {"up to", "at least", "about"} or None
        How the page qualifies it.
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
        """Whether the figure is a lower bound, without an upper end."""
        return self.qualifier == "at least" and self.kind != "export limit"

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
        return f"{self.said} {span}" if self.said else span


@dataclass(frozen=True)
class Minimum:
    """A published minimum range: nearer than this the weapon is not used."""

    printed: str
    km: float
    source: Source


@dataclass(frozen=True)
class Weapon:
    """A weapon and what is published about its range.

    Figures are derived from the claims by the rule at the head of this module.

    Parameters
    ----------
    id, name : str
        The stable name in data and on the command line, and the one for people.
    weapon_class : str
        Such as "srbm", "cruise", "sam" or "launcher".
    claims : tuple of Claim
        Its own published figures.
    designation, note : str or None
        Its maker's or operator's names for it; what else a reader should know.
    countries, operators : tuple of str
        Who makes and who has it, as ISO 3166 codes of three letters.
    launch : tuple of str
        Where from: "ground", "air", "sea", "sub". Without "ground", ranges count from the release
        point.
    aliases : tuple of str
        Further names that it is found by.
    minimum : Minimum or None
        The published minimum range.
    variant_of, export_of : str or None
        The id of the family it is a variant of, or of the weapon it is the export version of.
    status, status_source : str and Source, or None
        Such as "retired", and who says so.
    munitions : tuple of str
        The ids of what a launcher fires; a launcher has no range of its own.
    variants : tuple of Weapon
        The members of a family.

    Raises
    ------
    ClaimError
        No claim that counts, a launcher with claims, or a minimum range above a claim.

    Examples
    --------
    >>> import rangemap
    >>> atacms = rangemap.weapon("atacms")
    >>> atacms.range_low_km, atacms.range_km, [variant.name for variant in atacms.variants]
    (165, 300, ['ATACMS M39', 'ATACMS M39A1', 'ATACMS M57'])
    """

    id: str
    name: str
    weapon_class: WeaponClass
    claims: tuple[Claim, ...]
    designation: str | None = None
    countries: tuple[str, ...] = ()
    operators: tuple[str, ...] = ()
    launch: tuple[Launch, ...] = ()
    aliases: tuple[str, ...] = ()
    minimum: Minimum | None = None
    variant_of: str | None = None
    export_of: str | None = None
    status: Status | None = None
    status_source: Source | None = None
    munitions: tuple[str, ...] = ()
    variants: tuple["Weapon", ...] = ()
    note: str | None = None

    def __post_init__(self) -> None:
        """Refuse a weapon without a figure, and a launcher with one."""
        if self.launcher and (self.claims or not self.munitions):
            raise ClaimError(f"{self.name} is a launcher: it has munitions and no claims.")
        if not self.launcher and not self.counted:
            raise ClaimError(f"{self.name} needs a claim that is neither a test nor a limit.")
        if self.minimum and not 0 < self.minimum.km < self.range_low_km:
            raise ClaimError(
                f"The minimum range of {self.name}, {self.minimum.km} km, has to be less than "
                "every claim."
            )

    @cached_property
    def counted(self) -> tuple[Claim, ...]:
        """The claims that its figures follow from, a family's own first."""
        own = tuple(
            claim
            for claim in self.claims
            if claim.kind != "tested" and (self.export_of or claim.kind != "export limit")
        )
        return own + tuple(claim for variant in self.variants for claim in variant.counted)

    @cached_property
    def typical(self) -> Claim:
        """The claim that the typical figure is taken from."""
        own = [claim for claim in self.counted if claim in self.claims]
        candidates = own or self.counted
        candidates = [claim for claim in candidates if not claim.open_ended] or candidates
        newest = sorted(
            candidates, key=lambda claim: (claim.source.date or "", claim.high_km), reverse=True
        )
        return min(newest, key=lambda claim: RANK[claim.evidence])

    @cached_property
    def range_low_km(self) -> float:
        """The lowest published figure."""
        return self.lowest.low_km

    @property
    def range_km(self) -> float:
        """The typical figure."""
        return self.typical.high_km

    @cached_property
    def range_high_km(self) -> float:
        """The highest published figure."""
        return self.highest.high_km

    @property
    def lowest(self) -> Claim:
        """The claim of the lowest figure."""
        return min(self.counted, key=lambda claim: claim.low_km)

    @property
    def highest(self) -> Claim:
        """The claim of the highest figure; of equal ones, one without an upper end."""
        return max(self.counted, key=lambda claim: (claim.high_km, claim.open_ended))

    @cached_property
    def open_ended(self) -> bool:
        """Whether no published figure is an upper end."""
        return self.highest.open_ended

    @property
    def min_range_km(self) -> float | None:
        """The published minimum range, where there is one."""
        return self.minimum.km if self.minimum else None

    @property
    def launcher(self) -> bool:
        """Whether this is a launcher, which has munitions and no range."""
        return self.weapon_class == "launcher"

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of its figures, each once, that of the typical figure first."""
        if self.launcher:
            return ()
        claims = [self.typical, *self.counted, *self.claims]
        sources = [claim.source for claim in claims]
        sources += [self.minimum.source] if self.minimum else []
        return tuple(dict.fromkeys(sources))

    @property
    def key_sources(self) -> tuple[Source, ...]:
        """The sources of the typical, the lowest and the highest figure, each once."""
        claims = (self.typical, self.lowest, self.highest)
        return tuple(dict.fromkeys(claim.source for claim in claims))

    def __str__(self) -> str:
        """Give the figures with their sources."""
        head = f"{self.name} ({self.designation})" if self.designation else self.name
        lines = [f"{head}: {self.summary}"]
        for claim in self.claims:
            note = f" {claim.note}" if claim.note else ""
            lines.append(f"  {claim.figure}, {claim.kind}: “{claim.printed}”.{note}")
            lines.append(f"    {claim.source}")
        if self.minimum:
            lines.append(f"  nearer than {self.minimum.km:,.0f} km not: “{self.minimum.printed}”.")
            lines.append(f"    {self.minimum.source}")
        if self.status_source:
            lines.append(f"  {self.status}: {self.status_source}")
        if self.note:
            lines.append(f"  {self.note}")
        for variant in self.variants:
            lines += [f"  {line}" for line in str(variant).splitlines()]
        return "\n".join(lines)

    @property
    def summary(self) -> str:
        """The figures in one line."""
        if self.launcher:
            return f"a launcher, without a range of its own; it fires {', '.join(self.munitions)}"
        span = f"{self.typical.figure} (typical)"
        if self.range_low_km != self.range_high_km:
            span += f", {self.range_low_km:,.0f}–{self.range_high_km:,.0f} km published"
        if self.open_ended:
            span += ", no upper end published"
        return f"air defence, engages at {span}" if self.weapon_class == "sam" else span


def given_range(range_km: float) -> Weapon:
    """Give a weapon that stands for a range of the asker's own, checked by the caller."""
    claim = Claim(
        printed=f"{range_km:g} km",
        low_km=range_km,
        high_km=range_km,
        kind="claimed",
        evidence="given",
        source=Source(id="given", publisher="a range given by the asker", url=None),
    )
    name = f"{range_km:,.0f} km" if range_km == int(range_km) else f"{range_km:,g} km"
    return Weapon(id=f"range-{range_km:g}", name=name, weapon_class="given", claims=(claim,))
