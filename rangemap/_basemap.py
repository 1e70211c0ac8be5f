"""The map under the map: borders as TopoJSON, made ready for drawing under a worldview.

Standard library only: the build runs this before anything is installed.
"""

import gzip
import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate, islice, pairwise
from typing import Any

from rangemap import _database
from rangemap._places.territory import WORLDVIEWS, Worldview

Json = dict[str, Any]
Line = list[tuple[float, float]]

HALF = 180.0
POLE = 89.9
"""What lies wholly beyond is the frame of the world and no coast."""

FIRST = 35
"""The character for 0: from here on only the backslash is written as two in JSON."""
SURROGATES = range(0xD800, 0xE000)
"""What is no character by itself."""


def for_page(topology: Json, worldview: Worldview) -> Json:
    """Give what a page draws: polygons to fill, arcs to stroke by kind, names to place.

    An arc with one owner on both sides is no border: inside a disputed piece's owner it is the
    piece's edge. Owners are as the worldview has them.

    Parameters
    ----------
    topology : dict
        ``data/borders/world-50m.json``.
    worldview : {"recognised", "natural-earth"}

    Returns
    -------
    dict
        `transform` and `arcs` as TopoJSON has them; `polygons`, rings of arc numbers; `coast`,
        `border` and `disputed`, arc numbers; `labels`, (code, name, lon, lat, size) by size.
    """
    features = topology["objects"]["countries"]["geometries"]
    # A feature names its owners in this order.
    view = WORLDVIEWS.index(worldview)
    owners: dict[int, list[str]] = {}
    for feature in features:
        owner = feature["properties"]["owners"][view]
        arcs = {i if i >= 0 else ~i for p in feature["arcs"] for ring in p for i in ring}
        for arc in arcs:
            owners.setdefault(arc, []).append(owner)
    shared = {arc for arc, sides in owners.items() if len(sides) > 1}
    border = {arc for arc in shared if len(set(owners[arc])) > 1}
    return {
        "transform": topology["transform"],
        "arcs": topology["arcs"],
        "polygons": [polygon for feature in features for polygon in feature["arcs"]],
        "coast": sorted(owners.keys() - shared),
        "border": sorted(border),
        "disputed": sorted(shared - border),
        "labels": _labels(features, view),
    }


def _labels(features: list[Json], view: int) -> list[list[Any]]:
    countries = [feature["properties"] for feature in features]
    ranked = sorted(countries, key=lambda about: (-about["size"], about["name"]))
    return [
        [about["iso3"], about["name"], *about["label"], about["size"]]
        for about in ranked
        if about["owners"][view] in (about["iso3"], about["name"])
    ]


def pack(drawn: Json) -> bytes:
    """Compress what a page draws, for the database and the page.

    The corners of all arcs run on as one line, of which the steps stand in two columns, `x` and
    `y`, a character a step: what is alike stands together, and a small step takes one byte.
    `counts` says how many corners each arc has.
    """
    corners = [corner for arc in drawn["arcs"] for corner in accumulate(arc, _moved)]
    x, y = (_as_text(b - a for a, b in pairwise((0, *axis))) for axis in zip(*corners, strict=True))
    rest = {key: value for key, value in drawn.items() if key != "arcs"}
    columns = {**rest, "counts": [len(arc) for arc in drawn["arcs"]], "x": x, "y": y}
    text = json.dumps(columns, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return gzip.compress(text.encode(), mtime=0)


def _moved(at: list[int], step: list[int]) -> list[int]:
    return [at[0] + step[0], at[1] + step[1]]


def _as_text(numbers: Iterable[int]) -> str:
    """Write whole numbers as characters: 0, -1, 1, -2, 2 and so on, from `FIRST` on."""
    codes = (FIRST + (2 * number if number >= 0 else -2 * number - 1) for number in numbers)
    return "".join(chr(c if c < SURROGATES.start else c + len(SURROGATES)) for c in codes)


def _from_text(text: str) -> Iterator[int]:
    """Read whole numbers written as characters."""
    for code in map(ord, text):
        number = code - FIRST - (len(SURROGATES) if code >= SURROGATES.stop else 0)
        yield -(number + 1) // 2 if number % 2 else number // 2


def packed(worldview: Worldview) -> bytes:
    """Give what a page draws under a worldview, as the database has it."""
    query = "SELECT gz FROM basemap WHERE worldview = ?"
    row = _database.connect().execute(query, (worldview,)).fetchone()
    return bytes(row[0])


@cache
def coast() -> list[Line]:
    """Give the coasts as they are drawn: lines of longitude and latitude, cut at 180 degrees."""
    drawn = json.loads(gzip.decompress(packed("recognised")))
    (by_x, by_y), (from_x, from_y) = (drawn["transform"][key] for key in ("scale", "translate"))
    east, north = (accumulate(_from_text(drawn[axis])) for axis in ("x", "y"))
    corners = ((from_x + x * by_x, from_y + y * by_y) for x, y in zip(east, north, strict=True))
    arcs = [list(islice(corners, count)) for count in drawn["counts"]]
    return [line for number in drawn["coast"] for line in _cut(arcs[number])]


def _cut(line: Line) -> list[Line]:
    """Cut a line where it leaps from one side of the world to the other."""
    parts = [line[:1]]
    for (lon0, lat0), (lon1, lat1) in pairwise(line):
        side = 180.0 if lon0 > 0 else -180.0
        if abs(lon1 - lon0) > HALF:
            before, after = abs(side - lon0), abs(lon1 + side)
            share = before / (before + after) if before + after else 0.0
            lat = lat0 + share * (lat1 - lat0)
            parts[-1].append((side, lat))
            parts.append([(-side, lat)])
        parts[-1].append((lon1, lat1))
    return [part for part in parts if any(abs(lat) < POLE for _, lat in part)]
