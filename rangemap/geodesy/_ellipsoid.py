"""The WGS84 ellipsoid: its constants, and the two geodesic problems on arrays.

pyproj solves both problems with Karney's series (Karney 2013, *Algorithms for geodesics*,
J. Geodesy 87, 43-55), which are accurate to a few nanometres.
"""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from pyproj import Geod

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.intp]
BoolArray = npt.NDArray[np.bool_]

SEMI_MAJOR_M = 6_378_137.0
FLATTENING = 1 / 298.257223563
SEMI_MINOR_M = SEMI_MAJOR_M * (1 - FLATTENING)
ECCENTRICITY_2 = FLATTENING * (2 - FLATTENING)

LEAST_CURVATURE_RADIUS_M = SEMI_MAJOR_M * (1 - ECCENTRICITY_2)
"""Of the meridian, at the equator: no normal section is bent more."""

GREATEST_CURVATURE_RADIUS_M = SEMI_MAJOR_M**2 / SEMI_MINOR_M
"""Of every normal section at a pole: none is bent less."""

LONGEST_M = 20_003_931.458_625
"""The longest shortest path, from pole to pole; no two points are farther apart."""

EXACT_UP_TO_M = 19_970_000.0
"""Below this a geodesic is certainly the shortest path: the first cut is at pi * b = 19,970,326."""


LONGEST_DEGREE_M = 111_700.0
"""No degree of longitude or latitude is longer."""


@cache
def geod() -> "Geod":
    """Give pyproj's solver for WGS84, made once."""
    from pyproj import Geod

    return Geod(ellps="WGS84")


def inverse_m(a: FloatArray, b: FloatArray) -> FloatArray:
    """Give the geodesic distances in metres between rows of `a` and rows of `b`, both (n, 2)."""
    return inverse(a, b)[0]


def inverse(a: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Give distances in metres, and the azimuths in degrees at which they leave rows of `a`."""
    if not len(a):
        return np.empty(0), np.empty(0)
    azimuth_deg, _, distance_m = geod().inv(a[:, 0], a[:, 1], b[:, 0], b[:, 1])
    return np.asarray(distance_m, dtype=np.float64), np.asarray(azimuth_deg, dtype=np.float64)


def direct(start: FloatArray, azimuth_deg: FloatArray, distance_m: FloatArray) -> FloatArray:
    """Give the ends, shape (n, 2), of geodesics from rows of `start` with azimuth and length."""
    return direct_heading(start, azimuth_deg, distance_m)[0]


def direct_heading(
    start: FloatArray, azimuth_deg: FloatArray, distance_m: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Give the ends of geodesics, and the azimuths in degrees at which they would run on."""
    if not len(start):
        return np.empty((0, 2)), np.empty(0)
    lon, lat, back_deg = geod().fwd(start[:, 0], start[:, 1], azimuth_deg, distance_m)
    return np.column_stack([lon, lat]), np.asarray(back_deg, dtype=np.float64) + 180.0


def cartesian(lonlat: FloatArray) -> FloatArray:
    """Give earth-centred coordinates in metres, shape (n, 3)."""
    lon, lat = np.radians(lonlat[:, 0]), np.radians(lonlat[:, 1])
    east = prime_vertical_m(lonlat[:, 1])
    return np.column_stack(
        [
            east * np.cos(lat) * np.cos(lon),
            east * np.cos(lat) * np.sin(lon),
            east * (1 - ECCENTRICITY_2) * np.sin(lat),
        ]
    )


def prime_vertical_m(lat_deg: FloatArray) -> FloatArray:
    """Give the radius of curvature from east to west at a latitude."""
    return np.asarray(SEMI_MAJOR_M / np.sqrt(1 - ECCENTRICITY_2 * np.sin(np.radians(lat_deg)) ** 2))


def meridian_m(lat_deg: FloatArray) -> FloatArray:
    """Give the radius of curvature from north to south at a latitude."""
    return np.asarray(prime_vertical_m(lat_deg) ** 3 * (1 - ECCENTRICITY_2) / SEMI_MAJOR_M**2)


def metres_a_degree(lat_deg: FloatArray) -> FloatArray:
    """Give the lengths of a degree of longitude and of one of latitude, shape (n, 2)."""
    east = np.maximum(prime_vertical_m(lat_deg) * np.cos(np.radians(lat_deg)), 0.0)
    return np.asarray(np.radians(np.column_stack([east, meridian_m(lat_deg)])))


def area_on_the_left_m2(ring: FloatArray) -> float:
    """Give the area on the left of a ring of geodesics, less the whole Earth's when over half."""
    area_m2, _ = geod().polygon_area_perimeter(ring[:, 0], ring[:, 1])
    return float(area_m2)
