"""The compiled database: in every kind of package, fresh in a checkout, and never half a one."""

import shutil
import sqlite3
import subprocess
import sys
import tarfile
import zipfile

import pytest

from rangemap import _database
from rangemap._compile import compile_data
from rangemap.errors import DatabaseError, DataFileError


@pytest.fixture
def checkout(root, tmp_path):
    """A copy of what git would give, without a compiled database."""
    copy = tmp_path / "checkout"
    skipped = shutil.ignore_patterns("_data", "__pycache__", "upstream", "*.pyc")
    for name in ("rangemap", "data", "LICENSES"):
        shutil.copytree(root / name, copy / name, ignore=skipped)
    for path in root.iterdir():
        if path.is_file():
            shutil.copy(path, copy)
    return copy


def run(*arguments, cwd):
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_sdist_and_wheel_hold_what_they_need(checkout):
    built = run("-m", "build", "--no-isolation", "-o", "dist", cwd=checkout)
    assert built.returncode == 0, built.stdout + built.stderr
    [wheel] = (checkout / "dist").glob("*.whl")
    inside = zipfile.ZipFile(wheel)
    names = set(inside.namelist())
    assert {
        "rangemap/_data/rangemap.sqlite",
        "rangemap/py.typed",
        "rangemap/messages/en.json",
        "rangemap/messages/uk.json",
    } <= names
    assert {
        f"rangemap/page/{name}"
        for name in ("script/main.js", "style/page.css", "leaflet-licence.txt")
    } <= names
    licences = {name.rpartition("licenses/")[2] for name in names if "licenses/" in name}
    assert licences == {"LICENSE", "LICENSES/MIT.txt", "LICENSES/CC-BY-4.0.txt"}
    metadata = inside.read(next(name for name in names if name.endswith("METADATA"))).decode()
    assert "License-Expression: MIT AND CC-BY-4.0" in metadata
    assert wheel.stat().st_size < 15_000_000
    [sdist] = (checkout / "dist").glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()}
    assert {"data/sources.toml", "data/places/cities.tsv", "hatch_build.py", "LICENSE"} <= packed
    assert "rangemap/_data/rangemap.sqlite" not in packed


def test_a_wheel_answers_where_there_is_no_checkout(checkout, tmp_path):
    built = run("-m", "build", "--no-isolation", "--wheel", "-o", "dist", cwd=checkout)
    assert built.returncode == 0, built.stdout + built.stderr
    [wheel] = (checkout / "dist").glob("*.whl")
    away = tmp_path / "away"
    zipfile.ZipFile(wheel).extractall(away)
    asked = run("-m", "rangemap", "check", "atacms", "--from", "Kyiv", "--to", "Moscow", cwd=away)
    assert asked.stdout.startswith("No. Moscow is 756 km"), asked.stderr


def test_a_broken_row_stops_the_build_with_one_sentence(checkout):
    path = checkout / "data/weapons/tomahawk.toml"
    path.write_text(path.read_text().replace("high_km = 1600", "high_km = -1", 1))
    built = run("-m", "build", "--no-isolation", "--wheel", cwd=checkout)
    assert built.returncode != 0
    said = built.stdout + built.stderr
    assert "tomahawk.toml, weapon tomahawk, claim 1, high_km = -1: has to be a number" in said
    assert not list((checkout / "rangemap/_data").glob("*"))


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("places/cities.tsv", "\tKyiv\t50.45466", "\tKyiv\t95.45466", "cities.tsv, line"),
        ("places/cities.tsv", "\tKyiv\t50.45466", "\tKyiv\tfifty", "lat = 'fifty'"),
        ("places/cities.tsv", "\tKyiv\t50.45466", "\t\t50.45466", "name = ''"),
        ("places/cities.tsv", "703448\tKyiv", "703447\tKyiv\tx", "has to have 9 fields"),
        ("places/cities.tsv", "703448\tKyiv", "524901\tKyiv", "stands there already"),
        ("places/names.tsv", "703448\ten", "1\ten", "is not in cities.tsv"),
        ("places/countries.tsv", "\tUkraine", "\t", "name = '': is missing"),
        ("places/countries.tsv", "iso2\tiso3", "iso\tiso3", "header"),
        ("about.toml", 'places = "GeoNames"', "places = 5", "about.toml, the file, places = 5"),
        ("phrases.toml", "de = \"Blog\"\n", "", "phrases.toml, blog, de = None: has to be text"),
        ("phrases.toml", "de = \"Blog\"\n", "de = \"Blog\"\nit = \"blog\"\n", "it = 'blog': is no language"),
        ("phrases.toml", "with a light warhead", "with a lighter warhead", "condition = 'with a light warhead': is missing"),
        ("phrases.toml", '[publisher."blog"]', '[publisher."blogs"]', "publisher = 'blogs': is nowhere in the data"),
        ("phrases.toml", '[weapon."UMPK glide bomb"]', '[weapon."UMPK"]', "weapon = 'UMPK glide bomb': is missing"),
        ("phrases.toml", '"Yars" = ', '"Yar" = ', "cyrillic = 'Yars': is missing"),
        ("phrases.toml", ', ru = "Ярс" }', " }", "Yars, ru = None: has to be text"),
        ("phrases.toml", "    \"DF-15A\",\n", "", "condition = 'DF-15A': is missing"),
        ("phrases.toml", "    \"DF-15A\",\n", "    \"DF-15A\",\n    \"DF-15A\",\n", "condition = 'DF-15A': stands there twice"),
        ("phrases.toml", "designations = [", "designations = 5\nlist = [", "designations = 5: has to be a list"),
        ("phrases.toml", "[publisher.", "[whose.", "whose = '...': is none of"),
        ("borders/world-50m.json", '{"type"', '"type"', "world-50m.json, the file"),
    ],
)  # fmt: skip
def test_a_broken_place_is_named_and_no_database_is_left(checkout, file, old, new, told):
    path = checkout / "data" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    database = checkout / "rangemap/_data/rangemap.sqlite"
    with pytest.raises(DataFileError) as caught:
        compile_data(checkout / "data", database)
    assert told in str(caught.value)
    assert not list(database.parent.iterdir())


def test_compiling_again_gives_the_same_bytes(checkout, tmp_path):
    for name in ("a.sqlite", "b.sqlite"):
        compile_data(checkout / "data", tmp_path / name)
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()


def test_a_missing_database_names_the_command(checkout):
    asked = run("-m", "rangemap", "weapons", cwd=checkout)
    assert asked.returncode == 2
    assert _database.COMMAND in asked.stderr
    made = run(*_database.COMMAND.split()[1:], cwd=checkout)
    assert made.returncode == 0, made.stderr
    assert run("-m", "rangemap", "weapons", cwd=checkout).returncode == 0
    path = checkout / "data/weapons/tomahawk.toml"
    path.write_text(path.read_text().replace("1,600 kilometers", "1,601 kilometers"))
    stale = run("-m", "rangemap", "weapons", cwd=checkout)
    assert stale.returncode == 2
    assert "has changed" in stale.stderr
    (checkout / "data/weapons/oreshnik.toml").touch()
    path.write_text(path.read_text().replace("1,601 kilometers", "1,600 kilometers"))
    assert run("-m", "rangemap", "weapons", cwd=checkout).returncode == 0


def test_the_database_is_opened_read_only():
    with pytest.raises(sqlite3.OperationalError):
        _database.connect().execute("DELETE FROM weapon")


def test_a_database_without_its_digest_is_no_good(tmp_path, monkeypatch, root):
    made = tmp_path / "x.sqlite"
    with sqlite3.connect(made) as connection:
        connection.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    connection.close()
    monkeypatch.setattr(_database, "PATH", made)
    monkeypatch.setattr(_database, "TEXT", root / "data")
    monkeypatch.setattr(_database, "_touched_since", lambda moment: True)
    with pytest.raises(DatabaseError):
        _database.connect.__wrapped__()
