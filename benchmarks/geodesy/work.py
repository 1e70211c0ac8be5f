"""What is measured on: a territory, points all over the world, points as cities lie."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

DATA = Path(__file__).parents[2] / "data"
FINE = DATA / "build/upstream/world-atlas/countries-10m.json"
COARSE = DATA / "borders/world-50m.json"

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.intp]


def ukraine() -> tuple[shapely.MultiPolygon, str]:
    """Give Ukraine as the finest borders at hand draw it, and their scale."""
    path, scale = (FINE, "1:10m") if FINE.exists() else (COARSE, "1:50m")
    topology = json.loads(path.read_text(encoding="utf-8"))
    shape = shapely.make_valid(_country(topology, "Ukraine"))
    flat = [part for each in shapely.get_parts(shape) for part in shapely.get_parts(each)]
    return shapely.multipolygons([part for part in flat if part.geom_type == "Polygon"]), scale


def _country(topology: dict[str, Any], name: str) -> shapely.MultiPolygon:
    """Give one country that does not cross 180 degrees out of TopoJSON."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) * scale + shift for arc in topology["arcs"]]

    def ring(numbers: list[int]) -> FloatArray:
        parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
        return np.vstack([parts[0], *(part[1:] for part in parts[1:])])

    countries = topology["objects"]["countries"]["geometries"]
    found = next(each for each in countries if each["properties"]["name"] == name)
    polygons = found["arcs"] if found["type"] == "MultiPolygon" else [found["arcs"]]
    return shapely.MultiPolygon(
        [shapely.Polygon(ring(rings[0]), [ring(hole) for hole in rings[1:]]) for rings in polygons]
    )


def denser(shape: shapely.MultiPolygon, times: int) -> shapely.MultiPolygon:
    """Put vertices on every edge, so that it has so many times as many."""

    def more(ring: FloatArray) -> FloatArray:
        share = np.arange(times)[:, np.newaxis] / times
        parts = ring[:-1, np.newaxis] * (1 - share) + ring[1:, np.newaxis] * share
        return np.vstack([parts.reshape(-1, 2), ring[-1:]])

    return shapely.MultiPolygon(
        [
            shapely.Polygon(
                more(shapely.get_coordinates(part.exterior)),
                [more(shapely.get_coordinates(hole)) for hole in part.interiors],
            )
            for part in shape.geoms
        ]
    )


def worldwide(number: int, seed: int = 0) -> FloatArray:
    """Give points spread evenly over the Earth."""
    random = np.random.default_rng(seed)
    lat = np.degrees(np.arcsin(random.uniform(-1, 1, number)))
    return np.column_stack([random.uniform(-180, 180, number), lat])


def clustered(number: int, seed: int = 0) -> FloatArray:
    """Give points as cities lie: in 300 clusters of a few hundred kilometres."""
    random = np.random.default_rng(seed)
    middle = worldwide(300, seed=1)
    found = middle[random.integers(0, 300, number)] + random.normal(size=(number, 2)) * 3
    return np.column_stack([(found[:, 0] + 180) % 360 - 180, np.clip(found[:, 1], -90, 90)])
