"""What a page shows, as plain data: it is all that the page's script gets to know."""

from collections.abc import Sequence
from typing import Any, Literal

from rangemap import _database
from rangemap._catalogue.values import Source
from rangemap._catalogue.weapon import Weapon
from rangemap._places.countries import drawn_names
from rangemap._places.gazetteer import cities_from
from rangemap._places.territory import Territory, Where, Worldview
from rangemap._places.values import Place
from rangemap._reach.answer import BY_WATER, Answer, weapon_caveats
from rangemap._reach.measure import paths
from rangemap._reach.rings import ring
from rangemap._reach.tables import is_listed, judge_cities
from rangemap._reach.verdict import Verdict
from rangemap._record import numbers, record
from rangemap._text import (
    border_line,
    caveat,
    figure,
    in_brackets,
    joined,
    km,
    messages,
    published,
    sources_of,
    territories,
)
from rangemap.page import _lines

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#aa4499", "#56b4e9", "#e69f00", "#4d4d4d")
"""After Okabe and Ito, so that the colour-blind tell them apart; the best to read first."""

CITIES_FROM = 100_000
MOST_CITIES = 3_000
"""The largest in reach: a page is to be mailed."""

MOST_IN_TITLE = 5

BEST_FIRST: tuple[Verdict, ...] = ("yes", "depends", "no", "not applicable")

PAGE_WORDS = (
    "panel", "legend", "cities", "no_cities", "city", "distance", "more", "count", "band",
    "sources", "stored_copy",
)  # fmt: skip


def payload(
    weapons: Sequence[Weapon],
    origins: Sequence[Where],
    targets: Sequence[Where],
    answers: Sequence[Answer],
    worldview: Worldview,
) -> dict[str, Any]:
    """Give everything that a page shows.

    Parameters
    ----------
    weapons, origins, targets : sequences
        As they were understood; air defence is told and not drawn.
    answers : sequence of Answer
        One for every weapon, origin and target.
    worldview : {"recognised", "natural-earth"}
        Whose the basemap is.
    """
    words, about = messages(), {**_database.meta(), "worldview": worldview}
    sources = sources_of(answers, weapons)
    told = record(answers, weapons)
    cities = _cities(weapons, origins)
    return {
        "worldview": worldview,
        "title": _title(weapons, origins, targets),
        "words": _words(weapons),
        "weapons": [_weapon(weapon, i, sources) for i, weapon in enumerate(weapons)],
        "origins": [_point(origin) for origin in origins],
        "targets": [_target(target, weapons, answers) for target in targets],
        "answers": [
            {
                "weapon": weapons.index(answer.weapon),
                "verdict": answer.verdict,
                "verdict_words": words[f"verdict {answer.verdict}"],
                "sentence": row["sentence"],
                "sources": row["sources"],
            }
            for answer, row in zip(answers, told["answers"], strict=True)
        ],
        "rings": [
            _ring(weapon, i, origin)
            for i, weapon in enumerate(weapons)
            if _is_drawn(weapon)
            for origin in origins
        ],
        "cities": cities[:MOST_CITIES],
        "cities_total": len(cities),
        "sources": [
            {"text": source.citation, "url": source.address, "stored_copy": not source.url}
            for source in sources
        ],
        "unlabelled": _unlabelled([*origins, *targets], worldview),
        "paths": _lines.shortest(answers),
        "about": [
            words["method"].format_map(about),
            *(border_line(where) for where in _territories(origins, answers)),
            words[f"borders {worldview}"].format_map(about),
            words["licences"].format_map(about),
        ],
        "credit": words["credit"].format_map(about),
    }


def _territories(origins: Sequence[Where], answers: Sequence[Answer]) -> list[Territory]:
    mine = [where for where in origins if isinstance(where, Territory) and where.borders]
    return list(dict.fromkeys([*mine, *territories(answers)]))


def _unlabelled(places: Sequence[Where], worldview: Worldview) -> list[str]:
    """Give the names on the basemap of what the page names itself."""
    codes = [where.code for where in places if isinstance(where, Territory) and where.code]
    return sorted({name for code in codes for name in drawn_names(code, worldview)})


def _is_drawn(weapon: Weapon) -> bool:
    return weapon.weapon_class != "sam"


def _title(weapons: Sequence[Weapon], origins: Sequence[Where], targets: Sequence[Where]) -> str:
    template = messages()["title targets" if targets else "title"]
    return template.format(
        weapons=joined([weapon.name for weapon in weapons]),
        origins=_few([origin.long_label for origin in origins], "origins"),
        targets=_few([target.label for target in targets], "targets"),
    )


def _few(names: Sequence[str], what: str) -> str:
    """Give names as a person lists them, or their number where they are many."""
    if len(names) <= MOST_IN_TITLE:
        return joined(names)
    return messages()[f"many {what}"].format(number=len(names))


def _words(weapons: Sequence[Weapon]) -> dict[str, str]:
    words = messages()
    if all(weapon.weapon_class in BY_WATER for weapon in weapons if _is_drawn(weapon)):
        words = {**words, "page no_cities": words["page no_cities_by_water"]}
    people = f"{CITIES_FROM:,}".replace(",", words["thousands"])
    page = {key: words[f"page {key}"].replace("{people}", people) for key in PAGE_WORDS}
    return page | {verdict: words[f"verdict {verdict}"] for verdict in BEST_FIRST}


def _weapon(weapon: Weapon, number: int, sources: Sequence[Source]) -> dict[str, Any]:
    words = messages()
    label = words["label"].format(weapon=weapon.name, figure=figure(weapon.typical))
    notes = [words["open note"]] if weapon.open_ended else []
    notes += [caveat(weapon, "flown note")] if weapon.flown_farther else []
    notes += [caveat(weapon, key) for key in _told_of(weapon)]
    if weapon.minimum:
        notes.append(words["minimum note"].format(minimum=km(weapon.minimum.km)))
    if not _is_drawn(weapon):
        label = words["air defence label"].format(weapon=weapon.name)
        notes = [words["air defence note"].format(figure=figure(weapon.typical))]
    return {
        "name": weapon.name,
        "label": weapon.name if weapon.weapon_class == "given" else label,
        "published": in_brackets(published(weapon)).strip(),
        "note": " ".join(notes),
        "colour": COLOURS[number % len(COLOURS)],
        "drawn": _is_drawn(weapon),
        "band": _is_drawn(weapon) and weapon.range_low_km < weapon.range_high_km,
        "sources": numbers(weapon.key_sources, sources),
    }


def _told_of(weapon: Weapon) -> list[str]:
    """Give what a legend tells of a weapon besides its figures, as keys of messages."""
    told: list[str] = [*weapon_caveats(weapon)]
    return [*told, "by water note"] if weapon.weapon_class in BY_WATER else told


def _point(where: Where) -> dict[str, Any]:
    """Give where a name stands; of a territory, its outline too."""
    if isinstance(where, Territory):
        return {"name": where.label, "near": "", **_lines.drawn(where)}
    near = messages()["near"].format(place=where.near) if where.near else ""
    return {"name": where.label, "near": near, "lat": where.lat, "lon": where.lon}


def _target(target: Where, weapons: Sequence[Weapon], answers: Sequence[Answer]) -> dict[str, Any]:
    mine = [answer for answer in answers if answer.target == target]
    distance, verdicts = _from_best_origin(weapons, mine)
    return {**_point(target), "distance": distance, "verdicts": verdicts}


def _from_best_origin(
    weapons: Sequence[Weapon], answers: Sequence[Answer]
) -> tuple[str, list[Verdict | Literal[""]]]:
    """Give distance and verdicts for one place from the origin with the best one, then the nearest.

    Both are of one origin, which is named where there are several.
    """
    best = min(answers, key=lambda answer: (BEST_FIRST.index(answer.verdict), answer.distance_km))
    distance = km(best.distance_km)
    if any(answer.origin != best.origin for answer in answers):
        distance = messages()["from origin"].format(distance=distance, place=best.origin.label)
    verdicts = {a.weapon.id: a.verdict for a in answers if a.origin is best.origin}
    return distance, [verdicts.get(weapon.id, "") for weapon in weapons]


def _ring(weapon: Weapon, number: int, origin: Where) -> dict[str, Any]:
    """Give the outlines of one weapon round one origin, longitudes running on."""
    low, high = weapon.range_low_km, weapon.range_high_km
    band = low < high
    # From within a territory a launch need not be at its nearest point.
    minimum = None if isinstance(origin, Territory) else weapon.min_range_km
    return {
        "weapon": number,
        "typical": _outlines(origin, weapon.range_km),
        "low": _outlines(origin, low) if band else None,
        "high": _outlines(origin, high) if band else None,
        "minimum": _outlines(origin, minimum) if minimum else None,
    }


def _outlines(origin: Where, range_km: float) -> list[list[list[float]]]:
    import shapely

    shape = ring(origin, range_km, unwrap=True)
    lines = [line for polygon in shape.geoms for line in (polygon.exterior, *polygon.interiors)]
    return [shapely.get_coordinates(line).round(4).tolist() for line in lines]


def _cities(weapons: Sequence[Weapon], origins: Sequence[Where]) -> list[dict[str, Any]]:
    """Give the cities that may be in reach of any weapon from any origin, the largest first."""
    gazetteer = cities_from(CITIES_FROM)
    ways = [paths(origin, gazetteer) for origin in origins]
    judged = [
        [
            judge_cities(weapon, origin, gazetteer, to_cities)
            for origin, to_cities in zip(origins, ways, strict=True)
        ]
        for weapon in weapons
        if _is_drawn(weapon) and weapon.weapon_class not in BY_WATER
    ]
    rows = []
    for number, city in enumerate(gazetteer):
        mine = [[answers[number] for answers in by_origin] for by_origin in judged]
        if any(is_listed(answer) for answers in mine for answer in answers):
            rows.append(_city(city, weapons, [answer for answers in mine for answer in answers]))
    return rows


def _city(city: Place, weapons: Sequence[Weapon], answers: Sequence[Answer]) -> dict[str, Any]:
    distance, verdicts = _from_best_origin(weapons, answers)
    return {
        "name": city.label,
        "country": city.country_name or city.country,
        "lat": city.lat,
        "lon": city.lon,
        "distance": distance,
        "verdicts": verdicts,
    }
