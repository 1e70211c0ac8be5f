"""Others who buffer, each a function from shape and radius to a shape, or None where missing.

PostGIS is reached with `psql` and its usual variables (PGHOST, PGUSER, PGDATABASE).
"""

import subprocess
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pyproj
import shapely

T = TypeVar("T")

Buffer = Callable[[shapely.MultiPolygon, float], tuple[shapely.Geometry, float]]
"""Gives the buffer, and the seconds it took."""


def rangemap(shape: shapely.MultiPolygon, radius_m: float) -> tuple[shapely.Geometry, float]:
    """Give what this project gives, to a metre."""
    from rangemap import geodesy

    return _timed(lambda: geodesy.buffer(shape, radius_m))


def postgis() -> Buffer | None:
    """Give PostGIS's buffer of a geography."""
    try:
        version = _psql("select postgis_lib_version()")
    except (OSError, subprocess.CalledProcessError):
        return None
    return _in_postgis if version else None


def _in_postgis(shape: shapely.MultiPolygon, radius_m: float) -> tuple[shapely.Geometry, float]:
    source = f"ST_GeomFromWKB('\\x{shape.wkb_hex}', 4326)::geography"
    # The server's own clock: neither the client nor the reading of the shape is counted.
    lines = _psql(
        f"create temp table work as select {source} as shape;"
        f"select ST_Buffer(shape, {radius_m}) is null from work;"
        "select extract(epoch from clock_timestamp());"
        f"create temp table made as select ST_Buffer(shape, {radius_m}) as shape from work;"
        "select extract(epoch from clock_timestamp());"
        "select encode(ST_AsBinary(shape), 'hex') from made;"
    ).splitlines()
    began, ended, made = lines[-3:]
    return shapely.from_wkb(made), float(ended) - float(began)


def _psql(command: str) -> str:
    done = subprocess.run(
        ["psql", "-qtAX", "-v", "ON_ERROR_STOP=1"],
        input=command,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def sedona() -> Buffer | None:
    """Give SedonaDB's buffer of a geography, which is S2's, on a sphere."""
    try:
        import sedonadb
    except ImportError:
        return None
    session = sedonadb.connect()

    def buffer(shape: shapely.MultiPolygon, radius_m: float) -> tuple[shapely.Geometry, float]:
        read = f"ST_GeogFromWKT('{shape.wkt}')"

        def give(what: str) -> bytes:
            table = session.sql(f"SELECT ST_AsBinary({what}) AS shape").to_arrow_table()
            return bytes(table.column(0)[0].as_py())

        # To read the shape and to give it back is not counted.
        _, around = _timed(lambda: give(read))
        made, took = _timed(lambda: give(f"ST_Buffer({read}, {radius_m})"))
        return shapely.from_wkb(made), took - around

    return buffer


def equidistant(shape: shapely.MultiPolygon, radius_m: float) -> tuple[shapely.Geometry, float]:
    """Give shapely's buffer in an azimuthal equidistant plane about the centroid."""
    lon, lat = shape.centroid.coords[0]
    return _planar(shape, radius_m, f"+proj=aeqd +lon_0={lon} +lat_0={lat} +datum=WGS84")


def mercator(shape: shapely.MultiPolygon, radius_m: float) -> tuple[shapely.Geometry, float]:
    """Give shapely's buffer in Web Mercator, its metres taken for metres."""
    return _planar(shape, radius_m, "EPSG:3857")


def _planar(
    shape: shapely.MultiPolygon, radius_m: float, plane: str
) -> tuple[shapely.Geometry, float]:
    there = pyproj.Transformer.from_crs(4326, plane, always_xy=True)
    back = pyproj.Transformer.from_crs(plane, 4326, always_xy=True)

    def buffer() -> shapely.Geometry:
        flat = shapely.transform(shape, lambda xy: np.column_stack(there.transform(*xy.T)))
        made = shapely.buffer(flat, radius_m, quad_segs=256)
        return shapely.transform(made, lambda xy: np.column_stack(back.transform(*xy.T)))

    return _timed(buffer)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    work()
    begin = time.perf_counter()
    made = work()
    return made, time.perf_counter() - begin
