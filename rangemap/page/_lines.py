"""Lines that a page draws beside its rings: the outlines of territories, and shortest paths."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from rangemap._places.territory import Territory
from rangemap._reach.answer import Answer

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Line = list[list[float]]

DRAWN_DEG = 0.005
"""Outlines are for looking at."""

MOST_POINTS = 500
STEP_KM = 50.0


def drawn(where: Territory) -> dict[str, Any]:
    """Give where a territory's name stands, its outlines, and the points that it has."""
    import shapely

    geometry = where.geometry
    parts = shapely.get_parts(geometry)
    points = [part for part in parts if part.geom_type == "Point"]
    lines = [line for part in parts for line in _outlines(part)]
    mark = max(parts, key=lambda part: (part.area, part.length)).representative_point()
    return {
        "lat": round(mark.y, 4),
        "lon": round(mark.x, 4),
        "outlines": lines,
        "points": [[round(each.x, 4), round(each.y, 4)] for each in points[:MOST_POINTS]],
    }


def _outlines(part: BaseGeometry) -> list[Line]:
    """Give the lines round a polygon, or a line, without what runs along 180 degrees or a pole."""
    import shapely

    if part.geom_type == "Point":
        return []
    boundary = part.boundary if part.geom_type == "Polygon" else part
    lines: list[Line] = []
    for chain in shapely.get_parts(boundary):
        positions = shapely.get_coordinates(chain.simplify(DRAWN_DEG)).round(4).tolist()
        lines.append(positions[:1])
        for before, after in pairwise(positions):
            if _is_frame(before, after):
                lines.append([after])
            else:
                lines[-1].append(after)
    return [line for line in lines if len(line) > 1]


def _is_frame(one: list[float], other: list[float]) -> bool:
    return any(abs(one[axis]) == abs(other[axis]) == end for axis, end in ((0, 180.0), (1, 90.0)))


def shortest(answers: Sequence[Answer]) -> list[Line]:
    """Give the shortest paths from and to territories, each once, longitudes running on."""
    found = {}
    for answer in answers:
        if answer.distance_km and (answer.start or answer.end):
            start, end = answer.start or answer.origin, answer.end or answer.target
            key = tuple(
                (where.lon, where.lat) for where in (start, end) if not isinstance(where, Territory)
            )
            found[key] = _geodesic(*key[0], *key[1])
    return list(found.values())


def _geodesic(lon0: float, lat0: float, lon1: float, lat1: float) -> Line:
    import numpy as np
    import pyproj

    geod = pyproj.Geod(ellps="WGS84")
    steps = int(geod.inv(lon0, lat0, lon1, lat1)[2] / 1000 / STEP_KM)
    between = geod.npts(lon0, lat0, lon1, lat1, steps) if steps else []
    positions = np.array([(lon0, lat0), *between, (lon1, lat1)])
    positions[:, 0] = np.unwrap(positions[:, 0], period=360)
    return [[float(lon), float(lat)] for lon, lat in positions.round(4)]
