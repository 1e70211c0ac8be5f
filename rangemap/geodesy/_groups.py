"""Groups of unequal size in flat arrays."""

import numpy as np

from rangemap.geodesy._ellipsoid import IntArray


def ranks(sizes: IntArray) -> tuple[IntArray, IntArray]:
    """Give for every member of several groups its group and its rank there, from 0.

    Examples
    --------
    >>> ranks(np.array([2, 0, 3]))
    (array([0, 0, 2, 2, 2]), array([0, 1, 0, 1, 2]))
    """
    group = np.repeat(np.arange(len(sizes)), sizes)
    first = np.cumsum(sizes) - sizes
    return group, np.arange(len(group)) - first[group]
