"""The catalogue in use: finding weapons, and the commands that list and show them."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

import rangemap
from rangemap.cli import main
from rangemap.errors import (
    QuestionError,
)


def run(*words, code=0):
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exit_code == code, done.output
    return done


def ids(**wanted):
    return [weapon.id for weapon in rangemap.weapons(**wanted)]


@pytest.mark.parametrize("country", ["UA", "ua", "UKR", "Ukraine", "Україна", "乌克兰"])
def test_countries_are_asked_for_by_code_or_name(country):
    assert ids(country=country) == ids(country="UKR")
    assert "fp-1" in ids(country=country)


def test_every_filter_has_its_effect():
    whole = {weapon.id: weapon for weapon in rangemap.weapons()}
    for name, wanted, fits in (
        ("country", {"country": "RU"}, lambda weapon: "RUS" in weapon.countries),
        ("operator", {"operator": "UA"}, lambda weapon: "UKR" in weapon.operators),
        ("class", {"weapon_class": "cruise"}, lambda weapon: weapon.weapon_class == "cruise"),
        (
            "range",
            {"min_range_km": 1000},
            lambda weapon: not weapon.launcher and weapon.range_km >= 1000,
        ),
    ):
        found = set(ids(**wanted))
        assert found == {
            each for each, weapon in whole.items() if fits(weapon) and weapon.deployed
        }, name
        assert found


def test_what_is_not_deployed_is_left_out_unless_asked_for():
    whole = rangemap.weapons()
    retired = {weapon.id for weapon in whole if weapon.status == "retired"}
    assert "tomahawk-tlam-n" in retired
    assert not retired & set(ids(country="USA"))
    assert "tomahawk-tlam-n" in ids(country="USA", status="any")
    assert set(ids(status="retired")) == retired
    assert "tomahawk-tlam-n" in ids(query="tomahawk")
    done = run("weapons", "--country", "US")
    assert "left out as retired or not yet in service; --status any shows all" in done.stderr
    assert "left out" not in run("weapons", "--country", "US", "--status", "any").stderr


@pytest.mark.parametrize(
    "wanted",
    [
        {"country": "Atlantis"}, {"operator": ""}, {"operator": "??"}, {"weapon_class": "missile"},
        {"status": "lost"}, {"min_range_km": "far"}, {"min_range_km": -1}, {"min_range_km": float("nan")},
    ],
)  # fmt: skip
def test_nonsense_is_refused_in_a_sentence(wanted):
    with pytest.raises(QuestionError):
        rangemap.weapons(**wanted)


def test_weapons_as_a_table_json_and_csv_are_the_same():
    asked = ("weapons", "--country", "UA", "--class", "cruise", "--min-range", "500")
    found = ids(country="UA", weapon_class="cruise", min_range_km=500)
    rows = run(*asked).stdout.splitlines()
    assert [row.split()[0] for row in rows] == found
    document = json.loads(run(*asked, "--json").stdout)
    assert [row["id"] for row in document["weapons"]] == found
    assert all(claim["source"]["url"] for row in document["weapons"] for claim in row["claims"])
    table = list(csv.DictReader(io.StringIO(run(*asked, "--csv").stdout)))
    assert [row["id"] for row in table] == found
    assert [float(row["range_km"]) for row in table] == [
        row["range_km"] for row in document["weapons"]
    ]


def test_a_list_of_nothing_is_a_mistake_on_screen_and_empty_as_data():
    run("weapons", "--country", "UA", "--class", "icbm", code=2)
    run("weapons", "xyzzy", code=2)
    assert json.loads(run("weapons", "xyzzy", "--json").stdout)["weapons"] == []
    assert run("weapons", "xyzzy", "--csv").stdout.count("\n") == 1
    run("weapons", "--json", "--csv", code=2)
    run("weapons", "--min-range", "far", code=2)


def test_launchers_have_no_range_in_lists():
    assert "himars" not in ids(min_range_km=1, status="any")
    [row] = json.loads(run("weapons", "himars", "--class", "launcher", "--json").stdout)["weapons"]
    assert row["range_km"] is None
    assert "atacms" in row["munitions"]


def test_show_prints_every_claim_its_source_and_the_rule():
    text = run("show", "tomahawk").stdout
    weapon = rangemap.weapon("tomahawk")
    for claim in weapon.claims:
        assert f"“{claim.printed}”" in text
        assert str(claim.source) in text
    assert "typical: about 1,600 km" in text
    assert "the best evidence is" in text
    assert "a dataset that names no sources" in text


def test_sources_counts_what_rests_on_each():
    rows = json.loads(run("sources", "--json").stdout)["sources"]
    cited = sum(len(weapon.claims) for weapon in rangemap.weapons())
    assert sum(row["cited"] for row in rows) >= cited
    assert len({(row["publisher"], row["url"], row["title"]) for row in rows}) == len(rows)
    assert len(run("sources").stdout.splitlines()) == len(rows)


def test_every_alias_finds_its_weapon():
    for weapon in rangemap.weapons():
        for name in (weapon.id, weapon.name, *weapon.aliases):
            assert rangemap.weapon(name).id == weapon.id, name


def test_every_option_of_the_list_has_its_effect():
    def listed(*options):
        return [row.split()[0] for row in run("weapons", *options).stdout.splitlines()]

    assert listed("--country", "RU") == ids(country="RU")
    assert listed("--operator", "RU") == ids(operator="RU") != ids(country="RU")
    assert listed("--class", "drone") == ids(weapon_class="drone")
    assert listed("--min-range", "5000") == ids(min_range_km=5000)
    assert listed("--status", "retired") == ids(status="retired")
    assert listed("patriot") == ids(query="patriot")
    assert "[retired as of" in run("weapons", "pershing-2").stdout
    assert run("weapons", "patriot").stderr == ""


def test_sources_are_listed_the_most_cited_first():
    counts = [int(row.split()[0]) for row in run("sources").stdout.splitlines()]
    assert counts == sorted(counts, reverse=True)
    text = run("sources").stdout
    for source in (
        rangemap.weapon("iskander").minimum.source,
        rangemap.weapon("tlam-n").status_source,
    ):
        assert f"{source.id} " in text
    assert "seen 2026-11" in text


def test_json_leaves_no_source_out():
    [row] = json.loads(run("weapons", "iskander-m", "--json").stdout)["weapons"]
    weapon = rangemap.weapon("iskander-m")
    assert row["minimum"]["km"] == 50
    assert row["minimum"]["source"]["url"] == weapon.minimum.source.url
    assert [claim["printed"] for claim in row["claims"] if claim["typical"]] == [
        weapon.typical.printed
    ]
    assert (row["typical_evidence"], row["voices"]) == (
        weapon.typical.evidence,
        len(weapon.origins),
    )
    assert (row["status"], row["status_as_of"], row["measures"]) == (
        weapon.status,
        weapon.status_as_of,
        "range",
    )
    document = json.loads(run("weapons", "atacms", "--json").stdout)
    assert document["weapons"][0]["variants"] == ["atacms-m39", "atacms-m39a1", "atacms-m57"]
    [flat] = csv.DictReader(io.StringIO(run("weapons", "bayraktar", "--csv").stdout))
    assert (flat["measures"], flat["operators"]) == ("data link", "TUR;UKR;POL;AZE")
    assert flat["source_addresses"].startswith("https://")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ({"weapon_class": "drones"}, {"weapon_class": "drone"}), ({"weapon_class": "Cruise missiles"}, {"weapon_class": "cruise"}),
        ({"weapon_class": "glide-bomb"}, {"weapon_class": "glide bomb"}), ({"status": "all"}, {"status": "any"}),
        ({"status": "IN SERVICE"}, {"status": "in service"}),
    ],
)  # fmt: skip
def test_words_of_lists_are_forgiven_their_form(given, meant):
    assert ids(**given) == ids(**meant)
