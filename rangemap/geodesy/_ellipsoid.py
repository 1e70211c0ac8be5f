"""The WGS84 ellipsoid: its constants, and the two geodesic problems on arrays.

pyproj solves both problems with Karney's series (Karney 2013, *Algorithms for geodesics*,
J. Geodesy 87, 43-55), which are accurate to a few nanometres.
"""

from functools import cache
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from rangemap.errors import CoordinateError, RadiusError

if TYPE_CHECKING:
    from pyproj import Geod

FloatArray = npt.NDArray[np.float64]

SEMI_MAJOR_M = 6_378_137.0
FLATTENING = 1 / 298.257223563
SEMI_MINOR_M = SEMI_MAJOR_M * (1 - FLATTENING)

LONGEST_M = 20_003_931.458_625
"""The longest shortest path, from pole to pole; no two points are farther apart."""

EXACT_UP_TO_M = 19_970_000.0
"""Below this a geodesic is certainly the shortest path: the first cut is at pi * b = 19,970,326."""


POINTS = {0, 4}
"""shapely's numbers for Point and MultiPoint."""


@cache
def geod() -> "Geod":
    """Give pyproj's solver for WGS84, made once."""
    from pyproj import Geod

    return Geod(ellps="WGS84")


def as_positions(points: npt.ArrayLike) -> FloatArray:
    """Give positions as an array of shape (n, 2), longitude and latitude in degrees.

    Parameters
    ----------
    points : array_like or shapely geometry or GeoSeries
        Shape (2,) or (n, 2), longitude before latitude; or a Point or MultiPoint, or a sequence
        of Points.

    Returns
    -------
    ndarray of float64, shape (n, 2)

    Raises
    ------
    CoordinateError
        Lines or polygons, a shape other than (2,) or (n, 2), a coordinate that is not finite, a
        latitude beyond 90 degrees, a longitude beyond 180.
    """
    if hasattr(points, "geom_type") or getattr(points, "dtype", None) in ("geometry", object):
        import shapely

        kinds = set(np.ravel(shapely.get_type_id(cast("Any", points))).tolist())
        if not kinds <= POINTS:
            raise CoordinateError("Only points are measured here, not lines or polygons.")
        points = shapely.get_coordinates(cast("Any", points))
    try:
        positions = np.asarray(points, dtype=np.float64)
    except (TypeError, ValueError):
        raise CoordinateError(
            f"Positions have to be numbers, longitude before latitude, not {points!r}."
        ) from None
    if positions.ndim == 1:
        positions = positions[np.newaxis]
    if positions.ndim != 2 or positions.shape[1] != 2:
        raise CoordinateError(
            f"Positions have to be an array of shape (n, 2), longitude before latitude, "
            f"not {positions.shape}."
        )
    lon, lat = positions[:, 0], positions[:, 1]
    wrong = ~((np.abs(lon) <= 180) & (np.abs(lat) <= 90))
    if wrong.any():
        row = int(np.argmax(wrong))
        raise CoordinateError(
            f"Position {row} is longitude {lon[row]}, latitude {lat[row]}: longitude has to lie "
            "within -180..180 and latitude within -90..90."
        )
    return positions


def as_lengths(values: npt.ArrayLike, what: str) -> FloatArray:
    """Give finite numbers as an array.

    Raises
    ------
    RadiusError
        Something else.
    """
    try:
        numbers = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        numbers = np.array(np.nan)
    if not np.isfinite(numbers).all() or isinstance(values, str | bytes):
        raise RadiusError(f"{what} has to be a finite number, not {values!r}.")
    return numbers


def inverse_m(a: FloatArray, b: FloatArray) -> FloatArray:
    """Give the geodesic distances in metres between rows of `a` and rows of `b`, both (n, 2)."""
    _, _, distance_m = geod().inv(a[:, 0], a[:, 1], b[:, 0], b[:, 1])
    return np.asarray(distance_m, dtype=np.float64)


def direct(start: FloatArray, azimuth_deg: FloatArray, distance_m: FloatArray) -> FloatArray:
    """Give the ends, shape (n, 2), of geodesics from rows of `start` with azimuth and length."""
    lon, lat, _ = geod().fwd(start[:, 0], start[:, 1], azimuth_deg, distance_m)
    return np.column_stack([lon, lat])
