"""Weapons as plain data: all that the page's script needs to answer a changed question."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from rangemap._catalogue.values import Claim, Source
from rangemap._catalogue.weapon import Weapon
from rangemap._text.figures import condition, weapon_name
from rangemap._text.words import Language
from rangemap.page._told import told


def is_drawn(given: Weapon) -> bool:
    """Say whether a weapon's range is one against places on the ground."""
    return given.weapon_class != "sam"


def sources_of(weapons: Iterable[Weapon]) -> list[Source]:
    """Give every source that an answer about weapons can rest on, each once."""
    every = (source for weapon in weapons for source in _sources(weapon))
    return list(dict.fromkeys(source for source in every if source.address))


def _sources(weapon: Weapon) -> list[Source]:
    return [*weapon.sources, *(each for variant in weapon.variants for each in _sources(variant))]


def weapon(
    given: Weapon, number: int, sources: Sequence[Source], languages: Sequence[Language]
) -> dict[str, Any]:
    """Give a weapon with the figures that follow from its claims.

    Parameters
    ----------
    given : Weapon
    number : int
        Its place among the weapons of the page, by which it is coloured and its line dashed.
    sources : sequence of Source
        In the order of their numbers, which are from 1.
    languages : sequence of str
    """
    claim = partial(_claim, sources=sources, languages=languages)
    figures = partial(_figures, claim=claim, languages=languages)
    return {
        **figures(given),
        "launch": given.launch,
        "status": given.status,
        "as_of": given.status_as_of,
        "catalogues": list(
            dict.fromkeys(
                each.catalogue for each in (given, *given.variants) if each.catalogue is not None
            )
        ),
        "highest": claim(given.highest),
        "typical": claim(given.typical),
        "flown": given.flown and claim(given.flown),
        "range": given.range_km,
        "minimumSource": given.minimum and _number(given.minimum.source, sources),
        "keySources": sorted(
            sources.index(each) + 1 for each in given.key_sources if each in sources
        ),
        "variants": [figures(variant) for variant in given.variants],
        "number": number,
    }


def _figures(
    given: Weapon, claim: Callable[[Claim], dict[str, Any]], languages: Sequence[Language]
) -> dict[str, Any]:
    """Give what a verdict follows from."""
    return {
        "id": given.id,
        "name": told(partial(weapon_name, given), languages),
        "class": given.weapon_class,
        "measures": given.measures,
        "low": given.range_low_km,
        "high": given.range_high_km,
        "minimum": given.min_range_km,
        "openEnded": given.open_ended,
        "flownFarther": given.flown_farther and claim(given.flown_farther),
        "counted": [claim(each) for each in given.counted],
        "variants": [],
    }


def _claim(
    claim: Claim, sources: Sequence[Source], languages: Sequence[Language]
) -> dict[str, Any]:
    return {
        "low": claim.low_km,
        "high": claim.high_km,
        "said": claim.said,
        "flown": claim.kind == "tested",
        "open": claim.open_ended,
        "condition": claim.condition and told(partial(condition, claim), languages),
        "publisher": claim.source.house,
        "date": claim.source.date,
        "dataset": claim.evidence == "dataset",
        "source": _number(claim.source, sources),
    }


def _number(source: Source, sources: Sequence[Source]) -> int | None:
    """Give the number of a source; what the asker gave has none."""
    return sources.index(source) + 1 if source in sources else None
