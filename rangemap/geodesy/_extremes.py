"""How near two shapes come to each other, and how far one goes from another."""

import numpy as np

from rangemap.errors import RadiusError
from rangemap.geodesy._bounds import at_least_m, at_most_m
from rangemap.geodesy._ellipsoid import LONGEST_DEGREE_M, FloatArray, cartesian, metres_a_degree
from rangemap.geodesy._input import ShapeLike, as_lengths
from rangemap.geodesy._longitudes import antipode
from rangemap.geodesy._nearest import ToShape, to_shape
from rangemap.geodesy._rings import as_geometry
from rangemap.geodesy._shape import Shape, as_shape

CLEAR_M = 300_000.0
"""A shape farther than this from the antipode of a point has its farthest point on its edges."""

CLOSER_M = 0.001
ROUNDS = 100


def gap(one: ShapeLike, other: ShapeLike) -> tuple[float, FloatArray, FloatArray]:
    """Give the shortest distance between two shapes, and where it is.

    Parameters
    ----------
    one, other : Shape, shapely geometry, GeoSeries, or array_like of positions
        Edges are straight in longitude and latitude, as in border files.

    Returns
    -------
    distance_m : float
        Metres on WGS84, 0 where the shapes meet; to within 100 m, mostly far better.
    foot_one, foot_other : ndarray of shape (2,)
        Longitude and latitude of the two ends of the shortest path.

    Raises
    ------
    CoordinateError, ShapeError
        As for `distance`.

    Notes
    -----
    Whether they meet is told in the plane, where edges are straight. Between two nearly straight
    pieces that do not cross, one end of the shortest path is the end
    of a piece. From there the path is let shrink, each of its ends going to the nearest point of
    the other.

    Examples
    --------
    >>> import rangemap.geodesy as geodesy
    >>> from shapely import box
    >>> distance_m, here, there = geodesy.gap(box(0, 0, 1, 1), box(3, 0.2, 4, 0.8))
    >>> round(distance_m), here.round(2).tolist(), there.round(2).tolist()
    (222617, [1.0, 0.8], [3.0, 0.8])
    """
    first, second = to_shape(as_shape(one)), to_shape(as_shape(other))
    if second.shape.is_point:
        far = second.shape.edges.start[0]
        length_m, foot = first.nearest(far[np.newaxis])
        return float(length_m[0]), foot[0], far
    if first.shape.is_point:
        length, far, near = gap(second.shape, first.shape)
        return length, near, far
    common = _common(first.shape, second.shape)
    if common is not None:
        return 0.0, common, common
    near, far = _nearest_ends(first, second)
    best = np.inf
    for _ in range(ROUNDS):
        near = first.nearest(far[np.newaxis])[1][0]
        length_m, foot = second.nearest(near[np.newaxis])
        far = foot[0]
        if best - length_m[0] < CLOSER_M:
            break
        best = float(length_m[0])
    return float(length_m[0]), near, far


def _common(one: Shape, other: Shape) -> FloatArray | None:
    """Give a position that two shapes share, or None; their edges cross as in the plane."""
    import shapely

    here, there = as_geometry(one), as_geometry(other)
    if not shapely.intersects(here, there):
        return None
    for part in shapely.get_parts(here):
        if shapely.intersects(part, there):
            shared = shapely.intersection(part, there)
            return np.asarray(shapely.get_coordinates(shared)[0])
    return None


def _nearest_ends(first: ToShape, second: ToShape) -> tuple[FloatArray, FloatArray]:
    """Give a point of each shape, one of them the end of a piece, as near as such come."""
    import scipy.spatial

    ends = (_ends(first.shape), _ends(second.shape))
    trees = [scipy.spatial.KDTree(cartesian(each)) for each in ends]
    chords = [np.asarray(there.query(here.data)[0]) for here, there in (trees, trees[::-1])]
    limit_m = float(at_most_m(chords[0].min(keepdims=True))[0])
    found = []
    for here, chord, goal in zip(ends, chords, (second, first), strict=True):
        # A point of a piece is no farther from its ends than the piece is long.
        close = here[at_least_m(chord) <= limit_m + 2 * goal.pieces.half_m.max()]
        length_m, foot = goal.nearest(close, limit_m)
        at = int(np.argmin(length_m))
        found.append((float(length_m[at]), (close[at], foot[at])))
    from_first, from_second = found
    return from_first[1] if from_first[0] <= from_second[0] else from_second[1][::-1]


def _ends(shape: Shape) -> FloatArray:
    """Give the ends of a shape's pieces."""
    pieces = shape.pieces
    sides = [pieces.edges.at(pieces.edge, share)[0] for share in (pieces.low, pieces.high)]
    return np.unique(np.vstack(sides), axis=0)


def farthest(
    shape: ShapeLike, origin: ShapeLike, *, tolerance_m: float = 100.0
) -> tuple[float, FloatArray]:
    """Give how far a shape goes from another, and the point of it that is farthest.

    All of `shape` lies within this distance of `origin`. The point may lie inside the shape, where
    the other is all around it.

    Parameters
    ----------
    shape : Shape, shapely geometry, GeoSeries, or array_like of positions
        Whose farthest point is sought.
    origin : the same
        From whose nearest point distance is counted.
    tolerance_m : float, default 100
        How much farther a point may be than the one that is given.

    Returns
    -------
    distance_m : float
        Metres on WGS84, no more than the true one and short of it by the tolerance at most.
    point : ndarray of shape (2,)
        Longitude and latitude.

    Raises
    ------
    CoordinateError, ShapeError
        As for `distance`.
    RadiusError
        The tolerance is not positive.

    Notes
    -----
    Cells of longitude and latitude are divided, and those left out in which no point can be
    farther than one already found: distance changes no faster than one goes.

    Examples
    --------
    >>> import rangemap.geodesy as geodesy
    >>> from shapely import box
    >>> distance_m, point = geodesy.farthest(box(0, 0, 1, 1), [2.0, 0.5])
    >>> round(distance_m, -3), point.round().tolist()
    (229000.0, [0.0, 0.0])
    """
    tolerance = as_lengths(tolerance_m, "A tolerance")
    if tolerance.ndim or tolerance <= 0:
        raise RadiusError(f"A tolerance has to be one number above 0, not {tolerance_m!r}.")
    goal, source = to_shape(as_shape(shape)), to_shape(as_shape(origin))
    ends = _ends(goal.shape)
    if goal is source:
        return 0.0, ends[0]
    reached_m = source.nearest(ends)[0]
    best, point = float(reached_m.max()), ends[int(np.argmax(reached_m))]
    if source.shape.is_point and _is_clear(goal, source.shape.edges.start):
        return best, point
    cells = _boxes(goal.shape)
    while len(cells):
        centre, reach_m = _middles(cells)
        away_m, foot = goal.nearest(centre)
        cells, centre, reach_m, foot = (
            each[away_m <= reach_m] for each in (cells, centre, reach_m, foot)
        )
        found_m, _ = source.nearest(foot)
        if len(found_m) and found_m.max() > best:
            best, point = float(found_m.max()), foot[int(np.argmax(found_m))]
        cells = _quarters(cells[_at_most_m(source, centre, reach_m) > best + tolerance])
    return best, point


def _at_most_m(source: ToShape, centre: FloatArray, reach_m: FloatArray) -> FloatArray:
    """Give how far at the most what lies within a reach of positions is from a shape."""
    away_m = source.nearest(centre)[0]
    within = np.flatnonzero(away_m == 0)
    most_m = away_m + reach_m
    # What the shape holds as a whole is nowhere away from it.
    held = source.to_boundary(centre[within]) > reach_m[within]
    most_m[within[held]] = 0
    return most_m


def _is_clear(goal: ToShape, origin: FloatArray) -> bool:
    """Say whether a shape is far from the antipode of a point.

    Then distance from the point has no greatest value inside of it, and along a piece of 10 km
    none that exceeds those at its ends by more than 50 m: it bends down no faster than
    cot(x / b) / b at a distance x.
    """
    return bool(goal.nearest(antipode(origin))[0][0] > CLEAR_M)


def _boxes(shape: Shape) -> FloatArray:
    """Give the bounds of every part of a shape: west, south, east, north."""
    order = np.argsort(shape.part, kind="stable")
    _, first = np.unique(shape.part[order], return_index=True)
    start, end = shape.edges.start[order], shape.edges.end[order]
    low = np.minimum.reduceat(np.minimum(start, end), first, axis=0)
    high = np.maximum.reduceat(np.maximum(start, end), first, axis=0)
    return np.hstack([low, high])


def _middles(cells: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Give the middles of cells, and lengths that no point of theirs is beyond from there."""
    low, high = cells[:, :2], cells[:, 2:]
    half = (high - low) / 2
    nearest_equator = np.where(
        low[:, 1] * high[:, 1] < 0, 0.0, np.minimum(abs(low[:, 1]), abs(high[:, 1]))
    )
    east_m = metres_a_degree(nearest_equator)[:, 0] * half[:, 0]
    # Nowhere in the cell is a degree longer than here, so no straight line in it is either.
    return low + half, np.hypot(east_m, LONGEST_DEGREE_M * half[:, 1])


def _quarters(cells: FloatArray) -> FloatArray:
    """Divide cells in four, or in two those without a width or a height."""
    west, south, east, north = cells.T
    lon, lat = (west + east) / 2, (south + north) / 2
    quarters = (
        (west, south, lon, lat),
        (lon, south, east, lat),
        (west, lat, lon, north),
        (lon, lat, east, north),
    )
    return np.unique(np.vstack([np.column_stack(each) for each in quarters]), axis=0)
