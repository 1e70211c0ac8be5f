"""The page's own geodesics and circles, against pyproj and the shapes that Python computes."""

import numpy as np
import pytest
import shapely

import rangemap
from rangemap._reach import rings as python
from rangemap.geodesy._ellipsoid import LONGEST_M, geod

pytestmark = pytest.mark.browser

EXACT_M = 1e-4
"""What the module promises."""

WALK = """(rows) => rows.map((row) => {
  const { inverse, metres } = modules["geodesy/geodesic"];
  const { azimuth, metres: length } = inverse(...row);
  return [length, azimuth, metres(...row)];
})"""
DIRECT = """(rows) => rows.map((row) => modules["geodesy/geodesic"].direct(...row))"""
PATHS = """(rows) => rows.map((row) => modules["geodesy/geodesic"].path(...row))"""
CIRCLE = """(row) => modules["geodesy/circle"].circle(...row)"""
OUTLINES = """(rings) => {
  const { found, world } = modules["map/outlines"].outlines(rings);
  return { found: found.map(({ line, pole }) => ({ line, pole })), world };
}"""

CENTRES = [
    (30.5238, 50.45466),
    (-100, 45),
    (174.78, -41.29),
    (180, 10),
    (-180, -60),
    (0, 0),
    (33.08, 68.97),
    (10, -89),
    (25, 89.9999),
    (0, 90),
    (77, -90),
]
KM = [0.01, 300, 2500, 6000, 9000, 12000, 15000, 19000, 19980, 20003]


def spread(random, number):
    """Positions that are as dense everywhere on a globe."""
    lat = np.degrees(np.arcsin(random.uniform(-1, 1, number)))
    return np.column_stack([random.uniform(-180, 180, number), lat])


def moved(random, lonlat, km):
    lon, lat, _ = geod().fwd(*lonlat.T, random.uniform(0, 360, len(lonlat)), km * 1000)
    return np.column_stack([lon, lat])


def opposite(lonlat):
    lon, lat = lonlat.T
    return np.column_stack([np.where(lon > 0, lon - 180, lon + 180), -lat])


def pairs(kind, number=3000):
    random = np.random.default_rng(20240501)
    a, b = spread(random, number), spread(random, number)
    tiny = 10.0 ** random.uniform(-14, 0, number)
    sign = random.choice([-1, 1], number)
    if kind == "near each other":
        b = moved(random, a, 10.0 ** random.uniform(-6, 2, number))
    if kind == "near a pole":
        a[:, 1] = sign * (90 - tiny)
    if kind == "from a pole":
        a[:, 1] = sign * 90
    if kind == "on the equator":
        a[:, 1] = b[:, 1] = 0
    if kind == "on a meridian":
        b[:, 0] = a[:, 0] + random.choice([0, 180, -180, 360], number)
    if kind == "on the same parallel":
        b[:, 1] = sign * a[:, 1]
    if kind == "up to 19,900 km":
        b = moved(random, opposite(a), random.uniform(110, 400, number))
    if kind == "nearly antipodal":
        b = moved(random, opposite(a), 10.0 ** random.uniform(-6, 2.1, number))
    if kind == "nearly antipodal on the equator":
        a[:, 1] = sign * tiny
        b = opposite(a) + np.column_stack([random.uniform(-1, 1, number), tiny[::-1]])
    if kind == "nearly antipodal at the poles":
        a[:, 1] = sign * (90 - tiny)
        b[:, 1] = -sign * (90 - tiny[::-1])
    if kind == "antipodal":
        b = opposite(a)
    if kind == "corners":
        corners = [(x, y) for x in (-180, -90, 0, 45, 180) for y in (-90, -45, 0, 1e-9, 45, 90)]
        return np.array([[*p, *q] for p in corners for q in corners], dtype=float)
    return np.hstack([a, b])


def gap_m(a, b):
    return geod().inv(*np.transpose(a), *np.transpose(b))[2]


@pytest.mark.parametrize(
    "kind",
    [
        "anywhere",
        "near each other",
        "near a pole",
        "from a pole",
        "on the equator",
        "on a meridian",
        "on the same parallel",
        "up to 19,900 km",
        "nearly antipodal",
        "nearly antipodal on the equator",
        "nearly antipodal at the poles",
        "antipodal",
        "corners",
    ],
)
def test_distances_and_azimuths_are_those_of_pyproj(modules, kind):
    rows = pairs(kind)
    found = np.array(modules(("geodesy/geodesic",), WALK, rows.tolist()), dtype=float)
    length, azimuth, metres = found.T
    expected = gap_m(rows[:, :2], rows[:, 2:])
    assert np.abs(length - expected).max() < EXACT_M
    assert (metres == length).all()
    assert ((azimuth >= 0) & (azimuth < 360)).all()
    # Where several ways are the shortest, any of them will do.
    lon, lat, _ = geod().fwd(*rows[:, :2].T, azimuth, length)
    assert gap_m(np.column_stack([lon, lat]), rows[:, 2:]).max() < 2 * EXACT_M


def test_a_place_is_no_distance_from_itself(modules):
    rows = [[lon, lat] * 2 for lon, lat in spread(np.random.default_rng(5), 500)]
    rows += [[180, 10, -180, 10], [0, 90, 0, 90], [20, -90, 20, -90], [-180, 0, 540, 0]]
    found = modules(("geodesy/geodesic",), WALK, rows)
    assert [row[0] for row in found] == [0] * len(rows)


def test_ends_of_geodesics_are_those_of_pyproj(modules):
    random = np.random.default_rng(11)
    start = spread(random, 5000)
    start[:300, 1] = random.choice([-90, 90], 300)
    start[300:600, 1] = 0
    start[600:900, 0] = random.choice([-180, 180], 300)
    azimuth = random.uniform(-360, 720, len(start))
    azimuth[::7] = random.choice([0, 90, 180, 270], len(azimuth[::7]))
    length = np.concatenate([10.0 ** random.uniform(-3, 7, 2500), random.uniform(0, 2e7, 2500)])
    rows = np.column_stack([start, azimuth, length])
    found = np.array(modules(("geodesy/geodesic",), DIRECT, rows.tolist()), dtype=float)
    lon, lat, _ = geod().fwd(*rows.T)
    assert gap_m(found, np.column_stack([lon, lat])).max() < EXACT_M
    assert np.abs(found[:, 0]).max() <= 180


@pytest.mark.parametrize("kind", ["anywhere", "near each other", "nearly antipodal", "corners"])
def test_a_path_is_the_shortest_way_in_steps(modules, kind):
    rows = pairs(kind, 100)
    found = modules(("geodesy/geodesic",), PATHS, rows.tolist())
    for row, line in zip(rows, map(np.array, found), strict=True):
        steps = gap_m(line[:-1], line[1:])
        whole = gap_m(row[None, :2], row[None, 2:])[0]
        assert steps.sum() == pytest.approx(whole, abs=1e-3)
        assert steps.max() < 75_001
        assert np.ptp(steps) < 1e-3
        assert (line[0] == row[:2]).all()
        assert line[-1, 1] == row[3]
        assert (line[-1, 0] - row[2]) % 360 == 0
        assert np.abs(np.diff(line[:, 0])).max() <= 180


def tolerance_m(km):
    """What the shapes of Python have."""
    return max(5.0, min(50.0, km / 10))


def drawn(modules, centre, km):
    rings = modules(("geodesy/circle",), CIRCLE, [*centre, km * 1000, tolerance_m(km)])
    return [np.array(ring, dtype=float) for ring in rings]


def of_python(centre, km):
    return python.ring(rangemap.Place(lat=centre[1], lon=centre[0]), km, unwrap=True)


def chords(rings):
    """The ends of all chords but those along the frame of the world and to it."""
    both = np.concatenate([np.stack([ring[:-1], ring[1:]], axis=1) for ring in rings])
    return both[(np.abs(both[:, :, 1]) < 90).all(axis=1)]


def away_m(centre, lonlat):
    return gap_m(np.broadcast_to(centre, lonlat.shape), lonlat)


@pytest.mark.parametrize("km", KM)
@pytest.mark.parametrize("centre", CENTRES)
def test_a_circle_is_true_and_within_tolerance(modules, centre, km):
    rings = drawn(modules, centre, km)
    start, end = chords(rings).transpose(1, 0, 2)
    assert np.abs(away_m(centre, start) - km * 1000).max() < 1e-3
    assert np.abs(end[:, 0] - start[:, 0]).max() < 90
    for ring in rings:
        assert (ring[0] == ring[-1]).all()
    # On an edge that is shorter than the tolerance, halfway round a pole, there is no more to ask.
    for share in (0.1, 0.25, 0.5, 0.75, 0.9):
        error = np.abs(away_m(centre, start + share * (end - start)) - km * 1000)
        assert error.max() < tolerance_m(km)


def test_circles_that_pass_a_pole_closely_are_within_tolerance(modules):
    random = np.random.default_rng(3)
    for lat in random.uniform(-89, 89, 40):
        pole = random.choice([-90, 90])
        to_pole = gap_m([[0, lat]], [[0, pole]])[0] / 1000
        km = to_pole + random.choice([-1, 1]) * 10 ** random.uniform(-9, 2)
        rings = drawn(modules, (0, lat), km)
        start, end = chords(rings).transpose(1, 0, 2)
        for share in (0.25, 0.5, 0.75):
            error = np.abs(away_m((0, lat), start + share * (end - start)) - km * 1000)
            assert error.max() < tolerance_m(km), (lat, km)


@pytest.mark.parametrize(
    ("lat", "metres"),
    [(-60, 16656038.548778953), (-50, 15542812.77097004), (-30, 13322079.127229815)],
)
def test_a_circle_through_one_pole_is_closed_along_the_other(modules, lat, metres):
    # To the last digit: a vertex on a pole would be taken for the frame of the world.
    rings = modules(("geodesy/circle",), CIRCLE, [0, lat, metres, 50])
    shape = modules(("map/outlines",), OUTLINES, rings)
    assert [found["pole"] for found in shape["found"]] == [-90]


def test_a_circle_has_no_more_vertices_than_it_needs(modules):
    assert len(drawn(modules, (30, 50), 1600)[0]) < 600
    assert len(drawn(modules, (30, 50), 0.01)[0]) < 100


def polygon(rings):
    shape = shapely.Polygon(rings[0], rings[1:])
    assert shape.is_valid
    assert shape.exterior.is_ccw
    return shape


def holds(shape, lonlat):
    """Say which positions lie in a shape with continuous longitudes, on any turn."""
    turns = [
        shapely.intersects_xy(shape, lonlat + np.array([360 * turn, 0]))
        for turn in (-2, -1, 0, 1, 2)
    ]
    return np.any(turns, axis=0)


def probes(centre, km):
    """Positions everywhere, and on both sides of the circle as near as a tolerance allows."""
    random = np.random.default_rng(17)
    azimuth = np.arange(0, 360, 2.5)
    near = []
    for side in (-1.2, 1.2):
        length = np.full(len(azimuth), km * 1000 + side * tolerance_m(km))
        lon, lat, _ = geod().fwd(*np.broadcast_to(centre, (len(azimuth), 2)).T, azimuth, length)
        near.append(np.column_stack([lon, lat]))
    there = opposite(np.array([centre], dtype=float))
    far = moved(random, np.repeat(there, 300, axis=0), random.uniform(0, 200, 300))
    everywhere = np.concatenate([spread(random, 500), far, *near])
    off = np.abs(away_m(centre, everywhere) - km * 1000)
    return everywhere[off > 1.1 * tolerance_m(km)]


@pytest.mark.parametrize("km", KM)
@pytest.mark.parametrize("centre", CENTRES)
def test_a_circle_holds_what_is_nearer_and_what_the_shape_of_python_holds(modules, centre, km):
    points = probes(centre, km)
    expected = away_m(centre, points) < km * 1000
    assert (holds(polygon(drawn(modules, centre, km)), points) == expected).all()
    assert (holds(of_python(centre, km), points) == expected).all()


@pytest.mark.parametrize("km", KM)
@pytest.mark.parametrize("centre", CENTRES)
def test_a_map_takes_circles_as_it_takes_the_rings_of_python(modules, centre, km):
    def taken(rings):
        shape = modules(("map/outlines",), OUTLINES, rings)
        lines = [np.array(found["line"]) for found in shape["found"]]
        return {
            "world": shape["world"],
            "poles": [found["pole"] for found in shape["found"]],
            "turns": [round((line[-1, 0] - line[0, 0]) / 360) % 2 for line in lines],
            "lats": [(line[:, 1].min(), line[:, 1].max()) for line in lines],
        }

    parts = of_python(centre, km).geoms
    lines = [line for part in parts for line in (part.exterior, *part.interiors)]
    ours = taken([ring.tolist() for ring in drawn(modules, centre, km)])
    theirs = taken([shapely.get_coordinates(line).round(4).tolist() for line in lines])
    lats = np.array([ours.pop("lats"), theirs.pop("lats")])
    assert ours == theirs
    assert np.abs(lats[0] - lats[1]).max() < 2 * tolerance_m(km) / 111_000


@pytest.mark.parametrize("metres", [LONGEST_M, 20_003_931.46, 3e7])
def test_a_circle_beyond_the_longest_geodesic_is_the_whole_world(modules, metres):
    (ring,) = modules(("geodesy/circle",), CIRCLE, [30, 50, metres, 50])
    assert shapely.Polygon(ring).equals(shapely.box(-180, -90, 180, 90))
    assert modules(("map/outlines",), OUTLINES, [ring]) == {"found": [], "world": True}
