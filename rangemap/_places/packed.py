"""Polygons packed for the database, and unpacked without a geometry library.

Packing needs the standard library only: the build does it before anything is installed.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ring = npt.NDArray[np.float64]

Steps = list[list[list[int]]]


def pack(polygons: Steps) -> bytes:
    """Pack polygons, each a list of rings of whole numbers: x, y, then steps from each to the next.

    What is packed is the number of rings, the number of positions of each, whether it is the
    first of its polygon, and then all positions as steps, across rings too.
    """
    rings = [ring for polygon in polygons for ring in polygon]
    heads = [int(number == 0) for polygon in polygons for number in range(len(polygon))]
    steps = array("i", [len(rings), *(len(ring) // 2 for ring in rings), *heads])
    x = y = 0
    for ring in rings:
        steps.extend([ring[0] - x, ring[1] - y, *ring[2:]])
        x, y = sum(ring[::2]), sum(ring[1::2])
    if sys.byteorder == "big":
        steps.byteswap()
    return zlib.compress(steps.tobytes(), 9)


def bounds(polygons: Steps, step: int) -> tuple[float, float, float, float]:
    """Give west, south, east and north of what :func:`pack` takes, in degrees."""
    rings = [ring for polygon in polygons for ring in polygon]
    xs = [x / step for ring in rings for x in accumulate(ring[::2])]
    ys = [y / step for ring in rings for y in accumulate(ring[1::2])]
    return min(xs), min(ys), max(xs), max(ys)


def unpack(blobs: Iterable[bytes], step: int) -> list[list[Ring]]:
    """Give polygons, each a list of closed rings of longitude and latitude in degrees."""
    return [polygon for blob in blobs for polygon in _polygons(blob, step)]


def _polygons(blob: bytes, step: int) -> Iterator[list[Ring]]:
    import numpy as np

    numbers = np.frombuffer(zlib.decompress(blob), dtype="<i4")
    rings = int(numbers[0])
    ends = np.cumsum(numbers[1 : 1 + rings])
    heads = numbers[1 + rings : 1 + 2 * rings]
    positions = np.cumsum(numbers[1 + 2 * rings :].reshape(-1, 2), axis=0) / step
    polygon: list[Ring] = []
    for ring, head in zip(np.split(positions, ends[:-1]), heads, strict=True):
        if head and polygon:
            yield polygon
            polygon = []
        polygon.append(np.concatenate([ring, ring[:1]]))
    yield polygon
