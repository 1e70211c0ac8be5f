"""What a buffer has to hold before it is given: its boundary is the true one, and all of it."""

from typing import TYPE_CHECKING

import numpy as np

from rangemap.geodesy import _frame
from rangemap.geodesy._edges import Pieces
from rangemap.geodesy._ellipsoid import BoolArray, FloatArray, direct, inverse, inverse_m
from rangemap.geodesy._longitudes import wrapped
from rangemap.geodesy._nearest import ToPieces, ToShape

if TYPE_CHECKING:
    from shapely import MultiPolygon

EXACT_M = 1e-4
"""Vertices farther off than this are moved."""

MOVES = 40


class Check:
    """Checks one buffer.

    Parameters
    ----------
    whole : ToShape
        Measures to the shape.
    sources : Pieces
        The parts of the shape besides which none can be nearest to a position that is nearer to the
        boundary than the tolerance.
    radius_m, tolerance_m : float
    seam : float
        The longitude at which the world is cut.
    """

    def __init__(
        self, whole: ToShape, sources: Pieces, radius_m: float, tolerance_m: float, seam: float
    ) -> None:
        self.whole, self.sources = whole, ToPieces(sources)
        self.radius_m, self.tolerance_m, self.seam = radius_m, tolerance_m, seam

    def settled(self, found: "MultiPolygon") -> "MultiPolygon | None":
        """Move vertices onto the true offset where they are off it; None where one is far off.

        Only vertices where two parts of the boundary meet are off, as chords cross where their
        curves do not. Where curves meet at a small angle they may stay off, within the tolerance.
        """
        import shapely

        vertices = shapely.get_coordinates(found)
        free = np.flatnonzero(~self._on_frame(vertices))
        position = wrapped(vertices[free])
        distance_m, foot = self.sources.nearest(position, self.radius_m + self.tolerance_m)
        off_m = np.abs(distance_m - self.radius_m)
        if (off_m > self.tolerance_m).any():
            return None
        off = np.flatnonzero(off_m > EXACT_M)
        if not len(off):
            return found
        vertices[free[off]] += wrapped(self._moved(position[off], foot[off]) - position[off])
        moved = shapely.set_coordinates(shapely.from_wkb(found.wkb), vertices)
        # Where vertices lie closer than the tolerance, moving them can tangle edges.
        return _frame.multipolygon(moved) if moved.is_valid else found

    def _moved(self, position: FloatArray, foot: FloatArray) -> FloatArray:
        """Move positions away from the nearest part of the shape, then the next, to the offset."""
        here = position.copy()
        open_ = np.arange(len(here))
        for _ in range(MOVES):
            _, azimuth = inverse(foot, here[open_])
            here[open_] = direct(foot, azimuth, np.full(len(open_), self.radius_m))
            distance_m, foot = self.sources.nearest(here[open_], self.radius_m + self.tolerance_m)
            off = np.abs(distance_m - self.radius_m) > EXACT_M
            open_, foot = open_[off], foot[off]
            if not len(open_):
                break
        strayed = inverse_m(position, here) > self.tolerance_m
        here[strayed] = position[strayed]
        return here

    def holds(self, found: "MultiPolygon", samples: FloatArray) -> bool:
        """Say whether all samples that lie on the true boundary lie on this one's."""
        import shapely

        kept = shapely.get_coordinates(found)
        turned = np.column_stack([self.seam + (samples[:, 0] - self.seam) % 360, samples[:, 1]])
        missing = np.flatnonzero(~np.isin(turned.view(complex), kept.view(complex)).ravel())
        for measure in (self.sources, self.whole):
            distance_m, _ = measure.nearest(samples[missing], self.radius_m)
            missing = missing[distance_m > self.radius_m - EXACT_M]
        if not len(missing):
            return True
        boundary = shapely.boundary(found)
        shapely.prepare(boundary)
        ways = shapely.shortest_line(shapely.points(turned[missing]), boundary)
        here, there = wrapped(shapely.get_coordinates(ways)).reshape(-1, 2, 2).swapaxes(0, 1)
        return bool((inverse_m(here, there) <= self.tolerance_m).all())

    def _on_frame(self, vertices: FloatArray) -> BoolArray:
        """Say which vertices lie on the frame of the world."""
        east = vertices[:, 0] - self.seam
        return np.asarray((east <= 0) | (east >= 360) | (np.abs(vertices[:, 1]) >= 90))
