"""Pieces of a shape in a tree, and the search for those that can be nearest to a point."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from rangemap.geodesy._bounds import (
    SLACK_M,
    ahead_at_most_m,
    ahead_m,
    at_least_m,
    at_most_m,
    chord_m,
)
from rangemap.geodesy._edges import Pieces
from rangemap.geodesy._ellipsoid import (
    SEMI_MINOR_M,
    FloatArray,
    IntArray,
    cartesian,
    inverse,
    inverse_m,
)

if TYPE_CHECKING:
    from scipy.spatial import KDTree

BRANCHES = 8
FAR_M = 2_000_000.0
"""From here on the chord alone says too little."""

QUARTER = np.pi / 2
HUGE = 1e9


def by_chord(xyz: FloatArray) -> "KDTree":
    """Give scipy's k-d tree of positions, in earth-centred coordinates."""
    from scipy.spatial import KDTree

    return KDTree(xyz, leafsize=1 << 4)


def gathered(xyz: FloatArray) -> IntArray:
    """Give an order in which positions that follow each other lie close together.

    Parameters
    ----------
    xyz : ndarray, shape (n, 3)

    Returns
    -------
    ndarray of int, shape (n,)
        The leaves of a k-d tree, one after the other.
    """
    return np.asarray(by_chord(xyz).indices, dtype=np.intp)


@dataclass(frozen=True)
class Level:
    """One level of the tree: every node covers an equal run of pieces.

    Parameters
    ----------
    centre : ndarray, shape (n, 2)
        A position on the shape, one a node.
    radius_m : ndarray, shape (n,)
        No part of the node's pieces is farther from its centre.
    step_m : ndarray, shape (n, 2)
        East and north components of the geodesic from the centre of the node above to this one.
    low_m, high_m : ndarray, shape (n, 2)
        Between which the components of geodesics from there to all of the node's pieces lie.
    reach_m : ndarray, shape (n,)
        The length which none of these geodesics exceeds.
    count : int
        Nodes from this on hold nothing but what fills the tree up.
    """

    centre: FloatArray
    radius_m: FloatArray
    step_m: FloatArray
    low_m: FloatArray
    high_m: FloatArray
    reach_m: FloatArray
    count: int

    @cached_property
    def xyz(self) -> FloatArray:
        """Give the centres in earth-centred coordinates."""
        return cartesian(self.centre)


class Tree:
    """Pieces in levels, from one node down to one piece a node."""

    def __init__(self, pieces: Pieces) -> None:
        self.middle = pieces.middle
        self.by_chord = by_chord(cartesian(pieces.middle))
        order = np.asarray(self.by_chord.indices, dtype=np.intp)
        runs = [1]
        while runs[0] * BRANCHES < len(order):
            runs.insert(0, runs[0] * BRANCHES)
        runs.insert(0, -(-len(order) // runs[0]) * runs[0])
        # The last piece is repeated to fill the tree up.
        self.order = np.pad(order, (0, runs[0] - len(order)), mode="edge")
        middle, half_m = pieces.middle[self.order], pieces.half_m[self.order, np.newaxis]
        step, length_m = np.zeros_like(middle), np.zeros_like(half_m)
        self.levels: list[Level] = []
        for run in runs:
            wide_m = half_m * _stretch(length_m + half_m)
            low_m = (step - wide_m).reshape(-1, run, 2).min(axis=1)
            high_m = (step + wide_m).reshape(-1, run, 2).max(axis=1)
            reach_m = (length_m + half_m).reshape(-1, run).max(axis=1)
            centre, to_centre = middle[run // 2 :: run], step[run // 2 :: run]
            spread_m, azimuth = inverse(np.repeat(centre, run, axis=0), middle)
            length_m = spread_m[:, np.newaxis]
            step = length_m * _unit(azimuth)
            radius_m = (length_m + half_m).reshape(-1, run).max(axis=1)
            count = -(-len(order) // run)
            self.levels.append(Level(centre, radius_m, to_centre, low_m, high_m, reach_m, count))

    def _at_most_m(self, points: FloatArray, xyz: FloatArray) -> FloatArray:
        """Give a distance at which there is a piece: to the one that is nearest by its chord."""
        _, nearest = self.by_chord.query(xyz)
        return inverse_m(points, self.middle[nearest]) + SLACK_M

    def candidates(self, points: FloatArray, limit_m: float = np.inf) -> tuple[IntArray, IntArray]:
        """Give pairs of a point and a piece, among them the nearest piece of every point.

        Points that are farther from every piece than the limit may be without a pair.
        """
        xyz = cartesian(points)
        best = np.minimum(self._at_most_m(points, xyz), limit_m)
        point, node = np.arange(len(points)), np.zeros(len(points), dtype=np.intp)
        chord = chord_m(xyz, self.levels[0].xyz)
        for above, level in pairwise(self.levels):
            ways = len(level.centre) // len(above.centre)
            child = (node[:, np.newaxis] * ways + np.arange(ways)).ravel()
            far = np.flatnonzero(chord > FAR_M)
            least = np.full((len(point), ways), -np.inf)
            least[far], most_m = _straight(points[point[far]], above, node[far], level, ways)
            np.minimum.at(best, point[far], most_m)
            point = np.repeat(point, ways)
            chord = chord_m(xyz[point], level.xyz[child])
            np.minimum.at(best, point, at_most_m(chord))
            round_ = at_least_m(chord) - level.radius_m[child]
            near = np.maximum(round_, least.ravel()) <= best[point]
            keep = np.flatnonzero(near & (child < level.count))
            point, node, chord = point[keep], child[keep], chord[keep]
        keys = np.unique(point * len(self.order) + self.order[node])
        return np.divmod(keys, len(self.order))


def _straight(
    points: FloatArray, above: Level, node: IntArray, level: Level, ways: int
) -> tuple[FloatArray, FloatArray]:
    """Give the least distances to each node below, and one that the nearest does not exceed."""
    exact_m, azimuth = inverse(above.centre[node], points)
    exact_m, towards = exact_m[:, np.newaxis], _unit(azimuth)[:, np.newaxis]
    step_m, low_m, high_m = (
        each.reshape(-1, ways, 2)[node] for each in (level.step_m, level.low_m, level.high_m)
    )
    forward_m = np.maximum(towards * low_m, towards * high_m).sum(axis=2)
    least_m = ahead_m(exact_m, forward_m, level.reach_m.reshape(-1, ways)[node])
    to_centre = np.hypot(step_m[..., 0], step_m[..., 1])
    most_m = ahead_at_most_m(exact_m, (towards * step_m).sum(axis=2), to_centre).min(axis=1)
    return least_m, np.minimum(most_m, exact_m[:, 0])


def _stretch(reach_m: FloatArray) -> FloatArray:
    """Give by how much components differ more, at most, than positions do, this far from a centre.

    The exponential map of a surface that is nowhere more curved than a sphere of the semi-minor
    axis draws together no more than that sphere's (Rauch's comparison theorem).
    """
    angle = np.clip(reach_m / SEMI_MINOR_M, 1e-9, QUARTER)
    return np.asarray(np.where(angle < QUARTER, angle / np.sin(angle), HUGE))


def _unit(azimuth_deg: FloatArray) -> FloatArray:
    """Give the east and north components of directions, shape (n, 2)."""
    angle = np.radians(azimuth_deg)
    return np.column_stack([np.sin(angle), np.cos(angle)])
