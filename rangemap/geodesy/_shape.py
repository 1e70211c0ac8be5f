"""A shape as geodesy sees it: directed edges, and what they enclose."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, cast

import numpy as np

from rangemap.errors import ShapeError
from rangemap.geodesy._bounds import chord_m
from rangemap.geodesy._edges import Edges, Pieces, pieces
from rangemap.geodesy._ellipsoid import (
    EXACT_UP_TO_M,
    FloatArray,
    IntArray,
    area_on_the_left_m2,
    cartesian,
    inverse_m,
)
from rangemap.geodesy._input import as_geometries, as_positions, check_on_earth

EdgeKind = Literal["planar", "geodesic"]

POINT, LINE = -2, -1
LEAST_RING = 4
SAME_M = 1e-8


@dataclass(frozen=True, eq=False)
class Shape:
    """Points, lines and polygons together, read once so that they can be measured to often.

    Whatever takes a shape takes this; `polygons` makes one.

    Parameters
    ----------
    edges : Edges
        Those of polygons run with the outside on their right. A point is an edge without length.
    part : ndarray of int, shape (n,)
        The number of the polygon an edge belongs to, or LINE or POINT.
    following : ndarray of int, shape (n,)
        The edge that begins where this one ends, or -1 at the end of a line.
    polygons : int
        Their number.
    """

    edges: Edges
    part: IntArray
    following: IntArray
    polygons: int

    @cached_property
    def pieces(self) -> Pieces:
        """Give all edges in short pieces."""
        return pieces(self.edges)

    @property
    def is_point(self) -> bool:
        """Say whether it is one single point."""
        return len(self.part) == 1 and bool(self.part[0] == POINT)


class Builder:
    """Collects chains of positions."""

    def __init__(self, geodesic: bool) -> None:
        self.geodesic = geodesic
        self.start: list[FloatArray] = []
        self.end: list[FloatArray] = []
        self.part: list[IntArray] = []
        self.following: list[IntArray] = []
        self.polygons = 0
        self.count = 0

    def add(self, chain: FloatArray, part: int) -> None:
        """Add a chain of positions of which none repeats the one before it."""
        if len(chain) == 1:
            chain, part = np.vstack([chain, chain]), POINT
        edges = len(chain) - 1
        self.start.append(chain[:-1])
        self.end.append(chain[1:])
        self.part.append(np.full(edges, part, dtype=np.intp))
        following = np.arange(1, edges + 1) + self.count
        closed = edges > 1 and (chain[0] == chain[-1]).all()
        following[-1] = self.count if closed else -1
        self.following.append(following)
        self.count += edges

    def add_polygon(self, rings: list[FloatArray]) -> None:
        """Add a polygon: its outline and its holes, each a closed chain."""
        for number, ring in enumerate(rings):
            # Of a ring of geodesics, the smaller side is the one enclosed.
            area = area_on_the_left_m2(ring) if self.geodesic else signed_area(ring)
            # The polygon lies to the left of its outline and of its holes.
            keep = (area > 0) == (number == 0)
            self.add(ring if keep else ring[::-1], self.polygons)
        self.polygons += 1

    def shape(self) -> Shape:
        """Give what was collected."""
        return Shape(
            Edges(np.vstack(self.start), np.vstack(self.end), self.geodesic),
            np.concatenate(self.part),
            np.concatenate(self.following),
            self.polygons,
        )


def as_shape(shape: object, edges: EdgeKind = "planar", *, first_row: int = 0) -> Shape:
    """Read a shape.

    Parameters
    ----------
    shape : Shape, shapely geometry, GeoSeries, or array_like of positions
    edges : {"planar", "geodesic"}
    first_row : int, default 0
        The number that the first geometry has in complaints.

    Returns
    -------
    Shape

    Raises
    ------
    ShapeError
        It is empty or invalid, or `edges` is neither, or not what a Shape was read with.
    CoordinateError
        A position is outside the world, or coordinates are not degrees.
    """
    builder = Builder(geodesic=is_geodesic(edges))
    if isinstance(shape, Shape):
        if shape.edges.geodesic != builder.geodesic:
            raise ShapeError(f"The shape was read with edges that are not {edges}.")
        return shape
    geometries = as_geometries(shape)
    if geometries is not None:
        for row, geometry in enumerate(geometries, first_row):
            _add_geometry(builder, geometry, row)
    else:
        for position in as_positions(cast("Any", shape)):
            builder.add(position[np.newaxis], POINT)
    if not builder.count:
        raise ShapeError("The shape is empty: there is nothing to measure to.")
    made = builder.shape()
    if builder.geodesic:
        _check_defined(made)
    return made


def is_geodesic(edges: EdgeKind) -> bool:
    """Say whether edges are to be geodesics.

    Raises
    ------
    ShapeError
        They are neither that nor planar.
    """
    if not isinstance(edges, str) or edges not in {"planar", "geodesic"}:
        raise ShapeError(f'edges has to be "planar" or "geodesic", not {edges!r}.')
    return edges == "geodesic"


def _add_geometry(builder: Builder, geometry: Any, row: int) -> None:
    import shapely

    if geometry is None or geometry.is_empty:
        raise ShapeError(f"Geometry {row} is empty: there is nothing to measure to.")
    check_on_earth(shapely.get_coordinates(geometry), f"Geometry {row}, position")
    for part in _flat(geometry):
        _add_part(builder, part, row)


def distinct(chain: FloatArray, geodesic: bool) -> FloatArray:
    """Leave out positions that repeat the one before them.

    For geodesics, 180 and -180 degrees are the same, and so are all longitudes at a pole.
    """
    if geodesic:
        xyz = cartesian(chain)
        differs = chord_m(xyz[1:], xyz[:-1]) > SAME_M
    else:
        differs = (chain[1:] != chain[:-1]).any(axis=1)
    kept = chain[np.concatenate([[True], differs])]
    # A ring stays closed, to the bit.
    kept[-1] = chain[-1]
    return np.asarray(kept)


def _flat(geometry: Any) -> list[Any]:
    """Give the points, lines and polygons in a geometry, however deep they stand."""
    if not hasattr(geometry, "geoms"):
        return [] if geometry.is_empty else [geometry]
    return [part for each in geometry.geoms for part in _flat(each)]


def _add_part(builder: Builder, part: Any, row: int) -> None:
    import shapely

    if part.geom_type == "Point":
        builder.add(shapely.get_coordinates(part), POINT)
    elif part.geom_type != "Polygon":
        builder.add(distinct(shapely.get_coordinates(part), builder.geodesic), LINE)
    else:
        for polygon in [part] if builder.geodesic else _valid(part, row):
            if polygon.geom_type != "Polygon":
                _add_part(builder, polygon, row)
                continue
            lines = [polygon.exterior, *polygon.interiors]
            rings = [distinct(shapely.get_coordinates(line), builder.geodesic) for line in lines]
            if builder.geodesic:
                _check_simple(rings, row)
            builder.add_polygon(rings)


def _valid(polygon: Any, row: int) -> list[Any]:
    """Give a polygon as it is, or in pieces where a ring touches itself."""
    import shapely

    if polygon.is_valid:
        return [polygon]
    why, mended = shapely.is_valid_reason(polygon), shapely.make_valid(polygon)
    # Where rings only touch themselves, nothing new is needed to take them apart.
    before, after = (shapely.get_coordinates(each).view(complex) for each in (polygon, mended))
    if not why.startswith("Ring Self-intersection") or not np.isin(after, before).all():
        raise ShapeError(
            f"Geometry {row} is not valid: {why[0].lower()}{why[1:]}. "
            "shapely.make_valid() mends it."
        )
    return _flat(mended)


def _check_simple(rings: list[FloatArray], row: int) -> None:
    """Refuse rings of geodesics that enclose nothing or cross themselves."""
    import shapely

    for ring in rings:
        if len(ring) < LEAST_RING:
            raise ShapeError(f"Geometry {row} is not valid: a ring of it encloses nothing.")
        edges = pieces(Edges(ring[:-1], ring[1:], geodesic=True))
        line = np.vstack([edges.edges.at(edges.edge, edges.low)[0], ring[-1:]])
        line[:, 0] = np.unwrap(line[:, 0], period=360)
        if not shapely.LineString(line).is_simple:
            lon, lat = ring[0]
            raise ShapeError(
                f"Geometry {row} is not valid: its ring that begins at {lon}, {lat} crosses or "
                "touches itself."
            )


def signed_area(ring: FloatArray) -> float:
    """Give the area of a ring in the plane, positive when it runs counter-clockwise."""
    x, y = (ring - ring[0]).T
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def _check_defined(shape: Shape) -> None:
    """Refuse edges between points so far apart that the shortest path may not be one."""
    far = inverse_m(shape.edges.start, shape.edges.end) > EXACT_UP_TO_M
    if far.any():
        (lon0, lat0), (lon1, lat1) = (
            ends[int(np.argmax(far))] for ends in (shape.edges.start, shape.edges.end)
        )
        raise ShapeError(
            f"The edge from {lon0}, {lat0} to {lon1}, {lat1} joins points nearly opposite on "
            "Earth: which way it runs is not defined. Put a position between them."
        )
