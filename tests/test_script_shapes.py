"""Distances to territories as the page measures them, against Python's and against brute force."""

import json
from itertools import pairwise

import numpy as np
import pytest
import shapely
from pyproj import Geod
from reference import around, brute_m, lines_of
from shapely import LineString, MultiPoint, MultiPolygon, Point, Polygon, box

from rangemap import Territory, geodesy
from rangemap._places.lookup import resolve
from rangemap._places.values import Place
from rangemap._reach.measure import extent_km, spans_km

pytestmark = pytest.mark.browser

ENTRIES = tuple(f"geodesy/{name}" for name in ("shape", "nearest", "farthest", "spans"))
TERRITORIES = ["Ukraine", "Russia", "Fiji", "Indonesia", "Antarctica", "Norway"]
GEOD = Geod(ellps="WGS84")

HOLED = Polygon(
    [(20, 40), (32, 41), (30, 52), (19, 50)], [[(24, 44), (27, 44.5), (26, 48), (23, 47)]]
)
SHAPES = {
    "holed": HOLED,
    "line": LineString([(-70, -30), (-10, 25), (40, 10), (160, 60)]),
    "parallel": LineString([(-60, 60), (110, 60)]),
    "about the pole": LineString([(lon, 88.5) for lon in range(-180, 181, 60)]),
    "equator": LineString([(-170, 0), (5, 0), (175, 0.2)]),
    "points": MultiPoint([(0, 0), (180, 10), (-75.5, 40.25), (12, 90), (33, -90)]),
    "point": Point(37.6, 55.75),
    "over 180": MultiPolygon([box(175, -20, 180, 5), box(-180, -20, -170, 5)]),
    "wide": box(-60, -35, 119, 20),
    "cap": box(-180, 72, 180, 90),
    "mixed": shapely.GeometryCollection([HOLED, LineString([(60, 60), (70, 65)]), Point(90, 10)]),
}


def rings(shape):
    ends = np.flatnonzero(shape.following != np.arange(1, len(shape.part) + 1)) + 1
    return [
        np.vstack([shape.edges.start[first:end], shape.edges.end[end - 1 : end]]).tolist()
        for first, end in pairwise([0, *ends])
    ]


def described(shape):
    """Give a shape as the page is sent it: polygons as rings, lines, points, in the same order."""
    found = {"polygons": [], "lines": [], "points": []}
    for part in geodesy.parts(shape):
        if part.polygons:
            found["polygons"].append(rings(part))
        elif part.is_point:
            found["points"] += part.edges.start.tolist()
        else:
            found["lines"] += rings(part)
    return found


@pytest.fixture(scope="session")
def measured(modules):
    """Ask one function of the page about many positions."""

    def ask(module, function, shape, positions):
        given = shape if isinstance(shape, dict) else described(shape)
        return modules(
            ENTRIES,
            """([module, name, shape, positions]) => {
              const made = modules["geodesy/shape"].shapeOf(JSON.parse(shape));
              const ask = modules[`geodesy/${module}`][name];
              const found = positions.map((position) => ask(made, ...position));
              return found.map((each) => (each?.next ? [...each] : each));
            }""",
            [module, function, json.dumps(given), np.asarray(positions).tolist()],
        )

    return ask


def shape_of(name):
    return geodesy.as_shape(SHAPES[name]) if name in SHAPES else resolve(name, "recognised").shape


def opposite(positions):
    lon, lat = np.transpose(positions)
    return np.column_stack([np.where(lon > 0, lon - 180, lon + 180), -lat])


def spots(shape, number, seed):
    """Give positions of all kinds: near and far, on the border, polar, at 180, antipodal."""
    random = np.random.default_rng(seed)
    corners = shape.edges.start[random.integers(len(shape.part), size=number)]
    ends = shape.edges.end[random.integers(len(shape.part), size=number)]
    near = corners + random.normal(0, [2, 1], (number, 2))
    special = [(lon, lat) for lon in (-180, 0, 77.7, 180) for lat in (-90, -89.95, 0, 89.99, 90)]
    found = np.vstack(
        [
            around(corners[0], number, 3e6, seed),
            near,
            corners,
            opposite(ends),
            opposite(corners + random.normal(0, 0.2, (number, 2))),
            special,
        ]
    )
    return np.column_stack([(found[:, 0] + 180) % 360 - 180, np.clip(found[:, 1], -90, 90)])


def length_m(one, other):
    return GEOD.inv(*np.transpose(one), *np.transpose(other))[2]


def feet_of(found):
    return np.array([[each["lon"], each["lat"]] for each in found])


def metres_of(found):
    return np.array([each["metres"] for each in found])


@pytest.mark.parametrize("name", [*TERRITORIES, *SHAPES])
def test_the_nearest_point_is_pythons(measured, name):
    shape = shape_of(name)
    positions = spots(shape, 80, seed=5)
    found = measured("nearest", "nearest", shape, positions)
    metres, feet = metres_of(found), feet_of(found)
    truth = geodesy.distance(positions, shape)
    assert np.abs(metres - truth).max() < 1e-3
    assert np.abs(length_m(positions, feet) - metres).max() < 1e-3
    assert geodesy.distance(feet, shape).max() < 1e-3


@pytest.mark.parametrize("name", [*TERRITORIES, *SHAPES])
def test_bounds_bracket_the_distance(measured, name):
    shape = shape_of(name)
    positions = spots(shape, 150, seed=6)
    least, most = np.transpose(measured("nearest", "bounds", shape, positions))
    truth = geodesy.distance(positions, shape)
    assert (least <= truth + 1e-4).all()
    assert (most >= truth - 1e-4).all()
    close = truth < 1_000_000
    assert (most - least)[close].max() < 12_000
    assert (most - least <= 12_000 + 0.05 * truth).all()


@pytest.mark.parametrize("name", ["holed", "line", "parallel", "about the pole", "wide", "mixed"])
def test_the_distance_is_that_of_brute_force(measured, name):
    shape = shape_of(name)
    positions = [*around((30, 60), 3, 4e6, seed=7), (10.0, 89.2), (-150.0, -47.0)]
    found = metres_of(measured("nearest", "nearest", shape, positions))
    outside = found > 0
    truth = [brute_m(each, SHAPES[name]) for each in np.array(positions)[outside]]
    assert outside.sum() >= 3
    assert found[outside] == pytest.approx(truth, abs=1e-3)


@pytest.mark.parametrize("name", ["Ukraine", "Russia", "holed", "over 180", "wide", "cap"])
def test_what_a_polygon_holds_is_what_shapely_says(measured, name):
    shape = shape_of(name)
    positions = np.vstack([spots(shape, 200, seed=8), around((25, 47), 100, 1e6, seed=8)])
    edges = shapely.linestrings(np.stack([shape.edges.start, shape.edges.end], axis=1))
    _, beside_deg = shapely.STRtree(edges).query_nearest(
        shapely.points(positions), return_distance=True, all_matches=False
    )
    found = np.array(measured("shape", "contains", shape, positions))[beside_deg > 1e-9]
    truth = shapely.contains_xy(geodesy.as_geometry(shape), *positions[beside_deg > 1e-9].T)
    assert truth.any()
    assert (found == truth).all()


@pytest.mark.parametrize("name", [*TERRITORIES, "holed", "points", "point", "over 180", "mixed"])
def test_the_farthest_point_is_pythons(measured, name):
    shape = shape_of(name)
    # Python's may be short by this.
    tolerance_m = 1 if name in TERRITORIES else 100
    positions = spots(shape, 3, seed=9)[:20]
    found = measured("farthest", "farthest", shape, positions)
    metres = metres_of(found)
    truth = [geodesy.farthest(shape, each, tolerance_m=tolerance_m)[0] for each in positions]
    assert (metres - truth).min() > -1e-3
    assert (metres - truth).max() < tolerance_m
    assert np.abs(length_m(positions, feet_of(found)) - metres).max() < 1e-3
    assert geodesy.distance(feet_of(found), shape).max() < 1e-3


@pytest.mark.parametrize(
    "name", ["Fiji", "holed", "line", "parallel", "equator", "over 180", "wide", "cap"]
)
def test_the_farthest_point_is_that_of_brute_force(measured, name):
    shape = shape_of(name)
    positions = spots(shape, 4, seed=10)
    metres = metres_of(measured("farthest", "farthest", shape, positions))
    lines = [LineString(line) for line in lines_of(geodesy.as_geometry(shape)) if len(line) > 1]
    samples = np.vstack([shapely.get_coordinates(shapely.segmentize(each, 0.02)) for each in lines])
    is_inside = geodesy.distance(opposite(positions), shape) == 0
    for position, length, antipode in zip(positions, metres, is_inside, strict=True):
        every = length_m(np.broadcast_to(position, samples.shape), samples)
        assert every.max() <= length + 1e-3
        close = shapely.intersection(lines, Point(samples[every.argmax()]).buffer(0.03))
        finer = shapely.get_coordinates(shapely.segmentize(close[~shapely.is_empty(close)], 5e-6))
        every = length_m(np.broadcast_to(position, finer.shape), finer)
        assert antipode or length == pytest.approx(every.max(), abs=0.6)


def test_near_the_antipode_the_farthest_point_lies_where_geodesics_stop_being_shortest(measured):
    start, end = np.array([-136.215336, 59.382764]), np.array([-136.951421, 59.155006])
    position = (43.487918, -59.137525)
    line = geodesy.as_shape(LineString([start, end]))
    [found] = measured("farthest", "farthest", line, [position])
    share = np.linspace(0, 1, 200_001)[:, np.newaxis]
    samples = start * (1 - share) + end * share
    longest = length_m(np.broadcast_to(position, samples.shape), samples).max()
    assert found["metres"] == pytest.approx(longest, abs=0.3)


def test_the_farthest_point_is_the_antipode_where_that_is_inside(measured):
    [found] = measured("farthest", "farthest", shape_of("Russia"), [(-80, -60)])
    assert (found["lon"], found["lat"]) == (100, 60)
    assert found["metres"] == pytest.approx(geodesy.LONGEST_M, abs=1e-3)


@pytest.mark.parametrize("name", [*TERRITORIES, "Canada"])
def test_spans_are_pythons(measured, name):
    territory = resolve(name, "recognised")
    # From a pole, parts that begin at the same latitude are equally far.
    positions = [each for each in spots(territory.shape, 6, seed=11) if abs(each[1]) < 90]
    found = measured("spans", "spans", territory.shape, positions)
    for (lon, lat), spans in zip(positions, found, strict=True):
        place = Place(lon=lon, lat=lat)
        truth = np.array(list(spans_km(place, territory, 0.0))[1:]) * 1000
        assert np.array(spans) == pytest.approx(truth, abs=1e-3)
        assert np.array(list(spans_km(territory, place, 0.0))[1:]) * 1000 == pytest.approx(truth)
    extent = measured("spans", "extent", territory.shape, [()])
    assert extent == [pytest.approx(extent_km(territory) * 1000, abs=1e-3)]


@pytest.mark.parametrize("name", SHAPES)
def test_spans_of_ones_own_shape_are_pythons(measured, name):
    territory = Territory(name=name, shape=shape_of(name))
    positions = spots(territory.shape, 3, seed=12)
    found = measured("spans", "spans", territory.shape, positions)
    for (lon, lat), spans in zip(positions, found, strict=True):
        truth = np.array(list(spans_km(Place(lon=lon, lat=lat), territory, 0.0))[1:]) * 1000
        assert np.array(spans) == pytest.approx(truth, abs=1e-3)
    extent = measured("spans", "extent", territory.shape, [()])
    assert extent == [pytest.approx(extent_km(territory) * 1000, abs=1e-3)]


def test_inside_a_polygon_a_position_is_its_own_nearest_point(measured):
    positions = [(20.5, 41.0), (30.0, 51.0), (25.0, 46.0)]
    found = measured("nearest", "nearest", shape_of("holed"), positions)
    assert feet_of(found[:2]).tolist() == [list(each) for each in positions[:2]]
    assert [each["metres"] > 0 for each in found] == [False, False, True]


def test_rings_may_run_either_way_and_repeat_positions(measured):
    shape = shape_of("holed")
    [polygon] = described(shape)["polygons"]
    positions = spots(shape, 50, seed=13)
    truth = metres_of(measured("nearest", "nearest", shape, positions))
    for outline, hole in ((1, -1), (-1, 1), (-1, -1)):
        rings = [np.repeat(polygon[0][::outline], 2, axis=0), np.array(polygon[1][::hole])]
        given = {"polygons": [[ring.tolist() for ring in rings]]}
        found = metres_of(measured("nearest", "nearest", given, positions))
        assert found == pytest.approx(truth, abs=1e-6)
        assert measured("spans", "extent", given, [()]) == measured("spans", "extent", shape, [()])
