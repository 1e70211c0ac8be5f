"""What a reader does on the page, in a real browser without a network."""

import re

import pytest
from pages import rest

import rangemap
from rangemap._places.gazetteer import cities_from

pytestmark = pytest.mark.browser

ANSWERS = ".rm-panel > .rm-answers li"


@pytest.fixture(scope="module")
def kyiv():
    return rangemap.explore(["atacms", "tomahawk"], "Kyiv", ["Moscow", "Saint Petersburg, RU"])


def drag(page, dx, dy, steps=8):
    box = page.locator(".rm-launch").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=steps)
    page.mouse.up()


def position(page):
    """Where the launch point is, as the page's link has it."""
    rest(page)
    found = re.search(r"from=([-\d.]+)%2C([-\d.]+)", page.url)
    return found and (float(found[1]), float(found[2]))


def check_against_python(page, weapons, targets):
    lat, lon = position(page)
    origin = rangemap.check(range_km=1, origin=f"{lat},{lon}", target="Moscow").origin
    wanted = [
        rangemap.describe(rangemap.check(weapon, origin, target)).splitlines()[0]
        for weapon in weapons
        for target in targets
    ]
    said = page.locator(f"{ANSWERS} p").all_inner_texts()
    plain = [" ".join(re.sub(r"\[\d+\]", "", line).split()) for line in said]
    assert plain == [" ".join(re.sub(r"\[\d+\]", "", line).split()) for line in wanted]


def test_a_dragged_launch_point_takes_answers_and_cities_along(show, kyiv):
    page = show(kyiv)
    before = page.locator("tbody tr").first.inner_text()
    drag(page, 160, -70)
    check_against_python(page, ["atacms", "tomahawk"], ["Moscow", "Saint Petersburg, RU"])
    assert page.locator("tbody tr").first.inner_text() != before
    assert "near" in page.locator("h1").inner_text()


def test_answers_follow_within_the_drag(show, kyiv):
    page = show(kyiv)
    first = page.locator(ANSWERS).first
    said = {first.inner_text()}
    box = page.locator(".rm-launch").bounding_box()
    page.mouse.move(box["x"] + 14, box["y"] + 14)
    page.mouse.down()
    for step in range(1, 5):
        page.mouse.move(box["x"] + 14 + 40 * step, box["y"] + 14)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")  # fmt: skip
        said.add(first.inner_text())
    page.mouse.up()
    assert len(said) == 5


# As a browser does that translates the page: its own elements in the place of every text.
TRANSLATED = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
        if (!text.data.trim() || text.parentElement.closest("script, style, option, svg")) continue;
        const font = document.createElement("font");
        font.textContent = `« ${text.data} »`;
        text.replaceWith(font);
    }
}"""


def test_a_page_that_the_browser_translates_goes_on(show, kyiv):
    page = show(kyiv)
    page.evaluate(TRANSLATED)
    drag(page, 160, -70)
    check_against_python(page, ["atacms", "tomahawk"], ["Moscow", "Saint Petersburg, RU"])
    assert "«" not in " ".join(page.locator("td.rm-number").all_inner_texts())
    assert "«" not in " ".join(page.locator(".rm-target").all_inner_texts())


def test_the_launch_point_moves_by_touch(browser, tmp_path, kyiv):
    path = tmp_path / "touch.html"
    kyiv.save(path)
    context = browser.new_context(
        offline=True, has_touch=True, viewport={"width": 800, "height": 700}
    )
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_function("() => document.documentElement.dataset.rangemap === 'ready'")
    box = page.locator(".rm-launch").bounding_box()
    x, y = box["x"] + 14, box["y"] + 14
    session = context.new_cdp_session(page)

    def touch(kind, *points):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    touch("touchStart", {"x": x, "y": y})
    for step in range(1, 6):
        touch("touchMove", {"x": x + 15 * step, "y": y})
    touch("touchEnd")
    assert position(page)[1] > 35
    context.close()


def test_the_launch_point_moves_with_the_arrow_keys(show, kyiv):
    page = show(kyiv)
    marker = page.locator(".rm-launch")
    marker.focus()
    assert "Kyiv" in marker.get_attribute("aria-label")
    page.keyboard.press("ArrowRight")
    lat, lon = position(page)
    assert lat == pytest.approx(50.45, abs=0.05)
    assert lon > 30.9
    page.keyboard.press("Shift+ArrowUp")
    assert lat < position(page)[0] < lat + 0.3
    check_against_python(page, ["atacms", "tomahawk"], ["Moscow", "Saint Petersburg, RU"])
    assert "near" in page.title()
    page.get_by_role("button", name="Back to the question").click()
    assert page.title() == "ATACMS and Tomahawk from Kyiv: Moscow and Saint Petersburg?"
    assert "Moscow is 756 km from Kyiv" in page.locator(ANSWERS).first.inner_text()


def test_the_launch_point_moves_to_what_is_typed(show, kyiv):
    page = show(kyiv)
    page.fill("#rm-launch-field", "Kharkiv")
    page.keyboard.press("Enter")
    assert "from Kharkiv" in page.locator(ANSWERS).first.inner_text()
    page.fill("#rm-launch-field", "49.5, 36.5")
    page.keyboard.press("Enter")
    assert "49.5°N 36.5°E" in page.locator(ANSWERS).first.inner_text()
    page.fill("#rm-launch-field", "Nowhereville")
    page.keyboard.press("Enter")
    assert "“Nowhereville”" in page.locator("#rm-launch-field-said").inner_text()
    page.fill("#rm-launch-field", "49.5, 36.5")
    page.keyboard.press("Enter")
    assert page.locator("#rm-launch-field-said").inner_text() == ""
    check_against_python(page, ["atacms", "tomahawk"], ["Moscow", "Saint Petersburg, RU"])


def test_any_place_can_be_checked(show, kyiv):
    page = show(kyiv)
    page.fill("#rm-search", "Sumy")
    page.keyboard.press("Enter")
    told = page.locator(".rm-checked")
    away = rangemap.check("atacms", "Kyiv", "Sumy").distance_km
    assert f"Sumy is {away:.0f} km from Kyiv, bearing 79° (E)" in told.inner_text()
    assert told.locator("li").count() == 2
    assert "Sumy" in page.locator(".rm-labels").inner_text()
    page.mouse.click(700, 600)
    assert "°N" in told.inner_text()
    told.get_by_role("button", name="Launch from here").click()
    assert not told.is_visible()
    check_against_python(page, ["atacms", "tomahawk"], ["Moscow", "Saint Petersburg, RU"])


def test_a_place_typed_in_another_language_is_found(show, kyiv):
    page = show(kyiv)
    page.fill("#rm-search", "Варшава")
    page.keyboard.press("Enter")
    assert "Warsaw is" in page.locator(".rm-checked").inner_text()


def test_a_click_has_its_exact_distance_to_a_border(show):
    page = show(rangemap.explore("atacms", "Ukraine", "Moscow"))
    page.mouse.click(1000, 330)
    rest(page)
    lat, lon = (float(x) for x in re.search(r"at=([-\d.]+)%2C([-\d.]+)", page.url).groups())
    point = rangemap.check("atacms", "Ukraine", f"{lat},{lon}")
    wanted = rangemap.describe(point).splitlines()[0].split(" [")[0]
    assert wanted in " ".join(page.locator(".rm-checked").inner_text().split())
    assert page.locator(".rm-launch").count() == 0


def test_ranges_are_switched_on_and_off(show, kyiv):
    page = show(kyiv)
    page.get_by_label("Show Tomahawk · about 1,600 km").uncheck()
    assert page.locator(ANSWERS).count() == 2
    assert page.locator(".rm-ring").all_inner_texts() == ["ATACMS · up to 300 km"]
    page.get_by_label("Show ATACMS · up to 300 km").uncheck()
    assert page.locator(ANSWERS).count() == 0
    assert page.locator("tbody tr").count() == 0
    assert "No range is switched on." in page.locator(".rm-panel").inner_text()


def test_a_range_of_the_readers_own(show, kyiv):
    page = show(kyiv)
    slider = page.locator("input[type=range]")
    slider.focus()
    page.keyboard.press("End")
    assert page.get_by_label("What if the range were").first.is_checked()
    assert "the range asked about is 20,000 km" in page.locator(ANSWERS).last.inner_text()
    page.keyboard.press("Home")
    assert "the range asked about is 10 km" in page.locator(ANSWERS).last.inner_text()
    slider.fill("200")
    assert "What if · 1,000 km" in page.locator(".rm-labels").inner_text()


def test_the_readers_unit_and_language(show, kyiv):
    page = show(kyiv)
    for unit, said in (("mi", "470 mi"), ("nmi", "408 nmi"), ("km", "756 km")):
        page.select_option(".rm-units", unit)
        assert said in page.locator(ANSWERS).first.inner_text()
        assert said in page.locator(".rm-labels").inner_text()
    for lang, answer in (("fr", "Non."), ("uk", "Ні."), ("de", "Nein."), ("es", "No."), ("pl", "Nie."), ("ru", "Нет."), ("en", "No.")):  # fmt: skip
        page.select_option(".rm-language", lang)
        assert page.locator(ANSWERS).first.inner_text().strip().startswith(answer)
        assert page.locator("html").get_attribute("lang") == lang
    for lang, name in (("fr", "Moscou"), ("uk", "Москва"), ("pl", "Moskwa")):
        page.select_option(".rm-language", lang)
        assert name in page.locator(".rm-labels").inner_text()
        assert name in page.title()


def test_the_language_is_the_browsers_unless_it_is_fixed(browser, tmp_path):
    for lang, locale, wanted in ((None, "de-AT", "de"), (None, "ja-JP", "en"), ("fr", "de-DE", "fr")):  # fmt: skip
        path = tmp_path / "page.html"
        rangemap.explore("atacms", "Kyiv", "Moscow", lang=lang).save(path)
        context = browser.new_context(offline=True, locale=locale)
        page = context.new_page()
        page.goto(path.as_uri())
        page.wait_for_function("() => document.documentElement.dataset.rangemap === 'ready'")
        assert page.locator("html").get_attribute("lang") == wanted
        context.close()


def column(page, number):
    return [row.split("\t")[number] for row in page.locator("tbody tr").all_inner_texts()]


def test_the_list_is_sorted_and_sifted(show, kyiv):
    page = show(kyiv)
    sort = page.locator(".rm-sort select")
    sort.select_option("distance")
    away = [float(cell.replace(",", "").split()[0]) for cell in column(page, 1)]
    assert away == sorted(away)
    assert away[0] == 0
    sort.select_option("name")
    in_order = "(names) => names.every((name, i) => !i || names[i - 1].localeCompare(name, 'en', { ignorePunctuation: true }) <= 0)"
    names = page.locator("tbody tr td:first-child span").all_inner_texts()
    assert page.evaluate(in_order, names)
    sort.select_option("people")
    assert column(page, 0)[0].startswith("Istanbul")
    counts = {}
    for verdict in ("in reach", "depends", "out of reach"):
        box = page.locator("fieldset label", has_text=re.compile(rf"\b{verdict}: "))
        counts[verdict] = int(box.inner_text().split(":")[1].replace(",", ""))
    assert sum(counts.values()) == len(cities_from(15_000))
    page.locator("fieldset label", has_text="out of reach").locator("input").check()
    page.locator("fieldset label", has_text="in reach").first.locator("input").uncheck()
    page.locator("fieldset label", has_text="depends").locator("input").uncheck()
    assert column(page, 0)[0].startswith("Shanghai")
    assert f"25 of {counts['out of reach']:,} cities" in page.locator(".rm-panel").inner_text()


def test_counts_are_those_of_python(show):
    page = show(rangemap.explore("tomahawk", "Kyiv"))
    found = rangemap.cities("tomahawk", "Kyiv", min_population=15_000)
    for verdict, said in (("yes", "in reach"), ("depends", "depends")):
        box = page.locator("fieldset label", has_text=re.compile(rf"\b{said}: ")).first
        shown = int(box.inner_text().split(":")[1].replace(",", ""))
        assert shown == (found.verdict == verdict).sum()


def test_a_link_holds_the_question(show, browser, tmp_path, kyiv):
    page = show(kyiv)
    drag(page, 100, 30)
    page.fill("#rm-search", "Warsaw")
    page.keyboard.press("Enter")
    page.select_option(".rm-units", "mi")
    page.select_option(".rm-language", "pl")
    page.locator("#rm-range-0").uncheck()
    page.locator("#rm-what-if").check()
    rest(page)
    said = page.locator(".rm-panel").inner_text()
    path = tmp_path / "again.html"
    kyiv.save(path)
    context = browser.new_context(offline=True, viewport={"width": 1200, "height": 800})
    again = context.new_page()
    again.goto(f"{path.as_uri()}#{page.url.split('#')[1]}")
    again.wait_for_function("() => document.documentElement.dataset.rangemap === 'ready'")
    assert again.locator(".rm-panel").inner_text() == said
    context.close()


@pytest.mark.parametrize(
    "spoilt",
    [
        "from=91,0&at=x&range=-3&off=99~x&units=ft&lang=toString&sort=x&show=x&map=1~2",
        "map=NaN~0~99&range=1e9&from=~~~&at=,",
        "%E0%A4%A",
        "lang=__proto__&units=constructor",
        "from=,&at=,&off=%20&map=~~",
    ],
)
def test_a_spoilt_link_does_no_harm(show, kyiv, spoilt):
    page = show(kyiv, hash_=spoilt)
    assert "Moscow is 756 km from Kyiv" in page.locator(ANSWERS).first.inner_text()
    assert page.locator(ANSWERS).count() == 4
    assert not page.locator(".rm-checked").is_visible()


def test_another_link_to_the_same_page_is_followed(show, kyiv):
    page = show(kyiv)
    page.evaluate("() => { location.hash = '#from=49.99%2C36.23&units=mi'; }")
    page.wait_for_function("() => document.querySelector('h1').textContent.includes('49.99')")
    assert "mi" in page.locator(ANSWERS).first.inner_text()
    # One that is written over before the browser tells of it.
    page.evaluate(
        """() => {
            const had = location.hash;
            location.hash = "#from=48.5%2C35.1&units=km";
            history.replaceState(null, "", had);
        }"""
    )
    page.wait_for_function("() => document.querySelector('h1').textContent.includes('48.5')")


def test_a_launch_point_is_dragged_across_180_degrees(show):
    page = show(rangemap.explore(None, "Suva", range_km=2000))
    drag(page, 150, 0)
    _, lon = position(page)
    assert -179 < lon < -150
    box = page.locator(".rm-launch").bounding_box()
    shown = page.locator(".rm-map").bounding_box()
    assert shown["x"] < box["x"] < shown["x"] + shown["width"]
    drag(page, 60, 0)
    assert position(page)[1] > lon


def test_with_no_range_a_place_still_has_its_distance(show, kyiv):
    page = show(kyiv)
    page.locator("#rm-range-0").uncheck()
    page.locator("#rm-range-1").uncheck()
    page.fill("#rm-search", "Warsaw")
    page.keyboard.press("Enter")
    assert "Warsaw is 691 km from Kyiv" in page.locator(".rm-checked").inner_text()
    assert page.locator(".rm-in-words p").text_content() == "No range is switched on."


def test_a_moved_launch_point_of_several_is_told_by_its_name(show):
    page = show(rangemap.explore("atacms", ["Kyiv", "Odesa"], "Moscow"))
    page.locator(".rm-launch").nth(1).focus()
    page.keyboard.press("ArrowDown")
    told = page.locator(".rm-launch-panel > .rm-note").inner_text()
    assert told.startswith("Launch point moved to 4")
    assert "Kyiv" not in told


def test_of_places_of_one_name_it_is_seen_which_was_taken(show, kyiv):
    page = show(kyiv)
    checked = page.locator(".rm-checked")
    page.fill("#rm-search", "Valencia")
    page.keyboard.press("Enter")
    assert checked.inner_text().startswith("Valencia, Venezuela")
    # The map shows it, and what it is asked of.
    bounds = "([lat, lon]) => map_rangemap.getBounds().contains([lat, lon])"
    assert page.evaluate(bounds, [10.16, -68.0])
    assert page.evaluate(bounds, [50.45, 30.52])
    page.fill("#rm-search", "Valencia, ES")
    page.keyboard.press("Enter")
    assert checked.inner_text().startswith("Valencia, Spain")
    page.fill("#rm-search", "Nowhereville")
    page.keyboard.press("Enter")
    assert not checked.is_visible()


def test_a_window_that_grows_shows_what_it_has_room_for(show, kyiv):
    page = show(kyiv, width=360, height=740)
    signs = page.locator(".rm-target .rm-signs").first
    assert "Tomahawk" not in signs.inner_text()
    page.set_viewport_size({"width": 1200, "height": 800})
    signs.get_by_text("Tomahawk").wait_for(timeout=3000)


def test_the_card_of_a_place_tells_its_distance_however_long_its_name(show):
    page = show(rangemap.explore("tomahawk", "Fiji", "-21.0,-175.2"))
    card = page.locator(".rm-target").first
    assert "km" in card.inner_text()
    clipped = "(node) => node.scrollWidth > node.clientWidth || getComputedStyle(node).overflow !== 'visible'"
    assert not card.evaluate(clipped)
