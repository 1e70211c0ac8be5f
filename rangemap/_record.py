"""Answers as plain data: the one record that JSON and the page read."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from rangemap import _database
from rangemap._catalogue.values import Source
from rangemap._catalogue.weapon import Weapon
from rangemap._places.territory import Borders, Territory, Where
from rangemap._places.values import Place
from rangemap._reach.answer import Answer
from rangemap._text.notes import border_note, method, sources_of
from rangemap._text.sentences import point_said, sentence
from rangemap._text.words import Words

SCHEMA = 3
"""Raised whenever a field of the record changes its name or meaning."""

FIGURES = ("range_low_km", "range_km", "range_high_km", "open_ended", "min_range_km", "flown_km")
COLUMNS = (
    "id", "name", "designation", "class", *FIGURES, "typical_evidence", "voices", "status",
    "status_as_of", "measures", "variant_of", "export_of", "catalogue", "countries", "operators",
    "launch", "munitions", "claims", "typical_source", "source_addresses",
)  # fmt: skip
INTERNAL = ("digest", "step")


def rows(
    answers: Iterable[Answer], sources: Sequence[Source], words: Words
) -> Iterator[dict[str, Any]]:
    """Give answers as records, one by one."""
    for answer in answers:
        yield {
            "weapon": {"id": answer.weapon.id, "name": answer.weapon.name},
            "origin": place(answer.origin),
            "target": place(answer.target),
            "distance_km": round(answer.distance_km, 3),
            **figures(answer.weapon),
            "margin_km": round(answer.margin_km, 3),
            "uncertainty_km": round(answer.uncertainty_km, 1),
            "verdict": answer.verdict,
            "reason": answer.reason,
            "at_edge": answer.is_at_edge,
            "start": foot(answer.start, words),
            "end": foot(answer.end, words),
            "farthest_km": answer.farthest_km and round(answer.farthest_km, 1),
            "covers": answer.covers,
            "caveats": list(answer.caveats),
            "sentence": sentence(answer, words),
            "sources": numbers(answer.sources, sources),
        }


def written(
    answers: Sequence[Answer],
    watched: Iterable[Answer],
    notes: Sequence[str],
    words: Words,
    *,
    plain: bool,
) -> Iterator[str]:
    """Give the record and notes as JSON, in parts: there may be more than fit in memory.

    Parameters
    ----------
    answers : sequence of Answer
    watched : iterable of Answer
        The same answers, where somebody counts as they are taken.
    notes : sequence of str
        Read when all answers are written.
    words : Words
        The language and the unit of sentences; numbers for programs are always in kilometres.
    plain : bool
        Whether to escape what is not ASCII.
    """

    def dumped(value: Any, margin: str = "") -> str:
        text = json.dumps(value, ensure_ascii=plain, indent=2)
        return text.replace("\n", f"\n{margin}")

    yield f'{{\n  "schema": {SCHEMA},\n  "answers": ['
    between = "\n"
    for row in rows(watched, sources_of(answers), words):
        yield f"{between}    {dumped(row, '    ')}"
        between = ",\n"
    tail = dumped({**rest(answers, words), "notes": list(notes)})
    yield "\n  ],\n" + tail.removeprefix("{\n") + "\n"


def rest(answers: Sequence[Answer], words: Words) -> dict[str, Any]:
    """Give the sources that answers cite by number from 1, and the data they rest on."""
    return {
        "sources": [source(each) for each in sources_of(answers)],
        "data": {key: value for key, value in _database.meta().items() if key not in INTERNAL},
        "method": method(words, answers),
    }


def numbers(cited: Sequence[Source], sources: Sequence[Source]) -> list[int]:
    """Give the numbers, from 1, of cited sources in the list of all."""
    return sorted(sources.index(each) + 1 for each in cited if each.address)


def figures(weapon: Weapon) -> dict[str, Any]:
    """Give a weapon's figures in kilometres."""
    return {
        "range_low_km": weapon.range_low_km,
        "range_km": weapon.range_km,
        "range_high_km": weapon.range_high_km,
        "open_ended": weapon.open_ended,
        "min_range_km": weapon.min_range_km,
        "flown_km": weapon.flown.high_km if weapon.flown else None,
    }


def entry(weapon: Weapon) -> dict[str, Any]:
    """Give an entry of the catalogue, with every claim and its source."""
    return {
        **_about(weapon),
        "countries": list(weapon.countries),
        "operators": list(weapon.operators),
        "launch": list(weapon.launch),
        "aliases": list(weapon.aliases),
        "munitions": list(weapon.munitions),
        "status_source": source(weapon.status_source) if weapon.status_source else None,
        "variants": [variant.id for variant in weapon.variants],
        "minimum": weapon.minimum
        and {
            "printed": weapon.minimum.printed,
            "km": weapon.minimum.km,
            "source": source(weapon.minimum.source),
        },
        "claims": [
            {
                **{key: value for key, value in asdict(claim).items() if key != "source"},
                "source": source(claim.source),
                "typical": not weapon.launcher and claim is weapon.typical,
            }
            for claim in weapon.claims
        ],
        "note": weapon.note,
    }


def flat_entry(weapon: Weapon) -> dict[str, Any]:
    """Give an entry as one row of a table, its lists as text."""
    about = _about(weapon)
    for name in ("countries", "operators", "launch", "munitions"):
        about[name] = ";".join(getattr(weapon, name))
    typical = None if weapon.launcher else str(weapon.typical.source)
    addresses = " ".join(each.address or "" for each in weapon.sources)
    return {
        **about,
        "claims": len(weapon.claims),
        "typical_source": typical,
        "source_addresses": addresses,
    }


def _about(weapon: Weapon) -> dict[str, Any]:
    """Give what is one value of an entry; a launcher has no figures."""
    return {
        "id": weapon.id,
        "name": weapon.name,
        "designation": weapon.designation,
        "class": weapon.weapon_class,
        **(dict.fromkeys(FIGURES) if weapon.launcher else figures(weapon)),
        "typical_evidence": None if weapon.launcher else weapon.typical.evidence,
        "voices": len(weapon.origins),
        "status": weapon.status,
        "status_as_of": weapon.status_as_of,
        "measures": weapon.measures or "range",
        "variant_of": weapon.variant_of,
        "export_of": weapon.export_of,
        "catalogue": weapon.catalogue or "published",
    }


def place(where: Where) -> dict[str, Any]:
    """Give a place or territory as it was understood."""
    if isinstance(where, Territory):
        return {
            "label": where.long_label,
            "kind": where.kind,
            "code": where.code,
            "origins": where.count,
            "borders": border_data(where.borders),
            "note": border_note(where, Words()) or None,
        }
    return {
        "label": where.long_label,
        "kind": where.kind,
        "country": where.country,
        "country_name": where.country_name,
        "division": where.division,
        "lat": where.lat,
        "lon": where.lon,
        "population": where.population,
        "icao": where.icao,
    }


def border_data(borders: Borders | None) -> dict[str, Any] | None:
    """Give what a border rests on."""
    return asdict(borders) if borders else None


def foot(point: Place | None, words: Words) -> dict[str, Any] | None:
    """Give the nearest point of a territory, with words for where it is."""
    if point is None:
        return None
    return {
        "lat": round(point.lat, 5),
        "lon": round(point.lon, 5),
        "where": point_said(point, words),
    }


def source(each: Source) -> dict[str, Any]:
    """Give a source; what was not seen is null."""
    return {
        "publisher": each.publisher,
        "title": each.title,
        "date": each.date,
        "url": each.url,
        "stored_copy": each.mirror,
    }
