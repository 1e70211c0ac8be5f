"""Sentences: each verdict and reason in words, with numbered sources."""

import re
import tomllib

import pytest

import rangemap
from rangemap._catalogue.values import Source
from rangemap._places.lookup import resolve
from rangemap._reach.question import as_origins
from rangemap._text.names import name
from rangemap._text.notes import border_note, citation, publisher_said
from rangemap._text.sentences import sentence
from rangemap._text.words import Words, messages


def told(weapon, origin, target):
    return sentence(rangemap.check(weapon, origin, target), Words())


@pytest.mark.parametrize(
    ("weapon", "origin", "target", "parts"),
    [
        ("atacms", "Kyiv", "Moscow", ["No.", "Moscow is 756 km from Kyiv", "up to 300 km (160–306 km published)", "456 km short"]),
        ("tomahawk", "Kyiv", "Moscow", ["Yes.", "about 1,600 km (1,300–2,500 km published)", "844 km to spare"]),
        ("atacms", "Kharkiv", "Kursk", ["It depends.", "ATACMS M39A1 and ATACMS M57 would reach it, ATACMS M39 would not"]),
        ("an-196", "Kyiv", "Kazan", ["It depends.", "published as at least 1,000 km (Kyodo, 2025-07), a figure without an upper end", "The farthest flight published for it: at least 1,300 km flown"]),
        ("storm shadow", "Kyiv", "Bryansk", ["within reach by 550 km (CSIS, 2025-10-08; ", "out of reach by about 255 km (RUSI, 2024-06-03); left open by at least 250 km (CNN", "release point"]),
        ("gmlrs", "Kharkiv", "Belgorod", ["within reach by 80 km (AFP, 2023-02-04) and 84 km", "out of reach by about 70 km (UrduPoint, undated)"]),
        ("gmlrs", "50,36", "50.05,36", ["No.", "nearer than the published minimum range of GMLRS, 15 km"]),
        ("patriot", "Kyiv", "Moscow", ["Not applicable.", "engages targets in the air at ranges of about 160 km"]),
        ("peklo", "Kyiv", "Voronezh", ["Yes."]),
        ("neptune", "Kyiv", "Poltava", ["It depends.", "of a published figure"]),
        ("gmlrs", "50,36", "50.135,36", ["It depends.", "the published minimum range of GMLRS is 15 km"]),
    ],
)  # fmt: skip
def test_sentences(weapon, origin, target, parts):
    words = told(weapon, origin, target)
    for part in parts:
        assert part in words


def figures_in(said):
    plain = re.sub(r"(?<=\d)[\s.,\u202f](?=\d{3}\b)", "", said)
    return sorted(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d)", ".", plain)))


def test_what_the_data_says_is_told_in_every_language(root):
    tables = tomllib.loads((root / "data/phrases.toml").read_text(encoding="utf-8"))
    assert len(tables.pop("designations")) > 10
    rows = [(kind, *row) for kind, table in tables.items() for row in table.items()]
    for kind, text, said in rows:
        for lang, local in said.items():
            assert figures_in(local) == figures_in(text), (text, lang)
            # Some names from Ukraine are in Latin letters by themselves.
            is_latin = lang not in ("uk", "ru") or (kind == "cyrillic" and local == text)
            assert bool(re.search("[а-яґєії]", local.lower())) != is_latin, (text, lang)
            assert not re.search(r" [;:?!»]", local), (text, lang)
            assert local == local.strip()


@pytest.mark.parametrize(
    ("lang", "part"),
    [
        ("en", "800 km (the version Oniks-M; RT"),
        ("fr", "800 km (version Oniks-M\u202f; RT"),
        ("uk", "800 км (версія Онікс-М; RT"),
        ("pl", "800 km (wersja Oniks-M; RT"),
    ],
)
def test_what_a_figure_is_tied_to_is_told_in_the_language(lang, part):
    answer = rangemap.check("oniks", "Kyiv", "Warsaw")
    assert part in re.sub("\u00a0", " ", sentence(answer, Words(lang)))


@pytest.mark.parametrize(
    ("lang", "part"),
    [
        ("en", "Iskander-M reaches"),
        ("pl", "Iskander-M"),
        ("uk", "дальність Іскандер-М"),
        ("ru", "дальность Искандер-М"),
    ],
)
def test_ukrainian_and_russian_have_names_in_their_own_letters(lang, part):
    answer = rangemap.check("iskander-m", "Kaliningrad", "Warsaw")
    assert part in sentence(answer, Words(lang))
    given = sentence(rangemap.check("atacms", "Kyiv", "Moscow"), Words(lang))
    assert "ATACMS" in given


def test_cities_are_named_as_the_language_does(cases):
    for lang, shown in cases("names")["shown"].items():
        named = {city: name(resolve(city), Words(lang)) for city in shown}
        assert named == shown, lang


@pytest.mark.parametrize(
    ("lang", "part"),
    [
        ("de", "S-300 (gegen Bodenziele)"),
        ("ru", "С-300 (по наземным целям)"),
        ("en", "S-300 against"),
    ],
)
def test_a_name_that_describes_is_told_in_the_language(lang, part):
    answer = rangemap.check("s-300-ssm", "Belgorod", "Kharkiv")
    assert part in sentence(answer, Words(lang))


def test_a_publisher_is_named_as_the_data_has_it():
    sources = {source for weapon in rangemap.weapons() for source in weapon.sources}
    assert len(sources) > 700
    for source in sources:
        assert publisher_said(source, Words()) == source.publisher
    [dataset] = [source for source in sources if source.publisher.startswith("DG_V1")]
    assert citation(dataset, Words("pl")).startswith(
        "DG_V1 (publiczny zbiór danych bez podanych źródeł)"
    )


def test_what_is_a_users_own_is_named_as_it_is():
    own = Source(id="a", publisher="Relief office (UN) (blog) copies", url="https://example.org/")
    assert citation(own, Words("fr")) == "Relief office (UN) (blog) copies, sans date"
    assert publisher_said(Source("a", "Relief office (UN)", None), Words("fr")) == (
        "Relief office (UN)"
    )
    given = rangemap.check(range_km=1, origin="Russia", target="Kyiv").origin
    mine = rangemap.Territory(name="The mainland", shape=given.shape, code="RUS")
    assert {name(mine, Words(lang)) for lang in ("en", "fr")} == {"The mainland"}


@pytest.mark.parametrize(
    ("origins", "counted"),
    [(["Ukraine", "Russia"], True), (["Russia", "Crimea"], None), (["Russia", "Poland"], False)],
)
def test_of_several_origins_any_may_have_a_disputed_piece(origins, counted):
    [merged] = as_origins(origins, "recognised", merge=True)
    [crimea] = [each for each in merged.disputes if each.piece == "crimea"]
    assert crimea.counted is counted
    assert border_note(merged, Words()).count("Crimea") == 1


def test_an_area_is_named_by_its_corners_in_the_language():
    area = rangemap.check("atacms", "box:54.5,178,57,-179", "Kyiv").origin
    assert name(area, Words()) == area.label == "the area 54.5°N 178°E to 57°N 179°W"
    assert name(area, Words("de")) == "Gebiet 54,5°N 178°O bis 57°N 179°W"
    told = name(area, Words("uk")).replace("\u00a0", " ")
    assert told == "ділянка 54,5° пн. ш. 178° сх. д. — 57° пн. ш. 179° зх. д."


def test_a_disputed_piece_is_told_in_the_language():
    answer = rangemap.check("atacms", "Ukraine", "Moscow")
    assert "With Crimea: UN General Assembly resolution 68/262" in rangemap.describe(answer)
    assert "control: Russia (2014-03-27); claims: Russia and Ukraine." in rangemap.describe(answer)
    told = rangemap.describe(answer, lang="de")
    assert "Krim (innerhalb dieser Grenze): Resolution 68/262 der UN-Generalversammlung" in told
    assert "Kontrolle: Russland (2014-03-27); Ansprüche: Russland und Ukraine." in told
    away = rangemap.describe(rangemap.check("oniks", "Russia", "Kyiv"), lang="es")
    assert "Crimea (fuera de esta frontera): resolución 68/262" in away


def test_a_range_of_your_own_is_told_as_one():
    words = sentence(rangemap.check(range_km=1000, origin="Kyiv", target="Moscow"), Words())
    assert words == (
        "Yes. Moscow is 756 km from Kyiv; the range asked about is 1,000 km, 244 km to spare."
    )


def test_short_distances_keep_a_decimal():
    words = sentence(rangemap.check(range_km=0.5, origin="50,30", target="50.05,30"), Words())
    assert "5.6 km from" in words
    assert "the range asked about is 0.5 km, 5.1 km short" in words


def test_the_margin_is_the_difference_of_the_numbers_shown():
    for target in ("Moscow", "Minsk", "Warsaw", "Sofia", "Berlin"):
        words = sentence(rangemap.check(range_km=1000.4, origin="Kyiv", target=target), Words())
        away, reach, margin = (
            int(n.replace(",", "")) for n in re.findall(r"([\d,]+) km", words)[:3]
        )
        if words.startswith(("Yes", "No")):
            assert abs(reach - away) == margin


def test_no_template_is_left_unfilled():
    for weapon in rangemap.weapons():
        if not weapon.launcher:
            for target in ("Moscow", "Kharkiv", "Poltava", "Chernihiv", "Tokyo"):
                assert not re.search(r"[{}]|\bNone\b|\bnan\b", told(weapon, "Kyiv", target))


def test_every_mark_has_its_source():
    text = rangemap.describe(
        [rangemap.check(weapon, "Kyiv", "Moscow") for weapon in ("atacms", "tomahawk")]
    )
    sentences, _, sources = text.partition("Sources:")
    marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", sentences)}
    listed = [int(mark) for mark in re.findall(r"^\[(\d+)\]", sources, re.M)]
    assert listed == list(range(1, len(listed) + 1))
    assert marks == set(listed)


def test_the_method_names_data_and_limits():
    text = rangemap.describe(rangemap.check("tomahawk", "Kyiv", "Moscow"))
    assert "WGS84 surface distance" in text
    assert "GeoNames, mid-2026" in text


def test_every_message_is_used(root):
    files = [*(root / "rangemap").rglob("*.py"), *(root / "rangemap").rglob("*.js")]
    code = "".join(path.read_text(encoding="utf-8") for path in files)
    quoted = set(re.findall(r"""["'`]([\w -]+)["'`]""", code))
    prefixes = (
        "page ", "verdict ", "covers ", "from ", "to ", "borders ", "launch ", "variants ", "unit ",
        "page sort ", "page zoom ",
    )  # fmt: skip
    unused = [
        key
        for key in messages("en")["templates"]
        if key not in quoted and not any(key.removeprefix(p) in quoted for p in prefixes)
    ]
    assert not unused


def test_lengths_are_rounded_once_from_kilometres():
    # 300 km is 186.41 miles; by way of 161.98 nautical ones it would be another.
    assert Words("en", "mi").length(300) == "186 mi"
    assert Words("en", "nmi").length(300) == "162 nmi"
    assert Words("en", "mi").length(1609.344 * 1.0005 - 0.001) == "1,000 mi"
    assert Words("en", "km").length(0.05) == "0.1 km"
    assert Words("en", "km").length(9.949) == "9.9 km"
    assert Words("en", "km").length(9.96) == "10 km"
    assert Words("en", "km").length(2.5) == "2.5 km"
    assert Words("en", "km").length(12.5) == "13 km"


@pytest.mark.parametrize(
    ("lang", "start", "part"),
    [
        ("fr", "Non.", "Moscou"),
        ("uk", "Ні.", "Москва"),
        ("de", "Nein.", "Moskau"),
        ("es", "No.", "Moscú"),
        ("pl", "Nie.", "Moskwa"),
        ("ru", "Нет.", "Москва"),
    ],
)
def test_answers_in_other_languages(lang, start, part):
    said = rangemap.describe(rangemap.check("atacms", "Kyiv", "Moscow"), lang=lang)
    assert said.startswith(start)
    assert part in said.splitlines()[0]
    assert "[1]" in said


@pytest.mark.parametrize(
    ("lang", "words", "said"),
    [
        ("en", ["Kyiv"], "Kyiv"),
        ("en", ["Kyiv", "Lviv", "Odesa"], "Kyiv, Lviv and Odesa"),
        ("es", ["Kiev", "Leópolis"], "Kiev y Leópolis"),
        ("es", ["Rusia", "Irán"], "Rusia e Irán"),
        ("es", ["Tokio", "Kioto", "Hiroshima"], "Tokio, Kioto e Hiroshima"),
        ("es", ["Arta", "Ioánina"], "Arta y Ioánina"),
        ("es", ["Ankara", "İnegöl"], "Ankara e İnegöl"),
        ("es", ["Gante", "Ypres"], "Gante e Ypres"),
        ("es", ["Gante", "Yambol"], "Gante y Yambol"),
        ("es", ["La Gomera", "Hierro"], "La Gomera y Hierro"),
    ],
)
def test_words_are_listed_as_in_the_language(lang, words, said):
    assert Words(lang).several(words) == said


@pytest.mark.parametrize(
    ("lang", "quoted", "date"),
    [
        ("en", "“a title”", "mid-2026"),
        ("fr", "«\xa0a title\xa0»", "mi-2026"),
        ("uk", "«a title»", "середина 2026 року"),
        ("de", "„a title“", "Mitte 2026"),
        ("es", "«a title»", "mediados de 2026"),
        ("pl", "„a title”", "połowa 2026 r."),
        ("ru", "«a title»", "середина 2026 года"),
    ],
)
def test_quotations_and_dates_are_those_of_the_language(lang, quoted, date):
    words = Words(lang)
    source = Source(id="s", publisher="A paper", url="https://a.org", title="a title", date="2020")
    assert citation(source, words) == f"A paper, {quoted}, 2020"
    assert words.dated("mid-2026") == date
    assert words.dated("2026-07") == "2026-07"


def test_french_punctuation_does_not_begin_a_line():
    for template in messages("fr")["templates"].values():
        for form in [template] if isinstance(template, str) else template.values():
            assert not re.search(r" [;:?!»]|« ", form), form


def test_positions_are_written_as_in_the_language():
    place = rangemap.Place(lat=-39.03, lon=125.75)
    assert name(place, Words("en")) == "39.03°S 125.75°E"
    assert name(place, Words("fr")) == "39,03°S 125,75°E"
    assert name(place, Words("uk")).replace("\xa0", " ") == "39,03° пд. ш. 125,75° сх. д."
    assert name(place, Words("ru")).replace("\xa0", " ") == "39,03° ю. ш. 125,75° в. д."


def test_a_name_of_the_users_own_stays_in_every_language():
    place = rangemap.Place(lat=50.45, lon=30.52, name="Kyiv, my office")
    said = rangemap.describe(rangemap.check("atacms", place, "Moscow"), lang="uk")
    assert "Kyiv, my office" in said


def test_merged_origins_and_points_are_named_in_the_language():
    origins = ["Kyiv", "Lviv"]
    [answer] = list(rangemap_answers(origins))
    assert "Київ" in rangemap.describe(answer, lang="uk")
    assert "Львів" in rangemap.describe(answer, lang="uk")
    point = rangemap.check("atacms", "39.03,125.75", "Moscow")
    assert "39,03°" in rangemap.describe(point, lang="ru")
    assert "Пхеньян" in rangemap.describe(point, lang="ru")


def rangemap_answers(origins):
    from rangemap._reach.check import answers

    return answers("atacms", origins, "Moscow", merge=True)


@pytest.mark.parametrize("options", [{"lang": "xx"}, {"units": "ft"}, {"lang": ""}])
def test_a_language_or_unit_that_there_is_not_is_refused(options):
    from rangemap.errors import QuestionError

    with pytest.raises(QuestionError):
        rangemap.describe(rangemap.check("atacms", "Kyiv", "Moscow"), **options)
