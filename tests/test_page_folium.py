"""Our layer on a folium map of the user's own, and folium's own layers on our page."""

import base64
import re

import folium
import pytest
from pages import READY, is_own, own_page, policy, rest, watch

import rangemap
from rangemap.errors import QuestionError

pytestmark = pytest.mark.browser

DOT = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==")
"""A picture of one pixel."""


def users_map():
    return folium.Map([50, 30], zoom_start=5, tiles=None)


def test_a_map_of_ones_own_is_drawn_on(browser, tmp_path):
    plain, _, _ = own_page(browser, tmp_path, users_map())
    m = users_map()
    folium.GeoJson({"type": "Point", "coordinates": [40, 45]}).add_to(m)
    folium.Marker([46, 24], popup="a pin of mine", tooltip="a pin").add_to(m)
    folium.CircleMarker([48, 35], popup=folium.Popup("mine"), fill=True).add_to(m)
    assert rangemap.explore(["atacms", "tomahawk"], "Kyiv", "Moscow", m=m) is m
    page, asked, trouble = own_page(browser, tmp_path, m)
    page.wait_for_function(READY)
    assert not trouble
    assert page.locator("path.leaflet-interactive").count() == 1
    assert page.locator(".leaflet-marker-icon").count() == 3
    assert "Tomahawk · about 1,600 km" in page.locator(".rm-labels").inner_text()
    page.locator(".rm-control > summary").click()
    assert "Moscow is 756 km from Kyiv" in page.locator(".rm-answers").first.inner_text()
    page.locator("img.leaflet-marker-icon").last.click()
    assert "a pin of mine" in page.locator(".leaflet-popup").inner_text()
    page.locator("path.leaflet-interactive").click()
    page.get_by_text("mine", exact=True).wait_for()
    page.locator(".rm-control > summary").click()
    page.wait_for_timeout(500)  # the map moves so that the popup is seen
    drag = page.locator(".rm-launch").bounding_box()
    page.mouse.move(drag["x"] + 14, drag["y"] + 14)
    page.mouse.down()
    page.mouse.move(drag["x"] + 80, drag["y"] + 14, steps=4)
    page.mouse.up()
    assert "Moscow is 756 km" not in page.locator(".rm-answers").first.text_content()
    before = plain.evaluate("Object.getOwnPropertyNames(window).filter((n) => !/^map_/.test(n))")
    after = page.evaluate("Object.getOwnPropertyNames(window).filter((n) => !/^map_/.test(n))")
    assert not [n for n in set(after) - set(before) if not re.match(r"(geo_json|circle_marker|popup|icon|marker|i_frame|html)_", n)]  # fmt: skip
    hosts = {address.split("/")[2] for address in asked}
    folium_only = {link[1].split("/")[2] for link in [*m.default_js, *m.default_css]}
    assert hosts <= folium_only
    for each in (plain, page):
        each.context.close()


def test_two_questions_on_one_map(browser, tmp_path):
    m = users_map()
    rangemap.explore("atacms", "Kyiv", "Moscow", m=m)
    rangemap.explore("tomahawk", "Lviv", "Minsk", m=m)
    page, _, trouble = own_page(browser, tmp_path, m)
    page.wait_for_function("() => document.querySelectorAll('.rm-control').length === 2")
    page.wait_for_function("() => document.querySelectorAll('.rm-launch').length === 2")
    titles = page.locator(".rm-control > summary").all_inner_texts()
    assert titles == ["ATACMS from Kyiv: Moscow?", "Tomahawk from Lviv: Minsk?"]
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))
    assert not trouble
    page.context.close()


def test_a_sea_drone_on_a_map_of_ones_own(browser, tmp_path):
    m = users_map()
    rangemap.explore("magura-v5", "Odesa", ["Sevastopol", "Moscow"], m=m)
    page, _, trouble = own_page(browser, tmp_path, m)
    page.wait_for_function(READY)
    assert not trouble
    assert "Moscow lies" in page.locator(".rm-answers").first.text_content()
    page.context.close()


def test_a_question_is_drawn_on_the_page_of_another(show):
    page_map = rangemap.explore("atacms", "Kyiv", "Moscow")
    rangemap.explore("tomahawk", "Lviv", "Minsk", m=page_map)
    page = show(page_map)
    page.wait_for_function("() => document.querySelectorAll('.rm-launch').length === 2")
    assert page.locator(".rm-map").bounding_box()["y"] < 100
    assert page.locator(".rm-control > summary").inner_text() == "Tomahawk from Lviv: Minsk?"


def test_a_map_of_ones_own_takes_no_tiles():
    with pytest.raises(QuestionError, match="its own tiles"):
        rangemap.explore("atacms", "Kyiv", tiles="OpenStreetMap.Mapnik", m=users_map())


def test_foliums_own_layers_still_work(show):
    page_map = rangemap.explore("atacms", "Kyiv")
    folium.Marker([50.45, 34], popup="a popup", tooltip="a tooltip").add_to(page_map)
    folium.GeoJson({"type": "Point", "coordinates": [30, 48]}).add_to(page_map)
    folium.Circle([49, 32], radius=40_000).add_to(page_map)
    page = show(page_map)
    markers = page.locator("img.leaflet-marker-icon")
    assert markers.count() == 2
    assert markers.first.evaluate("(icon) => icon.naturalWidth") > 0
    assert page.locator("path.leaflet-interactive").count() == 1
    markers.first.click()
    assert page.locator(".leaflet-popup").inner_text().strip().startswith("a popup")


def test_tiles_are_named_in_the_policy_and_credited():
    page_map = rangemap.explore("atacms", "Kyiv", tiles="OpenStreetMap.Mapnik")
    rules = policy(page_map)
    assert rules["img-src"] == ["data:", "blob:", "https://tile.openstreetmap.org"]
    text = page_map.get_root().render()
    assert "openstreetmap.org/copyright" in text
    assert '"tiles":true' in text


def test_over_tiles_the_map_keeps_its_colours_on_a_dark_screen(browser, tmp_path):
    path = tmp_path / "tiles.html"
    rangemap.explore("atacms", "Kyiv", tiles="OpenStreetMap.Mapnik").save(path)
    page = browser.new_context(color_scheme="dark").new_page()
    page.route(re.compile("^https?:"), lambda route: route.fulfill(body=DOT))
    tile = re.compile(r"https://tile\.openstreetmap\.org/\d+/\d+/\d+\.png")
    trouble = watch(page, lambda address: is_own(address, path) or tile.fullmatch(address))
    page.goto(path.as_uri())
    page.wait_for_function(READY)
    assert "OpenStreetMap contributors" in page.locator(".leaflet-control-attribution").inner_text()
    background = "(node) => getComputedStyle(node).backgroundColor"
    assert page.locator(".rm-ring").first.evaluate(background) == "rgb(255, 253, 248)"
    assert page.locator(".rm-panel").evaluate(background) == "rgb(20, 25, 28)"
    # Whose borders are seen is told by whoever draws them.
    assert "The map underneath" in page.locator(".rm-credit").inner_text()
    assert "Natural Earth" not in page.locator(".rm-credit").inner_text()
    rest(page)
    assert not trouble
    page.context.close()


@pytest.mark.parametrize("name", ["", "Nowhere.Nothing", "{{7*7}}", "Thunderforest.Landscape"])
def test_tiles_that_there_are_not_are_refused(name):
    with pytest.raises(QuestionError):
        rangemap.explore("atacms", "Kyiv", tiles=name)


@pytest.mark.parametrize(
    ("address", "hosts"),
    [
        ("https://{s}.example.org/{z}/{x}/{y}.png", ["https://1.example.org", "https://2.example.org"]),
        ("https://maps-{s}.example.org/{z}/{x}/{y}.png", ["https://maps-1.example.org", "https://maps-2.example.org"]),
        ("https://{s}:8080/{z}/{x}/{y}.png", ["https://1:8080", "https://2:8080"]),
        ("http://localhost:8000/{z}/{x}/{y}.png", ["http://localhost:8000"]),
        ("tiles/{z}/{x}/{y}.png", ["'self'"]),
    ],
)  # fmt: skip
def test_whom_tiles_are_asked_of_is_named(address, hosts):
    page_map = rangemap.explore("atacms", "Kyiv")
    folium.TileLayer(address, attr="example", subdomains="12").add_to(page_map)
    assert policy(page_map)["img-src"] == ["data:", "blob:", *hosts]


def test_what_else_a_figure_loads_is_named():
    page_map = rangemap.explore("atacms", "Kyiv")
    sheet = '<link rel="stylesheet" href="https://sheet.example.org/a%20b.css">'
    page_map.get_root().header.add_child(folium.Element(sheet))
    script = '<script src="https://script.example.org/npm/%40a/b.js"></script>'
    page_map.get_root().html.add_child(folium.Element(script))
    popup = '<script src="https://popup.example.org/a.js"></script>'
    folium.Marker([50, 34], popup=popup).add_to(page_map)
    icon = folium.CustomIcon("https://icon.example.org/a.png")
    point = {"type": "Point", "coordinates": [30, 48]}
    folium.GeoJson(point, marker=folium.Marker(icon=icon)).add_to(page_map)
    rules = policy(page_map)
    assert "https://sheet.example.org/a%20b.css" in rules["style-src"]
    assert "https://script.example.org/npm/%40a/b.js" in rules["script-src"]
    assert not [each for each in rules["script-src"] if "popup" in each]
    assert "https://icon.example.org" in rules["img-src"]
    assert rules["frame-src"] == ["data:"]


@pytest.mark.parametrize(
    "address",
    [
        "https://a.org;connect-src *;x/{z}/{x}/{y}.png",
        'https://a.org"><script>1</script>/{z}/{x}/{y}.png',
        "https://a.org *;/{z}/{x}/{y}.png",
        "https://user:word@a.org/{z}/{x}/{y}.png",
        "javascript://a.org/{z}/{x}/{y}.png",
        "https://[/{z}/{x}/{y}.png",
        "https://a٣.org/{z}/{x}/{y}.png",
        "file:///{z}/{x}/{y}.png",
    ],
)
def test_an_address_that_no_policy_can_name_is_refused(address, tmp_path):
    page_map = rangemap.explore("atacms", "Kyiv")
    folium.TileLayer(address, attr="example").add_to(page_map)
    with pytest.raises(QuestionError, match="cannot name"):
        page_map.save(tmp_path / "map.html")
    assert not list(tmp_path.iterdir())


def test_what_layers_of_folium_load_is_let_in(browser, tmp_path):
    page_map = rangemap.explore("atacms", "Kyiv")
    folium.WmsTileLayer("https://wms.example.org/a?b=1&c=2", layers="x").add_to(page_map)
    box = [[48, 28], [51, 33]]
    folium.raster_layers.ImageOverlay("https://image.example.org/a.png", box).add_to(page_map)
    sign = folium.CustomIcon("https://icon.example.org/a.png", icon_size=(9, 9))
    folium.Marker([50, 34], icon=sign).add_to(page_map)
    path = tmp_path / "layers.html"
    page_map.save(path)
    page = browser.new_page()
    wanted = {"wms.example.org", "image.example.org", "icon.example.org"}
    asked, trouble = set(), []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)

    def answered(route):
        asked.add(route.request.url.split("/")[2])
        route.fulfill(body=DOT, content_type="image/gif")

    page.route(re.compile("^https?:"), answered)
    page.goto(path.as_uri())
    page.wait_for_function(READY)
    # Whether the network is idle is told late, or never, by a browser that is busy.
    for _ in range(100):
        if asked >= wanted:
            break
        page.wait_for_timeout(100)
    rest(page)
    assert asked == wanted
    assert not trouble
    page.close()


def test_an_icon_of_foliums_is_a_pin_of_its_colours(show):
    page_map = rangemap.explore("atacms", "Kyiv")
    icon = folium.Icon(color="darkred", icon_color="#fff", icon="cloud")
    folium.Marker([50.45, 34], icon=icon, popup="a popup").add_to(page_map)
    folium.Marker([49, 34], icon=icon).add_to(page_map)
    point = {"type": "Point", "coordinates": [30, 48]}
    folium.GeoJson(point, marker=folium.Marker(icon=folium.Icon())).add_to(page_map)
    page = show(page_map)
    assert page.locator(".leaflet-marker-icon svg").count() == 3
    assert page.evaluate("() => Boolean(L.AwesomeMarkers.icon())")
    pin = page.locator(".leaflet-marker-icon svg").first
    assert pin.locator("path").get_attribute("fill") == "darkred"
    assert pin.locator("circle").get_attribute("fill") == "#fff"
    pin.click()
    assert page.locator(".leaflet-popup").inner_text().strip().startswith("a popup")
