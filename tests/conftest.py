import json
import os
import shutil
import warnings
from pathlib import Path

import pytest

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
