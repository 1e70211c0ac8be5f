"""Places and territories as plain data, with the shapes that are measured to and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from rangemap._catalogue.weapon import Weapon
from rangemap._places.countries import iso2
from rangemap._places.gazetteer import cities_of
from rangemap._places.territory import Territory, Where
from rangemap._places.tiers import POSITIONS_A_DEGREE
from rangemap._places.values import TURNS, Place
from rangemap._reach.measure import on_own_coast, path, spans_km, uncertainty_km
from rangemap._reach.rings import ring
from rangemap._reach.water import coast_km, is_inland, is_kept_ashore
from rangemap._text.names import name, near_city
from rangemap._text.words import Language
from rangemap.page._told import told
from rangemap.page._weapons import is_drawn

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Ring = list[list[float]]


def place(where: Where, languages: Sequence[Language]) -> dict[str, Any]:
    """Give what a place or territory is called, where its name stands, and how sure it is."""
    if isinstance(where, Territory):
        return {
            "names": told(partial(name, where), languages) if not where.parts else None,
            "parts": [place(part, languages) for part in where.parts],
            "count": where.count,
            "borders": where.borders is not None,
            "errorKm": where.error_km,
        }
    return {
        "lat": where.lat,
        "lon": where.lon,
        "names": told(partial(name, where), languages) if where.name is not None else None,
        "near": {lang: near_city(where, lang).translate(TURNS) for lang in languages}
        if where.near
        else None,
        "people": where.population,
        "errorKm": where.error_km,
    }


def territory(where: Territory, others: Sequence[Where], *, by_water: bool) -> dict[str, Any]:
    """Give what of a territory is large: its shape, and what else is measured by it.

    Parameters
    ----------
    where : Territory
    others : sequence of Place and Territory
        What else the page asks about.
    by_water : bool
        Whether it matters how far it is from the sea.
    """
    import shapely

    parts = shapely.get_parts(where.geometry)
    mark = max(parts, key=lambda part: (part.area, part.length)).representative_point()
    return {
        "lat": round(mark.y, 4),
        "lon": round(mark.x, 4),
        "shape": shape(where),
        "ownCoast": _own_coast(where, [each for each in others if isinstance(each, Place)]),
        "inlandKm": coast_km(where) if by_water and is_inland(where) else None,
    }


def shape(where: Territory) -> dict[str, Any]:
    """Give the positions of a territory's polygons, lines and points.

    They are in the order in which they are measured to, so that both sides look at the same
    corners; where all are whole numbers of steps, as the border data's are, as such.
    """
    import numpy as np

    from rangemap.geodesy import as_rings

    kinds = as_rings(where.shape)
    every = np.vstack([where.shape.edges.start, where.shape.edges.end])
    whole = bool((np.round(every * POSITIONS_A_DEGREE) / POSITIONS_A_DEGREE == every).all())
    encoded = _steps if whole else _plain
    return {
        "step": POSITIONS_A_DEGREE if whole else None,
        "polygons": [[encoded(ring) for ring in rings] for rings in kinds["polygons"]],
        "lines": [encoded(line) for line in kinds["lines"]],
        "points": encoded(np.array(kinds["points"]).reshape(-1, 2)),
    }


def _plain(positions: npt.NDArray[np.float64]) -> list[float]:
    return [float(number) for number in positions.ravel()]


def _steps(positions: npt.NDArray[np.float64]) -> list[int]:
    """Give positions as x, y and then the steps from each to the next, in whole numbers."""
    import numpy as np

    whole = np.round(positions * POSITIONS_A_DEGREE).astype(int)
    return [int(number) for number in np.diff(whole, axis=0, prepend=[[0, 0]]).ravel()]


def _own_coast(where: Territory, places: Sequence[Place]) -> list[list[float]]:
    """Give where the cities are that lie in a territory though just outside its borders."""
    codes = [iso2(code) for code in (where.members or (where.code,)) if code]
    cities = [city for code in codes if code for city in cities_of(code)]
    return [[city.lon, city.lat] for city in on_own_coast(where, [*cities, *places])]


def rings(where: Territory, weapons: Sequence[Weapon]) -> list[dict[str, Any] | None]:
    """Give the outlines of what lies within each weapon's figures, if they are drawn."""
    return [
        _bounds(where, weapon) if is_drawn(weapon) and not is_kept_ashore(weapon, where) else None
        for weapon in weapons
    ]


def _bounds(where: Territory, weapon: Weapon) -> dict[str, Any]:
    figures = {
        "low": weapon.range_low_km,
        "typical": weapon.range_km,
        "high": weapon.range_high_km,
    }
    return {bound: outlines(where, range_km) for bound, range_km in figures.items()}


@cache
def outlines(where: Where, range_km: float) -> list[Ring]:
    """Give the outlines of what lies within a range, longitudes running on."""
    import shapely

    shape = ring(where, range_km, unwrap=True)
    lines = [line for polygon in shape.geoms for line in (polygon.exterior, *polygon.interiors)]
    return [shapely.get_coordinates(line).round(4).tolist() for line in lines]


def between(origin: Territory, target: Territory, weapons: Sequence[Weapon]) -> dict[str, Any]:
    """Give the way between two territories, which do not move.

    The spans of distances matter only where they are as near as a minimum range.
    """
    found = path(origin, target)
    near_km = found.distance_km - uncertainty_km(origin, target)
    near = any(near_km <= (weapon.min_range_km or 0.0) for weapon in weapons)
    return {
        "distanceKm": found.distance_km,
        "start": _foot(found.start),
        "end": _foot(found.end),
        "farthestKm": found.farthest_km,
        "spans": [list(span) for span in spans_km(origin, target, found.distance_km)]
        if near
        else [],
    }


def _foot(point: Place | None) -> list[float] | None:
    return [point.lon, point.lat] if point else None
