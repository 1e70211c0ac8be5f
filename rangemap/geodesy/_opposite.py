"""Buffers beyond 19,970 km: the whole Earth but for a sliver on the far side, or all of it."""

from typing import TYPE_CHECKING

import numpy as np

from rangemap.geodesy import _frame
from rangemap.geodesy._circle import SLIVER_M
from rangemap.geodesy._ellipsoid import BoolArray, FloatArray, direct
from rangemap.geodesy._longitudes import antipode
from rangemap.geodesy._nearest import ToShape

if TYPE_CHECKING:
    from shapely import MultiPolygon

GRID = 21
ZOOMS = 14
RAYS = 360
STEPS = 33
HALVINGS = 30


def far_side(measure: ToShape, radius_m: float, *, unwrap: bool) -> "MultiPolygon":
    """Give the whole Earth but for what is farther than the radius."""
    import shapely

    farthest, distance_m = _farthest(measure)
    if distance_m <= radius_m:
        return _frame.multipolygon(shapely.Polygon(_frame.world()))
    outline = _outline(measure, farthest, radius_m)
    lonlat = np.column_stack([np.unwrap(outline[:, 0], period=360), outline[:, 1]])
    turns = round((lonlat[-1, 0] - lonlat[0, 0]) / 360)
    if turns:
        pole = float(np.sign(farthest[1])) * 90.0
        lonlat = np.vstack([lonlat, _frame.parallel(pole, lonlat[-1, 0], lonlat[0, 0])])
    hole = shapely.Polygon(lonlat)
    if unwrap and not turns:
        return _frame.around(hole)
    return _frame.outside(_frame.cut(hole))


def _farthest(measure: ToShape) -> tuple[FloatArray, float]:
    """Give the position that is farthest from the shape, and its distance."""
    middle, half_m = antipode(measure.shape.edges.start[:1])[0], SLIVER_M
    best = -np.inf
    x, y = np.meshgrid(np.linspace(-1, 1, GRID), np.linspace(-1, 1, GRID))
    azimuth, share = np.degrees(np.arctan2(x, y)).ravel(), np.hypot(x, y).ravel()
    for _ in range(ZOOMS):
        around = direct(np.broadcast_to(middle, (GRID**2, 2)), azimuth, share * half_m)
        distance_m, _ = measure.nearest(around)
        row = int(np.argmax(distance_m))
        if distance_m[row] > best:
            best, middle = float(distance_m[row]), around[row]
        half_m /= 2
    return middle, best


def _outline(measure: ToShape, middle: FloatArray, radius_m: float) -> FloatArray:
    """Give where rays from a position first come within the radius, shape (n, 2), closed."""
    azimuth = np.linspace(0.0, 360.0, RAYS + 1)
    start = np.broadcast_to(middle, (len(azimuth), 2))

    def near(length_m: FloatArray) -> BoolArray:
        return np.asarray(measure.nearest(direct(start, azimuth, length_m))[0] <= radius_m)

    low, high = np.zeros(len(azimuth)), np.full(len(azimuth), 2 * SLIVER_M)
    for length_m in np.linspace(0, 2 * SLIVER_M, STEPS)[:0:-1]:
        reached = near(np.full(len(azimuth), length_m))
        high = np.where(reached, length_m, high)
    low = np.maximum(high - 2 * SLIVER_M / (STEPS - 1), 0.0)
    for _ in range(HALVINGS):
        half = (low + high) / 2
        reached = near(half)
        low, high = np.where(reached, low, half), np.where(reached, half, high)
    outline = direct(start, azimuth, low)
    outline[-1] = outline[0]
    return outline
