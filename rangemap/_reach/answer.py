"""The answer to one question, and the rule by which it is yes, no, depends or not applicable."""

from dataclasses import dataclass
from typing import Literal, NoReturn

from rangemap._catalogue.values import Claim, Source, Weapon
from rangemap._places.values import Place
from rangemap.errors import AnswerTruthError

Verdict = Literal["yes", "no", "depends", "not applicable"]
Reason = Literal[
    "sources", "variants", "open-ended", "edge", "minimum", "minimum edge", "air defence"
]  # fmt: skip
Caveat = Literal["release point", "rotation"]

WHOLE_KM = 0.5
"""Numbers are shown in whole kilometres: nearer to an edge than this nobody can see a side."""

BALLISTIC = ("srbm", "mrbm", "irbm", "icbm", "slbm")
ROTATION_KM = 5_500.0


@dataclass(frozen=True)
class Answer:
    """Whether one weapon, from one origin, reaches one target by its published figures.

    It is not a truth value: using it as one raises AnswerTruthError. Ask for `verdict`, or call
    :func:`rangemap.can_reach`.

    Parameters
    ----------
    weapon : Weapon
    origin, target : Place
        As they were understood.
    distance_km : float
        Geodesic distance on WGS84.
    verdict : {"yes", "no", "depends", "not applicable"}
    reason : str or None
        Why it depends, or why it is no or not applicable where that is not the range.
    """

    weapon: Weapon
    origin: Place
    target: Place
    distance_km: float
    verdict: Verdict
    reason: Reason | None

    def __bool__(self) -> NoReturn:
        """Refuse: four verdicts do not fit into two."""
        raise AnswerTruthError(
            f"This answer is “{self.verdict}”, not true or false: read .verdict, or call "
            "rangemap.can_reach(...)."
        )

    def __repr__(self) -> str:
        """Give the answer in one line."""
        return (
            f"<Answer {self.verdict}: {self.weapon.name} from {self.origin.label} to "
            f"{self.target.label}, {self.distance_km:.0f} km>"
        )

    @property
    def range_low_km(self) -> float:
        """The lowest published figure."""
        return self.weapon.range_low_km

    @property
    def range_km(self) -> float:
        """The typical published figure."""
        return self.weapon.range_km

    @property
    def range_high_km(self) -> float:
        """The highest published figure."""
        return self.weapon.range_high_km

    @property
    def min_range_km(self) -> float | None:
        """The published minimum range, where there is one."""
        return self.weapon.min_range_km

    @property
    def margin_km(self) -> float:
        """What is left of the typical range at the target; negative where it falls short.

        Of a typical figure that is a span, the lower end counts for what it reaches.
        """
        typical = self.weapon.typical
        within = self.distance_km <= typical.low_km
        return (typical.low_km if within else typical.high_km) - self.distance_km

    @property
    def uncertainty_km(self) -> float:
        """How far the distance can be off because the places are no points."""
        return uncertainty_km(self.origin, self.target)

    @property
    def inside(self) -> tuple[Claim, ...]:
        """The claims by which the target is within reach."""
        return tuple(claim for claim in self.weapon.counted if claim.low_km >= self.distance_km)

    @property
    def outside(self) -> tuple[Claim, ...]:
        """The claims by which the target is out of reach."""
        return tuple(claim for claim in self._beyond if not claim.open_ended)

    @property
    def left_open(self) -> tuple[Claim, ...]:
        """The claims without an upper end that the target lies beyond: by them it may be either."""
        return tuple(claim for claim in self._beyond if claim.open_ended)

    @property
    def _beyond(self) -> list[Claim]:
        return [claim for claim in self.weapon.counted if claim.high_km < self.distance_km]

    @property
    def straddling(self) -> tuple[Claim, ...]:
        """The claims whose span the target lies in: by one end within reach, by the other not."""
        return tuple(
            claim
            for claim in self.weapon.counted
            if claim.low_km < self.distance_km <= claim.high_km
        )

    def variants(self, verdict: Verdict) -> tuple[Weapon, ...]:
        """Give the variants for which the answer is this."""
        return tuple(
            variant
            for variant in self.weapon.variants
            if judge(variant, self.distance_km, self.uncertainty_km)[0] == verdict
        )

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that the answer rests on."""
        weapon = self.weapon
        near = weapon.minimum and self.reason in ("minimum", "minimum edge")
        first = [weapon.minimum.source] if weapon.minimum and near else []
        claims: list[Claim] = []
        if self.reason == "sources":
            claims = [*self.inside, *self.outside, *self.left_open, *self.straddling]
        if self.reason == "variants":
            claims = [claim for variant in weapon.variants for claim in variant.counted]
        cited = [*first, *weapon.key_sources, *(claim.source for claim in claims)]
        return tuple(dict.fromkeys(cited))

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What a reader must be told beside the verdict."""
        weapon = self.weapon
        caveats: list[Caveat] = []
        if weapon.launch and "ground" not in weapon.launch:
            caveats.append("release point")
        if weapon.weapon_class in BALLISTIC and weapon.range_high_km > ROTATION_KM:
            caveats.append("rotation")
        return tuple(caveats)


def uncertainty_km(origin: Place, target: Place) -> float:
    """Give how far the distance between two places can be off, in kilometres."""
    return WHOLE_KM + origin.extent_km + target.extent_km


def judge(
    weapon: Weapon, distance_km: float, uncertainty_km: float
) -> tuple[Verdict, Reason | None]:
    """Give the verdict and its reason.

    Parameters
    ----------
    weapon : Weapon
    distance_km : float
        From origin to target.
    uncertainty_km : float
        How far the distance can be off.
    """
    if weapon.weapon_class == "sam":
        return "not applicable", "air defence"
    minimum = weapon.min_range_km
    if minimum is not None and distance_km + uncertainty_km < minimum:
        return "no", "minimum"
    if minimum is not None and distance_km - uncertainty_km < minimum:
        return "depends", "minimum edge"
    return _judge_far(weapon, distance_km, uncertainty_km)


def _judge_far(
    weapon: Weapon, distance_km: float, uncertainty_km: float
) -> tuple[Verdict, Reason | None]:
    """Give the verdict for what is not too near."""
    low, high = weapon.range_low_km, weapon.range_high_km
    if distance_km + uncertainty_km <= low:
        return "yes", None
    if distance_km > high and weapon.open_ended:
        return "depends", "open-ended"
    if distance_km - uncertainty_km > high:
        return "no", None
    if low < distance_km <= high:
        differ = _variants_differ(weapon, distance_km, uncertainty_km)
        return "depends", "variants" if differ else "sources"
    return "depends", "edge"


def _variants_differ(weapon: Weapon, distance_km: float, uncertainty_km: float) -> bool:
    """Say whether one variant certainly reaches a distance, and another certainly does not."""
    near = [judge(variant, distance_km, uncertainty_km)[0] for variant in weapon.variants]
    return "yes" in near and "no" in near
