"""Distances between points, and the point at the end of a geodesic."""

import numpy as np
import numpy.typing as npt

from rangemap.errors import CoordinateError, RadiusError
from rangemap.geodesy._ellipsoid import FloatArray, as_lengths, as_positions, direct, inverse_m


def distance(points: npt.ArrayLike, shape: npt.ArrayLike) -> FloatArray:
    """Give the geodesic distance from each point to the nearest point of a shape.

    Parameters
    ----------
    points : array_like of shape (n, 2), shapely points or GeoSeries
        Longitude and latitude in degrees.
    shape : Point, MultiPoint or array_like of shape (2,) or (m, 2)
        What is measured to.

    Returns
    -------
    ndarray of float64, shape (n,)
        Metres on WGS84.

    Raises
    ------
    CoordinateError
        A position outside the world.

    Examples
    --------
    >>> import rangemap.geodesy as geodesy
    >>> geodesy.distance([30.5238, 50.45466], [37.61781, 55.75204]).round()
    array([756373.])
    """
    here, there = as_positions(points), as_positions(shape)
    nearest = np.full(len(here), np.inf)
    for position in there:
        np.minimum(nearest, inverse_m(here, np.broadcast_to(position, here.shape)), out=nearest)
    return nearest


def destination(
    points: npt.ArrayLike, azimuth_deg: npt.ArrayLike, distance_m: npt.ArrayLike
) -> FloatArray:
    """Give the ends of the geodesics that leave points with an azimuth and have a length.

    Parameters
    ----------
    points : array_like of shape (2,) or (n, 2), or shapely points
        Longitude and latitude in degrees.
    azimuth_deg : array_like, scalar or of shape (n,)
        Clockwise from north, in degrees.
    distance_m : array_like, scalar or of shape (n,)
        Length in metres, zero or more.

    Returns
    -------
    ndarray of float64, shape (n, 2)
        Longitude and latitude in degrees.

    Raises
    ------
    CoordinateError
        A position outside the world, or numbers of points, azimuths and lengths that differ.
    RadiusError
        A length that is negative, or something that is not finite.

    Examples
    --------
    >>> import rangemap.geodesy as geodesy
    >>> geodesy.destination([0.0, 0.0], 90.0, 111_319.49).round(4).tolist()
    [[1.0, 0.0]]
    """
    start = as_positions(points)
    azimuth, length = as_lengths(azimuth_deg, "An azimuth"), as_lengths(distance_m, "A length")
    if (length < 0).any():
        raise RadiusError("A length has to be 0 or more.")
    try:
        rows = np.broadcast_shapes((len(start),), azimuth.shape, length.shape)
    except ValueError:
        raise CoordinateError(
            f"{len(start)} points, azimuths of shape {azimuth.shape} and lengths of shape "
            f"{length.shape} do not go together."
        ) from None
    return direct(
        np.broadcast_to(start, (*rows, 2)),
        np.broadcast_to(azimuth, rows),
        np.broadcast_to(length, rows),
    )
