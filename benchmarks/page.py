"""Print what the page weighs and how fast it is: ``python -m benchmarks.page``."""

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import rangemap

WEAPONS = ["atacms", "tomahawk"]
TARGETS = ["Moscow", "Saint Petersburg, RU"]
WARM_UP, FRAMES = 10, 200
VIEWPORT: Any = {"width": 1360, "height": 860}

# What a frame costs: our own callback and the layout that it asks for.
TIMED = """
const wait = window.requestAnimationFrame.bind(window);
window.frames_ms = [];
window.requestAnimationFrame = (act) => wait((now) => {
    const start = performance.now();
    act(now);
    document.body.getBoundingClientRect();
    window.frames_ms.push(performance.now() - start);
});
"""
READY = "() => document.documentElement.dataset.rangemap === 'ready'"


def sizes(folder: Path) -> dict[str, Path]:
    """Write the pages, print their sizes, and give where they are."""
    kinds: dict[str, dict[str, Any]] = {
        "English and French, cities of 15,000": {"lang": "fr"},
        "English and French, cities of 100,000": {"lang": "fr", "min_population": 100_000},
        "English and Russian, cities of 100,000": {"lang": "ru", "min_population": 100_000},
        "all seven languages, cities of 15,000": {},
    }
    pages = {}
    for number, (kind, options) in enumerate(kinds.items()):
        pages[kind] = folder / f"{number}.html"
        rangemap.explore(WEAPONS, "Kyiv", TARGETS, **options).save(pages[kind])
        print(f"{kind:<42} {pages[kind].stat().st_size / 1000:6,.0f} kB")
    return pages


def opening(browser: Any, page: Path) -> None:
    """Print how long it takes from opening a page to its first map."""
    times = []
    for _ in range(5):
        context = browser.new_context(offline=True, viewport=VIEWPORT)
        tab = context.new_page()
        start = time.perf_counter()
        tab.goto(page.as_uri())
        tab.wait_for_function(READY, polling=10)
        times.append(time.perf_counter() - start)
        context.close()
    print(f"{'first map after opening, median of 5':<42} {statistics.median(times):6.2f} s")


def dragging(browser: Any, page: Path) -> None:
    """Print what a frame of a drag takes: two ranges, every city's verdict, the list."""
    context = browser.new_context(offline=True, viewport=VIEWPORT)
    tab = context.new_page()
    tab.add_init_script(TIMED)
    tab.goto(page.as_uri())
    tab.wait_for_function(READY)
    box = tab.locator(".rm-launch").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tab.mouse.move(x, y)
    tab.mouse.down()
    for step in range(WARM_UP + FRAMES):
        if step == WARM_UP:
            tab.evaluate("window.frames_ms.length = 0")
        tab.mouse.move(x + 150 * ((step % 40) / 40), y + 100 * ((step % 25) / 25))
        tab.evaluate("() => new Promise((done) => setTimeout(done, 20))")
    tab.mouse.up()
    # A frame without work of ours takes next to nothing.
    times = sorted(ms for ms in tab.evaluate("window.frames_ms") if ms > 1)
    worst = times[int(0.95 * len(times))]
    print(f"{'frame of a drag, median':<42} {statistics.median(times):6.1f} ms")
    print(f"{'frame of a drag, 95th percentile':<42} {worst:6.1f} ms of {len(times)} frames")
    context.close()


def main() -> None:
    """Print the table."""
    import shutil

    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        pages = sizes(Path(folder))
        first = next(iter(pages.values()))
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        opening(browser, first)
        dragging(browser, first)
        browser.close()


if __name__ == "__main__":
    main()
