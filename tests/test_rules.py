"""The rule for figures, step by step: each case differs from its neighbour in one thing."""

import pytest

from rangemap._catalogue import told
from rangemap._catalogue.values import Claim, Minimum, Source
from rangemap._catalogue.weapon import Weapon
from rangemap.errors import ClaimError


def claim(km, words="", *, low=None, date=None, by=None, condition=None, publisher="P"):
    """Make a claim of words such as "official open tested"."""
    said = words.split()
    kinds = {"tested": "tested", "claimed": "claimed", "limit": "export limit"}
    evidence = [
        word for word in said if word in ("official", "institute", "press", "other", "dataset")
    ]
    return Claim(
        printed=f"{km} km",
        low_km=low or km,
        high_km=km,
        kind=next((kinds[word] for word in said if word in kinds), "assessed"),
        evidence=evidence[0] if evidence else "press",
        source=Source(id=f"s{km}", publisher=publisher, url="https://example.org/", date=date),
        qualifier="at least" if "open" in said else None,
        by=by,
        condition=condition,
    )


def weapon(*claims, **fields):
    made = {"id": "w", "name": "W", "weapon_class": "cruise", "claims": claims, **fields}
    return Weapon(**made)


C = "with a light warhead"
STEPS = [
    # claims, typical, the steps that led there
    ([claim(300)], 300, ()),
    ([claim(300), claim(400)], 400, ("largest",)),
    ([claim(300), claim(300)], 300, ()),
    ([claim(300, date="2021"), claim(400, date="2020-12-31")], 300, ("newest",)),
    ([claim(300, date="2021"), claim(400)], 300, ("newest",)),
    ([claim(300, date="2021"), claim(400, date="2021")], 400, ("largest",)),
    ([claim(300, date="2021", condition=C), claim(200)], 200, ("free",)),
    ([claim(300, condition=C), claim(400, date="2021", condition="x"), claim(350, date="2022", condition="y")], 400, ("best condition",)),
    ([claim(300, "official", condition=C), claim(400, "institute")], 300, ("evidence",)),
    ([claim(300, "official"), claim(400, "institute", date="2026")], 300, ("evidence",)),
    ([claim(300, "institute"), claim(400, "press")], 300, ("evidence",)),
    ([claim(300, "press"), claim(400, "other")], 300, ("evidence",)),
    ([claim(300, "other"), claim(400, "dataset")], 300, ("sourced",)),
    ([claim(300, "dataset"), claim(400, "dataset")], 400, ("largest",)),
    ([claim(300, "other open"), claim(400, "dataset")], 300, ("sourced",)),
    ([claim(300, "official open"), claim(400, "other")], 400, ("closed",)),
    ([claim(300, "open"), claim(400, "official open")], 400, ("evidence",)),
    ([claim(500, "open"), claim(900, "official tested")], 500, ()),
    # an institute that has half or less, or twice or more
    ([claim(400, "official"), claim(200, "institute")], 200, ("doubted",)),
    ([claim(400, "official"), claim(201, "institute")], 400, ("evidence",)),
    ([claim(400, "official"), claim(800, "institute")], 800, ("doubted",)),
    ([claim(400, "official"), claim(799, "institute")], 400, ("evidence",)),
    ([claim(400, "official"), claim(800, "press")], 400, ("evidence",)),
    ([claim(400, "official"), claim(800, "institute claimed")], 400, ("evidence",)),
    ([claim(400, "official"), claim(800, "institute open")], 400, ("closed",)),
    ([claim(400, "official"), claim(200, "institute", condition=C)], 200, ("doubted",)),
    ([claim(400, "official"), claim(200, "institute", date="2020"), claim(300, "institute", date="2021")], 400, ("evidence",)),
    ([claim(400, "press"), claim(800, "institute")], 800, ("evidence",)),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "km", "steps"), STEPS)
def test_the_typical_figure_is_chosen_step_by_step(claims, km, steps):
    for order in (claims, claims[::-1]):
        made = weapon(*order)
        assert (made.range_km, made.chosen[1]) == (km, steps)


@pytest.mark.parametrize(("claims", "km", "steps"), STEPS)
def test_show_tells_every_step(claims, km, steps):
    text = told.why_typical(weapon(*claims))
    evidence = told.EVIDENCE[weapon(*claims).typical.evidence]
    for step, words in told.STEPS.items():
        assert (words.format(evidence=evidence) in text) == (step in steps)


FIGURES = [
    # claims, (low, high, open), and export_of
    ([claim(300), claim(200)], (200, 300, False), None),
    ([claim(300, low=100)], (100, 300, False), None),
    ([claim(300, "open")], (300, 300, True), None),
    ([claim(300, "open"), claim(300)], (300, 300, True), None),
    ([claim(300, "open"), claim(301)], (300, 301, False), None),
    ([claim(300, "dataset open"), claim(300)], (300, 300, False), None),
    ([claim(300, "dataset open"), claim(300, "dataset")], (300, 300, True), None),
    ([claim(301, "dataset open"), claim(300)], (300, 301, True), None),
    ([claim(300, "open"), claim(300, "dataset")], (300, 300, True), None),
    ([claim(300, "open limit")], (300, 300, False), "v"),
    ([claim(300), claim(250, "limit")], (300, 300, False), None),
    ([claim(300), claim(250, "limit")], (250, 300, False), "v"),
    ([claim(300), claim(900, "tested", low=100)], (300, 300, False), None),
    ([claim(200), claim(300), claim(250, "tested")], (200, 300, False), None),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "figures", "export_of"), FIGURES)
def test_low_high_and_the_open_end(claims, figures, export_of):
    made = weapon(*claims, export_of=export_of)
    assert (made.range_low_km, made.range_high_km, made.open_ended) == figures


def test_a_flight_is_measured_against_the_whole_family():
    def farther(made):
        return made.flown_farther and made.flown_farther.high_km

    assert farther(weapon(claim(300), claim(300, "tested"))) is None
    assert farther(weapon(claim(300), claim(301, "tested"))) == 301
    assert farther(weapon(claim(300), claim(900, "tested", low=100))) == 900
    assert farther(weapon(claim(300))) is None
    long = weapon(claim(1000), id="long", name="Long")
    assert farther(weapon(claim(120), claim(300, "tested"), variants=(long,))) is None
    short = weapon(claim(100), claim(130, "tested"), id="short", name="Short")
    assert farther(weapon(claim(120), variants=(short,))) == 130
    assert weapon(claim(9), claim(5, "tested"), claim(7, "tested")).flown.high_km == 7
    assert weapon(claim(9)).flown is None
    assert "301 km flown" in weapon(claim(300), claim(301, "tested")).summary
    assert "flown" not in weapon(claim(300), claim(300, "tested")).summary


def test_a_family_without_claims_has_those_of_its_variants():
    family = weapon(variants=(weapon(claim(165, "official")), weapon(claim(305))))
    assert family.range_km == 165
    flown = weapon(claim(100, "open"), claim(130, "official tested"))
    assert weapon(variants=(flown,)).range_km == weapon(variants=(flown,)).range_high_km == 100
    family = weapon(claim(300), variants=(weapon(claim(165, "official")),))
    assert (family.range_km, family.chosen[1]) == (300, ("own",))


def test_voices():
    said = [
        claim(1, "claimed"), claim(2, "claimed", publisher="Q"), claim(3, publisher="AFP (A paper)"),
        claim(4, publisher="AFP (Another)"), claim(5, by="Jane's"), claim(6, "dataset", publisher="D"),
        claim(7, "tested", publisher="T"),
    ]  # fmt: skip
    assert weapon(*said).origins == ("maker or operator", "AFP", "Jane's")
    assert "3 voices in all" in told.why_typical(weapon(*said))
    assert "one voice in all" in told.why_typical(weapon(claim(1)))
    assert "no source but datasets" in told.why_typical(weapon(claim(1, "dataset")))


@pytest.mark.parametrize(
    ("status", "deployed"),
    [(None, True), ("in service", True), ("in development", False), ("tested", False), ("unveiled", False), ("retired", False)],
)  # fmt: skip
def test_what_is_deployed(status, deployed):
    assert weapon(claim(1), status=status).deployed == deployed


def test_a_status_is_dated_by_itself_or_its_source():
    dated = Source(id="s", publisher="P", url="https://example.org/", date="2020")
    assert weapon(claim(1), status="retired", status_source=dated).status_as_of == "2020"
    both = weapon(claim(1), status="retired", status_source=dated, status_date="2021")
    assert both.status_as_of == "2021"
    assert weapon(claim(1), status="retired").status_as_of is None
    assert told.status(weapon(claim(1), status="retired")) == "retired"
    assert told.status(both) == "retired as of 2021"


@pytest.mark.parametrize(
    "make",
    [
        lambda: weapon(claim(300), minimum=Minimum("300 km", 300, claim(1).source)),
        lambda: weapon(claim(300), minimum=Minimum("0 km", 0, claim(1).source)),
        lambda: weapon(weapon_class="launcher"),
        lambda: weapon(weapon_class="launcher", munitions=("a",), minimum=Minimum("1 km", 1, claim(1).source)),
        lambda: weapon(claim(1), weapon_class="launcher", munitions=("a",)),
        lambda: weapon(claim(300, "limit")), lambda: weapon(claim(300, "tested")), weapon,
    ],
)  # fmt: skip
def test_impossible_weapons_are_refused(make):
    with pytest.raises(ClaimError):
        make()


def test_a_limit_is_told_without_its_qualifier():
    assert claim(300, "open limit").said is None
    assert claim(300, "open").said == "at least"
    assert claim(300, "tested open").figure == "at least 300 km flown"
    assert claim(300, low=100).figure == "100–300 km"


def test_everything_of_an_entry_is_printed():
    source = Source(
        id="s", publisher="Paper", url=None, mirror="https://example.org/copy", title="T"
    )
    made = weapon(
        claim(300, by="Iran", condition=C), designation="W, X-1", countries=("IRN",), operators=("RUS",),
        launch=("air",), status="tested", status_source=source, note="N.", measures="data link",
        minimum=Minimum("20 km", 20, source), catalogue="mine.toml",
    )  # fmt: skip
    text = str(made)
    for part in (
        "W (X-1): 300 km", "made by IRN; operated by RUS; launched from air; ranges count from the release point",
        "tested: Paper, “T”, undated, https://example.org/copy (a stored copy)", f"300 km ({C}), assessed, according to Iran",
        "not nearer than 20 km: “20 km”", "how far it can be controlled", "N.", "From mine.toml",
    ):  # fmt: skip
        assert part in text, part
    assert text.count("https://example.org/copy") == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"weapon_class": "missile"}, {"status": "lost"}, {"launch": ("space",)}, {"countries": "USA"},
        {"countries": ("US",)}, {"operators": (3,)}, {"aliases": "W2"}, {"measures": "endurance"},
        {"munitions": ["a"]}, {"variants": []},
    ],
)  # fmt: skip
def test_words_of_no_list_are_refused(fields):
    with pytest.raises(ClaimError):
        weapon(claim(300), **fields)
