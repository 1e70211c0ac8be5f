"""Print the tables: ``python -m benchmarks.geodesy``. Peers that are missing are named."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial

import numpy as np
import shapely

from benchmarks.geodesy import peers
from benchmarks.geodesy.work import FloatArray, IntArray, clustered, denser, ukraine, worldwide
from rangemap import geodesy

RADII_M = [300_000.0, 1_600_000.0, 3_000_000.0]
JOIN_M = 1_600_000.0
EARTH_M = 6_371_008.8


def fastest(work: Callable[[], object], rounds: int = 5) -> float:
    """Give the least seconds that a piece of work took."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def buffers(shape: shapely.MultiPolygon) -> None:
    """Compare buffers: seconds, how many times slower rangemap is, vertices, and the error."""
    found: dict[str, peers.Buffer | None] = {
        "rangemap, 1 m": peers.rangemap,
        "PostGIS, geography": peers.postgis(),
        "SedonaDB (S2), geography": peers.sedona(),
        "shapely in AEQD at the centroid": peers.equidistant,
        "shapely in Web Mercator": peers.mercator,
    }
    for radius_m in RADII_M:
        print(f"\nbuffer of {radius_m / 1000:.0f} km{'':14}seconds  x slower  vertices  off by, m")
        own = 0.0
        for name, buffer in found.items():
            if buffer is None:
                print(f"{name:32} is not here")
                continue
            tries = [buffer(shape, radius_m) for _ in range(3)]
            made, took = min(tries, key=lambda each: each[1])
            own = own or took
            off_m = geodesy.distance(drawn(made), shape) - radius_m
            print(
                f"{name:32}{took:8.3f}{own / took:10.2f}{shapely.get_num_coordinates(made):10d}"
                f"  {off_m.min():+.1f} .. {off_m.max():+.1f}"
            )


def drawn(shape: shapely.Geometry) -> FloatArray:
    """Give positions along a boundary as a map draws it, a fiftieth of a degree apart."""
    return shapely.get_coordinates(shapely.segmentize(shapely.boundary(shape), 0.02))


def distances(shape: shapely.MultiPolygon) -> None:
    """Time distances from many points and from one."""
    many = worldwide(100_000)
    one = fastest(lambda: geodesy.distance([37.6, 55.75], shape))
    print(f"\none point to the territory{one * 1000:20.1f} ms")
    print(f"100,000 points, worldwide{fastest(lambda: geodesy.distance(many, shape), 3):20.2f} s")
    near = clustered(100_000)
    print(f"100,000 points, clustered{fastest(lambda: geodesy.distance(near, shape), 3):20.2f} s")


def joins() -> None:
    """Compare within-range joins, all pairs given back; how many times slower rangemap is."""
    points, origins = clustered(150_000), clustered(1_000, seed=2)
    shown = f"1,000 origins x 150,000 points within {JOIN_M / 1000:.0f} km"
    print(f"\n{shown}{'':4}seconds  x slower       pairs")
    own = fastest(lambda: list(geodesy.within(points, origins, JOIN_M)))
    pairs = np.vstack(list(geodesy.within(points, origins, JOIN_M)))
    print(f"{'rangemap':50}{own:8.3f}{1:10.2f}{len(pairs):12d}")
    counted = fastest(lambda: geodesy.count_within(points, origins, JOIN_M))
    print(f"{'rangemap, counts only':50}{counted:8.3f}{own / counted:10.2f}")
    try:
        from sklearn.neighbors import BallTree
    except ImportError:
        print(f"{'scikit-learn':50} is not here")
    else:
        there, here = np.radians(points[:, ::-1]), np.radians(origins[:, ::-1])

        def balltree() -> list[FloatArray]:
            tree = BallTree(there, metric="haversine")
            return list(tree.query_radius(here, JOIN_M / EARTH_M))

        took, number = fastest(balltree), sum(map(len, balltree()))
        print(f"{'scikit-learn BallTree, haversine':50}{took:8.3f}{own / took:10.2f}{number:12d}")
    brute_force(points, origins[:100], pairs[pairs[:, 1] < 100])


def brute_force(points: FloatArray, origins: FloatArray, pairs: IntArray) -> None:
    """Compare pairs with those of pyproj, solved one by one."""
    import pyproj

    geod, begin = pyproj.Geod(ellps="WGS84"), time.perf_counter()
    expected = []
    for row, (lon, lat) in enumerate(origins):
        start = np.full(len(points), lon), np.full(len(points), lat)
        length_m = np.asarray(geod.inv(*start, points[:, 0], points[:, 1])[2])
        expected += [(point, row) for point in np.flatnonzero(length_m <= JOIN_M).tolist()]
    took = time.perf_counter() - begin
    same = sorted(expected) == sorted(map(tuple, pairs.tolist()))
    print(f"{'pyproj, every pair, for 100 of the origins':50}{took:8.3f}{'':7}  identical: {same}")


def growth(shape: shapely.MultiPolygon) -> None:
    """Print how the three grow with ten times the vertices and ten times the points."""
    tenfold = denser(shape, 10)
    points, origins = worldwide(20_000), clustered(1_000, seed=2)
    print(f"\n{'growth':42}    1 x     10 x  ratio")

    def line(name: str, small: Callable[[], object], large: Callable[[], object]) -> None:
        before, after = fastest(small, 3), fastest(large, 3)
        print(f"{name:42}{before:7.3f}{after:9.3f}{after / before:7.1f}")

    for radius_m in RADII_M[:2]:
        line(
            f"buffer of {radius_m / 1000:.0f} km, vertices",
            partial(geodesy.buffer, shape, radius_m),
            partial(geodesy.buffer, tenfold, radius_m),
        )
    line(
        "20,000 distances, vertices",
        lambda: geodesy.distance(points, shape),
        lambda: geodesy.distance(points, tenfold),
    )
    more = worldwide(200_000)
    line(
        "distances, points",
        lambda: geodesy.distance(points, shape),
        lambda: geodesy.distance(more, shape),
    )
    some, many = clustered(15_000), clustered(150_000)
    line(
        "join, points",
        lambda: list(geodesy.within(some, origins, JOIN_M)),
        lambda: list(geodesy.within(many, origins, JOIN_M)),
    )
    line(
        "join, origins",
        lambda: list(geodesy.within(many, origins[:100], JOIN_M)),
        lambda: list(geodesy.within(many, origins, JOIN_M)),
    )


def memory() -> None:
    """Print the peak memory of a process that measures 100,000 points to the territory."""
    code = (
        "from benchmarks.geodesy.work import ukraine, worldwide; from rangemap import geodesy;"
        "geodesy.distance(worldwide(100_000), ukraine()[0])"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"a process that measures 100,000 points{peak / 1024:10.0f} MB at its peak")


def main() -> None:
    """Print all tables."""
    memory()
    shape, scale = ukraine()
    print(f"Ukraine, {scale}, {shapely.get_num_coordinates(shape)} vertices")
    buffers(shape)
    distances(shape)
    joins()
    growth(shape)


if __name__ == "__main__":
    main()
