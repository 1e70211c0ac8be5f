"""What a reader does on the page, in a real browser without a network."""

import re

import pytest
from pages import ANSWERS, check_against_python, drag, look_at, rest

import rangemap
from rangemap._places.gazetteer import cities_from

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def kyiv():
    return rangemap.explore(["atacms", "tomahawk"], "Kyiv", ["Moscow", "Saint Petersburg, RU"])


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


def test_what_else_bears_a_name_is_offered(show, kyiv):
    page = show(kyiv)
    page.fill("#rm-search", "zheleznogorsk")
    offers = page.locator("#rm-search-list option").evaluate_all(
        "(nodes) => nodes.map(({ value }) => value)"
    )
    regions = [
        f"Zheleznogorsk, {region}, Russia" for region in ("Kursk Oblast", "Krasnoyarsk Krai")
    ]
    assert set(offers) >= set(regions)
    page.keyboard.press("Enter")
    told = page.locator(".rm-checked")
    first = told.inner_text().splitlines()[0]
    assert first in regions
    [other] = set(regions) - {first}
    page.get_by_role("button", name=other).click()
    assert other in told.inner_text()
    assert not page.get_by_role("button", name=other).is_visible()
    for typed in (other, "Zheleznogorsk, Krasnoyarsk Krai"):
        page.fill("#rm-search", typed)
        page.keyboard.press("Enter")
        assert "Krasnoyarsk Krai" in told.inner_text() or typed == other
    far = rangemap.check("atacms", "Kyiv", "Zheleznogorsk, Krasnoyarsk Krai").distance_km
    assert f"{far:,.0f} km" in told.inner_text()


def test_an_empty_field_asks_nothing(show, kyiv):
    page = show(kyiv)
    page.locator("#rm-search").focus()
    page.keyboard.press("Enter")
    assert not page.locator(".rm-checked").is_visible()
    assert not page.get_by_text("No city of").is_visible()


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
    assert page.locator(ANSWERS).first.inner_text() == "Moscow is 756 km from Kyiv."
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


def test_the_language_is_the_browsers_unless_it_is_fixed(show):
    for lang, locale, wanted in ((None, "de-AT", "de"), (None, "ja-JP", "en"), ("fr", "de-DE", "fr")):  # fmt: skip
        page = show(rangemap.explore("atacms", "Kyiv", "Moscow", lang=lang), locale=locale)
        assert page.locator("html").get_attribute("lang") == wanted


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


def test_a_link_holds_the_question(show, kyiv):
    page = show(kyiv)
    drag(page, 100, 30)
    page.fill("#rm-search", "Warsaw")
    page.keyboard.press("Enter")
    page.select_option(".rm-units", "mi")
    page.select_option(".rm-language", "pl")
    page.locator("#rm-range-0").uncheck()
    page.locator("#rm-what-if").check()
    page.locator(".rm-sort select").select_option("name")
    page.locator("fieldset input").nth(2).check()
    page.locator("fieldset input").nth(0).uncheck()
    look_at(page, 44, 20, 5)
    rest(page)
    again = show(kyiv, hash_=page.url.split("#")[1])
    look = "() => [...document.querySelectorAll('.rm-panel input, .rm-panel select')].map((each) => [each.checked, each.value])"
    view = (
        "() => [map_rangemap.getCenter().lat, map_rangemap.getCenter().lng, map_rangemap.getZoom()]"
    )
    assert again.locator(".rm-panel").inner_text() == page.locator(".rm-panel").inner_text()
    # But for what was typed, and the link that is shown where it cannot be copied.
    page.fill("#rm-search", "")
    assert again.evaluate(look) == page.evaluate(look)
    assert again.evaluate(view) == pytest.approx([44, 20, 5], abs=0.01)


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


def test_with_no_range_a_place_still_has_its_distance(show, kyiv):
    page = show(kyiv)
    page.locator("#rm-range-0").uncheck()
    page.locator("#rm-range-1").uncheck()
    page.fill("#rm-search", "Warsaw")
    page.keyboard.press("Enter")
    assert "Warsaw is 691 km from Kyiv" in page.locator(".rm-checked").inner_text()
    assert page.locator(".rm-in-words p").text_content() == "No range is switched on."
    assert page.title() == "Distances from Kyiv: Moscow and Saint Petersburg"
    assert page.locator(ANSWERS).all_inner_texts() == [
        "Moscow is 756 km from Kyiv.", "Saint Petersburg is 1,056 km from Kyiv."
    ]  # fmt: skip
    page.locator("#rm-range-0").check()
    assert len(page.locator(ANSWERS).all()) == 2
    assert "ATACMS reaches" in page.locator(ANSWERS).first.inner_text()


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
