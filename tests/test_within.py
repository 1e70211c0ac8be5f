"""The within-range join against brute force with pyproj, and areas against geographiclib."""

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import WGS84, countries

from rangemap import geodesy
from rangemap.errors import CoordinateError, RadiusError, ShapeError
from rangemap.geodesy import _within

GEOD = pyproj.Geod(ellps="WGS84")


def clustered(number, seed):
    """Give positions as cities lie: close together in a few hundred places."""
    random = np.random.default_rng(seed)
    middle = np.column_stack(
        [random.uniform(-180, 180, 200), np.degrees(np.arcsin(random.uniform(-0.95, 0.95, 200)))]
    )
    found = middle[random.integers(0, 200, number)] + random.normal(size=(number, 2)) * 2
    return np.column_stack([(found[:, 0] + 180) % 360 - 180, np.clip(found[:, 1], -90, 90)])


def brute_pairs(points, origins, radius_m):
    found = set()
    for row, origin in enumerate(origins):
        length_m = GEOD.inv(
            np.full(len(points), origin[0]), np.full(len(points), origin[1]), *points.T
        )[2]
        found |= {
            (point, row) for point in np.flatnonzero(np.asarray(length_m) <= radius_m).tolist()
        }
    return found


def as_set(chunks):
    pairs = np.vstack([np.empty((0, 2), dtype=int), *chunks])
    found = set(map(tuple, pairs.tolist()))
    assert len(found) == len(pairs), "a pair came twice"
    return found


@pytest.mark.parametrize("radius_m", [1.0, 30e3, 1.6e6, 10e6, 15e6, 19.9e6, 19.99e6, 20_003_932.0])
def test_pairs_are_brute_forces(radius_m):
    points, origins = (
        clustered(3000, 1),
        np.vstack([clustered(25, 2), [[180, 0], [-180, 90], [0, -90]]]),
    )
    points[:25] = origins[:25]
    assert as_set(geodesy.within(points, origins, radius_m)) == brute_pairs(
        points, origins, radius_m
    )


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.integers(1, 400), st.integers(1, 6), st.floats(0.1, 2.0e7))
def test_any_pairs_are_brute_forces(seed, many, few, radius_m):
    points, origins = clustered(many, seed), clustered(few, seed + 1)
    expected = brute_pairs(points, origins, radius_m)
    assert as_set(geodesy.within(points, origins, radius_m)) == expected
    counted = geodesy.count_within(points, origins, radius_m)
    assert counted.tolist() == [sum(row == origin for _, row in expected) for origin in range(few)]


def test_a_point_exactly_on_the_radius_is_within():
    origin, point = [30.5, 50.4], [37.6, 55.7]
    radius_m = float(geodesy.distance(point, origin)[0])
    assert as_set(geodesy.within([point], [origin], radius_m)) == {(0, 0)}
    assert as_set(geodesy.within([point], [origin], np.nextafter(radius_m, 0))) == set()


@pytest.mark.parametrize("radius_m", [50e3, 1.6e6, 16e6])
def test_shapes_as_origins_are_their_distances(radius_m):
    shapes = [countries()[name] for name in ("Ukraine", "Fiji", "Antarctica")]
    shapes += [shapely.LineString([(170, 0), (180, 5)]), shapely.Point(0, 0)]
    points = clustered(4000, 3)
    expected = {
        (int(point), row)
        for row, shape in enumerate(shapes)
        for point in np.flatnonzero(geodesy.distance(points, shape) <= radius_m)
    }
    assert as_set(geodesy.within(points, shapes, radius_m)) == expected
    assert geodesy.count_within(points, shapes, radius_m).sum() == len(expected)


def test_a_geoseries_of_origins_and_a_single_shape():
    import geopandas

    points = clustered(500, 4)
    box = shapely.box(0, 0, 40, 40)
    one = as_set(geodesy.within(points, box, 500_000))
    assert one == as_set(
        geodesy.within(
            geopandas.GeoSeries(shapely.points(points)),
            geopandas.GeoSeries([box], crs=4326),
            500_000,
        )
    )
    spots = geopandas.GeoSeries([shapely.Point(1, 2), shapely.Point(100, 50)], crs=4326)
    assert as_set(geodesy.within(points, spots, 3e6)) == brute_pairs(
        points, [[1, 2], [100, 50]], 3e6
    )


def test_origins_larger_than_a_hemisphere():
    points = np.vstack([clustered(1500, 7), [[0, 0], [10, 10]]])
    world = shapely.Polygon(
        shapely.box(-180, -90, 180, 90).exterior, [shapely.box(100, 10, 101, 11).exterior]
    )
    for shape in (shapely.box(-180, -60, 180, 90), world):
        expected = np.count_nonzero(geodesy.distance(points, shape) <= 1000)
        assert geodesy.count_within(points, shape, 1000).tolist() == [expected]
        assert expected > 1000


def test_points_may_come_in_many_arrays(monkeypatch):
    points, origins = clustered(5000, 5), clustered(9, 6)
    expected = as_set(geodesy.within(points, origins, 2e6))
    assert as_set(geodesy.within(iter(np.array_split(points, 7)), origins, 2e6)) == expected
    monkeypatch.setattr(_within, "CHUNK", 700)
    assert as_set(geodesy.within(points, origins, 2e6)) == expected
    counted = geodesy.count_within(iter(np.array_split(points, 7)), origins, 2e6)
    assert counted.tolist() == np.bincount([row for _, row in expected], minlength=9).tolist()


def test_no_points_and_no_origins():
    nothing = np.empty((0, 2))
    assert list(geodesy.within(nothing, [[0, 0]], 1000)) == []
    assert geodesy.count_within(nothing, [[0, 0]], 1000).tolist() == [0]
    assert geodesy.count_within([[0, 0]], nothing, 1000).shape == (0,)


def test_bad_input_is_refused_before_the_first_pair():
    with pytest.raises(RadiusError):
        geodesy.within([[0, 0]], [[0, 0]], -1)
    with pytest.raises(CoordinateError):
        geodesy.within([[0, 0]], [[0, 100]], 1000)
    with pytest.raises(ShapeError):
        geodesy.within([[0, 0]], shapely.Polygon(), 1000)
    with pytest.raises(ShapeError, match="Geometry 1 is empty"):
        geodesy.count_within([[0, 0]], [shapely.box(0, 0, 1, 1), shapely.Polygon()], 1000)
    with pytest.raises(CoordinateError):
        list(geodesy.within([[0, 100]], [[0, 0]], 1000))


def polygon_m2(ring):
    polygon = WGS84.Polygon()
    for lon, lat in ring:
        polygon.AddPoint(lat, lon)
    return polygon.Compute(sign=True)[2]


def test_the_area_of_planar_edges_is_that_of_their_dense_geodesics():
    for shape in (
        countries()["Italy"],
        shapely.box(20, 40, 60, 80),
        shapely.Polygon([(170, -80), (180, 10), (-170, 0)]),
    ):
        dense = shapely.segmentize(shape, 0.02)
        expected = sum(
            polygon_m2(shapely.get_coordinates(ring)[:-1])
            for polygon in shapely.get_parts(shapely.orient_polygons(dense))
            for ring in (polygon.exterior, *polygon.interiors)
        )
        assert geodesy.area(shape) == pytest.approx(expected, rel=1e-6)


def test_the_area_of_geodesic_edges_is_geographiclibs():
    ring = [(170, 50), (-170, 55), (-160, 70), (175, 75)]
    assert geodesy.area(shapely.Polygon(ring), edges="geodesic") == pytest.approx(
        polygon_m2(ring), rel=1e-12
    )
    hole = [(-178, 60), (-174, 62), (-176, 66)]
    expected = polygon_m2(ring) - abs(polygon_m2(hole))
    assert geodesy.area(shapely.Polygon(ring, [hole]), edges="geodesic") == pytest.approx(
        expected, rel=1e-12
    )


def test_areas_with_poles_and_more_than_a_hemisphere():
    earth_m2 = WGS84.Polygon().area0
    assert geodesy.area(shapely.box(-180, -90, 180, 90)) == pytest.approx(earth_m2, rel=1e-12)
    cap = abs(polygon_m2([(lon, 60) for lon in np.arange(-180, 180, 0.01)]))
    assert geodesy.area(shapely.box(-180, 60, 180, 90)) == pytest.approx(cap, rel=1e-6)
    assert geodesy.area(shapely.box(-180, -90, 180, 60)) == pytest.approx(earth_m2 - cap, rel=1e-6)
    polar = shapely.Polygon([(0, 80), (90, 80), (180, 80), (-90, 80)])
    assert geodesy.area(polar, edges="geodesic") == pytest.approx(
        abs(polygon_m2([(0, 80), (90, 80), (180, 80), (-90, 80)]))
    )


def test_points_and_lines_have_no_area():
    assert geodesy.area(shapely.LineString([(0, 0), (1, 1)])) == 0
    assert geodesy.area(shapely.Point(0, 0), edges="geodesic") == 0


def test_the_area_of_a_circle_is_that_of_its_ring():
    made = geodesy.circle([30, 50], 1_000_000, tolerance_m=0.01)
    ring = shapely.get_coordinates(made.geoms[0].exterior)[:-1]
    assert geodesy.area(made) == pytest.approx(polygon_m2(ring), rel=1e-8)
