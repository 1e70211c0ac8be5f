"""What a straight line through the Earth says about the geodesic between its ends.

The lemma, with its proof, stands in docs/geodesy.md. Every bound here is widened by a micrometre,
which is more than the rounding of a chord.
"""

import numpy as np

from rangemap.geodesy._ellipsoid import (
    GREATEST_CURVATURE_RADIUS_M,
    LEAST_CURVATURE_RADIUS_M,
    LONGEST_M,
    SEMI_MINOR_M,
    FloatArray,
)

WIDEST_M = 2 * GREATEST_CURVATURE_RADIUS_M
NARROWEST_M = 2 * LEAST_CURVATURE_RADIUS_M
SLACK_M = 1e-6

FIRST_CUT_M = np.pi * SEMI_MINOR_M
"""The shortest distance at which a geodesic can stop being the shortest path: 19,970,326 m."""


def chord_m(a: FloatArray, b: FloatArray) -> FloatArray:
    """Give the straight distances between rows of earth-centred coordinates."""
    x, y, z = (a[..., axis] - b[..., axis] for axis in range(3))
    return np.asarray(np.sqrt(x * x + y * y + z * z))


def at_least_m(chord: FloatArray) -> FloatArray:
    """Give the length that the geodesic over a chord certainly has."""
    return np.asarray(WIDEST_M * np.arcsin(chord / WIDEST_M) - SLACK_M)


def at_most_m(chord: FloatArray) -> FloatArray:
    """Give the length that the geodesic over a chord certainly does not exceed."""
    narrow = NARROWEST_M * np.arcsin(np.minimum(chord / NARROWEST_M, 1.0))
    return np.asarray(np.where(chord < NARROWEST_M, narrow, LONGEST_M) + SLACK_M)


def chord_beyond(length_m: FloatArray) -> FloatArray:
    """Give the chord from which on the geodesic is certainly longer than a length."""
    half = np.clip((length_m + SLACK_M) / WIDEST_M, 0.0, np.pi / 2)
    return np.asarray(WIDEST_M * np.sin(half))


def chord_within(length_m: FloatArray) -> FloatArray:
    """Give the chord up to which the geodesic is certainly no longer than a length."""
    half = np.clip((length_m - SLACK_M) / NARROWEST_M, 0.0, np.pi / 2)
    return np.asarray(NARROWEST_M * np.sin(half))


def ahead_m(distance_m: FloatArray, forward_m: FloatArray, step_m: FloatArray) -> FloatArray:
    """Give the distance that is certainly left after a straight step.

    Parameters
    ----------
    distance_m : ndarray
        From some point to where the step begins.
    forward_m : ndarray
        The step's component towards that point.
    step_m : ndarray
        The whole length of the step, along a geodesic.
    """
    farthest = distance_m + step_m
    # Distance is convex along geodesics up to a quarter of the way round, and beyond it bends
    # down no faster than on a sphere of the semi-minor axis.
    angle = np.minimum(farthest, FIRST_CUT_M - 1.0) / SEMI_MINOR_M
    bend = np.minimum(np.cos(angle) / np.sin(np.maximum(angle, 1e-9)), 0.0) / SEMI_MINOR_M
    curved = distance_m - forward_m + bend * step_m**2 / 2
    return np.asarray(np.where(farthest < FIRST_CUT_M - 1.0, curved, distance_m - step_m) - SLACK_M)


def ahead_at_most_m(
    distance_m: FloatArray, forward_m: FloatArray, step_m: FloatArray
) -> FloatArray:
    """Give the distance that is certainly not exceeded after a straight step; see `ahead_m`."""
    nearest = distance_m - step_m
    bent = distance_m - forward_m + step_m**2 / (2 * np.maximum(nearest, 1.0))
    return np.asarray(np.where(nearest > 1.0, bent, distance_m + step_m) + SLACK_M)
