"""Answers in words: sentences with numbered sources, from the templates in messages/."""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from rangemap import _database
from rangemap._answer import Answer
from rangemap._catalogue.values import Claim, Source, Weapon

MESSAGES = Path(__file__).parent / "messages"


@cache
def messages(language: str = "en") -> dict[str, str]:
    """Give the templates of a language."""
    text = (MESSAGES / f"{language}.json").read_text(encoding="utf-8")
    templates: dict[str, str] = json.loads(text)
    return templates


def describe(answers: Answer | Iterable[Answer]) -> str:
    """Give answers as sentences, with the sources they rest on and the method.

    Parameters
    ----------
    answers : Answer or iterable of Answer

    Returns
    -------
    str
        A paragraph of lines: one an answer, a numbered list of sources, a line on the method.

    Examples
    --------
    >>> import rangemap
    >>> print(rangemap.describe(rangemap.check("peklo", "Kyiv", "Moscow")).splitlines()[0])
    No. Moscow is 756 km from Kyiv; Peklo reaches up to 700 km, 56 km short. [1]
    """
    several = [answers] if isinstance(answers, Answer) else list(answers)
    sources = sources_of(several)
    lines = [f"{sentence(answer)} {marks(answer, sources)}".rstrip() for answer in several]
    if sources:
        lines += ["", f"{messages()['Sources']}:"]
        lines += [f"[{number}] {source}" for number, source in enumerate(sources, 1)]
    return "\n".join([*lines, "", method()])


def sources_of(answers: Sequence[Answer]) -> list[Source]:
    """Give the sources of answers, each once, in the order in which they are cited."""
    cited = [source for answer in answers for source in answer.sources if source.url]
    return list(dict.fromkeys(cited))


def marks(answer: Answer, sources: Sequence[Source]) -> str:
    """Give the numbers of an answer's sources, such as [1][3]."""
    numbers = [sources.index(source) + 1 for source in answer.sources if source.url]
    return "".join(f"[{number}]" for number in sorted(numbers))


def method() -> str:
    """Give the line that says how distances were measured and on what data."""
    return messages()["method"].format_map(_database.meta())


def sentence(answer: Answer) -> str:
    """Give an answer as one sentence, and its caveats as further ones."""
    template = messages()
    weapon = answer.weapon
    where = template["distance"].format(
        target=answer.target.label if answer.target.name else str(answer.target),
        distance=km(answer.distance_km),
        origin=answer.origin.label if answer.origin.name else str(answer.origin),
    )
    inside, outside = _by_claims(answer.inside), _by_claims(answer.outside)
    key = answer.reason or answer.verdict
    words = template[key].format(
        where=where,
        weapon=weapon.name,
        reaches=reaches(weapon),
        figure=figure(weapon.typical),
        margin=km(abs(round(answer.range_km) - round(answer.distance_km))),
        low=km(weapon.range_low_km),
        high=km(weapon.range_high_km),
        minimum=km(weapon.min_range_km or 0),
        uncertainty=km(max(1.0, answer.uncertainty_km)),
        inside=inside,
        outside=outside,
        reaching=_names([v for v in weapon.variants if v.range_low_km >= answer.distance_km]),
        short=_names([v for v in weapon.variants if v.range_high_km < answer.distance_km]),
    )
    return " ".join([words, *(template[caveat] for caveat in answer.caveats)])


def reaches(weapon: Weapon) -> str:
    """Say how far a weapon reaches, with the spread of what is published."""
    template = messages()
    if weapon.weapon_class == "given":
        return template["given"].format(figure=figure(weapon.typical))
    published = ""
    low, high = weapon.range_low_km, weapon.range_high_km
    if low != high and (low, high) != (weapon.typical.low_km, weapon.typical.high_km):
        published = template["published"].format(span=_span(low, high))
    return template["reaches"].format(
        weapon=weapon.name, figure=figure(weapon.typical), published=published
    )


def figure(claim: Claim) -> str:
    """Give a claim's figure with its qualifier, such as "up to 300 km"."""
    template = messages()
    span = km(claim.high_km)
    if claim.low_km != claim.high_km:
        span = _span(claim.low_km, claim.high_km)
    return template[claim.qualifier].format(figure=span) if claim.qualifier else span


def km(value: float) -> str:
    """Give a length in whole kilometres."""
    template = messages()
    number = f"{value:,.0f}".replace(",", template["thousands"])
    return template["km"].format(number=number)


def _span(low: float, high: float) -> str:
    low_number = f"{low:,.0f}".replace(",", messages()["thousands"])
    return messages()["span"].format(low=low_number, high=km(high))


def _by_claims(claims: Sequence[Claim]) -> str:
    """Name the claims that say the same, the best known date with each."""
    template = messages()
    named = [
        template["by claim"].format(
            figure=figure(claim),
            publisher=claim.source.publisher,
            date=claim.source.date or template["undated"],
        )
        for claim in claims
    ]
    return _listed(list(dict.fromkeys(named)))


def _names(weapons: Sequence[Weapon]) -> str:
    return _listed([weapon.name for weapon in weapons])


def _listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return messages()["list"].format(first=", ".join(words[:-1]), last=words[-1])
