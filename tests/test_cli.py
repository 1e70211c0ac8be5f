"""The command line as a user types it: whole processes, exit codes, streams, and no traceback."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import rangemap
from rangemap.cli import main


def run(*arguments):
    result = CliRunner().invoke(main, arguments)
    assert "Traceback" not in result.output
    return result


def process(*arguments, encoding="utf-8", cwd=None):
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    return subprocess.run(
        [sys.executable, "-m", "rangemap", *arguments],
        capture_output=True, env=environment, cwd=cwd, check=False,
    )  # fmt: skip


def test_the_newspapers_question():
    asked = ("--from", "Kyiv", "--to", "Moscow", "--to", "Saint Petersburg")
    result = run("check", "atacms", "tomahawk", *asked)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [line.split(".")[0] for line in lines[:4]] == ["No", "No", "Yes", "Yes"]
    assert "756 km" in lines[0]
    assert "1,056 km" in lines[1]
    first = rangemap.weapon("atacms").typical.source
    assert f"[1] {first}" in result.stdout
    french = run(
        "check",
        "atacms",
        "tomahawk",
        "--from",
        "Kiev",
        "--to",
        "Moscou",
        "--to",
        "Saint-Pétersbourg",
    )
    assert french.stdout == result.stdout


def test_json_carries_a_schema_and_the_warnings_as_notes():
    result = run("check", "tomahawk", "--from", "Kyiv", "--to", "Odessa", "--json")
    document = json.loads(result.stdout)
    assert document["schema"] == 3
    assert document["answers"][0]["verdict"] == "yes"
    assert document["answers"][0]["target"]["label"] == "Odesa"
    assert "Texas" in document["notes"][0]
    assert "Texas" in result.stderr
    for number in document["answers"][0]["sources"]:
        assert document["sources"][number - 1]["url"].startswith("http")
    assert document["data"]["borders_date"] == "2018"


def test_a_range_in_place_of_a_weapon():
    result = run(
        "check",
        "--range",
        "15000",
        "--from",
        "39.03,125.75",
        "--to",
        "New York",
        "--to",
        "90,0",
        "--to",
        "Buenos Aires",
    )
    assert [line.split(".")[0] for line in result.stdout.splitlines()[:3]] == ["Yes", "Yes", "No"]


def test_the_unit_may_stand_behind_a_range():
    asked = ("--from", "Kyiv", "--to", "Moscow")
    assert (
        run("check", "--range", "800km", *asked).stdout
        == run("check", "--range", "800", *asked).stdout
    )
    assert run("check", "--range", "800 km", *asked).exit_code == 0
    assert (
        run("check", "--range", "1,600 km", *asked).stdout
        == run("check", "--range", "1600", *asked).stdout
    )


def test_the_same_thing_named_twice_is_asked_once():
    result = run(
        "check", "storm-shadow", "SCALP", "--from", "Kyiv", "--from", "Kiev", "--to", "Moscow"
    )
    assert len(re.findall("^No", result.stdout, re.M)) == 1


def test_a_full_disk_is_told():
    with Path("/dev/full").open("w") as full:
        told = subprocess.run(
            [sys.executable, "-m", "rangemap", "weapons"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert b"Traceback" not in told.stderr
    assert told.returncode == 1


def test_negative_coordinates_are_no_option():
    result = run("check", "--range", "5000", "--from", "-33.9,151.2", "--to", "Auckland")
    assert result.stdout.startswith("Yes. Auckland")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "storm", "shadow", "--from", "Kyiv", "--to", "Moscow"], 'in quotes, "storm shadow"'),
        (["check", "tomahawk", "--from", "50,45", "30,52", "--to", "Moscow"], 'in quotes, "50,45 30,52"'),
        (["check", "tomahawk", "--from", "New", "York", "--to", "Moscow"], 'in quotes, "New York"'),
        (["check", "tomahwk", "--from", "Kyiv", "--to", "Moscow"], "Tomahawk"),
        (["check", "himars", "--from", "Kyiv", "--to", "Moscow"], "GMLRS"),
        (["check", "atacms", "--from", "Kyivv", "--to", "Moscow"], "The nearest names are: Kyiv"),
        (["check", "atacms", "--from", "country:Narnia", "--to", "Moscow"], "No country of that name"),
        (["check", "atacms", "--from", "Ukraine", "--to", "Moscow", "--worldview", "flat"], "A worldview is"),
        (["check", "atacms", "--from", "Tokelau Island", "--to", "Moscow"], "No place of 1,000"),
        (["check", "atacms", "--from", "nowhere.geojson", "--to", "Moscow"], "does not exist"),
        (["check", "atacms", "--from", "https://example.org/a.geojson", "--to", "Moscow"], "no address is ever asked"),
        (["check", "atacms", "--from", "Kyiv", "--to", "Moscow", "--skip-bad"], "about files"),
        (["check", "atacms", "--from", "box:1,2,3", "--to", "Moscow"], "is not four numbers"),
        (["check", "atacms", "--from", "125.75,39.03", "--to", "Moscow"], "it is 39.03,125.75"),
        (["check", "--from", "Kyiv", "--to", "Moscow"], "at least one weapon"),
        (["check", "--range", "0", "--from", "Kyiv", "--to", "Moscow"], "at least 1 m"),
        (["check", "--range", "nan", "--from", "Kyiv", "--to", "Moscow"], "not nan"),
        (["check", "tomahawk", "--from", "Kyiv", "--to", "Saint", "Petersburg"], 'in quotes, "Saint Petersburg"'),
        (["check", "tomahawk", "--from", "Kyiv", "--to", "Rostov", "on", "Don"], 'in quotes, "Rostov on Don"'),
        (["check", "tomahawk", "--from", "-33.9,", "151.2", "--to", "Moscow"], 'in quotes, "-33.9, 151.2"'),
        (["check", "tomahawk", "--from", "Kyiv", "--to", "59.9", "30.3"], 'in quotes, "59.9 30.3"'),
        (["check", "tomahawk", "--from", "Kyiv", "Lviv", "--to", "Moscow"], "write --from or --to before"),
        (["check", "hwasong", "--from", "Kyiv", "--to", "Moscow"], "“hwasong” is several weapons: name one of Hwasong-12"),
        (["places", "--bogus"], "no option and no place"),
        (["check", "tomahawk", "--from", "Kyiv", "--to", "Paris, Narnia"], "“Paris” is known in “Narnia”"),
        (["check", "tomahawk", "--from", "nan,nan", "--to", "Moscow"], "holds no number"),
        (["check", "tomahawk", "--from", "Kyiv", "--to", "x" * 5000], "xxx…”"),
        (["check", "tomahawk", "--from", "Kyiv", "--to", "Mos\x1b[31mcow"], "Mos\ufffd[31mcow"),
        (["map", "atacms", "--from", "Kyiv", "-o", "a" * 300 + ".html"], "cannot be a file"),
        (["map", "atacms", "--from", "Kyiv", "-o", "."], "is a folder"),
        (["check", "--range", "1e-9", "--from", "Kyiv", "--to", "Moscow"], "at least 1 m"),
        (["check", "--range", "300mi", "--from", "Kyiv", "--to", "Moscow"], "write a number of kilometres"),
        (["check", "atacms", "--to", "Moscow"], "--from"),
        (["check", "atacms", "--from", "Kyiv"], "--to"),
        (["show", "xyzzy"], "no weapon called"),
        (["weapons", "xyzzy"], "No weapon matches"),
        (["places", "xyzzy"], "is called “xyzzy”"),
        (["places", ""], "A place needs a name"),
        (["map", "patriot", "--from", "Kyiv", "-o", "x.html"], "air defence"),
        (["map", "atacms", "--from", "Kyiv"], "--output"),
        (["map", "atacms", "--from", "Kyiv", "-o", "x.png"], "has to end in .html"),
        (["map", "atacms", "--from", "Kyiv", "-o", "nowhere/x.html"], "does not exist"),
        (["map", "atacms", "--from", "Kyivv", "-o", "x.html"], "Kyivv"),
        (["frobnicate"], "frobnicate"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_a_sentence(arguments, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""
    assert not list(tmp_path.iterdir())


def test_a_map_is_written_whole(tmp_path):
    path = tmp_path / "map.html"
    result = run("map", "atacms", "--from", "Kyiv", "--to", "Moscow", "-o", str(path))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert str(path) in result.stderr
    assert path.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert [each.name for each in tmp_path.iterdir()] == ["map.html"]


def test_an_existing_map_survives_a_mistake(tmp_path):
    path = tmp_path / "map.html"
    path.write_text("before")
    run("map", "atacms", "--from", "Nowhere at all", "-o", str(path))
    assert path.read_text() == "before"


def test_a_file_that_cannot_be_put_in_place_is_told_and_the_old_one_stays(tmp_path, monkeypatch):
    path = tmp_path / "map.html"
    path.write_text("before")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    result = run("map", "atacms", "--from", "Kyiv", "-o", str(path))
    assert result.exit_code == 2
    assert "No space left on device" in result.stderr
    assert path.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["map.html"]


def test_weapons_show_and_places():
    assert "himars" in run("weapons").stdout
    assert len(run("weapons", "atacms").stdout.splitlines()) == 4
    assert "https://" in run("show", "tomahawk").stdout
    assert run("show", "storm", "shadow").stdout == run("show", "storm shadow").stdout
    assert run("places", "New", "York").stdout.startswith("New York City")
    assert "gmlrs-m31" in run("show", "himars").stdout
    listed = run("places", "Springfield").stdout.splitlines()
    assert listed[0].startswith("Springfield, Missouri, United States")
    assert run("places", "-33.9,-70.6").stdout.startswith("33.9°S 70.6°W")
    assert run("places", "39.03,125.75").stdout.startswith("39.03°N 125.75°E (near Pyongyang")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "liutyi"),
        ("check", "Томагавк", "--from", "Київ", "--to", "Москва"),
        ("check", "Томагавк", "--from", "Київ", "--to", "Кладнооо"),
        ("weapons", "Пекло"),
    ],
)
def test_a_stream_that_cannot_hold_cyrillic_does_not_crash(arguments, encoding):
    result = process(*arguments, encoding=encoding)
    assert b"Traceback" not in result.stderr
    assert result.returncode == (2 if "Кладнооо" in arguments else 0)


def test_json_stays_json_on_an_ascii_stream():
    result = process(
        "check", "liutyi", "--from", "Київ", "--to", "Orël", "--json", encoding="ascii"
    )
    assert json.loads(result.stdout)["answers"][0]["weapon"]["name"] == "Liutyi"


def test_version_and_help():
    version = process("--version").stdout.decode()
    assert version.startswith("rangemap 0.1.0 (catalogue of 20")
    assert "GeoNames" in version
    assert "1:50m" in version
    assert b"check" in process("--help").stdout


def test_language_and_unit_change_the_words():
    asked = ("check", "tomahawk", "--from", "Kyiv", "--to", "Moscow")
    said = run(*asked, "--lang", "fr", "--units", "nmi").stdout
    assert said.startswith("Oui.")
    assert "408\u00a0nmi" in said
    document = json.loads(run(*asked, "--lang", "de", "--units", "mi", "--json").stdout)
    [answer] = document["answers"]
    assert answer["sentence"].startswith("Ja.")
    assert answer["distance_km"] == pytest.approx(756.4, abs=0.1)


def test_a_map_in_one_language_holds_no_other(tmp_path):
    sizes = {}
    for name, options in {"all": (), "fr": ("--lang", "fr"), "small": ("--lang", "fr", "--min-population", "100000")}.items():  # fmt: skip
        path = tmp_path / f"{name}.html"
        result = run("map", "atacms", "--from", "Kyiv", *options, "-o", str(path))
        assert result.exit_code == 0, result.output
        sizes[name] = path.stat().st_size
    assert sizes["small"] < sizes["fr"] < sizes["all"]
    text = (tmp_path / "fr.html").read_text(encoding="utf-8")
    assert '"lang":"fr"' in text
    assert "ATACMS · jusqu" in text or "<title>ATACMS" in text


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--lang", "xx"), "There are words in en, fr, uk, de, es, pl or ru, not in “xx”."),
        (("--units", "feet"), "Units are km, mi (miles) or nmi (nautical miles), not “feet”."),
        (("--min-population", "10"), "a number of people, 15,000 or more, not '10'"),
        (("--min-population", "lots"), "a number of people, 15,000 or more, not 'lots'"),
        (("--tiles", "Nowhere"), "xyzservices knows no tiles called “Nowhere”"),
    ],
)
def test_what_a_reader_cannot_have_is_told(tmp_path, options, told):
    path = tmp_path / "map.html"
    result = run("map", "atacms", "--from", "Kyiv", *options, "-o", str(path))
    assert result.exit_code == 2
    assert told in result.output
    assert not path.exists()
