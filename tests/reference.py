"""What the tests compare with: geographiclib's pure Python, brute force, and shapes to try."""

import json
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import shapely
import shapely.affinity
from geographiclib.geodesic import Geodesic

WGS84 = Geodesic.WGS84
GOLDEN = (5**0.5 - 1) / 2
BORDERS = Path(__file__).parents[1] / "data/borders/world-50m.json"


def true_m(a, b):
    return WGS84.Inverse(a[1], a[0], b[1], b[0], Geodesic.DISTANCE)["s12"]


def lines_of(shape):
    for part in shapely.get_parts(shape):
        if hasattr(part, "geoms"):
            yield from lines_of(part)
        elif part.geom_type == "Polygon":
            yield from (shapely.get_coordinates(ring) for ring in (part.exterior, *part.interiors))
        else:
            yield shapely.get_coordinates(part)


def curve(a, b, edges):
    """Give an edge as a function of a share, by another way than the program's."""
    if edges == "planar":
        return lambda share: (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
    line = WGS84.InverseLine(a[1], a[0], b[1], b[0])

    def at(share):
        there = line.Position(share * line.s13)
        return there["lon2"], there["lat2"]

    return at


def brute_m(point, shape, edges="planar", samples=60):
    """Give the distance to a shape's edges by dense samples and golden section."""
    best = np.inf
    for line in lines_of(shape):
        if len(line) == 1:
            best = min(best, true_m(point, line[0]))
        for a, b in pairwise(line):
            at = curve(a, b, edges)
            shares = np.linspace(0, 1, samples + 1)
            lengths = [true_m(point, at(share)) for share in shares]
            best = min(best, *lengths)
            for middle in range(samples + 1):
                before, after = max(middle - 1, 0), min(middle + 1, samples)
                if (
                    lengths[middle] == min(lengths[before : after + 1])
                    and lengths[middle] < best + 2e4
                ):
                    best = min(
                        best,
                        golden_m(
                            lambda share, at=at: true_m(point, at(share)),
                            shares[before],
                            shares[after],
                        ),
                    )
    return best


def golden_m(length, low, high):
    """Give the least value between two places, by golden section."""
    one, other = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
    at_one, at_other = length(one), length(other)
    for _ in range(60):
        if at_one < at_other:
            high, other, at_other = other, one, at_one
            one = high - GOLDEN * (high - low)
            at_one = length(one)
        else:
            low, one, at_one = one, other, at_other
            other = low + GOLDEN * (high - low)
            at_other = length(other)
    return min(at_one, at_other)


def rings_of(shape):
    for polygon in shape.geoms:
        for line in (polygon.exterior, *polygon.interiors):
            yield shapely.get_coordinates(line)


def off_frame(xy):
    return xy[(np.abs(xy[:, 0]) != 180) & (np.abs(xy[:, 1]) != 90)]


def around(center, number, farthest_m, seed):
    """Give random positions at up to a distance of another, and some all over the world."""
    random = np.random.default_rng(seed)
    found = []
    for _ in range(number):
        there = WGS84.Direct(
            center[1], center[0], random.uniform(0, 360), random.uniform(0, farthest_m)
        )
        found.append([there["lon2"], there["lat2"]])
    lat = np.degrees(np.arcsin(random.uniform(-1, 1, number)))
    return np.vstack([found, np.column_stack([random.uniform(-180, 180, number), lat])])


@cache
def countries():
    """Give every country of the 1:50m borders, cut at 180 degrees and closed at the pole."""
    topology = json.loads(BORDERS.read_text(encoding="utf-8"))
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) * scale + shift for arc in topology["arcs"]]

    def ring(numbers):
        parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
        joined = np.vstack([parts[0], *(part[1:] for part in parts[1:])])
        joined[:, 0] = np.unwrap(joined[:, 0], period=360)
        if abs(joined[-1, 0] - joined[0, 0]) > 180:
            ends = [[joined[-1, 0], -90], [joined[0, 0], -90]]
            joined = np.vstack([joined, ends, joined[:1]])
        return joined

    found = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        sheets = []
        for polygon in polygons:
            whole = shapely.make_valid(
                shapely.Polygon(ring(polygon[0]), [ring(hole) for hole in polygon[1:]])
            )
            for turn in (-1, 0, 1):
                part = shapely.intersection(
                    whole, shapely.box(360 * turn - 180, -90, 360 * turn + 180, 90)
                )
                if part.area:
                    sheets.append(shapely.affinity.translate(part, xoff=-360 * turn))
        parts = [
            part
            for sheet in sheets
            for part in shapely.get_parts(shapely.make_valid(sheet))
            if part.area
        ]
        found[geometry["properties"]["name"]] = shapely.MultiPolygon(
            [polygon for part in parts for polygon in shapely.get_parts(part)]
        )
    return found


def fractal(rounds=5, center=(30.0, 50.0), size=3.0):
    """Give a Koch snowflake of 6 * 4**rounds vertices: rounds=5 has 6,144."""
    angle = np.radians(np.arange(6) * 60)
    xy = np.column_stack([np.cos(angle), np.sin(angle)])
    turn = np.array([[0.5, np.sqrt(0.75)], [-np.sqrt(0.75), 0.5]])
    for _ in range(rounds):
        step = (np.roll(xy, -1, axis=0) - xy) / 3
        xy = np.stack([xy, xy + step, xy + step + step @ turn.T, xy + 2 * step], axis=1).reshape(
            -1, 2
        )
    return shapely.Polygon(np.array(center) + xy * size * np.array([1.5, 1.0]))
