"""Longitudes come round: the few sums that know it."""

import numpy as np

from rangemap.geodesy._ellipsoid import FloatArray


def wrapped(positions: FloatArray) -> FloatArray:
    """Bring the longitudes of positions, shape (n, 2), into -180 up to 180.

    Differences of positions so go the shorter way round.
    """
    return np.column_stack([(positions[:, 0] + 180) % 360 - 180, positions[:, 1]])


def antipode(positions: FloatArray) -> FloatArray:
    """Give the positions opposite on Earth, shape (n, 2)."""
    return np.column_stack([positions[:, 0] % 360 - 180, -positions[:, 1]])
