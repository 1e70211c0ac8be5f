"""The within-range join: which points lie within a distance of which origins, exactly.

Chord bounds decide whole blocks of points at once, then single points; an exact geodesic is solved
only in the thin shell that they leave open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import numpy as np

from rangemap.geodesy._bounds import at_least_m, at_most_m, chord_beyond, chord_m, chord_within
from rangemap.geodesy._ellipsoid import BoolArray, FloatArray, IntArray, cartesian, inverse_m
from rangemap.geodesy._input import ShapeLike, as_geometries, as_positions, as_radius
from rangemap.geodesy._inside import inside
from rangemap.geodesy._longitudes import antipode
from rangemap.geodesy._nearest import ToShape
from rangemap.geodesy._shape import EdgeKind, as_shape, is_geodesic
from rangemap.geodesy._tree import gathered

BLOCK = 64
"""Points in a block."""

CHUNK = 1 << 18
"""Points that are joined at once."""

PAIRS = 1 << 21
"""Pairs of a point and an origin that are looked at once."""

Points: TypeAlias = "ShapeLike | Iterator[ShapeLike]"


def within(
    points: Points, origins: ShapeLike, radius_m: float, *, edges: EdgeKind = "planar"
) -> Iterator[IntArray]:
    """Give all pairs of a point and an origin that are within a distance, in chunks.

    Parameters
    ----------
    points : array_like of shape (n, 2), shapely points or GeoSeries, or an iterator over such
        Longitude and latitude in degrees. Of an iterator one array is held at a time, and rows
        are counted through.
    origins : array_like of shape (m, 2), shapely geometries or GeoSeries
        Points, lines or polygons; each geometry is one origin.
    radius_m : float
        Metres, 0.01 or more. A point exactly that far away is within.
    edges : {"planar", "geodesic"}, default "planar"
        What the edges of origins are; see `distance`.

    Yields
    ------
    ndarray of int, shape (k, 2)
        Rows of the point and of the origin. Every pair comes once; the order is not defined.

    Raises
    ------
    CoordinateError, ShapeError, RadiusError
        As `distance` and `buffer` raise them.

    Examples
    --------
    >>> import rangemap.geodesy as geodesy
    >>> pairs = geodesy.within([[0, 0], [1, 0], [5, 0]], [[0.5, 0], [5, 0.1]], 60_000)
    >>> [chunk.tolist() for chunk in pairs]
    [[[0, 0], [1, 0], [2, 1]]]
    """
    join = _join(origins, as_radius(radius_m), edges)
    return _pairs(points, join)


def count_within(
    points: Points, origins: ShapeLike, radius_m: float, *, edges: EdgeKind = "planar"
) -> IntArray:
    """Give for every origin how many points are within a distance.

    The memory that is needed does not depend on the number of points when they come as an
    iterator over arrays.

    Parameters
    ----------
    points, origins, radius_m, edges
        See `within`.

    Returns
    -------
    ndarray of int, shape (m,)

    Raises
    ------
    CoordinateError, ShapeError, RadiusError
        As `distance` and `buffer` raise them.

    Examples
    --------
    >>> import numpy as np
    >>> import rangemap.geodesy as geodesy
    >>> meridians = (np.column_stack([np.full(10, lon), np.arange(10)]) for lon in range(180))
    >>> geodesy.count_within(meridians, [[90, 0], [0, 9]], 500_000).tolist()
    [39, 22]
    """
    join = _join(origins, as_radius(radius_m), edges)
    total = np.zeros(len(join), dtype=np.intp)
    for _, chunk in _chunks(points):
        for found in join.find(chunk):
            total += found.count(len(join))
    return total


@dataclass(frozen=True)
class _Found:
    """Pairs: an origin with all points of a block, and an origin with a point."""

    blocks: IntArray
    origin_of_block: IntArray
    block: IntArray
    origin: IntArray
    point: IntArray

    def count(self, origins: int) -> IntArray:
        """Give the number of points of each origin."""
        sizes = (self.blocks >= 0).sum(axis=1)[self.block]
        whole = np.bincount(self.origin_of_block, weights=sizes, minlength=origins)
        return np.asarray(whole + np.bincount(self.origin, minlength=origins), dtype=np.intp)

    def pairs(self, first_row: int) -> IntArray:
        """Give rows of the point and of the origin, shape (k, 2)."""
        point = self.blocks[self.block].ravel()
        origin = np.repeat(self.origin_of_block, self.blocks.shape[1])
        if (self.blocks < 0).any():
            origin, point = origin[point >= 0], point[point >= 0]
        both = np.empty((len(point) + len(self.point), 2), dtype=np.intp)
        np.add(point, first_row, out=both[: len(point), 0])
        np.add(self.point, first_row, out=both[len(point) :, 0])
        both[: len(point), 1], both[len(point) :, 1] = origin, self.origin
        return both


class _ToPoints:
    """Joins with origins that are points."""

    def __init__(self, origins: FloatArray, radius_m: float) -> None:
        self.origins, self.radius_m = origins, radius_m
        self.xyz = cartesian(origins)
        self.inner = float(chord_within(np.array(radius_m)))
        self.outer = float(chord_beyond(np.array(radius_m)))

    def __len__(self) -> int:
        return len(self.origins)

    def find(self, points: FloatArray) -> Iterator[_Found]:
        """Find pairs, a few origins at a time."""
        xyz = cartesian(points)
        order = gathered(xyz)
        blocks = np.pad(order, (0, -len(order) % BLOCK), constant_values=-1).reshape(-1, BLOCK)
        # What is filled up stands at the last point's place.
        place = xyz[np.where(blocks < 0, order[-1], blocks)]
        centre = place.mean(axis=1)
        spread = chord_m(place, centre[:, np.newaxis]).max(axis=1)
        axes = np.ascontiguousarray(np.moveaxis(place, 2, 0))
        step = max(1, PAIRS // len(points))
        for begin in range(0, len(self.origins), step):
            rows = slice(begin, begin + step)
            chord = _distances(self.xyz[rows], centre)
            whole = chord + spread <= self.inner
            near_origin, near = np.nonzero(~whole & (chord - spread <= self.outer))
            square = self._squares(near_origin + begin, axes[:, near])
            origin, point = self._single(points, near_origin + begin, blocks[near], square)
            origin_of_block, block = np.nonzero(whole)
            yield _Found(blocks, origin_of_block + begin, block, origin, point)

    def _squares(self, origin: IntArray, axes: FloatArray) -> FloatArray:
        """Give squared chords, shape (k, BLOCK), between origins and the points of blocks."""
        total = np.zeros(axes.shape[1:])
        for axis, place in enumerate(axes):
            away = place - self.xyz[origin, axis, np.newaxis]
            total += np.square(away, out=away)
        return total

    def _single(
        self, points: FloatArray, origin: IntArray, block: IntArray, square: FloatArray
    ) -> tuple[IntArray, IntArray]:
        """Give the pairs in blocks that are neither wholly within nor wholly beyond."""
        real = block >= 0
        sure = (square <= self.inner**2) & real
        row, column = np.nonzero((square <= self.outer**2) & ~sure & real)
        open_origin, open_point = origin[row], block[row, column]
        exact_m = inverse_m(self.origins[open_origin], points[open_point])
        sure[row, column] = exact_m <= self.radius_m
        row, column = np.nonzero(sure)
        return origin[row], block[row, column]


class _ToShapes:
    """Joins with origins that are shapes of any kind."""

    def __init__(self, origins: list[Any], radius_m: float, edges: EdgeKind) -> None:
        shapes = [as_shape(origin, edges, first_row=row) for row, origin in enumerate(origins)]
        self.origins = [_Covered(ToShape(shape)) for shape in shapes]
        self.radius_m = radius_m

    def __len__(self) -> int:
        return len(self.origins)

    def find(self, points: FloatArray) -> Iterator[_Found]:
        """Find pairs, one origin at a time."""
        none, xyz = np.empty(0, dtype=np.intp), cartesian(points)
        for number, origin in enumerate(self.origins):
            point = np.flatnonzero(origin.is_within(points, xyz, self.radius_m))
            yield _Found(none.reshape(0, 1), none, none, np.full(len(point), number), point)


class _Covered:
    """A shape, and a disc that holds all its edges."""

    def __init__(self, measure: ToShape) -> None:
        self.measure = measure
        center, self.reach_m = measure.covering()
        self.xyz = cartesian(center)
        # Beyond the disc there is no edge, so it is all inside or all outside.
        self.far_side = bool(inside(antipode(center), measure.shape)[0])

    def is_within(self, points: FloatArray, xyz: FloatArray, radius_m: float) -> BoolArray:
        """Say which points are within a distance: by their chords to the disc, then exactly."""
        chord = chord_m(xyz, self.xyz)
        beyond = at_least_m(chord) - self.reach_m
        near = (at_most_m(chord) <= radius_m) | (self.far_side & (beyond > 0))
        open_ = np.flatnonzero(~near & (beyond <= radius_m))
        near[open_] = self.measure.nearest(points[open_])[0] <= radius_m
        return np.asarray(near)


def _join(origins: ShapeLike, radius_m: float, edges: EdgeKind) -> _ToPoints | _ToShapes:
    # Points have no edges, but another name for them is refused all the same.
    is_geodesic(edges)
    several = as_geometries(origins)
    if several is None:
        return _ToPoints(as_positions(origins), radius_m)
    if all(getattr(each, "geom_type", None) == "Point" for each in several):
        return _ToPoints(as_positions(several), radius_m)
    return _ToShapes(several, radius_m, edges)


def _pairs(points: Points, join: _ToPoints | _ToShapes) -> Iterator[IntArray]:
    for first_row, chunk in _chunks(points):
        for found in join.find(chunk):
            both = found.pairs(first_row)
            if len(both):
                yield both


def _chunks(points: Points) -> Iterator[tuple[int, FloatArray]]:
    """Give the points in chunks, each with the row at which it begins."""
    first_row = 0
    for some in points if isinstance(points, Iterator) else [points]:
        positions = as_positions(cast("Any", some))
        for begin in range(0, len(positions), CHUNK):
            yield first_row + begin, positions[begin : begin + CHUNK]
        first_row += len(positions)


def _distances(a: FloatArray, b: FloatArray) -> FloatArray:
    """Give straight distances between all rows of `a` and all rows of `b`."""
    from scipy.spatial.distance import cdist

    return np.asarray(cdist(a, b))
