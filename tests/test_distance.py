"""Distances to lines, polygons and collections, against brute force with geographiclib."""

import math
import subprocess
import sys

import numpy as np
import pytest
import shapely
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from reference import around, brute_m, countries, fractal, true_m

from rangemap import geodesy
from rangemap.errors import CoordinateError, ShapeError
from rangemap.geodesy import _bounds
from rangemap.geodesy._ellipsoid import LONGEST_M, cartesian

lons = st.one_of(st.floats(-180, 180), st.sampled_from([-180.0, 180.0, 0.0, 179.9999]))
lats = st.one_of(st.floats(-90, 90), st.sampled_from([-90.0, 90.0, 0.0, 89.9999, -89.99]))
spots = st.tuples(lons, lats)
EDGES = ["planar", "geodesic"]


def chord_and_length(a, b):
    xyz = cartesian(np.array([a, b]))
    return _bounds.chord_m(xyz[:1], xyz[1:]), true_m(a, b)


def near_antipode(spot):
    lon, lat, east, north = spot
    return (lon, lat), (
        (lon - 180 if lon > 0 else lon + 180) * 1.0 + (-east if lon <= 0 else east),
        max(-90, min(90, north - lat)),
    )


near_pairs = st.tuples(
    st.floats(-179, 179), st.floats(-89, 89), st.floats(0, 0.9), st.floats(-0.9, 0.9)
).map(near_antipode)
pairs = st.one_of(st.tuples(spots, spots), near_pairs)


@settings(max_examples=2000)
@given(pairs)
@example(((0.0, 90.0), (0.0, -90.0)))
@example(((0.0, 0.0), (179.5, 0.0)))
@example(((0.0, 0.0), (180.0, 0.0)))
def test_a_chord_bounds_its_geodesic(pair):
    chord, length_m = chord_and_length(*pair)
    assert _bounds.at_least_m(chord)[0] <= length_m <= _bounds.at_most_m(chord)[0]


@settings(max_examples=1000)
@given(pairs, st.floats(0, 2.0e7))
def test_chords_decide_rightly_what_is_within(pair, radius_m):
    chord, length_m = chord_and_length(*pair)
    if chord[0] > _bounds.chord_beyond(np.array(radius_m)):
        assert length_m > radius_m
    if chord[0] <= _bounds.chord_within(np.array(radius_m)) and radius_m > 1:
        assert length_m <= radius_m


@settings(max_examples=1000)
@given(spots, spots, st.floats(0, 360), st.floats(0, 1.5e7))
def test_a_step_changes_distance_within_its_bounds(point, start, azimuth, step_m):
    distance_m, back = (value[0] for value in geodesy_inverse(start, point))
    assume(0 < distance_m < _bounds.FIRST_CUT_M)
    end = geodesy.destination(start, azimuth, step_m)[0]
    forward_m = step_m * math.cos(math.radians(azimuth - back))
    walk = (np.array(distance_m), np.array(forward_m), np.array(step_m))
    true = true_m(point, end)
    assert _bounds.ahead_m(*walk) <= true + 1e-6
    assert true <= min(_bounds.ahead_at_most_m(*walk), LONGEST_M) + 1e-6


def geodesy_inverse(a, b):
    from rangemap.geodesy._ellipsoid import inverse

    return inverse(np.array([a]), np.array([b]))


SHAPES = {
    "a line over 28 degrees of a parallel": shapely.LineString([(20, 49), (48, 49)]),
    "a line over the pole": shapely.LineString([(0, 80), (0, 90), (180, 90), (180, 80)]),
    "a line along 180 degrees": shapely.LineString([(180, -30), (180, 30)]),
    "a line that ends at -180": shapely.LineString([(-180, 10), (-150, 20), (-150, 60)]),
    "a line beside the pole": shapely.LineString([(-90, 89.99), (90, 89.98)]),
    "a square": shapely.box(10, 40, 20, 45),
    "a box over the pole": shapely.box(-180, 80, 180, 90),
    "a polygon with a hole": shapely.Polygon(shapely.box(0, 0, 9, 9).exterior, [shapely.box(2, 2, 7, 7).exterior]),
    "points and a line": shapely.GeometryCollection([shapely.Point(5, 5), shapely.MultiPoint([(7, 7), (8, 8)]), shapely.LineString([(20, 0), (20, 20)])]),
    "a line that is a point": shapely.LineString([(3, 4), (3, 4)]),
    "a small island": shapely.box(100.0, -60.0, 100.02, -59.98),
}  # fmt: skip


# As geodesics, the edges of the box over the pole would run along one meridian.
BOTH = [
    (name, edges)
    for name in SHAPES
    for edges in EDGES
    if (name, edges) != ("a box over the pole", "geodesic")
]


@pytest.mark.parametrize(("name", "edges"), BOTH)
def test_distance_is_brute_forces(name, edges):
    shape = SHAPES[name]
    lon, lat = shapely.get_coordinates(shape)[0]
    opposite = ((lon + 360) % 360 - 180, -lat)
    points = np.vstack(
        [
            around((lon, lat), 4, 2e6, 1)[:6],
            around(opposite, 3, 60_000, 2)[:3],
            [opposite, (0, 90), (12, -90)],
        ]
    )
    measured, foot = geodesy.nearest(points, shape, edges=edges)
    for point, distance_m, at in zip(points, measured, foot, strict=True):
        if distance_m:
            assert distance_m == pytest.approx(brute_m(point, shape, edges), abs=1e-4), point
            assert true_m(point, at) == pytest.approx(distance_m, abs=1e-6)
            assert brute_m(at, shape, edges) < 1e-3
        else:
            assert true_m(at, point) < 1e-6


@settings(deadline=None, max_examples=60)
@given(st.lists(spots, min_size=2, max_size=4), spots, st.sampled_from(EDGES))
def test_distance_to_any_line_is_brute_forces(line, point, edges):
    try:
        measured = geodesy.distance(point, shapely.LineString(line), edges=edges)[0]
    except ShapeError:
        assert edges == "geodesic"
        return
    assert measured == pytest.approx(
        brute_m(point, shapely.LineString(line), edges, samples=200), abs=1e-3
    )


@pytest.mark.parametrize(
    ("line", "point"),
    [
        ([(0, 88.17646383236446), (20.26970601959978, 87.88058367768274)], (69.9546030322522, 89.23735507160362)),
        ([(0, 88.0), (60, 88.5)], (-150.0, 89.7)),
        ([(-100, -87.0), (20, -88.9)], (80.0, -89.4)),
    ],
)  # fmt: skip
def test_a_bent_edge_seen_from_its_centre_of_curvature(line, point):
    # Both ends can look as if the distance fell all along, with a least value between them.
    shape = shapely.LineString(line)
    assert geodesy.distance(point, shape)[0] == pytest.approx(
        brute_m(point, shape, samples=1500), abs=1e-5
    )


def test_short_lines_near_the_antipode_are_brute_forces():
    random = np.random.default_rng(8)
    for _ in range(25):
        lat = random.uniform(-30, 30)
        line = np.array([179.7, -lat]) + random.normal(size=(2, 2)) * [0.08, 0.1]
        shape = shapely.LineString(np.round(line, 4))
        expected = brute_m((0, lat), shape, samples=300)
        assert geodesy.distance((0, lat), shape)[0] == pytest.approx(expected, abs=1e-5)


def test_many_points_get_what_single_ones_get():
    shape = countries()["Ukraine"]
    points = around((31, 49), 15_000, 3e6, 3)
    many = geodesy.distance(points, shape)
    chosen = np.random.default_rng(4).integers(0, len(points), 200)
    single = np.concatenate([geodesy.distance(points[row], shape) for row in chosen])
    assert many[chosen] == pytest.approx(single, abs=1e-6)
    assert ((many == 0) == shapely.intersects_xy(shape, *points.T)).all()


def test_many_points_near_the_antipode_of_a_fractal():
    shape = fractal(rounds=4, center=(0.0, 10.0), size=0.3)
    points = around((180, -10), 3_000, 400_000, 5)[:3_000]
    many = geodesy.distance(points, shape)
    vertices = shapely.get_coordinates(shape)
    for row in range(0, 3_000, 100):
        assert many[row] <= min(true_m(points[row], vertex) for vertex in vertices[::97]) + 1e-6
        assert many[row] == pytest.approx(geodesy.distance(points[row], shape)[0], abs=1e-6)


RINGS = {
    "the octant": ([(0, 0), (90, 0), (0, 90)], [(45, 30), (1, 1), (5, 89)], [(-1, 1), (45, -1), (180, 0), (-90, 89)]),
    "round the pole": ([(0, 80), (90, 80), (180, 80), (-90, 80)], [(0, 90), (45, 85), (10, 86)], [(45, 80), (0, 79.9), (0, -90)]),
    "round the pole, the other way": ([(-90, 80), (180, 80), (90, 80), (0, 80)], [(0, 90), (45, 85)], [(45, 80), (0, 79.9)]),
    "over 180": ([(170, -10), (-170, -10), (-170, 10), (170, 10)], [(180, 0), (-180, 0), (175, -10.05)], [(0, 0), (169, 0), (175, 10.2)]),
    "an edge over the pole": ([(0, 60), (180, 60), (90, 60)], [(90, 70), (45, 70), (90, 61)], [(-90, 70), (-1, 89), (90, 59)]),
}  # fmt: skip


@pytest.mark.parametrize("name", RINGS)
def test_a_ring_of_geodesics_has_its_inside_on_the_smaller_side(name):
    ring, within, beyond = RINGS[name]
    shape = shapely.Polygon(ring)
    assert not geodesy.distance(within, shape, edges="geodesic").any()
    assert (geodesy.distance(beyond, shape, edges="geodesic") > 0).all()


def test_a_hole_in_a_polygon_of_geodesics():
    shape = shapely.Polygon(
        [(160, -20), (-160, -20), (-160, 20), (160, 20)],
        [[(170, -5), (-170, -5), (-170, 5), (170, 5)]],
    )
    measured = geodesy.distance([(180, 0), (165, 0), (-165, 10), (150, 0)], shape, edges="geodesic")
    assert (measured > 0).tolist() == [True, False, False, True]


def test_a_polygon_on_the_other_side_of_180_is_near():
    shape = shapely.box(179, -1, 180, 1)
    assert geodesy.distance([-180, 0], shape)[0] == pytest.approx(0, abs=1e-5)
    assert geodesy.distance([-179.5, 0], shape)[0] == pytest.approx(true_m((-179.5, 0), (180, 0)))


def test_overlapping_polygons_are_one_territory():
    shape = shapely.GeometryCollection([shapely.box(0, 0, 4, 4), shapely.box(2, 0, 6, 4)])
    assert not geodesy.distance([[1, 1], [3, 1], [5, 1]], shape).any()


def test_a_geoseries_is_a_shape():
    import geopandas

    series = geopandas.GeoSeries([shapely.box(0, 0, 1, 1), shapely.Point(5, 0)], crs=4326)
    points = geopandas.GeoSeries([shapely.Point(0.5, 0.5), shapely.Point(4, 0)], crs=4326)
    assert geodesy.distance(points, series) == pytest.approx([0, true_m((4, 0), (5, 0))])
    with pytest.raises(CoordinateError, match="to_crs"):
        geodesy.distance(points, series.to_crs(3857))


def test_no_points_have_no_distances():
    assert geodesy.distance(np.empty((0, 2)), shapely.box(0, 0, 1, 1)).shape == (0,)


REFUSED = [
    (shapely.Polygon(), "empty"),
    (shapely.GeometryCollection(), "empty"),
    ([], "empty"),
    (shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)]), r"self-intersection\[1 1\].*make_valid"),
    (shapely.from_wkt("POLYGON ((1 3, 3 1, 0 1, 3 0, 2 3, 2 2, 0 2, 1 2, 1 3))"), "not valid"),
    ([shapely.Point(0, 0), None], "Geometry 1 is empty"),
]


@pytest.mark.parametrize(("shape", "why"), REFUSED)
def test_a_shape_that_cannot_be_measured_is_refused(shape, why):
    with pytest.raises(ShapeError, match=why):
        geodesy.distance([0, 0], shape)


REFUSED_GEODESIC = [
    ([(0, 0), (1, 1), (0, 0)], "encloses nothing"),
    ([(-180, 60), (180, 60), (180, 90), (-180, 90)], "encloses nothing"),
    ([(0, 0), (2, 2), (2, 0), (0, 2)], "crosses"),
    ([(170, 0), (-170, 5), (-170, 0), (170, 5)], "crosses"),
]


@pytest.mark.parametrize(("ring", "why"), REFUSED_GEODESIC)
def test_a_ring_of_geodesics_that_encloses_no_area_is_refused(ring, why):
    with pytest.raises(ShapeError, match=why):
        geodesy.distance([0, 0], shapely.Polygon(ring), edges="geodesic")


def test_a_ring_of_geodesics_may_name_a_pole_twice():
    shape = shapely.Polygon([(0, -90), (0, -75), (40, -75), (40, -90)])
    measured = geodesy.distance([[20, -80], [20, -70], [-100, -80]], shape, edges="geodesic")
    assert (measured > 0).tolist() == [False, True, True]


def test_tables_lists_and_mixtures():
    import geopandas

    box = shapely.box(0, 0, 1, 1)
    table = geopandas.GeoDataFrame({"name": ["a"]}, geometry=[box], crs=4326)
    expected = geodesy.distance([[5, 5]], box)
    assert geodesy.distance([[5, 5]], table) == expected
    assert geodesy.distance([[5, 5]], [box]) == expected
    assert geodesy.distance(np.array([[5, 5]], dtype=object), box) == expected
    assert geodesy.distance([shapely.Point(5, 5, 100)], box) == expected
    for mixed in ([box, "x"], [box, [0, 0]], np.array([box, math.nan], dtype=object)):
        with pytest.raises(CoordinateError, match="Number 1"):
            geodesy.distance([[5, 5]], mixed)
    for texts in (["1", "2"], "POINT (1 2)", {"type": "Point"}, None):
        with pytest.raises(CoordinateError, match="have to be"):
            geodesy.distance(texts, box)


@pytest.mark.parametrize("crs", [3857, 4807, "ESRI:104971", "EPSG:4267"])
def test_other_coordinate_systems_are_refused(crs):
    import geopandas

    with pytest.raises(CoordinateError, match="to_crs"):
        geodesy.distance([0, 0], geopandas.GeoSeries([shapely.Point(1, 2)], crs=crs))


def test_a_shape_off_the_earth_is_refused_with_the_place():
    with pytest.raises(CoordinateError, match=r"position 1 is longitude 190"):
        geodesy.distance([0, 0], shapely.LineString([(170, 0), (190, 0)]))
    with pytest.raises(CoordinateError, match="inf"):
        geodesy.distance([0, 0], shapely.Point(170, math.inf))


def test_edges_of_another_name_are_refused():
    with pytest.raises(ShapeError, match='"planar" or "geodesic"'):
        geodesy.distance([0, 0], shapely.box(0, 0, 1, 1), edges="straight")
    with pytest.raises(ShapeError, match='"planar" or "geodesic"'):
        geodesy.count_within([[0, 0]], [[0, 0]], 1000, edges=["planar"])


def test_an_edge_between_opposite_points_is_refused_when_it_has_to_be_a_geodesic():
    line = shapely.LineString([(0, 0), (180, 0)])
    with pytest.raises(ShapeError, match="not defined"):
        geodesy.distance([0, 1], line, edges="geodesic")
    assert geodesy.distance([90, 0], line)[0] == 0


def test_a_distance_between_points_loads_no_search():
    code = (
        "import sys; from rangemap import geodesy; geodesy.distance([30, 50], [37, 55]);"
        "print([name for name in sys.modules if name.startswith('rangemap.geodesy._')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.strip(" '[]\n").rpartition(".")[2] for name in done.stdout.split(",")}
    assert "_measure" in loaded
    assert not loaded & {"_tree", "_nearest", "_buffer", "_within", "_area", "_circle"}


def test_a_single_distance_to_a_territory_needs_no_scipy(tmp_path):
    path = tmp_path / "ukraine.wkb"
    path.write_bytes(shapely.to_wkb(countries()["Ukraine"]))
    code = (
        "import pathlib, shapely, sys; from rangemap import geodesy;"
        f"shape = shapely.from_wkb(pathlib.Path({str(path)!r}).read_bytes());"
        "geodesy.nearest([37.6, 55.75], shape);"
        "print(sorted({'scipy', 'pandas', 'geopandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
