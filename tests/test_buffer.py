"""Buffers: validity, error, topology and side, against distances that are tested on their own."""

import math
from itertools import pairwise

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reference import around, brute_m, countries, fractal, off_frame, rings_of, true_m

from rangemap import geodesy
from rangemap.errors import CoordinateError, RadiusError, SelfCheckError, ShapeError
from rangemap.geodesy import _buffer

RADII_KM = [1, 30, 300, 1600, 5500, 10_000, 15_000, 19_900]


def on_chords(shape, number, seed):
    """Give random places on the edges that are not on the frame of the world."""
    random = np.random.default_rng(seed)
    starts, ends = [], []
    for xy in rings_of(shape):
        along = ((xy[:-1] == xy[1:]) & (np.abs(xy[:-1]) == [180, 90])).any(axis=1)
        starts.append(xy[:-1][~along])
        ends.append(xy[1:][~along])
    start, end = np.vstack(starts), np.vstack(ends)
    if not len(start):
        return start
    chosen, share = random.integers(0, len(start), number), random.uniform(0, 1, (number, 1))
    return start[chosen] * (1 - share) + end[chosen] * share


def assert_holds(
    made, shape, radius_m, tolerance_m=1.0, edges="planar", seed=0, probes=300, crossings=0.02
):
    """Check all that a buffer promises; give the worst errors of vertices and chords."""
    assert made.geom_type == "MultiPolygon" and made.is_valid
    for polygon in made.geoms:
        assert polygon.exterior.is_ccw and not any(hole.is_ccw for hole in polygon.interiors)
    west, south, east, north = made.bounds
    assert west >= -180 and east <= 180 and south >= -90 and north <= 90
    for xy in rings_of(made):
        assert np.abs(np.diff(xy[:, 0])).max() < 180
    vertices = off_frame(np.vstack(list(rings_of(made))))
    off_m = np.abs(geodesy.distance(vertices, shape, edges=edges) - radius_m)
    assert (off_m <= tolerance_m).all()
    # Only where two chords cross may a vertex be off by more than a millimetre.
    assert np.count_nonzero(off_m > 1e-3) <= crossings * len(vertices) + 8
    places = on_chords(made, probes, seed)
    chord_m = np.abs(geodesy.distance(places, shape, edges=edges) - radius_m)
    assert (chord_m <= tolerance_m).all()
    points = around(shapely.get_coordinates(shape)[0], probes, min(1.5 * radius_m, 2e7), seed)
    points = np.vstack([points, shapely.get_coordinates(shape)[:50]])
    distance_m = geodesy.distance(points, shape, edges=edges)
    wrong = shapely.intersects_xy(made, *points.T) != (distance_m <= radius_m)
    assert (np.abs(distance_m - radius_m)[wrong] <= tolerance_m).all()
    return off_m.max(initial=0), chord_m.max(initial=0)


def shape_of(case):
    return countries()[case["country"]] if "country" in case else shapely.from_wkt(case["wkt"])


def test_named_cases(cases):
    for case in cases("buffers")["buffers"]:
        shape, radius_m = shape_of(case), case["radius_km"] * 1000
        made = geodesy.buffer(shape, radius_m)
        holes = sum(len(polygon.interiors) for polygon in made.geoms)
        assert (len(made.geoms), holes) == (case["parts"], case["holes"]), case["case"]
        for place in case["in"]:
            assert made.intersects(shapely.Point(place)), (case["case"], place)
        for place in case["out"]:
            assert not made.intersects(shapely.Point(place)), (case["case"], place)
        if "country" not in case and "touches itself" not in case["case"]:
            assert_holds(made, shape, radius_m)


@pytest.mark.parametrize("radius_km", RADII_KM)
@pytest.mark.parametrize("name", ["Fiji", "Russia", "Antarctica", "fractal"])
def test_hard_shapes_at_all_radii(name, radius_km):
    shape = fractal() if name == "fractal" else countries()[name]
    tolerance_m = 1.0 if radius_km >= 300 else 10.0
    made = geodesy.buffer(shape, radius_km * 1000, tolerance_m=tolerance_m)
    assert_holds(made, shape, radius_km * 1000, tolerance_m)


def test_a_buffers_distances_are_brute_forces():
    shape = shapely.Polygon(
        [(170, 60), (180, 62), (180, 70), (160, 66)], [[(171, 64), (176, 64), (174, 67)]]
    )
    made = geodesy.buffer(shape, 250_000)
    for vertex in off_frame(np.vstack(list(rings_of(made))))[::150]:
        assert brute_m(vertex, shape) == pytest.approx(250_000, abs=1e-3)
    for place in on_chords(made, 12, 1):
        assert brute_m(place, shape) == pytest.approx(250_000, abs=1.0)


spots = st.tuples(
    st.one_of(st.floats(-180, 180), st.sampled_from([180.0, -180.0, 179.999])),
    st.one_of(st.floats(-90, 90), st.sampled_from([90.0, -90.0, 89.99])),
).map(lambda spot: (round(spot[0], 6), round(spot[1], 6)))
sizes = st.floats(-2, 1.5).map(lambda power: 10**power)


@st.composite
def shapes(draw):
    (lon, lat), size = draw(spots), draw(sizes)
    steps = draw(st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1)), min_size=1, max_size=8))
    xy = np.clip(
        np.array([lon, lat]) + np.round(np.array([(0, 0), *steps]) * size, 6),
        [-180, -90],
        [180, 90],
    )
    kind = draw(st.sampled_from(["points", "line", "hull", "all"]))
    several = shapely.MultiPoint(xy)
    made = {"points": several, "line": shapely.LineString(xy), "hull": several.convex_hull}
    return made[kind] if kind != "all" else shapely.GeometryCollection(list(made.values()))


@settings(deadline=None, max_examples=150)
@given(
    shapes(),
    st.floats(2, 7.3).map(lambda power: min(10**power, 1.997e7)),
    st.sampled_from([1.0, 10.0, 100.0]),
)
@example(shapely.LineString([(180, 1), (180, -3), (180, 2)]), 1e5, 1.0)
@example(shapely.LineString([(-180, 90), (-162, 90)]), 9e6, 1.0)
@example(shapely.LineString([(-180, -90), (-179, -89.5)]), 1.996e7, 10.0)
@example(shapely.LineString([(0, 0), (0, 1e-6), (1, 1)]), 1e6, 1.0)
def test_the_buffer_of_any_shape_holds_its_promise(shape, radius_m, tolerance_m):
    tolerance_m = max(tolerance_m, radius_m / 20_000) if radius_m > 10_000 else 1.0
    made = geodesy.buffer(shape, radius_m, tolerance_m=tolerance_m)
    # Lines that chance lays closer together than the tolerance have chords crossing all along.
    assert_holds(made, shape, radius_m, tolerance_m, probes=60, crossings=1.0)


@settings(deadline=None, max_examples=40)
@given(spots, sizes, st.floats(3, 7).map(lambda power: 10**power))
def test_the_buffer_of_geodesic_edges_holds_its_promise(spot, size, radius_m):
    line = np.clip(
        np.array(spot) + size * np.array([(0, 0), (1, 0.3), (0.4, -1)]), [-180, -90], [180, 90]
    )
    shape = shapely.LineString(line)
    tolerance_m = max(1.0, radius_m / 20_000)
    made = geodesy.buffer(shape, radius_m, tolerance_m=tolerance_m, edges="geodesic")
    assert_holds(made, shape, radius_m, tolerance_m, edges="geodesic", probes=60)


@pytest.mark.parametrize("center", [(30.5, 50.4), (179.9, -17.0), (20.0, 89.0)])
def test_a_single_point_is_the_azimuthal_equidistant_circle(center):
    radius_m = 500_000
    made = geodesy.buffer(shapely.Point(center), radius_m)
    assert made.equals(geodesy.circle(center, radius_m))
    flat = pyproj.Transformer.from_crs(
        4326, f"+proj=aeqd +lon_0={center[0]} +lat_0={center[1]} +datum=WGS84", always_xy=True
    )
    xy = np.column_stack(flat.transform(*off_frame(np.vstack(list(rings_of(made)))).T))
    assert np.hypot(*xy.T) == pytest.approx(radius_m, abs=1e-3)


def test_two_points_at_one_place_are_the_circle():
    twice = geodesy.buffer(shapely.MultiPoint([(30, 50), (30, 50)]), 300_000)
    assert twice.symmetric_difference(geodesy.circle([30, 50], 300_000)).area < 1e-3


def test_a_larger_radius_covers_a_smaller_one():
    shape = countries()["Italy"]
    before = geodesy.buffer(shape, 1_000)
    for radius_km in RADII_KM[1:]:
        after = geodesy.buffer(shape, radius_km * 1000)
        assert after.covers(before), radius_km
        before = after


def test_a_looser_tolerance_is_smaller_and_keeps_its_promise():
    shape = countries()["Ukraine"]
    sizes = []
    for tolerance_m in (0.1, 1.0, 50.0, 1000.0):
        made = geodesy.buffer(shape, 300_000, tolerance_m=tolerance_m)
        assert_holds(made, shape, 300_000, tolerance_m)
        sizes.append(shapely.get_num_coordinates(made))
    assert sizes == sorted(sizes, reverse=True) and sizes[0] > 3 * sizes[1] > 9 * sizes[2]


def test_areas_agree_with_the_boundary():
    # A slightly larger buffer has more area by its boundary's length, in the limit.
    shape = shapely.box(20, 45, 30, 50)
    inner, outer = (
        geodesy.area(geodesy.buffer(shape, r, tolerance_m=0.01)) for r in (300_000, 300_100)
    )
    ring = shapely.get_coordinates(geodesy.buffer(shape, 300_050).geoms[0].exterior)
    length_m = sum(true_m(a, b) for a, b in pairwise(ring))
    assert outer - inner == pytest.approx(length_m * 100, rel=1e-5)


@pytest.mark.parametrize("radius_km", [100, 5500, 15_000])
def test_unwrapped_longitudes_run_on(radius_km):
    shape = shapely.MultiLineString([[(175, -15), (180, -17)], [(-180, -17), (-178, -20)]])
    cut = geodesy.buffer(shape, radius_km * 1000)
    whole = geodesy.buffer(shape, radius_km * 1000, unwrap=True)
    assert whole.is_valid and len(whole.geoms) == 1 < len(cut.geoms) + (radius_km == 15_000)
    assert geodesy.area(cut) == pytest.approx(area_of_unwrapped(whole), rel=1e-7)
    west, _, east, _ = whole.bounds
    assert -180 <= (west + east) / 2 <= 180 and east - west <= 360 + 1e-9
    for xy in rings_of(whole):
        inner = xy[(xy[:, 0] > west + 1e-6) & (xy[:, 0] < east - 1e-6)] if east - west > 359 else xy
        inner = inner[np.abs(inner[:, 1]) < 90]
        wrapped = np.column_stack([(inner[:, 0] + 180) % 360 - 180, inner[:, 1]])
        assert geodesy.distance(wrapped, shape) == pytest.approx(radius_km * 1000, abs=1e-3)


def area_of_unwrapped(shape):
    parts = [
        shapely.intersection(shape, shapely.box(360 * turn - 180, -90, 360 * turn + 180, 90))
        for turn in (-1, 0, 1)
    ]
    return sum(
        geodesy.area(
            shapely.transform(
                part, lambda xy, turn=turn: np.clip(xy - [360 * turn, 0], [-180, -90], [180, 90])
            )
        )
        for turn, part in zip((-1, 0, 1), parts, strict=True)
        if part.area
    )


def test_an_unwrapped_buffer_with_a_pole_is_cut_at_180():
    made = geodesy.buffer(countries()["Antarctica"], 300_000, unwrap=True)
    assert made.bounds[0] == -180 and made.bounds[2] == 180 and made.bounds[1] == -90


@pytest.mark.parametrize("radius_m", [19_975_000.0, 19_990_000.0, 20_003_000.0])
def test_beyond_exact_radii_sides_are_right(radius_m):
    shape = shapely.LineString([(30, 10), (30.05, 10.02)])
    made = geodesy.buffer(shape, radius_m)
    assert made.is_valid
    points = around((-150, -10), 150, 80_000, 6)
    distance_m = geodesy.distance(points, shape)
    wrong = shapely.intersects_xy(made, *points.T) != (distance_m <= radius_m)
    assert (np.abs(distance_m - radius_m)[wrong] < 100).all()
    assert geodesy.buffer(shape, radius_m, unwrap=True).is_valid
    if radius_m < 19_980_000:
        assert not made.intersects(shapely.Point(-150, -10))


def test_the_whole_earth():
    whole = 510_065_621_724_088
    for shape, radius_m in [
        (shapely.box(0, 0, 1, 1), 20_003_932.0),
        (shapely.box(0, 0, 1, 1), 19_990_000.0),
        (shapely.box(0, 0, 60, 60), 18_500_000.0),
    ]:
        assert geodesy.area(geodesy.buffer(shape, radius_m)) == pytest.approx(whole, rel=1e-9)


def test_a_polygon_larger_than_a_hemisphere():
    shape = shapely.box(-180, -60, 180, 90)
    made = geodesy.buffer(shape, 1_000_000)
    assert_holds(made, shape, 1_000_000)
    assert not made.intersects(shapely.Point(0, -80))
    assert geodesy.area(geodesy.buffer(shape, 4_000_000)) == pytest.approx(
        510_065_621_724_088, rel=1e-9
    )


@pytest.mark.parametrize("name", ["a box", "a corner", "Ukraine", "Fiji"])
def test_a_buffer_of_a_buffer_is_the_buffer_of_the_sum(name):
    corner = shapely.LineString([(0, 0), (1, 0), (1, 1)])
    shape = {"a box": shapely.box(20, 50, 22, 51), "a corner": corner}.get(name)
    shape, first, then = (shape, 1_000, 1_000) if shape else (countries()[name], 100_000, 50_000)
    twice = geodesy.buffer(geodesy.buffer(shape, first), then)
    once = geodesy.buffer(shape, first + then)
    assert geodesy.area(twice) == pytest.approx(geodesy.area(once), rel=1e-5)
    assert_holds(twice, geodesy.buffer(shape, first), then)


RINGS = [
    [(0, 0), (90, 0), (0, 90)],
    [(0, 80), (90, 80), (180, 80), (-90, 80)],
    [(170, -10), (-170, -10), (-170, 10), (170, 10)],
    [(0, 60), (180, 60), (90, 60)],
    [(0, -90), (0, -75), (40, -75), (40, -90)],
]


@pytest.mark.parametrize("radius_km", [30, 1600, 12_000])
@pytest.mark.parametrize("ring", RINGS)
def test_polygons_of_geodesics(ring, radius_km):
    shape, radius_m = shapely.Polygon(ring), radius_km * 1000
    made = geodesy.buffer(shape, radius_m, tolerance_m=10, edges="geodesic")
    assert_holds(made, shape, radius_m, 10, edges="geodesic")


@pytest.mark.parametrize(
    "line",
    [[(170, 5), (180, 10), (-180, 10), (-170, 5)], [(-180, 10), (180, 10)], [(10, 90), (20, 90)]],
)
def test_one_place_under_two_longitudes(line):
    shape = shapely.LineString(line)
    assert_holds(geodesy.buffer(shape, 1e5, edges="geodesic"), shape, 1e5, edges="geodesic")


MET = {
    "a stretch run along unevenly, beside the pole": ("GEOMETRYCOLLECTION (LINESTRING (-29.097958 89.999825, 5.052314 89.998782), POINT (-53.30553144359813 25.348838470163173))", 5.5e6, 1.0),
    "points closer than the tolerance": ("MULTIPOINT ((179.998568 -49.070218), (179.9991 -49.069613), (180 -49.070781), (180 -49.072656), (180 -49.071734))", 5189524.229409423, 738.0945),
    "a neck narrower than the tolerance": ("POLYGON ((-6 -6, 6 -6, 6 6, -6 6, -6 -6), (-3 -3, 3 -3, 0.8983165 0, 3 3, -3 3, -0.8983165 0, -3 -3))", 1e5, 1000.0),
    "a tolerance far above the radius": ("MULTIPOINT ((0 0), (1 1))", 10.0, 1e9),
    "a tolerance above the radius, at the pole": ("LINESTRING (0 -90, 0.1 -89.9867)", 1.0, 1000.0),
    "a line over itself": ("LINESTRING (180 1, 180 -3, 180 2)", 1e5, 1.0),
}  # fmt: skip


@pytest.mark.parametrize("name", MET)
def test_what_once_went_wrong(name):
    text, radius_m, tolerance_m = MET[name]
    shape = shapely.from_wkt(text)
    made = geodesy.buffer(shape, radius_m, tolerance_m=tolerance_m)
    # The circles of points that are closer than the tolerance cross all along.
    crossings = 1.0 if "closer than" in name else 0.02
    assert_holds(made, shape, radius_m, min(tolerance_m, radius_m / 4), crossings=crossings)


def test_a_geoseries_is_one_shape():
    import geopandas

    series = geopandas.GeoSeries([shapely.box(0, 0, 1, 1), shapely.Point(3, 0)], crs=4326)
    made = geodesy.buffer(series, 150_000)
    assert_holds(made, shapely.GeometryCollection(list(series)), 150_000)


@pytest.mark.parametrize("radius_m", [0, -1, math.nan, math.inf, "far", [1, 2], 1e-9])
def test_an_impossible_radius_is_refused(radius_m):
    with pytest.raises(RadiusError, match="radius"):
        geodesy.buffer(shapely.box(0, 0, 1, 1), radius_m)


@pytest.mark.parametrize("tolerance_m", [0, -1, math.nan, 1e-4])
def test_an_impossible_tolerance_is_refused(tolerance_m):
    with pytest.raises(RadiusError, match="tolerance"):
        geodesy.buffer(shapely.box(0, 0, 1, 1), 1000, tolerance_m=tolerance_m)


def test_a_shape_that_is_none_is_refused():
    with pytest.raises(ShapeError, match="empty"):
        geodesy.buffer(shapely.Polygon(), 1000)
    with pytest.raises(ShapeError, match="not valid"):
        geodesy.buffer(shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)]), 1000)
    with pytest.raises(CoordinateError, match="latitude 91"):
        geodesy.buffer(shapely.LineString([(0, 0), (0, 91)]), 1000)


def test_a_buffer_that_lost_a_part_of_its_boundary_is_not_given(monkeypatch):
    honest = _buffer.chords

    def lossy(*args):
        lines = honest(*args)
        return lines[np.arange(len(lines)) % 7 != 3]

    monkeypatch.setattr(_buffer, "chords", lossy)
    with pytest.raises(SelfCheckError):
        geodesy.buffer(shapely.box(0, 0, 1, 1), 100_000)


@pytest.mark.slow
def test_every_country_at_three_radii():
    worst = {}
    for name, shape in countries().items():
        for radius_km in (50, 700, 4000):
            tolerance_m = 1.0 if radius_km > 50 else 5.0
            made = geodesy.buffer(shape, radius_km * 1000, tolerance_m=tolerance_m)
            vertex_m, chord_m = assert_holds(made, shape, radius_km * 1000, tolerance_m)
            worst[name, radius_km] = (chord_m / tolerance_m, vertex_m)
    print("worst chord, in tolerances:", max(worst.items(), key=lambda item: item[1][0]))
    print("worst vertex, in metres:", max(worst.items(), key=lambda item: item[1][1]))
