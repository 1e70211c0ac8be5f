"""Which points lie inside the polygons of a shape."""

import numpy as np

from rangemap.geodesy._edges import Edges
from rangemap.geodesy._ellipsoid import BoolArray, FloatArray, IntArray, direct, inverse
from rangemap.geodesy._groups import ranks
from rangemap.geodesy._shape import Shape

BESIDE_M = 1e-3

BESIDE_DEG = 0.1
"""A piece of an edge strays less than this from the latitudes of its ends."""


def inside(points: FloatArray, shape: Shape) -> BoolArray:
    """Say which points lie inside, by counting the edges due north of each.

    An odd number of a polygon's edges puts the point on the other side than what lies north of
    them all. For a point on an edge it may be either.
    """
    within = np.zeros(len(points), dtype=bool)
    if not shape.polygons or not len(points):
        return within
    point, part = _odd(points, shape)
    if not shape.edges.geodesic:
        within[point] = True
        return within
    north = _north_inside(shape)
    within[point[~north[part]]] = True
    for polygon in np.flatnonzero(north):
        same_side = np.ones(len(points), dtype=bool)
        same_side[point[part == polygon]] = False
        within |= same_side
    return within


def _odd(points: FloatArray, shape: Shape) -> tuple[IntArray, IntArray]:
    """Give pairs of a point and a polygon of which an odd number of edges lies north of it."""
    north = _north_of_geodesics if shape.edges.geodesic else _north_of_lines
    point, part = north(points, shape)
    keys, count = np.unique(point * shape.polygons + part, return_counts=True)
    point, part = np.divmod(keys[count % 2 == 1], shape.polygons)
    return point, part


def _north_inside(shape: Shape) -> BoolArray:
    """Say of each polygon of geodesics whether what lies north of all its edges is inside."""
    _, first = np.unique(shape.part, return_index=True)
    edge = first[shape.part[first] >= 0]
    middle, heading = shape.edges.at(edge, np.full(len(edge), 0.5))
    # Polygons lie to the left of their edges: from here it is known whether inside is odd.
    beside = direct(middle, heading - 90.0, np.full(len(edge), BESIDE_M))
    point, part = _odd(beside, shape)
    north = np.ones(shape.polygons, dtype=bool)
    north[part[point == part]] = False
    return north


def _north_of_lines(points: FloatArray, shape: Shape) -> tuple[IntArray, IntArray]:
    """Give pairs of a point and the polygon of an edge north of it; edges straight in lon/lat."""
    mine = np.flatnonzero(shape.part >= 0)
    edges: Edges = shape.edges[mine]
    (lon0, lat0), (lon1, lat1) = edges.start.T, edges.end.T
    point, edge = _over(points[:, 0], lon0, lon1)
    share = (points[point, 0] - lon0[edge]) / (lon1 - lon0)[edge]
    north = lat0[edge] * (1 - share) + lat1[edge] * share > points[point, 1]
    return point[north], shape.part[mine][edge[north]]


def _north_of_geodesics(points: FloatArray, shape: Shape) -> tuple[IntArray, IntArray]:
    """Give pairs of a point and the polygon of an edge north of it; edges geodesics."""
    every = shape.pieces
    mine = np.flatnonzero(shape.part[every.edge] >= 0)
    part = shape.part[every.edge[mine]]
    start, heading = every.edges.at(every.edge[mine], every.low[mine])
    end, _ = every.edges.at(every.edge[mine], every.high[mine])
    west, east = start[:, 0], end[:, 0] + 360 * np.round((start - end)[:, 0] / 360)
    found = [_over(points[:, 0] + turn, west, east) for turn in (-360, 0, 360)]
    point, piece = (np.concatenate(each) for each in zip(*found, strict=True))
    low = np.minimum(start[:, 1], end[:, 1])[piece] - BESIDE_DEG
    high = np.maximum(start[:, 1], end[:, 1])[piece] + BESIDE_DEG
    lat = points[point, 1]
    north = lat < low
    close = np.flatnonzero((lat >= low) & (lat <= high))
    _, azimuth = inverse(start[piece[close]], points[point[close]])
    on_right = np.sin(np.radians(azimuth - heading[piece[close]])) > 0
    north[close] = on_right == ((east - west)[piece[close]] > 0)
    return point[north], part[piece[north]]


def _over(lon: FloatArray, one: FloatArray, other: FloatArray) -> tuple[IntArray, IntArray]:
    """Give all pairs of a point and an edge over whose longitudes it lies, the western end in."""
    order = np.argsort(lon, kind="stable")
    first = np.searchsorted(lon[order], np.minimum(one, other), side="left")
    count = np.searchsorted(lon[order], np.maximum(one, other), side="left") - first
    edge, rank = ranks(count)
    return order[first[edge] + rank], edge
