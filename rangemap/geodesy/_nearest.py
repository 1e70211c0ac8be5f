"""From points to a shape: how far it is, and where its nearest point lies."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from os import cpu_count

import numpy as np

from rangemap.geodesy._bounds import FIRST_CUT_M, SLACK_M, at_least_m, at_most_m, chord_m
from rangemap.geodesy._edges import Pieces
from rangemap.geodesy._ellipsoid import (
    SEMI_MAJOR_M,
    BoolArray,
    FloatArray,
    IntArray,
    cartesian,
    inverse,
)
from rangemap.geodesy._inside import inside
from rangemap.geodesy._shape import Shape
from rangemap.geodesy._tree import Tree

CHUNK = 1 << 13
"""Points that one thread works on at once."""

FEW_PAIRS = 200_000
"""Up to so many pairs of a point and a piece are looked at without a tree."""

OPPOSITE_M = FIRST_CUT_M - 30_000.0
"""From here on geodesics may stop being shortest within a piece."""

FINER = 64
SETTLED_M = 1e-6
ROUNDS = 60

Found = tuple[FloatArray, FloatArray]
Search = Callable[[FloatArray], tuple[IntArray, IntArray]]


class Measure:
    """Measures distances to one shape, as often as wanted."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.pieces = shape.pieces

    def nearest(self, points: FloatArray) -> Found:
        """Give distances in metres, shape (n,), and the feet, shape (n, 2)."""
        distance_m, foot = np.zeros(len(points)), points.astype(np.float64)
        outside = np.flatnonzero(~inside(points, self.shape))
        chunks = [outside[begin : begin + CHUNK] for begin in range(0, len(outside), CHUNK)]
        few = len(outside) * len(self.pieces) <= FEW_PAIRS
        search = partial(_few, pieces=self.pieces) if few else self._tree.candidates
        # numpy and pyproj let go of the interpreter's lock, so threads share the processors.
        with ThreadPoolExecutor(min(len(chunks), cpu_count() or 1) or 1) as pool:
            found = pool.map(lambda rows: self._to_edges(points[rows], search), chunks)
            for rows, (to_edges_m, feet) in zip(chunks, found, strict=True):
                distance_m[rows], foot[rows] = to_edges_m, feet
        return distance_m, foot

    @cached_property
    def _tree(self) -> Tree:
        return Tree(self.pieces)

    def _to_edges(self, points: FloatArray, search: Search) -> Found:
        point, piece = search(points)
        distance_m, foot = _solve(points, self.pieces, point, piece)
        far = np.flatnonzero(distance_m > OPPOSITE_M)
        if len(far):
            keep = distance_m[point] > OPPOSITE_M
            finer = _finer(self.pieces)
            renumbered = np.cumsum(distance_m > OPPOSITE_M) - 1
            every = (piece[keep][:, np.newaxis] * FINER + np.arange(FINER)).ravel()
            distance_m[far], foot[far] = _solve(
                points[far], finer, np.repeat(renumbered[point[keep]], FINER), every
            )
        return distance_m, foot


def _few(points: FloatArray, pieces: Pieces) -> tuple[IntArray, IntArray]:
    """Give the pairs of a point and a piece that may be nearest, by all their chords."""
    chord = chord_m(cartesian(points)[:, np.newaxis], cartesian(pieces.middle))
    most = at_most_m(chord).min(axis=1, keepdims=True)
    return np.nonzero(at_least_m(chord) - pieces.half_m <= most)


def _finer(pieces: Pieces) -> Pieces:
    """Cut every piece into many."""
    step = np.tile(np.arange(FINER + 1) / FINER, (len(pieces), 1))
    shares = pieces.low[:, np.newaxis] * (1 - step) + pieces.high[:, np.newaxis] * step
    edge = np.repeat(pieces.edge, FINER)
    return Pieces(pieces.edges, edge, shares[:, :-1].ravel(), shares[:, 1:].ravel())


def _solve(points: FloatArray, pieces: Pieces, point: IntArray, piece: IntArray) -> Found:
    """Give the nearest of the candidate pieces for every point: the distance and the foot."""
    ends = [_slope(points[point], pieces, piece, pieces.low[piece])]
    ends.append(_slope(points[point], pieces, piece, pieces.high[piece]))
    (before_m, falls, here), (after_m, rises, there) = ends
    best = np.full(len(points), np.inf)
    np.minimum.at(best, point, np.minimum(before_m, after_m))
    least = (before_m + after_m) / 2 - pieces.half_m[piece] - SLACK_M
    between = np.flatnonzero((falls < 0) & (rises > 0) & (least <= best[point]))
    within_m, foot = _between(points[point[between]], pieces, piece[between])
    point = np.concatenate([point, point, point[between]])
    distance_m = np.concatenate([before_m, after_m, within_m])
    order = np.lexsort((distance_m, point))
    first = order[np.unique(point[order], return_index=True)[1]]
    return distance_m[first], np.vstack([here, there, foot])[first]


def _slope(
    points: FloatArray, pieces: Pieces, piece: IntArray, share: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Give distances to positions on pieces, how they change along the piece, and the positions.

    By the first variation of arc length the change is minus the cosine of the angle between the
    edge and the geodesic to the point.
    """
    foot, heading = pieces.edges.at(pieces.edge[piece], share)
    distance_m, azimuth = inverse(foot, points)
    return distance_m, -np.cos(np.radians(azimuth - heading)), foot


def _between(points: FloatArray, pieces: Pieces, piece: IntArray) -> Found:
    """Give the nearest positions on pieces along which the distance first falls, then rises."""
    low, high = pieces.low[piece].copy(), pieces.high[piece].copy()
    share = (low + high) / 2
    bend = _bend(pieces, piece)
    distance_m, foot = np.empty(len(piece)), np.empty((len(piece), 2))
    open_ = np.arange(len(piece))
    for _ in range(ROUNDS):
        if not len(open_):
            break
        edge = pieces.edge[piece[open_]]
        foot[open_], heading = pieces.edges.at(edge, share[open_])
        distance_m[open_], azimuth = inverse(foot[open_], points[open_])
        angle = np.radians(azimuth - heading)
        ahead = np.cos(angle) > 0
        low[open_] = np.where(ahead, share[open_], low[open_])
        high[open_] = np.where(ahead, high[open_], share[open_])
        # The foot of a perpendicular on a sphere, for a line that is bent a little.
        arc = distance_m[open_] / SEMI_MAJOR_M
        step_m = SEMI_MAJOR_M * np.arctan2(
            np.sin(arc) * np.cos(angle),
            np.cos(arc) - bend[open_] * SEMI_MAJOR_M * np.sin(arc) * np.sin(angle),
        )
        speed = pieces.edges.metres_a_share(edge, foot[open_, 1])
        wanted = share[open_] + step_m / np.maximum(speed, 1e-9)
        good = (wanted > low[open_]) & (wanted < high[open_])
        wanted = np.where(good, wanted, (low[open_] + high[open_]) / 2)
        moved: BoolArray = np.abs(wanted - share[open_]) * speed > SETTLED_M
        share[open_] = np.where(moved, wanted, share[open_])
        open_ = open_[moved]
    return distance_m, foot


def _bend(pieces: Pieces, piece: IntArray) -> FloatArray:
    """Give the geodesic curvature of pieces, clockwise, in radians a metre."""
    if pieces.edges.geodesic:
        return np.zeros(len(piece))
    edge = pieces.edge[piece]
    here, before = pieces.edges.at(edge, pieces.low[piece])
    there, after = pieces.edges.at(edge, pieces.high[piece])
    turned = np.radians((after - before + 180) % 360 - 180)
    turned -= np.radians(there[:, 0] - here[:, 0]) * np.sin(np.radians(here + there)[:, 1] / 2)
    return np.asarray(turned / np.maximum(2 * pieces.half_m[piece], 1e-9))
