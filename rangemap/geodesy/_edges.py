"""Edges as curves on the ellipsoid: straight in longitude and latitude, or geodesics."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rangemap.geodesy._ellipsoid import (
    BoolArray,
    FloatArray,
    IntArray,
    cartesian,
    direct_heading,
    geod,
    meridian_m,
    metres_a_degree,
)
from rangemap.geodesy._groups import ranks

PIECE_M = 10_000.0
"""Edges are looked at in pieces no longer than this."""

PIECE_TURN = 0.05
"""And turn by about this at most, in radians."""


@dataclass(frozen=True)
class Edges:
    """Directed edges between positions.

    Parameters
    ----------
    start, end : ndarray, shape (n, 2)
        Longitude and latitude in degrees. An edge without length is a point.
    geodesic : bool
        Whether they are geodesics; else they are straight in longitude and latitude.
    """

    start: FloatArray
    end: FloatArray
    geodesic: bool

    def __len__(self) -> int:
        """Give the number of edges."""
        return len(self.start)

    def __getitem__(self, which: IntArray | BoolArray) -> "Edges":
        """Give some of the edges."""
        return Edges(self.start[which], self.end[which], self.geodesic)

    def reversed(self) -> "Edges":
        """Give the same edges, walked the other way."""
        return Edges(self.end, self.start, self.geodesic)

    @cached_property
    def _geodesics(self) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Give azimuths at the starts, headings at the ends, and lengths."""
        first, back, length_m = geod().inv(*self.start.T, *self.end.T)
        return np.asarray(first), np.asarray(back) + 180.0, np.asarray(length_m)

    def at(self, edge: IntArray, share: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Give positions on edges, and the headings there.

        Parameters
        ----------
        edge : ndarray of int, shape (n,)
        share : ndarray, shape (n,)
            0 at the start of the edge, 1 at its end.

        Returns
        -------
        positions : ndarray, shape (n, 2)
        headings : ndarray, shape (n,)
            Azimuths in degrees.
        """
        start, end = self.start[edge], self.end[edge]
        if not self.geodesic:
            lonlat = _mixed(start, end, share)
            east, north = (metres_a_degree(lonlat[:, 1]) * (end - start)).T
            return lonlat, np.degrees(np.arctan2(east, north))
        first, last, length_m = (each[edge] for each in self._geodesics)
        lonlat, heading = direct_heading(start, first, share * length_m)
        # The ends are met to the last bit, so that neighbours join.
        at_start, at_end = share == 0, share == 1
        lonlat[at_start], lonlat[at_end] = start[at_start], end[at_end]
        heading[at_start], heading[at_end] = first[at_start], last[at_end]
        return lonlat, heading

    def metres_a_share(self, edge: IntArray, lat_deg: FloatArray) -> FloatArray:
        """Give the speed along edges: metres for the whole of `share`, at a latitude."""
        if self.geodesic:
            return np.asarray(self._geodesics[2][edge])
        step = (self.end - self.start)[edge] * metres_a_degree(lat_deg)
        return np.asarray(np.hypot(step[:, 0], step[:, 1]))

    def length_at_most_m(self, edge: IntArray, low: FloatArray, high: FloatArray) -> FloatArray:
        """Give lengths that parts of edges, between two shares, certainly do not exceed."""
        if self.geodesic:
            return np.asarray(self._geodesics[2][edge] * (high - low))
        (lon0, lat0), (lon1, lat1) = self._part(edge, low).T, self._part(edge, high).T
        nearest_equator = np.where(lat0 * lat1 < 0, 0.0, np.minimum(abs(lat0), abs(lat1)))
        east = metres_a_degree(nearest_equator)[:, 0] * (lon1 - lon0)
        north = np.radians(meridian_m(np.maximum(abs(lat0), abs(lat1)))) * (lat1 - lat0)
        return np.asarray(np.hypot(east, north))

    def turn_at_most(self, edge: IntArray, low: FloatArray, high: FloatArray) -> FloatArray:
        """Give angles in radians by which parts of edges certainly do not turn more.

        A geodesic does not turn. Along a straight line in longitude and latitude the angle with
        the meridian changes, and the meridians turn by the sine of the latitude.
        """
        if self.geodesic:
            return np.zeros(len(edge))
        (here, before), (there, after) = self.at(edge, low), self.at(edge, high)
        steepest = np.sin(np.radians(np.maximum(abs(here[:, 1]), abs(there[:, 1]))))
        # The angle with the meridian is greatest at the equator.
        crosses = here[:, 1] * there[:, 1] < 0
        east, north = (metres_a_degree(np.zeros(len(edge))) * (self.end - self.start)[edge]).T
        between = np.where(crosses, np.degrees(np.arctan2(east, north)), before)
        turns = np.diff([before, between, after], axis=0)
        to_meridian = np.abs((turns + 180) % 360 - 180).sum(axis=0)
        return np.asarray(np.radians(to_meridian + np.abs(there[:, 0] - here[:, 0]) * steepest))

    def _part(self, edge: IntArray, share: FloatArray) -> FloatArray:
        return _mixed(self.start[edge], self.end[edge], share)


def _mixed(start: FloatArray, end: FloatArray, share: FloatArray) -> FloatArray:
    """Give positions between others, never beyond them by rounding."""
    part = share[:, np.newaxis]
    mixed = start * (1 - part) + end * part
    return np.asarray(np.clip(mixed, np.minimum(start, end), np.maximum(start, end)))


@dataclass(frozen=True)
class Pieces:
    """Parts of edges, each short and nearly straight.

    Parameters
    ----------
    edges : Edges
    edge : ndarray of int, shape (m,)
    low, high : ndarray, shape (m,)
        Shares of the edge between which the piece lies.
    """

    edges: Edges
    edge: IntArray
    low: FloatArray
    high: FloatArray

    def __len__(self) -> int:
        """Give the number of pieces."""
        return len(self.edge)

    @cached_property
    def middle(self) -> FloatArray:
        """Give a position on each piece, shape (m, 2)."""
        return self.edges.at(self.edge, (self.low + self.high) / 2)[0]

    @cached_property
    def half_m(self) -> FloatArray:
        """Give how far from its middle a piece certainly does not reach."""
        centre = (self.low + self.high) / 2
        before = self.edges.length_at_most_m(self.edge, self.low, centre)
        after = self.edges.length_at_most_m(self.edge, centre, self.high)
        return np.asarray(np.maximum(before, after))

    def cut(self, which: IntArray, parts: int) -> "Pieces":
        """Cut some pieces into parts of equal share, which follow each other."""
        share = np.arange(parts + 1) / parts
        low, high = self.low[which, np.newaxis], self.high[which, np.newaxis]
        shares = low * (1 - share) + high * share
        edge = np.repeat(self.edge[which], parts)
        return Pieces(self.edges, edge, shares[:, :-1].ravel(), shares[:, 1:].ravel())

    @cached_property
    def ends(self) -> tuple[FloatArray, FloatArray]:
        """Give where pieces begin and end, in earth-centred coordinates."""
        begin, end = (self.edges.at(self.edge, share)[0] for share in (self.low, self.high))
        return cartesian(begin), cartesian(end)

    @cached_property
    def turn(self) -> FloatArray:
        """Give angles in radians by which pieces certainly do not turn more."""
        return self.edges.turn_at_most(self.edge, self.low, self.high)


def pieces(edges: Edges) -> Pieces:
    """Divide edges into pieces of equal share."""
    every = np.arange(len(edges))
    nothing, whole = np.zeros(len(edges)), np.ones(len(edges))
    length_m = edges.length_at_most_m(every, nothing, whole)
    half = whole / 2
    turn = edges.turn_at_most(every, nothing, half) + edges.turn_at_most(every, half, whole)
    number = np.ceil(np.maximum(length_m / PIECE_M, turn / PIECE_TURN))
    number = np.maximum(number, 1).astype(np.intp)
    edge, rank = ranks(number)
    return Pieces(edges, edge, rank / number[edge], (rank + 1) / number[edge])
