"""The map under the map: borders as TopoJSON, made ready for drawing under a worldview.

Standard library only: the build runs this before anything is installed.
"""

import gzip
import json
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

from rangemap import _database
from rangemap._places.territory import WORLDVIEWS, Worldview

Json = dict[str, Any]
Line = list[tuple[float, float]]

HALF = 180.0
POLE = 89.9
"""What lies wholly beyond is the frame of the world and no coast."""


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


def packed(worldview: Worldview) -> bytes:
    """Give what a page draws under a worldview, as the database has it: JSON, compressed."""
    query = "SELECT gz FROM basemap WHERE worldview = ?"
    row = _database.connect().execute(query, (worldview,)).fetchone()
    return bytes(row[0])


@cache
def coast() -> list[Line]:
    """Give the coasts as they are drawn: lines of longitude and latitude, cut at 180 degrees."""
    topology = json.loads(gzip.decompress(packed("recognised")))
    (by_x, by_y), (from_x, from_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    lines = []
    for number in topology["coast"]:
        steps = topology["arcs"][number]
        positions = accumulate(steps, lambda at, step: [at[0] + step[0], at[1] + step[1]])
        lines += _cut([(from_x + x * by_x, from_y + y * by_y) for x, y in positions])
    return lines


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
