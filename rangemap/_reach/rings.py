"""Shapes: all that lies within a published range of a place."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import TYPE_CHECKING, Literal, get_args

from rangemap._catalogue.values import Claim
from rangemap._catalogue.weapon import Weapon
from rangemap._places.territory import Territory, Where
from rangemap._reach.question import PlaceLike, WeaponLike, as_origins, as_weapons, refuse
from rangemap._reach.water import coast_km, is_kept_ashore
from rangemap.errors import NotApplicableError, QuestionError

if TYPE_CHECKING:
    import geopandas
    from shapely import MultiPolygon

Bound = Literal["low", "typical", "high"]

SHAPE_TOLERANCE_M = 50.0
"""Shapes are for looking at: answers come from distances."""
FINEST_M = 5.0


def rings(
    weapons: WeaponLike | Iterable[WeaponLike] | None = None,
    origins: PlaceLike | Iterable[PlaceLike] = (),
    *,
    range_km: float | Iterable[float] | None = None,
    bound: Bound | Iterable[Bound] = "typical",
    worldview: str = "recognised",
    merge: bool = False,
) -> geopandas.GeoDataFrame:
    """Give the shapes within range: all that lies within a published figure of an origin.

    Parameters
    ----------
    weapons, origins, range_km, worldview, merge
        As for :func:`reach`.
    bound : {"low", "typical", "high"} or several of them, default "typical"
        Which of the published figures is drawn.

    Returns
    -------
    GeoDataFrame
        A row per weapon, origin and bound; the geometry a MultiPolygon in EPSG:4326, cut at 180
        degrees as RFC 7946 has it, within 50 m of the true ring. Round a point there is a hole
        where there is a minimum range; a territory has none, as a launch in it can be from farther
        back. Columns: weapon, origin, origins (their number), bound, range_km, min_range_km,
        borders, source.

    Raises
    ------
    NotApplicableError
        Air defence, which is not drawn as ground attack; or what travels on water only, from
        inland.
    RangemapError
        As for :func:`check`.

    Examples
    --------
    >>> import rangemap
    >>> ring = rangemap.rings("tomahawk", "Kyiv")
    >>> ring.range_km.item(), ring.geometry.item().geom_type
    (1600.0, 'MultiPolygon')
    """
    bounds = [bound] if isinstance(bound, str) else list(bound or ())
    if not bounds:
        raise QuestionError("Give at least one bound: 'low', 'typical' or 'high'.")
    for one in bounds:
        if one not in get_args(Bound):
            raise QuestionError(f"bound has to be 'low', 'typical' or 'high', not {one!r}.")
    found = as_weapons(weapons, range_km)
    refuse(found, ["sam"])
    froms = as_origins(origins, worldview, merge=merge)
    for weapon, origin in product(found, froms):
        if is_kept_ashore(weapon, origin):
            raise NotApplicableError(
                f"{weapon.name} travels on water only, and {origin.label} lies "
                f"{coast_km(origin):.0f} km from the sea: ask from nearer to it."
            )
    rows = [
        {
            "weapon": weapon.name,
            "origin": origin.label,
            "origins": origin.count if isinstance(origin, Territory) else 1,
            "bound": one,
            "range_km": bound_km(weapon, one),
            "min_range_km": weapon.min_range_km or 0.0,
            "borders": str(origin.borders or "") if isinstance(origin, Territory) else "",
            "source": str(bound_claim(weapon, one).source),
            "geometry": _ring_less_minimum(weapon, origin, one),
        }
        for weapon in found
        for origin in froms
        for one in bounds
    ]
    import geopandas

    return geopandas.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")


def bound_claim(weapon: Weapon, bound: Bound) -> Claim:
    """Give the claim that one of a weapon's three figures is taken from."""
    return {"low": weapon.lowest, "typical": weapon.typical, "high": weapon.highest}[bound]


def bound_km(weapon: Weapon, bound: Bound) -> float:
    """Give one of a weapon's three figures."""
    claim = bound_claim(weapon, bound)
    return float(claim.low_km if bound == "low" else claim.high_km)


def ring(origin: Where, range_km: float, *, unwrap: bool = False) -> MultiPolygon:
    """Give the shape within a range of a place or territory."""
    from rangemap.geodesy import buffer

    shape = origin.shape if isinstance(origin, Territory) else [origin.lon, origin.lat]
    # A small ring is looked at from nearer.
    tolerance_m = max(FINEST_M, min(SHAPE_TOLERANCE_M, range_km / 10))
    return buffer(shape, range_km * 1000, tolerance_m=tolerance_m, unwrap=unwrap)


def _ring_less_minimum(weapon: Weapon, origin: Where, bound: Bound) -> MultiPolygon:
    shape = ring(origin, bound_km(weapon, bound))
    if weapon.min_range_km is None or isinstance(origin, Territory):
        return shape
    import shapely

    rest = shapely.get_parts(shapely.difference(shape, ring(origin, weapon.min_range_km)))
    return shapely.orient_polygons(shapely.MultiPolygon(list(rest)))
