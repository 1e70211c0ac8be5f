"""What an answer tells besides its verdict: water, data links, status, conditions, flights."""

import math

import pytest
from geographiclib.geodesic import Geodesic

import rangemap
from rangemap import _basemap, errors
from rangemap._catalogue.values import Claim, Source
from rangemap._catalogue.weapon import Weapon
from rangemap._reach.water import coast_km


def made(range_km, **fields):
    source = Source(id="s", publisher="P", url="https://example.org/", date="2024")
    claim = Claim(f"{range_km} km", range_km, range_km, "assessed", "press", source)
    return Weapon(**{"id": "w", "name": "W", "weapon_class": "drone", "claims": (claim,), **fields})


BOAT = made(800, weapon_class="sea drone", launch=("sea",))


@pytest.mark.parametrize(
    ("origin", "target", "verdict", "reason"),
    [
        ("Odesa", "Sevastopol", "depends", "by water"), ("Odesa", "Moscow", "not applicable", "inland"),
        ("Kyiv", "Sevastopol", "not applicable", "inland"), ("Odesa", "Valletta", "no", None),
        ("Ukraine", "Russia", "depends", "by water"), ("Odesa", "Switzerland", "not applicable", "inland"),
        ("Odesa", "44.5,33.5", "depends", "by water"), ("43.2,34.2", "Novorossiysk", "depends", "by water"),
        ("box:42.5,33,43.5,35", "Odesa", "depends", "by water"), ("Odesa", "box:49,29,50,31", "not applicable", "inland"), ("Odesa", "Saint Petersburg, RU", "no", None),
    ],
)  # fmt: skip
def test_what_travels_on_water_is_asked_about_coasts(origin, target, verdict, reason):
    answer = rangemap.check(BOAT, origin, target)
    assert (answer.verdict, answer.reason) == (verdict, reason)
    assert answer.covers is None or isinstance(answer.target, rangemap.Territory)
    assert "release point" not in rangemap.describe(answer)


def test_the_sea_is_as_far_as_geographiclib_says_from_its_nearest_drawn_vertex():
    """Coasts have a vertex every few kilometres: brute force over these is an upper bound."""
    vertices = [vertex for line in _basemap.coast() for vertex in line]
    for lat, lon in ((50.45, 30.52), (46.48, 30.73), (-25.3, 131.0), (64.0, -21.0)):
        near = sorted(
            vertices,
            key=lambda at: math.hypot(at[1] - lat, (at[0] - lon) * math.cos(math.radians(lat))),
        )
        brute = (
            min(Geodesic.WGS84.Inverse(lat, lon, at[1], at[0])["s12"] for at in near[:200]) / 1000
        )
        assert brute - 25 < coast_km(rangemap.Place(lat=lat, lon=lon)) <= brute + 1e-6


def test_a_sea_drone_lists_no_cities_and_is_no_plain_yes_or_no():
    for ask in (
        lambda: rangemap.cities(BOAT, "Odesa"),
        lambda: rangemap.can_reach(BOAT, "Odesa", "Sevastopol"),
    ):
        with pytest.raises(errors.NotApplicableError, match="travels on water only"):
            ask()
    assert len(rangemap.rings(BOAT, "Odesa")) == 1


def test_a_data_link_says_nothing_of_what_lies_beyond_it():
    drone = made(150, measures="data link")
    near, far = (rangemap.check(drone, "Kyiv", place) for place in ("Bila Tserkva", "Moscow"))
    assert (near.verdict, near.caveats) == ("yes", ("data link note",))
    assert (far.verdict, far.reason, far.caveats) == ("depends", "data link", ())
    assert "how far it can be controlled" in rangemap.describe(near)
    assert "controlled over 150 km" in rangemap.describe(far)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("retired", "It is retired (as of 1991)."), ("in development", "It is in development (as of 1991)."),
        ("tested", "not known to be in service (as of 1991)"), ("unveiled", "not known to have flown (as of 1991)"),
        ("in service", None), (None, None),
    ],
)  # fmt: skip
def test_an_answer_tells_what_is_not_in_service(status, said):
    text = rangemap.describe(
        rangemap.check(made(900, status=status, status_date="1991"), "Kyiv", "Moscow")
    )
    assert said in text if said else "1991" not in text


def test_a_condition_is_told_with_its_figure():
    source = Source(id="s", publisher="P", url="https://example.org/")
    heavy = Claim(
        "300 km", 300, 300, "assessed", "press", source, condition="with an 8-tonne warhead"
    )
    light = Claim(
        "3,000 km", 3000, 3000, "assessed", "press", source, condition="with a light warhead"
    )
    weapon = Weapon(id="w", name="W", weapon_class="irbm", claims=(heavy, light))
    text = rangemap.describe(rangemap.check(weapon, "Seoul", "Tokyo"))
    assert "within reach by 3,000 km (with a light warhead; P, undated)" in text
    assert "out of reach by 300 km (with an 8-tonne warhead; P, undated)" in text


def test_a_distance_flown_beyond_every_figure_leaves_the_answer_open():
    source = Source(id="s", publisher="P", url="https://example.org/")
    said = Claim("700 km", 700, 700, "claimed", "official", source)
    flown = Claim("flew 800 km", 800, 800, "tested", "press", source)
    weapon = Weapon(id="w", name="W", weapon_class="srbm", claims=(said, flown))
    near, beyond = (rangemap.check(weapon, "Kyiv", place) for place in ("Minsk", "Madrid"))
    assert (near.verdict, beyond.verdict, beyond.caveats) == ("yes", "no", ())
    assert rangemap.check(weapon, "Kyiv", "Moscow").reason == "flown farther"
    far = rangemap.check(weapon, "Kyiv", "Samara")
    assert (far.verdict, far.reason) == ("depends", "flown farther")
    assert (
        "W reaches 700 km, and has flown farther: 800 km flown (P, undated)"
        in rangemap.describe(far)
    )


def test_glide_vehicles_and_ballistic_missiles_of_long_range_tell_of_rotation():
    for weapon_class, told in (("hypersonic glide", True), ("icbm", True), ("cruise", False)):
        caveats = rangemap.check(made(9000, weapon_class=weapon_class), "Kyiv", "Moscow").caveats
        assert ("rotation" in caveats) == told


def test_a_flight_shorter_than_the_distance_is_told_with_its_source():
    source, other = (
        Source(id=each, publisher=each, url=f"https://example.org/{each}") for each in "sf"
    )
    said = Claim("1,000 km", 1000, 1000, "assessed", "press", source)
    flown = Claim("flew 500 km", 500, 500, "tested", "press", other, "at least")
    weapon = Weapon(id="w", name="W", weapon_class="drone", claims=(said, flown))
    far, near, beyond = (
        rangemap.check(weapon, "Kyiv", place) for place in ("Moscow", "Chernihiv", "Paris")
    )
    assert far.caveats == ("farther than flown",)
    assert "The farthest flight published for it: at least 500 km flown." in rangemap.describe(far)
    assert other in far.sources
    assert near.caveats == beyond.caveats == ()
    assert other not in near.sources


def test_rotation_is_told_of_the_highest_figure():
    source = Source(id="s", publisher="P", url="https://example.org/")
    claims = [Claim("x", km, km, "assessed", "press", source) for km in (5400, 5600)]
    for weapon_class, first, told in (
        ("irbm", 0, False),
        ("irbm", 1, True),
        ("slbm", 1, True),
        ("aeroballistic", 1, True),
    ):
        weapon = Weapon(
            id="w", name="W", weapon_class=weapon_class, claims=(claims[first],), launch=("ground",)
        )
        assert ("rotation" in rangemap.check(weapon, "Kyiv", "Moscow").caveats) == told


@pytest.mark.parametrize(
    ("launch", "said"),
    [
        (("air",), "It is launched from the air: the range counts from the release point."),
        (("sea", "sub"), "It is launched from ships and submarines: the range counts from the release point."),
        (("ground", "air"), None), (("ground",), None), ((), None),
    ],
)  # fmt: skip
def test_a_release_point_is_told_in_the_weapons_own_words(launch, said):
    text = rangemap.describe(rangemap.check(made(900, launch=launch), "Kyiv", "Moscow"))
    assert said in text if said else "release point" not in text


def test_water_is_told_whatever_the_verdict():
    caveats = {
        place: rangemap.check(BOAT, "Odesa", place).caveats
        for place in ("Sevastopol", "Valletta", "Moscow")
    }
    assert caveats == {"Sevastopol": (), "Valletta": ("by water caveat",), "Moscow": ()}


def test_inland_names_which_place_it_is():
    assert "Kyiv lies" in rangemap.describe(rangemap.check(BOAT, "Kyiv", "Sevastopol"))
    assert "Moscow lies" in rangemap.describe(rangemap.check(BOAT, "Odesa", "Moscow"))


def test_a_boat_never_covers_a_country():
    assert rangemap.check(BOAT, "Odesa", "Romania").covers is None


@pytest.mark.parametrize(
    ("weapon", "told", "untold"),
    [
        (made(900, launch=("air",)), "launched from the air", "travels on water"),
        (made(900, status="retired", status_date="1991"), "It is retired (as of 1991).", "controlled"),
        (made(900, measures="data link"), "how far it can be controlled", "retired"),
        (made(9000, weapon_class="icbm"), "as the Earth turns", "launched from"),
        (BOAT, "a place within the ring may lie farther by water", "release point"),
    ],
)  # fmt: skip
@pytest.mark.browser
def test_a_legend_tells_what_an_answer_would(show, weapon, told, untold):
    legend = show(rangemap.explore(weapon, "Odesa")).locator(".rm-legend").inner_text()
    assert told in legend
    assert untold not in legend


@pytest.mark.browser
def test_a_legend_tells_of_a_flight_farther_than_published(show):
    source = Source(id="s", publisher="P", url="https://example.org/")
    said = Claim("700 km", 700, 700, "claimed", "official", source)
    flown = Claim("flew 800 km", 800, 800, "tested", "press", source)
    weapon = Weapon(id="w", name="W", weapon_class="srbm", claims=(said, flown))
    legend = show(rangemap.explore(weapon, "Kyiv")).locator(".rm-legend").inner_text()
    assert "It has flown farther than published: 800 km flown." in legend


@pytest.mark.browser
def test_a_map_of_a_boat_lists_no_cities_and_says_why(show):
    page = show(rangemap.explore(BOAT, "Odesa"))
    assert page.locator("tbody tr").count() == 0
    said = "Cities are not listed for what travels on water."
    assert said in page.locator(".rm-panel").inner_text()
    both = show(rangemap.explore([BOAT, made(300, id="d", name="D")], "Odesa"))
    one = show(rangemap.explore(made(300), "Odesa"))
    assert both.locator("tbody td:first-child").all_inner_texts() == (
        one.locator("tbody td:first-child").all_inner_texts()
    )
    assert said not in both.locator(".rm-panel").inner_text()


def test_a_dataset_is_marked_wherever_its_figure_is_told():
    source = Source(id="d", publisher="D (a public dataset)", url="https://example.org/")
    paper = Source(id="s", publisher="P", url="https://example.org/")
    claims = (
        Claim("300 km", 300, 300, "assessed", "dataset", source),
        Claim("900 km", 900, 900, "assessed", "press", paper),
    )
    weapon = Weapon(id="w", name="W", weapon_class="drone", claims=claims)
    text = rangemap.describe(rangemap.check(weapon, "Kyiv", "Moscow"))
    assert "out of reach by 300 km (D, a dataset without sources)" in text
    assert "a dataset that names no sources" in str(weapon)
