"""The nearest position on candidate pieces: an end, or the foot of a perpendicular."""

import numpy as np

from rangemap.geodesy._bounds import SLACK_M, at_least_m, at_most_m, chord_m
from rangemap.geodesy._edges import Pieces
from rangemap.geodesy._ellipsoid import (
    SEMI_MAJOR_M,
    BoolArray,
    FloatArray,
    IntArray,
    cartesian,
    inverse,
)

SETTLED_M = 1e-6
ROUNDS = 60

Found = tuple[FloatArray, FloatArray]
"""Distances in metres, shape (n,), and the feet of the shortest paths, shape (n, 2)."""


def solve(points: FloatArray, pieces: Pieces, point: IntArray, piece: IntArray) -> Found:
    """Give the nearest of the candidate pieces for every point: the distance and the foot."""
    point, piece = _by_chords(points, pieces, point, piece)
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
    found, first = np.unique(point[order], return_index=True)
    nearest_m, feet = np.full(len(points), np.inf), points.astype(np.float64)
    nearest_m[found] = distance_m[order[first]]
    feet[found] = np.vstack([here, there, foot])[order[first]]
    return nearest_m, feet


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
