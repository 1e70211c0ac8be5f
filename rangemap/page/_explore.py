"""The map of a question, as a folium map."""

from __future__ import annotations

from collections.abc import Iterable, Sized
from typing import TYPE_CHECKING

from rangemap._places.countries import checked_worldview
from rangemap._reach.check import answers_of
from rangemap._reach.question import (
    PlaceLike,
    WeaponLike,
    as_origins,
    as_places,
    as_weapons,
)
from rangemap.errors import NotApplicableError, QuestionError

if TYPE_CHECKING:
    from rangemap.page._host import RangeMap


MOST_ORIGINS = 50
MOST_TARGETS = 500


def explore(
    weapons: WeaponLike | Iterable[WeaponLike] | None = None,
    origins: PlaceLike | Iterable[PlaceLike] = (),
    targets: PlaceLike | Iterable[PlaceLike] = (),
    *,
    range_km: float | Iterable[float] | None = None,
    worldview: str = "recognised",
    merge: bool = False,
) -> RangeMap:
    """Draw what is within reach, on a map that needs no network.

    Air defence among the weapons is named in the legend and not drawn.

    Parameters
    ----------
    weapons, origins, range_km, worldview, merge
        As for :func:`rangemap.reach`.
    targets
        Places to answer for, 500 at most; may be left out.

    Returns
    -------
    folium.Map
        Shows itself in Jupyter; ``.save("map.html")`` writes one self-contained file.

    Raises
    ------
    NotApplicableError
        Nothing but air defence was named.
    QuestionError
        More origins and targets than a map can show.
    RangemapError
        As for :func:`rangemap.check`.

    Examples
    --------
    >>> import rangemap
    >>> page = rangemap.explore(["atacms", "tomahawk"], "Kyiv", "Moscow")
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
    none = targets is None or (isinstance(targets, Sized) and len(targets) == 0)
    tos = [] if none else as_places(targets, "target", view)
    for places, what, most in ((froms, "origins", MOST_ORIGINS), (tos, "targets", MOST_TARGETS)):
        if len(places) > most:
            raise QuestionError(
                f"A map shows at most {most} {what}, not {len(places):,}: take fewer, or merge "
                "the origins, or ask check, which has no such limit."
            )
    from rangemap.page._host import RangeMap
    from rangemap.page._payload import payload

    return RangeMap(payload(found, froms, tos, answers_of(found, froms, tos), view))
