"""Answers, tables and shapes: verdicts, edges, minimum ranges, and what is refused."""

import math

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely
from geographiclib.geodesic import Geodesic

import rangemap
from rangemap import errors, geodesy
from rangemap._catalogue.values import Claim, Minimum, Source
from rangemap._catalogue.weapon import Weapon
from rangemap._places.gazetteer import cities_from
from rangemap._reach.answer import judge
from rangemap._reach.measure import uncertainty_km
from rangemap._reach.question import as_places

WGS84 = Geodesic.WGS84
SOURCE = Source(id="s", publisher="P", url="https://example.org")


def weapon(*figures, open_ended=False, minimum=None):
    claims = tuple(
        Claim("x", km, km, "assessed", "press", SOURCE, "at least" if open_ended else None)
        for km in figures
    )
    least = minimum and Minimum("x", minimum, SOURCE)
    return Weapon(id="w", name="W", weapon_class="cruise", claims=claims, minimum=least)


def test_named_answers(cases):
    wrong = []
    for case in cases("answers")["answers"]:
        answer = rangemap.check(case["weapon"], case["from"], case["to"])
        given = {
            **case,
            "km": round(answer.distance_km),
            "verdict": answer.verdict,
            "reason": answer.reason,
        }
        if {**given, "km": case["km"]} != case or abs(given["km"] - case["km"]) > 2:
            wrong.append(given)
        true = WGS84.Inverse(
            answer.origin.lat, answer.origin.lon, answer.target.lat, answer.target.lon
        )
        assert answer.distance_km == pytest.approx(true["s12"] / 1000, abs=1e-6)
    assert not wrong


@pytest.mark.parametrize(
    ("made", "km", "uncertain", "verdict"),
    [
        (weapon(300), 299.4, 0.5, ("yes", None)),
        (weapon(300), 299.6, 0.5, ("depends", "edge")),
        (weapon(300), 300.4, 0.5, ("depends", "edge")),
        (weapon(300), 300.6, 0.5, ("no", None)),
        (weapon(300), 280, 25, ("depends", "edge")),
        (weapon(100, 300), 90, 0.5, ("yes", None)),
        (weapon(100, 300), 200, 0.5, ("depends", "sources")),
        (weapon(100, 300), 301, 20, ("depends", "edge")),
        (weapon(300, open_ended=True), 290, 0.5, ("yes", None)),
        (weapon(300, open_ended=True), 301, 0.5, ("depends", "open-ended")),
        (weapon(300, open_ended=True), 600, 0.5, ("depends", "open-ended")),
        (weapon(300, open_ended=True), 601, 0.5, ("no", None)),
        (weapon(300, minimum=50), 40, 0.5, ("no", "minimum")),
        (weapon(300, minimum=50), 50, 0.5, ("depends", "minimum edge")),
        (weapon(300, minimum=50), 60, 0.5, ("yes", None)),
        (weapon(300, minimum=50), 400, 0.5, ("no", None)),
    ],
)  # fmt: skip
def test_verdicts_at_the_edges(made, km, uncertain, verdict):
    assert judge(made, km, uncertain) == verdict


def test_an_answer_is_no_truth_value():
    answer = rangemap.check("tomahawk", "Kyiv", "Moscow")
    with pytest.raises(errors.AnswerTruthError, match="can_reach"):
        bool(answer)


def test_an_answer_names_what_it_rests_on():
    answer = rangemap.check("storm-shadow", "Kyiv", "Bryansk")
    assert {claim.high_km for claim in answer.inside} == {550, 560}
    assert {claim.high_km for claim in answer.outside} == {255}
    assert {claim.high_km for claim in answer.left_open} == {250}
    assert {source.publisher for source in answer.sources} >= {"CSIS", "RUSI", "AeroTime"}
    assert answer.caveats == ("release point",)
    assert answer.margin_km == answer.range_km - answer.distance_km


def test_intercontinental_ballistic_answers_carry_a_caveat():
    claims = (Claim("10,000 km", 10_000, 10_000, "assessed", "press", SOURCE),)
    made = Weapon(id="i", name="I", weapon_class="icbm", claims=claims, launch=("ground",))
    assert rangemap.check(made, "Moscow", "Chicago").caveats == ("rotation",)
    assert "as the Earth turns" in rangemap.describe(rangemap.check(made, "Moscow", "Chicago"))
    assert rangemap.check("oreshnik", "Moscow", "London").caveats == ()


def test_a_family_never_says_of_a_variant_what_the_variant_does_not():
    # 166 km: M39's 165 km are within what the city's extent can carry.
    family = rangemap.check("atacms", "Kharkiv", "51.47,36.2")
    assert rangemap.check("atacms-m39", "Kharkiv", "51.47,36.2").verdict == "depends"
    assert "ATACMS M39A1 and ATACMS M57 would reach it, ATACMS M39 may." in rangemap.describe(
        family
    )


def test_variants_are_cited_where_they_decide():
    answer = rangemap.check("atacms", "Kharkiv", "Kursk")
    assert answer.reason == "variants"
    assert {"AFP (SpaceWar)", "SpaceWar"} <= {source.publisher for source in answer.sources}


def test_a_minimum_range_is_cited_where_it_decides():
    for target in ("50.05,36", "50.13,36"):
        answer = rangemap.check("gmlrs", "50,36", target)
        assert answer.reason in ("minimum", "minimum edge")
        assert answer.sources[0].publisher == "WP Tech"


def test_every_bound_names_its_source():
    table = rangemap.rings("tomahawk", "Kyiv", bound=["low", "typical", "high"])
    for source, publisher in zip(
        table.source, ("Hudson Institute", "The Thinking Conservative", "CNBC"), strict=True
    ):
        assert source.startswith(publisher)


def test_can_reach_is_the_plain_range_check():
    # 200 km from Kharkiv: beyond M39's 165 km, within the 300 km that most print.
    place = rangemap.Place(lat=50.0, lon=39.0)
    origin = "50.0,36.25"
    assert not rangemap.can_reach("atacms", origin, place)
    assert rangemap.can_reach("atacms", origin, place, by="typical")
    assert rangemap.can_reach("atacms", origin, place, by="any")
    assert rangemap.can_reach(range_km=200, origin=origin, target=place)
    assert not rangemap.can_reach("gmlrs", "50,36", "50.01,36")


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: rangemap.can_reach("patriot", "Kyiv", "Moscow"), errors.NotApplicableError),
        (lambda: rangemap.can_reach("atacms", "Kyiv", "Moscow", by="some"), errors.QuestionError),
        (lambda: rangemap.check("atacms", "Kyiv", "Moscow", range_km=3), errors.QuestionError),
        (lambda: rangemap.check(origin="Kyiv", target="Moscow"), errors.QuestionError),
        (lambda: rangemap.check("atacms", "Kyiv"), errors.QuestionError),
        (lambda: rangemap.check("himars", "Kyiv", "Moscow"), errors.LauncherError),
        (lambda: rangemap.check("xyzzy", "Kyiv", "Moscow"), errors.UnknownWeaponError),
        (lambda: rangemap.check("atacms", (50, 30), "Moscow"), errors.PlaceTypeError),
        (lambda: rangemap.check("atacms", "Bouvet Island, XX", "Moscow"), errors.UnknownPlaceError),
        (lambda: rangemap.check(range_km=0, origin="Kyiv", target="Moscow"), errors.RangeError),
        (lambda: rangemap.check(range_km=-1, origin="Kyiv", target="Moscow"), errors.RangeError),
        (lambda: rangemap.check(range_km=math.nan, origin="Kyiv", target="Moscow"), errors.RangeError),
        (lambda: rangemap.check(range_km=50_000, origin="Kyiv", target="Moscow"), errors.RangeError),
        (lambda: rangemap.check(range_km=True, origin="Kyiv", target="Moscow"), errors.RangeError),
        (lambda: rangemap.check(range_km="300", origin="Kyiv", target="Moscow"), errors.RangeError),
        (lambda: rangemap.check("atacms", "Kyiv", ["Moscow", "Kursk"]), errors.QuestionError),
        (lambda: rangemap.can_reach(["atacms", "peklo"], "Kyiv", "Moscow"), errors.QuestionError),
        (lambda: rangemap.check(range_km=5e-324, origin="Kyiv", target="Moscow"), errors.RangeError),
        (lambda: rangemap.check(range_km=10**400, origin="Kyiv", target="Moscow"), errors.RangeError),
        (lambda: rangemap.check(range_km=1 + 2j, origin="Kyiv", target="Moscow"), errors.RangeError),
        (lambda: rangemap.check(5, "Kyiv", "Moscow"), errors.QuestionError),
        (lambda: rangemap.check(rangemap.weapon("himars"), "Kyiv", "Moscow"), errors.LauncherError),
        (lambda: rangemap.reach([weapon(300), weapon(400)], "Kyiv", "Moscow"), errors.QuestionError),
        (lambda: rangemap.describe([]), errors.QuestionError),
        (lambda: rangemap.weapon(None), errors.QuestionError),
        (lambda: rangemap.places(None), errors.PlaceTypeError),
        (lambda: rangemap.describe("tomahawk"), errors.QuestionError),
        (lambda: rangemap.rings("atacms", "Kyiv", bound=[]), errors.QuestionError),
        (lambda: rangemap.cities("atacms", "Kyiv", min_population=None), errors.QuestionError),
        (lambda: rangemap.cities("atacms", "Kyiv", min_population=math.nan), errors.QuestionError),
        (lambda: rangemap.reach("atacms", [], "Moscow"), errors.QuestionError),
        (lambda: rangemap.reach([], "Kyiv", "Moscow"), errors.QuestionError),
        (lambda: rangemap.reach("atacms", (50.4, 30.5), "Moscow"), errors.PlaceTypeError),
        (lambda: rangemap.rings("patriot", "Kyiv"), errors.NotApplicableError),
        (lambda: rangemap.rings("sea-baby", ["Odesa", "Kyiv"]), errors.NotApplicableError),
        (lambda: rangemap.rings("atacms", "Kyiv", bound="middle"), errors.QuestionError),
        (lambda: rangemap.cities("patriot", "Kyiv"), errors.NotApplicableError),
        (lambda: rangemap.explore("patriot", "Kyiv"), errors.NotApplicableError),
        (lambda: rangemap.explore("atacms", []), errors.QuestionError),
    ],
)  # fmt: skip
def test_a_question_that_makes_no_sense_is_refused(call, error):
    with pytest.raises(error):
        call()


def test_every_error_is_ours_and_a_builtin():
    found = [
        each
        for each in vars(errors).values()
        if isinstance(each, type) and issubclass(each, Exception)
    ]
    ours = [each for each in found if issubclass(each, errors.RangemapError)]
    assert len(ours) >= 12
    for each in set(ours) - {errors.RangemapError}:
        assert len(each.__mro__) > len(errors.RangemapError.__mro__) + 1, each


def test_the_table_has_a_row_for_every_combination():
    table = rangemap.reach(
        ["atacms", "tomahawk"], ["Kyiv", "Kharkiv"], ["Moscow", "Kursk"], range_km=500
    )
    assert len(table) == 12
    assert table.crs == "EPSG:4326"
    assert table.weapon.tolist()[-1] == "500 km"
    for row in table.itertuples():
        if abs(row.distance_km - row.range_low_km) > row.uncertainty_km and row.verdict == "yes":
            assert row.distance_km <= row.range_low_km
        if row.distance_km > row.range_high_km + row.uncertainty_km:
            assert row.verdict == "no"
        if row.distance_km + row.uncertainty_km <= row.range_low_km:
            assert row.verdict == "yes"
    assert not table.isna().any().any()
    assert str(rangemap.weapon("atacms").typical.source) in table.sources[0]


def test_the_table_tells_how_far_a_target_goes():
    table = rangemap.reach("tomahawk", "Kyiv", ["Poland", "Moscow"])
    poland, moscow = table.itertuples()
    assert poland.farthest_km == pytest.approx(1179, abs=1)
    assert (poland.covers_all, moscow.covers_all) == ("yes", "")
    assert moscow.farthest_km == moscow.distance_km
    defence = rangemap.reach("patriot", "Kyiv", "Poland")
    assert (defence.covers_all.item(), defence.farthest_km.item()) == ("", poland.farthest_km)


def test_rings_are_as_far_out_as_they_say():
    table = rangemap.rings(
        ["atacms", "tomahawk"], "Kyiv", range_km=900, bound=["low", "typical", "high"]
    )
    assert table.bound.tolist() == ["low", "typical", "high"] * 3
    assert table.range_km.tolist() == [160, 300, 306, 1300, 1600, 2500, 900, 900, 900]
    for shape, km in zip(table.geometry, table.range_km, strict=True):
        for lon, lat in shapely.get_coordinates(shape)[::40]:
            assert WGS84.Inverse(50.45466, 30.5238, lat, lon)["s12"] == pytest.approx(
                km * 1000, abs=1e-3
            )


def test_a_minimum_range_is_a_hole():
    shape = rangemap.rings("gmlrs", "50,36").geometry.item()
    assert shape.is_valid
    assert len(shape.geoms[0].interiors) == 1
    assert not shape.covers(shapely.Point(36, 50))
    assert shape.covers(shapely.Point(36, 50.3))


def test_a_minimum_range_on_180_degrees_is_a_hole_too():
    made = weapon(500, minimum=100)
    shape = rangemap.rings(made, rangemap.Place(lat=-17, lon=179.99)).geometry.item()
    assert shape.is_valid
    assert not shape.covers(shapely.Point(-179.9, -17))
    assert shape.covers(shapely.Point(-178.5, -17))


def test_cities_in_reach_are_near_and_large_and_no_districts():
    table = rangemap.cities(["atacms", "tomahawk"], "Kyiv", min_population=500_000)
    assert (
        table.distance_km.groupby([table.weapon, table.origin])
        .apply(lambda km: km.is_monotonic_increasing)
        .all()
    )
    assert (table.population >= 500_000).all()
    assert set(table.verdict) <= {"yes", "depends"}
    tomahawk = table[table.weapon == "Tomahawk"]
    assert {"Kyiv", "Moscow", "Saint Petersburg"} <= set(tomahawk.city)
    assert "Novosibirsk" not in set(tomahawk.city)
    assert "Saltivka" not in set(table.city)


def test_the_launch_city_is_within_its_own_reach():
    assert rangemap.cities(range_km=300, origins="Kyiv").city[0] == "Kyiv"


def test_no_city_is_an_empty_table_with_its_columns():
    table = rangemap.cities(range_km=10, origins="0,-140")
    assert len(table) == 0
    assert table.columns.tolist() == rangemap.cities(range_km=10, origins="Kyiv").columns.tolist()


@pytest.mark.parametrize(("name", "origin"), [("tomahawk", "Lima, PE"), ("an-196-liutyi", "Kyiv")])
def test_the_list_of_cities_is_what_brute_force_gives(name, origin):
    table = rangemap.cities(name, origin, min_population=400_000)
    made, home = rangemap.weapon(name), rangemap.places(origin)[0]
    wanted = {}
    for city in cities_from(400_000):
        km = WGS84.Inverse(home.lat, home.lon, city.lat, city.lon)["s12"] / 1000
        slack = 0.5 + home.extent_km + city.extent_km
        if km + slack <= made.range_low_km:
            wanted[city.label, round(km, 3)] = "yes"
        elif km <= made.range_high_km + slack:
            wanted[city.label, round(km, 3)] = "depends"
    rows = zip(table.city, table.distance_km, table.verdict, strict=True)
    assert {(city, round(km, 3)): verdict for city, km, verdict in rows} == wanted
    assert "depends" in wanted.values()


@pytest.mark.parametrize(
    "value", ["Kyiv", rangemap.Place(lat=1, lon=2), shapely.Point(1, 2), ["Kyiv"], ("Kyiv",)]
)
def test_one_place_or_several(value):
    assert len(as_places(value, "origin", "recognised")) == 1


def test_tables_of_names_numbers_and_points_are_several():
    names = pd.Series(["atacms", "tomahawk", "ATACMS"])
    points = geopandas.GeoSeries([shapely.Point(37.6, 55.75), shapely.Point(30.3, 59.9)], crs=4326)
    table = rangemap.reach(names, "Kyiv", points, range_km=np.array([800.0, 900.0]))
    assert len(table) == 8
    same = rangemap.reach(names, "Kyiv", points.to_crs(3857).to_frame("geometry"))
    assert same.distance_km.tolist() == pytest.approx(table.distance_km[:4].tolist(), abs=1e-3)
    assert len(rangemap.cities("atacms", "Kyiv", min_population=np.int64(10**6))) > 0


def test_generators_and_sets_are_several():
    assert len(as_places((name for name in ("Kyiv", "Moscow")), "origin", "recognised")) == 2


@pytest.mark.parametrize("country", ["Russia", "Indonesia", "Norway", "Fiji", "Ukraine", "Canada"])
def test_a_minimum_range_is_kept_from_somewhere_in_the_territory(country):
    rng = np.random.default_rng(5)
    origin = rangemap.check(range_km=1, origin=country, target="0,0").origin
    corners = origin.shape.edges.start
    for weapon in (rangemap.weapon(each) for each in ("smerch", "iskander-m", "topol")):
        for corner in corners[rng.integers(0, len(corners), 8)]:
            lon, lat = np.clip(corner + rng.normal(0, 0.3, 2), [-180, -90], [180, 90])
            answer = rangemap.check(weapon, origin, f"{lat:.4f},{lon:.4f}")
            away = geodesy.distance(corners, [round(lon, 4), round(lat, 4)]) / 1000
            sure = uncertainty_km(origin, answer.target)
            enough = (away > weapon.min_range_km + sure) & (away < weapon.range_low_km - sure)
            if enough.any():
                assert answer.verdict == "yes", (weapon.id, lat, lon)
            if (away + sure < weapon.min_range_km).all():
                assert answer.reason in ("minimum", "minimum edge"), (weapon.id, lat, lon)
