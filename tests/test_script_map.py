"""What the page paints and answers, module by module: rings in every world, cities, the what-if."""

import json

import numpy as np
import pytest

import rangemap
from rangemap import geodesy
from rangemap._places.gazetteer import cities_from, cities_named
from rangemap._reach.measure import paths
from rangemap._reach.question import as_weapons, merged
from rangemap._reach.tables import judge_cities
from rangemap.page._payload import Reader, payload

pytestmark = pytest.mark.browser

MAP = ("map/rings", "map/paint", "map/mercator", "world", "state", "reach/cities", "share/geojson", "text/titles", "places", "hash")  # fmt: skip
PREPARE = """([page, large]) => {
    const world = modules.world.worldOf(page, large, null);
    const state = modules.state.stateOf(page, world);
    state.lang = "en";
    state.words = modules.state.wordsNow(state);
    modules.state.answer(state);
    window.prepared = { page, world, state };
}"""


def prepare(modules, weapons, origins, targets=(), range_km=(), **reader):
    found = as_weapons(weapons, range_km)
    froms = [rangemap.check(range_km=1, origin=origin, target="Kyiv").origin for origin in origins]
    tos = [rangemap.check(range_km=1, origin="Kyiv", target=target).target for target in targets]
    made = payload(
        found, froms, tos, [], "recognised", Reader("en", "km", reader.get("people", 15_000))
    )
    modules(MAP, PREPARE, [{**made[0], "whole": True}, made[1]])
    return found, froms


PAINTED = """([lon, points]) => {
    const { state } = prepared;
    const [width, height, scale] = [1800, 1300, 1024];
    const { mercatorX, mercatorY } = modules["map/mercator"];
    const view = { width, height, scale, left: mercatorX(lon) * scale - width / 2, top: scale / 2 - height / 2 };
    return modules["map/rings"].ringsOf(state).map((ring) => {
        const pen = document.createElement("canvas").getContext("2d");
        pen.beginPath();
        for (const shape of ring.minimum ? [ring.typical, ring.minimum] : [ring.typical]) {
            modules["map/paint"].traceShape(pen, shape, view);
        }
        return points.map(([x, y]) =>
            pen.isPointInPath(...modules["map/paint"].xyOf(view, mercatorX(x), mercatorY(y)), "evenodd"));
    });
}"""  # fmt: skip


def test_named_cases_are_painted_right_in_every_world(modules, cases):
    for case in cases("range_map_errors")["members"]:
        lon, lat = case["origin"]
        prepare(modules, None, [f"{lat},{lon}"], range_km=[case["range_km"]])
        points = [at for at in [*case["in"].values(), *case["out"].values()] if abs(at[1]) < 84]
        wanted = [at in case["in"].values() for at in points]
        for turn in (-360, 0, 360):
            near = [[x + 360 * round((lon + turn - x) / 360), y] for x, y in points]
            assert modules(MAP, PAINTED, [lon + turn, near]) == [wanted], (case["case"], turn)


RANGES = [2500, 6000, 9000, 12_000, 15_000, 19_000]


@pytest.mark.parametrize(
    "origin", ["68.97,33.08", "-41.29,174.78", "0,179.99", "-89,10", "45,-100", "89.5,0"]
)
def test_rings_round_poles_and_180_are_painted_right(modules, origin):
    _, [home] = prepare(modules, None, [origin], range_km=RANGES)
    points = [
        [home.lon + east, lat] for lat in (-75, -40, 0, 35, 60, 80) for east in range(-175, 176, 25)
    ]
    away = geodesy.distance([[(x + 180) % 360 - 180, y] for x, y in points], [home.lon, home.lat])
    painted = modules(MAP, PAINTED, [home.lon, points])
    for km, row in zip(RANGES, painted, strict=True):
        for point, metres, filled in zip(points, away, row, strict=True):
            if abs(metres / 1000 - km) > 100:
                assert filled == (metres / 1000 < km), (origin, km, point)


def test_a_minimum_range_is_not_painted(modules):
    prepare(modules, ["gmlrs"], ["50,36"])
    view = PAINTED.replace("top: scale / 2", "top: mercatorY(50) * scale")
    assert modules(MAP, view, [36, [[36, 50], [36.6, 50]]])[0] == [False, True]


STROKED = """(spans) => {
    const { state } = prepared;
    let longest = 0;
    let last = null;
    const pen = { save() {}, restore() {}, beginPath() {}, stroke() {}, setLineDash() {},
        moveTo(x, y) { last = [x, y]; },
        lineTo(x, y) { longest = Math.max(longest, Math.hypot(x - last[0], y - last[1])); last = [x, y]; } };
    for (const { typical } of modules["map/rings"].ringsOf(state)) {
        const view = { width: 1200, height: 800, scale: 1024, left: 0, top: 100 };
        modules["map/paint"].strokePaths(pen, typical.found.map((each) => each.path), view, {});
    }
    return longest;
}"""  # fmt: skip


def test_no_line_runs_across_the_map(modules):
    for origin, km in (
        ("68.97,33.08", 6000),
        ("53.02,158.65", 2500),
        ("-17,179.99", 2000),
        ("39.03,125.75", 13_000),
    ):
        prepare(modules, None, [origin], range_km=[km])
        assert 0 < modules(MAP, STROKED) < 80


def test_label_and_drawn_radius_agree_for_every_bound(modules):
    for name in ("tomahawk", "atacms", "hrim-2", "gmlrs"):
        [weapon], _ = prepare(modules, [name], ["Kyiv"])
        ring, label = modules(
            MAP,
            """() => {
                const { page, state } = prepared;
                const [ring] = modules["map/rings"].ringsOf(state);
                const lines = (shape) => shape && shape.found.map(({ line }) => line);
                const bounds = ["low", "typical", "high", "minimum"].map((bound) => [bound, lines(ring[bound])]);
                return [Object.fromEntries(bounds), modules["text/titles"].label(page.weapons[0], state.words)];
            }""",
        )
        banded = weapon.range_low_km < weapon.range_high_km
        drawn = {
            "low": weapon.range_low_km if banded else None,
            "typical": weapon.range_km,
            "high": weapon.range_high_km if banded else None,
            "minimum": weapon.min_range_km,
        }
        for bound, km in drawn.items():
            assert (ring[bound] is None) == (km is None)
            if km is not None:
                away = geodesy.distance(ring[bound][0], [30.5238, 50.45466]) / 1000
                assert away == pytest.approx(km, abs=1e-6)
        assert f"{weapon.range_km:,.0f} km" in label


JUDGED = """() => {
    const { page, world, state } = prepared;
    const { fromOrigin, judgeCities, CODES } = modules["reach/cities"];
    return state.origins.map((origin) => {
        const table = fromOrigin(origin, world.cities);
        const codes = judgeCities(page.weapons, table, world.cities);
        return codes.map((mine) => Object.fromEntries(Array.from(mine, (code, i) =>
            [`${world.cities.lat[i]},${world.cities.lon[i]}`, CODES[code]])));
    });
}"""


@pytest.mark.parametrize(
    ("weapons", "origins", "people"),
    [
        (["an-196-liutyi", "tomahawk", "patriot", "hrim-2", "gmlrs"], ["Kyiv", "50,36"], 15_000),
        (["hwasong-12", "hwasong-15", "trident-ii"], ["39.03,125.75", "-55,-60"], 100_000),
        (["atacms", "gmlrs", "tomahawk"], ["Ukraine"], 15_000),
        (["oniks"], ["Russia", "Fiji"], 250_000),
    ],
)  # fmt: skip
def test_every_city_has_the_verdict_that_python_gives(modules, weapons, origins, people):
    found, froms = prepare(modules, weapons, origins, people=people)
    page = modules(MAP, JUDGED)
    cities = [city for city in cities_from(people) if city.population >= 15_000]
    for origin, mine in zip(froms, page, strict=True):
        ways = paths(origin, cities)
        for weapon, verdicts in zip(found, mine, strict=True):
            listed = weapon.weapon_class not in ("sam", "sea drone")
            wrong = []
            for city, answer in zip(
                cities, judge_cities(weapon, origin, cities, ways), strict=True
            ):
                given = verdicts.get(js_key(city))
                if given is not None and given != (answer.verdict if listed else ""):
                    wrong.append((city, given, answer.verdict))
            assert not wrong, (weapon.name, origin)
            assert len(verdicts) > 0.99 * len(cities)


def test_the_nearest_of_several_origins_is_the_nearest(modules):
    prepare(modules, ["atacms"], ["Ukraine", "56,40", "-10,120"], people=100_000)
    found = modules(
        MAP,
        """() => {
            const { page, world, state } = prepared;
            const judged = modules.state.cityJudge(world)(state);
            return Array.from({ length: world.cities.count }, (_, i) =>
                [world.cities.lat[i], world.cities.lon[i], judged.best[i], judged.judged[judged.origin[i]].exact(i)]);
        }""",
    )
    points = np.array(found)
    ukraine = rangemap.check(range_km=1, origin="Ukraine", target="Kyiv").origin
    away = [
        geodesy.distance(points[:, [1, 0]], each) / 1000
        for each in (ukraine.shape, [40.0, 56.0], [120.0, -10.0])
    ]
    out = points[:, 2] == 3  # the code of "no"
    assert out.sum() > 1000
    # A city may lie in a country though up to 5 km outside its borders.
    assert np.abs(points[:, 3] - np.min(away, axis=0))[out].max() < 5


def js_key(city):
    return ",".join(json.dumps(int(x) if x == int(x) else x) for x in (city.lat, city.lon))


def test_lamberts_formula_is_as_near_as_it_is_taken_for(modules):
    rng = np.random.default_rng(7)
    origins = [[0, 0], [30, 50.45], [-170, -89], [179.99, 0], [12, 89.9]]
    lons, lats = rng.uniform(-180, 180, 4000), np.degrees(np.arcsin(rng.uniform(-1, 1, 4000)))
    for lon, lat in origins:
        bounds = modules(
            MAP,
            """([lon, lat, lons, lats]) => {
                const { prepareCities, fromOrigin } = modules["reach/cities"];
                const cities = prepareCities({ lon: lons, lat: lats, people: lons.map(() => 0) });
                const { least, most } = fromOrigin({ lon, lat, errorKm: 0 }, cities);
                return [Array.from(least), Array.from(most)];
            }""",
            [lon, lat, lons.tolist(), lats.tolist()],
        )
        least, most = np.array(bounds)
        away = geodesy.distance(np.column_stack([lons, lats]), [lon, lat]) / 1000
        assert ((least <= away) & (away <= most)).all()
        assert np.median(most - least) < 1


CONTOUR = """(km) => {
    const { state } = prepared;
    state.whatIfKm = km;
    const rings = modules["map/rings"].ringsOf(state);
    const { found, world } = rings.at(-1).typical;
    return { lines: found.map(({ line }) => line), poles: found.map(({ pole }) => pole), world };
}"""


@pytest.mark.parametrize(
    ("origin", "km", "poles"),
    [("Ukraine", 700, {0}), ("Russia", 300, {0}), ("Russia", 3000, {90}), ("Fiji", 400, {0})],
)
def test_a_range_of_the_readers_own_round_a_country(modules, origin, km, poles):
    prepare(modules, ["atacms"], [origin])
    drawn = modules(MAP, CONTOUR, km)
    assert set(drawn["poles"]) == poles
    assert not drawn["world"]
    country = rangemap.check(range_km=1, origin=origin, target="Kyiv").origin
    for line in drawn["lines"]:
        points = np.array(line)
        middles = (points[1:] + points[:-1]) / 2
        for each in (points, middles):
            each[:, 0] = (each[:, 0] + 180) % 360 - 180
            away = geodesy.distance(each, country.shape) / 1000
            # A corner between islands is cut by a side of the net.
            assert np.abs(away - km).max() < 0.03 * km + 1


def test_a_range_of_the_readers_own_round_places_far_apart(modules):
    found = as_weapons(["atacms"], ())
    places = [rangemap.check(range_km=1, origin=each, target="Kyiv").origin for each in ("Kyiv", "Tokyo", "Washington")]  # fmt: skip
    made = payload(found, [merged(places)], [], [], "recognised", Reader("en", "km", 100_000))
    modules(MAP, PREPARE, [{**made[0], "whole": True}, made[1]])
    assert len(modules(MAP, CONTOUR, 60)["lines"]) == 3
    drawn = modules(MAP, CONTOUR, 20_000)
    assert drawn["world"]


@pytest.mark.parametrize(
    ("weapon", "origin", "km"),
    [
        (None, "Kyiv", 1600),
        (None, "Suva", 2000),
        (None, "Murmansk", 6000),
        (None, "-80,20", 3000),
        (None, "Pyongyang", 13_000),
        (None, "0,10", 15_000),
        (None, "10,-100", 16_000),
        (None, "South Africa", 30),
        (None, "Fiji", 300),
        ("gmlrs", "50,36", None),
    ],
)
def test_shapes_for_download_are_those_that_python_gives(modules, weapon, origin, km):
    import shapely

    prepare(modules, weapon and [weapon], [origin], range_km=[km] if km else ())
    document = json.loads(modules(MAP, '() => modules["share/geojson"].geojsonOf(prepared.state)'))
    shape = shapely.geometry.shape(document["features"][0]["geometry"])
    wanted = rangemap.rings(weapon, origin, range_km=km).geometry.item()
    assert shape.is_valid, shapely.is_valid_reason(shape)
    west, south, east, north = shape.bounds
    assert -180 <= west <= east <= 180
    assert -90 <= south <= north <= 90
    assert shape.symmetric_difference(wanted).area < 0.002 * wanted.area
    assert [feature["properties"]["kind"] for feature in document["features"]] == [
        "range",
        "launch",
    ]


@pytest.mark.parametrize(
    ("typed", "lat", "lon"),
    [
        ("48.85 37.9", 48.85, 37.9),
        ("48,85 37,9", 48.85, 37.9),
        (" -33.9,151.2 ", -33.9, 151.2),
        ("33.9S, 151.2E", -33.9, 151.2),
        ("50°N 30°W", 50, -30),
        ("-33.9S, 151.2E", None, None),
        ("Tromso", 69.6489, 18.95508),
        ("Kyiv, Ukraine", 50.45466, 30.5238),
        ("Saint Petersburg, RU", 59.93863, 30.31413),
        ("Bo", 7.96472, -11.73833),
        ("sumy", 50.91741, 34.79906),
        ("St Petersburg", 59.93863, 30.31413),
        ("St. Petersburg", 59.93863, 30.31413),
        ("Petersburg, US", 37.22793, -77.40193),
        ("Kiev", 50.45466, 30.5238),
        ("Rostov", 47.21997, 39.70769),
        ("Petrópolis", -22.505, -43.17861),
        ("Portland", 45.52345, -122.67621),
        ("Krym", None, None),
        ("Mosc", None, None),
        ("Суми", 50.91741, 34.79906),
        ("91, 0", None, None),
        ("x", None, None),
        ("", None, None),
        ("Nowhereville", None, None),
    ],
)
def test_what_is_typed_is_found(modules, typed, lat, lon):
    if not modules(MAP, "() => Boolean(window.typed)"):
        made = payload(as_weapons("atacms", ()), [rangemap.check("atacms", "Kyiv", "Kyiv").origin], [], [], "recognised", Reader(None, "km", 15_000))  # fmt: skip
        modules(MAP, PREPARE, [{**made[0], "whole": True}, made[1]])
        modules(MAP, "() => { window.typed = prepared.world; }")
    found = modules(MAP, "(text) => modules.places.meant(text, typed)[0] ?? null", typed)
    if lat is None:
        assert found is None
    else:
        assert (found["lat"], found["lon"]) == (lat, lon)


def test_a_name_means_the_city_that_it_means_to_python(modules):
    made = payload(as_weapons("atacms", ()), [rangemap.check("atacms", "Kyiv", "Kyiv").origin], [], [], "recognised", Reader("de", "km", 15_000))  # fmt: skip
    modules(MAP, PREPARE, [{**made[0], "whole": True}, made[1]])
    names = sorted({city.name for city in cities_from(15_000) if "," not in city.name})[::8]
    found = modules(MAP, "(names) => names.map((name) => modules.places.meant(name, prepared.world)[0] ?? null)", names)  # fmt: skip
    differing = []
    for name, city in zip(names, found, strict=True):
        meant = cities_named(name)[0][0]
        if (city["lat"], city["lon"]) != (meant.lat, meant.lon):
            differing.append(name)
    assert len(names) > 3000
    # Small places of the same name and weight, and alternate names that the page has no room for.
    assert len(differing) <= 5, differing
