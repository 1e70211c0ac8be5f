"""The map of a question, as a folium map."""

from __future__ import annotations

from collections.abc import Iterable, Sized
from typing import TYPE_CHECKING

from rangemap._reach.check import answer
from rangemap._reach.question import PlaceLike, WeaponLike, as_places, as_weapons
from rangemap.errors import NotApplicableError

if TYPE_CHECKING:
    from rangemap.page._host import RangeMap


def explore(
    weapons: WeaponLike | Iterable[WeaponLike] | None = None,
    origins: PlaceLike | Iterable[PlaceLike] = (),
    targets: PlaceLike | Iterable[PlaceLike] = (),
    *,
    range_km: float | Iterable[float] | None = None,
) -> RangeMap:
    """Draw what is within reach, on a map that needs no network.

    Air defence among the weapons is named in the legend and not drawn.

    Parameters
    ----------
    weapons, origins, range_km
        As for :func:`rangemap.reach`.
    targets
        Places to answer for; may be left out.

    Returns
    -------
    folium.Map
        Shows itself in Jupyter; ``.save("map.html")`` writes one self-contained file.

    Raises
    ------
    NotApplicableError
        Nothing but air defence was named.
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
    froms = as_places(origins, "origin")
    none = targets is None or (isinstance(targets, Sized) and len(targets) == 0)
    tos = [] if none else as_places(targets, "target")
    answers = [
        answer(weapon, origin, target) for weapon in found for origin in froms for target in tos
    ]
    from rangemap.page._host import RangeMap
    from rangemap.page._payload import payload

    return RangeMap(payload(found, froms, tos, answers))
