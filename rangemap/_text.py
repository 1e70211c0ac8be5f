"""Answers in words: sentences with numbered sources, from the templates in messages/."""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from rangemap import _database
from rangemap._catalogue.values import Claim, Source, Weapon
from rangemap._reach.answer import Answer
from rangemap.errors import QuestionError

NEAR_KM = 10.0
"""Below this a whole kilometre is too coarse to read."""

MESSAGES = Path(__file__).parent / "messages/en.json"


@cache
def messages() -> dict[str, str]:
    """Give the templates."""
    text = MESSAGES.read_text(encoding="utf-8")
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

    Raises
    ------
    QuestionError
        Something else was given, or nothing.

    Examples
    --------
    >>> import rangemap
    >>> print(rangemap.describe(rangemap.check("peklo", "Kyiv", "Moscow")).splitlines()[0])
    No. Moscow is 756 km from Kyiv; Peklo reaches 700 km, 56 km short. [1]
    """
    several = [answers] if isinstance(answers, Answer) else list(answers)
    if not several or not all(isinstance(each, Answer) for each in several):
        raise QuestionError("describe takes what check gives: an Answer, or several of them.")
    sources = sources_of(several)
    lines = [f"{sentence(answer)} {marks(answer, sources)}".rstrip() for answer in several]
    if sources:
        lines += ["", f"{messages()['Sources']}:"]
        lines += [f"[{number}] {source}" for number, source in enumerate(sources, 1)]
    return "\n".join([*lines, "", method()])


def sources_of(answers: Sequence[Answer], weapons: Sequence[Weapon] = ()) -> list[Source]:
    """Give the sources of answers and of weapons' figures, each once, in the order of citing."""
    cited = [source for answer in answers for source in answer.sources]
    cited += [source for weapon in weapons for source in weapon.key_sources]
    return list(dict.fromkeys(source for source in cited if source.url))


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
        target=answer.target.long_label,
        distance=km(answer.distance_km),
        origin=answer.origin.long_label,
    )
    key = answer.reason or answer.verdict
    words = template[key].format(
        where=where,
        weapon=weapon.name,
        reaches=reaches(weapon),
        figure=figure(weapon.typical),
        open=_grouped([weapon.highest])[0],
        margin=km(abs(_whole(answer.margin_km + answer.distance_km) - _whole(answer.distance_km))),
        edge=template["edge given" if weapon.weapon_class == "given" else "edge published"],
        low=km(weapon.range_low_km),
        high=km(weapon.range_high_km),
        minimum=km(weapon.min_range_km or 0),
        uncertainty=km(max(1.0, answer.uncertainty_km)),
        sides=_sides(answer),
        reaching=_names(answer.variants("yes")),
        short=_names(answer.variants("no")),
    )
    return " ".join([words, *(template[caveat] for caveat in answer.caveats)])


def reaches(weapon: Weapon) -> str:
    """Say how far a weapon reaches, with the spread of what is published."""
    template = messages()
    if weapon.weapon_class == "given":
        return template["given"].format(figure=figure(weapon.typical))
    return template["reaches"].format(
        weapon=weapon.name, figure=figure(weapon.typical), published=published(weapon)
    )


def published(weapon: Weapon) -> str:
    """Give the spread of what is published in brackets, where there is one."""
    low, high = weapon.range_low_km, weapon.range_high_km
    if low == high or (low, high) == (weapon.typical.low_km, weapon.typical.high_km):
        return ""
    return messages()["published"].format(span=span(low, high))


def figure(claim: Claim) -> str:
    """Give a claim's figure with its qualifier, such as "up to 300 km"."""
    template = messages()
    plain = km(claim.high_km)
    if claim.low_km != claim.high_km:
        plain = span(claim.low_km, claim.high_km)
    return template[claim.said].format(figure=plain) if claim.said else plain


def km(value: float) -> str:
    """Give a length in whole kilometres, with one decimal below ten."""
    template = messages()
    number = f"{_whole(value):,.{1 if value < NEAR_KM else 0}f}".removesuffix(".0")
    return template["km"].format(number=number.replace(",", template["thousands"]))


def _whole(value: float) -> float:
    return round(value, 1) if value < NEAR_KM else float(round(value))


def span(low: float, high: float) -> str:
    """Give two lengths as a span."""
    low_number = f"{low:,.0f}".replace(",", messages()["thousands"])
    return messages()["span"].format(low=low_number, high=km(high))


def _sides(answer: Answer) -> str:
    """Say which claims put the target inside, which outside, and which leave it open."""
    sides = {
        "within": _by_claims(answer.inside, answer.straddling, "upper end"),
        "beyond": _by_claims(answer.outside, answer.straddling, "lower end"),
        "left open": _by_claims(answer.left_open, (), ""),
    }
    return "; ".join(
        messages()[side].format(claims=claims) for side, claims in sides.items() if claims
    )


def _by_claims(claims: Sequence[Claim], straddling: Sequence[Claim], end: str) -> str:
    """Name the claims, and the end of those spans that says the same as they do."""
    named = _grouped(claims)
    named += [messages()[end].format(claim=claim) for claim in _grouped(straddling)]
    return joined(named)


def _grouped(claims: Sequence[Claim]) -> list[str]:
    """Give every figure once, with all the sources that print it."""
    sources: dict[str, list[str]] = {}
    for claim in claims:
        sources.setdefault(figure(claim), []).append(_publisher(claim.source))
    return [
        messages()["by claim"].format(figure=said, sources="; ".join(dict.fromkeys(printed)))
        for said, printed in sources.items()
    ]


def _publisher(source: Source) -> str:
    return f"{source.publisher}, {source.date or messages()['undated']}"


def _names(weapons: Sequence[Weapon]) -> str:
    return joined([weapon.name for weapon in weapons])


def joined(words: Sequence[str]) -> str:
    """Give words as a person lists them."""
    if len(words) < 2:
        return "".join(words)
    return messages()["list"].format(first=", ".join(words[:-1]), last=words[-1])
