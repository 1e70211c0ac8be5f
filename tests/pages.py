"""What several tests of the page want to know of one."""

import re

import rangemap

ANSWERS = ".rm-panel > .rm-answers li"
READY = "() => document.documentElement.dataset.rangemap === 'ready'"
_BOXES = """nodes => nodes.map((node) => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    return [left, top, right, bottom];
})"""


def watch(page, is_own):
    """Note what a page must not do, from now on: errors, words on its console, requests."""
    trouble = []
    page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
    page.on(
        "console",
        lambda said: trouble.append(said.text) if said.type in ("error", "warning") else None,
    )
    page.on("request", lambda asked: trouble.append(asked.url) if not is_own(asked.url) else None)
    return trouble


def is_own(address, path):
    """Say whether an address is that of a page in a file, or stands in it."""
    return address.split("#")[0] == path.as_uri() or address.startswith(
        ("data:", "blob:", "about:")
    )


def rest(page):
    """Let a page do what it does a moment after a change.

    By its own clock, which stands still where the machine is busy.
    """
    page.evaluate("() => new Promise((done) => setTimeout(done, 400))")


def look_at(page, lat, lon, zoom):
    """Let the map show a place. To bring over what Leaflet returns, its map, would take seconds."""
    act = "([at, zoom]) => { map_rangemap.setView(at, zoom, { animate: false }); }"
    page.evaluate(act, [[lat, lon], zoom])


def own_page(browser, tmp_path, page_map):
    """Open a folium page of the user's own; Leaflet and the rest are answered from what we have."""
    from rangemap.page import _assets

    path = tmp_path / "own.html"
    page_map.save(path)
    page = browser.new_context(viewport={"width": 1200, "height": 800}).new_page()
    asked = []
    # Whom it asks is told by whoever opens it.
    trouble = watch(page, lambda _: True)

    def answered(route):
        url = route.request.url
        asked.append(url)
        if url.endswith("leaflet.css"):
            route.fulfill(body=_assets.style(whole=True), content_type="text/css")
        elif url.endswith("leaflet.js"):
            body = f"{_assets.leaflet_script()};{_assets.guests_script()}"
            route.fulfill(body=body, content_type="text/javascript")
        else:
            route.fulfill(body="", content_type="text/javascript")

    page.route(re.compile("^https?:"), answered)
    page.goto(path.as_uri())
    return page, asked, trouble


def boxes(page, selector):
    """Give where the nodes of a page lie: left, top, right and bottom of each."""
    return page.locator(selector).evaluate_all(_BOXES)


def meet(a, b):
    """Say whether two boxes lie on each other."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def policy(page_map):
    """Give the rules of a page's Content-Security-Policy."""
    text = page_map.get_root().render()
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    return {rule.split()[0]: rule.split()[1:] for rule in found.split("; ")}


def drag(page, dx, dy, steps=8):
    """Drag the first launch point by so many pixels."""
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
    """Hold the answers from where the launch point is to those of Python."""
    lat, lon = position(page)
    origin = rangemap.check(range_km=1, origin=f"{lat},{lon}", target="Moscow").origin
    wanted = [
        rangemap.describe(rangemap.check(weapon, origin, target)).splitlines()[0]
        for weapon in weapons
        for target in targets
    ]
    # Of an answer that is shown in brief, the whole one stands behind it.
    said = page.locator(f"{ANSWERS} p:last-of-type").all_text_contents()
    plain = [" ".join(re.sub(r"\[\d+\]", "", line).split()) for line in said]
    assert plain == [" ".join(re.sub(r"\[\d+\]", "", line).split()) for line in wanted]
