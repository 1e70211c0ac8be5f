"""The page in a real browser, without a network: what it shows, asks for, and makes of names."""

import io
import json
import os
import re
import subprocess
import sys

import pytest
from pages import boxes, look_at, meet

import rangemap
from rangemap._places.gazetteer import cities_from


def read(page_map):
    html = page_map.get_root().render()
    found = re.search(r'type="application/json" id="[\w-]+">(.*?)</script>', html, re.S)
    return html, json.loads(found[1])


pytestmark = pytest.mark.browser


def test_the_newspapers_question(show):
    page = show(
        rangemap.explore(["atacms", "tomahawk"], "Kyiv", ["Moscow", "Saint Petersburg, RU"])
    )
    assert page.title() == "ATACMS and Tomahawk from Kyiv: Moscow and Saint Petersburg?"
    assert page.locator(".rm-panel > .rm-answers li").count() == 4
    assert "Moscow is 756 km from Kyiv" in page.locator(".rm-panel > .rm-answers").inner_text()
    labels = page.locator(".rm-labels").inner_text()
    for part in ("Kyiv", "Moscow 756 km", "Saint Petersburg 1,056 km", "Tomahawk · about 1,600 km"):
        assert part in labels
    rows = page.locator("tbody tr")
    assert rows.count() == 25
    page.get_by_role("button", name="Show more").click()
    assert rows.count() == 125
    assert "GeoNames" in page.locator(".rm-credit").inner_text()


def test_an_answer_of_many_sources_is_told_in_brief_first(show):
    page = show(rangemap.explore("tomahawk", "Kyiv", "Kazan, RU"))
    item = page.locator(".rm-panel > .rm-answers li")
    brief, whole = item.locator("p").all()
    said = item.inner_text()
    assert (
        "within reach by about 1,600 km (The Thinking Conservative, undated) and 9 other figures;"
        in said
    )
    assert "out of reach by about 1,300 km (Hudson Institute, undated) and 1 other figure." in said
    assert not whole.is_visible()
    page.emulate_media(media="print")
    assert whole.is_visible() and not brief.is_visible()
    page.emulate_media(media="screen")
    item.get_by_role("button", name="Show more").click()
    assert whole.is_visible() and not brief.is_visible()
    assert "up to 2,400 km (UPI, 1985-03-22;" in item.inner_text()
    assert page.evaluate("() => document.activeElement.textContent.includes('UPI')")


def test_sources_open_from_their_numbers(show):
    page = show(rangemap.explore("tomahawk", "Kyiv", "Moscow"))
    assert not page.locator(".rm-sources ol").is_visible()
    page.locator(".rm-answers a").first.click()
    assert page.locator("#rm-source-1").is_visible()
    text = page.locator(".rm-sources").inner_text()
    for part in ("Hudson Institute", "CNBC", "no trajectory", "Natural Earth", "1:50m", "68/262"):
        assert part in text


def test_the_best_verdict_of_several_origins_is_shown(show):
    for origins in (["Kyiv", "Vladivostok"], ["Vladivostok", "Kyiv"]):
        page = show(rangemap.explore("peklo", origins, ["Minsk", "Tokyo"]))
        minsk = page.locator(".rm-target", has_text="Minsk")
        assert "from Kyiv" in minsk.inner_text()
        assert minsk.locator("svg").get_attribute("data-verdict") == "yes"
        tokyo = page.locator(".rm-target", has_text="Tokyo")
        assert "from Vladivostok" in tokyo.inner_text()


def test_verdicts_differ_by_form(show):
    page = show(rangemap.explore(["tomahawk", "peklo", "atacms"], "Kyiv", "Chernihiv"))
    look = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('.rm-forms svg')].map((sign) =>
            [sign.getAttribute('aria-label'), [...sign.querySelectorAll('circle, path')].map((part) =>
                part.classList.contains('rm-hollow') ? 'hollow' : 'filled').join(' ')]))"""
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
                    const [red] = spot.getImageData(0, 0, 1, 1).data;
                    return red > 235 ? 'land' : 'sea';
                }
            });
        }""",
        [[34.4, 45.3], [30.0, 48.0], [31.5, 44.5], [39.0, 47.5]],
    )
    assert seen == ["land", "land", "sea", "land"]


def test_air_defence_is_told_and_not_drawn(show):
    page = show(rangemap.explore(["patriot", "atacms"], "Kyiv", "Moscow"))
    legend = page.locator(".rm-legend").inner_text()
    assert "Patriot · air defence" in legend
    assert "not drawn" in legend
    assert page.locator(".rm-ring").all_inner_texts() == ["ATACMS · up to 300 km"]
    assert page.locator(".rm-legend input").count() == 1


def names_apart(page):
    """Give the boxes of names, none of which lies on another or under a control."""
    labels = boxes(page, ".rm-city, .rm-country, .rm-target, .rm-origin")
    for i, a in enumerate(labels):
        assert not any(meet(a, b) for b in labels[:i])
    for control in boxes(page, ".leaflet-control"):
        assert not any(meet(control, label) for label in labels)
    return labels


# Where dots lie on a map: left, top, right and bottom of each.
DOTS = """(positions) => {
    const { left, top } = map_rangemap.getContainer().getBoundingClientRect();
    return positions.map((at) => {
        const { x, y } = map_rangemap.latLngToContainerPoint(at);
        return [left + x - 2, top + y - 2, left + x + 2, top + y + 2];
    });
}"""


@pytest.mark.parametrize(
    ("asked", "least"),
    [((["atacms", "tomahawk"], "Kyiv", ["Moscow", "Saint Petersburg, RU"]), 40), ((None, "Fiji"), 15)],
)  # fmt: skip
def test_labels_do_not_lie_on_each_other_or_on_dots(show, asked, least):
    page = show(rangemap.explore(*asked, range_km=() if asked[0] else 2000))
    labels = names_apart(page)
    assert len(labels) > least
    # At the zoom of both maps cities of so many people have dots.
    dots = page.evaluate(DOTS, [[city.lat, city.lon] for city in cities_from(700_000)])
    for dot in dots:
        assert not any(meet(dot, label) for label in labels)
    for lat, lon, zoom in ((47, 33, 6), (30, 180, 2), (-17, 178, 7)):
        look_at(page, lat, lon, zoom)
        assert len(names_apart(page)) > 3


@pytest.mark.parametrize("size", [{}, {"width": 360, "height": 740}], ids=["wide", "narrow"])
@pytest.mark.parametrize(
    "asked",
    [
        (["Odesa", "44.6,33.5"], ["Novorossiysk", "Baku", "43,34"], "ru"),
        ("Crimea", ["Odesa", "Moldova"], "uk"),
    ],
    ids=["points", "lands"],
)
def test_names_stand_farther_off_rather_than_on_each_other(show, asked, size):
    origins, targets, lang = asked
    page = show(rangemap.explore("sea-baby", origins, targets, lang=lang), **size)
    page.wait_for_function("() => document.querySelector('.rm-leader')")
    cards = boxes(page, ".rm-target, .rm-origin")
    assert len(cards) == len(targets) + (1 if origins == "Crimea" else len(origins))
    launches = boxes(page, ".rm-launch")
    marks = boxes(page, ".rm-symbol")
    # The sign of a launch point lies in the middle of what takes hold of it.
    marks += [[x + 8, y + 8, z - 8, t - 8] for x, y, z, t in launches]
    for i, card in enumerate(cards):
        assert not any(meet(card, other) for other in [*cards[:i], *marks])
    for leader in boxes(page, ".rm-leader line"):
        assert any(meet(leader, [x - 1, y - 1, z + 1, t + 1]) for x, y, z, t in cards)


# How many points of leaders lie in cards, and how many of these are seen over them.
LEADERS_ON_CARDS = """() => {
  const cards = [...document.querySelectorAll(".rm-target")];
  const lines = [...document.querySelectorAll(".rm-leader line")];
  for (const node of [...cards, ...lines]) node.style.pointerEvents = "all";
  const within = lines.flatMap((line) => {
    const length = line.getTotalLength();
    return Array.from({ length }, (_, s) => line.getPointAtLength(s).matrixTransform(
      line.getScreenCTM()));
  }).filter(({ x, y }) => cards.some((card) => {
    const { left, top, right, bottom } = card.getBoundingClientRect();
    return left + 4 < x && x < right - 4 && top + 4 < y && y < bottom - 4;
  }));
  const over = within.filter(({ x, y }) => document.elementFromPoint(x, y).matches("line"));
  return [within.length, over.length];
}"""


def test_leaders_lie_under_names(show):
    question = ["shahab-3", "sejjil"], "Iran", ["Tel Aviv", "Rome", "Athens"]
    page = show(rangemap.explore(*question, lang="de"), width=390, height=844)
    page.fill("#rm-search", "48.2,16.4")
    page.keyboard.press("Enter")
    page.evaluate("scrollTo(0, 0)")
    within, over = page.evaluate(LEADERS_ON_CARDS)
    assert within > 10
    assert over == 0


def test_a_ring_hardly_wider_than_its_name_is_named(show):
    page = show(rangemap.explore(["tomahawk", "df-31"], "Kyiv", "Moscow", lang="uk"))
    names = [name.replace("\u00a0", " ") for name in page.locator(".rm-ring").all_inner_texts()]
    assert names == ["Tomahawk · близько 1 600 км", "DF-31 · до 8 000 км"]
    first, second = boxes(page, ".rm-ring")
    assert not meet(first, second)
    for card in boxes(page, ".rm-target, .rm-origin"):
        assert not meet(card, first) and not meet(card, second)


def test_a_city_that_is_named_has_a_dot(show):
    page = show(rangemap.explore(None, "Fiji", range_km=2000))
    for name in ("Nouméa", "Wellington"):
        assert page.locator(f".rm-city:text-is('{name}')").count() == 1
        place = rangemap.check(range_km=1, origin=name, target="Suva").origin
        painted = page.evaluate(
            """([lon, lat]) => {
                const { x, y } = map_rangemap.latLngToContainerPoint([lat, lon]);
                const canvas = document.querySelector(".leaflet-ranges-pane canvas");
                const pen = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
                pen.drawImage(canvas, 0, 0);
                return Array.from(pen.getImageData(x - 2, y - 2, 4, 4).data)
                    .filter((_, i) => i % 4 === 3).some((alpha) => alpha > 200);
            }""",
            [place.lon, place.lat],
        )
        assert painted, name


def test_the_page_is_small_and_the_same_every_time(tmp_path):
    made = []
    for name in ("a.html", "b.html"):
        rangemap.explore(["atacms", "tomahawk"], "Kyiv", "Moscow").save(tmp_path / name)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    assert len(made[0]) < 1_500_000
    addresses = set(re.findall(rb"(?:src|href)=[\"']?(https?://[^\"'> ]+)", made[0]))
    assert addresses <= {b"https://leafletjs.com"}


def test_another_process_makes_the_same_bytes(tmp_path):
    made = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.html"
        asked = ["atacms", "tomahawk", "--from", "Ukraine", "--to", "Poland", "--output", str(path)]
        command = [sys.executable, "-m", "rangemap", "map", *asked]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        made.append(path.read_bytes())
    assert made[0] == made[1]


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
    answer = page.locator(".rm-panel > .rm-answers").bounding_box()
    drawn = page.locator(".rm-map").bounding_box()
    rest = page.locator(".rm-legend").bounding_box()
    assert answer["y"] < drawn["y"] < rest["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_it_shows_itself_in_a_notebook():
    html = rangemap.explore("atacms", "Kyiv")._repr_html_()
    assert html.startswith("<iframe srcdoc=")
    assert 'height="620px"' in html


def test_the_licence_of_leaflet_is_in_the_page():
    html, _ = read(rangemap.explore("atacms", "Kyiv"))
    assert "Volodymyr Agafonkin" in html
    assert "Redistribution and use in source and binary forms" in html
