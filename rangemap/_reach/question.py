"""The parts of a question as people give them: weapons and ranges, origins and targets."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from rangemap._catalogue.lookup import munition
from rangemap._catalogue.values import Weapon, given_range
from rangemap._places.lookup import resolve
from rangemap._places.values import Place
from rangemap.errors import NotApplicableError, QuestionError, RangeError

if TYPE_CHECKING:
    from shapely import Point

WeaponLike: TypeAlias = str | Weapon
PlaceLike: TypeAlias = "str | Place | Point"


def as_weapons(
    weapons: WeaponLike | Iterable[WeaponLike] | None, range_km: float | Iterable[float] | None
) -> list[Weapon]:
    """Find every weapon that is named, and make one of every range that is given."""
    named = [weapons] if isinstance(weapons, str | Weapon) else list(weapons or [])
    ranges = [range_km] if _is_number(range_km) else list(range_km or [])  # type: ignore[arg-type]
    found = [each if isinstance(each, Weapon) else munition(each) for each in named]
    found += [given_range(_checked_range(each)) for each in ranges]  # type: ignore[arg-type]
    if not found:
        raise QuestionError("Give at least one weapon, or range_km.")
    return found


def strike_weapons(
    weapons: WeaponLike | Iterable[WeaponLike] | None, range_km: float | Iterable[float] | None
) -> list[Weapon]:
    """Find weapons as :func:`as_weapons` does, and refuse air defence."""
    found = as_weapons(weapons, range_km)
    refuse_air_defence(found)
    return found


def refuse_air_defence(weapons: Iterable[Weapon]) -> None:
    """Raise where a weapon's range is none against places on the ground.

    Raises
    ------
    NotApplicableError
        One of them is air defence.
    """
    for weapon in weapons:
        if weapon.weapon_class == "sam":
            raise NotApplicableError(
                f"{weapon.name} is air defence: its published range is that at which it engages "
                "targets in the air, not one against places on the ground."
            )


def as_places(places: PlaceLike | Iterable[PlaceLike], what: str) -> list[Place]:
    """Find every place that is named; a bare pair of numbers is refused."""
    several = isinstance(places, Sequence) and not isinstance(places, str | bytes)
    numbers = several and any(_is_number(each) for each in places)  # type: ignore[union-attr]
    one = isinstance(places, str | Place) or hasattr(places, "geom_type") or numbers
    named: list[Any] = [places] if one or not isinstance(places, Iterable) else list(places)
    if not named:
        raise QuestionError(f"Give at least one {what}.")
    return [resolve(each) for each in named]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) or hasattr(value, "__float__")


def _checked_range(range_km: float) -> float:
    if isinstance(range_km, bool) or not _is_number(range_km):
        raise RangeError(f"A range has to be a number of kilometres, not {range_km!r}.")
    if not (math.isfinite(range_km) and 0 < range_km <= 40_075):
        raise RangeError(
            f"A range has to be more than 0 km and at most once round the Earth, 40,075 km, "
            f"not {range_km:g}."
        )
    return float(range_km)
