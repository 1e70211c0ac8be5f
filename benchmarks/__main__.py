"""Print what the command line takes as whole processes: ``python -m benchmarks``."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = [sys.executable, "-c", "import pyproj, click, sqlite3"]
RANGEMAP = [sys.executable, "-m", "rangemap"]
WEAPONS = ["atacms", "tomahawk"]
TARGETS = ["--to", "Moscow", "--to", "Saint Petersburg"]
ASKED = [*WEAPONS, "--from", "Kyiv", *TARGETS]
FROM_BORDER = [*WEAPONS, "--from", "Ukraine", *TARGETS]
LOOKED_UP = """
import random, time, warnings
from rangemap import _database
from contextlib import suppress
from rangemap.errors import UnknownPlaceError
from rangemap._places.lookup import resolve
warnings.simplefilter("ignore")
rows = _database.connect().execute("SELECT name FROM place WHERE small = 0 ORDER BY id").fetchall()
names = random.Random(1).sample([row[0] for row in rows], 10_000)
start = time.perf_counter()
for name in names:
    # A state's or province's name is refused.
    with suppress(UnknownPlaceError):
        resolve(name)
print(f"{time.perf_counter() - start:.2f}")
"""
CATALOGUE = """
import time
import pyproj, click, sqlite3
start = time.perf_counter()
import rangemap
rangemap.weapon("atacms"), rangemap.weapon("tomahawk")
print(f"{(time.perf_counter() - start) * 1000:.1f}")
"""
ROUNDS = 15


def seconds(commands: dict[str, list[str]], rounds: int) -> dict[str, float]:
    """Give the median time of each command, run in turn so that all meet the same machine."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    # Installed packages are compiled; a checkout is by its first run.
    compiled = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    for command in commands.values():
        subprocess.run(command, capture_output=True, check=True, env=compiled)
    for _ in range(rounds):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True)
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(each) for name, each in times.items()}


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "map.html"
        commands = {
            "import pyproj, click, sqlite3": BARE,
            "rangemap check": [*RANGEMAP, "check", *ASKED],
            "rangemap check, from Ukraine": [*RANGEMAP, "check", *FROM_BORDER],
            "rangemap weapons": [*RANGEMAP, "weapons"],
            "rangemap map, from Ukraine": [*RANGEMAP, "map", *FROM_BORDER, "-o", str(page)],
            "rangemap map": [*RANGEMAP, "map", *ASKED, "-o", str(page)],
        }
        measured = seconds(commands, ROUNDS)
        size = page.stat().st_size
    bare = measured["import pyproj, click, sqlite3"]
    print(f"median of {ROUNDS} whole processes")
    for name, took in measured.items():
        print(f"{name:32}{took * 1000:8.0f} ms{took / bare:8.2f} x the bare imports")
    looked_up = subprocess.run(
        [sys.executable, "-c", LOOKED_UP], capture_output=True, check=True, text=True
    )
    print(f"10,000 different names looked up   {looked_up.stdout.strip()} s")
    added = [
        float(subprocess.run(
            [sys.executable, "-c", CATALOGUE], capture_output=True, check=True, text=True
        ).stdout)
        for _ in range(ROUNDS)
    ]  # fmt: skip
    print(
        f"two weapons of the catalogue add   {statistics.median(added):.1f} ms to the bare imports"
    )
    print(f"page of two weapons from a city {size / 1000:8.0f} kB")


if __name__ == "__main__":
    main()
