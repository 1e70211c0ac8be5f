"""The parts of a question as people give them: weapons and ranges, origins and targets."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from numbers import Real
from os import PathLike
from typing import TYPE_CHECKING, Any, TypeAlias

from rangemap._catalogue.lookup import PUBLISHED
from rangemap._catalogue.weapon import Weapon, given_range
from rangemap._names import listed
from rangemap._places.lookup import resolve
from rangemap._places.paths import is_file
from rangemap._places.territory import Dispute, Territory, Where
from rangemap._places.values import Place
from rangemap.errors import NotApplicableError, QuestionError, RangeError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

WeaponLike: TypeAlias = str | Weapon
PlaceLike: TypeAlias = "str | PathLike[str] | Place | Territory | BaseGeometry"

MOST_NAMED = 3
"""More origins than these are counted, not named."""

NOT_APPLICABLE = {
    "sam": "{weapon} is air defence: its published range is that at which it engages targets in "
    "the air, not one against places on the ground.",
    "sea drone": "{weapon} travels on water only: a straight distance does not say what it "
    "reaches. check tells the distance and what it leaves open.",
}

LEAST_KM, MOST_KM = 0.001, 40_075.0


def as_weapons(
    weapons: WeaponLike | Iterable[WeaponLike] | None, range_km: float | Iterable[float] | None
) -> list[Weapon]:
    """Find every weapon that is named, each once, and make one of every range that is given."""
    found = [PUBLISHED.munition(each) for each in _several(weapons)]
    found += [given_range(_checked_range(each)) for each in _several(range_km)]
    if not found:
        raise QuestionError("Give at least one weapon, or a range of your own in kilometres.")
    found = list(dict.fromkeys(found))
    ids = [weapon.id for weapon in found]
    for each in ids:
        if ids.count(each) > 1:
            raise QuestionError(f"Two different weapons have the id “{each}”: give each its own.")
    return found


def refuse(weapons: Iterable[Weapon], classes: Iterable[str]) -> None:
    """Raise where a weapon is of a class that the question makes no sense for.

    Raises
    ------
    NotApplicableError
        One of them is of these classes: air defence, or what travels on water only.
    """
    for weapon in weapons:
        if weapon.weapon_class in classes:
            raise NotApplicableError(NOT_APPLICABLE[weapon.weapon_class].format(weapon=weapon.name))


def as_places(places: PlaceLike | Iterable[PlaceLike], what: str, worldview: str) -> list[Where]:
    """Find every place that is named, each once; a bare pair of numbers is refused.

    Names of files stand for the places in them.
    """
    if hasattr(places, "crs") and hasattr(places, "geometry"):
        from rangemap._places.layers import places_of

        places = places_of(places)
    named = _several(places)
    if len(named) > 1 and all(_is_number(each) for each in named):
        named = [tuple(named)]
    if not named:
        raise QuestionError(f"Give at least one {what}.")
    found: list[Where] = []
    for each in named:
        found += _read(each) if is_file(each) else [resolve(each, worldview)]
    for each in found:
        _refuse_other_view(each, worldview)
    return list(dict.fromkeys(found))


def _refuse_other_view(where: Where, worldview: str) -> None:
    """Refuse a territory of another worldview than the one asked for: an answer has one."""
    if isinstance(where, Territory) and where.borders and where.borders.worldview != worldview:
        raise QuestionError(
            f"{where.label} is drawn as “{where.borders.worldview}” has it, and “{worldview}” is "
            "asked for: an answer has one worldview."
        )


def _read(path: Any) -> list[Where]:
    from rangemap._places.layers import read_places

    return read_places(path)


def as_origins(
    origins: PlaceLike | Iterable[PlaceLike], worldview: str, *, merge: bool
) -> list[Where]:
    """Find every origin, and make one of them where that is wished."""
    found = as_places(origins, "origin", worldview)
    return [merged(found)] if merge and len(found) > 1 else found


def merged(origins: Sequence[Where]) -> Territory:
    """Make one territory of several origins: its nearest point is that of any of them."""
    from rangemap.geodesy import as_shape, together

    shapes = [
        as_shape([where.lon, where.lat]) if isinstance(where, Place) else where.shape
        for where in origins
    ]
    lands = [where for where in origins if isinstance(where, Territory)]
    codes = [where.members or (where.code,) for where in lands]
    count = len(origins) - len(lands) + sum(where.count for where in lands)
    few = [where.long_label for where in origins]
    return Territory(
        name=listed(few, joint="and") if len(few) <= MOST_NAMED else f"{count:,} origins",
        shape=together(shapes),
        kind="merged",
        borders=next((where.borders for where in lands if where.borders), None),
        extent_km=max(where.extent_km for where in origins),
        count=count,
        members=tuple(code for several in codes for code in several if code),
        parts=tuple(origins),
        disputes=_together(each for where in lands for each in where.disputes),
        remarks=tuple(dict.fromkeys(said for where in lands for said in where.remarks)),
    )


def _together(disputes: Iterable[Dispute]) -> tuple[Dispute, ...]:
    """Give every piece once: in what was merged where any of it has it."""
    found: dict[str, Dispute] = {}
    for each in disputes:
        if each.counted is not False or each.piece not in found:
            found[each.piece] = each
    return tuple(found.values())


def _several(given: Any) -> list[Any]:
    """Give one thing or several of it as a list; nothing is none of it."""
    if given is None:
        return []
    one = isinstance(given, str | bytes | PathLike | Weapon | Place | Territory | Mapping)
    one = one or isinstance(getattr(given, "geom_type", None), str)
    return [given] if one or not isinstance(given, Iterable) else list(given)


def _is_number(value: object) -> bool:
    return isinstance(value, Real) or (hasattr(value, "__float__") and not hasattr(value, "shape"))


def _checked_range(range_km: Any) -> float:
    if isinstance(range_km, bool) or not _is_number(range_km):
        raise RangeError(f"A range has to be a number of kilometres, not {range_km!r}.")
    try:
        kilometres = float(range_km)
    except OverflowError:
        kilometres = math.inf
    if not (LEAST_KM <= kilometres <= MOST_KM):
        raise RangeError(
            f"A range has to be at least {LEAST_KM * 1000:g} m and at most once round the Earth, "
            f"{MOST_KM:,.0f} km, not {kilometres:g} km."
        )
    return kilometres
