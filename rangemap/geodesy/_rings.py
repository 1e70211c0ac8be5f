"""Shapes from rings of positions and back, for those who keep them without a geometry library."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from rangemap.errors import ShapeError
from rangemap.geodesy._edges import Edges
from rangemap.geodesy._ellipsoid import FloatArray
from rangemap.geodesy._input import as_numbers, check_on_earth
from rangemap.geodesy._shape import LEAST_RING, LINE, POINT, Builder, Shape, distinct, signed_area

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def polygons(rings: Iterable[Sequence[npt.ArrayLike]]) -> Shape:
    """Make a shape of polygons that are given as rings; no geometry library is loaded.

    Rings are taken to be valid: they do not cross themselves or each other, and what crosses 180
    degrees is cut there. Polygons may share edges.

    Parameters
    ----------
    rings : iterable of sequences of array_like of shape (n, 2)
        Of each polygon the outline and then its holes, each closed: the first position stands at
        the end again. Longitude and latitude in degrees; either winding.

    Returns
    -------
    Shape

    Raises
    ------
    ShapeError
        There is no polygon, or a ring is not closed or encloses nothing.
    CoordinateError
        A position outside the world.

    Examples
    --------
    >>> import rangemap.geodesy as geodesy
    >>> square = geodesy.polygons([[[(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]]])
    >>> geodesy.distance([2.0, 0.5], square).round()
    array([111315.])
    """
    builder = Builder(geodesic=False)
    for number, polygon in enumerate(rings):
        builder.add_polygon([_ring(ring, number) for ring in polygon])
    if not builder.count:
        raise ShapeError("There is no polygon: there is nothing to measure to.")
    return builder.shape()


def _ring(ring: npt.ArrayLike, number: int) -> FloatArray:
    positions = as_numbers(ring)
    if positions is None or positions.ndim != 2 or positions.shape[1] != 2:
        raise ShapeError(f"Polygon {number} has a ring that is not of shape (n, 2).")
    check_on_earth(positions, f"Polygon {number}, position")
    kept = distinct(positions, geodesic=False)
    if len(kept) < LEAST_RING or (kept[0] != kept[-1]).any():
        raise ShapeError(f"Polygon {number} has a ring that is not closed or encloses nothing.")
    return kept


def together(shapes: Sequence[Shape]) -> Shape:
    """Make one shape of several: whatever is near one of them is near it.

    Parameters
    ----------
    shapes : sequence of Shape
        At least one, their edges all planar or all geodesics.

    Returns
    -------
    Shape

    Raises
    ------
    ShapeError
        There is none, or their edges differ.

    Examples
    --------
    >>> import rangemap.geodesy as geodesy
    >>> both = geodesy.together([geodesy.as_shape([0.0, 0.0]), geodesy.as_shape([10.0, 0.0])])
    >>> geodesy.distance([9.0, 0.0], both).round()
    array([111319.])
    """
    if len({shape.edges.geodesic for shape in shapes}) != 1:
        raise ShapeError("Shapes that are put together have to have edges of one kind.")
    part, following, edges, polygon = [], [], 0, 0
    for shape in shapes:
        part.append(np.where(shape.part < 0, shape.part, shape.part + polygon))
        following.append(np.where(shape.following < 0, -1, shape.following + edges))
        edges, polygon = edges + len(shape.part), polygon + shape.polygons
    start, end = (
        np.vstack([getattr(shape.edges, side) for shape in shapes]) for side in ("start", "end")
    )
    every = Edges(start, end, shapes[0].edges.geodesic)
    return Shape(every, np.concatenate(part), np.concatenate(following), polygon)


def parts(shape: Shape) -> list[Shape]:
    """Take a shape apart: each polygon, line and point a shape of its own.

    Parameters
    ----------
    shape : Shape

    Returns
    -------
    list of Shape

    Examples
    --------
    >>> import rangemap.geodesy as geodesy
    >>> len(geodesy.parts(geodesy.as_shape([[0.0, 0.0], [1.0, 1.0]])))
    2
    """
    chains: dict[tuple[int, int], list[npt.NDArray[np.intp]]] = {}
    for number, chain in enumerate(_chains(shape)):
        part = int(shape.part[chain[0]])
        # The rings of a polygon belong together; a line or a point is alone.
        chains.setdefault((part, number if part < 0 else 0), []).append(chain)
    return [_part(shape, several) for several in chains.values()]


def _part(shape: Shape, chains: list[npt.NDArray[np.intp]]) -> Shape:
    which = np.concatenate(chains)
    new = np.full(len(shape.part), -1, dtype=np.intp)
    new[which] = np.arange(len(which))
    following = shape.following[which]
    inside = bool(shape.part[which[0]] >= 0)
    return Shape(
        shape.edges[which],
        np.zeros(len(which), dtype=np.intp) if inside else shape.part[which],
        np.where(following < 0, -1, new[following]),
        int(inside),
    )


def as_geometry(shape: Shape) -> "BaseGeometry":
    """Give a shape as shapely has it.

    Parameters
    ----------
    shape : Shape
        Edges of geodesics become straight between the same positions.

    Returns
    -------
    MultiPolygon or GeometryCollection
        The second where there are points or lines. Polygons that share edges are made one.

    Examples
    --------
    >>> import rangemap.geodesy as geodesy
    >>> square = geodesy.polygons([[[(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]]])
    >>> geodesy.as_geometry(square).area
    1.0
    """
    import shapely

    given = as_rings(shape)
    land = [shapely.Polygon(_outline(rings), _holes(rings)) for rings in given["polygons"]]
    whole = shapely.MultiPolygon(land)
    if not whole.is_valid:
        # Polygons that share edges become one.
        whole = shapely.MultiPolygon(shapely.get_parts(shapely.union_all(land)).tolist())
    found = [*map(shapely.Point, given["points"]), *map(shapely.LineString, given["lines"])]
    return shapely.GeometryCollection([*found, *whole.geoms]) if found else whole


def as_rings(shape: Shape) -> dict[str, list[Any]]:
    """Give the positions of a shape, in the order of its edges; no geometry library is loaded.

    Parameters
    ----------
    shape : Shape

    Returns
    -------
    dict
        `polygons`, each a list of closed rings of which those that run counter-clockwise are
        outlines and the others holes; `lines`; each ring and line an ndarray of shape (n, 2);
        `points`, each an ndarray of shape (2,). Longitude and latitude in degrees.

    Examples
    --------
    >>> import rangemap.geodesy as geodesy
    >>> rings = geodesy.as_rings(geodesy.as_shape([[0.0, 0.0], [1.0, 1.0]]))
    >>> len(rings["polygons"]), len(rings["lines"]), len(rings["points"])
    (0, 0, 2)
    """
    polygon: dict[int, list[FloatArray]] = {}
    lines, points = [], []
    for chain in _chains(shape):
        line = np.vstack([shape.edges.start[chain], shape.edges.end[chain[-1:]]])
        part = int(shape.part[chain[0]])
        if part == POINT:
            points.append(line[0])
        elif part == LINE:
            lines.append(line)
        else:
            polygon.setdefault(part, []).append(line)
    return {"polygons": list(polygon.values()), "lines": lines, "points": points}


def _outline(rings: list[FloatArray]) -> FloatArray:
    return next(ring for ring in rings if signed_area(ring) > 0)


def _holes(rings: list[FloatArray]) -> list[FloatArray]:
    return [ring for ring in rings if signed_area(ring) <= 0]


def _chains(shape: Shape) -> list[npt.NDArray[np.intp]]:
    """Give the edges in chains, each edge beginning where the one before it ends."""
    every = np.arange(len(shape.part))
    return np.split(every, np.flatnonzero(shape.following[:-1] != every[1:]) + 1)
