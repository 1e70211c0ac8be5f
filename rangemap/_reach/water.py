"""How far places are from the sea, for what travels on water only."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rangemap import _basemap
from rangemap._places.countries import is_land
from rangemap._places.territory import Territory, Where

if TYPE_CHECKING:
    from rangemap.geodesy import Shape

INLAND_KM = 50.0
"""Farther from the sea than this a place is inland: ports lie on estuaries, and the coasts drawn at
1:50m are simplified."""


def is_inland(where: Where) -> bool:
    """Say whether a place lies on land so far from the sea that nothing comes there on it."""
    return coast_km(where) > INLAND_KM and _is_on_land(where)


def _is_on_land(where: Where) -> bool:
    """Say whether a place is land; a territory of one's own may be open sea."""
    if not isinstance(where, Territory):
        return is_land(where.lon, where.lat)
    within = where.geometry.representative_point()
    return bool(where.borders) or is_land(within.x, within.y)


@lru_cache(maxsize=1_000)
def coast_km(where: Where) -> float:
    """Give how far a place, or the nearest point of a territory, is from the sea, in kilometres."""
    from rangemap.geodesy import distance, gap

    if isinstance(where, Territory):
        return gap(where.shape, _coast())[0] / 1000
    return float(distance([where.lon, where.lat], _coast())[0]) / 1000


@cache
def _coast() -> Shape:
    """Give the coasts, as they are drawn."""
    import shapely

    from rangemap.geodesy import as_shape

    return as_shape(shapely.MultiLineString(_basemap.coast()))
