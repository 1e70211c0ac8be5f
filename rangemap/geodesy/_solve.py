"""The nearest position on candidate pieces: an end, or the foot of a perpendicular."""

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

OPPOSITE_M = FIRST_CUT_M - 30_000.0
"""From here on geodesics may stop being shortest within a piece."""

VARIES = 0.3
"""The curvature of a piece varies by less than this part of it."""

PARTS = 16

SETTLED_M = 1e-6
ROUNDS = 60

Found = tuple[FloatArray, FloatArray]
"""Distances in metres, shape (n,), and the feet of the shortest paths, shape (n, 2)."""


def solve(points: FloatArray, pieces: Pieces, point: IntArray, piece: IntArray) -> Found:
    """Give the nearest of the candidate pieces for every point: the distance and the foot.

    Where distance need not have one least value along a piece, the piece is cut into parts.
    """
    point, piece = _by_chords(points, pieces, point, piece)
    low, high = (
        _Place(points[point], pieces, piece, each[piece]) for each in (pieces.low, pieces.high)
    )
    plain = _solve(points, pieces, point, piece, low, high)
    hidden_m = _hidden_m(pieces, piece, low, high)
    nearer_m = np.minimum(low.distance_m, high.distance_m) - hidden_m
    unruly = np.flatnonzero((hidden_m > 0) & (nearer_m < plain[0][point]))
    if not len(unruly):
        return plain
    parts = pieces.cut(piece[unruly], PARTS)
    number, every = np.repeat(point[unruly], PARTS), np.arange(len(parts))
    ends = (_Place(points[number], parts, every, each) for each in (parts.low, parts.high))
    finer = _solve(points, parts, number, every, *ends)
    better = finer[0] < plain[0]
    return np.where(better, finer[0], plain[0]), np.where(better[:, np.newaxis], finer[1], plain[1])


class _Place:
    """Positions on pieces, seen from points.

    Attributes
    ----------
    foot : ndarray, shape (n, 2)
        The positions.
    distance_m : ndarray, shape (n,)
    angle : ndarray, shape (n,)
        From the piece's heading to the geodesic towards the point, clockwise, in radians.
    slope : ndarray, shape (n,)
        How the distance changes along the piece: by the first variation of arc length, as minus
        the cosine of the angle.
    """

    def __init__(
        self, points: FloatArray, pieces: Pieces, piece: IntArray, share: FloatArray
    ) -> None:
        self.foot, heading = pieces.edges.at(pieces.edge[piece], share)
        self.distance_m, azimuth = inverse(self.foot, points)
        self.angle = np.radians(azimuth - heading)
        self.slope = -np.cos(self.angle)


def _solve(
    points: FloatArray,
    pieces: Pieces,
    point: IntArray,
    piece: IntArray,
    low: _Place,
    high: _Place,
) -> Found:
    """Give the nearest of pieces along which distance has one least value."""
    best = np.full(len(points), np.inf)
    np.minimum.at(best, point, np.minimum(low.distance_m, high.distance_m))
    least = (low.distance_m + high.distance_m) / 2 - pieces.half_m[piece] - SLACK_M
    between = np.flatnonzero((low.slope < 0) & (high.slope > 0) & (least <= best[point]))
    within_m, foot = _perpendicular(points[point[between]], pieces, piece[between])
    point = np.concatenate([point, point, point[between]])
    distance_m = np.concatenate([low.distance_m, high.distance_m, within_m])
    order = np.lexsort((distance_m, point))
    found, first = np.unique(point[order], return_index=True)
    nearest_m, feet = np.full(len(points), np.inf), points.astype(np.float64)
    nearest_m[found] = distance_m[order[first]]
    feet[found] = np.vstack([low.foot, high.foot, foot])[order[first]]
    return nearest_m, feet


def _hidden_m(pieces: Pieces, piece: IntArray, low: _Place, high: _Place) -> FloatArray:
    """Give how much nearer than its ends a piece may be where its slopes there do not show it.

    Near the point's antipode geodesics stop being shortest within a piece. And a piece that is
    itself bent, as parallels are, may run at the distance of its own centre of curvature, where
    distance changes from having a least to having a greatest value. Elsewhere it is 0.
    """
    half_m = pieces.half_m[piece]
    opposite = np.maximum(low.distance_m, high.distance_m) > OPPOSITE_M
    hidden_m = np.where(opposite, half_m, 0.0)
    if pieces.edges.geodesic:
        return np.asarray(hidden_m)
    bend = _bend(pieces, piece) * SEMI_MAJOR_M
    arc = low.distance_m / SEMI_MAJOR_M
    swing = VARIES * np.abs(bend * np.sin(arc))
    focal = [np.cos(arc) - bend * np.sin(arc) * np.sin(each.angle) for each in (low, high)]
    slopes = np.abs([low.slope, high.slope])
    # By so much the slope changes along the piece; it has to pass 0 there.
    change = 2 * half_m / (SEMI_MAJOR_M * np.maximum(np.abs(np.sin(arc)), 1e-9))
    change = change * (np.max(np.abs(focal), axis=0) + swing)
    turns = (np.min(np.abs(focal), axis=0) <= swing) & (slopes.min(axis=0) <= change)
    return np.where(turns, np.maximum(hidden_m, half_m * np.minimum(change, 1.0)), hidden_m)


def _by_chords(
    points: FloatArray, pieces: Pieces, point: IntArray, piece: IntArray
) -> tuple[IntArray, IntArray]:
    """Keep the pairs that chords to the ends of the pieces leave open.

    A foot between the ends is met at a right angle. As the ellipsoid is nowhere less curved than
    a plane, the distances to the ends are at most those in a plane (Toponogov's comparison
    theorem), so the foot is hardly nearer than the ends.
    """
    xyz, (starts, ends) = cartesian(points)[point], pieces.ends
    chords = chord_m(xyz, starts[piece]), chord_m(xyz, ends[piece])
    best = np.full(len(points), np.inf)
    np.minimum.at(best, point, np.minimum(*map(at_most_m, chords)))
    before_m, after_m = (np.maximum(at_least_m(chord), 0.0) for chord in chords)
    length_m = 2 * pieces.half_m[piece]
    astray_m = length_m * np.sin(pieces.turn[piece]) / 2
    square = np.maximum((before_m**2 + after_m**2 - length_m**2) / 2, 0.0)
    foot_m = np.sqrt(astray_m**2 + square) - astray_m - SLACK_M
    open_ = np.minimum(np.minimum(before_m, after_m), foot_m) <= best[point]
    return point[open_], piece[open_]


def _perpendicular(points: FloatArray, pieces: Pieces, piece: IntArray) -> Found:
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
