"""The catalogue: the rule for figures, and look-up by name."""

import math

import pytest

import rangemap
from rangemap._catalogue.lookup import PUBLISHED
from rangemap._catalogue.values import Claim, Minimum, Source
from rangemap._catalogue.weapon import Weapon
from rangemap._names import fold
from rangemap.errors import (
    AmbiguousWeaponError,
    ClaimError,
    LauncherError,
    UnknownWeaponError,
)


def claim(high, *, low=None, evidence="press", kind="assessed", qualifier=None, date=None):
    return Claim(
        printed=f"{high} km",
        low_km=low or high,
        high_km=high,
        kind=kind,
        evidence=evidence,
        qualifier=qualifier,
        source=Source(id=f"s{high}", publisher="P", url="https://example.org", date=date),
    )


def weapon(*claims, **fields):
    return Weapon(id="w", name="W", weapon_class="cruise", claims=claims, **fields)


def figures(made):
    return made.range_low_km, made.range_km, made.range_high_km, made.open_ended


@pytest.mark.parametrize(
    "made",
    [
        lambda: claim(-3), lambda: claim(300, low=500), lambda: claim(math.nan), lambda: claim(30_000),
        lambda: claim(300, kind="guessed"), lambda: claim(300, evidence="rumour"), lambda: claim(300, qualifier="near"),
        weapon, lambda: weapon(claim(300, kind="tested")),
        lambda: Weapon(id="l", name="L", weapon_class="launcher", claims=(claim(300),), munitions=("w",)),
        lambda: weapon(claim(300), minimum=Minimum("400", 400, claim(1).source)),
    ],
)  # fmt: skip
def test_values_refuse_nonsense_when_they_are_made(made):
    with pytest.raises(ClaimError):
        made()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Atacms", "atacms"), ("АТАКМС", "atacms"), ("storm shadow", "storm-shadow"),
        ("Storm-Shadow", "storm-shadow"), ("SCALP", "storm-shadow"), ("scalp eg", "storm-shadow"),
        ("pac 3 mse", "patriot-pac3-mse"), ("Томагавк", "tomahawk"), ("Лютий", "an-196-liutyi"),
        ("LYUTYI", "an-196-liutyi"), ("fp1", "fp-1"), ("FP-5", "flamingo-fp5"),
        ("Грім-2", "hrim-2"), ("Бобер", "bober-uj26"), ("Bóbr", "bober-uj26"), ("m57", "atacms-m57"),
        ("Орешник", "oreshnik"), ("トマホーク", "tomahawk"), ("باتريوت", "patriot"), ("himars", "himars"),
        ("long neptune", "long-neptune"), ("tlam-n", "tomahawk-tlam-n"), ("uj22", "uj-22-airborne"),
        ("MIM-104", "patriot"), ("BGM-109", "tomahawk"), ("Tomahawk cruise missile", "tomahawk"),
        ("9M729 (SSC-8)", "iskander-k-9m729"), ("Kh-101 / Kh-102", "kh-101-102"), ("Kh-59 family", "kh-59"),
        ("XM403/XM404", "er-gmlrs"), ("SAMP/T", "samp-t-aster-30"), ("Искандер", "iskander-m"), ("شاهد ۱۳۶", "shahed-136"),
        ("东风-41", "df-41"), ("화성-17", "hwasong-17"), ("חץ 3", "arrow-3"), ("12式能力向上型", "japan-type12-improved"),
        ("MGM-140", "atacms"), ("Р-360", "neptune-r360"), ("HIMARS launcher", "himars"),
    ],
)  # fmt: skip
def test_names_are_forgiven_case_accents_hyphens_and_script(name, found):
    assert rangemap.weapon(name).id == found


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("tomahwk", "Tomahawk"), ("storm", "Storm Shadow"), ("attacms", "ATACMS"), ("Томагвк", "Tomahawk")],
)  # fmt: skip
def test_an_unknown_weapon_names_the_nearest(name, nearest):
    with pytest.raises(UnknownWeaponError, match=nearest):
        rangemap.weapon(name)


@pytest.mark.parametrize(
    ("name", "one"),
    [("Agni", "Agni-V"), ("Shahed", "Shahed-136"), ("东风", "DF-41"), ("Dong Feng missile", "DF-26"), ("Бук", "Buk-M3")],
)  # fmt: skip
def test_a_name_of_several_weapons_lists_them(name, one):
    with pytest.raises(AmbiguousWeaponError, match=one):
        rangemap.weapon(name)


@pytest.mark.parametrize(
    "name", ["xyzzy", "", "!!!", "<script>", "Tomahawk/Peklo", "Tomahawk/xyzzy"]
)
def test_nonsense_is_an_unknown_weapon(name):
    with pytest.raises(UnknownWeaponError):
        rangemap.weapon(name)


@pytest.mark.parametrize("name", ["himars", "M270", "Хаймарс"])
def test_a_launcher_answers_with_its_munitions(name):
    assert "atacms" in rangemap.weapon(name).munitions
    with pytest.raises(LauncherError, match=r"GMLRS.*ATACMS or PrSM"):
        PUBLISHED.munition(name)


def test_printing_a_weapon_shows_every_figure_with_its_source():
    text = str(rangemap.weapon("storm shadow"))
    assert "550 km" in text
    assert "560 kilometers (350 miles)" in text
    assert "at least 250 km" in text
    assert "AeroTime, “President Macron commits" in text
    assert "undated" in text


def test_the_flagship_figures():
    known = {weapon.id: figures(weapon) for weapon in rangemap.weapons() if not weapon.launcher}
    assert known["atacms"] == (160, 300, 306, False)
    assert known["tomahawk"] == (1300, 1600, 2500, False)
    assert known["storm-shadow"] == (250, 550, 560, False)
    assert known["storm-shadow-export"][1:] == (250, 250, False)
    assert known["an-196-liutyi"] == (1000, 1000, 1000, True)
    assert known["oreshnik"] == (5000, 5500, 5500, False)


def test_every_weapon_of_the_newspapers_question_is_there():
    asked = (
        "atacms atacms-m39 atacms-m39a1 atacms-m57 himars m270-mlrs tomahawk tomahawk-tlam-n storm-shadow "
        "storm-shadow-export patriot-pac2-gem-t patriot-pac3-mse oreshnik an-196-liutyi fp-1 bober-uj26 "
        "uj-22-airborne neptune-r360 long-neptune flamingo-fp5 peklo hrim-2"
    )
    assert set(asked.split()) <= {weapon.id for weapon in rangemap.weapons()}


def test_search_returns_a_list_and_never_raises():
    assert [weapon.id for weapon in rangemap.weapons("patriot")] == [
        "patriot", "patriot-pac2-gem-t", "patriot-pac3-mse",
    ]  # fmt: skip
    assert rangemap.weapons("xyzzy") == []
    assert rangemap.weapons("%") == []
    assert "fp-1" in [weapon.id for weapon in rangemap.weapons("drone")]


def test_folding_keeps_scripts_apart():
    assert fold("Москва") != fold("Mocква")
    assert fold("Łódź") == fold("lodz")
    assert fold("ʼʼ--") == ""
