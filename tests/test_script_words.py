"""The page says what Python says: every answer, in every language and unit."""

import gzip
import json
from itertools import product

import pytest

import rangemap
from rangemap import _basemap
from rangemap._places.countries import checked_worldview
from rangemap._reach.check import answers_of
from rangemap._reach.question import as_origins, as_places, as_weapons
from rangemap._text.notes import citation, marks, method, sources_of
from rangemap._text.sentences import sentence
from rangemap._text.titles import alternative, label, title
from rangemap._text.words import LANGUAGES, Words, messages
from rangemap.page._packed import as_letters, planes
from rangemap.page._payload import Reader, payload

pytestmark = pytest.mark.browser

ENTRIES = ("world", "state", "text/sentences", "text/titles", "text/notes", "map/topology")
UNITS = ("km", "mi", "nmi")

TELL = """([page, large, topology, units]) => {
    const world = modules.world.worldOf(page, large, topology && modules["map/topology"].prepare(topology));
    const state = modules.state.stateOf(page, world);
    const told = {};
    for (const lang of Object.keys(world.messages)) for (const unit of units) {
        Object.assign(state, { lang, units: unit });
        state.shown = page.weapons.map(() => true);
        state.words = modules.state.wordsNow(state);
        modules.state.answer(state);
        told[`${lang} ${unit}`] = {
            sentences: state.answers.map((each) => modules["text/sentences"].sentence(each, state.words)),
            marks: state.answers.map((each) => each.sources.map((number) => `[${number}]`).join("")),
            title: modules.state.titleNow(state),
            alternative: modules["text/titles"].alternative(page.weapons, state.origins, state.answers, state.words),
            labels: page.weapons.map((each) => modules["text/titles"].label(each, state.words)),
            about: modules["text/notes"].aboutLines(page, state.words),
            citations: page.sources.map((each) => modules["text/notes"].citation(each, state.words)),
        };
    }
    return told;
}"""


def asked(weapons, origins, targets, ranges=(), worldview="recognised", merge=False):
    view = checked_worldview(worldview)
    found = as_weapons(weapons, ranges)
    froms = as_origins(origins, view, merge=merge)
    tos = as_places(targets, "target", view)
    return found, froms, tos, answers_of(found, froms, tos), view


def told_by_python(found, froms, tos, answers, words):
    sources = sources_of(answers, found)
    return {
        "sentences": [sentence(answer, words) for answer in answers],
        "marks": [marks(answer, sources) for answer in answers],
        "title": title(found, froms, tos, words),
        "alternative": alternative(found, froms, answers, words),
        "labels": [label(weapon, words) for weapon in found],
    }


def told_by_page(modules, question, basemap=False):
    page, large = payload(*question, Reader(None, "km", 15_000))
    topology = json.loads(gzip.decompress(_basemap.packed("recognised"))) if basemap else None
    return modules(ENTRIES, TELL, [{**page, "whole": True}, large, topology, UNITS])


QUESTIONS = {
    "the newspapers": (["atacms", "tomahawk"], ["Kyiv", "Kharkiv"], ["Moscow", "Saint Petersburg, RU", "Kursk", "Belgorod"]),
    "many reasons": (["gmlrs", "storm shadow", "an-196", "neptune", "peklo", "patriot", "kinzhal", "shahed-136", "umpk", "s-300-ssm"], ["Kyiv", "50,36"], ["Bryansk", "Kazan", "50.05,36", "50.135,36", "Poltava", "Voronezh", "Moscow"]),
    "long ranges": (["hwasong-15", "hwasong-12", "minuteman-iii", "rs-28", "trident-ii"], ["Pyongyang", "39.03,125.75"], ["Chicago", "Guam", "Buenos Aires", "-39,-54", "38.9,-77.04"]),
    "from a country": (["atacms", "gmlrs", "tomahawk"], ["Ukraine", "Poland"], ["Moscow", "Kursk", "Odesa", "Belgorod", "Sevastopol", "46.9,31.5"]),
    "about a country": (["tomahawk", "hwasong-12", "gmlrs"], ["Kyiv", "39.03,125.75", "Warsaw"], ["Poland", "Japan", "Ukraine", "Fiji"]),
    "between countries": (["tomahawk", "gmlrs", "hwasong-12"], ["Ukraine"], ["Poland", "Crimea", "Cyprus"]),
    "ranges of one's own": ([], ["50,30", "-17,179.99"], ["50.05,30", "Moscow", "Suva", "89.9,0"], [0.5, 56.4, 755.6, 1000, 2000]),
    "other worldview": (["oniks", "iskander-m"], ["Crimea", "Russia"], ["Odesa", "Kyiv"], (), "natural-earth"),
    "merged": (["atacms"], ["Kyiv", "Kharkiv", "50,36"], ["Moscow", "Belgorod"], (), "recognised", True),
    "everything": ([weapon for weapon in rangemap.weapons() if not weapon.launcher and weapon.weapon_class != "sea drone"], ["Kyiv"], ["Moscow", "Poltava", "Tokyo", "Novosibirsk"]),
}  # fmt: skip


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_answer_is_told_alike(modules, name):
    question = asked(*QUESTIONS[name])
    page = told_by_page(modules, question)
    for lang, units in product(LANGUAGES, UNITS):
        mine = told_by_python(*question[:4], Words(lang, units))
        theirs = page[f"{lang} {units}"]
        for part, said in mine.items():
            assert theirs[part] == said, (lang, units, part)


def test_what_travels_by_water_is_told_alike(modules):
    question = asked(["magura-v5", "sea baby"], ["Odesa", "Ukraine"], ["Sevastopol", "Moscow", "69.2,100", "Novorossiysk", "Istanbul"])  # fmt: skip
    page = told_by_page(modules, question, basemap=True)
    for lang in LANGUAGES:
        mine = told_by_python(*question[:4], Words(lang))
        assert page[f"{lang} km"]["sentences"] == mine["sentences"]


def test_method_and_citations_are_told_alike(modules):
    question = asked(["oniks", "atacms"], ["Ukraine"], ["Japan", "Moscow"])
    found, _, _, answers, _ = question
    page = told_by_page(modules, question)
    for lang, units in product(LANGUAGES, UNITS):
        words, theirs = Words(lang, units), page[f"{lang} {units}"]
        assert " ".join(theirs["about"]).startswith(f"{method(words, answers)} ")
        cited = [citation(source, words) for source in sources_of(answers, found)]
        assert theirs["citations"][: len(cited)] == cited


def test_what_python_packs_the_page_unpacks(modules):
    every = bytes(range(256)) * 3
    wanted = [every[:length] for length in range(12)] + [every, b"\0" * 8, b"\xff" * 9]
    unpacked = "(texts) => texts.map((text) => [...modules.packed.bytesOf(text)])"
    found = modules(("packed",), unpacked, [as_letters(each) for each in wanted])
    assert [bytes(each) for each in found] == wanted
    assert not set(as_letters(every)) & set("""<>&"'{}\\`""")


@pytest.mark.parametrize("count", [0, 1, 3])
def test_numbers_come_out_as_they_went_in(modules, count):
    wanted = [[0, -1, 2**31 - 1, -(2**31), -300, 65_536][i : i + count] for i in range(3)]
    columns = "([bytes, count]) => modules.packed.columnsOf(new Uint8Array(bytes), count).map((column) => [...column])"  # fmt: skip
    assert modules(("packed",), columns, [list(planes(wanted)), 3]) == wanted


def test_words_are_listed_alike(modules):
    lists = [
        ["A"],
        ["A", "B", "C"],
        ["A", "Irán"],
        ["A", "İnegöl"],
        ["A", "Hierro"],
        ["A", "Ypres"],
    ]
    tell = """([messages, lang, lists]) =>
        lists.map((each) => modules["text/words"].wordsOf(messages, lang, "km").several(each))"""
    for lang in LANGUAGES:
        found = modules(ENTRIES, tell, [messages(lang), lang, lists])
        assert found == [Words(lang).several(each) for each in lists]


def test_numbers_are_written_as_the_browser_writes_them(modules):
    numbers = [0, 1, 5.6, 12, 999, 1000, 1234, 9999.5, 10_000, 12_345.6, 123_456, 1_234_567]
    for lang in LANGUAGES:
        page = modules(
            ENTRIES,
            """([lang, numbers]) => numbers.map((number) => new Intl.NumberFormat(lang,
                { maximumFractionDigits: Number.isInteger(number) ? 0 : 1 }).format(number))""",
            [lang, numbers],
        )
        words = Words(lang)
        mine = [words.number(number, 0 if number == int(number) else 1) for number in numbers]
        assert mine == page, lang


def test_plurals_are_those_of_the_language(modules):
    numbers = [*range(131), 1000, 1001, 1002, 1011, 1021, 5590]
    for lang in LANGUAGES:
        page = modules(
            ENTRIES,
            "([lang, numbers]) => numbers.map((number) => new Intl.PluralRules(lang).select(number))",
            [lang, numbers],
        )
        assert [Words(lang)._form(number) for number in numbers] == page, lang


def test_every_language_has_every_message_with_its_holes():
    import re

    def holes(template):
        forms = [template] if isinstance(template, str) else template.values()
        return [set(re.findall(r"\{(\w+)\}", form)) for form in forms]

    english = messages("en")["templates"]
    for lang in LANGUAGES:
        mine = messages(lang)
        assert list(mine["templates"]) == list(english), lang
        forms = {form for form, _ in mine["plural"]} | {"other"}
        for key, template in mine["templates"].items():
            wanted = holes(english[key])[0]
            assert all(each == wanted for each in holes(template)), (lang, key)
            if not isinstance(template, str):
                assert set(template) >= forms, (lang, key)


def test_coordinates_are_read_alike(modules, cases):
    known = cases("coordinates")
    wanted = [*known["read"].values(), *(None for _ in (*known["name"], *known["refused"]))]
    texts = [*known["read"], *known["name"], *known["refused"]]
    found = modules(
        ("coordinates",), "(texts) => texts.map(modules.coordinates.coordinatesIn)", texts
    )
    for text, mine, theirs in zip(texts, wanted, found, strict=True):
        assert theirs == (mine and pytest.approx(mine, abs=1e-6)), text
