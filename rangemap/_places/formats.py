"""Files of the user's as tables: what they are is told by their content.

Only what is known not to ask for other files or hosts is handed to a reader: GDAL follows what a
file says, whatever its name.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NoReturn
from xml.etree import ElementTree

from rangemap._names import shown
from rangemap.errors import PlaceFileError, PlaceFileWarning

if TYPE_CHECKING:
    import geopandas


_FOLLOWED = re.compile(rb"<OGR|<VRT|<GDAL|/vsi", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?:urn:ogc:def:crs:)?(?:EPSG|OGC|ESRI|IAU_2015):[\w.]*:?\w+", re.I)
_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_VIRTUAL = re.compile(r"CREATE\s+VIRTUAL\s+TABLE.*?\bUSING\s+[\"'`\[]?(\w+)", re.I | re.DOTALL)

GEOMETRIES = (
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
    "GeometryCollection",
)  # fmt: skip


def refuse(name: str, why: str) -> NoReturn:
    """Raise, with what is wrong with a file."""
    raise PlaceFileError(f"“{shown(name)}” {why}.")


def reader_of(file: Path) -> Callable[[Path], Any]:
    """Give what reads a file of this content."""
    with file.open("rb") as opened:
        head = opened.read(4096)
    for magic, reader in _MAGIC.items():
        if head.startswith(magic):
            return reader
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

    # Not only a reader's own format decides: one that follows what a file says may take it first.
    if endings[0] in (".fgb", ".kml") and _FOLLOWED.search(file.read_bytes()):
        refuse(file.name, "names other files or addresses, which are not followed")
    with TemporaryDirectory() as folder, _no_requests():
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
        said = f"All {len(names)} layers of “{shown(file.name)}” are read: {', '.join(names)}."
        warnings.warn(said, PlaceFileWarning, stacklevel=2)
        tables = [converted(table, file.name) if table.crs else table for table in tables]
    return pd.concat(tables, ignore_index=True)


def converted(series: Any, file: str) -> Any:
    """Give geometries in longitude and latitude; no grid is fetched, nor one of the file's read."""
    import pyproj
    from pyproj.network import is_network_enabled, set_network_enabled

    if series.crs.is_bound or "PARAMETERFILE" in series.crs.to_wkt():
        refuse(file, "has a coordinate system with a transformation of its own; save it in WGS84")
    online = is_network_enabled()
    set_network_enabled(active=False)
    try:
        return series.to_crs("EPSG:4326")
    except pyproj.exceptions.ProjError as error:
        refuse(file, f"cannot be converted to WGS84: {shown(str(error))}")
    finally:
        set_network_enabled(active=online)


@contextmanager
def _no_requests() -> Iterator[None]:
    """Keep GDAL from asking any host, whatever it is told."""
    import pyogrio

    lock = "CPL_VSIL_CURL_ALLOWED_FILENAME"
    before = pyogrio.get_gdal_config_option(lock)
    pyogrio.set_gdal_config_options({lock: "none"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({lock: before})


def _read_flatgeobuf(file: Path) -> geopandas.GeoDataFrame:
    return _read_gdal(file, ".fgb")


def _read_shapefile(file: Path) -> geopandas.GeoDataFrame:
    """Read a shapefile, which is several files of one name."""
    missing = [end for end in (".shx", ".dbf") if not file.with_suffix(end).is_file()]
    if missing:
        refuse(
            file.name, f"is one part of a shapefile; beside it {' and '.join(missing)} is missing"
        )
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
        module = _VIRTUAL.search(_COMMENT.sub(" ", sql))
        if kind == "view" or (module and module[1].lower() != "rtree"):
            refuse(file.name, f"defines “{shown(name)}”, which may ask for other files")
    return _read_gdal(file, ".gpkg")


def _read_geojson(file: Path) -> geopandas.GeoDataFrame:
    """Read GeoJSON without GDAL."""
    import geopandas
    import numpy as np
    import shapely

    try:
        document = json.loads(file.read_text(encoding="utf-8-sig"))
        features = _features(document)
        texts = [json.dumps(each.get("geometry")) for each in features]
        # What is no geometry becomes none, and is told with the number of its row.
        geometries = shapely.from_geojson(np.array(texts, dtype=object), on_invalid="ignore")
        crs = document.get("crs")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        refuse(file.name, f"is no GeoJSON: {shown(str(error))}")
    properties = [each.get("properties") for each in features]
    rows = [each if isinstance(each, dict) else {} for each in properties]
    return geopandas.GeoDataFrame(
        rows, index=range(len(rows)), geometry=geometries, crs=_crs_of(file, crs)
    )


def _crs_of(file: Path, named: Any) -> Any:
    """Give the coordinate system that GeoJSON names by its code, or the one it has else."""
    import pyproj

    if not named:
        return pyproj.CRS("OGC:CRS84")
    properties = named.get("properties") if isinstance(named, dict) else None
    code = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(code, str) or not _AUTHORITY.fullmatch(code):
        refuse(file.name, "names its coordinate system by something else than a code of EPSG's")
    try:
        return pyproj.CRS(code)
    except pyproj.exceptions.CRSError:
        refuse(file.name, f"names the coordinate system “{shown(code)}”, which is not known")


def _features(document: Any) -> list[dict[str, Any]]:
    kind = document.get("type")
    if kind == "FeatureCollection":
        return list(document["features"])
    if kind == "Feature":
        return [document]
    if kind in GEOMETRIES:
        return [{"geometry": document}]
    raise ValueError(f"its type is {kind}")


def _read_kml(file: Path) -> geopandas.GeoDataFrame:
    """Read KML that refers to nothing outside itself."""
    if re.search(rb"<!DOCTYPE|<!ENTITY", file.read_bytes(), re.I):
        refuse(file.name, "defines entities, which are not followed")
    tags: set[str] = set()
    try:
        for event, element in ElementTree.iterparse(file, ("start", "end")):
            tag = element.tag.rpartition("}")[2]
            if not tags and tag != "kml":
                refuse(file.name, "is XML, and no KML")
            tags.add(tag)
            if event == "end":
                element.clear()
    except ElementTree.ParseError as error:
        refuse(file.name, f"is no KML: {error}")
    if "NetworkLink" in tags:
        refuse(file.name, "links to other files, which are not followed")
    return _read_gdal(file, ".kml")


@dataclass(frozen=True)
class Row:
    """A row of a CSV: the line that it ends on, its cells by column, what stands beyond them."""

    line: int
    cells: dict[str, str]
    beyond: str


def read_csv(file: Path) -> Iterator[Row]:
    """Give the rows of a CSV; the separator is guessed, and blank lines are passed over."""
    text = _decoded(file)
    if not text.strip():
        refuse(file.name, "is empty")
    first = next(line for line in text.splitlines() if line.strip())
    separator = max(",;\t|", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows = (cells for cells in _told(reader, file) if any(cell.strip() for cell in cells))
    header = [cell.strip() for cell in next(rows)]
    for name in header:
        if name and header.count(name) > 1:
            refuse(file.name, f"has two columns called “{shown(name)}”: rename one")
    for cells in rows:
        beyond = [cell for cell in cells[len(header) :] if cell.strip()]
        filled = [*cells, *[""] * len(header)]
        yield Row(reader.line_num, dict(zip(header, filled, strict=False)), separator.join(beyond))


def _told(reader: Iterator[list[str]], file: Path) -> Iterator[list[str]]:
    """Give what a reader gives, and its complaints as ours."""
    try:
        yield from reader
    except csv.Error as error:
        refuse(file.name, f"is no CSV: {shown(str(error))}")


def _decoded(file: Path) -> str:
    content = file.read_bytes()
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        refuse(file.name, "is not in UTF-8; save it in UTF-8")


_MAGIC = {
    b"SQLite format 3\0": _read_geopackage,
    b"fgb\x03fgb": _read_flatgeobuf,
    b"\x00\x00\x27\x0a": _read_shapefile,
    b"\xff\xfe": read_csv,
    b"\xfe\xff": read_csv,
}
"""By what files of each format begin; CSV only where it is in UTF-16."""
