"""Places: names in several languages, namesakes, coordinates, and what is refused."""

import warnings

import pytest
import shapely

import rangemap
from rangemap._places import coordinates
from rangemap._places.gazetteer import cities_from, full_name
from rangemap._places.lookup import resolve
from rangemap.errors import (
    AmbiguousPlaceWarning,
    CoordinateError,
    PlaceTypeError,
    UnknownPlaceError,
)


def test_names_find_their_places(cases):
    wrong = {}
    for name, number in cases("names")["found"].items():
        try:
            found = resolve(name).id
        except UnknownPlaceError:
            found = None
        if found != number:
            wrong[name] = found
    assert not wrong


def test_namesakes_are_named_in_a_warning(cases):
    for name, others in cases("names")["ambiguous"].items():
        with pytest.warns(AmbiguousPlaceWarning) as caught:
            resolve(name)
        for other in others:
            assert other in str(caught[0].message), name


@pytest.mark.parametrize("name", ["Kyiv", "Москва", "Washington, D.C.", "Chicago, US", "50,30"])
def test_what_is_clear_warns_of_nothing(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        resolve(name)


def test_a_warned_name_can_be_made_clear_as_the_warning_says():
    with pytest.warns(AmbiguousPlaceWarning) as caught:
        resolve("Springfield")
    advice = str(caught[0].message).rpartition("as in “")[2].rstrip("”.")
    assert resolve(advice).division == "Massachusetts"


def test_unknown_names_are_refused_with_the_nearest(cases):
    for name, nearest in cases("names")["unknown"].items():
        with pytest.raises(UnknownPlaceError, match=nearest):
            resolve(name)


def test_a_region_is_not_taken_for_a_lesser_city(cases):
    for name, way in cases("names")["divisions"].items():
        with pytest.raises(UnknownPlaceError, match=f"first-level division .*{way}"):
            resolve(name)


def test_no_state_or_province_is_a_place_abroad(root):
    abroad = {}
    for row in (root / "data/places/divisions.tsv").read_text("utf-8").splitlines():
        code, name = row.split("\t")
        if code[:2] in ("US", "CA", "CN", "IN", "AU", "RU", "BR") and name != "Georgia":
            try:
                found = resolve(name)
            except UnknownPlaceError:
                continue
            if found.country != code[:2]:
                abroad[name] = str(found)
    assert not abroad


@pytest.mark.parametrize("name", ["", "   ", "<script>", "{{7*7}}", "Moscow, XX", "Paris, Narnia"])
def test_nonsense_is_an_unknown_place(name):
    with pytest.raises(UnknownPlaceError):
        resolve(name)


def test_names_in_sixteen_languages_find_their_places(cases):
    table, wrong = cases("names")["by_language"], {}
    assert sum(map(len, table.values())) > 250
    for language, names in table.items():
        for name, wanted in names.items():
            found = resolve(name)
            got = found.code if isinstance(found, rangemap.Territory) else found.id
            if got != wanted:
                wrong[language, name] = got
    assert not wrong


def test_what_is_typed_says_what_kind_is_meant(cases):
    wrong = {}
    for name, (kind, wanted) in cases("names")["kinds"].items():
        found = resolve(name)
        got = found.code if isinstance(found, rangemap.Territory) else found.id
        if (found.kind, got) != (kind, wanted):
            wrong[name] = found.kind, got
    assert not wrong


@pytest.mark.parametrize(
    "name", ["Luxembourg", "Singapore", "Mexico", "Panama", "Djibouti", "Armenia"]
)
def test_a_country_named_like_a_city_is_the_country_and_says_so(name):
    with pytest.warns(AmbiguousPlaceWarning, match=f"city:{name}"):
        assert resolve(name).kind == "country"
    assert resolve(f"city:{name}").kind == "city"
    assert resolve(f"country:{name}") == resolve(name)


@pytest.mark.parametrize(
    "name", ["country:Kyiv", "city:Ukraine", "airfield:Narnia", "capital of Moscow", "country:"]
)
def test_a_kind_that_does_not_fit_finds_nothing(name):
    with pytest.raises(UnknownPlaceError):
        resolve(name)


@pytest.mark.parametrize(
    "text",
    [
        "box:1,2,3",
        "box:a,b,c,d",
        "box:91,0,92,1",
        "box:5,5,5,6",
        "box:0,0,1,200",
        "box:3,0,1,1",
        "box:nan,0,1,1",
    ],
)
def test_a_box_has_four_corners_on_earth(text):
    with pytest.raises(CoordinateError, match="box:south,west,north,east"):
        resolve(text)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Norfolk", "US"),
        ("Salvador", "BR"),
        ("Granada", "ES"),
        ("Guadalupe", "MX"),
        ("Bo", "SL"),
        ("Nan, TH", "TH"),
        ("Franca", "BR"),
    ],
)
def test_a_city_named_like_a_country_elsewhere_is_a_city(name, country):
    assert country in (None, resolve(name).country)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Куба", "CUB"), ("Армения", "ARM"), ("Ruanda", "RWA"), ("لبنان", "LBN"), ("Бенин", "BEN"),
        ("Japão", "JPN"), ("Япония", "JPN"), ("中国", "CHN"), ("usa", "USA"), ("uk", "GBR"),
        ("USA", "USA"), ("UK", "GBR"), ("U.S.", "USA"), ("UKR", "UKR"), ("UA", "UKR"),
        ("UAE", "ARE"), ("Armenia", "ARM"), ("Jamaica", "JAM"), ("Chad", "TCD"), ("Georgia", "GEO"),
    ],
)  # fmt: skip
def test_codes_and_names_of_countries_are_countries(name, code):
    assert resolve(name).code == code


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("London, UK", 2643743), ("London, Great Britain", 2643743), ("Dubai, UAE", 292223),
        ("Prague, Czech Republic", 3067696), ("Kinshasa, DRC", 2314302), ("Pyongyang, DPRK", 1871859),
        ("Moscow, Russian Federation", 524901), ("Yangon, Burma", 1298824), ("Paris, Texas, USA", 4717560),
        ("Ramallah, Palestine", 282239), ("(50.45, 30.52)", None),
    ],
)  # fmt: skip
def test_everyday_names_of_countries_choose(name, number):
    assert resolve(name).id == number


def test_what_is_printed_can_be_typed_back():
    lost = []
    for city in cities_from(700_000)[::7]:
        typed = full_name(city)
        if typed not in (full_name(place) for place in rangemap.places(typed)):
            lost.append(typed)
    assert not lost


def test_what_a_warning_advises_finds_what_it_names():
    names = [
        "New Delhi",
        "Bella Vista, AR",
        "Athens",
        "Springfield",
        "Tripoli",
        "Santa Cruz",
        "city:Victoria",
        "city:Florida",
        "city:Montana",
        "Sahiwal",
    ]
    for name in names:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            best = resolve(name)
        for warning in caught:
            advice = str(warning.message).rpartition("as in “")[2].rstrip("”.")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                assert resolve(advice).id != best.id, (name, advice)


@pytest.mark.parametrize("value", [{"lat": 50, "lon": 30}, b"Kyiv", 5])
def test_odd_values_are_no_places(value):
    with pytest.raises(PlaceTypeError):
        rangemap.check("tomahawk", "Kyiv", value)


@pytest.mark.parametrize("value", ["50", None, True])
def test_a_latitude_is_a_number(value):
    with pytest.raises(CoordinateError):
        rangemap.Place(lat=value, lon=0)


def test_coordinates_are_read_as_people_type_them(cases):
    for text, (lat, lon) in cases("coordinates")["read"].items():
        place = resolve(text)
        assert (place.lat, place.lon) == pytest.approx((lat, lon), abs=1e-6), text
    for text in cases("coordinates")["name"]:
        assert coordinates.parse(text) is None, text


def test_impossible_coordinates_are_refused_with_a_hint(cases):
    for text, hint in cases("coordinates")["refused"].items():
        with pytest.raises(CoordinateError) as caught:
            resolve(text)
        assert hint in str(caught.value), text


def test_a_bare_point_says_what_it_is_near():
    assert str(resolve("39.03,125.75")) == "39.03°N 125.75°E (near Pyongyang, North Korea)"
    assert str(resolve("0,-140")) == "0°N 140°W"
    assert resolve("90,0").near is None
    assert str(resolve("-33.9,151.2")).endswith("(near Sydney, Australia)")


def test_python_values_are_places():
    place = rangemap.Place(lat=50.45, lon=30.52, name="here")
    assert resolve(place) is place
    assert resolve(shapely.Point(30.52, 50.45)).near == "Kyiv, Ukraine"


@pytest.mark.parametrize("value", [(50.45, 30.52), [50.45, 30.52], 50.45, None, shapely.Point()])
def test_what_has_no_known_order_is_refused(value):
    with pytest.raises(PlaceTypeError):
        resolve(value)


@pytest.mark.parametrize(("lat", "lon"), [(125.75, 39.03), (91, 0), (0, 181), (float("nan"), 0)])
def test_a_place_off_the_earth_is_refused(lat, lon):
    with pytest.raises(CoordinateError):
        rangemap.Place(lat=lat, lon=lon)


def test_swapped_shapely_coordinates_are_recognised():
    with pytest.raises(CoordinateError, match=r"39\.03,125\.75"):
        resolve(shapely.Point(39.03, 125.75))


def test_the_extent_of_a_city_grows_with_its_people_up_to_20_km():
    assert rangemap.Place(lat=0, lon=0).extent_km == 0
    assert rangemap.Place(lat=0, lon=0, population=100_000).extent_km == pytest.approx(
        3.385, abs=1e-3
    )
    assert resolve("Moscow").extent_km == 20


def test_military_airfields_come_first():
    found = [str(place) for place in rangemap.places("airfield:Saratov")]
    assert found == ["Engels Air Base, Russia", "Gagarin International Airport, Russia"]
    with pytest.warns(AmbiguousPlaceWarning, match="Gagarin"):
        resolve("airfield:Saratov")


def test_every_sense_of_a_name_is_listed():
    found = rangemap.places("Springfield")
    assert len(found) > 5
    assert found[0].division == "Missouri"
    assert rangemap.places("Xyzzy") == []
    assert [place.country for place in rangemap.places("Tripoli, LB")] == ["LB"]


def test_districts_are_no_cities():
    names = {(city.name, city.country) for city in cities_from(100_000)}
    cities = {"Kyiv", "Kharkiv", "Donetsk", "Mariupol", "Makiyivka", "Sevastopol", "Alchevsk"}
    assert {(name, "UA") for name in cities} <= names
    parts = ["Saltivka", "Obolon", "Pechersk", "Brooklyn", "Kreuzberg", "Zyuzino", "Queens"]
    assert not {name for name, _ in names} & set(parts)


def test_crimea_is_ukraines_in_the_gazetteer():
    for name in ("Simferopol", "Sevastopol", "Kerch", "Yalta"):
        assert resolve(name).country == "UA"
