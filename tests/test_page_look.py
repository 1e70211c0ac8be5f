"""Colours and lines: told apart by the colour-blind and in grey, and read on their ground."""

from itertools import combinations

import numpy as np
import pytest

import rangemap
from rangemap._text.words import LANGUAGES
from rangemap.page import _assets

pytestmark = pytest.mark.browser

# Machado, Oliveira and Fernandes (2009), A physiologically-based model for simulation of color
# vision deficiency, IEEE TVCG 15(6), 1291-1298: the whole loss, on linear RGB.
SEEN = {
    "by most": np.eye(3),
    "without red": np.array(
        [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]]
    ),
    "without green": np.array(
        [[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
RANGES = 7


def linear(colour):
    share = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    white = TO_XYZ @ np.ones(3)
    x, y, z = np.cbrt(np.clip(TO_XYZ @ rgb / white, 0.0089, None))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def contrast(one, other):
    low, high = sorted((TO_XYZ @ linear(each))[1] + 0.05 for each in (one, other))
    return high / low


@pytest.fixture(scope="module", params=["light", "dark"])
def look(request, browser):
    page = browser.new_page(color_scheme=request.param)
    page.evaluate(f"window.modules = {_assets.script('map/colours')}; 0")
    found = page.evaluate(
        """(count) => {
            const { coloursNow, hue, inkHue, pattern } = modules["map/colours"];
            const ranges = Array.from({ length: count }, (_, number) => ({ number }));
            return { ...coloursNow(), hues: ranges.map((each) => hue(each)),
                inks: ranges.map((each) => inkHue(each)), patterns: ranges.map(pattern) };
        }""",
        RANGES,
    )
    page.close()
    return found


@pytest.mark.parametrize("eyes", SEEN)
def test_ranges_are_told_apart(look, eyes):
    for i, j in combinations(range(RANGES), 2):
        one, other = (lab(SEEN[eyes] @ linear(look["hues"][k])) for k in (i, j))
        if look["patterns"][i] == look["patterns"][j]:
            assert np.linalg.norm(one - other) > 15, (i, j)


def test_ranges_are_told_apart_in_grey(look):
    for i, j in combinations(range(RANGES), 2):
        one, other = (lab(linear(look["hues"][k]))[0] for k in (i, j))
        assert look["patterns"][i] != look["patterns"][j] or abs(one - other) > 10, (i, j)


def test_what_is_written_is_read(look):
    for colour in [*look["inks"], look["ink"]]:
        assert contrast(colour, look["paper"]) >= 4.5, colour
    assert contrast(look["ink"], look["land"]) >= 4.5
    assert contrast(look["ink"], look["sea"]) >= 4.5


def test_lines_are_seen_on_land_and_sea(look):
    # The first three: of more, some are light on light, and stand out by their width and name.
    for colour in look["hues"][:3]:
        for ground in ("land", "sea"):
            assert contrast(colour, look[ground]) >= 2.7, (colour, ground)


def test_the_names_of_units_are_whole(show):
    page = show(rangemap.explore("atacms", "Kyiv", "Moscow"), width=360, height=740)
    page.select_option(".rm-units", "nmi")
    wide = "(node) => node.scrollWidth > node.clientWidth"
    for lang in LANGUAGES:
        page.select_option(".rm-language", lang)
        assert not page.locator(".rm-units").evaluate(wide), lang
        assert not page.locator("html").evaluate(wide), lang
