"""The geodesic buffer: all that lies within a distance of a shape, for any shape and radius."""

from typing import TYPE_CHECKING

import numpy as np

from rangemap.errors import SelfCheckError
from rangemap.geodesy import _frame
from rangemap.geodesy._boundary import SAFETY, Chords, chords
from rangemap.geodesy._check import Check
from rangemap.geodesy._circle import circle
from rangemap.geodesy._ellipsoid import EXACT_UP_TO_M, LONGEST_M, FloatArray
from rangemap.geodesy._faces import faces
from rangemap.geodesy._input import LEAST_TOLERANCE_M, ShapeLike, as_radius, as_tolerance
from rangemap.geodesy._longitudes import antipode, wrapped
from rangemap.geodesy._nearest import ToShape
from rangemap.geodesy._offset import Offset, offset
from rangemap.geodesy._opposite import far_side
from rangemap.geodesy._shape import EdgeKind, as_shape

if TYPE_CHECKING:
    from shapely import MultiPolygon

STRICTER = (1, 16, 256)
TRIES = 4

ROOM_DEG = 1e-6
"""A gap between longitudes that is wide enough to cut the world in."""


def buffer(
    shape: ShapeLike,
    radius_m: float,
    *,
    tolerance_m: float = 1.0,
    unwrap: bool = False,
    edges: EdgeKind = "planar",
) -> "MultiPolygon":
    """Give all that lies within a geodesic distance of a shape.

    Every vertex lies on the true offset, within a millimetre, or within the tolerance where edges
    of two parts of the boundary cross; those on the frame of the world, at the poles and at 180
    degrees, lie where they must. Every point of an edge, straight in longitude and latitude as RFC
    7946 has it, lies within the tolerance of the true offset. Holes, islands and the far side are
    those of the true buffer. Where two parts of the true boundary are nearer to each other
    than the tolerance they may be drawn as one. The result is checked before it is given.

    All that holds up to 19,970 km. From there to 20,003.93 km, where geodesics stop being
    shortest, what is left out is at most a sliver on the far side: its outline is found on 360
    rays from its farthest point, each right, and no tolerance is promised between them. From
    20,003.93 km on it is the whole Earth.

    Parameters
    ----------
    shape : shapely geometry, GeoSeries, or array_like of positions
        Points, lines, polygons or collections, longitude and latitude in degrees. Planar lines and
        polygons over 180 degrees have to be cut there, as RFC 7946 asks; else they run the other
        way round the world.
    radius_m : float
        Metres, 0.01 or more.
    tolerance_m : float, default 1.0
        Largest distance between an edge and the true offset, in metres, 0.001 or more. A looser
        one is faster and gives fewer vertices. More than a quarter of the radius is taken for that
        quarter.
    unwrap : bool, default False
        Cut the world where the boundary leaves room instead of at 180 degrees, so that longitudes
        run on: for map viewers. A buffer with one pole in it is cut at 180 degrees all the same.
    edges : {"planar", "geodesic"}, default "planar"
        Whether the edges of `shape` are straight in longitude and latitude, as in border files,
        or geodesics. A ring of geodesics has its inside on the smaller of its two sides.

    Returns
    -------
    MultiPolygon
        Valid, exteriors counter-clockwise. An edge that is longer than the tolerance spans no more
        than 90 degrees of longitude.

    Raises
    ------
    CoordinateError
        A position outside the world, or coordinates that are not degrees.
    ShapeError
        An empty or invalid shape, or edges of another name.
    RadiusError
        A radius or a tolerance that is too small or not finite.
    SelfCheckError
        The result did not pass its check: a fault of this function.

    Notes
    -----
    The method and its proof stand in docs/geodesy.md: the raw offset, pruned by the fact that
    distance is 1-Lipschitz, noded with the frame of the world, and of each face one point asked
    for its distance.

    Examples
    --------
    >>> import rangemap.geodesy as geodesy
    >>> from shapely import LineString
    >>> line = geodesy.buffer(LineString([(179, 0), (180, 1)]), 100_000)
    >>> len(line.geoms), [round(bound, 2) for bound in line.bounds]
    (2, [-180.0, -0.9, 180.0, 1.9])
    """
    import shapely

    radius_m, tolerance_m = as_radius(radius_m), as_tolerance(tolerance_m)
    # Looser, the buffer of a point could be anything.
    tolerance_m = max(min(tolerance_m, radius_m / 4), LEAST_TOLERANCE_M)
    source = as_shape(shape, edges)
    if source.is_point:
        return circle(source.edges.start[0], radius_m, tolerance_m=tolerance_m, unwrap=unwrap)
    if radius_m >= LONGEST_M:
        return _frame.multipolygon(shapely.Polygon(_frame.world()))
    whole = ToShape(source)
    if radius_m > EXACT_UP_TO_M:
        return far_side(whole, radius_m, unwrap=unwrap)
    curves = offset(source, radius_m)
    # An edge much shorter than the tolerance can be lost between two chords: then a stricter one.
    for stricter in STRICTER:
        strict_m = max(tolerance_m / stricter, LEAST_TOLERANCE_M)
        for attempt in range(TRIES):
            made = _attempt(curves, whole, strict_m, strict_m / 4**attempt, unwrap)
            if made is not None:
                return made
    raise SelfCheckError(
        f"The buffer of {radius_m} metres did not pass its own check. This is a fault of "
        "rangemap: please report it with the shape."
    )


def _attempt(
    curves: Offset, whole: ToShape, tolerance_m: float, finer_m: float, unwrap: bool
) -> "MultiPolygon | None":
    """Give the buffer, or None where it does not pass its check."""
    import shapely

    lines = chords(curves, whole.shape, SAFETY * finer_m, tolerance_m)
    if not len(lines):
        opposite = antipode(whole.shape.edges.start[:1])
        is_near = whole.nearest(opposite)[0][0] <= curves.radius_m
        return _frame.multipolygon(shapely.Polygon(_frame.world())) if is_near else None
    seam = _seam(lines) if unwrap else -180.0
    # A face all of which is nearer to the boundary than this is a sliver between two chords.
    reach_m = curves.radius_m + (1 - SAFETY) / 2 * finer_m

    def distance_m(positions: FloatArray) -> FloatArray:
        return whole.nearest(positions, reach_m)[0]

    found = faces(curves, lines, seam, distance_m, (curves.radius_m, reach_m))
    check = Check(whole, curves.sources(np.unique(lines.curve)), curves.radius_m, tolerance_m, seam)
    if found is None or not check.holds(found, lines.begin):
        return None
    settled = check.settled(found)
    return settled if settled is None or not unwrap else _frame.centred(settled)


def _seam(lines: Chords) -> float:
    """Give a longitude that no chord crosses, in the middle of the widest gap, or -180."""
    west, step = lines.begin[:, 0], wrapped(lines.end - lines.begin)[:, 0]
    west = (np.minimum(west, west + step) + 180) % 360
    order = np.argsort(west)
    west, east = west[order], (west + np.abs(step))[order]
    reached = np.maximum.accumulate(east)
    # What runs over the end begins anew at 0.
    first = np.maximum(reached[-1] - 360, 0.0)
    starts = np.append(west, west[0] + 360)
    gaps = starts[1:] - np.maximum(reached, first)
    widest = int(np.argmax(gaps))
    if gaps[widest] < ROOM_DEG:
        return -180.0
    return float((starts[widest + 1] - gaps[widest] / 2) % 360 - 180)
