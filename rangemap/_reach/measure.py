"""Distances between what a question is about: points and territories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rangemap._places.countries import iso3
from rangemap._places.territory import Territory, Where
from rangemap._places.values import Place

if TYPE_CHECKING:
    from rangemap.geodesy import Shape

WHOLE_KM = 0.5
"""Numbers are shown in whole kilometres: nearer to an edge than this nobody can see a side."""

OWN_COAST_KM = 5.0
"""A city of a country that lies no farther outside its borders lies in it: coasts are simplified,
and GeoNames knows a city's country."""

SAMPLE = 64


@dataclass(frozen=True)
class Path:
    """The shortest path between two places or territories.

    Parameters
    ----------
    distance_km : float
    start, end : Place or None
        The nearest points of the origin and of the target, where these are territories.
    """

    distance_km: float
    start: Place | None = None
    end: Place | None = None


def uncertainty_km(origin: Where, target: Where) -> float:
    """Give how far the distance between two places can be off, in kilometres."""
    return WHOLE_KM + origin.error_km + target.error_km


def paths(origin: Where, targets: Sequence[Place]) -> list[Path]:
    """Give the shortest path from an origin to each of many places."""
    from rangemap.geodesy import distance, nearest

    if not targets:
        return []
    positions = [(target.lon, target.lat) for target in targets]
    if isinstance(origin, Place):
        lengths = distance(positions, [origin.lon, origin.lat]) / 1000
        return [Path(length) for length in lengths.tolist()]
    lengths, feet = nearest(positions, origin.shape)
    return [
        _from_territory(origin, target, length / 1000, foot)
        for target, length, foot in zip(targets, lengths.tolist(), feet.tolist(), strict=True)
    ]


def _from_territory(
    origin: Territory, target: Place, distance_km: float, foot: Sequence[float]
) -> Path:
    if distance_km <= OWN_COAST_KM and _is_of(target, origin):
        return Path(0.0, start=Place(lat=target.lat, lon=target.lon))
    return Path(distance_km, start=Place(lon=foot[0], lat=foot[1]))


def _is_of(place: Place, country: Territory) -> bool:
    """Say whether a city or airfield is one of a country."""
    return (
        country.kind == "country" and place.kind != "point" and iso3(place.country) == country.code
    )


def path(origin: Where, target: Where) -> Path:
    """Give the shortest path from an origin to a target."""
    if isinstance(target, Place):
        return paths(origin, [target])[0]
    if isinstance(origin, Place):
        [back] = paths(target, [origin])
        return Path(back.distance_km, end=back.start)
    from rangemap.geodesy import gap

    length_m, start, end = gap(origin.shape, target.shape)
    feet = [Place(lon=float(foot[0]), lat=float(foot[1])) for foot in (start, end)]
    return Path(length_m / 1000, *feet)


def farthest_km(origin: Where, target: Territory) -> float:
    """Give how far the farthest point of a target is from an origin."""
    from rangemap.geodesy import farthest

    return farthest(target.shape, _shape_of(origin))[0] / 1000


def longest_km(origin: Where, target: Where) -> float:
    """Give a distance that lies between some point of the origin and some of the target.

    It is their distance where both are points, and otherwise nearly the longest there is: from
    within a territory a launch need not be at its nearest point.
    """
    from rangemap.geodesy import distance

    starts, ends = (
        [[where.lon, where.lat]]
        if isinstance(where, Place)
        else where.shape.edges.start[:: 1 + len(where.shape.edges) // SAMPLE]
        for where in (origin, target)
    )
    return max(float(distance(starts, end).max()) for end in ends) / 1000


def _shape_of(where: Where) -> Shape | list[float]:
    return [where.lon, where.lat] if isinstance(where, Place) else where.shape
