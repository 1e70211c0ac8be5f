"""Shapes from rings, several as one, the gap between two, and the farthest point of one."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import brute_m, countries, true_m
from shapely import LineString, MultiPolygon, Point, box

from rangemap import geodesy
from rangemap.errors import CoordinateError, RadiusError, ShapeError
from rangemap.geodesy import _extremes, _tree

SQUARE = [[(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)], [(1, 1), (1, 3), (3, 3), (3, 1), (1, 1)]]


def test_polygons_of_rings_measure_as_those_of_shapely():
    shape, whole = geodesy.polygons([SQUARE]), shapely.Polygon(SQUARE[0], SQUARE[1:])
    points = np.random.default_rng(1).uniform(-2, 6, (200, 2))
    assert np.allclose(geodesy.distance(points, shape), geodesy.distance(points, whole), atol=1e-6)
    assert geodesy.as_geometry(shape).equals(MultiPolygon([whole]))
    turned = geodesy.polygons([[ring[::-1] for ring in SQUARE]])
    assert np.allclose(geodesy.distance(points, turned), geodesy.distance(points, whole), atol=1e-6)


def test_polygons_that_share_an_edge_are_one():
    pair = geodesy.polygons([[shapely.get_coordinates(box(x, 0, x + 1, 1))] for x in (0, 1)])
    assert geodesy.distance([1, 0.5], pair)[0] == 0
    whole = geodesy.as_geometry(pair)
    assert whole.is_valid
    assert whole.area == pytest.approx(2)
    ring = geodesy.buffer(pair, 50_000, tolerance_m=10)
    assert (
        ring.symmetric_difference(geodesy.buffer(box(0, 0, 2, 1), 50_000, tolerance_m=10)).area
        < 1e-3
    )


@pytest.mark.parametrize(
    ("rings", "error"),
    [
        ([], ShapeError),
        ([[[(0, 0), (1, 0), (1, 1)]]], ShapeError),
        ([[[(0, 0), (1, 0), (0, 0)]]], ShapeError),
        ([[[(0, 0), (200, 0), (1, 1), (0, 0)]]], CoordinateError),
        ([[["a"]]], ShapeError),
    ],
)
def test_rings_that_are_none_are_refused(rings, error):
    with pytest.raises(error):
        geodesy.polygons(rings)


def test_a_shape_is_read_once_and_keeps_its_edges():
    line = LineString([(0, 60), (90, 60)])
    shape = geodesy.as_shape(line, "geodesic")
    assert geodesy.as_shape(shape, "geodesic") is shape
    with pytest.raises(ShapeError):
        geodesy.distance([0, 0], shape)
    assert geodesy.distance([45, 60], shape, edges="geodesic")[0] > 100_000
    mixed = geodesy.together(
        [geodesy.as_shape(line), geodesy.as_shape(Point(1, 2)), geodesy.as_shape(box(0, 0, 1, 1))]
    )
    assert {part.geom_type for part in geodesy.as_geometry(mixed).geoms} == {
        "Point",
        "LineString",
        "Polygon",
    }
    with pytest.raises(ShapeError):
        geodesy.together([shape, geodesy.as_shape(line)])
    with pytest.raises(ShapeError):
        geodesy.together([])


corners = st.tuples(
    st.floats(-170, 160), st.floats(-80, 70), st.floats(0.5, 10), st.floats(0.5, 10)
)
boxes = corners.map(lambda each: box(each[0], each[1], each[0] + each[2], each[1] + each[3]))


def densified(shape, parts=40):
    return shapely.get_coordinates(shapely.segmentize(shape.boundary, shape.length / parts))


@settings(max_examples=30, deadline=None)
@given(boxes, boxes)
def test_the_gap_between_boxes_is_no_longer_than_any_path(one, other):
    length, near, far = geodesy.gap(one, other)
    assert true_m(near, far) == pytest.approx(length, abs=0.001)
    assert geodesy.distance(near, one)[0] < 0.01
    assert geodesy.distance(far, other)[0] < 0.01
    least = min(
        geodesy.distance(densified(one), other).min(), geodesy.distance(densified(other), one).min()
    )
    assert length <= least + 0.01
    if one.intersects(other):
        assert length < 1
    else:
        assert length >= least - 60_000


def test_gaps_that_are_known():
    world = countries()
    for one, other in (("Ukraine", "Germany"), ("Germany", "Spain")):
        length, near, _ = geodesy.gap(world[one], world[other])
        close = world[other].intersection(
            Point(geodesy.gap(world[one], world[other])[2]).buffer(0.3)
        )
        assert length == pytest.approx(brute_m(near, close), abs=0.1)
    assert geodesy.gap(box(0, 0, 10, 10), box(4, 4, 5, 5))[0] == 0
    assert geodesy.gap(box(4, 4, 5, 5), box(0, 0, 10, 10))[0] == 0
    assert geodesy.gap(box(0, 4, 10, 5), box(4, 0, 5, 10))[0] < 0.01
    assert geodesy.gap(box(170, 0, 180, 1), box(-180, 0, -170, 1))[0] < 0.01
    one = MultiPolygon([box(0, 4, 10, 4.02), box(30, 0, 31, 1)])
    other = MultiPolygon([box(4.035, 0, 4.055, 10), box(30, 1.01, 31, 2)])
    assert geodesy.gap(one, other)[0] == 0
    assert geodesy.gap([0, 0], [[5, 0], [1, 0]])[0] == pytest.approx(111_319.49, abs=0.01)


@settings(max_examples=30, deadline=None)
@given(boxes, st.tuples(st.floats(-180, 180), st.floats(-90, 90)))
def test_no_point_of_a_shape_is_farther_than_the_farthest(shape, origin):
    length, point = geodesy.farthest(shape, origin, tolerance_m=10)
    assert true_m(origin, point) == pytest.approx(length, abs=0.001)
    assert geodesy.distance(point, shape)[0] < 0.01
    west, south, east, north = shape.bounds
    grid = np.stack(np.meshgrid(np.linspace(west, east, 15), np.linspace(south, north, 15)), -1)
    most = max(true_m(origin, each) for each in grid.reshape(-1, 2))
    assert length >= most - 10


def test_the_farthest_point_can_lie_inside():
    ring = shapely.Polygon(SQUARE[0], SQUARE[1:])
    length, point = geodesy.farthest(box(1, 1, 3, 3), ring)
    assert point == pytest.approx([2, 2], abs=0.01)
    assert length == pytest.approx(true_m((2, 2), (2, 3)), abs=300)
    opposite = geodesy.farthest(box(170, -10, 180, 10), [-5, 0])
    assert opposite[0] == pytest.approx(20_003_931, abs=200)
    assert geodesy.farthest([[1, 1], [2, 2]], [0, 0])[1].tolist() == [2, 2]
    with pytest.raises(RadiusError):
        geodesy.farthest([1, 1], [0, 0], tolerance_m=0)


def test_what_is_all_inside_is_nowhere_away_and_not_searched(monkeypatch):
    # Cells were divided down to the tolerance, all over what both shapes hold.
    land = geodesy.as_shape(countries()["Ukraine"])
    seen = []
    quarters = _extremes._quarters
    monkeypatch.setattr(
        _extremes, "_quarters", lambda cells: seen.append(len(cells)) or quarters(cells)
    )
    assert geodesy.farthest(box(29, 48, 33, 50), land)[0] == 0
    assert geodesy.farthest(land, land)[0] == 0
    assert sum(seen) < 100


def test_what_only_fills_the_tree_up_is_not_walked(monkeypatch):
    zigzag = LineString([(lon / 1000, 0.001 * (lon % 2)) for lon in range(601)])
    shape = geodesy.as_shape(zigzag)
    tree, seen = _tree.Tree(shape.pieces), []
    at_least_m = _tree.at_least_m

    def counted(chord):
        seen.append(len(chord))
        return at_least_m(chord)

    monkeypatch.setattr(_tree, "at_least_m", counted)
    last = shape.pieces.middle[tree.order[-1]]
    tree.candidates(last[np.newaxis])
    assert sum(seen) < 100


def test_parts_are_the_whole():
    shape = shapely.GeometryCollection(
        [Point(1, 2), LineString([(5, 5), (6, 6), (7, 5)]), shapely.Polygon(SQUARE[0], SQUARE[1:])]
    )
    parts = geodesy.parts(geodesy.as_shape(shape))
    kinds = [geodesy.as_geometry(part).geom_type for part in parts]
    assert kinds == ["GeometryCollection", "GeometryCollection", "MultiPolygon"]
    assert geodesy.as_geometry(parts[2]).area == pytest.approx(12)
    points = np.random.default_rng(2).uniform(-2, 8, (50, 2))
    each = [geodesy.distance(points, part) for part in parts]
    assert np.allclose(np.min(each, axis=0), geodesy.distance(points, shape), atol=1e-6)


def test_the_farthest_point_of_a_circle_is_found_at_once():
    circle = geodesy.circle([30, 50], 5_000_000, tolerance_m=100)
    length, _ = geodesy.farthest(circle, [30, 50])
    assert length == pytest.approx(5_000_000, abs=100)


def test_a_line_along_a_parallel_near_the_antipode_has_a_farthest_point():
    # Boxes without height were divided into copies of themselves, without end.
    line = shapely.LineString([(170, -50), (178, -50)])
    distance_m, point = geodesy.farthest(line, [-6.5, 50.3])
    lons = np.linspace(170, 178, 20_001)
    away = geodesy.distance(np.column_stack([lons, np.full_like(lons, -50)]), [-6.5, 50.3])
    assert away.max() - 100 <= distance_m <= away.max() + 0.01
    assert point[1] == -50
