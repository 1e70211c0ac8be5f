"""Make data/borders/world-50m.json from npm's world-atlas. Run upstream.sh first.

The result is TopoJSON, one feature and one arc a line, for drawing. Disputed pieces, listed in
disputed.toml, become features of their own; `owners` are who a feature counts to in the worldviews
recognised and natural-earth.

Usage: python data/build/borders.py
"""

import json
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from topology import Feature, Topology

OUT = Path(__file__).parent.parent / "borders"


def label(topology: Topology, polygons: list[Any]) -> tuple[list[float], float]:
    """Give a place for the name, inside the largest polygon, and that polygon's area."""
    flat = []
    for polygon in polygons:
        ring = topology.ring(polygon[0])
        north = np.clip(np.radians(ring[:, 1]), -1.48, 1.48)
        flat.append(
            shapely.Polygon(np.column_stack([np.radians(ring[:, 0]), np.arctanh(np.sin(north))]))
        )
    largest = max(flat, key=lambda polygon: polygon.area).buffer(0)
    inside = shapely.maximum_inscribed_circle(largest, tolerance=0.002).coords[0]
    lon, lat = np.degrees([inside[0], np.arctan(np.sinh(inside[1]))])
    return [round((float(lon) + 180) % 360 - 180, 2), round(float(lat), 2)], float(largest.area)


def take_out(topology: Topology, owner: Feature, piece: dict[str, Any]) -> list[Any]:
    """Take the polygons of a disputed piece out of the feature that holds them."""
    points = [shapely.Point(point) for point in piece["contains"]]
    found = [
        polygon
        for polygon in owner["arcs"]
        if any(shapely.Polygon(topology.ring(polygon[0])).contains(point) for point in points)
    ]
    owner["arcs"] = [polygon for polygon in owner["arcs"] if polygon not in found]
    return found


def cut_off(topology: Topology, owner: Feature, lat: float) -> list[Any]:
    """Cut off what lies south of a parallel, where one arc of a feature's only ring crosses it.

    The parallel runs from there to the end of an arc, the nearest to it.
    """
    [[ring]] = owner["arcs"]
    ends = [topology.ring([number])[-1] for number in ring]
    at = min(range(len(ring)), key=lambda i: abs(ends[i][1] - lat))
    ring = ring[at + 1 :] + ring[: at + 1]
    for place, number in enumerate(ring[:-1]):
        north = topology.arcs[number][:, 1] > lat
        crossings = np.flatnonzero(north[1:] & ~north[:-1])
        if number >= 0 and len(crossings) and not north[0]:
            before, after = topology.cut(number, int(crossings[-1]), lat)
            line = topology.join(topology.end(before), topology.start(ring[0]))
            owner["arcs"] = [[[after, *ring[place + 1 :], ~line]]]
            return [[[*ring[:place], before, line]]]
    raise SystemExit(f"{owner['name']} is not crossed at {lat}.")


def add_piece(topology: Topology, features: list[Feature], piece: dict[str, Any]) -> None:
    """Make a disputed piece a feature of its own, if the scale has it and worldviews differ."""
    about = {key: piece[key] for key in ("id", "name", "basis", "de_facto", "claimed_by", "as_of")}
    recognised = piece.get("recognised", piece["name"])
    if "feature" in piece:
        for feature in features:
            if feature["name"] == piece["feature"]:
                drawn = feature["iso3"] or piece["name"]
                feature |= {**about, "owners": [recognised, drawn]}
        return
    if recognised == piece["drawn_in"]:
        return
    owner = next(feature for feature in features if feature["iso3"] == piece["drawn_in"])
    found = (
        cut_off(topology, owner, piece["south_of"])
        if "south_of" in piece
        else take_out(topology, owner, piece)
    )
    if found:
        owners = [recognised, piece["drawn_in"]]
        features.append({"iso3": None, **about, "owners": owners, "arcs": found})


def main() -> None:
    """Write data/borders/world-50m.json."""
    topology = Topology("50m")
    features = list(topology.features())
    for feature in features:
        feature["owners"] = [feature["iso3"] or feature["name"]] * 2
    for piece in tomllib.loads((OUT / "disputed.toml").read_text(encoding="utf-8"))["piece"]:
        add_piece(topology, features, piece)
    features.sort(key=lambda feature: (feature["iso3"] or "~", feature["name"]))
    lines = []
    for feature in features:
        arcs = feature.pop("arcs")
        feature["label"], area = label(topology, arcs)
        feature["size"] = round(area, 4)
        geometry = {"type": "MultiPolygon", "properties": feature, "arcs": arcs}
        lines.append(json.dumps(geometry, ensure_ascii=False, separators=(",", ":")))
    arcs_ = [json.dumps(arc, separators=(",", ":")) for arc in topology.document["arcs"]]
    text = (
        '{"type":"Topology","transform":'
        + json.dumps(topology.document["transform"], separators=(",", ":"))
        + ',\n"objects":{"countries":{"type":"GeometryCollection","geometries":[\n'
        + ",\n".join(lines)
        + '\n]}},\n"arcs":[\n'
        + ",\n".join(arcs_)
        + "\n]}\n"
    )
    (OUT / "world-50m.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
