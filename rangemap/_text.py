"""Answers in words: sentences with numbered sources, from the templates in messages/."""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from rangemap import _database
from rangemap._catalogue.values import Claim, Source
from rangemap._catalogue.weapon import Weapon
from rangemap._places.gazetteer import city_near
from rangemap._places.territory import Territory
from rangemap._places.values import Place
from rangemap._reach.answer import Answer
from rangemap._reach.water import coast_km, is_inland
from rangemap.errors import QuestionError

NEAR_KM = 10.0
"""Below this a whole kilometre is too coarse to read."""

AT_CITY_KM = 1.0

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
    return "\n".join(lines(several))


def lines(answers: Sequence[Answer], watched: Iterable[Answer] | None = None) -> Iterator[str]:
    """Give the lines of a description, one by one.

    Parameters
    ----------
    answers : sequence of Answer
    watched : iterable of Answer, optional
        The same answers, where somebody counts as they are taken.
    """
    sources = sources_of(answers)
    for answer in answers if watched is None else watched:
        yield f"{sentence(answer)} {marks(answer, sources)}".rstrip()
    if sources:
        yield from ("", f"{messages()['Sources']}:")
        yield from (f"[{number}] {source}" for number, source in enumerate(sources, 1))
    yield from ("", method(answers))


def sources_of(answers: Sequence[Answer], weapons: Sequence[Weapon] = ()) -> list[Source]:
    """Give the sources of answers and of weapons' figures, each once, in the order of citing."""
    cited = [source for answer in answers for source in answer.sources]
    cited += [source for weapon in weapons for source in weapon.key_sources]
    return list(dict.fromkeys(source for source in cited if source.address))


def marks(answer: Answer, sources: Sequence[Source]) -> str:
    """Give the numbers of an answer's sources, such as [1][3]."""
    numbers = [sources.index(source) + 1 for source in answer.sources if source.address]
    return "".join(f"[{number}]" for number in sorted(numbers))


def method(answers: Sequence[Answer] = ()) -> str:
    """Give the line that says how distances were measured and on what data, borders included."""
    said = [messages()["method"].format_map(_database.meta())]
    return " ".join([*said, *(border_line(where) for where in territories(answers))])


def territories(answers: Iterable[Answer]) -> list[Territory]:
    """Give the territories in answers whose borders are data of ours, each once."""
    places = [where for answer in answers for where in (answer.origin, answer.target)]
    found = [where for where in places if isinstance(where, Territory) and where.borders]
    return list(dict.fromkeys(found))


def border_line(where: Territory) -> str:
    """Say what the border of a territory rests on, and how its disputed pieces are counted."""
    borders = where.borders
    if borders is None:
        return ""
    said = messages()["border data"].format(
        name=where.label,
        dataset=borders.dataset,
        scale=borders.scale,
        date=borders.date,
        worldview=borders.worldview,
        error=km(borders.error_km),
    )
    return f"{said} {where.note}" if where.note else said


def sentence(answer: Answer) -> str:
    """Give an answer as one sentence, and its caveats as further ones."""
    template = messages()
    weapon = answer.weapon
    key: str = answer.reason or answer.verdict
    if key == "yes" and answer.covers:
        key = "yes all" if answer.covers == "yes" else "yes part"
    if key == "no" and weapon.open_ended:
        key = "no open"
    words = template[key].format(
        where=distance_said(answer),
        weapon=weapon.name,
        reaches=reaches(weapon),
        figure=figure(weapon.typical),
        published=in_brackets(published(weapon)),
        open=_grouped([weapon.highest])[0],
        flown=_grouped([weapon.flown])[0] if weapon.flown else "",
        margin=km(abs(_whole(answer.margin_km + answer.distance_km) - _whole(answer.distance_km))),
        edge=template["edge given" if weapon.weapon_class == "given" else "edge published"],
        low=km(weapon.range_low_km),
        high=km(weapon.range_high_km),
        minimum=km(weapon.min_range_km or 0),
        uncertainty=km(max(1.0, answer.uncertainty_km)),
        why=_why_uncertain(answer),
        inland=_inland(answer),
        sides=_sides(answer),
        variants=_variants(answer),
    )
    more = [caveat(weapon, key) for key in answer.caveats]
    if answer.is_at_edge and answer.reason not in ("edge", "minimum edge"):
        uncertain = km(max(1.0, answer.uncertainty_km))
        more.insert(
            0, template["at edge"].format(uncertainty=uncertain, why=_why_uncertain(answer))
        )
    if answer.farthest_km is not None and answer.covers and answer.verdict != "no":
        said = template[f"covers {answer.covers}"]
        more.insert(0, said.format(farthest=km(answer.farthest_km)))
    return " ".join([words, *more])


def caveat(weapon: Weapon, key: str) -> str:
    """Give what a reader must be told of a weapon."""
    template = messages()
    date = weapon.status_as_of
    own = [each.catalogue for each in (weapon, *weapon.variants) if each.catalogue]
    return template[key].format(
        launch=joined([template[f"launch {each}"] for each in weapon.launch if each != "ground"]),
        catalogue=joined(list(dict.fromkeys(own))),
        as_of=template["as of"].format(date=date) if date else "",
        flown=figure(weapon.flown) if weapon.flown else "",
    )


def _inland(answer: Answer) -> str:
    """Say which of origin and target is inland, and how far from the sea."""
    if answer.reason != "inland":
        return ""
    where = answer.origin if is_inland(answer.origin) else answer.target
    template = messages()["inland place"]
    return template.format(place=where.long_label, distance=km(coast_km(where)))


def distance_said(answer: Answer) -> str:
    """Say how far the target is, and from and to which point of a territory."""
    template = messages()
    where = "distance"
    if answer.distance_km == 0 and isinstance(answer.origin, Territory):
        where = "inside" if isinstance(answer.target, Place) else "adjoining"
    elif answer.distance_km == 0 and isinstance(answer.target, Territory):
        where = "around"
    said = template[where].format(
        target=answer.target.long_label,
        distance=km(answer.distance_km),
        origin=answer.origin.long_label,
    )
    feet = [
        template[f"{side} {'border' if land.borders else 'nearest'}"].format(point=point_said(foot))
        for side, land, foot in (
            ("from", answer.origin, answer.start),
            ("to", answer.target, answer.end),
        )
        if foot and answer.distance_km and isinstance(land, Territory)
    ]
    return f"{said} ({', '.join(feet)})" if feet else said


@lru_cache(maxsize=10_000)
def point_said(point: Place) -> str:
    """Say where a point is: so far and in such a direction of the nearest city."""
    template = messages()
    found = city_near(point.lat, point.lon)
    if found is None:
        return point.coordinates
    city, away_km = found
    if away_km < AT_CITY_KM:
        return template["at"].format(place=city)
    compass = template["compass"].split()
    azimuth = _azimuth(city, point)
    direction = compass[round(azimuth / 360 * len(compass)) % len(compass)]
    return template["off"].format(distance=km(away_km), direction=direction, place=city)


def _azimuth(start: Place, end: Place) -> float:
    """Give about the direction, clockwise from north, for places near each other."""
    turn = (end.lon - start.lon + 180) % 360 - 180
    east = turn * math.cos(math.radians((start.lat + end.lat) / 2))
    return math.degrees(math.atan2(east, end.lat - start.lat)) % 360


def _why_uncertain(answer: Answer) -> str:
    """Say what makes the distance uncertain."""
    drawn = any(
        isinstance(each, Territory) and each.borders for each in (answer.origin, answer.target)
    )
    return messages()["why borders" if drawn else "why points"]


def reaches(weapon: Weapon) -> str:
    """Say how far a weapon reaches, with the spread of what is published."""
    template = messages()
    if weapon.weapon_class == "given":
        return template["given"].format(figure=figure(weapon.typical))
    return template["reaches"].format(
        weapon=weapon.name,
        figure=figure(weapon.typical),
        published=in_brackets(weapon.typical.condition, published(weapon)),
    )


def published(weapon: Weapon) -> str:
    """Give the spread of what is published, where there is one."""
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
    if claim.kind == "tested":
        plain = template["flown"].format(figure=plain)
    return template[claim.said].format(figure=plain) if claim.said else plain


def in_brackets(*parts: str | None) -> str:
    """Give what there is of several remarks, in brackets behind what they are about."""
    said = "; ".join(part for part in parts if part)
    return f" ({said})" if said else ""


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
    sources: dict[tuple[str, str | None], list[str]] = {}
    for claim in claims:
        sources.setdefault((figure(claim), claim.condition), []).append(_publisher(claim))
    return [
        f"{said}{in_brackets(condition, *dict.fromkeys(printed))}"
        for (said, condition), printed in sources.items()
    ]


def _publisher(claim: Claim) -> str:
    """Give whose page it is, without who else printed it: the list of sources has that."""
    publisher, date = claim.source.publisher.split(" (")[0], claim.source.date
    if claim.evidence == "dataset":
        return messages()["dataset"].format(publisher=publisher)
    return f"{publisher}, {date or messages()['undated']}"


def _variants(answer: Answer) -> str:
    """Say which variants would reach the target, which may, and which would not."""
    said = []
    for verdict in ("yes", "depends", "no"):
        names = [weapon.name for weapon in answer.variants(verdict)]
        if names:
            said.append(messages()[f"variants {verdict}"].format(names=joined(names)))
    return ", ".join(said)


def joined(words: Sequence[str]) -> str:
    """Give words as a person lists them."""
    if len(words) < 2:
        return "".join(words)
    return messages()["list"].format(first=", ".join(words[:-1]), last=words[-1])
