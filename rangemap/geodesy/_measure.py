"""Distances to shapes, and the point at the end of a geodesic."""

import numpy as np
import numpy.typing as npt

from rangemap.errors import CoordinateError, RadiusError
from rangemap.geodesy._ellipsoid import FloatArray, direct, inverse_m
from rangemap.geodesy._input import ShapeLike, as_lengths, as_positions
from rangemap.geodesy._shape import EdgeKind, as_shape


def distance(points: ShapeLike, shape: ShapeLike, *, edges: EdgeKind = "planar") -> FloatArray:
    """Give the geodesic distance from each point to the nearest point of a shape.

    The distance is 0 inside a polygon. It is exact to well below a millimetre, wherever the
    points lie: the nearest point is sought on the edges themselves, not on their ends.

    Parameters
    ----------
    points : array_like of shape (n, 2) or (2,), shapely points or GeoSeries
        Longitude and latitude in degrees.
    shape : Shape, shapely geometry, GeoSeries, or array_like of positions
        What is measured to: points, lines, polygons or collections, longitude and latitude in
        degrees. Planar lines and polygons over 180 degrees have to be cut there, as RFC 7946 asks;
        else they run the other way round the world.
    edges : {"planar", "geodesic"}, default "planar"
        Whether edges are straight in longitude and latitude, as in border files, or geodesics.
        A ring of geodesics has its inside on the smaller of its two sides.

    Returns
    -------
    ndarray of float64, shape (n,)
        Metres on WGS84.

    Raises
    ------
    CoordinateError
        A position outside the world, or coordinates that are not degrees.
    ShapeError
        An empty or invalid shape, or edges of another name.

    See Also
    --------
    nearest : The same, with the foot of the shortest path.

    Examples
    --------
    >>> import rangemap.geodesy as geodesy
    >>> geodesy.distance([30.5238, 50.45466], [37.61781, 55.75204]).round()
    array([756373.])
    >>> from shapely import LineString
    >>> geodesy.distance([[0.5, 1.0], [0.5, 0.0]], LineString([(0, 0), (1, 0)])).round(3)
    array([110574.389,      0.   ])
    """
    return nearest(points, shape, edges=edges)[0]


def nearest(
    points: ShapeLike, shape: ShapeLike, *, edges: EdgeKind = "planar"
) -> tuple[FloatArray, FloatArray]:
    """Give the distance from each point to a shape, and the nearest point of the shape.

    Parameters
    ----------
    points : array_like of shape (n, 2) or (2,), shapely points or GeoSeries
        Longitude and latitude in degrees.
    shape : shapely geometry, GeoSeries, or array_like of positions
        What is measured to; see `distance`.
    edges : {"planar", "geodesic"}, default "planar"
        See `distance`.

    Returns
    -------
    distance_m : ndarray of float64, shape (n,)
        Metres on WGS84, 0 inside a polygon.
    foot : ndarray of float64, shape (n, 2)
        Longitude and latitude of the foot of the shortest path; inside a polygon, the point
        itself. Where several are nearest it is one of them.

    Raises
    ------
    CoordinateError, ShapeError
        See `distance`.

    Examples
    --------
    >>> import rangemap.geodesy as geodesy
    >>> from shapely import box
    >>> distance_m, foot = geodesy.nearest([[2.0, 0.5], [0.2, 0.2]], box(0, 0, 1, 1))
    >>> distance_m.round(), foot.round(4).tolist()
    (array([111315.,      0.]), [[1.0, 0.5001], [0.2, 0.2]])
    """
    here, source = as_positions(points), as_shape(shape, edges)
    if source.is_point:
        there = np.broadcast_to(source.edges.start, here.shape)
        return inverse_m(here, there), there.copy()
    # Most questions are between points, and need not wait for this to load.
    from rangemap.geodesy._nearest import to_shape

    return to_shape(source).nearest(here)


def destination(
    points: ShapeLike, azimuth_deg: npt.ArrayLike, distance_m: npt.ArrayLike
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
    if max(azimuth.ndim, length.ndim) > 1:
        raise CoordinateError("Azimuths and lengths have to be single numbers or of shape (n,).")
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
