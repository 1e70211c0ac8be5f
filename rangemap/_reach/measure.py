"""Distances between what a question is about: points and territories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rangemap._places.countries import is_land, iso3
from rangemap._places.territory import Territory, Where
from rangemap._places.values import Place

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from rangemap.geodesy import Shape

    FloatArray = npt.NDArray[np.float64]

WHOLE_KM = 0.5
"""Numbers are shown in whole kilometres: nearer to an edge than this nobody can see a side."""

OWN_COAST_KM = 5.0
"""A city of a country that lies no farther outside its borders, in what the border data has for
water, lies in it: coasts are simplified, and GeoNames knows a city's country."""

MEET_M = 1.0
SAMPLE = 64
MOST_PARTS = 12
"""Of more parts only the largest are looked at, and as many of the nearest."""


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
    if _is_on_coast(origin, target, distance_km):
        return Path(0.0, start=Place(lat=target.lat, lon=target.lon))
    return Path(distance_km, start=Place(lon=foot[0], lat=foot[1]))


def on_own_coast(land: Territory, places: Sequence[Place]) -> list[Place]:
    """Give those of places that lie in a country though outside its borders as they are drawn."""
    from rangemap.geodesy import distance

    mine = [place for place in places if _is_of(place, land)]
    if not mine:
        return []
    lengths = distance([(place.lon, place.lat) for place in mine], land.shape) / 1000
    return [
        place
        for place, length in zip(mine, lengths.tolist(), strict=True)
        if _is_on_coast(land, place, length)
    ]


def _is_on_coast(land: Territory, place: Place, distance_km: float) -> bool:
    near = 0 < distance_km <= OWN_COAST_KM
    return near and _is_of(place, land) and not is_land(place.lon, place.lat)


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


def spans_km(origin: Where, target: Where, distance_km: float) -> Iterator[tuple[float, float]]:
    """Give the distances that lie between points of an origin and of a target, as spans.

    The first is the shortest. In each other one lie those of a connected part of each, which have
    no gap between their least and their greatest. Only the largest parts are looked at and the
    nearest; the greatest distance is one between corners, and hardly less than the true one.
    """
    yield distance_km, distance_km
    if isinstance(origin, Place) and isinstance(target, Place):
        return
    from rangemap.geodesy import distance, gap

    for here in _main_parts(origin, target):
        for there in _main_parts(target, origin):
            least = gap(here, there)[0] / 1000
            start = _corners(here)
            most = max(float(distance(start, corner).max()) for corner in _corners(there)) / 1000
            yield least, max(least, most)


def _main_parts(where: Where, other: Where) -> Iterator[Shape]:
    """Give the connected parts of a place or territory: the largest, and the nearest to another.

    How near a part is, is told by one corner: what is not among the largest is small.
    """
    from rangemap.geodesy import as_shape, distance

    if isinstance(where, Place):
        yield as_shape([where.lon, where.lat])
        return
    several = _parts(where.shape)
    yield from several[:MOST_PARTS]
    if small := several[MOST_PARTS:]:
        firsts = distance([part.edges.start[0] for part in small], _shape_of(other))
        yield from (small[number] for number in firsts.argsort(kind="stable")[:MOST_PARTS])


@lru_cache(maxsize=8)
def _parts(shape: Shape) -> list[Shape]:
    """Give the connected parts of a shape, the largest first, for all that is asked of it."""
    from rangemap.geodesy import parts

    return sorted(parts(shape), key=lambda part: -len(part.edges))


def _corners(shape: Shape) -> FloatArray:
    """Give some of the corners of a shape, spread over it."""
    return shape.edges.start[:: 1 + len(shape.edges) // SAMPLE]


def extent_km(where: Where) -> float:
    """Give about how far a connected part of a place or territory reaches, the largest of them."""
    if isinstance(where, Place):
        return 0.0
    from rangemap.geodesy import distance

    largest = [_corners(part) for part in _parts(where.shape)[:MOST_PARTS]]
    return max(float(distance(each, each[0]).max()) for each in largest) / 1000


def _shape_of(where: Where) -> Shape | list[float]:
    return [where.lon, where.lat] if isinstance(where, Place) else where.shape
