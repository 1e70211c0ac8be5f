import json
import os
import shutil
import warnings
from pathlib import Path

import pytest
from pages import READY, is_own, watch

ROOT = Path(__file__).parents[1]
NO_SKIP = "RANGEMAP_NO_SKIP"


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture
def cases():
    def read(name):
        return json.loads((ROOT / "tests/cases" / f"{name}.json").read_text(encoding="utf-8"))

    return read


@pytest.fixture(scope="session")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        if os.environ.get(NO_SKIP):
            pytest.fail("Chromium is missing, and browser tests may not be skipped here.")
        pytest.skip("needs Chromium: install it (Debian: apt-get install chromium)")
    return found


@pytest.fixture(scope="session")
def browser(chromium):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def show(browser, tmp_path):
    """Open a map offline; at the end there was no error and no request but for the file."""
    contexts, troubles = [], []

    def opened(page_map, width=1200, height=800, hash_="", **screen):
        path = tmp_path / f"map{len(contexts)}.html"
        page_map.save(path)
        size = {"width": width, "height": height}
        context = browser.new_context(offline=True, viewport=size, **screen)
        contexts.append(context)
        page = context.new_page()
        troubles.append(watch(page, lambda address: is_own(address, path)))
        page.goto(f"{path.as_uri()}#{hash_}" if hash_ else path.as_uri())
        page.wait_for_function(READY)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not any(troubles), troubles


@pytest.fixture(scope="session")
def modules(browser):
    """Run an expression in the browser, in which `modules` has the page's own modules by path."""
    from rangemap.page import _assets

    pages = {}

    def run(entries, expression, value=None):
        if entries not in pages:
            pages[entries] = browser.new_page()
            pages[entries].evaluate(f"window.modules = {_assets.script(*entries)}; 0")
        return pages[entries].evaluate(expression, value)

    yield run
    for page in pages.values():
        page.close()


@pytest.fixture(autouse=True)
def _quiet_namesakes():
    # Namesakes are warned of by design; the tests that are about that look for it.
    from rangemap.errors import AmbiguousPlaceWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", AmbiguousPlaceWarning)
        yield


def pytest_collection_modifyitems(config, items):
    if config.getoption("-m"):
        return
    slow = pytest.mark.skip(reason="a long sweep: run with -m slow")
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(slow)
