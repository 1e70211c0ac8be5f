"""From points to a shape: how far it is, and where its nearest point lies."""

from collections.abc import Callable
from functools import cached_property, lru_cache, partial
from os import cpu_count
from typing import TYPE_CHECKING

import numpy as np

from rangemap.geodesy._bounds import at_least_m, at_most_m, chord_m
from rangemap.geodesy._edges import Edges, Pieces, pieces
from rangemap.geodesy._ellipsoid import (
    LONGEST_DEGREE_M,
    LONGEST_M,
    BoolArray,
    FloatArray,
    IntArray,
    cartesian,
    inverse_m,
)
from rangemap.geodesy._inside import inside
from rangemap.geodesy._shape import Shape
from rangemap.geodesy._solve import Found, solve

if TYPE_CHECKING:
    from rangemap.geodesy._tree import Tree

CHUNK = 1 << 11
"""Points that one thread works on at once."""

FEW_PAIRS = 200_000
"""Up to so many pairs of a point and a piece are looked at without a tree."""

FEW_POINTS = 8
"""For so many points it is quicker to leave edges out by their ends than to cut all in pieces."""

Search = Callable[[FloatArray], tuple[IntArray, IntArray]]


class ToPieces:
    """Measures distances to pieces of edges, as often as wanted."""

    def __init__(self, pieces: Pieces) -> None:
        self._given = pieces

    @cached_property
    def pieces(self) -> Pieces:
        """Give the pieces."""
        return self._given

    def nearest(self, points: FloatArray, limit_m: float = np.inf) -> Found:
        """Give distances and feet; what is farther than the limit may be infinitely far."""
        if len(points) * len(self.pieces) <= FEW_PAIRS:
            return self._nearest(points, partial(_few, self.pieces))
        search = partial(self._tree.candidates, limit_m=limit_m)
        from concurrent.futures import ThreadPoolExecutor

        workers = cpu_count() or 1
        chunks = np.array_split(points, max(-(-len(points) // CHUNK), workers))
        # numpy and pyproj let go of the interpreter's lock, so threads share the processors.
        with ThreadPoolExecutor(workers) as pool:
            found = list(pool.map(lambda chunk: self._nearest(chunk, search), chunks))
        distance_m, foot = zip(*found, strict=True)
        return np.concatenate(distance_m), np.concatenate(foot)

    def covering(self) -> tuple[FloatArray, float]:
        """Give a position on them, shape (1, 2), and how far no piece reaches from it."""
        middle = self.pieces.middle
        xyz = cartesian(middle)
        number = int(chord_m(xyz, xyz.mean(axis=0)).argmin())
        centre = middle[number : number + 1]
        reach_m = inverse_m(np.broadcast_to(centre, middle.shape), middle) + self.pieces.half_m
        return centre, float(reach_m.max())

    @cached_property
    def _tree(self) -> "Tree":
        # A few points need none, and need not wait for it to load.
        from rangemap.geodesy._tree import Tree

        return Tree(self.pieces)

    def _nearest(self, points: FloatArray, search: Search) -> Found:
        return solve(points, self.pieces, *search(points))


class ToShape(ToPieces):
    """Measures distances to a shape: 0 inside its polygons."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape

    @cached_property
    def pieces(self) -> Pieces:
        """Give the pieces of the shape, made when they are first needed."""
        return self.shape.pieces

    def nearest(self, points: FloatArray, limit_m: float = np.inf) -> Found:
        """Give distances and feet; what is farther than the limit may be infinitely far."""
        distance_m, foot = np.zeros(len(points)), points.astype(np.float64)
        outside = np.flatnonzero(~inside(points, self.shape))
        if not len(outside):
            return distance_m, foot
        if len(outside) <= FEW_POINTS:
            near = ToPieces(pieces(self.shape.edges[_near(self.shape.edges, points[outside])]))
            distance_m[outside], foot[outside] = near.nearest(points[outside], limit_m)
        else:
            distance_m[outside], foot[outside] = super().nearest(points[outside], limit_m)
        return distance_m, foot

    def to_boundary(self, points: FloatArray) -> FloatArray:
        """Give distances to the shape's edges, also from inside its polygons."""
        return super().nearest(points)[0]


def _near(edges: Edges, points: FloatArray) -> BoolArray:
    """Say which edges may hold the nearest point to any of the points, by where they begin."""
    xyz = cartesian(edges.start)
    chords = chord_m(cartesian(points)[:, np.newaxis], xyz)
    length_m = LONGEST_DEGREE_M * np.hypot(*(edges.end - edges.start).T)
    if edges.geodesic:
        length_m = np.minimum(inverse_m(edges.start, edges.end) + 1.0, LONGEST_M)
    nearest_m = at_most_m(chords.min(axis=1, keepdims=True))
    return np.asarray((at_least_m(chords) - length_m <= nearest_m).any(axis=0))


@lru_cache(maxsize=8)
def to_shape(shape: Shape) -> ToShape:
    """Give what measures to a shape: the same for the same shape, as its tree takes time."""
    return ToShape(shape)


def _few(pieces: Pieces, points: FloatArray) -> tuple[IntArray, IntArray]:
    """Give the pairs of a point and a piece that may be nearest, by all their chords."""
    chord = chord_m(cartesian(points)[:, np.newaxis], cartesian(pieces.middle))
    most = at_most_m(chord).min(axis=1, keepdims=True)
    point, piece = np.nonzero(at_least_m(chord) - pieces.half_m <= most)
    return point, piece
