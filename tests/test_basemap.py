"""Borders under the worldview: whose land a disputed piece is drawn as."""

import gzip
import json

import pytest
import shapely

import rangemap
from rangemap import _basemap
from rangemap._basemap import for_page, pack
from rangemap._reach.water import is_inland


@pytest.fixture(scope="module")
def topology(root):
    return json.loads((root / "data/borders/world-50m.json").read_text(encoding="utf-8"))


def arcs_of(topology, **wanted):
    for feature in topology["objects"]["countries"]["geometries"]:
        if wanted.items() <= feature["properties"].items():
            return {i if i >= 0 else ~i for p in feature["arcs"] for ring in p for i in ring}
    raise AssertionError(wanted)


def line(topology, number):
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    points = []
    for dx, dy in topology["arcs"][number]:
        x, y = x + dx, y + dy
        points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
    return shapely.LineString(points)


def rounded(positions):
    return tuple((round(lon, 6), round(lat, 6)) for lon, lat in positions)


def test_crimea_has_a_dashed_edge_and_no_border_towards_ukraine(topology):
    page = for_page(topology, "recognised")
    shared = arcs_of(topology, id="crimea") & arcs_of(topology, iso3="UKR")
    assert shared
    assert shared <= set(page["disputed"])
    assert not shared & set(page["border"])
    for number in shared:
        assert line(topology, number).distance(shapely.Point(33.7, 46.1)) < 0.3


def test_every_arc_is_drawn_once(topology):
    page = for_page(topology, "recognised")
    drawn = [*page["coast"], *page["border"], *page["disputed"]]
    assert len(drawn) == len(set(drawn))
    assert set(drawn) == set(range(len(topology["arcs"])))


def test_a_border_stays_a_border(topology):
    page = for_page(topology, "recognised")
    shared = arcs_of(topology, iso3="UKR") & arcs_of(topology, iso3="RUS")
    assert shared
    assert shared <= set(page["border"])


def test_countries_are_labelled_by_size(topology):
    labels = for_page(topology, "recognised")["labels"]
    assert labels[0][1] == "Russia"
    assert "Crimea" not in [label[1] for label in labels]


def test_as_natural_earth_has_it_crimea_is_bordered_off(topology):
    page = for_page(topology, "natural-earth")
    assert arcs_of(topology, id="crimea") & arcs_of(topology, iso3="UKR") <= set(page["border"])
    assert "Northern Cyprus" in [label[1] for label in page["labels"]]
    recognised = for_page(topology, "recognised")
    assert "Northern Cyprus" not in [label[1] for label in recognised["labels"]]
    for name in ("Kosovo", "Taiwan"):
        assert name in [label[1] for label in recognised["labels"]]


def test_the_line_between_morocco_and_western_sahara_runs_along_the_parallel(topology):
    page = for_page(topology, "recognised")
    cut = arcs_of(topology, id="western-sahara-held-by-morocco") & arcs_of(topology, iso3="MAR")
    [number] = cut
    assert number in page["border"]
    assert line(topology, number).distance(shapely.Point(-11, 27.6667)) < 0.02
    inner = arcs_of(topology, id="western-sahara-held-by-morocco") & arcs_of(topology, iso3="ESH")
    assert inner
    assert inner <= set(page["disputed"])


@pytest.mark.browser
def test_what_is_packed_is_what_the_page_and_python_unpack(topology, modules):
    drawn = for_page(topology, "recognised")
    unpacked = json.loads(gzip.decompress(pack(drawn)))
    page = modules(
        ("map/topology",), "(given) => modules['map/topology'].prepare(given).coastLines", unpacked
    )
    # What is not cut at 180 degrees.
    coast = [line(topology, number) for number in drawn["coast"]]
    whole = [each for each in coast if each.bounds[2] - each.bounds[0] < 180]
    wanted = {rounded(each.coords) for each in whole if each.bounds[1] > -89}
    assert len(wanted) > 1000
    for lines in (page, _basemap.coast()):
        assert wanted <= {rounded(each) for each in lines}


@pytest.mark.parametrize(
    "numbers", [[0, -1, 1, -2, 2], [27_630, 27_631, -27_631, 28_654, 99_999, -100_000], []]
)
def test_numbers_are_written_as_characters(numbers):
    text = _basemap._as_text(numbers)
    assert len(text) == len(numbers)
    assert list(_basemap._from_text(text.encode().decode())) == numbers


@pytest.mark.parametrize(
    ("place", "inland"),
    [
        ("Norilsk", True),
        ("69.01,100", True),
        ("65.05,60", True),
        ("70.98,90", True),
        ("-85,100", True),
        ("Odesa", False),
        ("Anadyr", False),
        ("-16.5,179.9", False),
        ("0,-30", False),
    ],
)
def test_the_edge_of_the_map_at_180_degrees_is_no_coast(place, inland):
    assert is_inland(rangemap.check(range_km=1, origin=place, target="Kyiv").origin) == inland
