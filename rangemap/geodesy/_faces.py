"""Linework divided into faces, and the faces that belong to a shape put together.

No rule about winding is needed: the chords and the frame of the world are noded, and of each face
one point is asked whether it belongs. Holes, islands and the far side come out of themselves.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from rangemap.geodesy import _frame
from rangemap.geodesy._boundary import Chords
from rangemap.geodesy._ellipsoid import FloatArray
from rangemap.geodesy._longitudes import wrapped
from rangemap.geodesy._offset import Offset

if TYPE_CHECKING:
    from shapely import MultiPolygon

HAIR_DEG = 1e-11
"""About a micrometre."""

HALVINGS = 60


def faces(
    offset: Offset,
    chords: Chords,
    seam: float,
    distance_m: Callable[[FloatArray], FloatArray],
    limits_m: tuple[float, float],
) -> "MultiPolygon | None":
    """Give the part of the world whose positions belong, its boundary being of these chords.

    Parameters
    ----------
    offset : Offset
        The curves of the chords.
    chords : Chords
        They hold the whole boundary.
    seam : float
        The longitude at which the world is cut.
    distance_m : callable
        Gives the distances of positions, shape (n, 2).
    limits_m : tuple of float
        A face belongs if its position is not farther than the first, or if it is so thin that even
        the middle of its widest place is not farther than the second.

    Returns
    -------
    MultiPolygon or None
        With longitudes from `seam` to `seam` + 360; None where no face belongs, as when the
        chords do not close.
    """
    import shapely

    lines = shapely.linestrings(_cut(offset, chords, seam))
    sides = [_frame.parallel(lat, seam, seam + 360) for lat in (-90.0, 90.0)]
    sides += [np.array([[lon, -90.0], [lon, 90.0]]) for lon in (seam, seam + 360)]
    noded = shapely.union_all(np.concatenate([lines, [shapely.LineString(side) for side in sides]]))
    every = np.asarray(shapely.get_parts(shapely.polygonize([noded])))
    sample_m = distance_m(wrapped(shapely.get_coordinates(shapely.point_on_surface(every))))
    thin = np.flatnonzero((sample_m > limits_m[0]) & (sample_m <= limits_m[1]))
    if len(thin):
        # The first position of a line from the widest circle's centre to its rim.
        widest = shapely.get_point(shapely.maximum_inscribed_circle(every[thin]), 0)
        sample_m[thin] = distance_m(wrapped(shapely.get_coordinates(widest)))
    kept = every[sample_m <= limits_m[1]]
    return _frame.multipolygon(shapely.union_all(kept)) if len(kept) else None


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
