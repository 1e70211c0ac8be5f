"""Areas on the ellipsoid."""

import numpy as np

from rangemap.geodesy._ellipsoid import (
    ECCENTRICITY_2,
    SEMI_MINOR_M,
    FloatArray,
    area_on_the_left_m2,
)
from rangemap.geodesy._groups import ranks
from rangemap.geodesy._input import ShapeLike
from rangemap.geodesy._shape import EdgeKind, Shape, as_shape

STEP_DEG = 5.0
"""Edges are integrated in parts that span no more latitude than this."""

NODES, WEIGHTS = np.polynomial.legendre.leggauss(10)


def area(shape: ShapeLike, *, edges: EdgeKind = "planar") -> float:
    """Give the area of polygons on the ellipsoid.

    It is right for shapes with a pole in them or larger than a hemisphere. Points and lines have
    none; where polygons of a collection overlap, each counts.

    Parameters
    ----------
    shape : shapely geometry or GeoSeries
        Longitude and latitude in degrees.
    edges : {"planar", "geodesic"}, default "planar"
        Whether edges are straight in longitude and latitude, or geodesics. A ring of geodesics
        has its inside on the smaller of its two sides.

    Returns
    -------
    float
        Square metres on WGS84.

    Raises
    ------
    CoordinateError
        A position outside the world, or coordinates that are not degrees.
    ShapeError
        An empty or invalid shape, or edges of another name.

    Notes
    -----
    Below an edge that is straight in longitude and latitude, the area between equator and
    latitude (Snyder 1987, *Map projections: a working manual*, USGS Professional Paper 1395,
    equation 3-12) is integrated over longitude by Gauss-Legendre quadrature. Rings of geodesics
    are pyproj's (Karney 2013, section 6).

    Examples
    --------
    >>> import rangemap.geodesy as geodesy
    >>> from shapely import box
    >>> round(geodesy.area(box(-180, -90, 180, 90)) / 1e12, 3)
    510.066
    >>> round(geodesy.area(box(-180, 60, 180, 90)) / 1e12, 3)
    34.416
    """
    source = as_shape(shape, edges)
    if not source.edges.geodesic:
        return _under_lines_m2(source)
    return float(sum(area_on_the_left_m2(ring) for ring in _rings(source)))


def _under_lines_m2(shape: Shape) -> float:
    """Integrate over edges that are straight in longitude and latitude."""
    mine = shape.edges[shape.part >= 0]
    number = np.maximum(np.ceil(np.abs(mine.end - mine.start)[:, 1] / STEP_DEG), 1).astype(np.intp)
    edge, rank = ranks(number)
    share = (rank[:, np.newaxis] + (NODES + 1) / 2) / number[edge][:, np.newaxis]
    south, north = mine.start[edge, 1][:, np.newaxis], mine.end[edge, 1][:, np.newaxis]
    below = _from_equator_m2(south * (1 - share) + north * share) @ WEIGHTS / 2
    east = np.radians(mine.end - mine.start)[edge, 0] / number[edge]
    # Polygons lie to the left of their edges, so what an edge has to its north counts.
    return float(0.0 - (below * east).sum())


def _from_equator_m2(lat_deg: FloatArray) -> FloatArray:
    """Give the area between equator and latitude, for one radian of longitude."""
    sine, eccentricity = np.sin(np.radians(lat_deg)), np.sqrt(ECCENTRICITY_2)
    ring = sine / (1 - ECCENTRICITY_2 * sine**2) + np.arctanh(eccentricity * sine) / eccentricity
    return np.asarray(SEMI_MINOR_M**2 / 2 * ring)


def _rings(shape: Shape) -> list[FloatArray]:
    """Give the rings of all polygons, each with its inside on the left."""
    last = np.flatnonzero(shape.following != np.arange(1, len(shape.part) + 1))
    chains = np.split(np.arange(len(shape.part)), last + 1)[:-1]
    return [shape.edges.start[chain] for chain in chains if shape.part[chain[0]] >= 0]
