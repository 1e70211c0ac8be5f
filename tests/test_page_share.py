"""What a reader takes along: files, a picture, a link, paper; and how the page looks."""

import base64
import csv
import io
import json
import re
import struct

import pytest
from pages import ANSWERS, READY, rest

import rangemap

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def kyiv():
    return rangemap.explore(["atacms", "tomahawk"], "Kyiv", ["Moscow", "Saint Petersburg, RU"])


def saved(page, name):
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return download.value


def rows_of(page, path):
    saved(page, "Answers (CSV)").save_as(path)
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_answers_are_saved_as_csv(show, tmp_path):
    origins = ["Kyiv", "Kharkiv"]
    targets = ["Moscow", "Tokyo, JP", "-10,20", "Poland"]
    page = show(rangemap.explore(["atacms", "tomahawk"], origins, targets))
    page.fill("#rm-search", "Madrid, ES")
    page.keyboard.press("Enter")
    rows = rows_of(page, tmp_path / "answers.csv")
    asked = [*targets, "Madrid, ES"]
    for row, target in zip(rows, asked, strict=False):
        every = [rangemap.check("tomahawk", origin, target) for origin in origins]
        best = min(every, key=lambda each: each.distance_km)
        assert float(row["distance_km"]) == pytest.approx(best.distance_km, abs=0.001), target
        assert row["from"] == best.origin.name
        assert row["Tomahawk · about 1,600 km"] == best.verdict
    assert rows[1]["ATACMS · up to 300 km"] == "no"
    cities = rows[len(asked) :]
    assert len(cities) > 5000
    assert {"Moscow", "Madrid"}.isdisjoint(row["place"] for row in cities)
    verdicts = {row[label] for row in cities for label in list(row)[-2:]}
    assert verdicts == {"yes", "depends", "no"}
    assert all({"yes", "depends"} & set(list(row.values())[-2:]) for row in cities)
    people = [int(row["people"]) for row in cities]
    assert people == sorted(people, reverse=True)
    for row in cities[::500]:
        city = f"{row['lat']},{row['lon']}"
        distances = {each: rangemap.check("tomahawk", each, city).distance_km for each in origins}
        assert float(row["distance_km"]) == pytest.approx(distances[row["from"]], abs=0.001), city
    namesakes = [row["region"] for row in cities if row["place"] == "Zheleznogorsk"]
    assert namesakes == ["Kursk Oblast"]


def test_no_text_of_a_table_is_a_formula(show, tmp_path):
    places = tmp_path / "places.csv"
    places.write_text('name,lat,lon\n"=1+1",50,30\n"@x, ""y""",51,31\n')
    page = show(rangemap.explore("tomahawk", "Kyiv", rangemap.read_places(places)))
    rows = rows_of(page, tmp_path / "answers.csv")
    assert [row["place"] for row in rows[:2]] == ["'=1+1", '\'@x, "y"']


def test_shapes_are_saved_as_geojson(show, kyiv, tmp_path):
    page = show(kyiv)
    saved(page, "Shapes (GeoJSON)").save_as(tmp_path / "shapes.geojson")
    import geopandas

    table = geopandas.read_file(tmp_path / "shapes.geojson")
    assert table.kind.tolist() == ["range", "range", "launch", "place", "place"]
    document = json.loads((tmp_path / "shapes.geojson").read_text(encoding="utf-8"))
    sentences = [answer["sentence"] for answer in document["features"][3]["properties"]["answers"]]
    assert sentences[0].startswith("No. Moscow is 756 km from Kyiv")
    for feature, target in zip(
        document["features"][3:], ["Moscow", "Saint Petersburg, RU"], strict=True
    ):
        for told, weapon in zip(
            feature["properties"]["answers"], ["atacms", "tomahawk"], strict=True
        ):
            answer = rangemap.check(weapon, "Kyiv", target)
            assert told["distance_km"] == pytest.approx(answer.distance_km, abs=0.001)
            assert (told["weapon"], told["from"], told["verdict"]) == (
                answer.weapon.name,
                "Kyiv",
                answer.verdict,
            )
            urls = [document["sources"][number - 1]["url"] for number in told["sources"]]
            assert sorted(urls) == sorted(source.address for source in answer.sources)
    assert document["notes"][0].startswith("WGS84 surface distance")
    assert page.locator(".rm-sources").text_content().endswith("".join(document["notes"]))


# Compares the map in a saved picture with the page's: how large a part of it differs, by the mean
# colour of squares of 8 pixels, but for what `hidden` and names cover; and how many names have no
# ink in the picture.
COMPARED = """async ([saved, shot, { width, height, top }, hidden, names]) => {
    const SIDE = 8;
    const colours = async (data, from) => {
        const image = await createImageBitmap(await (await fetch(data)).blob());
        const pen = new OffscreenCanvas(width, height).getContext("2d");
        const scale = width / image.width;
        pen.drawImage(image, 0, -from, width, image.height * scale);
        return pen.getImageData(0, 0, width, height).data;
    };
    const pictures = [await colours(saved, top), await colours(shot, 0)];
    const valuesIn = (data, left, above, right, below, channel) => {
        const found = [];
        for (let y = above; y < below; y += 1) for (let x = left; x < right; x += 1) {
            found.push(data[4 * (y * width + x) + channel]);
        }
        return found;
    };
    const mean = (data, left, above, channel) =>
        valuesIn(data, left, above, left + SIDE, above + SIDE, channel).reduce((a, b) => a + b) / SIDE ** 2;
    const isCovered = (left, above) => [...hidden, ...names].some(({ x, y, width, height }) =>
        left + SIDE > x && left < x + width && above + SIDE > y && above < y + height);
    let [plain, seen] = [0, 0];
    for (let above = 0; above + SIDE <= height; above += SIDE) for (let left = 0; left + SIDE <= width; left += SIDE) {
        if (isCovered(left, above)) continue;
        seen += 1;
        plain += [0, 1, 2].some((channel) => {
            const [one, other] = pictures.map((data) => mean(data, left, above, channel));
            return Math.abs(one - other) > 6;
        });
    }
    const contrast = (data, { x, y, width, height }) => {
        const [left, above, right, below] = [x, y, x + width, y + height].map(Math.round);
        const found = valuesIn(data, left, above, right, below, 0);
        return Math.max(...found) - Math.min(...found);
    };
    const bare = names.filter((name) => contrast(pictures[0], name) < 0.6 * contrast(pictures[1], name));
    return [plain / seen, bare.length];
}"""


def as_data(data):
    return f"data:image/png;base64,{base64.b64encode(data).decode()}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_shows_the_map_of_the_page(show, browser, kyiv, tmp_path, scheme):
    page = show(kyiv)
    page.emulate_media(color_scheme=scheme)
    rest(page)
    saved(page, "Picture (PNG)").save_as(tmp_path / "map.png")
    data = (tmp_path / "map.png").read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    box = page.locator(".rm-map").bounding_box()
    assert width == pytest.approx(2 * box["width"], abs=2)
    # The title of one line is above, and the answers, sources and credit are below.
    assert height > 2 * box["height"] + 200
    within = []
    for each in (".leaflet-control, .rm-launch", ".rm-labels > *"):
        boxes = [node.bounding_box() for node in page.locator(each).all()]
        within.append([{**at, "x": at["x"] - box["x"], "y": at["y"] - box["y"]} for at in boxes])
    shot = page.locator(".rm-map").screenshot()
    top = 16 + 20 * 1.4 + 20 * 0.5
    size = {"width": round(box["width"]), "height": round(box["height"]), "top": round(top)}
    blank = browser.new_page()
    differs, bare = blank.evaluate(COMPARED, [as_data(data), as_data(shot), size, *within])
    blank.close()
    assert differs < 0.01
    assert bare == 0


# Notes every text that is written on a canvas without a node of its own.
NOTED = """() => {
    window.noted = [];
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
        window.noted.push(text);
        return fillText.call(this, text, ...rest);
    };
}"""


def test_a_picture_has_title_answers_key_sources_and_credit(show, tmp_path):
    page = show(rangemap.explore(["tomahawk", "gmlrs-m31"], "Kyiv", ["Poland", "Moscow"]))
    page.evaluate(NOTED)
    saved(page, "Picture (PNG)").save_as(tmp_path / "map.png")
    said = " ".join(page.evaluate("() => window.noted"))
    assert said.startswith(page.title())
    sentences = page.locator(f"{ANSWERS} p:last-of-type").all_text_contents()
    assert len(sentences) == 4
    for sentence in sentences:
        assert " ".join(sentence.split("[")[0].split()) in said
    assert "● in reach ◉ partly in reach ◐ depends ○ out of reach" in " ".join(said.split())
    assert "hatching runs from the lowest published figure" in said
    assert "GMLRS · about 70 km: Not nearer than 15 km" in said
    for source in page.locator(".rm-sources li").all_text_contents()[:3]:
        assert source.split(" http")[0].split(",")[0] in said
    assert "Border of Poland: Natural Earth 4.1, 1:10m" in said
    assert said.endswith(page.locator(".rm-credit").inner_text())


def test_the_link_that_is_copied_is_the_pages(show, kyiv):
    page = show(kyiv)
    page.select_option(".rm-units", "mi")
    rest(page)
    page.evaluate(
        """() => Object.defineProperty(navigator, "clipboard", {
            value: { writeText: async (text) => { window.copied = text; } } })"""
    )
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("Link copied.").wait_for()
    assert page.evaluate("window.copied") == page.url
    assert "units=mi" in page.url


def test_the_button_prints(show, kyiv):
    page = show(kyiv)
    page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")


def test_a_link_is_copied_or_shown(show, kyiv):
    page = show(kyiv)
    page.get_by_role("button", name="Copy link").click()
    rest(page)
    said = page.locator(".rm-share").inner_text()
    shown = page.locator(".rm-share input").is_visible()
    assert ("Link copied." in said) != shown
    assert ("here is the link" in said) == shown


def test_a_printed_page_has_map_answers_and_sources(show, kyiv):
    page = show(kyiv)
    page.emulate_media(media="print")
    assert page.locator(ANSWERS).first.is_visible()
    assert page.locator(".rm-map").is_visible()
    assert page.locator(".rm-credit").is_visible()
    assert not page.get_by_role("button", name="Show more").is_visible()
    assert not page.locator("#rm-search").is_visible()
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".rm-sources li").first.is_visible()
    order = [
        page.locator(each).first.bounding_box()["y"] for each in ("h1", ".rm-map", ".rm-legend")
    ]
    assert order == sorted(order)
    assert page.locator(".rm-map").bounding_box()["width"] <= 690
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    assert not page.locator(".rm-sources li").first.is_visible()


# What stands in for the canvases of the map while it prints: how red it is on land and at sea.
FROZEN = """([land, sea]) => {
    const drawn = [...document.querySelectorAll(".leaflet-basemap-pane canvas")];
    window.dispatchEvent(new Event("beforeprint"));
    const canvases = [...document.querySelectorAll(".leaflet-basemap-pane canvas")];
    const pen = new OffscreenCanvas(1, 1).getContext("2d");
    const reds = [land, sea].map(([lon, lat]) => {
        const { x, y } = map_rangemap.latLngToContainerPoint([lat, lon]);
        const corner = map_rangemap.getContainer().getBoundingClientRect();
        for (const canvas of canvases) {
            const { left, top, right, bottom, width } = canvas.getBoundingClientRect();
            const [across, down] = [corner.left + x, corner.top + y];
            if (across < left || down < top || across >= right || down >= bottom) continue;
            const scale = canvas.width / width;
            pen.drawImage(canvas, -Math.floor((across - left) * scale), -Math.floor((down - top) * scale));
            return pen.getImageData(0, 0, 1, 1).data[0];
        }
    });
    window.dispatchEvent(new Event("afterprint"));
    const now = [...document.querySelectorAll(".leaflet-basemap-pane canvas")];
    return [...reds, drawn.every((canvas, i) => canvas === now[i])];
}"""


def test_what_is_printed_is_light_on_dark_screens_too(browser, chromium, kyiv, tmp_path):
    path = tmp_path / "map.html"
    kyiv.save(path)
    prints = []
    for setting in ("dark", "light"):
        # As the system has it: what is emulated stays dark on paper.
        scheme = f"--blink-settings=preferredColorScheme={int(setting == 'light')}"
        launch = browser.browser_type.launch
        with launch(executable_path=chromium, args=["--no-sandbox", scheme]) as own:
            page = own.new_page(color_scheme="null", viewport={"width": 1200, "height": 800})
            page.goto(path.as_uri())
            page.wait_for_function(READY)
            ground = "() => map_rangemap.getContainer().style.background"
            sea = page.evaluate(ground)
            assert sea == {"dark": "rgb(16, 24, 29)", "light": "rgb(223, 233, 238)"}[setting]
            rest(page)
            on_paper = page.evaluate(FROZEN, [[38.5, 54.0], [31.5, 43.5]])
            assert on_paper == [0xF6, 0xDF, True]
            prints.append(re.sub(rb"/\w+Date \(.*?\)", b"", page.pdf()))
            rest(page)
            assert page.evaluate(ground) == sea
    assert prints[0] == prints[1]


def test_dark_screens_get_a_dark_map(show, kyiv):
    page = show(kyiv)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.wait_for_function(
        "() => window.map_rangemap.getContainer().style.background === 'rgb(16, 24, 29)'",
        timeout=3000,
    )
    sign = page.locator(".rm-answers svg").first.get_attribute("data-colour")
    assert sign == "#4fb0e8"


@pytest.mark.parametrize(
    ("origin", "km"), [("Suva", 2000), ("Murmansk", 2500), ("Pyongyang", 13_000)]
)
def test_the_small_map_shows_the_ring_as_a_circle(show, origin, km):
    page = show(rangemap.explore(None, origin, range_km=km))
    # The map reaches half as far again, but not beyond the antipode; its disc is 74 pixels wide.
    radius = 74 * km / min(20_004, 1.5 * km)
    pixels = page.evaluate(
        """(radius) => {
            const canvas = document.querySelector(".rm-globe");
            const dense = canvas.width / 150;
            const { width, height } = canvas;
            const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
            const at = (x, y) => data[4 * (Math.round(y * dense) * width + Math.round(x * dense))];
            return Array.from({ length: 24 }, (_, i) => {
                const angle = (i / 24) * 2 * Math.PI;
                return [radius, radius - 5, radius + 5].map((r) =>
                    at(75 + r * Math.cos(angle), 75 + r * Math.sin(angle)));
            });
        }""",
        radius,
    )
    # How red a pixel is: the blue line is not, land and sea are.
    for on, within, beyond in pixels:
        assert on < 185
        assert within > 200
        assert beyond > 200


def test_disputed_borders_are_dashed_and_explained(show):
    page = show(rangemap.explore(range_km=300, origins="45.3,34.4"))
    assert "Dashed borders are disputed: see the sources." in page.locator(".rm-panel").inner_text()
    assert "68/262" in page.locator(".rm-sources").text_content()


def test_of_what_travels_on_water_no_empty_list_is_offered(show, tmp_path):
    page = show(rangemap.explore("magura-v5", "Odesa", "Sevastopol"))
    said = "Cities are not listed for what travels on water."
    assert page.get_by_text(said).is_visible()
    assert not page.locator(".rm-sort").is_visible()
    assert "Dots on the map" not in page.locator(".rm-panel").inner_text()
    assert page.get_by_role("button", name="Answers (CSV)").is_enabled()
    [row] = rows_of(page, tmp_path / "answers.csv")
    assert (row["place"], list(row.values())[-1]) == ("Sevastopol", "depends")
    page = show(rangemap.explore("magura-v5", "Odesa"))
    assert page.get_by_role("button", name="Answers (CSV)").is_disabled()
