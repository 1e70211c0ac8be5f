"""Countries, areas and shapes as origins and targets, and the border data they rest on."""

import json
import re

import geopandas
import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from reference import brute_m, true_m
from shapely import LineString, Point, box

import rangemap
from rangemap import _database, errors, geodesy
from rangemap._places.gazetteer import capital
from rangemap._places.lookup import resolve
from rangemap._record import rows
from rangemap._text.notes import describe
from rangemap._text.sentences import point_said, sentence
from rangemap._text.words import Words

WGS84 = Geodesic.WGS84


def test_named_answers_from_borders(cases):
    wrong = []
    for case in cases("territories")["answers"]:
        worldview = case.get("worldview", "recognised")
        answer = rangemap.check(case["weapon"], case["from"], case["to"], worldview=worldview)
        near = point_said(answer.start, Words())
        if (
            (round(answer.distance_km), answer.verdict) != (case["km"], case["verdict"])
            or case["near"] not in near
            or answer.borders.worldview != worldview
        ):
            wrong.append((case, answer, near))
    assert not wrong


def test_the_distance_to_a_border_is_the_true_one():
    answer = rangemap.check(range_km=1, origin="Ukraine", target="Moscow")
    moscow = (answer.target.lon, answer.target.lat)
    near = shapely.box(
        answer.start.lon - 0.5,
        answer.start.lat - 0.5,
        answer.start.lon + 0.5,
        answer.start.lat + 0.5,
    )
    boundary = resolve("Ukraine").geometry.boundary.intersection(near)
    assert answer.distance_km * 1000 == pytest.approx(brute_m(moscow, boundary), abs=0.01)
    away = WGS84.Inverse(answer.start.lat, answer.start.lon, answer.target.lat, answer.target.lon)
    assert away["s12"] / 1000 == pytest.approx(answer.distance_km, abs=1e-6)


def test_a_place_at_the_edge_of_the_data_is_told_as_one(cases):
    case = cases("territories")["edge"]
    answer = rangemap.check(range_km=case["range_km"], origin=case["from"], target=case["to"])
    assert (answer.verdict, answer.reason) == ("depends", "edge")
    assert "the border as it is drawn" in sentence(answer, Words())
    weapon = rangemap.check("atacms-m39a1", case["from"], case["to"])
    assert weapon.is_at_edge
    assert "It is an edge case besides" in sentence(weapon, Words())


def test_countries_have_the_area_they_have(cases):
    for name, worldviews in cases("territories")["km2"].items():
        for worldview, km2 in worldviews.items():
            shape = resolve(f"country:{name}", worldview).geometry
            assert geodesy.area(shape) / 1e6 == pytest.approx(km2, rel=0.02), (name, worldview)


def countries():
    rows = _database.connect().execute("SELECT iso2, name FROM country ORDER BY iso2").fetchall()
    for iso2, name in rows:
        try:
            yield iso2, resolve(f"country:{iso2}")
        except errors.CountryError as error:
            assert "too small" in str(error), name


def test_every_country_is_valid_and_holds_its_capital():
    astray, count = {}, 0
    for iso2, country in countries():
        count += 1
        assert country.geometry.is_valid, country
        town = capital(iso2)
        if town:
            away = geodesy.distance([town.lon, town.lat], country.shape)[0]
            if away > 5_000:
                astray[country.name] = round(away / 1000)
    assert count > 235
    # Atolls that the border data leaves out, and Jamestown's island, 3 km off in it.
    assert set(astray) <= {"Marshall Islands", "Tuvalu", "Maldives", "Kiribati", "Tokelau"}


def test_worldviews_share_out_the_same_land():
    total = {}
    for worldview in ("recognised", "natural-earth"):
        rows = _database.connect().execute(
            "SELECT DISTINCT piece FROM piece_of WHERE worldview = ?", (worldview,)
        )
        total[worldview] = {row[0] for row in rows}
    assert total["recognised"] == total["natural-earth"]


def test_every_disputed_piece_is_there_or_its_absence_is_told(root, cases):
    readme = (root / "data/README.md").read_text(encoding="utf-8")
    rows = _database.connect().execute("SELECT document FROM piece WHERE disputed").fetchall()
    pieces = [json.loads(row[0]) for row in rows]
    for piece in pieces:
        assert piece["basis"], piece
        assert piece["de_facto"]
        assert piece["claimed_by"]
        assert re.fullmatch(r"\d{4}(-\d\d-\d\d)?", piece["as_of"])
    names = " ".join(piece["name"] for piece in pieces)
    for wanted in cases("territories")["pieces"]:
        assert wanted in names or wanted in readme, wanted


@pytest.mark.parametrize(
    ("name", "worldview", "point", "inside"),
    [
        ("Ukraine", "recognised", (34.1, 44.95), True),
        ("Ukraine", "natural-earth", (34.1, 44.95), False),
        ("Russia", "recognised", (34.1, 44.95), False),
        ("Russia", "natural-earth", (34.1, 44.95), True),
        ("Western Sahara", "recognised", (-13.2, 27.15), True),
        ("Western Sahara", "natural-earth", (-13.2, 27.15), False),
        ("Morocco", "recognised", (-13.2, 27.15), False),
        ("Cyprus", "recognised", (33.3, 35.3), True),
        ("Cyprus", "natural-earth", (33.3, 35.3), False),
        ("Somalia", "recognised", (44.06, 9.56), True),
        ("Palestine", "recognised", (34.4, 31.45), True),
        ("Serbia", "recognised", (21.16, 42.66), False),
        ("Kosovo", "recognised", (21.16, 42.66), True),
        ("France", "recognised", (-53, 4), True),
        ("French Guiana", "recognised", (-53, 4), True),
        ("Norway", "recognised", (16, 78.5), True),
        ("Antarctica", "recognised", (0, -90), True),
        ("Antarctica", "recognised", (0, -84.8), True),
        ("Antarctica", "recognised", (-175, -84.0), False),
        ("Russia", "recognised", (-175, 66), True),
        ("Russia", "recognised", (175, 66), True),
    ],
)  # fmt: skip
def test_whose_a_point_is(name, worldview, point, inside):
    country = resolve(f"country:{name}", worldview)
    assert (geodesy.distance(point, country.shape)[0] == 0) == inside


def test_every_answer_names_its_border_data():
    answer = rangemap.check("tomahawk", "Ukraine", "Moscow")
    said = describe(answer)
    for part in (
        "Natural Earth 4.1",
        "1:10m",
        "2018",
        "worldview “recognised”",
        "With Crimea",
        "68/262",
    ):
        assert part in said
    other = describe(rangemap.check("tomahawk", "Ukraine", "Moscow", worldview="natural-earth"))
    assert "Without Crimea" in other
    assert "Border of" not in describe(rangemap.check("tomahawk", "Kyiv", "Moscow"))
    [row] = rows([answer], answer.sources, Words())
    assert row["origin"]["borders"] == {
        "dataset": "Natural Earth 4.1", "scale": "1:10m", "date": "2018",
        "worldview": "recognised", "error_km": 2.0,
    }  # fmt: skip
    assert "S of Trubchevsk" in row["start"]["where"]
    table = rangemap.reach("tomahawk", "Ukraine", "Moscow")
    assert "1:10m" in table.borders.item()


def test_an_answer_has_one_worldview():
    other = resolve("Ukraine", "natural-earth")
    with pytest.raises(errors.QuestionError, match="one worldview"):
        rangemap.check("tomahawk", other, "Crimea")
    assert rangemap.check("tomahawk", other, "Moscow", worldview="natural-earth").verdict == "yes"


def test_a_territory_has_a_shape_of_geodesys():
    with pytest.raises(errors.PlaceTypeError, match="as_shape"):
        rangemap.Territory(name="x", shape=box(0, 0, 1, 1))


def test_an_unknown_worldview_is_refused():
    with pytest.raises(errors.QuestionError, match="worldview"):
        rangemap.check("tomahawk", "Ukraine", "Moscow", worldview="flat")


def test_a_country_without_borders_is_told():
    with pytest.raises(errors.CountryError, match="too small"):
        rangemap.check("tomahawk", "country:VA", "Sydney")


def test_a_target_territory_is_answered_for_its_nearest_point_and_its_farthest():
    answer = rangemap.check(range_km=700, origin="Kyiv", target="Poland")
    assert (answer.verdict, answer.covers) == ("yes", "no")
    corners = shapely.get_coordinates(resolve("Poland").geometry)
    kyiv = (answer.origin.lon, answer.origin.lat)
    true = [true_m(kyiv, corner) / 1000 for corner in corners]
    assert answer.distance_km == pytest.approx(min(true), abs=1)
    assert answer.farthest_km == pytest.approx(max(true), abs=0.2)
    assert "Yes, part of it." in sentence(answer, Words())
    assert "Not all of it" in sentence(answer, Words())
    assert rangemap.check(range_km=2000, origin="Kyiv", target="Poland").covers == "yes"
    assert rangemap.check(range_km=100, origin="Kyiv", target="Poland").verdict == "no"
    edge = rangemap.check(range_km=answer.farthest_km, origin="Kyiv", target="Poland")
    assert edge.covers == "depends"


def test_from_territory_to_territory():
    answer = rangemap.check(range_km=500, origin="Ukraine", target="Germany")
    assert answer.verdict == "no"
    here, there = (resolve(name).geometry for name in ("Ukraine", "Germany"))
    true = min(
        true_m(a, b)
        for a in shapely.get_coordinates(here.intersection(box(22, 49, 23, 50)))
        for b in shapely.get_coordinates(there.intersection(box(14.8, 50.9, 15.1, 51.3)))
    )
    assert answer.distance_km == pytest.approx(true / 1000, abs=3)
    assert answer.start
    assert answer.end
    assert rangemap.check(range_km=500, origin="Ukraine", target="Poland").distance_km == 0
    assert "touch or overlap" in sentence(
        rangemap.check(range_km=500, origin="Ukraine", target="Poland"), Words()
    )


def test_a_minimum_range_does_not_bind_a_whole_territory():
    assert rangemap.check("gmlrs", "50.45,30.52", "50.46,30.52").reason == "minimum"
    assert rangemap.check("gmlrs", "Ukraine", "Kyiv").verdict == "yes"
    assert rangemap.can_reach("gmlrs", "Ukraine", "Kyiv")
    assert rangemap.check("gmlrs", "box:50.45,30.52,50.46,30.53", "50.47,30.52").reason == "minimum"
    assert rangemap.check("gmlrs", "50.45,30.52", "box:50.40,30.50,50.60,30.60").covers == "no"
    assert rangemap.check("gmlrs", "Ukraine", "box:50.4,30.4,50.6,30.6").covers == "yes"
    assert rangemap.check("gmlrs", "Kyiv", "box:50.65,30.4,50.8,30.6").covers == "depends"


def test_origins_with_a_gap_between_them_do_not_fill_it():
    near, far = "50.45,30.52", "50.45,40.52"
    table = rangemap.reach("gmlrs-m31", [near, far], "50.46,30.52")
    assert table.verdict.tolist() == ["no", "no"]
    merged = rangemap.reach("gmlrs-m31", [near, far], "50.46,30.52", merge=True)
    assert merged.verdict.item() == "no"
    two = rangemap.Territory(
        name="two", shape=geodesy.as_shape(shapely.MultiPoint([(30.52, 50.45), (40.52, 50.45)]))
    )
    assert not rangemap.can_reach("gmlrs-m31", two, "50.46,30.52")
    assert rangemap.can_reach("gmlrs-m31", two, "50.46,30.0")


def test_a_city_on_foreign_land_does_not_lie_in_its_country():
    assert rangemap.check(range_km=1, origin="Israel", target="Jerusalem").distance_km > 0
    assert rangemap.check(range_km=1, origin="Palestine", target="Jerusalem").distance_km == 0
    north = rangemap.check(
        range_km=1, origin="Ukraine", target="Armyansk", worldview="natural-earth"
    )
    assert north.distance_km > 0
    both = rangemap.reach(range_km=1, origins=["Ukraine", "Poland"], targets="Ochakiv", merge=True)
    assert both.distance_km.item() == 0


def test_what_the_border_data_leaves_out_is_told():
    assert "497 (1981)" in describe(rangemap.check("atacms", "Israel", "Damascus"))
    assert "line of control" in describe(rangemap.check("tomahawk", "India", "Lahore"))


@pytest.mark.parametrize(
    "name",
    [
        "Golan",
        "Kashmir",
        "Abkhazia",
        "Transnistria",
        "England",
        "Texas",
        "Kyiv Oblast",
        "Black Sea",
        "NATO",
        "Alaska",
    ],
)
def test_land_without_an_outline_is_refused_as_what_it_is(name):
    with pytest.raises(errors.UnknownPlaceError, match=r"without|union"):
        resolve(name)


def test_a_city_on_the_coast_lies_in_its_country():
    for city in ("Odesa", "Yalta", "Kerch", "Mariupol", "Ochakiv", "Sevastopol"):
        answer = rangemap.check(range_km=10, origin="Ukraine", target=f"{city}, UA")
        assert answer.distance_km == 0, city
        assert "lies in Ukraine" in sentence(answer, Words())
    assert rangemap.check(range_km=10, origin="Russia", target="Kerch, UA").distance_km > 0
    # An island that the border data leaves out, 22 km from what it has.
    island = rangemap.check(range_km=10, origin="Vietnam", target="Lý Sơn")
    assert island.distance_km == pytest.approx(22.3, abs=0.1)


def test_the_ring_of_a_country_is_its_buffer_with_itself_inside():
    ring = rangemap.rings("atacms-m39a1", "Ukraine").geometry.item()
    country = resolve("Ukraine").geometry
    assert ring.is_valid
    assert ring.covers(country)
    for lon, lat in ((30.52, 50.45), (34.1, 44.95), (33.52, 44.6)):
        assert ring.contains(Point(lon, lat))
    outline = shapely.get_coordinates(ring)[::97]
    away = geodesy.distance(outline, country)
    assert np.abs(away - 300_000).max() < 51
    smaller = rangemap.rings("atacms-m39a1", "Ukraine", worldview="natural-earth").geometry.item()
    assert smaller.area < ring.area
    assert "recognised" in rangemap.rings("atacms-m39a1", "Ukraine").borders.item()


def test_cities_within_reach_of_a_country():
    table = rangemap.cities("atacms-m39a1", "Ukraine", min_population=500_000)
    assert {"Kyiv", "Kharkiv", "Warsaw"} <= set(table.city)
    assert "Moscow" not in set(table.city)
    inside = table[table.distance_km == 0]
    assert set(inside.country) == {"UA"}
    assert set(table.borders) == {"Natural Earth 4.1, 1:10m, 2018, worldview recognised"}
    one = rangemap.check("atacms-m39a1", "Ukraine", "Warsaw")
    assert table.set_index("city").distance_km["Warsaw"] == pytest.approx(one.distance_km, abs=1e-9)


def test_origins_can_be_merged():
    origins = ["Kyiv", "Lviv", "Kharkiv"]
    apart = rangemap.reach("tomahawk", origins, "Moscow")
    merged = rangemap.reach("tomahawk", origins, "Moscow", merge=True)
    assert merged.distance_km.item() == pytest.approx(apart.distance_km.min(), abs=1e-9)
    assert merged.origin.item() == "Kyiv, Lviv and Kharkiv"
    ring = rangemap.rings(range_km=400, origins=origins, merge=True)
    assert ring.origins.item() == 3
    circles = shapely.union_all(list(rangemap.rings(range_km=400, origins=origins).geometry))
    assert ring.geometry.item().symmetric_difference(circles).area < 0.01
    many = rangemap.rings(range_km=10, origins=[f"{lat},10" for lat in range(40, 50)], merge=True)
    assert (many.origin.item(), many.origins.item()) == ("10 origins", 10)
    assert merged.uncertainty_km.item() == pytest.approx(apart.uncertainty_km.max())
    both = rangemap.reach("tomahawk", ["Ukraine", "Minsk"], "Moscow", merge=True)
    assert "recognised" in both.borders.item()
    assert both.distance_km.item() == pytest.approx(453.07, abs=0.01)


@pytest.mark.parametrize(
    ("corners", "point", "km"),
    [
        ("54.5,18,57,21", (21.5, 55.5), 31.6),
        ("-20,175,-10,-175", (180.0, -15.0), 0),
        ("-20,175,-10,-175", (-174.0, -15.0), 107.5),
        ("-20,175,-10,-175", (170.0, -15.0), 537.6),
        ("50,-180,60,180", (100.0, 55.0), 0),
        ("50,170,60,180", (-179.0, 55.0), 63.9),
    ],
)
def test_an_area_by_its_corners(corners, point, km):
    answer = rangemap.check(range_km=10, origin=f"box:{corners}", target=Point(point))
    assert answer.distance_km == pytest.approx(km, abs=0.2)


def test_shapes_of_python_are_origins():
    line = LineString([(36, 47.5), (38, 49)])
    answer = rangemap.check(range_km=100, origin=line, target="48.0,38.0")
    assert answer.distance_km * 1000 == pytest.approx(brute_m((38.0, 48.0), line), abs=0.01)
    table = geopandas.GeoSeries([line], crs=4326).to_crs(3857)
    again = rangemap.reach(range_km=100, origins=table, targets="48.0,38.0")
    assert again.distance_km.item() == pytest.approx(answer.distance_km, abs=0.001)
    with pytest.raises(errors.PlaceTypeError):
        rangemap.check(range_km=100, origin=shapely.Polygon(), target="Kyiv")


def test_a_point_far_outside_its_country_is_warned_of():
    with pytest.warns(errors.OutsideCountryWarning, match="swapped"):
        rangemap.check("tomahawk", rangemap.Place(lat=30.52, lon=50.45, country="UA"), "Moscow")
    near = rangemap.Place(lat=50.45, lon=30.52, country="UA")
    assert rangemap.check("tomahawk", near, "Moscow").verdict == "yes"


def test_the_airfields_of_crimea_are_ukraines():
    for name in ("airfield:Belbek", "airfield:Saky", "airfield:Gvardeyskoe"):
        place = resolve(name)
        assert place.country == "UA"
        assert geodesy.distance([place.lon, place.lat], resolve("Ukraine").shape)[0] == 0
