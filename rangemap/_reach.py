"""The question and its answers: weapon x origin x target, as records, tables and shapes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from rangemap import _database
from rangemap._answer import Answer, judge, uncertainty_km
from rangemap._catalogue.lookup import munition
from rangemap._catalogue.values import Weapon, given_range
from rangemap._places.lookup import resolve
from rangemap._places.values import Place
from rangemap.errors import NotApplicableError, QuestionError, RangeError

if TYPE_CHECKING:
    import geopandas
    from shapely import MultiPolygon, Point

WeaponLike: TypeAlias = str | Weapon
PlaceLike: TypeAlias = "str | Place | Point"
Bound = Literal["low", "typical", "high"]
By = Literal["every", "typical", "any"]

SHAPE_TOLERANCE_M = 50.0
"""Shapes are for looking at: answers come from distances."""


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
        A part of the question is missing, or a weapon and a range are both given.
    UnknownWeaponError, LauncherError, RangeError
        The weapon is not found, has no range of its own, or the range is impossible.
    UnknownPlaceError, CountryError, CoordinateError, PlaceTypeError
        A place is not found, is no point, is not on Earth, or cannot be a place.

    Examples
    --------
    >>> import rangemap
    >>> rangemap.check("tomahawk", "Kyiv", "Saint Petersburg")
    <Answer yes: Tomahawk from Kyiv to Saint Petersburg, 1056 km>
    >>> rangemap.check(origin="39.03,125.75", target="Chicago", range_km=10_000).verdict
    'no'
    """
    if (weapon is None) == (range_km is None):
        raise QuestionError("Give a weapon or range_km, one of the two.")
    if origin is None or target is None:
        raise QuestionError("Give an origin and a target.")
    return answers(weapon, origin, target, range_km=range_km)[0]


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
    if answer.verdict == "not applicable":
        raise NotApplicableError(_air_defence(answer.weapon))
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


def reach(
    weapons: WeaponLike | Iterable[WeaponLike] | None = None,
    origins: PlaceLike | Iterable[PlaceLike] = (),
    targets: PlaceLike | Iterable[PlaceLike] = (),
    *,
    range_km: float | Iterable[float] | None = None,
) -> geopandas.GeoDataFrame:
    """Answer for every combination of weapons, origins and targets.

    Parameters
    ----------
    weapons, origins, targets
        One or several of what :func:`check` takes.
    range_km : float or iterable of float, optional
        Ranges of your own, beside the weapons or in place of them.

    Returns
    -------
    GeoDataFrame
        A row per combination, the geometry the target's point in EPSG:4326. Columns: weapon,
        origin, target, distance_km, range_low_km, range_km, range_high_km, open_ended,
        min_range_km, margin_km, uncertainty_km, verdict, reason, sources.

    Raises
    ------
    RangemapError
        As for :func:`check`; nothing is left out silently.

    Examples
    --------
    >>> import rangemap
    >>> table = rangemap.reach(["atacms", "tomahawk"], "Kyiv", ["Moscow", "Saint Petersburg"])
    >>> table.verdict.tolist()
    ['no', 'no', 'yes', 'yes']
    """
    found = answers(weapons, origins, targets, range_km=range_km)
    return _frame(
        [
            {
                "weapon": answer.weapon.name,
                "origin": answer.origin.label,
                "target": answer.target.label,
                **_figures(answer),
                "sources": "; ".join(map(str, answer.sources)),
            }
            for answer in found
        ],
        [(answer.target.lon, answer.target.lat) for answer in found],
    )


def cities(
    weapons: WeaponLike | Iterable[WeaponLike] | None = None,
    origins: PlaceLike | Iterable[PlaceLike] = (),
    *,
    range_km: float | Iterable[float] | None = None,
    min_population: int = 100_000,
) -> geopandas.GeoDataFrame:
    """Give the cities within reach, or possibly within reach, with distance and verdict.

    A city that is certainly out of reach is not listed, nor one beyond the highest figure of a
    weapon without an upper end. Districts of a city are not listed beside it.

    Parameters
    ----------
    weapons, origins, range_km
        As for :func:`reach`.
    min_population : int, default 100_000
        The smallest city listed; the gazetteer begins at 15,000.

    Returns
    -------
    GeoDataFrame
        A row per weapon, origin and city, nearest first, the geometry the city's point in
        EPSG:4326. Columns as for :func:`reach`, with city, country and population.

    Raises
    ------
    NotApplicableError
        Air defence, whose range is not one against cities.
    RangemapError
        As for :func:`check`.

    Examples
    --------
    >>> import rangemap
    >>> rangemap.cities("atacms", "Kharkiv", min_population=500_000).city.tolist()[:2]
    ['Kharkiv', 'Dnipro']
    """
    found = [
        answer
        for weapon in strike_weapons(weapons, range_km)
        for origin in as_places(origins, "origin")
        for answer in cities_within(weapon, origin, min_population)
    ]
    return _frame(
        [
            {
                "weapon": answer.weapon.name,
                "origin": answer.origin.label,
                "city": answer.target.label,
                "country": answer.target.country,
                "population": answer.target.population,
                **_figures(answer),
            }
            for answer in found
        ],
        [(answer.target.lon, answer.target.lat) for answer in found],
    )


def cities_within(weapon: Weapon, origin: Place, min_population: int) -> list[Answer]:
    """Give the answers that are not a plain no for the gazetteer's cities, nearest first."""
    from rangemap.geodesy import distance

    gazetteer = _cities(min_population)
    distances = distance([(city.lon, city.lat) for city in gazetteer], [origin.lon, origin.lat])
    found = []
    for city, distance_km in zip(gazetteer, (distances / 1000).tolist(), strict=True):
        uncertain = uncertainty_km(origin, city)
        if distance_km <= weapon.range_high_km + uncertain:
            verdict, reason = judge(weapon, distance_km, uncertain)
            if verdict != "no":
                found.append(Answer(weapon, origin, city, distance_km, verdict, reason))
    return sorted(found, key=lambda answer: answer.distance_km)


def rings(
    weapons: WeaponLike | Iterable[WeaponLike] | None = None,
    origins: PlaceLike | Iterable[PlaceLike] = (),
    *,
    range_km: float | Iterable[float] | None = None,
    bound: Bound | Iterable[Bound] = "typical",
) -> geopandas.GeoDataFrame:
    """Give the shapes within range: all that lies within a published figure of an origin.

    Parameters
    ----------
    weapons, origins, range_km
        As for :func:`reach`.
    bound : {"low", "typical", "high"} or several of them, default "typical"
        Which of the published figures is drawn.

    Returns
    -------
    GeoDataFrame
        A row per weapon, origin and bound; the geometry a MultiPolygon in EPSG:4326, cut at 180
        degrees as RFC 7946 has it, within 50 m of the true ring, with a hole where there is a
        minimum range. Columns: weapon, origin, bound, range_km, min_range_km, source.

    Raises
    ------
    NotApplicableError
        Air defence, which is not drawn as ground attack.
    RangemapError
        As for :func:`check`.

    Examples
    --------
    >>> import rangemap
    >>> ring = rangemap.rings("tomahawk", "Kyiv")
    >>> ring.range_km.item(), ring.geometry.item().geom_type
    (1600.0, 'MultiPolygon')
    """
    bounds = [bound] if isinstance(bound, str) else list(bound)
    for one in bounds:
        if one not in get_args(Bound):
            raise QuestionError(f"bound has to be 'low', 'typical' or 'high', not {one!r}.")
    rows = [
        {
            "weapon": weapon.name,
            "origin": origin.label,
            "bound": one,
            "range_km": bound_km(weapon, one),
            "min_range_km": weapon.min_range_km or 0.0,
            "source": str(weapon.typical.source) if one == "typical" else None,
            "geometry": ring(origin, bound_km(weapon, one), weapon.min_range_km),
        }
        for weapon in strike_weapons(weapons, range_km)
        for origin in as_places(origins, "origin")
        for one in bounds
    ]
    import geopandas

    return geopandas.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")


def bound_km(weapon: Weapon, bound: Bound) -> float:
    """Give one of a weapon's three figures."""
    figures = {
        "low": weapon.range_low_km,
        "typical": weapon.range_km,
        "high": weapon.range_high_km,
    }
    return float(figures[bound])


def ring(
    origin: Place, range_km: float, min_range_km: float | None = None, *, unwrap: bool = False
) -> MultiPolygon:
    """Give the shape within a range of a place, less what is nearer than a minimum range."""
    from rangemap.geodesy import circle

    center = [origin.lon, origin.lat]
    shape = circle(center, range_km * 1000, tolerance_m=SHAPE_TOLERANCE_M, unwrap=unwrap)
    if min_range_km:
        import shapely

        hole = circle(center, min_range_km * 1000, tolerance_m=SHAPE_TOLERANCE_M, unwrap=unwrap)
        shape = shapely.multipolygons(shapely.get_parts(shapely.difference(shape, hole)))
        shape = shapely.orient_polygons(shape)
    return shape


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
    for weapon in found:
        if weapon.weapon_class == "sam":
            raise NotApplicableError(_air_defence(weapon))
    return found


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


def _air_defence(weapon: Weapon) -> str:
    return (
        f"{weapon.name} is air defence: its published range is that at which it engages targets "
        "in the air, not one against places on the ground."
    )


def _cities(min_population: int) -> list[Place]:
    """Give the gazetteer's cities, districts left out."""
    rows = _database.connect().execute(
        "SELECT place.id, place.name, lat, lon, country, country.name, population, feature "
        "FROM place LEFT JOIN country ON iso2 = country "
        "WHERE population >= ? AND part_of IS NULL ORDER BY population DESC, place.id",
        (min_population,),
    )
    return [
        Place(
            id=number,
            name=name,
            lat=lat,
            lon=lon,
            country=country,
            country_name=country_name,
            population=people,
            capital=feature == "PPLC",
        )
        for number, name, lat, lon, country, country_name, people, feature in rows
    ]


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
    }


def _frame(
    rows: list[dict[str, Any]], positions: list[tuple[float, float]]
) -> geopandas.GeoDataFrame:
    import geopandas
    import shapely

    points = shapely.points(positions) if positions else []
    return geopandas.GeoDataFrame(rows, geometry=points, crs="EPSG:4326")
