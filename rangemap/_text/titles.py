"""A whole question in one line: its title, and what a map of it shows to who cannot see it."""

from collections.abc import Sequence

from rangemap._catalogue.weapon import Weapon
from rangemap._places.territory import Where
from rangemap._reach.answer import Answer
from rangemap._text.figures import figure, weapon_name
from rangemap._text.names import long_name, name
from rangemap._text.words import Words

MOST_IN_TITLE = 5
MOST_IN_ALTERNATIVE = 10


def title(
    weapons: Sequence[Weapon], origins: Sequence[Where], targets: Sequence[Where], words: Words
) -> str:
    """Give the title of a question."""
    return words.say(
        "title answers" if targets else "title",
        weapons=words.several([weapon_name(weapon, words) for weapon in weapons]),
        origins=_few([long_name(origin, words) for origin in origins], "many origins", words),
        targets=_few([name(target, words) for target in targets], "many targets", words),
    )


def _few(names: Sequence[str], many: str, words: Words) -> str:
    """Give names as a person lists them, or their number where they are many."""
    return words.several(names) if len(names) <= MOST_IN_TITLE else words.say(many, n=len(names))


def label(weapon: Weapon, words: Words) -> str:
    """Give a weapon with its figure, as a ring is labelled."""
    if weapon.weapon_class == "given":
        return weapon_name(weapon, words)
    if weapon.weapon_class == "sam":
        return words.say("air defence label", weapon=weapon_name(weapon, words))
    return words.say(
        "label", weapon=weapon_name(weapon, words), figure=figure(weapon.typical, words)
    )


def alternative(
    weapons: Sequence[Weapon],
    origins: Sequence[Where],
    answers: Sequence[Answer],
    words: Words,
) -> str:
    """Give what a map shows in a line: the ranges, and for each place its distance and verdicts."""
    origin_names = [long_name(origin, words) for origin in origins]
    said = words.say(
        "alternative",
        weapons=words.several([label(weapon, words) for weapon in weapons]),
        origins=_few(origin_names, "many origins", words),
    )
    return f"{said} {places_told(answers, words)}" if answers else said


def places_told(answers: Sequence[Answer], words: Words) -> str:
    """Give the distance of each place and its verdicts."""
    asked = dict.fromkeys((answer.origin, answer.target) for answer in answers)
    several = len({answer.origin for answer in answers}) > 1
    told = [
        _place_told([a for a in answers if (a.origin, a.target) == pair], several, words)
        for pair in list(asked)[:MOST_IN_ALTERNATIVE]
    ]
    rest = ["…"] if len(asked) > MOST_IN_ALTERNATIVE else []
    return f"{words.clauses([*told, *rest])}."


def _place_told(answers: Sequence[Answer], several: bool, words: Words) -> str:
    """Give the distance of one place, of several origins from which, and each weapon's answer."""
    verdicts = [
        words.say(
            "alternative verdict",
            weapon=weapon_name(answer.weapon, words),
            verdict=words.say(f"verdict {_shown(answer)}"),
        )
        for answer in answers
    ]
    distance = words.length(answers[0].distance_km)
    if several:
        place = name(answers[0].origin, words)
        distance = words.say("distance of", distance=distance, place=place)
    return words.say(
        "alternative answer",
        target=long_name(answers[0].target, words),
        distance=distance,
        verdicts=words.several(verdicts),
    )


def _shown(answer: Answer) -> str:
    """Give the verdict; of a territory that is reached and not all of it, that it is a part."""
    return (
        "part" if answer.verdict == "yes" and answer.covers not in (None, "yes") else answer.verdict
    )
