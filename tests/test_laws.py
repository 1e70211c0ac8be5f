"""The catalogue's text: every complaint about a field, the laws over the whole table, the ledger."""

import shutil

import pytest

import rangemap
from rangemap._catalogue import files, laws, ledger, printed
from rangemap._catalogue.values import Claim, Minimum, Source
from rangemap._catalogue.weapon import Weapon
from rangemap._compile import checked_catalogue
from rangemap.errors import CatalogueError, DataFileError


@pytest.fixture(scope="session")
def published(root, tmp_path_factory):
    """The text of the catalogue, to be copied and broken."""
    folder = tmp_path_factory.mktemp("published")
    shutil.copytree(root / "data/weapons", folder / "weapons")
    for name in ("sources.toml", "exceptions.toml", "ledger.tsv", "about.toml"):
        shutil.copy(root / "data" / name, folder)
    (folder / "places").mkdir()
    shutil.copy(root / "data/places/countries.tsv", folder / "places")
    return folder


@pytest.fixture
def catalogue(published, tmp_path):
    return shutil.copytree(published, tmp_path / "data")


def edit(catalogue, file, old, new):
    path = catalogue / (file if (catalogue / file).exists() else f"weapons/{file}")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def complaints(catalogue):
    with pytest.raises(DataFileError) as caught:
        checked_catalogue(catalogue)
    return str(caught.value).splitlines()


def broken(catalogue, old, new, file="atacms.toml"):
    edit(catalogue, file, old, new)
    return complaints(catalogue)


def test_the_published_catalogue_keeps_its_laws(catalogue):
    entries = checked_catalogue(catalogue)
    assert [weapon.id for weapon in rangemap.weapons()] == list(entries.weapons)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("low_km = 300", "low_km = -300", "weapon atacms, claim 1, low_km = -300: has to be"),
        ("low_km = 300", "low_km = 301", "low_km = 301: is more than high_km = 300"),
        ("low_km = 300", 'low_km = "300"', "low_km = '300': has to be a number"),
        ("low_km = 300", "low_km = nan", "low_km = nan"),
        ("low_km = 300", "low_km = true", "low_km = True"),
        ("high_km = 300", "high_km = 30000", "high_km = 30000"),
        ('qualifier = "up to"', 'qualifier = "upto"', "has to be up to, at least or about"),
        ('kind = "assessed"', 'kind = "guessed"', "kind = 'guessed'"),
        ('evidence = "press"', 'evidence = "rumour"', "evidence = 'rumour'"),
        ('evidence = "press"', 'evidence = "given"', "evidence = 'given'"),
        ('evidence = "press"', 'evidence = ["press"]', "has to be"),
        ('source = "forces-news-deep-strike"', 'source = "nowhere"', "is no source's name"),
        ('class = "srbm"', 'class = "missile"', "class = 'missile'"),
        ('country = ["USA"]', 'country = ["US"]', "ISO 3166 code of three letters"),
        ('country = ["USA"]', 'country = "USA"', "has to be a list"),
        ('launch = ["ground"]', 'launch = ["space"]', "'space' has to be"),
        ('name = "ATACMS"', 'title = "ATACMS"', "name = nothing: is missing"),
        ('name = "ATACMS"', 'name = " "', "has to be some text"),
        ('name = "ATACMS"', 'name = "ATA\\u001bCMS"', "without control characters"),
        ('name = "ATACMS"', 'name = "ATACMS"\ncolour = "red"', "colour = 'red': is no field"),
        ('status_date = "2026"', 'status_date = "2023-02-30"', "is no day of the calendar"),
        ('id = "atacms-m39"', 'id = "atacms"', "stands in atacms.toml already"),
        ('id = "atacms-m39"', 'id = "ATACMS M39"', "lower-case letters"),
        ("[[weapon]]", "[[weapon", "is not TOML"),
        ("[[weapon]]", "[[weapons]]\nid = 1\n[[weapon]]", "has to be [[weapon]] or [[ambiguous]] tables"),
        ("[[weapon]]", "[[weapon]]\nid = 1\n[weapon.claim]\n[[weapon]]", "has to be [[weapon.claim]] tables"),
    ],
)  # fmt: skip
def test_a_broken_field_is_named(catalogue, old, new, told):
    lines = broken(catalogue, old, new)
    assert any(told in line and line.startswith("atacms.toml, ") for line in lines), lines


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('url = "https://', 'url = "', "has to be a web address"),
        ('url = "https://', 'url = "javascript://', "has to be a web address"),
        ('url = "https://', 'url = "https://user@', "has to be a web address"),
        ('url = "https://', 'url = "https://....:99999/', "has to be a web address"),
        ('url = "https://', 'url = "https://a.org/<script>', "has to be a web address"),
        ('mirror = "https://', 'mirror = "ftp://', "has to be a web address"),
        ('date = "', 'date = "19', "has to be YYYY"),
        ("publisher = ", "printer = ", "publisher = nothing: is missing"),
    ],
)  # fmt: skip
def test_a_broken_source_is_named(catalogue, old, new, told):
    lines = broken(catalogue, old, new, "sources.toml")
    assert any(told in line and line.startswith("sources.toml, source ") for line in lines), lines


IN = "\natacms\tin\t\t\n"
LAW_BREAKERS = [
    ("order and links", "atacms.toml", 'variant_of = "atacms"', 'variant_of = "atakms"', "is no other weapon's id"),
    ("links", "atacms.toml", 'variant_of = "atacms"', 'variant_of = "himars"', "is a variant or a launcher itself"),
    ("links", "mlrs.toml", 'munitions = ["gmlrs-m31"', 'munitions = ["m270-mlrs"', "is a launcher itself"),
    ("class range", "atacms.toml", 'class = "srbm"', 'class = "icbm"', "is not between 5500 and"),
    ("printed figure", "atacms.toml", "low_km = 300", "low_km = 299", "does not stand in “targets up to 186 miles"),
    ("qualifier", "atacms.toml", "targets up to 186 miles, or 300km", "targets more than 300km", "is a figure of “at least”"),
    ("names", "agni.toml", 'aliases = [', 'aliases = ["Agni", ', "names agni-i already"),
    ("conversion", "atacms.toml", "186 miles, or 300km", "286 miles, or 300km", "is not the same in both units"),
    ("countries", "atacms.toml", 'country = ["USA"]', 'country = ["USX"]', "is no ISO 3166 code of a country"),
    ("names", "atacms.toml", '"M39A1"', '"M39"', "names atacms-m39 already"),
    ("names", "atacms.toml", '"M39A1"', '"---"', "has neither letters nor digits"),
    ("names", "atacms.toml", "[[weapon]]", '[[ambiguous]]\nname = "M39"\nmeans = ["atacms", "himars"]\n[[weapon]]', "names atacms-m39 already"),
    ("names", "atacms.toml", "[[weapon]]", '[[ambiguous]]\nname = "Army"\nmeans = ["atacms", "nothing"]\n[[weapon]]', "is no weapon's id"),
    ("names", "atacms.toml", "[[weapon]]", '[[ambiguous]]\nname = "Army"\nmeans = ["atacms"]\n[[weapon]]', "has to name several"),
    ("dates", "sources.toml", 'date = "20', 'date = "29', "is not between 1900 and 2026"),
    ("dates", "atacms.toml", 'status_date = "2026"', 'status_date = "1812"', "is not between 1900"),
    ("sources used", "sources.toml", "[wp-tech-atacms]", '[unused]\npublisher = "X"\nurl = "https://x.org/"\n[wp-tech-atacms]', "is used by no claim"),
    ("exceptions", "exceptions.toml", "[[exception]]", '[[exception]]\nweapon = "atacms"\nlaw = "conversion"\nreason = "none"\n[[exception]]', "breaks no such law"),
    ("exceptions", "exceptions.toml", "[[exception]]", '[[exception]]\nweapon = "atacms"\nlaw = "countries"\nreason = "none"\n[[exception]]', "breaks no such law"),
    ("minimum", "mlrs.toml", "km = 15\n", "km = 84\n", "has to be less than every claim"),
    ("counted", "atacms.toml", 'kind = "claimed"\nevidence = "official"\nby = "Magnus', 'kind = "tested"\nevidence = "official"\nby = "Magnus', "needs a claim"),
    ("launcher", "mlrs.toml", "munitions = [", "aliases2 = [", "aliases2"),
    ("launcher", "atacms.toml", 'class = "srbm"', 'class = "launcher"', "has munitions, and neither claims nor a minimum"),
    ("export limit", "storm-shadow.toml", "modified to operate at a reduced range of 250 kilometers (155 miles)\"\nlow_km = 250\nhigh_km = 250", "a reduced range of 301 km\"\nlow_km = 301\nhigh_km = 301", "is more than 300 km"),
    ("class range", "fateh.toml", 'class = "mrbm"', 'class = "irbm"', "is not between 3000 and 5500"),
    ("class range", "df-26.toml", 'class = "irbm"', 'class = "mrbm"', "is not between 1000 and 3000"),
    ("printed figure", "mlrs.toml", "km = 15\n", "km = 14\n", "does not stand in"),
    ("countries", "atacms.toml", 'operators = ["USA"', 'operators = ["XXX"', "operators = 'XXX': is no ISO 3166 code"),
    ("links", "storm-shadow.toml", 'export_of = "storm-shadow"', 'export_of = "storm-cloud"', "is no other weapon's id"),
    ("links", "mlrs.toml", 'munitions = ["gmlrs-m31"', 'munitions = ["gmlrs-m99"', "is no other weapon's id"),
    ("links", "storm-shadow.toml", 'export_of = "storm-shadow"', 'export_of = "storm-shadow-export"', "is no other weapon's id"),
    ("links", "atacms.toml", 'id = "atacms-m57"\n', 'id = "atacms-m57"\nvariant_of = "atacms-m39"\n', "is not TOML"),
    ("links", "mlrs.toml", 'id = "er-gmlrs"\n', 'id = "er-gmlrs"\nvariant_of = "atacms-m39"\n', "is a variant or a launcher itself"),
    ("links", "mlrs.toml", 'id = "gmlrs-m31"\n', 'id = "gmlrs-m31"\nvariant_of = "atacms"\n', "needs a minimum of its family"),
    ("voice", "atacms.toml", 'kind = "assessed"\nevidence = "press"', 'kind = "claimed"\nevidence = "press"', "is whose who makes or has it"),
    ("voice", "atacms.toml", 'kind = "assessed"\nevidence = "press"', 'kind = "assessed"\nevidence = "official"', "is what others say"),
    ("minimum", "mlrs.toml", 'id = "er-gmlrs"\n', 'id = "er-gmlrs"\nvariant_of = "gmlrs-m31"\n', None),
    ("names", "atacms.toml", "[[weapon]]", '[[ambiguous]]\nname = "Army"\nmeans = ["atacms", "himars"]\n[[ambiguous]]\nname = "army!"\nmeans = ["atacms", "himars"]\n[[weapon]]', "names others already"),
    ("dates", "sources.toml", 'seen = "2026-11"', 'seen = "2027-01"', "seen = '2027-01': is not between"),
    ("exceptions", "exceptions.toml", 'law = "plausible"', 'law = "export limit"', "breaks no such law"),
    ("id twice", "mlrs.toml", 'id = "er-gmlrs"', 'id = "atacms"', "stands in atacms.toml already"),
    ("ledger", "ledger.tsv", IN, "\n" + IN, "has to be in, merged or left out"),
    ("ledger", "ledger.tsv", "\natacms\tin", "\natacms-x\tin", "is no weapon's id"),
    ("ledger", "ledger.tsv", IN, IN + IN[1:], "stands here twice"),
    ("ledger", "ledger.tsv", IN, "\natacms\tleft out\t\tno page\n", "is a weapon's id"),
    ("ledger", "ledger.tsv", IN, "\nbtacms\tleft out\t\t" + IN, "needs a reason"),
    ("ledger", "ledger.tsv", IN, "\nbtacms\tmerged\tctacms\tthe same" + IN, "which is no weapon's id"),
    ("ledger", "ledger.tsv", IN, "\nbtacms\tperhaps" + IN, "has to be in, merged or left out"),
    ("ledger", "ledger.tsv", IN, "\n", "is a weapon and has no line"),
]  # fmt: skip


@pytest.mark.parametrize(("law", "file", "old", "new", "told"), LAW_BREAKERS)
def test_a_broken_law_is_told(catalogue, law, file, old, new, told):
    edit(catalogue, file, old, new)
    if told is None:
        checked_catalogue(catalogue)
        return
    lines = complaints(catalogue)
    assert any(told in line for line in lines), lines


def test_all_violations_are_in_one_failure(catalogue):
    edit(catalogue, "atacms.toml", "low_km = 300", "low_km = 299")
    edit(catalogue, "mlrs.toml", 'country = ["USA"]', 'country = ["USX"]')
    edit(catalogue, "ledger.tsv", IN, "\n")
    head, *lines = complaints(catalogue)
    assert head == "3 things are wrong:"
    assert len(lines) == 3
    with pytest.raises(CatalogueError) as caught:
        checked_catalogue(catalogue)
    assert [each.file for each in caught.value.complaints] == [
        "atacms.toml",
        "mlrs.toml",
        "ledger.tsv",
    ]


def cruise(number, range_km):
    source = Source(id="s", publisher="P", url="https://example.org/")
    claim = Claim(f"{range_km} km", range_km, range_km, "assessed", "press", source)
    return Weapon(id=f"w{number}", name=f"W{number}", weapon_class="cruise", claims=(claim,))


def test_an_outlier_of_its_class_has_to_be_listed():
    ranges = [300, 400, 450, 500, 550, 600, 700, 800, 900, 90_00 * 2]
    weapons = {f"w{number}": cruise(number, km) for number, km in enumerate(ranges)}
    entries = files.Entries(weapons=weapons, stands=dict.fromkeys(weapons, "mine.toml"))
    table = laws.Table(weapons, entries, (), {"USA"}, "2026")
    [complaint] = laws.plausible(table)
    assert (complaint.where, complaint.value) == ("weapon w9", "18000 km")


def test_a_few_of_a_class_are_not_compared():
    weapons = {f"w{number}": cruise(number, km) for number, km in enumerate([300] * 6 + [18_000])}
    entries = files.Entries(weapons=weapons, stands=dict.fromkeys(weapons, "mine.toml"))
    assert not list(laws.plausible(laws.Table(weapons, entries, (), (), "2026")))


def test_a_variant_nearer_than_its_family_s_minimum_is_told():
    source = Source(id="s", publisher="P", url="https://example.org/")
    short = cruise(1, 10)
    near = Minimum("15 km", 15, source)
    family = Weapon(
        id="f",
        name="F",
        weapon_class="rocket",
        claims=cruise(2, 80).claims,
        minimum=near,
        variants=(short,),
    )
    table = laws.Table(
        {"f": family}, files.Entries({"f": family}, stands={"f": "f.toml"}), (), (), "2026"
    )
    assert [each.value for each in laws.minimum(table)] == [15]


def test_every_law_is_kept_by_the_build():
    assert set(laws.LAWS.values()) == {
        laws.order, laws.class_range, laws.export_limit, laws.printed_figure, laws.conversion, laws.qualifier,
        laws.voice, laws.plausible, laws.minimum, laws.dates, laws.countries, laws.links, laws.names, laws.sources_used,
    }  # fmt: skip


def test_low_typical_and_high_rise():
    upside_down = cruise(1, 300)
    upside_down.__dict__["range_low_km"] = 400
    table = laws.Table(
        {"w1": upside_down}, files.Entries({"w1": upside_down}, stands={"w1": "f"}), (), (), "2026"
    )
    assert [each.value for each in laws.order(table)] == ["400, 300, 300"]


def test_an_id_that_was_ever_in_the_ledger_stays_there(root):
    """The list only grows: whoever takes an id away has to say what became of it."""
    pinned = (root / "tests/cases/ids.txt").read_text(encoding="utf-8").split()
    lines = {line.id: line for line in ledger.read_ledger(root / "data/ledger.tsv")}
    assert set(pinned) <= set(lines)
    for line in lines.values():
        if line.what == ledger.MERGED:
            assert rangemap.weapon(line.id).id == line.other


def test_an_export_limit_above_the_line_is_told():
    source = Source(id="s", publisher="P", url="https://example.org/")
    claim = Claim("350 km", 350, 350, "export limit", "press", source)
    weapon = Weapon(id="w", name="W", weapon_class="cruise", claims=(claim,), export_of="v")
    table = laws.Table(
        {"w": weapon}, files.Entries({"w": weapon}, stands={"w": "f"}), (), (), "2026"
    )
    assert [each.value for each in laws.export_limit(table)] == [350]


@pytest.mark.parametrize(
    ("phrase", "figures"),
    [
        ("a range of 1,450 kilometers", [1450]), ("1.000 chilometri (621 miglia)", [1000, 1000]),
        ("jusqu’à 1 400 kilomètres", [1400]), ("bis zu 300 Kilometern", [300]),
        ("дальность до 1000 км", [1000]), ("на відстані від 280 до 500 км", [280, 500]),
        ("航続距離は千キロ以上", [1000]), ("射程1000公里", [1000]), ("사거리가 약 300km에 달하며", [300]),
        ("3.000 χιλιόμετρα", [3000]), ("250 किमी", [250]), ("7,5 tysiąca kilometrów", [7500]),
        ("o alcance é de 5 mil quilómetros", [5000]), ("2.500 kilómetros", [2500]),
        ("150 KM haberleşme menzili", [150]), ("a 1,000-mile range", [1600]), ("4,000 nautical miles", [7400]),
        ("in 2023 it flew 300 km", [300]), ("a 500 kg warhead over 300 km", [300]), ("Kh-101 range 2500 km", [2500]),
        ("flew 1,001.2 kilometres", [1001.2]), ("12,000+ km", [12000]), ("800 ila 1000 km", [800, 1000]), ("300 миль", [485]),
        ("a thousand kilometers", [1000]), ("[1500–2500 км]", [1500, 2500]), ("de 90 de mile", [145]),
        ("190 miles", [305]), ("from 70 to 300 km", [70, 300]), ("300 kg of payload", []), ("١٤٠٠ كم", [1400]),
    ],
)  # fmt: skip
def test_printed_figures_are_read_in_many_languages(phrase, figures):
    found = [
        km if unit == "km" else printed.carried_km(km) for km, unit in printed.figures_km(phrase)
    ]
    assert found == figures
    assert all(printed.stands_in(figure, phrase) for figure in figures)


@pytest.mark.parametrize(
    ("phrase", "agrees"),
    [
        ("186 miles, or 300km", True), ("2,500 km (1,550 miles)", True), ("900 miles (1,450 km)", True),
        ("4,464 miles (7,200 km)", True), ("2,500 kilometers (1,533 miles)", True),
        ("700 kilometers (400 miles)", False), ("300 km (300 miles)", False),
        ("300-450 km (100-150 miles)", False), ("300-500 km (190-310 miles)", True), ("1,200 to 1,500 km (100 to 200 miles)", False),
        ("900 km — about 100 miles", False), ("500 km [100 miles]", False), ("900 km (≈100 mi)", False), ("900公里（100英里）", False),
        ("900 kilometres (just over 100 miles)", False), ("1,450 kilometers (about 900 miles)", True),
        ("70 km in the air, 45 miles from the coast", True),
    ],
)  # fmt: skip
def test_two_units_of_one_figure_agree(phrase, agrees):
    assert (printed.disagreement(phrase) is None) == agrees


def test_a_ledger_of_other_columns_is_refused(tmp_path):
    for text in ("a\tb\n", "id\twhat\tother\twhy\na\tin\t\t\tmore\n"):
        (tmp_path / "ledger.tsv").write_text(text, encoding="utf-8")
        with pytest.raises(DataFileError):
            ledger.read_ledger(tmp_path / "ledger.tsv")
    with pytest.raises(DataFileError, match="is missing"):
        ledger.read_ledger(tmp_path / "none.tsv")
