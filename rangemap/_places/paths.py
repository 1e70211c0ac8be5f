"""Which texts name a file of places."""

import os
from pathlib import Path

OTHERS = (".xlsx", ".xls", ".ods", ".kmz", ".gdb", ".zip", ".vrt", ".gml", ".gpx", ".parquet")
"""Endings of files of places that are not read here: a name of this kind is no city's."""

ENDINGS = (".csv", ".tsv", ".geojson", ".json", ".gpkg", ".kml", ".shp", ".fgb")


def is_file(where: object) -> bool:
    """Say whether this names a file of places: by its ending, or because there is such a file."""
    if isinstance(where, os.PathLike):
        return True
    if not isinstance(where, str) or not where.strip():
        return False
    if where.lower().endswith(ENDINGS) or "://" in where or where.lower().startswith("/vsi"):
        return True
    if where.lower().endswith(OTHERS):
        return True
    try:
        return (os.sep in where or "." in where) and Path(where).exists()
    except (OSError, ValueError):
        return False
