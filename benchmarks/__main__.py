"""Print what the command line takes as whole processes: ``python -m benchmarks``."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = [sys.executable, "-c", "import pyproj, click, sqlite3"]
RANGEMAP = [sys.executable, "-m", "rangemap"]
ASKED = ["atacms", "tomahawk", "--from", "Kyiv", "--to", "Moscow", "--to", "Saint Petersburg"]
ROUNDS = 15


def seconds(commands: dict[str, list[str]], rounds: int) -> dict[str, float]:
    """Give the median time of each command, run in turn so that all meet the same machine."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for command in commands.values():
        subprocess.run(command, capture_output=True, check=True)
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
            "rangemap weapons": [*RANGEMAP, "weapons"],
            "rangemap map": [*RANGEMAP, "map", *ASKED, "-o", str(page)],
        }
        measured = seconds(commands, ROUNDS)
        size = page.stat().st_size
    bare = measured["import pyproj, click, sqlite3"]
    print(f"median of {ROUNDS} whole processes")
    for name, took in measured.items():
        print(f"{name:32}{took * 1000:8.0f} ms{took / bare:8.2f} x the bare imports")
    print(f"page of two weapons from a city {size / 1000:8.0f} kB")


if __name__ == "__main__":
    main()
