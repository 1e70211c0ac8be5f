"""Distances between what a question is about: points and territories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rangemap._places.countries import is_land, iso3
from rangemap._places.territory import Territory, Where
from rangemap._places.values import Place

if TYPE_CHECKING:
    from rangemap.geodesy import Shape

WHOLE_KM = 0.5
"""Numbers are shown in whole kilometres: nearer to an edge than this nobody can see a side."""

OWN_COAST_KM = 5.0
"""A city of a country that lies no farther outside its borders, in what the border data has for
water, lies in it: coasts are simplified, and GeoNames knows a city's country."""

MEET_M = 1.0
SAMPLE = 64
MOST_PARTS = 12
"""Of more parts only the nearest are looked at, where a minimum range asks for each."""


@dataclass(frozen=True)
class Path:
    """The shortest path between two places or territories.

    Parameters
    ----------
    distance_km : float
    start, end : Place or None
        The nearest points of the origin and of the target, where these are territories.
    farthest_km : float or None
        How far the farthest point of a target is that is a territory.
    """

    distance_km: float
    start: Place | None = None
    end: Place | None = None
    farthest_km: float | None = None


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
    near = 0 < distance_km <= OWN_COAST_KM
    if near and _is_of(target, origin) and not is_land(target.lon, target.lat):
        return Path(0.0, start=Place(lat=target.lat, lon=target.lon))
    return Path(distance_km, start=Place(lon=foot[0], lat=foot[1]))


def _is_of(place: Place, country: Territory) -> bool:
    """Say whether a city or airfield is one of a country."""
    codes = country.members or ((country.code,) if country.kind == "country" else ())
    return place.kind != "point" and iso3(place.country) in codes


def path(origin: Where, target: Where) -> Path:
    """Give the shortest path from an origin to a target."""
    if isinstance(target, Place):
        return paths(origin, [target])[0]
    far_km = _farthest_km(origin, target)
    if isinstance(origin, Place):
        [back] = paths(target, [origin])
        return Path(back.distance_km, end=back.start, farthest_km=far_km)
    from rangemap.geodesy import gap

    length_m, start, end = gap(origin.shape, target.shape)
    feet = [Place(lon=float(foot[0]), lat=float(foot[1])) for foot in (start, end)]
    apart_km = length_m / 1000 if length_m >= MEET_M else 0.0
    return Path(apart_km, feet[0], feet[1], far_km)


def _farthest_km(origin: Where, target: Territory) -> float:
    """Give how far the farthest point of a target is from an origin."""
    from rangemap.geodesy import farthest

    return farthest(target.shape, _shape_of(origin))[0] / 1000


def spans_km(origin: Where, target: Where, distance_km: float) -> list[tuple[float, float]]:
    """Give the distances that lie between points of an origin and of a target, as spans.

    In one span lie those of a connected part of each, which have no gap between their least and
    their greatest. Only the parts that are nearest are looked at; the greatest distance is one
    between corners, and hardly less than the true one.
    """
    if isinstance(origin, Place) and isinstance(target, Place):
        return [(distance_km, distance_km)]
    from rangemap.geodesy import distance

    found = []
    for here in _nearest_parts(origin, target):
        for there in _nearest_parts(target, origin):
            least = _gap_km(here, there)
            start, end = (
                each.edges.start[:: 1 + len(each.edges) // SAMPLE] for each in (here, there)
            )
            most = max(float(distance(start, corner).max()) for corner in end) / 1000
            found.append((least, max(least, most)))
    return found


def _nearest_parts(where: Where, other: Where) -> list[Shape]:
    """Give the connected parts of a place or territory, those that are nearest to another."""
    from rangemap.geodesy import as_shape, distance, parts

    if isinstance(where, Place):
        return [as_shape([where.lon, where.lat])]
    several = parts(where.shape)
    if len(several) <= MOST_PARTS:
        return several
    seen = _shape_of(other)
    firsts = distance([part.edges.start[0] for part in several], seen)
    return [several[number] for number in firsts.argsort()[:MOST_PARTS]]


def _gap_km(here: Shape, there: Shape) -> float:
    """Give the least distance between two shapes, of which one may be a point."""
    from rangemap.geodesy import distance, gap

    for point, shape in ((here, there), (there, here)):
        if point.is_point:
            return float(distance(point.edges.start, shape)[0]) / 1000
    return gap(here, there)[0] / 1000


def extent_km(where: Where) -> float:
    """Give about how far a connected part of a place or territory reaches, the largest of them."""
    if isinstance(where, Place):
        return 0.0
    from rangemap.geodesy import distance, parts

    several = parts(where.shape)
    ends = [part.edges.start[:: 1 + len(part.edges) // SAMPLE] for part in several]
    largest = sorted(ends, key=len)[-MOST_PARTS:]
    return max(float(distance(each, each[0]).max()) for each in largest) / 1000


def _shape_of(where: Where) -> Shape | list[float]:
    return [where.lon, where.lat] if isinstance(where, Place) else where.shape
