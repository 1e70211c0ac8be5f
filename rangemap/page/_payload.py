"""What a page shows, as plain data: it is all that the page's script gets to know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from rangemap import _database
from rangemap._catalogue.values import Source
from rangemap._catalogue.weapon import Weapon
from rangemap._places.countries import drawn_names
from rangemap._places.gazetteer import city_near
from rangemap._places.territory import Territory, Where, Worldview
from rangemap._reach.answer import Answer
from rangemap._reach.water import BY_WATER
from rangemap._text.notes import border_note, publisher_said, sources_of
from rangemap._text.phrases import phrase
from rangemap._text.words import LANGUAGES, Language, Units
from rangemap.page import _weapons, _where
from rangemap.page._told import told
from rangemap.page._world import world

CREDITS = ("places_credit", "borders_credit")
"""What of it is words."""


@dataclass(frozen=True)
class Reader:
    """What a page is made for.

    Parameters
    ----------
    lang : str or None
        The language that it has beside English; None for all, of which it takes the reader's own.
    units : {"km", "mi", "nmi"}
        What lengths are told in at first.
    min_population : int
        How many people a city has at least that is listed.
    tiles : bool, default False
        Whether it is drawn on tiles from elsewhere.
    """

    lang: Language | None
    units: Units
    min_population: int
    tiles: bool = False

    @property
    def languages(self) -> list[Language]:
        """The languages that the page has words in, English first."""
        return list(LANGUAGES) if self.lang is None else list(dict.fromkeys(["en", self.lang]))


def payload(
    weapons: Sequence[Weapon],
    origins: Sequence[Where],
    targets: Sequence[Where],
    answers: Sequence[Answer],
    worldview: Worldview,
    reader: Reader,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give everything that a page shows: the question, and what is large.

    Parameters
    ----------
    weapons, origins, targets : sequences
        As they were understood; air defence is told and not drawn.
    answers : sequence of Answer
        One for every weapon, origin and target.
    worldview : {"recognised", "natural-earth"}
        Whose the basemap is.
    reader : Reader
    """
    sources = _sources(weapons, answers)
    places = [*origins, *targets]
    question = {
        "lang": reader.lang,
        "units": reader.units,
        "worldview": worldview,
        "weapons": [
            _weapons.weapon(weapon, i, sources, reader.languages)
            for i, weapon in enumerate(weapons)
        ],
        "origins": [_where.place(origin, reader.languages) for origin in origins],
        "targets": [_where.place(target, reader.languages) for target in targets],
        "sources": [_source(source, reader.languages) for source in sources],
        "borders": [_borders(where, reader.languages) for where in _with_borders(places)],
        "data": _about(reader.languages),
        "tiles": reader.tiles,
        "unlabelled": _unlabelled(places, worldview),
    }
    feet = [foot for answer in answers for foot in (answer.start, answer.end) if foot]
    near = [found[0].id for foot in feet if (found := city_near(foot.lat, foot.lon))]
    large = {
        **world(reader.languages, reader.min_population, [id_ for id_ in near if id_]),
        "origins": [_large(origin, places, weapons, rings=True) for origin in origins],
        "targets": [_large(target, places, weapons, rings=False) for target in targets],
        "between": [
            [_between(origin, target, weapons) for target in targets] for origin in origins
        ],
    }
    return question, large


def _sources(weapons: Sequence[Weapon], answers: Sequence[Answer]) -> list[Source]:
    """Give the sources in the order of citing, and then all that another answer would cite."""
    return list(dict.fromkeys([*sources_of(answers, weapons), *_weapons.sources_of(weapons)]))


def _source(source: Source, languages: Sequence[Language]) -> dict[str, Any]:
    return {
        "publisher": told(partial(publisher_said, source), languages),
        "title": source.title,
        "date": source.date,
        "url": source.address,
        "storedCopy": not source.url,
    }


def _with_borders(places: Iterable[Where]) -> list[Territory]:
    found = [where for where in places if isinstance(where, Territory) and where.borders]
    return list(dict.fromkeys(found))


def _borders(where: Territory, languages: Sequence[Language]) -> dict[str, Any]:
    """Give what the border of a territory rests on."""
    borders = where.borders
    return {
        **_where.place(where, languages),
        "dataset": borders and borders.dataset,
        "scale": borders and borders.scale,
        "date": borders and borders.date,
        "worldview": borders and borders.worldview,
        "lineErrorKm": borders and borders.error_km,
        "note": told(partial(border_note, where), languages),
    }


def _about(languages: Sequence[Language]) -> dict[str, Any]:
    """Give what the database says of itself; of its credits, in every language."""
    data = _database.meta()
    credited = {key: told(partial(phrase, "credit", data[key]), languages) for key in CREDITS}
    return {**data, **credited}


def _large(
    where: Where, others: Sequence[Where], weapons: Sequence[Weapon], *, rings: bool
) -> dict[str, Any] | None:
    """Give what of a territory is large: its shape, and the outlines round it."""
    if not isinstance(where, Territory):
        return None
    by_water = any(weapon.weapon_class in BY_WATER for weapon in weapons)
    found = _where.territory(where, others, by_water=by_water)
    return {**found, "rings": _where.rings(where, weapons) if rings else []}


def _between(origin: Where, target: Where, weapons: Sequence[Weapon]) -> dict[str, Any] | None:
    """Give the way between two territories; to and from points the page finds it itself."""
    if isinstance(origin, Territory) and isinstance(target, Territory):
        return _where.between(origin, target, weapons)
    return None


def _unlabelled(places: Sequence[Where], worldview: Worldview) -> list[str]:
    """Give the names on the basemap of what the page names itself."""
    codes = [where.code for where in places if isinstance(where, Territory) and where.code]
    return sorted({name for code in codes for name in drawn_names(code, worldview)})
