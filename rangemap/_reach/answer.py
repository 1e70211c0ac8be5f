"""The answer to one question, and what it rests on."""

from dataclasses import dataclass
from typing import Literal, NoReturn

from rangemap._catalogue.values import BALLISTIC, Claim, Source
from rangemap._catalogue.weapon import Weapon
from rangemap._places.territory import Borders, Territory, Where
from rangemap._places.values import Place
from rangemap._reach.measure import Path, extent_km, spans_km, uncertainty_km
from rangemap._reach.verdict import Reason, Verdict, judge, judge_far, judge_spans
from rangemap._reach.water import BY_WATER, is_inland
from rangemap.errors import AnswerTruthError

Caveat = Literal[
    "own catalogue", "release point", "rotation", "data link note", "in development", "tested",
    "unveiled", "retired", "by water caveat", "farther than flown",
]  # fmt: skip

ROCKETS = (*BALLISTIC, "hypersonic glide")
ROTATION_KM = 5_500.0


@dataclass(frozen=True)
class Answer:
    """Whether one weapon, from one origin, reaches one target by its published figures.

    It is not a truth value: using it as one raises AnswerTruthError. Ask for `verdict`, or call
    :func:`rangemap.can_reach`.

    Parameters
    ----------
    weapon : Weapon
    origin, target : Place or Territory
        As they were understood.
    distance_km : float
        Geodesic distance on WGS84; of territories, between their nearest points.
    verdict : {"yes", "no", "depends", "not applicable"}
        Of a target that is a territory: whether some of it is within reach.
    reason : str or None
        Why it depends, or why it is no or not applicable where that is not the range.
    start, end : Place or None
        The nearest points of origin and target, where these are territories.
    farthest_km : float or None
        How far the farthest point of a target is that is a territory.
    covers : {"yes", "no", "depends"} or None
        Whether all of a target that is a territory is within reach.
    """

    weapon: Weapon
    origin: Where
    target: Where
    distance_km: float
    verdict: Verdict
    reason: Reason | None
    start: Place | None = None
    end: Place | None = None
    farthest_km: float | None = None
    covers: Verdict | None = None

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
        return self.reach_km - self.distance_km

    @property
    def reach_km(self) -> float:
        """The end of the typical figure that the margin is counted from."""
        typical = self.weapon.typical
        return typical.low_km if self.distance_km <= typical.low_km else typical.high_km

    @property
    def uncertainty_km(self) -> float:
        """How far the distance can be off: a city is no point, and a border is drawn at a scale."""
        return uncertainty_km(self.origin, self.target)

    @property
    def is_at_edge(self) -> bool:
        """Whether a published figure is so near that the data cannot say which side is which."""
        if self.verdict != "depends":
            return False
        ends = {end for claim in self.weapon.counted for end in (claim.low_km, claim.high_km)}
        return any(abs(end - self.distance_km) <= self.uncertainty_km for end in ends)

    @property
    def borders(self) -> Borders | None:
        """The border data that the answer rests on, with its worldview."""
        for where in (self.origin, self.target):
            if isinstance(where, Territory) and where.borders:
                return where.borders
        return None

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
        decides = self.reason == "flown farther"
        flown = weapon.flown if decides else self._farther_than_flown
        claims += [flown] if flown else []
        cited = [*first, *weapon.key_sources, *(claim.source for claim in claims)]
        return tuple(dict.fromkeys(cited))

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What a reader must be told beside the verdict."""
        told = weapon_caveats(self.weapon)
        if self.reason == "data link":
            told.remove("data link note")
        if self.weapon.weapon_class in BY_WATER and self.reason not in ("by water", "inland"):
            told.append("by water caveat")
        if self._farther_than_flown:
            told.append("farther than flown")
        return tuple(told)

    @property
    def _farther_than_flown(self) -> Claim | None:
        """The farthest flight there is, where the target is not out of reach and lies beyond it."""
        flown = self.weapon.flown
        possible = self.verdict in ("yes", "depends") and self.reason != "flown farther"
        return flown if flown and possible and self.distance_km > flown.high_km else None


def weapon_caveats(weapon: Weapon) -> list[Caveat]:
    """Give what a reader must be told of a weapon, whatever is asked of it."""
    told: list[Caveat] = []
    if any(each.catalogue for each in (weapon, *weapon.variants)):
        told.append("own catalogue")
    if weapon.launch and not {"ground", *BY_WATER} & {*weapon.launch, weapon.weapon_class}:
        told.append("release point")
    if weapon.weapon_class in ROCKETS and weapon.range_high_km > ROTATION_KM:
        told.append("rotation")
    if weapon.measures == "data link":
        told.append("data link note")
    if weapon.status and weapon.status != "in service":
        told.append(weapon.status)
    return told


def answered(weapon: Weapon, origin: Where, target: Where, way: Path) -> Answer:
    """Give the answer to a question whose distance is known."""
    uncertain = uncertainty_km(origin, target)
    if weapon.min_range_km is None or weapon.min_range_km + uncertain < way.distance_km:
        spans = iter([(way.distance_km, way.distance_km)])
    else:
        spans = spans_km(origin, target, way.distance_km)
    verdict, reason = judge_spans(weapon, spans, uncertain)
    if weapon.weapon_class in BY_WATER:
        verdict, reason = _by_water(origin, target, (verdict, reason))
    return Answer(
        weapon,
        origin,
        target,
        way.distance_km,
        verdict,
        reason,
        start=way.start,
        end=way.end,
        farthest_km=way.farthest_km,
        covers=_covers(weapon, origin, way, uncertain) if _may_cover(weapon, verdict) else None,
    )


def _by_water(
    origin: Where, target: Where, judged: tuple[Verdict, Reason | None]
) -> tuple[Verdict, Reason | None]:
    """Give the verdict for what travels on water only, whose way is never shorter."""
    if is_inland(origin) or is_inland(target):
        return "not applicable", "inland"
    return ("depends", "by water") if judged[0] == "yes" else judged


def _may_cover(weapon: Weapon, verdict: Verdict) -> bool:
    return verdict != "not applicable" and weapon.weapon_class not in BY_WATER


def _covers(weapon: Weapon, origin: Where, way: Path, uncertainty_km: float) -> Verdict | None:
    """Say whether all of a target is within reach that is a territory."""
    if way.farthest_km is None:
        return None
    far = judge_far(weapon, way.farthest_km, uncertainty_km)[0]
    minimum = weapon.min_range_km
    # Within a territory that is twice as wide there is a point far enough from any other.
    if minimum is None or extent_km(origin) >= 2 * minimum:
        return far
    if way.distance_km + uncertainty_km < minimum:
        return "no"
    return "depends" if way.distance_km - uncertainty_km < minimum and far == "yes" else far
