"""The rule by which an answer is yes, no, depends or not applicable."""

from collections.abc import Iterable
from typing import Literal

from rangemap._catalogue.weapon import Weapon

Verdict = Literal["yes", "no", "depends", "not applicable"]
Reason = Literal[
    "sources", "variants", "open-ended", "flown farther", "data link", "edge", "minimum",
    "minimum edge", "air defence", "by water", "inland",
]  # fmt: skip


OPEN_TO = 2.0
"""An open upper end leaves what is up to so many times as far open: nobody who prints "at least
400 km" means half the Earth."""


def judge_spans(
    weapon: Weapon, spans_km: Iterable[tuple[float, float]], uncertainty_km: float
) -> tuple[Verdict, Reason | None]:
    """Give the best verdict and its reason for spans of distances that there are.

    A minimum range excludes a span only where all of it lies below.
    """
    if weapon.weapon_class == "sam":
        return "not applicable", "air defence"
    minimum = weapon.min_range_km or 0.0
    best: tuple[Verdict, Reason | None] = ("no", None)
    for number, (least, most) in enumerate(spans_km):
        judged = (
            judge(weapon, most, uncertainty_km)
            if most - uncertainty_km < minimum
            else judge_far(weapon, least, uncertainty_km)
        )
        if judged[0] == "yes":
            return judged
        if not number or (best[0] == "no" and judged[0] == "depends"):
            best = judged
    return best


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
    return judge_far(weapon, distance_km, uncertainty_km)


def judge_far(
    weapon: Weapon, distance_km: float, uncertainty_km: float
) -> tuple[Verdict, Reason | None]:
    """Give the verdict for what is not too near."""
    low, high = weapon.range_low_km, weapon.range_high_km
    if distance_km + uncertainty_km <= low:
        return "yes", None
    if high < distance_km and (reason := _left_open(weapon, distance_km)):
        return "depends", reason
    if distance_km - uncertainty_km > high:
        return ("depends", "data link") if weapon.measures == "data link" else ("no", None)
    if low < distance_km <= high:
        differ = _variants_differ(weapon, distance_km, uncertainty_km)
        return "depends", "variants" if differ else "sources"
    return "depends", "edge"


def _left_open(weapon: Weapon, distance_km: float) -> Reason | None:
    """Say what leaves a distance open that is beyond every figure: a flight as far before words."""
    flown = weapon.flown_farther
    if flown and distance_km <= flown.high_km:
        return "flown farther"
    if distance_km > weapon.range_high_km * OPEN_TO:
        return None
    if weapon.open_ended:
        return "open-ended"
    return "flown farther" if flown else None


def _variants_differ(weapon: Weapon, distance_km: float, uncertainty_km: float) -> bool:
    """Say whether one variant certainly reaches a distance, or does not, and another differs."""
    near = {judge(variant, distance_km, uncertainty_km)[0] for variant in weapon.variants}
    return len(near) > 1
