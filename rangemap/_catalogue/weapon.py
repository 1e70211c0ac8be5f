"""A weapon and the figures that follow from what is published about it; data/README.md has why.

1. A tested distance is shown and not counted, as a test is not a maximum range; but where one is
   farther than every published figure, what lies beyond these is open. An export limit is counted
   only for the export version, which is an entry of its own. A family counts the claims of its
   variants beside its own.
2. `range_low_km` is the lowest figure counted and `range_high_km` the highest. The upper end is
   open where the highest figure is one of "at least", "more than"; but a dataset that names no
   sources leaves nothing open that a sourced figure as high closes. An export limit is a ceiling,
   whatever its words.
3. `range_km`, the typical figure, is chosen in :mod:`rangemap._catalogue.typical`.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args

from rangemap._catalogue import told, typical
from rangemap._catalogue.typical import Step
from rangemap._catalogue.values import (
    Claim,
    Launch,
    Measures,
    Minimum,
    Source,
    Status,
    WeaponClass,
)
from rangemap._names import listed, shown
from rangemap.errors import ClaimError

ISO3 = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True)
class Weapon:
    """A weapon and what is published about its range.

    Figures are derived from the claims by the rule in data/README.md.

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
    status : str or None
        "in service", "in development", "tested" (flown, not known to be in service), "unveiled"
        or "retired".
    status_date, status_source : str and Source, or None
        Of when that is known, and who says so; without a source it is general knowledge.
    measures : {"data link"} or None
        What the figures are where they are no range: how far the weapon can be controlled.
    munitions : tuple of str
        The ids of what a launcher fires; a launcher has no range of its own.
    variants : tuple of Weapon
        The members of a family.
    catalogue : str or None
        The user's own file that the entry stands in; None where it is published.

    Raises
    ------
    ClaimError
        No claim that counts, a launcher with claims, a minimum range above a claim, or a word that
        is not of its list.

    Examples
    --------
    >>> import rangemap
    >>> atacms = rangemap.weapon("atacms")
    >>> atacms.range_low_km, atacms.range_km, [variant.name for variant in atacms.variants]
    (160, 300, ['ATACMS M39', 'ATACMS M39A1', 'ATACMS M57'])
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
    status_date: str | None = None
    status_source: Source | None = None
    measures: Measures | None = None
    munitions: tuple[str, ...] = ()
    variants: tuple["Weapon", ...] = ()
    note: str | None = None
    catalogue: str | None = None

    def __post_init__(self) -> None:
        """Refuse a weapon without a figure, a launcher with one, and words of no list."""
        _refuse_lists(self)
        _refuse_words(self.name, "class", [self.weapon_class], get_args(WeaponClass))
        _refuse_words(self.name, "launch", self.launch, get_args(Launch))
        _refuse_words(self.name, "status", [self.status] if self.status else [], get_args(Status))
        _refuse_words(
            self.name, "measures", [self.measures] if self.measures else [], get_args(Measures)
        )
        if self.launcher and (self.claims or self.minimum or not self.munitions):
            raise ClaimError(
                f"{self.name} is a launcher: it has munitions, and neither claims nor a minimum."
            )
        if not self.launcher and not self.counted:
            raise ClaimError(
                f"{self.name} needs a claim that is neither a test nor, unless it is the export "
                "version of another (export_of), an export limit."
            )
        lowest = min((claim.low_km for claim in self._published), default=math.inf)
        if self.minimum and not 0 < self.minimum.km < lowest:
            raise ClaimError(
                f"The minimum range of {self.name}, {self.minimum.km} km, has to be less than "
                "every claim."
            )

    @cached_property
    def counted(self) -> tuple[Claim, ...]:
        """The claims that its figures follow from, a family's own first; no flights."""
        return (*self._published, *(c for each in self.variants for c in each.counted))

    @property
    def _published(self) -> tuple[Claim, ...]:
        """Its own claims of a maximum."""
        limits = ("tested",) if self.export_of else ("tested", "export limit")
        return tuple(claim for claim in self.claims if claim.kind not in limits)

    @property
    def _flights(self) -> tuple[Claim, ...]:
        """The distances that it, or a variant, is published to have flown."""
        claims = (claim for each in (self, *self.variants) for claim in each.claims)
        return tuple(claim for claim in claims if claim.kind == "tested")

    @cached_property
    def typical(self) -> Claim:
        """The claim that the typical figure is taken from."""
        return self.chosen[0]

    @cached_property
    def chosen(self) -> tuple[Claim, tuple[Step, ...]]:
        """The claim of the typical figure, and the steps of the rule that left it over."""
        return typical.chosen(self._published or self.counted, among=self.counted)

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
        """The claim of the highest figure; of equal ones a sourced one, and one without an end."""
        return max(self.counted, key=_height)

    @cached_property
    def open_ended(self) -> bool:
        """Whether no published figure is an upper end."""
        return self.highest.open_ended

    @cached_property
    def flown(self) -> Claim | None:
        """The claim of the farthest distance that it is published to have flown."""
        return max(self._flights, key=lambda claim: claim.high_km, default=None)

    @property
    def flown_farther(self) -> Claim | None:
        """The claim of a flight farther than every published figure."""
        farther = self.flown and self.flown.high_km > self.range_high_km
        return self.flown if farther else None

    @property
    def min_range_km(self) -> float | None:
        """The published minimum range, where there is one."""
        return self.minimum.km if self.minimum else None

    @property
    def launcher(self) -> bool:
        """Whether this is a launcher, which has munitions and no range."""
        return self.weapon_class == "launcher"

    @property
    def deployed(self) -> bool:
        """Whether it is not known to be retired or not yet in service."""
        return self.status in (None, "in service")

    @property
    def status_as_of(self) -> str | None:
        """Of when the status is known: its own date, or that of its source."""
        return self.status_date or (self.status_source.date if self.status_source else None)

    @property
    def origins(self) -> tuple[str, ...]:
        """Whose figures there are: two of them are independent; a dataset is nobody's."""
        named = (
            claim.origin
            for claim in self.claims
            if claim.evidence != "dataset" and claim.kind != "tested"
        )
        return tuple(dict.fromkeys(named))

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

    @property
    def summary(self) -> str:
        """The figures in one line."""
        return told.summary(self)

    def __str__(self) -> str:
        """Give every figure with its source, and how the typical one came about."""
        return "\n".join(told.lines(self))


def _height(claim: Claim) -> tuple[float, bool, bool]:
    """Rank a claim by what it leaves open: a sourced one closes what a dataset does not."""
    sourced = claim.evidence != "dataset"
    return claim.high_km, sourced, claim.open_ended


def _refuse_lists(weapon: Weapon) -> None:
    """Refuse what is no tuple where one has to be: a text would be read letter by letter."""
    for field in ("claims", "countries", "operators", "launch", "aliases", "munitions", "variants"):
        value: Any = getattr(weapon, field)
        if not isinstance(value, tuple):
            raise ClaimError(f"{field} of {weapon.name} has to be a tuple, not {value!r}.")
    codes = [*weapon.countries, *weapon.operators]
    wrong = [code for code in codes if not (isinstance(code, str) and ISO3.fullmatch(code))]
    if wrong:
        raise ClaimError(
            f"{weapon.name}: {wrong[0]!r} has to be an ISO 3166 code of three letters."
        )


def _refuse_words(name: str, field: str, words: Iterable[str], allowed: tuple[str, ...]) -> None:
    for word in words:
        if word not in allowed:
            raise ClaimError(
                f"{field} of {name} has to be {listed(list(allowed))}, not “{shown(str(word))}”."
            )


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
