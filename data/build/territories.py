"""Make data/borders/territories-10m.json from npm's world-atlas. Run upstream.sh first.

Countries at 1:10m, in pieces that each lie in one territory under every worldview: polygons cut at
180 degrees, valid, their positions whole numbers of 0.00001 degrees, one piece a line.

Usage: python data/build/territories.py
"""

import json
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import shapely
import shapely.affinity
from topology import Feature, Positions, Topology

OUT = Path(__file__).parent.parent / "borders"

STEP = 100_000
"""Positions a degree: about a metre."""

WORLD = shapely.box(-180, -90, 180, 90)
ABOUT = ("recognised", "basis", "de_facto", "claimed_by", "as_of", "names", "called")


def polygons(topology: Topology, arcs: list[Any]) -> list[shapely.Polygon]:
    """Give valid polygons within the world, cut at 180 degrees where they cross it."""
    # Upstream's rounding has left islets of two positions, which enclose nothing.
    chains = [
        [closed(ring) for ring in map(topology.ring, rings) if len(ring) > 3] for rings in arcs
    ]
    whole = [shapely.Polygon(rings[0], rings[1:]) for rings in chains if rings]
    parts = []
    for polygon in whole:
        valid = shapely.make_valid(polygon)
        west, _, east, _ = valid.bounds
        for turn in range(round(west / 360) - 1, round(east / 360) + 2):
            moved = shapely.affinity.translate(valid, -360 * turn)
            parts.append(shapely.intersection(moved, WORLD))
    # Rounding each polygon by itself lets what touched still touch.
    rounded = [shapely.set_precision(part, 1 / STEP) for part in parts]
    return [each for part in rounded for each in flat(part)]


def closed(ring: Positions) -> Positions:
    """Close a ring that runs round the world, Antarctica's, along the south pole."""
    if abs(ring[-1, 0] - ring[0, 0]) < 180:
        return ring
    return np.vstack([ring, [[ring[-1, 0], -90], [ring[0, 0], -90]]])


def flat(geometry: Any) -> list[shapely.Polygon]:
    """Give the polygons of a geometry; lines and points that cuts left are no land."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]


def encoded(polygon: shapely.Polygon) -> list[list[int]]:
    """Give a polygon's rings, each x, y and then steps, in whole numbers."""
    rings = []
    for ring in (polygon.exterior, *polygon.interiors):
        positions = np.round(shapely.get_coordinates(ring)[:-1] * STEP).astype(int)
        rings.append(np.vstack([positions[:1], np.diff(positions, axis=0)]).ravel().tolist())
    return rings


def piece_of(feature: Feature, parts: list[shapely.Polygon], **about: Any) -> dict[str, Any]:
    """Give a piece: who it counts to in each worldview, and its polygons."""
    code = feature["iso3"]
    return {
        "id": code or feature["name"],
        "name": feature["name"],
        "recognised": [code] if code else [],
        "natural_earth": [code] if code else [],
        **about,
        "polygons": parts,
    }


def taken(pieces: dict[str, dict[str, Any]], piece: dict[str, Any]) -> list[shapely.Polygon]:
    """Take a piece's polygons out of the one that it is drawn in."""
    owner = pieces[piece["drawn_in"]]
    if "south_of" in piece:
        south = shapely.box(-180, -90, 180, piece["south_of"])
        whole = shapely.MultiPolygon(owner["polygons"])
        halves = [shapely.intersection(whole, south), shapely.difference(whole, south)]
        found, kept = (flat(shapely.set_precision(half, 1 / STEP)) for half in halves)
    else:
        marks = [shapely.Point(point) for point in piece.get("contains", [])]
        boxes = [shapely.box(*box) for box in piece.get("within", [])]
        found = [
            polygon
            for polygon in owner["polygons"]
            if any(polygon.contains(mark) for mark in marks)
            or any(box.contains(polygon) for box in boxes)
        ]
        kept = [polygon for polygon in owner["polygons"] if polygon not in found]
        if len(found) < max(1, len(marks)):
            raise SystemExit(f"{piece}: only {len(found)} polygons found.")
    owner["polygons"] = kept
    return found


def read(name: str, table: str) -> list[dict[str, Any]]:
    """Give the entries of one of our own lists."""
    text = (OUT / name).read_text(encoding="utf-8")
    return list(tomllib.loads(text)[table])


def divided(topology: Topology) -> list[dict[str, Any]]:
    """Give all pieces."""
    pieces: dict[str, dict[str, Any]] = {}
    for feature in topology.features():
        parts = polygons(topology, feature["arcs"])
        # Two features have Australia's code.
        key = feature["name"] if feature["iso3"] in pieces else feature["iso3"] or feature["name"]
        pieces[key] = piece_of(feature, parts)
    by_name = {piece["name"]: key for key, piece in pieces.items()}
    for piece in read("disputed.toml", "piece"):
        about = {key: piece[key] for key in ABOUT if key in piece}
        about["recognised"] = [piece["recognised"]] if "recognised" in piece else []
        if "feature" in piece:
            pieces[by_name[piece["feature"]]] |= {"id": piece["id"], "name": piece["name"], **about}
        else:
            drawn = {"natural_earth": pieces[piece["drawn_in"]]["natural_earth"]}
            made = {"id": piece["id"], "name": piece["name"], **drawn, **about}
            pieces[piece["id"]] = {**made, "polygons": taken(pieces, piece)}
    for part in read("parts.toml", "part"):
        key = part.get("code") or by_name[part["feature"]]
        if "feature" in part:
            found = pieces.pop(key)["polygons"]
        else:
            found = taken(
                pieces, {**part, "drawn_in": by_name.get(part["drawn_in"], part["drawn_in"])}
            )
        members = [part[each] for each in ("code", "country") if each in part]
        members += [] if "country" in part else [part["drawn_in"]]
        about = {
            "id": part.get("code") or part["feature"],
            "name": part.get("code") or part["feature"],
        }
        pieces[key] = {**about, "recognised": members, "natural_earth": members, "polygons": found}
    return sorted(
        (piece for piece in pieces.values() if piece["polygons"]), key=lambda piece: piece["id"]
    )


def main() -> None:
    """Write data/borders/territories-10m.json."""
    lines = []
    for piece in divided(Topology("10m")):
        if not all(polygon.is_valid for polygon in piece["polygons"]):
            raise SystemExit(f"{piece['id']}: not valid.")
        ordered = sorted(piece["polygons"], key=lambda each: (-each.area, each.bounds))
        piece["polygons"] = [encoded(polygon) for polygon in ordered]
        lines.append(json.dumps(piece, ensure_ascii=False, separators=(",", ":")))
    text = f'{{"step":{STEP},"pieces":[\n' + ",\n".join(lines) + "\n]}\n"
    (OUT / "territories-10m.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
