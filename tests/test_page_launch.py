"""A reader moves the launch point, in a real browser without a network."""

import pytest
from pages import ANSWERS, check_against_python, drag, look_at, position, rest

import rangemap

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def kyiv():
    return rangemap.explore(["atacms", "tomahawk"], "Kyiv", ["Moscow", "Saint Petersburg, RU"])


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


def test_the_launch_point_moves_by_touch(show, kyiv):
    page = show(kyiv, width=800, height=700, has_touch=True)
    box = page.locator(".rm-launch").bounding_box()
    x, y = box["x"] + 14, box["y"] + 14
    session = page.context.new_cdp_session(page)

    def touch(kind, *points):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    touch("touchStart", {"x": x, "y": y})
    for step in range(1, 6):
        touch("touchMove", {"x": x + 15 * step, "y": y})
    touch("touchEnd")
    assert position(page)[1] > 35


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


def test_a_launch_point_moved_out_of_view_is_looked_at(show, kyiv):
    page = show(kyiv)
    seen = "() => map_rangemap.getBounds().contains([35.7, 139.7])"
    page.fill("#rm-launch-field", "Tokyo")
    page.keyboard.press("Enter")
    assert page.evaluate(seen)
    assert page.locator(".rm-origin").inner_text() == "Tokyo"
    page.get_by_role("button", name="Back to the question").click()
    assert page.locator(".rm-origin").inner_text() == "Kyiv"
    look_at(page, 0, -150, 6)
    page.fill("#rm-launch-field", "Tokyo")
    page.keyboard.press("Enter")
    look_at(page, 35.7, 139.7, 6)
    page.get_by_role("button", name="Back to the question").click()
    assert page.evaluate("() => map_rangemap.getBounds().contains([50.45, 30.52])")


def test_of_several_launch_points_the_one_that_moved_is_looked_at(show):
    page = show(rangemap.explore("atacms", ["Kyiv", "Odesa"]))
    look_at(page, 46.5, 30.7, 9)
    page.select_option(".rm-launch-panel select", "1")
    page.fill("#rm-launch-field", "46.5,30.8")
    page.keyboard.press("Enter")
    assert page.evaluate("() => map_rangemap.getZoom()") == 9


def test_from_inland_nothing_is_drawn_that_travels_on_water(show):
    page = show(rangemap.explore(["sea-baby", "atacms"], "Kyiv", "Odesa"))
    assert page.locator(".rm-ring").all_inner_texts() == ["ATACMS · up to 300 km"]
    note = page.locator(".rm-legend small").first
    assert "Sea Baby travels on water only, and Kyiv lies" in note.inner_text()
    page.fill("#rm-launch-field", "Odesa")
    page.keyboard.press("Enter")
    assert "a place within the ring may lie farther by water" in note.inner_text()
    page.evaluate("() => { map_rangemap.setZoom(4, { animate: false }); }")
    assert page.locator(".rm-ring").count() == 2


def test_of_several_launch_points_the_inland_ones_are_told(show):
    page = show(rangemap.explore("sea-baby", ["Kyiv", "Odesa", "Minsk"]))
    note = page.locator(".rm-legend small").first.inner_text()
    assert "a place within the ring" in note
    assert "Kyiv lies 372 km from the sea and Minsk lies" in note
    # The small map is round Kyiv, from where there is no ring: it has land, sea and the point only.
    blues = page.evaluate(
        """() => {
            const canvas = document.querySelector(".rm-globe");
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            let found = 0;
            for (let i = 0; i < data.length; i += 4) if (data[i] < 40 && data[i + 2] > 150) found += 1;
            return found;
        }"""
    )
    assert blues == 0


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


def test_a_moved_launch_point_of_several_is_told_by_its_name(show):
    page = show(rangemap.explore("atacms", ["Kyiv", "Odesa"], "Moscow"))
    page.locator(".rm-launch").nth(1).focus()
    page.keyboard.press("ArrowDown")
    told = page.locator(".rm-launch-panel > .rm-note").inner_text()
    assert told.startswith("Launch point moved to 4")
    assert "Kyiv" not in told


def pan_south(page, pixels):
    """Move the view, which then flies back to where the map is."""
    page.evaluate("(y) => { map_rangemap.panBy([0, y], { animate: false }); }", pixels)
    rest(page)


def test_what_lies_beyond_the_map_stands_at_its_edge(show):
    page = show(rangemap.explore(range_km=3000, origins="89,0", targets="-89,10"))
    assert "stands at the edge of the map" in page.locator(".rm-panel").inner_text()
    frame = page.locator(".rm-map").bounding_box()
    pan_south(page, -2000)
    marker = page.locator(".rm-launch").bounding_box()
    assert marker["y"] + marker["height"] / 2 == pytest.approx(frame["y"], abs=2)
    assert page.locator(".rm-origin").inner_text() == "89°N 0°E"
    pan_south(page, 4000)
    assert "19,781 km" in page.locator(".rm-target").inner_text()
    page.fill("#rm-launch-field", "80,0")
    page.keyboard.press("Enter")
    pan_south(page, -4000)
    marker = page.locator(".rm-launch").bounding_box()
    assert marker["y"] > frame["y"] + 50
