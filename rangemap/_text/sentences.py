"""Answers as sentences."""

import math
from functools import lru_cache

from rangemap._places.gazetteer import city_near
from rangemap._places.territory import Territory
from rangemap._places.values import Place
from rangemap._reach.answer import Answer
from rangemap._reach.water import coast_km, is_inland
from rangemap._text.figures import (
    by_claims,
    caveat,
    figure,
    grouped,
    in_brackets,
    published,
    reaches,
    weapon_name,
)
from rangemap._text.names import coordinates, full_name, long_name
from rangemap._text.words import Words

AT_CITY_KM = 1.0

LEAST_UNCERTAIN_KM = 1.0
"""Less is not worth saying."""


def sentence(answer: Answer, words: Words) -> str:
    """Give an answer as one sentence, and its caveats as further ones."""
    weapon = answer.weapon
    said = words.say(
        _key(answer),
        where=distance_said(answer, words),
        weapon=weapon_name(weapon, words),
        reaches=reaches(weapon, words),
        figure=figure(weapon.typical, words),
        published=in_brackets(words, published(weapon, words)),
        open=grouped([weapon.highest], words)[0],
        flown=grouped([weapon.flown], words)[0] if weapon.flown else "",
        margin=words.margin(answer.reach_km, answer.distance_km),
        edge=words.say("edge given" if weapon.weapon_class == "given" else "edge published"),
        low=words.length(weapon.range_low_km),
        high=words.length(weapon.range_high_km),
        minimum=words.length(weapon.min_range_km or 0),
        uncertainty=_uncertainty(answer, words),
        why=_why_uncertain(answer, words),
        inland=_inland(answer, words),
        sides=_sides(answer, words),
        variants=_variants(answer, words),
    )
    told = [caveat(weapon, key, words) for key in answer.caveats]
    return " ".join([said, *_covers(answer, words), *_edge(answer, words), *told])


def _key(answer: Answer) -> str:
    """Give the template that an answer is told by."""
    if answer.reason:
        return answer.reason
    if answer.verdict == "yes" and answer.covers:
        return "yes all" if answer.covers == "yes" else "yes part"
    if answer.verdict == "no" and answer.weapon.open_ended:
        return "no open"
    return answer.verdict


def _covers(answer: Answer, words: Words) -> list[str]:
    """Say whether all of a target that is a territory is within reach."""
    if answer.farthest_km is None or not answer.covers or answer.verdict == "no":
        return []
    return [words.say(f"covers {answer.covers}", farthest=words.length(answer.farthest_km))]


def _edge(answer: Answer, words: Words) -> list[str]:
    """Say that an answer that depends on something else is an edge case besides."""
    if not answer.is_at_edge or answer.reason in ("edge", "minimum edge"):
        return []
    why = _why_uncertain(answer, words)
    return [words.say("at edge", uncertainty=_uncertainty(answer, words), why=why)]


def _uncertainty(answer: Answer, words: Words) -> str:
    return words.length(max(LEAST_UNCERTAIN_KM, answer.uncertainty_km))


def _inland(answer: Answer, words: Words) -> str:
    """Say which of origin and target is inland, and how far from the sea."""
    if answer.reason != "inland":
        return ""
    where = answer.origin if is_inland(answer.origin) else answer.target
    return words.say(
        "inland place", place=long_name(where, words), distance=words.length(coast_km(where))
    )


def distance_said(answer: Answer, words: Words) -> str:
    """Say how far the target is, and from and to which point of a territory."""
    key = "distance"
    if answer.distance_km == 0 and isinstance(answer.origin, Territory):
        key = "inside" if isinstance(answer.target, Place) else "adjoining"
    elif answer.distance_km == 0 and isinstance(answer.target, Territory):
        key = "around"
    said = words.say(
        key,
        target=long_name(answer.target, words),
        distance=words.length(answer.distance_km),
        origin=long_name(answer.origin, words),
    )
    feet = [
        words.say(f"{side} nearest", point=point_said(foot, words))
        for side, land, foot in (
            ("from", answer.origin, answer.start),
            ("to", answer.target, answer.end),
        )
        if foot and answer.distance_km and isinstance(land, Territory)
    ]
    return f"{said} ({', '.join(feet)})" if feet else said


@lru_cache(maxsize=10_000)
def point_said(point: Place, words: Words) -> str:
    """Say where a point is: so far and in such a direction of the nearest city."""
    found = city_near(point.lat, point.lon)
    if found is None:
        return coordinates(point, words)
    city, away_km = found
    name = full_name(city, words.lang)
    if away_km < AT_CITY_KM:
        return words.say("at", place=name)
    compass = words.say("compass").split()
    direction = compass[math.floor(_azimuth(city, point) / 360 * len(compass) + 0.5) % len(compass)]
    return words.say("off", distance=words.length(away_km), direction=direction, place=name)


def _azimuth(start: Place, end: Place) -> float:
    """Give about the direction, clockwise from north, for places near each other."""
    turn = (end.lon - start.lon + 180) % 360 - 180
    east = turn * math.cos(math.radians((start.lat + end.lat) / 2))
    return math.degrees(math.atan2(east, end.lat - start.lat)) % 360


def _why_uncertain(answer: Answer, words: Words) -> str:
    """Say what makes the distance uncertain."""
    drawn = any(
        isinstance(each, Territory) and each.borders for each in (answer.origin, answer.target)
    )
    return words.say("why borders" if drawn else "why points")


def _sides(answer: Answer, words: Words) -> str:
    """Say which claims put the target inside, which outside, and which leave it open."""
    sides = {
        "within": by_claims(answer.inside, answer.straddling, "upper end", words),
        "beyond": by_claims(answer.outside, answer.straddling, "lower end", words),
        "left open": by_claims(answer.left_open, (), "", words),
    }
    return words.clauses(words.say(side, claims=claims) for side, claims in sides.items() if claims)


def _variants(answer: Answer, words: Words) -> str:
    """Say which variants would reach the target, which may, and which would not."""
    said = []
    for verdict in ("yes", "depends", "no"):
        names = [weapon_name(weapon, words) for weapon in answer.variants(verdict)]
        if names:
            said.append(words.say(f"variants {verdict}", n=len(names), names=words.several(names)))
    return ", ".join(said)
