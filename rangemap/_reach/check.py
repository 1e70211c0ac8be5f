"""Single answers: whether a weapon, from an origin, reaches a target."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from rangemap._catalogue.weapon import Weapon
from rangemap._places.territory import Where
from rangemap._places.values import Place
from rangemap._reach.answer import Answer, answered
from rangemap._reach.measure import Path, path, paths, spans_km
from rangemap._reach.question import (
    NOT_APPLICABLE,
    PlaceLike,
    WeaponLike,
    as_origins,
    as_places,
    as_weapons,
    refuse,
)
from rangemap.errors import QuestionError

By = Literal["every", "typical", "any"]


def check(
    weapon: WeaponLike | None = None,
    origin: PlaceLike | None = None,
    target: PlaceLike | None = None,
    *,
    range_km: float | None = None,
    worldview: str = "recognised",
) -> Answer:
    """Answer whether a weapon, from an origin, reaches a target by its published figures.

    Parameters
    ----------
    weapon : str or Weapon, optional
        A name of the catalogue; left out where `range_km` is given.
    origin, target : str, Place, Territory or shapely geometry
        A city, ``"Name, CC"``, ``"lat,lon"``, a country, ``"airfield:..."``, ``"capital of ..."``,
        ``"box:south,west,north,east"``, a file of one place, a Place or Territory,
        ``Point(lon, lat)``, a line or a polygon.
    range_km : float, optional
        A range of your own in place of a weapon, in kilometres.
    worldview : {"recognised", "natural-earth"}, default "recognised"
        Whose the disputed pieces of countries are; see data/README.md.

    Returns
    -------
    Answer
        With `verdict` "yes", "no", "depends" or "not applicable", and what it rests on. From a
        territory distance counts from its nearest point; a target that is one is answered for its
        nearest point by `verdict` and for its farthest by `covers`.

    Raises
    ------
    QuestionError
        A part of the question is missing, given twice or more, or a weapon and a range are both
        given.
    UnknownWeaponError, LauncherError, RangeError
        The weapon is not found, has no range of its own, or the range is impossible.
    UnknownPlaceError, CountryError, CoordinateError, PlaceTypeError
        A place is not found, has no border data, is not on Earth, or cannot be a place.
    PlaceFileError
        A file cannot be used.

    Examples
    --------
    >>> import rangemap
    >>> rangemap.check("tomahawk", "Kyiv", "Saint Petersburg, RU")
    <Answer yes: Tomahawk from Kyiv to Saint Petersburg, 1056 km>
    >>> rangemap.check("atacms-m39a1", "Ukraine", "Moscow")
    <Answer no: ATACMS M39A1 from Ukraine to Moscow, 453 km>
    >>> rangemap.check(origin="39.03,125.75", target="Chicago", range_km=10_000).verdict
    'no'
    """
    if (weapon is None) == (range_km is None):
        raise QuestionError("Give a weapon or range_km, one of the two.")
    if origin is None or target is None:
        raise QuestionError("Give an origin and a target.")
    found = answers(weapon, origin, target, range_km=range_km, worldview=worldview)
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
    worldview: str = "recognised",
) -> bool:
    """Say whether the distance to a target is within a published range: the plain range check.

    The places are taken as the points that stand for them; :func:`check` tells when that matters.
    Of a territory, its nearest point counts.

    Parameters
    ----------
    weapon, origin, target, range_km, worldview
        As for :func:`check`.
    by : {"every", "typical", "any"}, default "every"
        Within the lowest, the typical or the highest published figure.

    Returns
    -------
    bool

    Raises
    ------
    NotApplicableError
        The question makes no sense for the weapon: air defence against a city, or what travels on
        water only.
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
    answer = check(weapon, origin, target, range_km=range_km, worldview=worldview)
    refuse([answer.weapon], NOT_APPLICABLE)
    limits = {"every": answer.range_low_km, "typical": answer.range_km, "any": answer.range_high_km}
    minimum = answer.min_range_km or 0.0
    spans = (
        spans_km(answer.origin, answer.target, answer.distance_km)
        if answer.distance_km < minimum
        else iter([(answer.distance_km, answer.distance_km)])
    )
    return any(most >= minimum and max(least, minimum) <= limits[by] for least, most in spans)


def answers(
    weapons: WeaponLike | Iterable[WeaponLike] | None,
    origins: PlaceLike | Iterable[PlaceLike],
    targets: PlaceLike | Iterable[PlaceLike],
    *,
    range_km: float | Iterable[float] | None = None,
    worldview: str = "recognised",
    merge: bool = False,
) -> list[Answer]:
    """Give an answer for every weapon, origin and target, in this order of loops."""
    found = as_weapons(weapons, range_km)
    froms = as_origins(origins, worldview, merge=merge)
    return answers_of(found, froms, as_places(targets, "target", worldview))


def answers_of(
    weapons: Sequence[Weapon], origins: Sequence[Where], targets: Sequence[Where]
) -> list[Answer]:
    """Give an answer for every weapon, origin and target whose parts are found already."""
    ways = [_ways(origin, targets) for origin in origins]
    return [
        answered(weapon, origin, target, way)
        for weapon in weapons
        for origin, to_targets in zip(origins, ways, strict=True)
        for target, way in zip(targets, to_targets, strict=True)
    ]


def _ways(origin: Where, targets: Sequence[Where]) -> list[Path]:
    """Give the shortest path to each target; to points, all at once."""
    points = [target for target in targets if isinstance(target, Place)]
    to_points = iter(paths(origin, points))
    return [
        next(to_points) if isinstance(target, Place) else path(origin, target) for target in targets
    ]
