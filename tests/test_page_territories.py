"""The page of a territory, in a real browser: its outline, its ring, the way to its targets."""

import itertools
import math

import pytest
import shapely
from pages import boxes, meet
from reference import true_m

import rangemap
from rangemap import geodesy
from rangemap._places.lookup import resolve
from rangemap.page._host import Ranges

pytestmark = pytest.mark.browser

LINES = """([page, large]) => {
    const world = modules.world.worldOf(page, large, null);
    const state = modules.state.stateOf(page, world);
    state.lang = "en";
    state.words = modules.state.wordsNow(state);
    modules.state.answer(state);
    const lines = [...world.origins, ...world.targets].filter(({ shape }) => shape).flatMap(({ positions }) =>
        modules["map/outlines"].borderLines(positions).map(({ xs, ys }) => Array.from(xs, (x, i) => [x, ys[i]])));
    const ways = state.answers.map(({ origin, target, start, end }) => {
        const [from, to] = [start ?? origin, end ?? target];
        return modules["geodesy/geodesic"].path(from.lon, from.lat, to.lon, to.lat);
    });
    return { lines, ways };
}"""


def drawn(modules, *asked, **options):
    page_map = rangemap.explore(*asked, lang="en", **options)
    [layer] = [each for each in page_map._children.values() if isinstance(each, Ranges)]
    entries = ("world", "state", "map/outlines", "geodesy/geodesic")
    return modules(entries, LINES, [{**layer.question, "whole": True}, layer.large])


def names_on(page):
    return set(page.locator(".rm-label").all_inner_texts())


def test_a_country_is_outlined_and_named_once(show):
    page = show(rangemap.explore("atacms-m39a1", "Ukraine", "Moscow"))
    assert "453 km from Ukraine" in page.locator(".rm-panel > .rm-answers").inner_text()
    names = [name.casefold() for name in page.locator(".rm-label").all_inner_texts()]
    assert names.count("ukraine") == 1
    assert page.locator(".rm-sources").inner_text(timeout=1000)
    assert "68/262" in page.locator(".rm-sources").text_content()


def test_the_country_is_drawn_as_its_worldview_has_it(show, modules):
    for worldview, wanted in (("recognised", True), ("natural-earth", False)):
        lines = drawn(modules, "atacms-m39a1", "Ukraine", worldview=worldview)["lines"]
        # Mercator's map as the unit square: y grows southward, and 45 degrees north is 0.3597.
        south = max(y for line in lines for _, y in line)
        assert (south > 0.3597) == wanted
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
def test_no_outline_runs_along_180_degrees_or_round_the_world(modules, name):
    lines = drawn(modules, None, name, range_km=100)["lines"]
    assert lines
    for line in lines:
        for (x0, y0), (x1, y1) in itertools.pairwise(line):
            assert abs(x1 - x0) < 0.25
            assert not (x0 == x1 and x0 in (0, 1) and y0 != y1)
            assert y0 < 1.01


def test_the_shortest_way_is_drawn_as_a_geodesic(modules):
    _, way = drawn(modules, "tomahawk", "Ukraine", ["Moscow", "Reykjavík"])["ways"]
    answer = rangemap.check("tomahawk", "Ukraine", "Reykjavík")
    length = sum(true_m(a, b) for a, b in itertools.pairwise(way))
    assert length / 1000 == pytest.approx(answer.distance_km, abs=1e-6)
    assert geodesy.distance(way[0], resolve("Ukraine").shape)[0] < 0.01
    assert way[-1] == [answer.target.lon, answer.target.lat]


@pytest.mark.parametrize(
    ("origin", "target"),
    [("Ukraine", "Belgorod"), ("Poland", "Brest, BY"), ("Russia", "45.2,36.7")],
)
def test_a_short_way_is_drawn_too(show, origin, target):
    page = show(rangemap.explore(range_km=300, origins=origin, targets=target))
    assert page.locator(".rm-target").count() == 1


def test_the_name_of_a_small_land_does_not_hide_it(show):
    page = show(rangemap.explore("tomahawk", "-17,179.9", ["Samoa", "Tuvalu"]))
    for name in ("Samoa", "Tuvalu"):
        box = page.locator(".rm-target", has_text=name).bounding_box()
        shape = rangemap.places(name)[0].geometry
        for lon, lat in shapely.get_coordinates(shape):
            x, y = page.evaluate(
                """([lon, lat]) => {
                    const { x, y } = map_rangemap.latLngToContainerPoint([lat, lon]);
                    const { left, top } = map_rangemap.getContainer().getBoundingClientRect();
                    return [x + left, y + top];
                }""",
                [lon + 360 if lon < 0 else lon, lat],
            )
            inside = 0 < x - box["x"] < box["width"] and 0 < y - box["y"] < box["height"]
            assert not inside, (name, lon, lat)


def test_the_small_map_shows_the_whole_ring_of_a_land(show):
    page = show(rangemap.explore(range_km=1400, origins="Iran"))
    blues = page.evaluate(
        """() => {
            const canvas = document.querySelector(".rm-globe");
            const { width, height } = canvas;
            const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
            const found = [];
            for (let i = 0; i < data.length; i += 4) {
                if (data[i] > 60 || data[i + 2] < 130 || data[i + 3] < 200) continue;
                found.push(Math.atan2(Math.floor(i / 4 / width) - height / 2, ((i / 4) % width) - width / 2));
            }
            return found;
        }"""
    )
    octants = {int((angle + math.pi) // (math.pi / 4)) % 8 for angle in blues}
    assert octants == set(range(8))


def test_many_targets_are_all_marked_and_those_named_that_find_room(show):
    targets = [f"{50 + i / 10:.1f},{30 + i / 10:.1f}" for i in range(30)]
    page = show(rangemap.explore("tomahawk", "Lviv", targets))
    assert page.locator(".rm-labels rect").count() >= 30
    assert 0 < page.locator(".rm-target").count() < 30
    assert "30 targets" in page.locator("h1").inner_text()
    marks = boxes(page, ".rm-symbol")
    for label in boxes(page, ".rm-label:not(.rm-ring)"):
        assert not any(meet(label, mark) for mark in marks)


def test_a_target_country_carries_its_verdict(show):
    page = show(rangemap.explore("tomahawk", "Kyiv", ["Poland", "Moscow"]))
    label = page.locator(".rm-target", has_text="Poland")
    assert "453 km" in label.inner_text()
    assert "Yes, all of it" in page.locator(".rm-panel > .rm-answers").inner_text()


def test_merged_origins_are_drawn_as_one(show):
    origins = ["Kyiv", "Lviv", "Kharkiv"]
    page_map = rangemap.explore(range_km=400, origins=origins, targets="Moscow", merge=True)
    [layer] = [each for each in page_map._children.values() if isinstance(each, Ranges)]
    [origin] = layer.large["origins"]
    assert len(origin["shape"]["points"]) == 2 * 3
    page = show(page_map)
    assert "Kyiv, Lviv and Kharkiv" in page.locator("h1").inner_text()
