"""What callers hand in, checked and made arrays of."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import numpy as np
import numpy.typing as npt

from rangemap.errors import CoordinateError, RadiusError
from rangemap.geodesy._ellipsoid import SEMI_MAJOR_M, FloatArray

if TYPE_CHECKING:
    from geopandas import GeoSeries
    from shapely.geometry.base import BaseGeometry

    from rangemap.geodesy._shape import Shape

ShapeLike: TypeAlias = "npt.ArrayLike | Shape | BaseGeometry | GeoSeries | Sequence[BaseGeometry]"
"""What shapes, and points too, may be handed in as."""

POINTS = {0, 4}
"""shapely's numbers for Point and MultiPoint."""

LEAST_M = 0.01
"""Smaller radii drown in the rounding of degrees."""

LEAST_TOLERANCE_M = 0.001


def as_geometries(value: object) -> list[Any] | None:
    """Give the geometries in one of shapely's, a GeoSeries or a sequence, or None for numbers.

    Raises
    ------
    CoordinateError
        Geometries and other things together, or coordinates that are not degrees.
    """
    several: list[Any]
    if hasattr(value, "crs"):
        several = list(cast("Any", value).geometry)
    elif hasattr(value, "geom_type"):
        several = [value]
    elif isinstance(value, list | tuple) or str(getattr(value, "dtype", "")) == "object":
        several = list(cast("Any", value))
    else:
        return None
    if not any(hasattr(each, "geom_type") for each in several):
        return None
    crs = getattr(value, "crs", None)
    if crs is not None and not _is_like_wgs84(crs):
        raise CoordinateError(
            f"Coordinates have to be longitude and latitude on WGS84, not {crs.name}. "
            "Convert them with to_crs(4326)."
        )
    for row, each in enumerate(several):
        if each is not None and not hasattr(each, "geom_type"):
            raise CoordinateError(f"Number {row} is {each!r}, which is not a geometry.")
    return several


def _is_like_wgs84(crs: Any) -> bool:
    """Say whether a coordinate system has degrees from Greenwich, on an ellipsoid like WGS84."""
    return bool(
        crs.is_geographic
        and not crs.is_derived
        and crs.prime_meridian.longitude == 0
        and all(axis.unit_name == "degree" for axis in crs.axis_info[:2])
        and abs(crs.ellipsoid.semi_major_metre - SEMI_MAJOR_M) < 1
    )


def as_positions(points: ShapeLike) -> FloatArray:
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
        latitude beyond 90 degrees, a longitude beyond 180, coordinates that are not degrees.
    """
    geometries = as_geometries(points)
    if geometries is not None:
        points = _coordinates_of_points(geometries)
    positions = as_numbers(points)
    if positions is None:
        raise CoordinateError(
            f"Positions have to be numbers, longitude before latitude, not {points!r}."
        )
    if positions.shape == (0,):
        positions = positions.reshape(0, 2)
    if positions.ndim == 1:
        positions = positions[np.newaxis]
    if positions.ndim != 2 or positions.shape[1] != 2:
        raise CoordinateError(
            f"Positions have to be an array of shape (n, 2), longitude before latitude, "
            f"not {positions.shape}."
        )
    check_on_earth(positions, "Position")
    return positions


def as_numbers(values: object) -> FloatArray | None:
    """Give an array of numbers, or None for what is not of numbers, as texts are."""
    try:
        given = np.asarray(values)
        if given.dtype.kind not in "iufO":
            return None
        return np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError):
        return None


def _coordinates_of_points(points: list[Any]) -> FloatArray:
    """Give the coordinates of shapely's points."""
    import shapely

    geometries = np.array(points, dtype=object)
    if not set(shapely.get_type_id(geometries).tolist()) <= POINTS:
        raise CoordinateError("These have to be points, not lines, polygons or nothing.")
    empty = shapely.is_empty(geometries)
    if empty.any():
        raise CoordinateError(f"Point {int(np.argmax(empty))} is empty.")
    return shapely.get_coordinates(cast("Any", geometries))


def check_on_earth(positions: FloatArray, what: str) -> None:
    """Refuse positions outside the world.

    Raises
    ------
    CoordinateError
        Names the first.
    """
    lon, lat = positions[:, 0], positions[:, 1]
    wrong = ~((np.abs(lon) <= 180) & (np.abs(lat) <= 90))
    if wrong.any():
        row = int(np.argmax(wrong))
        raise CoordinateError(
            f"{what} {row} is longitude {lon[row]}, latitude {lat[row]}: longitude has to lie "
            "within -180..180 and latitude within -90..90."
        )


def as_lengths(values: npt.ArrayLike, what: str) -> FloatArray:
    """Give finite numbers as an array.

    Raises
    ------
    RadiusError
        Something else.
    """
    numbers = as_numbers(values)
    if numbers is None or not np.isfinite(numbers).all():
        raise RadiusError(f"{what} has to be a finite number, not {values!r}.")
    return numbers


def as_radius(radius_m: float) -> float:
    """Give a radius in metres.

    Raises
    ------
    RadiusError
        It is not one finite number of at least 0.01.
    """
    return _one_at_least(radius_m, LEAST_M, "A radius")


def as_tolerance(tolerance_m: float) -> float:
    """Give a tolerance in metres.

    Raises
    ------
    RadiusError
        It is not one finite number of at least 0.001.
    """
    return _one_at_least(tolerance_m, LEAST_TOLERANCE_M, "A tolerance")


def _one_at_least(value: float, least: float, what: str) -> float:
    number = as_lengths(value, what)
    if number.ndim or number < least:
        raise RadiusError(f"{what} has to be one number of at least {least} metres, not {value!r}.")
    return float(number)
