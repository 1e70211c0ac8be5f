"""The parts of a raw offset that can be boundary, as chords that are straight in lon/lat.

Distance to a shape changes no faster than the position (it is 1-Lipschitz). So a stretch of curve
that reaches no farther than h from its middle, the middle being nearer to the shape than the radius
less h, holds no boundary.
"""

from dataclasses import dataclass

import numpy as np

from rangemap.geodesy._bounds import at_most_m
from rangemap.geodesy._edges import Pieces
from rangemap.geodesy._ellipsoid import (
    BoolArray,
    FloatArray,
    IntArray,
    cartesian,
    inverse_m,
    metres_a_degree,
)
from rangemap.geodesy._groups import ranks
from rangemap.geodesy._inside import inside
from rangemap.geodesy._longitudes import wrapped
from rangemap.geodesy._offset import Offset, lever_m
from rangemap.geodesy._shape import Shape

PROBES = np.array([0.25, 0.5, 0.75])

SAFETY = 0.6
"""Chords are held to this part of the tolerance: their error peaks between the probes."""

WIDEST_DEG = 90.0
"""No chord spans more longitude than this, unless it is shorter than the tolerance."""

DIVISIONS = 60

LAST_TIMES_OFF = 100.0
"""A chord whose curve is less than so many limits off it is divided for the last time."""

FAR_M = 500_000.0
"""From here on the chord alone says too little."""

MOST_WITNESSES = 100_000

MANY = 5_000
"""So many positions are worth the start of several threads."""


@dataclass(frozen=True)
class Chords:
    """Straight lines in lon/lat between positions on the curves of an offset.

    Parameters
    ----------
    curve : ndarray of int, shape (n,)
    low, high : ndarray, shape (n,)
        The shares of the curve where the chord begins and ends.
    begin, end : ndarray, shape (n, 2)
        The positions there; longitudes of one chord run on.
    """

    curve: IntArray
    low: FloatArray
    high: FloatArray
    begin: FloatArray
    end: FloatArray

    def __len__(self) -> int:
        """Give the number of chords."""
        return len(self.curve)

    def __getitem__(self, which: IntArray | BoolArray) -> "Chords":
        """Give some of the chords."""
        return Chords(
            self.curve[which], self.low[which], self.high[which], self.begin[which], self.end[which]
        )


def joined(several: list[Chords]) -> Chords:
    """Put chords together."""
    names = ("curve", "low", "high", "begin", "end")
    return Chords(*(np.concatenate([getattr(each, name) for each in several]) for name in names))


def chords(offset: Offset, shape: Shape, limit_m: float, tolerance_m: float) -> Chords:
    """Give chords that hold the whole boundary, and little else.

    Parameters
    ----------
    offset : Offset
    shape : Shape
    limit_m : float
        How far curves may be off their chords.
    tolerance_m : float
        No part of the shape whose curve is left out is nearest to a position of which the distance
        is within this of the radius.
    """
    near = _Witnesses(shape, offset.radius_m)
    # A position that is nearest to a source lies within the tolerance of the source's curve, which
    # is there nearer to the shape by at most twice the tolerance.
    slack_m = 2 * tolerance_m + 1e-6 * lever_m(offset.radius_m)
    count = len(offset)
    open_ = Chords(np.arange(count), np.zeros(count), np.ones(count), *offset.ends())
    done: list[Chords] = []
    for _ in range(DIVISIONS):
        half = (open_.low + open_.high) / 2
        # Curves are not run along evenly: neither half need be half as long as the whole.
        half_m = np.maximum(
            offset.length_at_most_m(open_.curve, open_.low, half),
            offset.length_at_most_m(open_.curve, half, open_.high),
        )
        middle = offset.at(open_.curve, half)
        keep = near.farther(middle, offset.radius_m - half_m - slack_m)
        open_, middle, half_m = open_[keep], middle[keep], half_m[keep]
        off_m = _curve_off_m(offset, open_, middle)
        off_m[half_m < limit_m / 2] = 0.0
        done.append(open_[off_m <= limit_m])
        if (off_m <= limit_m).all():
            break
        open_ = _divided(offset, open_[off_m > limit_m], off_m[off_m > limit_m] / limit_m)
    else:
        done.append(open_)
    return joined(done)


def _curve_off_m(offset: Offset, chord: Chords, middle: FloatArray) -> FloatArray:
    """Give how far curves are off their chords, or infinity where a chord is too wide."""
    quarter = (chord.high - chord.low) / 4
    before = offset.at(chord.curve, chord.low + quarter)
    after = offset.at(chord.curve, chord.high - quarter)
    off_m = np.max([_off_m(chord, probe) for probe in (before, middle, after)], axis=0)
    wide_deg = np.abs(wrapped(chord.end - chord.begin)[:, 0])
    return np.asarray(np.where(wide_deg > WIDEST_DEG, np.inf, off_m))


def _divided(offset: Offset, chord: Chords, times_off: FloatArray) -> Chords:
    """Divide chords: in two while much may be pruned, at last in as many parts as are needed.

    How far a curve is off its chord goes with the square of the chord's length.
    """
    last = times_off < LAST_TIMES_OFF
    parts = np.where(last, np.ceil(1.05 * np.sqrt(np.where(last, times_off, 1.0))), 2.0)
    parts = parts.astype(np.intp)
    whole, rank = ranks(parts)
    share, first = rank / parts[whole], np.flatnonzero(rank == 0)
    low = chord.low[whole] * (1 - share) + chord.high[whole] * share
    begin = offset.at(chord.curve[whole], low)
    begin[first] = chord.begin
    high, end = np.roll(low, -1), np.roll(begin, -1, axis=0)
    high[first - 1], end[first - 1] = np.roll(chord.high, 1), np.roll(chord.end, 1, axis=0)
    return Chords(chord.curve[whole], low, high, begin, end)


def _off_m(chord: Chords, position: FloatArray) -> FloatArray:
    """Give the distances in metres from positions to chords.

    They are measured in the plane, at the scale that longitude and latitude have at the position.
    """
    scale = metres_a_degree(position[:, 1])
    to_end = wrapped(chord.end - chord.begin) * scale
    to_position = wrapped(position - chord.begin) * scale
    square = np.maximum((to_end**2).sum(axis=1), 1e-18)
    share = np.clip((to_end * to_position).sum(axis=1) / square, 0.0, 1.0)
    return np.asarray(np.hypot(*(to_position - share[:, np.newaxis] * to_end).T))


class _Witnesses:
    """Positions on a shape, to show that others are nearer to it than some distance."""

    def __init__(self, shape: Shape, radius_m: float) -> None:
        self.shape = shape
        self._ask(_spread(shape.pieces, radius_m / 4))

    def _ask(self, positions: FloatArray) -> None:
        from scipy.spatial import KDTree

        self.positions, self.tree = positions, KDTree(cartesian(positions))

    def farther(self, points: FloatArray, bound_m: FloatArray) -> BoolArray:
        """Say which points may be at a distance or farther; never deny it wrongly.

        Those who witness against none are not asked again.
        """
        workers = -1 if len(points) > MANY else 1
        chord, number = map(np.asarray, self.tree.query(cartesian(points), workers=workers))
        keep = at_most_m(chord) >= bound_m
        far = np.flatnonzero(keep & (chord > FAR_M))
        keep[far] = inverse_m(points[far], self.positions[number[far]]) >= bound_m[far]
        rows = np.flatnonzero(keep & (bound_m > 0))
        keep[rows[inside(points[rows], self.shape)]] = False
        if keep.any():
            self._ask(self.positions[np.unique(number[keep])])
        return np.asarray(keep)


def _spread(pieces: Pieces, step_m: float) -> FloatArray:
    """Give positions on pieces, the ends of each among them, about a step apart."""
    number = np.maximum(np.ceil(2 * pieces.half_m / step_m), 1)
    number = np.ceil(number * min(1.0, MOST_WITNESSES / number.sum())).astype(np.intp)
    piece, rank = ranks(number)
    share = rank / number[piece]
    low, high = pieces.low[piece], pieces.high[piece]
    starts = pieces.edges.at(pieces.edge[piece], low * (1 - share) + high * share)[0]
    return np.vstack([starts, pieces.edges.at(pieces.edge, pieces.high)[0]])
