"""How far places are from the sea, for what travels on water only."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from rangemap import _basemap
from rangemap._catalogue.weapon import Weapon
from rangemap._places.territory import Territory, Where

if TYPE_CHECKING:
    from rangemap.geodesy import Shape

BY_WATER = ("sea drone",)
"""Classes of weapons that travel on water only."""

INLAND_KM = 50.0
"""Farther from the sea than this a place is inland: ports lie on estuaries, and the coasts drawn at
1:50m are simplified."""


def is_inland(where: Where) -> bool:
    """Say whether a place lies on land so far from the sea that nothing comes there on it."""
    return coast_km(where) > INLAND_KM and _is_on_land(where)


def is_kept_ashore(weapon: Weapon, where: Where) -> bool:
    """Say whether a weapon travels on water only and a place lies inland."""
    return weapon.weapon_class in BY_WATER and is_inland(where)


def _is_on_land(where: Where) -> bool:
    """Say whether a place is land, as the coasts are drawn; a territory may be open sea."""
    if not isinstance(where, Territory):
        return _is_land(where.lon, where.lat)
    within = where.geometry.representative_point()
    return bool(where.borders) or _is_land(within.x, within.y)


def _is_land(lon: float, lat: float) -> bool:
    """Say whether an odd number of coasts lies due north of a position."""
    north = False
    # What is cut at 180 degrees begins at -180.
    lon = -180.0 if lon == 180 else lon
    for line in _basemap.coast():
        for (lon0, lat0), (lon1, lat1) in pairwise(line):
            if (lon0 <= lon) != (lon1 <= lon):
                north ^= lat0 + (lon - lon0) / (lon1 - lon0) * (lat1 - lat0) > lat
    return north


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
