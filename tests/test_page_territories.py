"""The page of a territory, in a real browser: its outline, its ring, the way to its targets."""

import itertools
import json
import re

import pytest
from reference import true_m

import rangemap
from rangemap import geodesy
from rangemap._places.lookup import resolve

pytestmark = pytest.mark.browser


def payload(page_map):
    html = page_map.get_root().render()
    return json.loads(re.search(r'id="rangemap-page">(.*?)</script>', html, re.S)[1])


def names_on(page):
    return set(page.locator(".rm-label").all_inner_texts())


def test_a_country_is_outlined_and_named_once(show):
    page = show(rangemap.explore("atacms-m39a1", "Ukraine", "Moscow"))
    assert "453 km from Ukraine" in page.locator(".rm-answers").inner_text()
    names = [name.casefold() for name in page.locator(".rm-label").all_inner_texts()]
    assert names.count("ukraine") == 1
    strokes = page.locator('path[stroke="#111"]')
    boxes = [box for box in (strokes.nth(i).bounding_box() for i in range(strokes.count())) if box]
    assert max(box["width"] for box in boxes) > 250
    assert page.locator(".rm-sources").inner_text(timeout=1000)
    assert "68/262" in page.locator(".rm-sources").text_content()


def test_the_country_is_drawn_as_its_worldview_has_it(show):
    for worldview, wanted in (("recognised", True), ("natural-earth", False)):
        found = payload(rangemap.explore("atacms-m39a1", "Ukraine", worldview=worldview))
        south = min(lat for line in found["origins"][0]["outlines"] for _, lat in line)
        assert (south < 45) == wanted
        page = show(rangemap.explore("atacms-m39a1", "Ukraine", worldview=worldview))
        assert f"worldview “{worldview}”" in page.locator(".rm-credit").inner_text()


def test_a_country_on_the_map_is_not_named_twice_in_two_spellings(show):
    page = show(rangemap.explore(range_km=300, origins="Western Sahara"))
    names = names_on(page)
    assert "Western Sahara" in names
    assert not {name for name in names if name.casefold() == "w. sahara"}


@pytest.mark.parametrize(
    "name", ["Russia", "Fiji", "Antarctica", "box:-20,175,-10,-175", "United States"]
)
def test_no_outline_runs_along_180_degrees_or_round_the_world(name):
    page = payload(rangemap.explore(range_km=100, origins=name))
    for line in page["origins"][0]["outlines"]:
        for (lon0, lat0), (lon1, lat1) in itertools.pairwise(line):
            assert abs(lon1 - lon0) < 90
            assert not (abs(lon0) == abs(lon1) == 180 and lat0 != lat1)
            assert lat0 > -90


def test_the_shortest_way_is_drawn_as_a_geodesic():
    page = payload(rangemap.explore("tomahawk", "Ukraine", ["Moscow", "Reykjavík"]))
    answer = rangemap.check("tomahawk", "Ukraine", "Reykjavík")
    [_, path] = page["paths"]
    length = sum(true_m(a, b) for a, b in itertools.pairwise(path))
    assert length / 1000 == pytest.approx(answer.distance_km, rel=1e-4)
    assert geodesy.distance(path[0], resolve("Ukraine").shape)[0] < 20
    assert path[-1] == pytest.approx([answer.target.lon, answer.target.lat], abs=1e-3)


@pytest.mark.parametrize(
    ("origin", "target"),
    [("Ukraine", "Belgorod"), ("Poland", "Brest, BY"), ("Russia", "45.2,36.7")],
)
def test_a_short_way_is_drawn_too(origin, target):
    page = payload(rangemap.explore(range_km=300, origins=origin, targets=target))
    assert len(page["paths"]) <= 1
    assert page["targets"]


def test_many_targets_are_all_marked_and_those_named_that_find_room(show):
    targets = [f"{50 + i / 10:.1f},{30 + i / 10:.1f}" for i in range(30)]
    page = show(rangemap.explore("tomahawk", "Lviv", targets))
    assert page.locator(".rm-labels rect").count() >= 30
    assert 0 < page.locator(".rm-target").count() < 30
    assert "30 targets" in page.locator("h1").inner_text()


def test_a_target_country_carries_its_verdict(show):
    page = show(rangemap.explore("tomahawk", "Kyiv", ["Poland", "Moscow"]))
    label = page.locator(".rm-target", has_text="Poland")
    assert "453 km" in label.inner_text()
    assert "Yes, all of it" in page.locator(".rm-answers").inner_text()


def test_merged_origins_are_drawn_as_one(show):
    origins = ["Kyiv", "Lviv", "Kharkiv"]
    page_map = rangemap.explore(range_km=400, origins=origins, targets="Moscow", merge=True)
    found = payload(page_map)
    assert len(found["rings"]) == 1
    assert len(found["origins"][0]["points"]) == 3
    page = show(page_map)
    assert "Kyiv, Lviv and Kharkiv" in page.locator("h1").inner_text()
