"""Distance and shapes on the WGS84 ellipsoid, and nothing else.

Metres, degrees, longitude before latitude; shapes as RFC 7946 has them. This package knows no
weapon, no place and no file.
"""

from rangemap.geodesy._area import area
from rangemap.geodesy._buffer import buffer
from rangemap.geodesy._circle import circle
from rangemap.geodesy._ellipsoid import EXACT_UP_TO_M, LONGEST_M
from rangemap.geodesy._measure import destination, distance, nearest
from rangemap.geodesy._within import count_within, within

__all__ = [
    "EXACT_UP_TO_M",
    "LONGEST_M",
    "area",
    "buffer",
    "circle",
    "count_within",
    "destination",
    "distance",
    "nearest",
    "within",
]
