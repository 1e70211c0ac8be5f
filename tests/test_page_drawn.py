"""What is painted on the map, read from its pixels where geodesy says that it lies."""

import pytest
from pyproj import Geod

import rangemap

pytestmark = pytest.mark.browser

GEOD = Geod(ellps="WGS84")
KYIV = (30.5238, 50.45466)

# The colours round places on a layer of the map: of each pixel within so many of them.
COLOURS = """([pane, places, within]) => {
    const canvas = document.querySelector(`.leaflet-${pane}-pane canvas`);
    const pen = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
    pen.drawImage(canvas, 0, 0);
    return places.map(([lon, lat]) => {
        const { x, y } = map_rangemap.latLngToContainerPoint([lat, lon]);
        const side = 2 * within + 1;
        const { data } = pen.getImageData(Math.round(x) - within, Math.round(y) - within, side, side);
        return Array.from({ length: side * side }, (_, i) => Array.from(data.slice(4 * i, 4 * i + 4)));
    });
}"""


def colours(page, places, within=2, pane="ranges"):
    return page.evaluate(COLOURS, [pane, [list(place) for place in places], within])


def ends(origin, km, azimuths):
    return [GEOD.fwd(*origin, azimuth, km * 1000)[:2] for azimuth in azimuths]


def look_at(page, lat, lon, zoom):
    page.evaluate(
        """([lat, lon, zoom]) => new Promise((done) => {
            map_rangemap.setView([lat, lon], zoom, { animate: false });
            requestAnimationFrame(() => requestAnimationFrame(done));
        })""",
        [lat, lon, zoom],
    )


def is_blue(pixel):
    red, green, blue, alpha = pixel
    return alpha > 150 and blue > red + 60 and blue > green + 30


def is_orange(pixel):
    red, _, blue, alpha = pixel
    return alpha > 150 and red > blue + 80


def share(found, says):
    return sum(any(says(pixel) for pixel in spot) for spot in found) / len(found)


def most(spot):
    return max(alpha for *_, alpha in spot)


def test_rings_are_drawn_where_they_lie(show):
    page = show(rangemap.explore(["atacms", "tomahawk"], "Kyiv"))
    azimuths = range(20, 340, 8)
    assert share(colours(page, ends(KYIV, 300, azimuths)), is_blue) > 0.9
    # Dashed, 36 to four, as the second range is.
    line = colours(page, ends(KYIV, 1600, range(20, 340)), within=0)
    assert 0.7 < share(line, is_orange) < 0.98
    assert share(colours(page, ends(KYIV, 1450, azimuths), within=1), is_orange) < 0.2


def test_a_range_is_tinted_and_what_figures_leave_open_is_hatched(show):
    page = show(rangemap.explore("tomahawk", "Kyiv", min_population=10_000_000))
    look_at(page, 50, 30, 4)

    def tints(km):
        spots = colours(page, ends(KYIV, km, range(0, 180, 9)), within=3)
        return [[alpha for *_, alpha in spot] for spot in spots]

    within, band, beyond = tints(900), tints(1900), tints(2700)
    assert sorted(max(alphas) for alphas in within)[4] in range(12, 30)
    # Lines with gaps between them.
    assert sum(max(alphas) - min(alphas) > 25 for alphas in band) > 15
    assert sorted(max(alphas) for alphas in beyond)[15] == 0


def test_a_minimum_range_is_an_inner_ring(show):
    page = show(rangemap.explore("gmlrs-m31", "49,34"))
    look_at(page, 49, 34, 10)
    azimuths = range(0, 360, 7)
    on, within, beyond = (
        colours(page, ends((34, 49), km, azimuths), within=1) for km in (15, 12, 18)
    )
    # Dashed, five to four.
    assert 0.4 < share(on, is_blue) < 0.9
    assert max(most(spot) for spot in within) == 0
    assert sum(most(spot) > 0 for spot in beyond) > 45


@pytest.mark.parametrize("turn", [-360, 0, 360])
def test_lines_are_drawn_in_every_world(show, turn):
    page = show(rangemap.explore(range_km=5000, origins="0,170", targets="10,-150"))
    look_at(page, 5, 180 + turn, 3)
    azimuths = [azimuth for azimuth in range(0, 360, 10) if azimuth % 180]
    ring = [(lon if lon > 0 else lon + 360, lat) for lon, lat in ends((170, 0), 5000, azimuths)]
    shown = [(lon + turn, lat) for lon, lat in ring if lon < 250]
    assert len(shown) > 30
    assert share(colours(page, shown), is_blue) > 0.9
    [launch] = colours(page, [(170 + turn, 0)], within=0)
    red, green, blue, alpha = launch[0]
    assert max(red, green, blue) < 60
    assert alpha == 255


def way_between(start, end, count=60):
    """Give points on the geodesic, and on the straight line of Mercator's map half way."""
    return [(lon, lat) for lon, lat in GEOD.npts(*start, *end, count)]


def painted(page, places):
    return sum(most(spot) > 100 for spot in colours(page, places, within=1)) / len(places)


def test_the_way_to_a_checked_place_is_drawn_as_a_geodesic(show):
    page = show(rangemap.explore(range_km=100, origins="Kyiv", min_population=10_000_000))
    look_at(page, 50, 75, 3)
    page.fill("#rm-search", "40,120")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.rm-target')")
    look_at(page, 50, 75, 3)
    way = way_between(KYIV, (120, 40))[4:-8]
    # Dotted, one to four.
    assert painted(page, way) > 0.4
    chord = [(KYIV[0] + (120 - KYIV[0]) * i / 60, 45) for i in range(15, 45)]
    assert painted(page, chord) < 0.1


def test_the_way_from_a_border_is_drawn_to_its_place(show):
    page = show(rangemap.explore(range_km=100, origins="Ukraine", targets="56,60"))
    answer = rangemap.check(range_km=100, origin="Ukraine", target="56,60")
    way = way_between((answer.start.lon, answer.start.lat), (60, 56))
    assert painted(page, way[5:-12]) > 0.4


def test_in_a_drag_rings_cards_and_cities_follow(show):
    page = show(rangemap.explore(range_km=900, origins="Kyiv", targets=["Moscow", "Rome, IT"]))
    first = page.locator("tbody tr").first.inner_text()
    cards = page.locator(".rm-target").all_inner_texts()
    box = page.locator(".rm-launch").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 150, y + 60, steps=6)
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    place = page.evaluate(
        """([x, y]) => {
            const { left, top } = map_rangemap.getContainer().getBoundingClientRect();
            const { lat, lng } = map_rangemap.containerPointToLatLng([x - left, y - top]);
            return [lng, lat];
        }""",
        [x - 150, y + 60],
    )
    ring = colours(page, ends(place, 900, range(0, 360, 12)))
    told = page.locator(".rm-panel > .rm-answers p").all_inner_texts()
    for target, card, sentence in zip(
        ["Moscow", "Rome, IT"], page.locator(".rm-target").all(), told, strict=True
    ):
        km = rangemap.check(
            range_km=900, origin=f"{place[1]},{place[0]}", target=target
        ).distance_km
        assert abs(float(card.inner_text().split(" km")[0].split()[-1].replace(",", "")) - km) < 2
        assert card.inner_text() not in cards
        assert f"{km:,.0f}"[:3] in sentence
    assert page.locator("tbody tr").first.inner_text() != first
    page.mouse.up()
    assert share(ring, is_blue) > 0.9


# What strokes of disputed borders there are: the dash of each, as a pen is told.
STROKES = """() => {
    const dashes = [];
    let dash = [];
    const pen = new Proxy({}, { set: () => true, get: (_, name) => (given) => {
        if (name === "setLineDash") dash = given;
        if (name === "stroke") dashes.push(dash);
    } });
    const path = { xs: [0, 1], ys: [0.4, 0.5], west: 0, east: 1, north: 0.4, south: 0.5 };
    const shapes = { land: [path], coast: [path], border: [path], disputed: [path] };
    modules["map/basemap"].paintBasemap(pen, shapes, { scale: 256, left: 0, top: 0, width: 256, height: 256 }, {});
    return dashes;
}"""


def test_disputed_borders_alone_are_dashed_and_dots_filled_as_they_are_read(show):
    from rangemap.page import _assets

    page = show(rangemap.explore("atacms", "Kyiv"))
    page.evaluate(f"window.modules = {_assets.script('map/basemap', 'map/paint')}; 0")
    coast, border, disputed = page.evaluate(STROKES)
    assert coast == border == []
    assert disputed == [3, 3]
    inked = page.evaluate(
        """() => ["yes", "part", "depends", "no"].map((verdict) => {
            const pen = new OffscreenCanvas(40, 40).getContext("2d");
            modules["map/paint"].dot(pen, 20, 20, 15, verdict, { ink: "#000", paper: "#fff" });
            const { data } = pen.getImageData(0, 0, 40, 40);
            const dark = (x, y) => data[4 * (y * 40 + x)] < 100 && data[4 * (y * 40 + x) + 3] > 200;
            return [[12, 20], [28, 20], [20, 20]].map(([x, y]) => dark(x, y));
        })"""
    )
    yes, part, depends, no = inked
    assert yes == [True, True, True]
    assert part == [False, False, True]
    assert depends[:2] == [True, False]
    assert no == [False, False, False]


def test_the_small_map_has_land_and_sea(show):
    page = show(rangemap.explore(range_km=1000, origins="Kyiv"))
    kinds = page.evaluate(
        """() => {
            const canvas = document.querySelector(".rm-globe");
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            const seen = { land: 0, sea: 0 };
            for (let i = 0; i < data.length; i += 4) {
                if (data[i + 3] < 255) continue;
                seen[data[i] > data[i + 2] ? "land" : "sea"] += 1;
            }
            return seen;
        }"""
    )
    assert kinds["land"] > 3000
    assert kinds["sea"] > 1500


def test_smaller_cities_have_dots_as_the_map_comes_nearer(show):
    page = show(rangemap.explore(range_km=300, origins="Kyiv"))
    place = rangemap.check(range_km=1, origin="Fastiv", target="Kyiv").origin
    spot = [(place.lon, place.lat)]
    look_at(page, 50.2, 30, 8)
    assert most(colours(page, spot, within=1)[0]) > 200
    look_at(page, 50.2, 30, 6)
    assert most(colours(page, spot, within=1)[0]) < 60
