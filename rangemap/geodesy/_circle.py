"""The geodesic circle: all that lies within a distance of one point, for any point and radius."""

from typing import TYPE_CHECKING, Protocol

import numpy as np

from rangemap.errors import CoordinateError
from rangemap.geodesy import _frame
from rangemap.geodesy._ellipsoid import (
    EXACT_UP_TO_M,
    LONGEST_M,
    FloatArray,
    direct,
    inverse_m,
)
from rangemap.geodesy._input import ShapeLike, as_positions, as_radius, as_tolerance
from rangemap.geodesy._longitudes import antipode

if TYPE_CHECKING:
    from shapely import MultiPolygon, Polygon

START = 64
"""Vertices before any are added."""

SAFETY = 0.7
"""Chords are held to this part of the tolerance: their error peaks between the probes."""

PROBES = np.array([0.25, 0.5, 0.75])

HAIR_DEG = 1e-11
"""About a micrometre."""

SLIVER_M = 250_000.0
"""What lies beyond 19,970 km is within this distance of the antipode."""


class Curve(Protocol):
    """The boundary as a function of an angle in degrees, 0 to 360: lon, lat of shape (n, 2)."""

    def __call__(self, angle_deg: FloatArray, /) -> FloatArray:
        """Give the positions at these angles."""
        ...


def circle(
    center: ShapeLike, radius_m: float, *, tolerance_m: float = 1.0, unwrap: bool = False
) -> "MultiPolygon":
    """Give all that lies within a geodesic distance of one point.

    Every vertex lies on the true circle (to rounding, far below a millimetre) except those on the
    frame of the world, at the poles and at 180 degrees; every point of an edge, straight in
    longitude and latitude as RFC 7946 has it, lies within the tolerance of it. That holds up to
    19,970 km. From there to 20,003.93 km, where geodesics stop being shortest, the boundary is
    found by bisection on the exact distance along rays from the antipode: what is inside and
    outside is right, the tolerance is not promised. From 20,003.93 km on it is the whole Earth.

    Parameters
    ----------
    center : Point or array_like of shape (2,)
        Longitude and latitude in degrees.
    radius_m : float
        Metres, 0.01 or more.
    tolerance_m : float, default 1.0
        Largest distance between an edge and the true circle, in metres, 0.001 or more.
    unwrap : bool, default False
        Let longitudes run on beyond 180 degrees, in one piece, instead of cutting there: for map
        viewers. A circle with one pole then runs from 180 degrees to 180 degrees and is closed
        along the pole.

    Returns
    -------
    MultiPolygon
        Valid, exteriors counter-clockwise; no edge spans 180 degrees of longitude.

    Raises
    ------
    CoordinateError
        A centre outside the world, or more than one.
    RadiusError
        A radius or a tolerance that is too small or not finite.

    Examples
    --------
    >>> import rangemap.geodesy as geodesy
    >>> fiji = geodesy.circle([178.44, -18.14], 500_000)
    >>> fiji.is_valid, len(fiji.geoms), [round(bound, 1) for bound in fiji.bounds]
    (True, 2, [-180.0, -22.7, 180.0, -13.6])
    """
    import shapely

    position = as_positions(center)
    if len(position) != 1:
        raise CoordinateError(f"A circle has one centre, not {len(position)}.")
    radius_m, tolerance_m = as_radius(radius_m), as_tolerance(tolerance_m)
    if radius_m >= LONGEST_M:
        return _frame.multipolygon(shapely.Polygon(_frame.world()))
    outline = _trace(_boundary(position, radius_m), position, radius_m, tolerance_m)
    polygon, inside = _close(outline, position[0])
    if inside:
        return _frame.multipolygon(polygon) if unwrap else _frame.cut(polygon)
    return _frame.around(polygon) if unwrap else _frame.outside(_frame.cut(polygon))


def _boundary(center: FloatArray, radius_m: float) -> Curve:
    """Give the circle as a curve over the azimuth at the centre, or near the antipode over its."""
    if radius_m <= EXACT_UP_TO_M:
        return lambda azimuth: direct(
            np.broadcast_to(center, (len(azimuth), 2)), azimuth, np.full(len(azimuth), radius_m)
        )
    opposite = antipode(center)

    def along_rays(azimuth: FloatArray) -> FloatArray:
        start = np.broadcast_to(opposite, (len(azimuth), 2))
        there = np.broadcast_to(center, start.shape)
        beyond, within = np.zeros(len(azimuth)), np.full(len(azimuth), SLIVER_M)
        for _ in range(60):
            middle = (beyond + within) / 2
            out = inverse_m(there, direct(start, azimuth, middle)) > radius_m
            beyond, within = np.where(out, middle, beyond), np.where(out, within, middle)
        return direct(start, azimuth, within)

    return along_rays


def _trace(boundary: Curve, center: FloatArray, radius_m: float, tolerance_m: float) -> FloatArray:
    """Give the boundary as a closed line with continuous longitudes, as fine as is needed.

    It has a vertex at every crossing of 180 degrees.
    """
    angle = np.linspace(0.0, 360.0, START + 1)
    lonlat = _unwrapped(boundary(angle))
    for _ in range(64):
        coarse = _worst_error_m(lonlat, center, radius_m) > SAFETY * tolerance_m
        halves = (angle[:-1] + angle[1:])[coarse] / 2
        halves = halves[(halves > angle[:-1][coarse]) & (halves < angle[1:][coarse])]
        if not len(halves):
            break
        where = np.searchsorted(angle, halves)
        angle = np.insert(angle, where, halves)
        lonlat = _unwrapped(np.insert(lonlat, where, boundary(halves), axis=0))
    turns = round((lonlat[-1, 0] - lonlat[0, 0]) / 360)
    lonlat[-1] = lonlat[0] + [360.0 * turns, 0.0]
    return _with_crossings(boundary, angle, lonlat)


def _worst_error_m(lonlat: FloatArray, center: FloatArray, radius_m: float) -> FloatArray:
    """Give for each edge how far off the circle its worst probe is, in metres."""
    step = np.diff(lonlat, axis=0)
    probes = lonlat[:-1, None] + PROBES[:, None] * step[:, None]
    flat = probes.reshape(-1, 2)
    off = np.abs(inverse_m(np.broadcast_to(center, flat.shape), flat) - radius_m)
    return np.asarray(off.reshape(-1, len(PROBES)).max(axis=1), dtype=np.float64)


def _unwrapped(lonlat: FloatArray) -> FloatArray:
    """Let longitudes run on continuously instead of jumping at 180 degrees."""
    return np.column_stack([np.unwrap(lonlat[:, 0], period=360), lonlat[:, 1]])


def _with_crossings(boundary: Curve, angle: FloatArray, lonlat: FloatArray) -> FloatArray:
    """Add the exact vertex wherever an edge crosses 180 degrees."""
    # A vertex beside the line is put on it: two a hair apart would make the shape invalid.
    line = 360 * np.round((lonlat[:, 0] - 180) / 360) + 180
    lonlat[:, 0] = np.where(np.abs(lonlat[:, 0] - line) < HAIR_DEG, line, lonlat[:, 0])
    sheet = np.floor((lonlat[:, 0] + 180) / 360)
    edge = np.flatnonzero(sheet[:-1] != sheet[1:])
    target = 360 * np.maximum(sheet[edge], sheet[edge + 1]) - 180
    open_ = (lonlat[edge, 0] != target) & (lonlat[edge + 1, 0] != target)
    edge, target = edge[open_], target[open_]
    if not len(edge):
        return lonlat
    low, high, start = angle[edge], angle[edge + 1], lonlat[edge, 0]
    for _ in range(60):
        middle = (low + high) / 2
        lon = boundary(middle)[:, 0]
        lon += 360 * np.round(((start + lonlat[edge + 1, 0]) / 2 - lon) / 360)
        before = (lon < target) == (start < target)
        low, high = np.where(before, middle, low), np.where(before, high, middle)
    return np.insert(lonlat, edge + 1, np.column_stack([target, boundary(low)[:, 1]]), axis=0)


def _close(outline: FloatArray, center: FloatArray) -> tuple["Polygon", bool]:
    """Make a polygon of the outline, and say whether it is the side on which the centre lies."""
    from shapely import Polygon

    below = _is_below(outline, center)
    if outline[0, 0] == outline[-1, 0]:
        return Polygon(outline), below
    outline = _from_180(outline)
    pole = -90.0 if below else 90.0
    return Polygon(np.vstack([outline, _frame.parallel(pole, outline[-1, 0], outline[0, 0])])), True


def _from_180(outline: FloatArray) -> FloatArray:
    """Let a line that runs round the whole world begin and end where it crosses 180 degrees."""
    first = int(np.flatnonzero((outline[:, 0] - 180) % 360 == 0)[0])
    turn = np.array([outline[-1, 0] - outline[0, 0], 0.0])
    return np.vstack([outline[first:-1], outline[: first + 1] + turn])


def _is_below(outline: FloatArray, center: FloatArray) -> bool:
    """Say whether a line due north from the centre crosses the outline an odd number of times."""
    turn = (outline[:, 0] - center[0]) / 360
    sheet = np.floor(turn)
    # The first and the last vertex are one: rounding must not put them on two sides of the line.
    sheet[-1] = sheet[0] + np.round(turn[-1] - turn[0])
    edge = np.flatnonzero(sheet[:-1] != sheet[1:])
    share = (np.maximum(sheet[edge], sheet[edge + 1]) - turn[edge]) / (turn[edge + 1] - turn[edge])
    lat = outline[edge, 1] + share * (outline[edge + 1, 1] - outline[edge, 1])
    return bool(np.count_nonzero(lat > center[1]) % 2)
