"""Files of the user's as tables: what they are is told by their content.

Only what is known not to ask for other files or hosts is handed to a reader: GDAL follows what a
file says, whatever its name.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NoReturn
from xml.etree import ElementTree

from rangemap._names import shown
from rangemap.errors import PlaceFileError

if TYPE_CHECKING:
    import geopandas


def refuse(name: str, why: str) -> NoReturn:
    """Raise, with what is wrong with a file."""
    raise PlaceFileError(f"“{shown(name)}” {why}.")


def reader_of(file: Path) -> Callable[[Path], Any]:
    """Give what reads a file of this content."""
    with file.open("rb") as opened:
        head = opened.read(4096)
    if head.startswith(b"SQLite format 3\0"):
        return _read_geopackage
    if head.startswith(b"fgb\x03"):
        return _read_flatgeobuf
    if head.startswith(b"\x00\x00\x27\x0a"):
        return _read_shapefile
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith((b"{", b"[")):
        return _read_geojson
    if text.startswith(b"<"):
        return _read_kml
    if b"\0" in head or head.startswith((b"\x1f\x8b", b"PK")):
        refuse(
            file.name,
            "is of no format that is read here: GeoJSON, GeoPackage, KML, Shapefile, FlatGeobuf "
            "or CSV",
        )
    return read_csv


def _read_gdal(file: Path, *endings: str) -> geopandas.GeoDataFrame:
    """Read every layer of what has been looked at.

    A copy is read, under a plain name and with only those neighbours that belong to the format.
    """
    import geopandas
    import pandas as pd

    with TemporaryDirectory() as folder:
        copy = Path(folder) / f"copy{endings[0]}"
        for ending in endings:
            part = file if ending == endings[0] else file.with_suffix(ending)
            if part.is_file():
                shutil.copyfile(part, copy.with_suffix(ending))
        try:
            names = geopandas.list_layers(copy)["name"].tolist()
            tables = [geopandas.read_file(copy, layer=name) for name in names]
        except Exception as error:
            refuse(file.name, f"cannot be read: {shown(str(error))}")
    tables = [table for table in tables if hasattr(table, "crs")]
    if not tables:
        refuse(file.name, "has no layer with geometries")
    if len(tables) > 1:
        tables = [table.to_crs("EPSG:4326") if table.crs else table for table in tables]
    return pd.concat(tables, ignore_index=True)


def _read_flatgeobuf(file: Path) -> geopandas.GeoDataFrame:
    return _read_gdal(file, ".fgb")


def _read_shapefile(file: Path) -> geopandas.GeoDataFrame:
    """Read a shapefile, which is several files of one name."""
    return _read_gdal(file, ".shp", ".shx", ".dbf", ".prj", ".cpg")


def _read_geopackage(file: Path) -> geopandas.GeoDataFrame:
    """Read a GeoPackage that defines no table over other files."""
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as opened:
            definitions = opened.execute(
                "SELECT type, name, coalesce(sql, '') FROM sqlite_master"
            ).fetchall()
    except sqlite3.Error as error:
        refuse(file.name, f"is no GeoPackage: {shown(str(error))}")
    for kind, name, sql in definitions:
        virtual = (
            re.match(r"\s*CREATE\s+VIRTUAL\s+TABLE", sql, re.I) and "using rtree" not in sql.lower()
        )
        if kind == "view" or virtual:
            refuse(file.name, f"defines “{shown(name)}”, which may ask for other files")
    return _read_gdal(file, ".gpkg")


def _read_geojson(file: Path) -> geopandas.GeoDataFrame:
    """Read GeoJSON without GDAL."""
    import geopandas
    import numpy as np
    import pyproj
    import shapely

    try:
        document = json.loads(file.read_text(encoding="utf-8-sig"))
        features = _features(document)
        texts = [json.dumps(each.get("geometry")) for each in features]
        # What is no geometry becomes none, and is told with the number of its row.
        geometries = shapely.from_geojson(np.array(texts, dtype=object), on_invalid="ignore")
        named = document.get("crs") or {}
        crs = pyproj.CRS(named["properties"]["name"]) if named else pyproj.CRS("OGC:CRS84")
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        pyproj.exceptions.CRSError,
    ) as error:
        refuse(file.name, f"is no GeoJSON: {shown(str(error))}")
    rows = [each.get("properties") or {} for each in features]
    return geopandas.GeoDataFrame(rows, index=range(len(rows)), geometry=geometries, crs=crs)


def _features(document: Any) -> list[dict[str, Any]]:
    kind = document.get("type")
    if kind == "FeatureCollection":
        return list(document["features"])
    if kind == "Feature":
        return [document]
    return [{"geometry": document}]


def _read_kml(file: Path) -> geopandas.GeoDataFrame:
    """Read KML that refers to nothing outside itself."""
    content = file.read_bytes()
    if re.search(rb"<!DOCTYPE|<!ENTITY|OGRVRT", content, re.I):
        refuse(file.name, "defines entities or other files, which are not followed")
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        refuse(file.name, f"is no KML: {error}")
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    if root.tag.rpartition("}")[2] != "kml":
        refuse(file.name, "is XML, and no KML")
    if "NetworkLink" in tags:
        refuse(file.name, "links to other files, which are not followed")
    return _read_gdal(file, ".kml")


def read_csv(file: Path) -> Iterator[dict[str, str]]:
    """Give the rows of a CSV, its separator guessed from the header."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        refuse(file.name, "is not in UTF-8; save it in UTF-8")
    lines = text.splitlines()
    separator = max(",;\t|", key=lines[0].count)
    yield from csv.DictReader(lines, delimiter=separator)
