"""The catalogue in use: finding weapons, a catalogue of one's own, and the commands for both."""

import csv
import io
import json
import re

import pytest
from click.testing import CliRunner

import rangemap
from rangemap._catalogue import files
from rangemap._catalogue.own import template
from rangemap.cli import main
from rangemap.errors import (
    AmbiguousWeaponError,
    CatalogueError,
    DataFileError,
    LauncherError,
    QuestionError,
)

OWN = "tests/cases/own.toml"


@pytest.fixture
def own(root):
    return root / OWN


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


def test_an_own_catalogue_adds_and_overrides(own):
    mine = rangemap.load_catalogue(own)
    assert mine.weapon("Éclair").range_km == 500
    assert mine.weapon("Блискавка").id == "lightning"
    assert mine.weapon("peklo").range_km == 900
    assert rangemap.weapon("peklo").range_km == 700
    assert mine.weapon("АТАКМС").id == "atacms"
    assert "lightning" in [weapon.id for weapon in mine.weapons(country="FR", operator="UA")]
    assert rangemap.check(mine.weapon("lightning"), "Kyiv", "Kharkiv").verdict == "yes"
    with pytest.raises(AmbiguousWeaponError, match="Lightning or Peklo"):
        mine.weapon("the new one")


def test_own_variants_join_their_family_and_own_munitions_their_launcher(tmp_path, own):
    text = own.read_text(encoding="utf-8")
    more = text.replace('aliases = ["Éclair", "Блискавка"]', 'variant_of = "storm-shadow"')
    more += '\n[[weapon]]\nid = "rail"\nname = "Rail"\nclass = "launcher"\ncountry = ["FRA"]\n'
    more += 'operators = []\nlaunch = ["ground"]\nmunitions = ["lightning", "peklo"]\n'
    path = tmp_path / "more.toml"
    path.write_text(more, encoding="utf-8")
    mine = rangemap.load_catalogue(path)
    assert [each.id for each in mine.weapon("storm shadow").variants] == ["lightning"]
    with pytest.raises(LauncherError, match="Lightning or Peklo"):
        mine.munition("rail")
    with pytest.raises(LauncherError, match="lightning or Peklo"):
        rangemap.check(mine.weapon("rail"), "Kyiv", "Moscow")


def test_the_commands_take_an_own_catalogue(own, tmp_path):
    asked = ("--from", "Kyiv", "--to", "Moscow", "--catalogue", own)
    assert "Peklo reaches 900 km" in run("check", "peklo", *asked).stdout
    assert "Peklo reaches 700 km" in run("check", "peklo", *asked[:4]).stdout
    assert "Lightning" in run("weapons", "lightning", "--catalogue", own).stdout
    assert "Maker of the Lightning" in run("sources", "--catalogue", own).stdout
    assert "450 to 500 km" in run("show", "lightning", "--catalogue", own).stdout
    page = tmp_path / "map.html"
    run("map", "lightning", *asked, "-o", page)
    assert "Lightning" in page.read_text(encoding="utf-8")
    assert (
        "weapons 2, claims 3; over published entries: peklo."
        in run("catalogue", "check", own).stdout
    )


def test_a_new_catalogue_keeps_the_laws(tmp_path):
    path = tmp_path / "mine.toml"
    run("catalogue", "new", "-o", path)
    assert path.read_text(encoding="utf-8") == template() == run("catalogue", "new").stdout
    run("catalogue", "check", path)
    path.write_text("kept", encoding="utf-8")
    run("catalogue", "new", "-o", path, code=2)
    assert path.read_text(encoding="utf-8") == "kept"
    run("catalogue", "new", "-o", tmp_path / "mine.txt", code=2)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("low_km = 450", "low_km = 451", "own.toml, weapon lightning, claim 1, low_km = 451: does not stand in"),
        ('class = "cruise"', 'class = "icbm"', "class = 'icbm': its typical range"),
        ('country = ["FRA"]', 'country = ["FRX"]', "country = 'FRX': is no ISO 3166 code"),
        ('aliases = ["Éclair"', 'aliases = ["ATACMS"', "aliases = 'ATACMS': names atacms already"),
        ('source = "lightning-maker"', 'source = "nobody"', "source = 'nobody': is no source's name"),
        ('date = "2025-02"', 'date = "2999"', "date = '2999': is not between"),
        ('status = "in service"', 'status = "sold"', "status = 'sold': has to be"),
        ("about 300 miles", "about 300 miles (300 km)", "is not the same in both units"),
        ("450 to 500 km", "450 to 19,000 km", "high_km = 500: does not stand"),
        ("[[ambiguous]]", "[[ambiguity]]", "has to be [[weapon]] or [[ambiguous]] or [[exception]] tables"),
        ("[[weapon.claim]]", "[[weapon.claims]]", "is no field of a weapon"),
    ],
)  # fmt: skip
def test_an_own_catalogue_keeps_the_same_laws(own, tmp_path, old, new, told):
    text = own.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "own.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        rangemap.load_catalogue(path)
    assert told in str(caught.value)
    assert told in run("catalogue", "check", path, code=2).stderr


def test_an_own_exception_needs_no_change_of_the_published_ones(own, tmp_path):
    text = own.read_text(encoding="utf-8").replace("about 300 miles", "about 300 miles (300 km)")
    text += '\n[[exception]]\nweapon = "lightning"\nlaw = "conversion"\nreason = "As printed."\n'
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    assert rangemap.load_catalogue(path).weapon("lightning").range_km == 500


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a = " + "[" * 500 + "]" * 500, "nested deeper than 8 levels"),
        ("a = " + "[" * 9_000 + "]" * 9_000, "nested deeper than 8 levels"),
        ("a = " + "[" * 12 + "]" * 12, "nested deeper than 8 levels"),
        (".".join("a" * 9_000) + " = 1", "nested deeper than 8 levels"),
        ("# " + "x" * 30_000, "has a line of more than 20,000 characters"),
        ("# x\n" * 300_000, "is more than 1,000,000 bytes"),
        ("", "it has no [[weapon]] table"),
        ("id = ", "is not TOML"),
        ("source = 3", "has to be [source.NAME] tables"),
        ("weapon = 3", "tables"),
        ("[[weapon]]", "id = nothing: is missing"),
        ('[[weapon]]\nid = ["a"]', "has to be lower-case letters"),
        ('[source.a]\npublisher = "P"', "url = nothing: is missing, and mirror too"),
        ("[source]\nA = 3", "has to be a table of fields"),
        ('weapon = [{id = "x", claim = 3}]', "has to be [[weapon.claim]] tables"),
        ('weapon = [{id = "x", claim = [3], minimum = 4}]', "has to be a table of fields"),
        ("a = " + "1" * 5_000, "is not TOML"),
        ("weapon = [{id = 1979-05-27}]", "has to be lower-case letters"),
    ],
)  # fmt: skip
def test_hostile_files_are_refused_in_a_sentence(tmp_path, text, told):
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        rangemap.load_catalogue(path)
    assert told in str(caught.value)
    assert max(map(len, str(caught.value).splitlines())) < 600


def test_files_that_are_none_are_refused(tmp_path):
    (tmp_path / "latin.toml").write_bytes(b"name = '\xe9'")
    for path in (tmp_path / "none.toml", tmp_path, tmp_path / "latin.toml", "a\0b"):
        with pytest.raises(DataFileError):
            rangemap.load_catalogue(path)
    run("weapons", "--catalogue", tmp_path / "none.toml", code=2)


def test_an_own_entry_may_not_break_what_it_replaces(tmp_path):
    launcher = '[[weapon]]\nid = "atacms"\nname = "A"\nclass = "launcher"\ncountry = []\noperators = []\nlaunch = ["ground"]\nmunitions = ["peklo"]\n'
    path = tmp_path / "own.toml"
    path.write_text(launcher, encoding="utf-8")
    with pytest.raises(CatalogueError, match="weapon himars, munitions = 'atacms': is a launcher"):
        rangemap.load_catalogue(path)
    short = (
        template()
        .replace('# variant_of = "atacms" ', 'variant_of = "gmlrs-m31" ')
        .replace("450", "10")
    )
    path.write_text(short, encoding="utf-8")
    with pytest.raises(CatalogueError, match="weapon gmlrs-m31, minimum, km = 15: has to be less"):
        rangemap.load_catalogue(path)


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


def test_a_depth_is_counted_without_recursion():
    deep = {}
    for _ in range(100_000):
        deep = {"a": [deep]}
    assert files._depth(deep) > files.DEEPEST


def test_an_answer_tells_that_an_entry_is_the_users_own(own, tmp_path):
    asked = ("--from", "Kyiv", "--to", "Kharkiv", "--catalogue", own)
    said = "The entry is one of own.toml, not of the published catalogue."
    assert said in run("check", "peklo", *asked).stdout
    assert said not in run("check", "fp-1", *asked).stdout
    assert "From own.toml" in run("show", "peklo", "--catalogue", own).stdout
    [row] = json.loads(run("weapons", "peklo", "--catalogue", own, "--json").stdout)["weapons"]
    assert row["catalogue"] == "own.toml"
    page = tmp_path / "map.html"
    run("map", "peklo", "--from", "Kyiv", "--catalogue", own, "-o", page)
    assert said in page.read_text(encoding="utf-8")


def test_a_name_declared_to_mean_several_cannot_be_taken(own, tmp_path):
    text = own.read_text(encoding="utf-8").replace('"Éclair"', '"Agni"')
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match="is declared to mean several weapons"):
        rangemap.load_catalogue(path)


def test_no_cell_of_a_csv_is_a_formula(own, tmp_path):
    text = own.read_text(encoding="utf-8").replace('name = "Lightning"', 'name = "=1+1"')
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    done = run("weapons", "--country", "FR", "--csv", "--catalogue", path)
    assert "'=1+1" in [row["name"] for row in csv.DictReader(io.StringIO(done.stdout))]
    assert not re.search(r"(^|,)[=+@-]", done.stdout, re.M)


def test_a_device_is_no_catalogue():
    run("catalogue", "check", "/dev/zero", code=2)


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


def test_the_names_of_sources_can_be_used_in_an_own_catalogue(own, tmp_path):
    name = json.loads(run("sources", "--json").stdout)["sources"][0]["id"]
    text = own.read_text(encoding="utf-8").replace(
        'source = "lightning-maker"', f'source = "{name}"'
    )
    text = text.replace("[source.lightning-maker]", "[source.star-2]").replace(
        'status_date = "2025-02"', 'status_source = "star-2"'
    )
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    assert rangemap.load_catalogue(path).weapon("lightning").claims[0].source.id == name
