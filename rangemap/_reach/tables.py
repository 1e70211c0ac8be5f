"""Answers as tables: every combination, and the cities within reach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rangemap._catalogue.weapon import Weapon
from rangemap._places.gazetteer import cities_from
from rangemap._places.territory import Territory, Where
from rangemap._places.values import Place
from rangemap._reach.answer import Answer, answered
from rangemap._reach.check import answers
from rangemap._reach.measure import Path, paths
from rangemap._reach.question import (
    NOT_APPLICABLE,
    PlaceLike,
    WeaponLike,
    as_origins,
    as_weapons,
    refuse,
)
from rangemap.errors import QuestionError

if TYPE_CHECKING:
    import geopandas

FIGURES = (
    "distance_km", "range_low_km", "range_km", "range_high_km", "open_ended", "min_range_km",
    "margin_km", "uncertainty_km", "verdict", "reason", "borders",
)  # fmt: skip
MOST_PEOPLE = 10**9


def reach(
    weapons: WeaponLike | Iterable[WeaponLike] | None = None,
    origins: PlaceLike | Iterable[PlaceLike] = (),
    targets: PlaceLike | Iterable[PlaceLike] = (),
    *,
    range_km: float | Iterable[float] | None = None,
    worldview: str = "recognised",
    merge: bool = False,
) -> geopandas.GeoDataFrame:
    """Answer for every combination of weapons, origins and targets.

    Parameters
    ----------
    weapons, origins, targets
        One or several of what :func:`check` takes.
    range_km : float or iterable of float, optional
        Ranges of your own, beside the weapons or in place of them.
    worldview : {"recognised", "natural-earth"}, default "recognised"
        As for :func:`check`.
    merge : bool, default False
        Take all origins as one, whose nearest point counts.

    Returns
    -------
    GeoDataFrame
        A row per combination, the geometry the target in EPSG:4326. Columns: weapon, origin,
        target, distance_km, range_low_km, range_km, range_high_km, open_ended, min_range_km,
        margin_km, uncertainty_km, verdict, reason, borders, farthest_km and covers_all (for
        targets that are territories), sources.

    Raises
    ------
    RangemapError
        As for :func:`check`; nothing is left out silently.

    Examples
    --------
    >>> import rangemap
    >>> table = rangemap.reach(["atacms", "tomahawk"], "Kyiv", ["Moscow", "Saint Petersburg, RU"])
    >>> table.verdict.tolist()
    ['no', 'no', 'yes', 'yes']
    """
    found = answers(weapons, origins, targets, range_km=range_km, worldview=worldview, merge=merge)
    return _frame(
        [
            {
                "weapon": answer.weapon.name,
                "origin": answer.origin.label,
                "target": answer.target.label,
                **_figures(answer),
                "farthest_km": _farthest_km(answer),
                "covers_all": answer.covers or "",
                "sources": "; ".join(map(str, answer.sources)),
            }
            for answer in found
        ],
        [answer.target for answer in found],
    )


def cities(
    weapons: WeaponLike | Iterable[WeaponLike] | None = None,
    origins: PlaceLike | Iterable[PlaceLike] = (),
    *,
    range_km: float | Iterable[float] | None = None,
    min_population: int = 100_000,
    worldview: str = "recognised",
    merge: bool = False,
) -> geopandas.GeoDataFrame:
    """Give the cities within reach, or possibly within reach, with distance and verdict.

    A city that is certainly out of reach is not listed, nor one beyond the highest figure of a
    weapon without an upper end. Districts of a city are not listed beside it.

    Parameters
    ----------
    weapons, origins, range_km, worldview, merge
        As for :func:`reach`.
    min_population : int, default 100_000
        The smallest city listed; the gazetteer begins at 1,000.

    Returns
    -------
    GeoDataFrame
        A row per weapon, origin and city, nearest first, the geometry the city's point in
        EPSG:4326. Columns as for :func:`reach`, with city, country and population.

    Raises
    ------
    NotApplicableError
        Air defence, whose range is not one against cities, and what travels on water only.
    QuestionError, RangemapError
        `min_population` is no number of people; else as for :func:`check`.

    Examples
    --------
    >>> import rangemap
    >>> rangemap.cities("atacms", "Kharkiv", min_population=500_000).city.tolist()[:2]
    ['Kharkiv', 'Dnipro']
    """
    found_weapons = as_weapons(weapons, range_km)
    refuse(found_weapons, NOT_APPLICABLE)
    found_origins = as_origins(origins, worldview, merge=merge)
    gazetteer = cities_from(checked_population(min_population))
    ways = [paths(origin, gazetteer) for origin in found_origins]
    found = [
        answer
        for weapon in found_weapons
        for origin, to_cities in zip(found_origins, ways, strict=True)
        for answer in _within(weapon, origin, gazetteer, to_cities)
    ]
    return _frame(
        [
            {
                "weapon": answer.weapon.name,
                "origin": answer.origin.label,
                "city": answer.target.label,
                "country": getattr(answer.target, "country", None),
                "population": getattr(answer.target, "population", None),
                **_figures(answer),
            }
            for answer in found
        ],
        [answer.target for answer in found],
        ("weapon", "origin", "city", "country", "population", *FIGURES),
    )


def _farthest_km(answer: Answer) -> float:
    """Give how far the farthest point of a target is: of a point, as far as the point."""
    return answer.distance_km if answer.farthest_km is None else answer.farthest_km


def checked_population(min_population: Any, *, least: int = 0) -> int:
    """Give a number of people.

    Raises
    ------
    QuestionError
        It is none, or less than there may be.
    """
    try:
        people = int(min_population)
    except (TypeError, ValueError, OverflowError):
        people = -1
    if not least <= people <= MOST_PEOPLE:
        bound = f", {least:,} or more" if least else ""
        raise QuestionError(
            f"min_population has to be a number of people{bound}, not {min_population!r}."
        )
    return people


def _within(
    weapon: Weapon, origin: Where, gazetteer: Sequence[Place], ways: Sequence[Path]
) -> list[Answer]:
    """Give the answers for cities that may be in reach, nearest first."""
    judged = judge_cities(weapon, origin, gazetteer, ways)
    return sorted(filter(is_listed, judged), key=lambda answer: answer.distance_km)


def judge_cities(
    weapon: Weapon, origin: Where, gazetteer: Sequence[Place], ways: Sequence[Path]
) -> list[Answer]:
    """Give an answer for every city, in their order."""
    return [answered(weapon, origin, city, way) for city, way in zip(gazetteer, ways, strict=True)]


def is_listed(answer: Answer) -> bool:
    """Say whether a list of cities in reach has this one: not a no, nor past every figure."""
    near_enough = answer.distance_km <= answer.range_high_km + answer.uncertainty_km
    return answer.verdict != "no" and near_enough


def _figures(answer: Answer) -> dict[str, object]:
    """Give the columns that every table of answers has."""
    return {
        "distance_km": answer.distance_km,
        "range_low_km": answer.range_low_km,
        "range_km": answer.range_km,
        "range_high_km": answer.range_high_km,
        "open_ended": answer.weapon.open_ended,
        "min_range_km": answer.min_range_km or 0.0,
        "margin_km": answer.margin_km,
        "uncertainty_km": answer.uncertainty_km,
        "verdict": answer.verdict,
        "reason": answer.reason or "",
        "borders": str(answer.borders or ""),
    }


def _frame(
    rows: list[dict[str, Any]], places: Sequence[Where], columns: Sequence[str] = ()
) -> geopandas.GeoDataFrame:
    import geopandas
    import shapely

    if not rows:
        return geopandas.GeoDataFrame(columns=[*columns, "geometry"], crs="EPSG:4326")
    shapes = [
        where.geometry if isinstance(where, Territory) else shapely.Point(where.lon, where.lat)
        for where in places
    ]
    return geopandas.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326")
