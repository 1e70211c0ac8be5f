"""Markup in a name, in a source or in what is typed is text, wherever the page shows it."""

import json
import re
from itertools import cycle
from urllib.parse import urlencode

import folium
import pytest
from pages import READY, own_page

import rangemap
from rangemap._catalogue.values import Claim, Minimum, Source
from rangemap._catalogue.weapon import Weapon

pytestmark = pytest.mark.browser

HOSTILE = [
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "</script><script>window.hacked=1</script>",
    "{{7*7}}{% raw %}{#",
    "${1}",
    "${window.hacked=1}",
    "`'\"&\u2028",
]


def hostile_weapons():
    """Give weapons of which every text is markup, each field's another."""
    texts = cycle(HOSTILE)

    def source(number):
        return Source(
            f"s{number}",
            publisher=next(texts),
            url="javascript:window.hacked=1",
            title=next(texts),
            date=next(texts),
            mirror=next(texts),
            seen=next(texts),
        )

    def claim(number, km, kind="assessed"):
        who, tied, noted, printed = (next(texts) for _ in range(4))
        return Claim(
            printed, km, km, kind, "press", source(number), by=who, condition=tied, note=noted
        )

    return [
        Weapon(
            id=name,
            name=name,
            weapon_class="cruise",
            claims=(claim(2 * i, 500), claim(2 * i + 1, 700), claim(90 + i, 900, "tested")),
            designation=next(texts),
            minimum=Minimum(next(texts), 20, source(70 + i)),
            status="in service",
            status_date=next(texts),
            note=next(texts),
            catalogue=name,
        )
        for i, name in enumerate(HOSTILE)
    ]


def hostile_places():
    return [
        rangemap.Place(
            lat=50 + i / 10, lon=30, name=name, country_name=name, division=name, near=name
        )
        for i, name in enumerate(HOSTILE)
    ]


def hostile_areas(folder):
    """Give a file of areas as territories: their names, and what else the file says of them."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": name, "note": name, "country": name},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, 47], [x + 1, 47], [x + 1, 48], [x, 48], [x, 47]]],
            },
        }
        for x, name in enumerate(HOSTILE, 20)
    ]
    path = folder / "areas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return rangemap.read_places(path)


def plain(text):
    return " ".join(text.replace("\u2028", " ").split())


def check_that_it_is_text(page):
    assert page.evaluate("window.hacked") is None
    assert page.locator("a[href^=javascript]").count() == 0
    ours = ".rm-panel, .rm-control, .rm-labels, .rm-credit"
    for holder in page.locator(ours).all():
        assert holder.locator("img, script").count() == 0
    return plain(page.locator("body").inner_text() + page.title())


def test_markup_of_points_and_weapons_is_text(show):
    places = hostile_places()
    page = show(rangemap.explore(hostile_weapons(), places[:2], places[2:]))
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    seen = check_that_it_is_text(page)
    for name in HOSTILE:
        assert plain(name) in seen
    assert "49" not in page.title()


def test_markup_of_areas_is_text(show, tmp_path):
    areas = hostile_areas(tmp_path)
    page = show(rangemap.explore(hostile_weapons()[:2], areas[:3], areas[3:], merge=True))
    seen = check_that_it_is_text(page)
    for name in HOSTILE:
        assert plain(name) in seen
    page.fill("#rm-search", "47.5,20.5")
    page.keyboard.press("Enter")
    assert plain(HOSTILE[0]) in plain(page.locator(".rm-checked").inner_text())
    check_that_it_is_text(page)


def test_on_a_map_of_ones_own_markup_is_text(browser, tmp_path):
    m = folium.Map([50, 30], zoom_start=5, tiles=None)
    places = hostile_places()
    targets = [*places[2:], *hostile_areas(tmp_path)]
    rangemap.explore(hostile_weapons(), places[:2], targets, m=m)
    page, _, trouble = own_page(browser, tmp_path, m)
    page.wait_for_function(READY)
    page.locator(".rm-control > summary").click()
    seen = check_that_it_is_text(page)
    for name in HOSTILE:
        assert plain(name) in seen
    assert not trouble
    page.context.close()


def test_markup_stays_inside_its_json():
    places = hostile_places()
    html = rangemap.explore(hostile_weapons(), places[:2], places[2:]).get_root().render()
    data = json.loads(
        re.search(r'type="application/json" id="[\w-]+">(.*?)</script>', html, re.S)[1]
    )
    assert data["weapons"][2]["name"] == {"en": HOSTILE[2]}
    assert html.count("<script") == len(re.findall(r"</script>", html))
    assert "<img" not in html


@pytest.mark.parametrize("typed", HOSTILE[:3])
def test_what_is_typed_is_text(show, typed):
    page = show(rangemap.explore("atacms", "Kyiv"))
    for field in ("#rm-search", "#rm-launch-field"):
        page.fill(field, typed)
        page.keyboard.press("Enter")
    assert page.locator(f".rm-note:has-text('“{typed}”')").count() == 2
    check_that_it_is_text(page)


def test_what_a_link_holds_is_text(show):
    parts = ("from", "at", "range", "off", "units", "lang", "sort", "show", "map")
    hash_ = urlencode([(part, HOSTILE[1]) for part in parts])
    page = show(rangemap.explore("atacms", "Kyiv"), hash_=hash_)
    assert "onerror" not in check_that_it_is_text(page)
