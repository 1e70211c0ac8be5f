"""The map of a question, as a folium map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Sized
from typing import TYPE_CHECKING, Any, NamedTuple

from rangemap._catalogue.weapon import Weapon
from rangemap._names import shown
from rangemap._places.countries import checked_worldview
from rangemap._places.territory import Where, Worldview
from rangemap._reach.answer import Answer
from rangemap._reach.check import answers_of
from rangemap._reach.question import (
    PlaceLike,
    WeaponLike,
    as_origins,
    as_places,
    as_weapons,
)
from rangemap._reach.tables import checked_population
from rangemap._text.sentences import sentence
from rangemap._text.titles import alternative, title
from rangemap._text.words import Words, checked_language, checked_units
from rangemap.errors import NotApplicableError, QuestionError
from rangemap.page._payload import Reader

if TYPE_CHECKING:
    import folium

MOST_ORIGINS = 50
MOST_TARGETS = 500
MOST_SPOKEN = 100
"""Answers that are told without a script."""

CITIES_FROM = 15_000
"""Below this the page would hold villages by the hundred thousand."""


def explore(
    weapons: WeaponLike | Iterable[WeaponLike] | None = None,
    origins: PlaceLike | Iterable[PlaceLike] = (),
    targets: PlaceLike | Iterable[PlaceLike] = (),
    *,
    range_km: float | Iterable[float] | None = None,
    worldview: str = "recognised",
    merge: bool = False,
    lang: str | None = None,
    units: str = "km",
    min_population: int = CITIES_FROM,
    tiles: str | None = None,
    m: folium.Map | None = None,
) -> folium.Map:
    """Draw what is within reach, on a map that needs no network.

    The launch points can be dragged, any place can be asked about, and the answers follow. Air
    defence among the weapons is named in the legend and not drawn.

    Parameters
    ----------
    weapons, origins, range_km, worldview, merge
        As for :func:`rangemap.reach`.
    targets
        Places to answer for, 500 at most; may be left out.
    lang : {"en", "fr", "uk", "de", "es", "pl", "ru"}, optional
        The language of the page, with English beside it; left out, the page has all and takes the
        one of the reader's browser.
    units : {"km", "mi", "nmi"}, default "km"
        What lengths are told in, until the reader chooses.
    min_population : int, default 15_000
        The smallest city that the page brings along, 15,000 at least; 100,000 makes a smaller page.
    tiles : str, optional
        A name of xyzservices, such as "OpenStreetMap.Mapnik", to draw on in place of the page's own
        map: whoever opens the page asks that host for them.
    m : folium.Map, optional
        A map of your own to draw on. Its tiles, plugins, layers and policy, and what they ask of
        whom, are yours; what is added here asks nobody for anything.

    Returns
    -------
    folium.Map
        Shows itself in Jupyter; ``.save("map.html")`` writes one self-contained file. With `m`,
        that map.

    Raises
    ------
    NotApplicableError
        Nothing but air defence was named.
    QuestionError
        More origins and targets than a map can show; a language, a unit, tiles or a number of
        people that there is not.
    RangemapError
        As for :func:`rangemap.check`.

    Examples
    --------
    >>> import rangemap
    >>> page = rangemap.explore(["atacms", "tomahawk"], "Kyiv", "Moscow", lang="fr")
    >>> type(page).__mro__[1]
    <class 'folium.folium.Map'>
    """
    found = as_weapons(weapons, range_km)
    if all(weapon.weapon_class == "sam" for weapon in found):
        raise NotApplicableError(
            f"{found[0].name} is air defence: its range is not one against places on the ground, "
            "so there is no map of it."
        )
    view = checked_worldview(worldview)
    froms = as_origins(origins, view, merge=merge)
    several = isinstance(targets, Sized) and not isinstance(targets, str)
    none = targets is None or (several and not targets)
    tos = [] if none else as_places(targets, "target", view)
    for places, what, most in ((froms, "origins", MOST_ORIGINS), (tos, "targets", MOST_TARGETS)):
        if len(places) > most:
            raise QuestionError(
                f"A map shows at most {most} {what}, not {len(places):,}: take fewer, or merge "
                "the origins, or ask check, which has no such limit."
            )
    reader = Reader(
        None if lang is None else checked_language(lang),
        checked_units(units),
        checked_population(min_population, least=CITIES_FROM),
        tiles is not None,
    )
    provider = None if tiles is None else _provider(tiles, m)
    answers = answers_of(found, froms, tos)
    return _drawn(_Asked(found, froms, tos, answers), view, reader, provider, m)


class _Asked(NamedTuple):
    weapons: Sequence[Weapon]
    origins: Sequence[Where]
    targets: Sequence[Where]
    answers: Sequence[Answer]


def _drawn(
    asked: _Asked, view: Worldview, reader: Reader, provider: Any, m: folium.Map | None
) -> folium.Map:
    """Draw what is asked on the user's map, or on a page of our own."""
    from rangemap.page._host import RangeMap, Ranges
    from rangemap.page._payload import payload

    words = Words(reader.lang or "en", reader.units)
    question, large = payload(*asked, view, reader)
    if m is None:
        told = [sentence(answer, words) for answer in asked.answers[:MOST_SPOKEN]]
        if len(asked.answers) > MOST_SPOKEN:
            told.append("…")
        spoken = "\n".join([words.say("page no script"), *told])
        described = alternative(asked.weapons, asked.origins, asked.answers, words)
        m = RangeMap(title(*asked[:3], words), described, words.lang, provider)
        layer = Ranges(question, large, spoken, whole=True)
    else:
        layer = Ranges(question, large, "", whole=False)
    m.add_child(layer)
    return m


def _provider(name: str, m: object) -> Any:
    """Find the tiles of a name.

    Raises
    ------
    QuestionError
        There are none, they need a key, or the map is the user's own, which has its own tiles.
    """
    import xyzservices.providers

    if m is not None:
        raise QuestionError("A map of your own has its own tiles: leave tiles out.")
    try:
        provider = xyzservices.providers.query_name(name)
    except (ValueError, AttributeError, TypeError):
        raise QuestionError(
            f"xyzservices knows no tiles called “{shown(str(name))}”: a name is one such as "
            "OpenStreetMap.Mapnik or CartoDB.Positron."
        ) from None
    if provider.requires_token():
        raise QuestionError(f"{provider.name} needs a key, which a page would give away.")
    return provider
