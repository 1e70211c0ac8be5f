"""Linework divided into faces, and the faces that belong to a shape put together.

No rule about winding is needed: the chords and the frame of the world are noded, and of each face
one point is asked whether it belongs. Holes, islands and the far side come out of themselves.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from rangemap.geodesy import _frame
from rangemap.geodesy._boundary import Chords
from rangemap.geodesy._ellipsoid import BoolArray, FloatArray
from rangemap.geodesy._offset import Offset

if TYPE_CHECKING:
    from shapely import MultiPolygon

HAIR_DEG = 1e-11
"""About a micrometre."""

HALVINGS = 60


def faces(
    offset: Offset, chords: Chords, seam: float, belongs: Callable[[FloatArray], BoolArray]
) -> "MultiPolygon":
    """Give the part of the world whose positions belong, its boundary being of these chords.

    Parameters
    ----------
    offset : Offset
        The curves of the chords.
    chords : Chords
        They hold the whole boundary.
    seam : float
        The longitude at which the world is cut.
    belongs : callable
        Says of positions, shape (n, 2), which belong.

    Returns
    -------
    MultiPolygon
        With longitudes from `seam` to `seam` + 360.
    """
    import shapely

    lines = shapely.linestrings(_cut(offset, chords, seam))
    sides = [_frame.parallel(lat, seam, seam + 360) for lat in (-90.0, 90.0)]
    sides += [np.array([[lon, -90.0], [lon, 90.0]]) for lon in (seam, seam + 360)]
    noded = shapely.union_all(np.concatenate([lines, [shapely.LineString(side) for side in sides]]))
    every = np.asarray(shapely.get_parts(shapely.polygonize([noded])))
    sample = shapely.get_coordinates(shapely.point_on_surface(every))
    sample[:, 0] = (sample[:, 0] + 180) % 360 - 180
    return _frame.multipolygon(shapely.union_all(every[belongs(sample)]))


def _cut(offset: Offset, chords: Chords, seam: float) -> FloatArray:
    """Cut chords at the seam, shape (n, 2, 2), longitudes from `seam` to `seam` + 360."""
    begin, end = _from(chords.begin, seam), _from(chords.end, seam)
    # A position on the seam lies on the side of the other end of its chord.
    for one, other in ((begin, end), (end, begin)):
        on_seam = (one[:, 0] == seam) & (other[:, 0] > seam + 180)
        one[on_seam, 0] = seam + 360
    over = np.flatnonzero(np.abs(end[:, 0] - begin[:, 0]) > 180)
    whole = np.ones(len(chords), dtype=bool)
    whole[over] = False
    lat = _crossing(offset, chords[over], seam)
    pieces = [np.stack([begin[whole], end[whole]], axis=1)]
    for side in (begin, end):
        frame = np.where(side[over, 0] > seam + 180, seam + 360, seam)
        pieces.append(np.stack([side[over], np.column_stack([frame, lat])], axis=1))
    return np.concatenate(pieces)


def _from(positions: FloatArray, seam: float) -> FloatArray:
    """Bring longitudes to `seam` up to `seam` + 360; what is beside the seam is put on it."""
    east = (positions[:, 0] - seam) % 360
    east = np.where((east < HAIR_DEG) | (east > 360 - HAIR_DEG), 0.0, east)
    return np.column_stack([seam + east, positions[:, 1]])


def _crossing(offset: Offset, chords: Chords, seam: float) -> FloatArray:
    """Give the latitudes at which the curves of chords cross the seam."""
    low, high = chords.low, chords.high
    west = (chords.begin[:, 0] - seam) % 360 > 180
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        before = ((offset.at(chords.curve, middle)[:, 0] - seam) % 360 > 180) == west
        low, high = np.where(before, middle, low), np.where(before, high, middle)
    return offset.at(chords.curve, low)[:, 1]
