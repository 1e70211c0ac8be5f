"""Pieces of a shape in a tree, and the search for those that can be nearest to a point."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rangemap.geodesy._bounds import ahead_at_most_m, ahead_m, at_least_m, at_most_m, chord_m
from rangemap.geodesy._edges import Pieces
from rangemap.geodesy._ellipsoid import FloatArray, IntArray, cartesian, inverse

BRANCHES = 8
FAR_M = 1_000_000.0
"""From here on the chord alone says too little."""


def halved(positions: FloatArray, leaf: int) -> IntArray:
    """Order positions so that equal runs of them lie close together.

    Parameters
    ----------
    positions : ndarray, shape (n, 3)
    leaf : int
        The length of the shortest runs.

    Returns
    -------
    ndarray of int, shape (leaf * 2**k,)
        Indices; every run of ``leaf * 2**j`` of them is a part of a k-d tree. The last index is
        repeated to fill up.
    """
    size = leaf
    while size < len(positions):
        size *= 2
    order = np.minimum(np.arange(size), len(positions) - 1)[np.newaxis]
    while order.shape[1] > leaf:
        here = positions[order]
        axis = np.ptp(here, axis=1).argmax(axis=1)
        along = np.take_along_axis(here, axis[:, np.newaxis, np.newaxis], axis=2)[:, :, 0]
        half = order.shape[1] // 2
        order = np.take_along_axis(order, np.argpartition(along, half - 1, axis=1), axis=1)
        order = order.reshape(-1, half)
    return order.ravel()


@dataclass(frozen=True)
class Level:
    """One level of the tree: every node covers an equal run of pieces.

    Parameters
    ----------
    centre : ndarray, shape (n, 2)
        A position on the shape, one a node.
    radius_m : ndarray, shape (n,)
        No part of the node's pieces is farther from its centre.
    from_parent : ndarray, shape (n, 2)
        East and north components in metres of the geodesic from the parent's centre.
    """

    centre: FloatArray
    radius_m: FloatArray
    from_parent: FloatArray

    @cached_property
    def xyz(self) -> FloatArray:
        """Give the centres in earth-centred coordinates."""
        return cartesian(self.centre)


class Tree:
    """Pieces in levels, from one node down to one piece a node."""

    def __init__(self, pieces: Pieces) -> None:
        self.order = halved(cartesian(pieces.middle), 1)
        size = 1
        while size * BRANCHES < len(self.order):
            size *= BRANCHES
        self.levels: list[Level] = []
        parent = None
        middle, half_m = pieces.middle[self.order], pieces.half_m[self.order]
        runs = [len(self.order)]
        while size:
            runs.append(size)
            size //= BRANCHES
        for run in runs:
            centre = middle[run // 2 :: run]
            spread, _ = inverse(np.repeat(centre, run, axis=0), middle)
            radius_m = (spread + half_m).reshape(-1, run).max(axis=1)
            if parent is None:
                step = np.zeros((1, 2))
            else:
                length, azimuth = inverse(np.repeat(parent, len(centre) // len(parent), axis=0), centre)
                step = length[:, np.newaxis] * _unit(azimuth)
            self.levels.append(Level(centre, radius_m, step))
            parent = centre

    def candidates(self, points: FloatArray) -> tuple[IntArray, IntArray]:
        """Give pairs of a point and a piece, among them the nearest piece of every point."""
        xyz = cartesian(points)
        point = np.arange(len(points))
        node = np.zeros(len(points), dtype=np.intp)
        best = np.full(len(points), np.inf)
        for above, level in zip(self.levels, self.levels[1:], strict=False):
            chord = chord_m(xyz[point], above.xyz[node])
            least = at_least_m(chord)
            far = np.flatnonzero(least > FAR_M)
            exact, azimuth = inverse(above.centre[node[far]], points[point[far]])
            np.minimum.at(best, point[far], exact)
            ways = len(level.centre) // len(above.centre)
            child = (node[:, np.newaxis] * ways + np.arange(ways)).ravel()
            straight = np.full((len(point), ways), -np.inf)
            step = level.from_parent.reshape(-1, ways, 2)[node[far]]
            walk = (
                exact[:, np.newaxis],
                (step * _unit(azimuth)[:, np.newaxis]).sum(axis=2),
                np.hypot(step[..., 0], step[..., 1]),
            )
            straight[far] = ahead_m(*walk)
            np.minimum.at(best, point[far], ahead_at_most_m(*walk).min(axis=1))
            point = np.repeat(point, ways)
            chord = chord_m(xyz[point], level.xyz[child])
            np.minimum.at(best, point, at_most_m(chord))
            least = np.maximum(at_least_m(chord), straight.ravel()) - level.radius_m[child]
            keep = least <= best[point]
            point, node = point[keep], child[keep]
        keys = np.unique(point * len(self.order) + self.order[node])
        return np.divmod(keys, len(self.order))


def _unit(azimuth_deg: FloatArray) -> FloatArray:
    """Give the east and north components of directions, shape (n, 2)."""
    angle = np.radians(azimuth_deg)
    return np.column_stack([np.sin(angle), np.cos(angle)])
