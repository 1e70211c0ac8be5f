"""Distances, destinations and circles, against geographiclib's pure Python and against laws."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from reference import WGS84, off_frame, rings_of, true_m

from rangemap import geodesy
from rangemap.errors import CoordinateError, RadiusError

lons = st.floats(-180, 180, allow_nan=False)
lats = st.floats(-90, 90, allow_nan=False)
edge_lats = st.one_of(lats, st.sampled_from([-90.0, 90.0, 0.0, 89.9999999, -89.99, 66.0]))
edge_lons = st.one_of(lons, st.sampled_from([-180.0, 180.0, 0.0, 179.9999999, -179.99]))
radii = st.one_of(
    st.floats(1.0, geodesy.EXACT_UP_TO_M),
    st.sampled_from([1.0, 300e3, 1600e3, 5500e3, 10_001_965.729, 15e6, 19.9e6, 19.97e6]),
)


@given(edge_lons, edge_lats, edge_lons, edge_lats)
def test_distance_is_geographiclibs(lon1, lat1, lon2, lat2):
    measured = geodesy.distance([lon1, lat1], [lon2, lat2])[0]
    assert measured == pytest.approx(true_m((lon1, lat1), (lon2, lat2)), abs=1e-6)


@given(edge_lons, edge_lats, st.floats(-360, 360), st.floats(0, 2e7))
def test_destination_is_geographiclibs(lon, lat, azimuth, length):
    end = geodesy.destination([lon, lat], azimuth, length)[0]
    true = WGS84.Direct(lat, lon, azimuth, length)
    assert true_m(end, (true["lon2"], true["lat2"])) < 1e-6


def test_distance_to_several_points_is_to_the_nearest():
    near = geodesy.distance([[0, 0], [10, 0]], [[1, 0], [9.5, 0]])
    assert near == pytest.approx([true_m((0, 0), (1, 0)), true_m((10, 0), (9.5, 0))])


@pytest.mark.parametrize("points", [shapely.Point(1, 2), shapely.MultiPoint([(1, 2)])])
def test_shapely_points_are_positions(points):
    assert geodesy.distance(points, [1, 2])[0] == 0


def test_a_geoseries_is_positions():
    import geopandas

    series = geopandas.GeoSeries([shapely.Point(1, 2), shapely.Point(3, 4)])
    assert geodesy.distance(series, [3, 4])[1] == 0


@settings(deadline=None)
@given(edge_lons, edge_lats, radii)
@example(-44.99999999999997, 90.0, 1.0)
def test_every_vertex_of_a_circle_is_its_radius_away(lon, lat, radius_m):
    shape = geodesy.circle([lon, lat], radius_m, tolerance_m=max(1.0, radius_m / 5000))
    assert shape.is_valid
    for xy in rings_of(shape):
        assert np.abs(np.diff(xy[:, 0])).max() < 180
        for position in off_frame(xy)[:: max(1, len(xy) // 25)]:
            assert true_m((lon, lat), position) == pytest.approx(radius_m, abs=1e-3)


AT_THE_SEAM = [
    ((161.0356, -65.4), 5384e3), ((177.906, -54.43), 8679e3), ((157.7113, -41.46), 13126e3),
    ((164.4993, -90.0), 15790e3), ((179.9999999999, -90.0), 300e3), ((179.9999999999, 90.0), 9e6),
]  # fmt: skip


@pytest.mark.parametrize(("center", "radius_m"), AT_THE_SEAM)
def test_a_circle_is_never_its_own_complement(center, radius_m):
    shape = geodesy.circle(center, radius_m, tolerance_m=1000)
    assert shape.covers(shapely.Point(center))
    assert geodesy.circle(center, radius_m, unwrap=True).area == pytest.approx(shape.area, rel=0.01)


@settings(deadline=None, max_examples=1500)
@given(
    st.one_of(st.floats(150, 180), edge_lons).map(lambda lon: round(lon, 4)),
    st.one_of(edge_lats, st.sampled_from([90.0, -90.0])).map(lambda lat: round(lat, 4)),
    st.floats(1000, 1.99e7),
)
def test_a_circle_covers_its_centre_and_not_its_antipode(lon, lat, radius_m):
    shape = geodesy.circle([lon, lat], radius_m, tolerance_m=max(100.0, radius_m / 100))
    assert shape.covers(shapely.Point(lon, lat))
    assert not shape.covers(shapely.Point(lon - 180 if lon > 0 else lon + 180, -lat))


@settings(deadline=None)
@given(st.sampled_from([-180.0, 180.0, 179.9, -170.0, 30.0]), lats, st.floats(1e3, 1.9e7))
def test_the_cut_at_180_degrees_lies_on_the_circle_too(lon, lat, radius_m):
    shape = geodesy.circle([lon, lat], radius_m, tolerance_m=max(1.0, radius_m / 2000))
    for xy in rings_of(shape):
        on_frame = (np.abs(xy[:, 0]) == 180) | (np.abs(xy[:, 1]) == 90)
        beside = ~(np.roll(on_frame[:-1], 1) & np.roll(on_frame[:-1], -1))
        for position in xy[:-1][on_frame[:-1] & beside & (np.abs(xy[:-1, 1]) < 90)]:
            assert true_m((lon, lat), position) == pytest.approx(radius_m, abs=1e-3)


@settings(deadline=None)
@given(edge_lons, edge_lats, radii, st.floats(0, 1), st.randoms(use_true_random=False))
def test_no_edge_strays_farther_than_the_tolerance(lon, lat, radius_m, share, random):
    tolerance_m = 1.0
    shape = geodesy.circle([lon, lat], radius_m, tolerance_m=tolerance_m)
    for xy in rings_of(shape):
        frame = (np.abs(xy[:, 0]) == 180) | (np.abs(xy[:, 1]) == 90)
        edges = np.flatnonzero(~(frame[:-1] & frame[1:]))
        for edge in random.sample(list(edges), min(10, len(edges))):
            position = xy[edge] * (1 - share) + xy[edge + 1] * share
            assert abs(true_m((lon, lat), position) - radius_m) <= tolerance_m


@settings(deadline=None)
@given(
    edge_lons,
    edge_lats,
    st.one_of(radii, st.floats(geodesy.EXACT_UP_TO_M, 20_010_000.0)),
    lons,
    st.floats(-1, 1),
)
def test_what_is_covered_is_what_is_near(lon, lat, radius_m, other_lon, height):
    other = (other_lon, math.degrees(math.asin(height)))
    away = true_m((lon, lat), other)
    assume(abs(away - radius_m) > 2.0)
    shape = geodesy.circle([lon, lat], radius_m)
    assert shape.is_valid
    assert shape.covers(shapely.Point(other)) == (away < radius_m)


@pytest.mark.parametrize("radius_m", [19_971e3, 19_990e3, 20_003e3, 20_003_900.0])
@pytest.mark.parametrize("center", [(0, 0), (30.5, 50.45), (179.9, -17), (-60, 89.9), (10, -90)])
def test_the_sliver_near_the_antipode_is_classified_exactly(center, radius_m):
    shape = geodesy.circle(center, radius_m)
    antipode = (center[0] + 180 if center[0] <= 0 else center[0] - 180, -center[1])
    near = [
        WGS84.Direct(antipode[1], antipode[0], azimuth, length)
        for azimuth in range(0, 360, 20)
        for length in (0, 100, 1_000, 5_000, 20_000, 40_000, 80_000)
    ]
    for end in near:
        position = (end["lon2"], end["lat2"])
        away = true_m(center, position)
        if abs(away - radius_m) > 1:
            assert shape.covers(shapely.Point(position)) == (away < radius_m)


def test_the_whole_earth_is_covered_from_the_longest_path_on():
    world = geodesy.circle([20, 30], geodesy.LONGEST_M)
    assert world.area == 360 * 180
    assert true_m((0, 90), (0, -90)) == pytest.approx(geodesy.LONGEST_M, abs=1e-4)


def test_a_looser_tolerance_is_smaller_and_a_tighter_one_larger():
    sizes = [
        shapely.get_num_coordinates(geodesy.circle([30, 50], 1.6e6, tolerance_m=tolerance_m))
        for tolerance_m in (0.1, 1, 50)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 5 * sizes[2]


@settings(deadline=None)
@given(edge_lons, edge_lats, radii)
def test_unwrapped_longitudes_run_on(lon, lat, radius_m):
    shape = geodesy.circle([lon, lat], radius_m, tolerance_m=1000, unwrap=True)
    assert shape.is_valid
    assert len(shape.geoms) == 1
    for xy in rings_of(shape):
        assert np.abs(np.diff(xy[:, 0])).max() < 180.001


@pytest.mark.parametrize("center", [(0, 90), (0, -90), (0, 0), (45, 60)])
def test_a_circle_that_touches_a_pole_is_valid(center):
    for pole in (90, -90):
        radius_m = true_m(center, (0, pole))
        for nudge in (-1e-6, 0.0, 1e-6):
            if radius_m + nudge > 0.01:
                assert geodesy.circle(center, radius_m + nudge).is_valid


def test_named_cases(cases):
    for case in cases("range_map_errors")["members"]:
        shape = geodesy.circle(case["origin"], case["range_km"] * 1000)
        inside = {name for name, at in case["in"].items() if shape.covers(shapely.Point(at))}
        outside = {name for name, at in case["out"].items() if not shape.covers(shapely.Point(at))}
        assert (inside, outside) == (set(case["in"]), set(case["out"])), case["case"]
    for case in cases("range_map_errors")["distances_km"]:
        km = geodesy.distance(case["from"], case["to"])[0] / 1000
        assert km == pytest.approx(case["km"], abs=case["within"]), case["case"]


@pytest.mark.parametrize(
    "center", [[0, 91], [181, 0], [math.nan, 0], [[0, 0], [1, 1]], [1, 2, 3], "Kyiv", None]
)
def test_a_centre_off_the_earth_is_refused(center):
    with pytest.raises(CoordinateError):
        geodesy.circle(center, 1000)


@pytest.mark.parametrize("radius_m", [0, -1, math.nan, math.inf])
def test_an_impossible_radius_is_refused(radius_m):
    with pytest.raises(RadiusError, match="radius"):
        geodesy.circle([0, 0], radius_m)


@pytest.mark.parametrize("tolerance_m", [0, 1e-4, math.nan, math.inf])
def test_an_impossible_tolerance_is_refused(tolerance_m):
    with pytest.raises(RadiusError, match="tolerance"):
        geodesy.circle([0, 0], 1000, tolerance_m=tolerance_m)


@pytest.mark.slow
def test_a_sweep_of_circles_is_valid_and_on_its_side():
    random = np.random.default_rng(1)
    for _ in range(20_000):
        lon = round(random.uniform(-180, 180), int(random.integers(0, 6)))
        lat = round(
            float(random.choice([90, -90, random.uniform(-90, 90)])), int(random.integers(0, 6))
        )
        radius_m = random.uniform(1000, 1.997e7)
        shape = geodesy.circle([lon, lat], radius_m, tolerance_m=max(100.0, radius_m / 50))
        assert shape.is_valid
        assert shape.covers(shapely.Point(lon, lat)), (lon, lat, radius_m)
        for xy in rings_of(shape):
            edge = off_frame(xy)[:: max(1, len(xy) // 4)]
            for position in edge:
                assert true_m((lon, lat), position) == pytest.approx(radius_m, abs=1e-3)


def test_what_is_no_number_is_refused_by_name():
    with pytest.raises(RadiusError):
        geodesy.circle([0, 0], "5")
    with pytest.raises(RadiusError):
        geodesy.destination([0, 0], "north", 5)
    with pytest.raises(CoordinateError, match="do not go together"):
        geodesy.destination([[0, 0], [1, 1]], [1, 2, 3], 5)
    with pytest.raises(CoordinateError, match="single numbers"):
        geodesy.destination([0, 0], [[0, 90]], 5)
    with pytest.raises(RadiusError):
        geodesy.circle([0, 0], True)


def test_an_impossible_length_is_refused():
    with pytest.raises(RadiusError):
        geodesy.destination([0, 0], 0, -1)
