"""What is published about a weapon, in words."""

from collections.abc import Sequence

from rangemap._catalogue.values import Claim
from rangemap._catalogue.weapon import Weapon
from rangemap._reach.answer import ROTATION_KM
from rangemap._text.phrases import phrase
from rangemap._text.words import Words


def figure(claim: Claim, words: Words) -> str:
    """Give a claim's figure with its qualifier, such as "up to 300 km"."""
    plain = words.length(claim.high_km)
    if claim.low_km != claim.high_km:
        plain = words.span(claim.low_km, claim.high_km)
    if claim.kind == "tested":
        plain = words.say("flown", figure=plain)
    return words.say(claim.said, figure=plain) if claim.said else plain


def condition(claim: Claim, words: Words) -> str:
    """Give what a claim is tied to, such as "with a light warhead"."""
    return phrase("condition", claim.condition, words) if claim.condition else ""


def reaches(weapon: Weapon, words: Words) -> str:
    """Say how far a weapon reaches, with the spread of what is published."""
    if weapon.weapon_class == "given":
        return words.say("given", figure=figure(weapon.typical, words))
    spread = in_brackets(words, condition(weapon.typical, words), published(weapon, words))
    return words.say(
        "reaches",
        weapon=weapon_name(weapon, words),
        figure=figure(weapon.typical, words),
        published=spread,
    )


def published(weapon: Weapon, words: Words) -> str:
    """Give the spread of what is published, where there is one."""
    low, high = weapon.range_low_km, weapon.range_high_km
    if low == high or (low, high) == (weapon.typical.low_km, weapon.typical.high_km):
        return ""
    return words.say("published", span=words.span(low, high))


def in_brackets(words: Words, *parts: str | None) -> str:
    """Give what there is of several remarks, in brackets behind what they are about."""
    said = words.clauses(part for part in parts if part)
    return f" ({said})" if said else ""


def weapon_name(weapon: Weapon, words: Words) -> str:
    """Give a weapon's name; a range of the asker's own is called by its length."""
    if weapon.weapon_class == "given":
        return words.length(weapon.range_km)
    return phrase("weapon", weapon.name, words)


def by_claims(claims: Sequence[Claim], straddling: Sequence[Claim], end: str, words: Words) -> str:
    """Name claims, and the end of those spans that says the same as they do."""
    named = grouped(claims, words)
    named += [words.say(end, claim=claim) for claim in grouped(straddling, words)]
    return words.several(named)


def grouped(claims: Sequence[Claim], words: Words) -> list[str]:
    """Give every figure once, with all the sources that print it."""
    sources: dict[tuple[str, str], list[str]] = {}
    for claim in claims:
        said = (figure(claim, words), condition(claim, words))
        sources.setdefault(said, []).append(_printed_by(claim, words))
    return [
        f"{said}{in_brackets(words, tied, *dict.fromkeys(printed))}"
        for (said, tied), printed in sources.items()
    ]


def _printed_by(claim: Claim, words: Words) -> str:
    """Give whose page it is, without who else printed it: the list of sources has that."""
    house = claim.source.house
    if claim.evidence == "dataset":
        return words.say("dataset", publisher=house)
    return f"{house}, {claim.source.date or words.say('undated')}"


def caveat(weapon: Weapon, key: str, words: Words) -> str:
    """Give what a reader must be told of a weapon."""
    date = weapon.status_as_of
    own = [each.catalogue for each in (weapon, *weapon.variants) if each.catalogue]
    launch = [words.say(f"launch {each}") for each in weapon.launch if each != "ground"]
    return words.say(
        key,
        launch=words.several(launch),
        catalogue=words.several(list(dict.fromkeys(own))),
        as_of=words.say("as of", date=date) if date else "",
        flown=figure(weapon.flown, words) if weapon.flown else "",
        limit=words.length(ROTATION_KM),
    )
