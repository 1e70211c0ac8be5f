"""Single answers: whether a weapon, from an origin, reaches a target."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from rangemap._catalogue.values import Weapon
from rangemap._places.values import Place
from rangemap._reach.answer import Answer, judge, uncertainty_km
from rangemap._reach.question import (
    PlaceLike,
    WeaponLike,
    as_places,
    as_weapons,
    refuse_air_defence,
)
from rangemap.errors import QuestionError

By = Literal["every", "typical", "any"]


def check(
    weapon: WeaponLike | None = None,
    origin: PlaceLike | None = None,
    target: PlaceLike | None = None,
    *,
    range_km: float | None = None,
) -> Answer:
    """Answer whether a weapon, from an origin, reaches a target by its published figures.

    Parameters
    ----------
    weapon : str or Weapon, optional
        A name of the catalogue; left out where `range_km` is given.
    origin, target : str, Place or shapely Point
        A city's name, ``"Name, CC"``, ``"lat,lon"``, a Place, or ``Point(lon, lat)``.
    range_km : float, optional
        A range of your own in place of a weapon, in kilometres.

    Returns
    -------
    Answer
        With `verdict` "yes", "no", "depends" or "not applicable", and what it rests on.

    Raises
    ------
    QuestionError
        A part of the question is missing, given twice or more, or a weapon and a range are both
        given.
    UnknownWeaponError, LauncherError, RangeError
        The weapon is not found, has no range of its own, or the range is impossible.
    UnknownPlaceError, CountryError, CoordinateError, PlaceTypeError
        A place is not found, is no point, is not on Earth, or cannot be a place.

    Examples
    --------
    >>> import rangemap
    >>> rangemap.check("tomahawk", "Kyiv", "Saint Petersburg, RU")
    <Answer yes: Tomahawk from Kyiv to Saint Petersburg, 1056 km>
    >>> rangemap.check(origin="39.03,125.75", target="Chicago", range_km=10_000).verdict
    'no'
    """
    if (weapon is None) == (range_km is None):
        raise QuestionError("Give a weapon or range_km, one of the two.")
    if origin is None or target is None:
        raise QuestionError("Give an origin and a target.")
    found = answers(weapon, origin, target, range_km=range_km)
    if len(found) != 1:
        raise QuestionError("check answers one question: rangemap.reach takes several at once.")
    return found[0]


def can_reach(
    weapon: WeaponLike | None = None,
    origin: PlaceLike | None = None,
    target: PlaceLike | None = None,
    *,
    by: By = "every",
    range_km: float | None = None,
) -> bool:
    """Say whether the distance to a target is within a published range: the plain range check.

    The places are taken as the points that stand for them; :func:`check` tells when that matters.

    Parameters
    ----------
    weapon, origin, target, range_km
        As for :func:`check`.
    by : {"every", "typical", "any"}, default "every"
        Within the lowest, the typical or the highest published figure.

    Returns
    -------
    bool

    Raises
    ------
    NotApplicableError
        The question makes no sense for the weapon: air defence against a city.
    QuestionError, RangemapError
        As for :func:`check`, and where `by` is none of the three.

    Examples
    --------
    >>> import rangemap
    >>> rangemap.can_reach("atacms", "Kyiv", "Moscow")
    False
    """
    if by not in get_args(By):
        raise QuestionError(f"by has to be 'every', 'typical' or 'any', not {by!r}.")
    answer = check(weapon, origin, target, range_km=range_km)
    refuse_air_defence([answer.weapon])
    limits = {"every": answer.range_low_km, "typical": answer.range_km, "any": answer.range_high_km}
    return (answer.min_range_km or 0.0) <= answer.distance_km <= limits[by]


def answers(
    weapons: WeaponLike | Iterable[WeaponLike] | None,
    origins: PlaceLike | Iterable[PlaceLike],
    targets: PlaceLike | Iterable[PlaceLike],
    *,
    range_km: float | Iterable[float] | None = None,
) -> list[Answer]:
    """Give an answer for every weapon, origin and target, in this order of loops."""
    froms, tos = as_places(origins, "origin"), as_places(targets, "target")
    return [
        answer(weapon, origin, target)
        for weapon in as_weapons(weapons, range_km)
        for origin in froms
        for target in tos
    ]


def answer(weapon: Weapon, origin: Place, target: Place) -> Answer:
    """Give the answer to one question whose parts are found already."""
    from rangemap.geodesy import distance

    distance_km = float(distance([origin.lon, origin.lat], [target.lon, target.lat])[0]) / 1000
    verdict, reason = judge(weapon, distance_km, uncertainty_km(origin, target))
    return Answer(weapon, origin, target, distance_km, verdict, reason)
