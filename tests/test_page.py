"""The page in a real browser, without a network: what it shows, asks for, and makes of names."""

import io
import json
import re

import pytest

import rangemap
from rangemap import geodesy
from rangemap._catalogue.values import Claim, Source
from rangemap._catalogue.weapon import Weapon

HOSTILE = [
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "</script><script>window.hacked=1</script>",
    "{{7*7}}{% raw %}{#",
    "${1}",
    "${window.hacked=1}",
    "`'\"&\u2028",
]


def read(page_map):
    html = page_map.get_root().render()
    found = re.search(r'id="rangemap-page">(.*?)</script>', html, re.S)
    return html, json.loads(found[1])


pytestmark = pytest.mark.browser


def test_the_newspapers_question(show):
    page = show(
        rangemap.explore(["atacms", "tomahawk"], "Kyiv", ["Moscow", "Saint Petersburg, RU"])
    )
    assert page.title() == "ATACMS and Tomahawk from Kyiv: Moscow and Saint Petersburg?"
    assert page.locator(".rm-answers li").count() == 4
    assert "Moscow is 756 km from Kyiv" in page.locator(".rm-answers").inner_text()
    labels = page.locator(".rm-labels").inner_text()
    for part in ("Kyiv", "Moscow 756 km", "Saint Petersburg 1,056 km", "Tomahawk · about 1,600 km"):
        assert part in labels
    rows = page.locator("tbody tr")
    assert rows.count() == 25
    page.get_by_role("button", name="Show more").click()
    assert rows.count() == 125
    assert "GeoNames" in page.locator(".rm-credit").inner_text()


def test_sources_open_from_their_numbers(show):
    page = show(rangemap.explore("tomahawk", "Kyiv", "Moscow"))
    assert not page.locator(".rm-sources ol").is_visible()
    page.locator(".rm-answers a").first.click()
    assert page.locator("#rm-source-1").is_visible()
    text = page.locator(".rm-sources").inner_text()
    for part in ("Hudson Institute", "CNBC", "no trajectory", "Natural Earth", "1:50m", "68/262"):
        assert part in text


def painted(page, points):
    """Say for every filled shape and every [lon, lat] of the map whether it is painted there."""
    return page.evaluate(
        """(points) => {
            const map = window.map_rangemap;
            const paths = [...document.querySelectorAll('.leaflet-bands-pane path')];
            const pen = document.createElement('canvas').getContext('2d');
            return paths.map((path) => {
                const shape = new Path2D(path.getAttribute('d'));
                return points.map(([lon, lat]) => {
                    const { x, y } = map.latLngToLayerPoint([lat, lon]);
                    return pen.isPointInPath(shape, x, y, path.getAttribute('fill-rule'));
                });
            });
        }""",
        points,
    )


def look_at(page, lon):
    page.evaluate(f"void window.map_rangemap.setView([0, {lon}], 2, {{animate: false}})")


def test_named_cases_are_painted_right_in_every_world(show, cases):
    for case in cases("range_map_errors")["members"]:
        lon, lat = case["origin"]
        page = show(rangemap.explore(None, f"{lat},{lon}", range_km=case["range_km"]), 1800, 1300)
        points = [at for at in [*case["in"].values(), *case["out"].values()] if abs(at[1]) < 84]
        wanted = [at in case["in"].values() for at in points]
        for turn in (-360, 0, 360):
            look_at(page, lon + turn)
            near = [[x + 360 * round((lon + turn - x) / 360), y] for x, y in points]
            assert painted(page, near) == [wanted], (case["case"], turn)


RANGES = [2500, 6000, 9000, 12000, 15000, 19000]


@pytest.mark.parametrize(
    "origin", ["68.97,33.08", "-41.29,174.78", "0,179.99", "-89,10", "45,-100"]
)
def test_rings_round_poles_and_180_are_painted_right(show, origin):
    page = show(rangemap.explore(None, origin, range_km=RANGES), 1800, 1300)
    home = rangemap.check(range_km=1, origin=origin, target=origin).origin
    look_at(page, home.lon)
    points = [
        [home.lon + east, lat] for lat in (-75, -40, 0, 35, 60, 80) for east in range(-175, 176, 25)
    ]
    away = geodesy.distance([[(x + 180) % 360 - 180, y] for x, y in points], [home.lon, home.lat])
    for km, row in zip(RANGES, painted(page, points), strict=True):
        for point, metres, filled in zip(points, away, row, strict=True):
            if abs(metres / 1000 - km) > 100:
                assert filled == (metres / 1000 < km), (origin, km, point)


def test_label_and_drawn_radius_agree_for_every_bound():
    for name in ("tomahawk", "atacms", "hrim-2"):
        weapon = rangemap.weapon(name)
        _, data = read(rangemap.explore(name, "Kyiv"))
        drawn = {
            "low": weapon.range_low_km,
            "typical": weapon.range_km,
            "high": weapon.range_high_km,
        }
        drawn["minimum"] = weapon.min_range_km
        for bound, km in drawn.items():
            outline = data["rings"][0][bound]
            if outline is None:
                assert km is None or weapon.range_low_km == weapon.range_high_km
                continue
            away = geodesy.distance(outline[0], [30.5238, 50.45466]) / 1000
            assert away == pytest.approx(km, abs=0.02)
        assert f"{weapon.range_km:,.0f} km" in data["weapons"][0]["label"]


def test_every_city_of_the_page_has_the_verdict_that_check_gives():
    names = ["an-196-liutyi", "tomahawk", "patriot", "hrim-2"]
    _, data = read(rangemap.explore(names, "Kyiv", "Kazan"))
    assert data["cities_total"] > 900
    for city in data["cities"][::40]:
        [place] = [each for each in rangemap.places(city["name"]) if each.lat == city["lat"]]
        given = [rangemap.check(name, "Kyiv", place).verdict for name in names]
        given[2] = ""
        assert city["verdicts"] == given, city["name"]


def test_the_best_verdict_of_several_origins_is_shown():
    for origins in (["Kyiv", "Vladivostok"], ["Vladivostok", "Kyiv"]):
        _, data = read(rangemap.explore("peklo", origins, ["Minsk", "Tokyo"]))
        assert [target["verdicts"] for target in data["targets"]] == [["yes"], ["no"]]
        assert "from Kyiv" in data["targets"][0]["distance"]


def test_verdicts_differ_by_form(show):
    page = show(rangemap.explore(["tomahawk", "peklo", "atacms"], "Kyiv", "Chernihiv"))
    look = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('.rm-forms svg')].map((sign) =>
            [sign.querySelector('title').textContent, [...sign.querySelectorAll('circle, path')].map((part) =>
                part.getAttribute('fill') === '#fff' ? 'hollow' : 'filled').join(' ')]))"""
    )
    assert look == {"in reach": "filled", "depends": "hollow filled", "out of reach": "hollow"}


def test_land_is_drawn_and_the_sea_is_not(show):
    page = show(rangemap.explore("atacms", "Kyiv"))
    seen = page.evaluate(
        """async (points) => {
            const map = window.map_rangemap;
            map.setView([46, 33], 6, {animate: false});
            await new Promise((done) => setTimeout(done, 800));
            return points.map(([lon, lat]) => {
                const at = map.latLngToContainerPoint([lat, lon]);
                const box = map.getContainer().getBoundingClientRect();
                for (const tile of document.querySelectorAll('canvas.leaflet-tile')) {
                    const area = tile.getBoundingClientRect();
                    const [x, y] = [at.x + box.left - area.left, at.y + box.top - area.top];
                    if (x < 0 || y < 0 || x >= area.width || y >= area.height) continue;
                    const scale = tile.width / area.width;
                    const spot = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
                    spot.drawImage(tile, -Math.floor(x * scale), -Math.floor(y * scale));
                    return spot.getImageData(0, 0, 1, 1).data[3] > 0;
                }
            });
        }""",
        [[34.4, 45.3], [30.0, 48.0], [31.5, 44.5], [39.0, 47.5]],
    )
    assert seen == [True, True, False, True]


def test_no_line_runs_across_the_map(show):
    for origin, km in (("68.97,33.08", 6000), ("53.02,158.65", 2500), ("-17,179.99", 2000)):
        page = show(rangemap.explore(None, origin, range_km=km))
        longest = page.evaluate(
            """() => Math.max(...[...document.querySelectorAll('.leaflet-rings-pane path')].flatMap((path) =>
                path.getAttribute('d').split('M').filter(Boolean).flatMap((line) => {
                    const points = line.split('L').map((pair) => pair.split(' ').map(Number));
                    return points.slice(1).map(([x, y], i) => Math.hypot(x - points[i][0], y - points[i][1]));
                })))"""
        )
        assert longest < 60


def test_a_minimum_range_is_not_painted(show):
    page = show(rangemap.explore("gmlrs", "50,36"))
    tint = painted(page, [[36, 50], [36.6, 50]])[0]
    assert tint == [False, True]


def test_air_defence_is_told_and_not_drawn(show):
    page = show(rangemap.explore(["patriot", "atacms"], "Kyiv", "Moscow"))
    legend = page.locator(".rm-legend").inner_text()
    assert "Patriot · air defence" in legend
    assert "not drawn" in legend
    _, data = read(rangemap.explore(["patriot", "atacms"], "Kyiv", "Moscow"))
    assert {ring["weapon"] for ring in data["rings"]} == {1}


def test_labels_do_not_lie_on_each_other(show):
    page = show(
        rangemap.explore(["atacms", "tomahawk"], "Kyiv", ["Moscow", "Saint Petersburg, RU"])
    )
    boxes = page.locator(".rm-city, .rm-country, .rm-target, .rm-origin").evaluate_all(
        "nodes => nodes.map((node) => { const b = node.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })"
    )
    assert len(boxes) > 25
    for i, a in enumerate(boxes):
        for b in boxes[:i]:
            assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])


def hostile_map():
    source = Source(
        id="s", publisher=HOSTILE[0], url="javascript:alert(1)", title=HOSTILE[1], date="2020"
    )
    claim = Claim(HOSTILE[2], 500, 500, "assessed", "press", source, note=HOSTILE[3])
    weapons = [
        Weapon(id=f"w{i}", name=name, weapon_class="cruise", claims=(claim,))
        for i, name in enumerate(HOSTILE)
    ]
    places = [
        rangemap.Place(
            lat=50 + i / 10, lon=30, name=name, country_name=name, division=name, near=name
        )
        for i, name in enumerate(HOSTILE)
    ]
    return rangemap.explore(weapons, places[:2], places[2:])


def test_hostile_names_are_text(show):
    page = show(hostile_map())
    assert page.evaluate("window.hacked") is None
    seen = page.locator("body").inner_text() + page.title()
    for name in HOSTILE:
        assert " ".join(name.replace("\u2028", " ").split()) in " ".join(
            seen.replace("\u2028", " ").split()
        )
    assert "49" not in page.title()
    assert page.locator("img, .rm-page script, a[href^=javascript]").count() == 0


def test_hostile_names_stay_inside_their_json():
    html, data = read(hostile_map())
    assert data["weapons"][2]["name"] == HOSTILE[2]
    assert html.count("<script") == len(re.findall(r"</script>", html))
    assert "<img" not in html


def test_the_page_is_small_and_the_same_every_time(tmp_path):
    made = []
    for name in ("a.html", "b.html"):
        rangemap.explore(["atacms", "tomahawk"], "Kyiv", "Moscow").save(tmp_path / name)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    assert len(made[0]) < 1_500_000
    addresses = set(re.findall(rb"(?:src|href)=[\"']?(https?://[^\"'> ]+)", made[0]))
    assert addresses <= {b"https://leafletjs.com"}


def test_one_map_saves_the_same_twice_and_into_an_open_file(tmp_path):
    page_map = rangemap.explore("atacms", "Kyiv")
    made = []
    for name in ("a.html", "b.html"):
        page_map.save(tmp_path / name)
        made.append((tmp_path / name).read_bytes())
    held = io.BytesIO()
    page_map.save(held, close_file=False)
    assert made[0] == made[1] == held.getvalue()


def test_a_phone_shows_the_answer_then_the_map(show):
    page = show(rangemap.explore(["atacms", "tomahawk"], "Kyiv", "Moscow"), width=360, height=740)
    answer = page.locator(".rm-answers").bounding_box()
    drawn = page.locator(".rm-map").bounding_box()
    rest = page.locator(".rm-legend").bounding_box()
    assert answer["y"] < drawn["y"] < rest["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_it_shows_itself_in_a_notebook():
    html = rangemap.explore("atacms", "Kyiv")._repr_html_()
    assert html.startswith("<iframe srcdoc=")
    assert 'height="620px"' in html


def test_foliums_own_layers_still_render():
    import folium

    page_map = rangemap.explore("atacms", "Kyiv")
    folium.GeoJson({"type": "Point", "coordinates": [30, 50]}).add_to(page_map)
    assert "geo_json_" in page_map.get_root().render()


def test_the_licence_of_leaflet_is_in_the_page():
    html, _ = read(rangemap.explore("atacms", "Kyiv"))
    assert "Volodymyr Agafonkin" in html
    assert "Redistribution and use in source and binary forms" in html
