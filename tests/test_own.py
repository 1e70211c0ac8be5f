"""A catalogue of one's own: what it adds and replaces, its laws, and files that are none."""

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
)


@pytest.fixture
def own(root):
    return root / "tests/cases/own.toml"


def run(*words, code=0):
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exit_code == code, done.output
    return done


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


def test_a_depth_is_counted_without_recursion():
    deep = {}
    for _ in range(100_000):
        deep = {"a": [deep]}
    assert files._depth(deep) > files.DEEPEST


@pytest.mark.browser
def test_a_map_tells_that_an_entry_is_the_users_own(own, show):
    from rangemap import load_catalogue

    page = show(rangemap.explore(load_catalogue(own).weapon("peklo"), "Kyiv"))
    said = "The entry is one of own.toml, not of the published catalogue."
    assert said in page.locator(".rm-legend").inner_text()


def test_an_answer_tells_that_an_entry_is_the_users_own(own):
    asked = ("--from", "Kyiv", "--to", "Kharkiv", "--catalogue", own)
    said = "The entry is one of own.toml, not of the published catalogue."
    assert said in run("check", "peklo", *asked).stdout
    assert said not in run("check", "fp-1", *asked).stdout
    assert "From own.toml" in run("show", "peklo", "--catalogue", own).stdout
    [row] = json.loads(run("weapons", "peklo", "--catalogue", own, "--json").stdout)["weapons"]
    assert row["catalogue"] == "own.toml"


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


def test_a_law_that_cannot_be_excused_is_kept(own, tmp_path):
    text = own.read_text(encoding="utf-8").replace('country = ["FRA"]', 'country = ["FRX"]')
    text += '\n[[exception]]\nweapon = "lightning"\nlaw = "countries"\nreason = "As printed."\n'
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match="is no ISO 3166 code"):
        rangemap.load_catalogue(path)
