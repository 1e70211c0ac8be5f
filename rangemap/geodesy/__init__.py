"""Distance and shapes on the WGS84 ellipsoid, and nothing else.

Metres, degrees, longitude before latitude; shapes as RFC 7946 has them. This package knows no
weapon, no place and no file. Everything public stands here and is loaded when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rangemap.geodesy._area import area
    from rangemap.geodesy._buffer import buffer
    from rangemap.geodesy._circle import circle
    from rangemap.geodesy._ellipsoid import EXACT_UP_TO_M, LONGEST_M
    from rangemap.geodesy._extremes import farthest, gap
    from rangemap.geodesy._measure import destination, distance, nearest
    from rangemap.geodesy._rings import as_geometry, as_rings, parts, polygons, together
    from rangemap.geodesy._shape import Shape, as_shape
    from rangemap.geodesy._within import count_within, within

_HOME = {
    "EXACT_UP_TO_M": "_ellipsoid",
    "LONGEST_M": "_ellipsoid",
    "Shape": "_shape",
    "area": "_area",
    "as_geometry": "_rings",
    "as_rings": "_rings",
    "as_shape": "_shape",
    "buffer": "_buffer",
    "circle": "_circle",
    "count_within": "_within",
    "destination": "_measure",
    "distance": "_measure",
    "farthest": "_extremes",
    "gap": "_extremes",
    "nearest": "_measure",
    "parts": "_rings",
    "polygons": "_rings",
    "together": "_rings",
    "within": "_within",
}

__all__ = [
    "EXACT_UP_TO_M",
    "LONGEST_M",
    "Shape",
    "area",
    "as_geometry",
    "as_rings",
    "as_shape",
    "buffer",
    "circle",
    "count_within",
    "destination",
    "distance",
    "farthest",
    "gap",
    "nearest",
    "parts",
    "polygons",
    "together",
    "within",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name not in _HOME:
        raise AttributeError(f"module 'rangemap.geodesy' has no attribute {name!r}")
    value = getattr(import_module(f"rangemap.geodesy.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Give the public names."""
    return list(__all__)
