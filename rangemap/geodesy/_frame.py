"""Shapes in longitude and latitude: the frame of the world, and the cut at 180 degrees.

RFC 7946 wants a shape that crosses 180 degrees to be cut there. A shape is built first with
longitudes that run on continuously, which may leave -180..180, and is cut last.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import numpy as np

from rangemap.geodesy._ellipsoid import FloatArray

if TYPE_CHECKING:
    from shapely import MultiPolygon, Polygon
    from shapely.geometry.base import BaseGeometry


def parallel(lat: float, west: float, east: float) -> FloatArray:
    """Give the line along a parallel from `west` to `east`, in steps of 90 degrees at most."""
    steps = max(1, int(np.ceil(abs(east - west) / 90)))
    return np.column_stack([np.linspace(west, east, steps + 1), np.full(steps + 1, lat)])


def world(middle_lon: float = 0.0) -> FloatArray:
    """Give the frame of the whole world, counter-clockwise, `middle_lon` in its middle."""
    west, east = middle_lon - 180, middle_lon + 180
    return np.vstack([parallel(-90, west, east), parallel(90, east, west)])


def multipolygon(shape: "BaseGeometry") -> "MultiPolygon":
    """Make a valid MultiPolygon, exteriors counter-clockwise, of a shape."""
    return _collect([shape])


def cut(polygon: "Polygon") -> "MultiPolygon":
    """Cut a polygon with continuous longitudes at 180 degrees and bring it into -180..180.

    Every place where an edge crosses 180 degrees must have its vertex already: then the cut
    makes no vertex of its own but on the frame.
    """
    import shapely
    import shapely.affinity

    west, _, east, _ = polygon.bounds
    whole = _collect([polygon])
    parts = []
    for turn in range(int((west + 180) // 360), int((east + 180) // 360) + 1):
        sheet = shapely.box(360 * turn - 180, -90, 360 * turn + 180, 90)
        part = shapely.intersection(whole, sheet)
        parts.append(shapely.affinity.translate(part, xoff=-360.0 * turn))
    return _collect(parts)


def around(hole: "Polygon") -> "MultiPolygon":
    """Give the whole world but for a hole, longitudes running on, the hole in the middle."""
    from shapely import Polygon

    west, _, east, _ = hole.bounds
    return _collect([Polygon(world((west + east) / 2), [hole.exterior])])


def outside(shape: "MultiPolygon") -> "MultiPolygon":
    """Give the whole world but for a shape that has been cut at 180 degrees."""
    import shapely

    return _collect([shapely.difference(shapely.Polygon(world()), shape)])


def _collect(shapes: Sequence["BaseGeometry"]) -> "MultiPolygon":
    """Gather the polygons in shapes, made valid; what has no area falls away."""
    import shapely

    pieces = []
    for shape in shapes:
        valid = shape if shape.is_valid else shapely.make_valid(shape)
        parts = shapely.get_parts(shapely.get_parts(valid))
        pieces += [part for part in parts if part.geom_type == "Polygon" and part.area > 0]
    return cast("MultiPolygon", shapely.orient_polygons(shapely.multipolygons(pieces)))


def centred(shape: "MultiPolygon") -> "MultiPolygon":
    """Move a shape by whole turns, so that its middle has a longitude within -180..180."""
    import shapely.affinity

    west, _, east, _ = shape.bounds
    turn = -360.0 * np.floor(((west + east) / 2 + 180) / 360)
    return shapely.affinity.translate(shape, xoff=turn)
