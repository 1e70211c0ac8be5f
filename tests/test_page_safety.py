"""What may run and load in the page, where it may stand, and who can use it."""

import html
import re
from itertools import product

import folium
import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import READY, is_own, own_page, policy, rest, watch

import rangemap
from rangemap.errors import QuestionError

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def kyiv():
    return rangemap.explore(["atacms", "tomahawk"], "Kyiv", ["Moscow", "Saint Petersburg, RU"])


def test_only_what_the_page_holds_may_run_or_load(kyiv):
    rules = policy(kyiv)
    assert rules["default-src"] == ["'none'"]
    assert rules["img-src"] == ["data:", "blob:"]
    for rule in ("script-src", "style-src"):
        assert rules[rule]
        assert all(re.fullmatch(r"'sha256-[\w+/]+=*'", each) for each in rules[rule])


def test_a_script_that_is_slipped_in_does_not_run(browser, tmp_path, kyiv):
    text = kyiv.get_root().render()
    slipped = text.replace("</body>", "<script>window.hacked = 1</script></body>")
    slipped = slipped.replace("</body>", "<img src=x onerror='window.hacked = 2'></body>")
    path = tmp_path / "slipped.html"
    path.write_text(slipped, encoding="utf-8")
    page = browser.new_context(offline=True).new_page()
    page.goto(path.as_uri())
    page.wait_for_function(READY)
    assert page.evaluate("window.hacked") is None
    page.context.close()


def framed(browser, tmp_path, page_map, attributes):
    """Open a page within a page: the outer one, the inner one, and what trouble there is."""
    inner = html.escape(page_map.get_root().render())
    return opened(
        browser, tmp_path, f'<iframe {attributes} width=900 height=700 srcdoc="{inner}"></iframe>'
    )


def opened(browser, tmp_path, body):
    """Open a page with a frame, which is all that may be asked for."""
    path = tmp_path / "host.html"
    path.write_text(f"<!DOCTYPE html><body>{body}</body>", encoding="utf-8")
    page = browser.new_context(offline=True).new_page()
    trouble = watch(page, lambda address: is_own(address, path))
    page.goto(path.as_uri())
    page.frames[1].wait_for_function(READY)
    return page, page.frames[1], trouble


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-same-origin"])
def test_it_works_in_a_sandboxed_frame(browser, tmp_path, kyiv, sandbox):
    page, frame, trouble = framed(browser, tmp_path, kyiv, f'sandbox="{sandbox}"')
    frame.fill("#rm-search", "Warsaw")
    frame.press("#rm-search", "Enter")
    assert "Warsaw is" in frame.locator(".rm-checked").inner_text()
    # A page without an address has no link to give, and what prints it is the page round it.
    for name in ("Copy link", "Print"):
        assert frame.get_by_role("button", name=name).count() == 0
    frame.get_by_role("button", name="Answers (CSV)").click()
    assert "rangemap.csv is saved, unless" in frame.locator(".rm-share").inner_text()
    rest(page)
    # Which the browser says of the page round it.
    assert not [said for said in trouble if "can escape its sandboxing" not in said]
    page.context.close()


def test_a_page_that_is_hidden_at_first_is_whole_when_it_is_shown(browser, tmp_path):
    page_map = rangemap.explore("tomahawk", ["Kyiv", "Lviv"], "Moscow")
    page, frame, trouble = framed(browser, tmp_path, page_map, 'style="display: none"')
    page.evaluate("document.querySelector('iframe').style.display = 'block'")
    label = frame.locator(".rm-target")
    label.wait_for(timeout=3000)
    rest(frame)
    at, width = label.bounding_box(), 900
    assert 0 <= at["x"] <= width - at["width"]
    assert frame.evaluate("map_rangemap.getZoom()") <= 5
    page.evaluate("document.querySelector('iframe').style.display = 'none'")
    rest(page)
    assert not trouble
    page.context.close()


def test_it_works_in_a_notebooks_frame(browser, tmp_path, kyiv):
    page, frame, trouble = opened(browser, tmp_path, kyiv._repr_html_())
    assert "Moscow is 756 km" in frame.locator(".rm-answers").first.inner_text()
    frame.fill("#rm-search", "Warsaw")
    frame.press("#rm-search", "Enter")
    assert "Warsaw is" in frame.locator(".rm-checked").inner_text()
    rest(frame)
    assert not trouble
    page.context.close()


def test_nothing_is_stored(show, kyiv):
    page = show(kyiv)
    page.select_option(".rm-language", "fr")
    rest(page)
    stored = "[document.cookie, localStorage.length, sessionStorage.length]"
    assert page.evaluate(stored) == ["", 0, 0]
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0


def test_the_page_leaves_no_global_of_ours(show, kyiv):
    page = show(kyiv)
    names = page.evaluate(
        """() => {
            const frame = document.createElement("iframe");
            document.body.append(frame);
            const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow));
            frame.remove();
            return Object.getOwnPropertyNames(window).filter((name) => !usual.has(name) && !/^\\d+$/.test(name));
        }"""
    )
    # Leaflet's, folium's, and what the browser names by an id.
    assert set(names) - {"L", "leaflet", "_leaflet_events", "L_NO_TOUCH", "L_DISABLE_3D"} <= {
        "map_rangemap"
    }


@pytest.mark.parametrize(
    ("asked", "options"),
    [
        ((["atacms", "tomahawk"], "Kyiv", ["Moscow", "Saint Petersburg, RU"]), {}),
        ((["patriot", "oniks", "gmlrs"], "Ukraine", ["Moscow"]), {"lang": "uk"}),
        ((None, ["39.03,125.75", "Kyiv"], []), {"range_km": 2000, "units": "nmi"}),
    ],
)
def test_axe_finds_nothing_serious(show, asked, options):
    page = show(rangemap.explore(*asked, **options))
    page.fill("#rm-search", "Warsaw")
    page.keyboard.press("Enter")
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    for width, scheme in product((360, 1200), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        # The browser tells of the colours with its next frame.
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        assert not serious(page), (width, scheme)


def serious(page):
    return [
        (each["id"], [node["html"][:200] for node in each["nodes"]][:5])
        for each in Axe().run(page).response["violations"]
        if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(
    ("lang", "scheme", "width"), [("fr", "dark", 360), ("ru", "light", 1200), ("pl", "dark", 1200)]
)
def test_axe_finds_nothing_serious_in_any_state(show, lang, scheme, width):
    asked = (["tomahawk", "gmlrs-m31"], ["Kyiv", "Odesa"], ["Kazan, RU", "Moldova"])
    page_map = rangemap.explore(*asked, lang=lang)
    page = show(page_map, width=width, color_scheme=scheme)
    assert page.locator(".rm-folded").count()
    assert not serious(page)
    page.fill("#rm-search", "Springfield")
    page.keyboard.press("Enter")
    page.fill("#rm-launch-field", "Nowhereville")
    page.keyboard.press("Enter")
    page.locator(".rm-folded button").first.click()
    page.check("#rm-what-if")
    assert page.locator(".rm-namesakes button").count()
    assert not serious(page)
    for box in ("#rm-what-if", "#rm-range-0", "#rm-range-1"):
        page.uncheck(box)
    assert not serious(page)


def test_axe_finds_nothing_serious_in_our_part_of_a_map_of_ones_own(browser, tmp_path):
    m = folium.Map([50, 30], zoom_start=5, tiles=None)
    rangemap.explore(["tomahawk", "atacms"], ["Kyiv", "Odesa"], ["Kazan, RU", "Moldova"], m=m)
    page, _, _ = own_page(browser, tmp_path, m)
    page.wait_for_function(READY)
    page.locator(".rm-control > summary").click()
    # The page round it is the user's.
    for part in (".rm-control", ".rm-launch"):
        found = Axe().run(page, context=part).response["violations"]
        assert not [each for each in found if each["impact"] in ("serious", "critical")], part
    page.context.close()


def test_the_keyboard_reaches_everything(show, kyiv):
    page = show(kyiv)
    page.fill("#rm-search", "Springfield")
    page.keyboard.press("Enter")
    names = page.evaluate(
        """() => {
            const kinds = "a[href], button, input, select, summary, .rm-launch";
            const shown = [...document.querySelectorAll(kinds)].filter(
                (node) => node.checkVisibility() && !node.disabled);
            shown.forEach((node, number) => { node.dataset.test = number; });
            return shown.map((node) => node.outerHTML.slice(0, 120));
        }"""
    )
    assert len(names) > 40
    page.evaluate("document.activeElement.blur()")
    reached = set()
    for _ in range(len(names) + 20):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("() => Number(document.activeElement.dataset.test ?? -1)"))
    assert not [name for number, name in enumerate(names) if number not in reached]


def test_a_focus_is_seen(show, kyiv):
    page = show(kyiv)
    page.locator("#rm-search").focus()
    page.keyboard.press("Tab")
    style = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(style) == "solid"
    page.locator(".rm-launch").focus()
    page.keyboard.press("ArrowUp")
    assert page.evaluate(style) == "solid"


def test_the_map_is_told_in_words(show, kyiv):
    page = show(kyiv)
    region = page.locator(".leaflet-container")
    told = page.locator(f"#{region.get_attribute('aria-describedby')}").text_content()
    assert told.startswith("Map of the range of ATACMS · up to 300 km and Tomahawk")
    assert "Moscow, 756 km: ATACMS out of reach and Tomahawk in reach" in told
    assert page.locator("meta[name=description]").get_attribute("content") == told


def test_pinching_may_zoom_the_page(show, kyiv):
    page = show(kyiv)
    content = page.locator("meta[name=viewport]").get_attribute("content")
    assert "maximum-scale" not in content
    assert "user-scalable" not in content


@pytest.mark.parametrize(
    "asked",
    [
        (["atacms", "tomahawk"], "Kyiv", ["Moscow", "Saint Petersburg, RU"]),
        (["oniks", "gmlrs-m31", "patriot"], "Ukraine", ["Poland", "Moscow"]),
        (
            "tomahawk",
            ["Lviv", "Odesa"],
            [f"{50 + i / 10:.1f},{30 + i / 10:.1f}" for i in range(14)],
        ),
    ],
    ids=["points", "lands", "many"],
)
def test_nothing_is_wider_than_a_narrow_window(show, asked):
    page = show(rangemap.explore(*asked, lang="de"), width=360, height=740)
    page.fill("#rm-search", "Springfield")
    page.keyboard.press("Enter")
    for width in (360, 420, 768):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_script_the_answer_is_read(browser, tmp_path, kyiv):
    path = tmp_path / "plain.html"
    kyiv.save(path)
    page = browser.new_context(offline=True, java_script_enabled=False).new_page()
    page.goto(path.as_uri())
    assert "Moscow is 756 km from Kyiv" in page.locator("body").inner_text()
    page.context.close()


def test_where_the_page_cannot_be_made_the_answer_is_read(browser, tmp_path, kyiv):
    path = tmp_path / "old.html"
    kyiv.save(path)
    page = browser.new_context(offline=True).new_page()
    page.add_init_script("delete window.DecompressionStream")
    page.goto(path.as_uri())
    page.get_by_text("Moscow is 756 km from Kyiv").first.wait_for()
    page.context.close()


def test_a_checked_place_is_read_out_once_it_rests(show, kyiv):
    page = show(kyiv)
    status = page.locator(".rm-search > [role=status]")
    assert status.text_content() == ""
    page.fill("#rm-search", "Warsaw")
    page.keyboard.press("Enter")
    told = status.text_content()
    assert re.fullmatch(r"Warsaw, 69\d km: ATACMS out of reach and Tomahawk in reach\.", told)
    box = page.locator(".rm-launch").bounding_box()
    page.mouse.move(box["x"] + 14, box["y"] + 14)
    page.mouse.down()
    page.mouse.move(box["x"] + 80, box["y"] + 14, steps=4)
    assert status.text_content() == told
    page.mouse.up()
    assert status.text_content() != told


@pytest.mark.parametrize(
    "options",
    [{"lang": "xx"}, {"lang": ""}, {"units": "ft"}, {"min_population": 5}, {"min_population": "x"}],
)
def test_nonsense_for_readers_is_refused(options):
    with pytest.raises(QuestionError):
        rangemap.explore("atacms", "Kyiv", **options)
