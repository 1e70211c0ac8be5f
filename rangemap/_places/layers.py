"""Places from files and tables of the user's: points become places, all else territories."""

from __future__ import annotations

import math
import os
import re
import warnings
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from rangemap._names import shown
from rangemap._places import coordinates
from rangemap._places.formats import Row, converted, read_csv, reader_of, refuse
from rangemap._places.territory import Where, given_territory
from rangemap._places.values import Place
from rangemap.errors import (
    BadRowsError,
    CoordinateError,
    PlaceFileWarning,
    PlaceTypeError,
    RangemapError,
    ShapeError,
)

MOST_BYTES = 50_000_000
MOST_ROWS = 250_000
MOST_TOLD = 5

_URL = re.compile(r"^[a-z][a-z0-9+.-]*://|^/vsi|^[A-Z]+:[^\\/]", re.IGNORECASE)
_LAT = ("lat", "latitude", "y", "breite", "широта", "szerokosc")
_LON = ("lon", "long", "lng", "longitude", "x", "laenge", "länge", "долгота", "довгота", "dlugosc")
_BESIDE = ("deg", "degree", "degrees", "dd", "decimal", "wgs", "geo", "gps", "coord", "n", "e")
_LABEL = ("name", "label", "title", "place", "site", "city", "назва", "название")


@dataclass
class _Bad:
    """The rows that are no places, told together."""

    file: str
    told: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, number: int, why: str) -> None:
        """Note a row."""
        self.count += 1
        if len(self.told) < MOST_TOLD:
            self.told.append(f"row {number}: {why}")

    def settle(self, total: int, *, skip: bool) -> None:
        """Stop where there are bad rows, or tell how many were left out."""
        if not self.count:
            return
        more = f"; and {self.count - len(self.told)} more" if self.count > len(self.told) else ""
        listing = "; ".join(self.told) + more
        if not skip or self.count == total:
            raise BadRowsError(
                f"“{self.file}” has {self.count} bad of {total} rows: {listing}. Mend them, or "
                "leave them out with --skip-bad (in Python skip_bad=True)."
            )
        _warn(f"Left out {self.count} bad of {total} rows of “{self.file}”: {listing}.")


def read_places(
    path: str | os.PathLike[str],
    *,
    label: str | None = None,
    skip_bad: bool = False,
) -> list[Where]:
    """Read places from a file: GeoJSON, GeoPackage, KML, Shapefile, FlatGeobuf or CSV.

    Points become places; lines, polygons and collections become territories. Coordinates of any
    system are converted to WGS84. No file causes a request: one that names other files or hosts is
    refused, whatever its ending.

    Parameters
    ----------
    path : str or path-like
        A file of at most 50 MB and 250,000 rows. A CSV has a header, with columns for latitude
        and longitude under one of their usual names.
    label : str, optional
        The column whose text names the places; else one called name, label, title and the like.
    skip_bad : bool, default False
        Leave out rows that are no places and tell their number, instead of stopping.

    Returns
    -------
    list of Place and Territory

    Raises
    ------
    PlaceFileError
        There is no such file, it is too large, of no known format, asks for other files, lacks
        what is needed, or has no rows.
    BadRowsError
        Rows that are no places, by number and value.

    Warns
    -----
    PlaceFileWarning
        Rows were left out; or the file names no coordinate system, and WGS84 was taken.
    """
    if not isinstance(path, str | os.PathLike) or not isinstance(label, str | None):
        raise PlaceTypeError("A file of places is named by text or a path, and a column by text.")
    file = _checked(path)
    read = reader_of(file)
    if read is read_csv:
        return _of_rows(file, label, skip_bad=skip_bad)
    table = read(file)
    return _of_table(table, shown(file.name), label, skip_bad=skip_bad)


def places_of(table: Any) -> list[Where]:
    """Give the places in a GeoSeries or GeoDataFrame."""
    return _of_table(table, "the table", None, skip_bad=False)


def _checked(path: str | os.PathLike[str]) -> Path:
    """Give the path of a file that is on this machine and not too large."""
    text = os.fspath(path)
    if _URL.match(text) and not Path(text).is_file():
        refuse(text, "is no file on this machine; no address is ever asked. Save it first")
    try:
        file = Path(text).expanduser().resolve()
        size = file.stat().st_size if file.is_file() else None
    except (OSError, ValueError, RuntimeError):
        size = None
    if size is None:
        is_folder = "\0" not in text and Path(text).is_dir()
        refuse(
            text, "is a folder" if is_folder else "does not exist, or is no file that can be read"
        )
    if size > MOST_BYTES:
        refuse(text, f"has {size / 1e6:,.0f} MB; at most {MOST_BYTES / 1e6:.0f} are read")
    if not size:
        refuse(text, "is empty")
    return file


def _of_rows(file: Path, label: str | None, *, skip_bad: bool) -> list[Where]:
    """Give the places in a CSV; rows are numbered by their lines."""
    rows = list(islice(read_csv(file), MOST_ROWS + 1))
    _check_number(file.name, len(rows))
    header = [name for name in rows[0].cells if name]
    lat, lon = (_column(header, names) for names in (_LAT, _LON))
    if lat is None or lon is None:
        refuse(
            file.name,
            f"needs columns for latitude and longitude, such as lat and lon; it has "
            f"{shown(', '.join(header))}",
        )
    name = _label_column(header, label, file.name)
    bad, found = _Bad(shown(file.name)), list[Where]()
    for row in rows:
        try:
            found.append(_of_row(row, lat, lon, name))
        except CoordinateError as error:
            bad.add(row.line, str(error).rstrip("."))
    bad.settle(len(rows), skip=skip_bad)
    return found


def _of_row(row: Row, lat: str, lon: str, name: str | None) -> Place:
    if row.beyond:
        raise CoordinateError(
            f"“{shown(row.beyond)}” stands beyond the last column: does a number hold a comma?"
        )
    return Place(
        lat=coordinates.angle(row.cells[lat], "latitude"),
        lon=coordinates.angle(row.cells[lon], "longitude"),
        name=_text(row.cells[name]) if name else None,
    )


def _column(header: list[str], names: tuple[str, ...]) -> str | None:
    """Give the column that is called so, or so with words that say no more."""
    words = {each: re.findall(r"[^\W\d_]+", each.lower()) for each in header}
    alone = [each for each, parts in words.items() if len(parts) == 1 and parts[0] in names]
    among = [
        each
        for each, parts in words.items()
        if set(parts) & set(names) and set(parts) <= {*names, *_BESIDE}
    ]
    return next(iter([*alone, *among]), None)


def _label_column(header: list[str], label: str | None, file: str) -> str | None:
    if label is None:
        return _column(header, _LABEL)
    if label not in header:
        refuse(file, f"has no column “{shown(label)}”; it has {shown(', '.join(header))}")
    return label


def _text(value: object) -> str | None:
    """Give a name on one line, or None where there is none."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    return shown(" ".join(str(value).split())) or None


def _check_number(file: str, rows: int) -> None:
    if not rows:
        refuse(file, "has no rows")
    if rows > MOST_ROWS:
        refuse(file, f"has more than {MOST_ROWS:,} rows, the most that are read")


def _of_table(table: Any, file: str, label: str | None, *, skip_bad: bool) -> list[Where]:
    """Give the places in a table with geometries."""
    series = getattr(table, "geometry", None)
    if series is None or not hasattr(series, "crs"):
        refuse(file, "has no geometries")
    _check_number(file, len(series))
    if series.crs is None:
        _warn(f"{file} names no coordinate system: longitude and latitude on WGS84 are taken.")
    else:
        series = converted(series, file)
    columns = [str(each) for each in getattr(table, "columns", [])]
    name = _label_column(columns, label, file)
    names = list(table[name]) if name else [None] * len(series)
    bad, found = _Bad(file), list[Where]()
    for number, (geometry, text) in enumerate(zip(series, names, strict=True), 1):
        try:
            found.append(_where(geometry, _text(text), f"{file}, row {number}"))
        except RangemapError as error:
            bad.add(number, str(error).rstrip("."))
    bad.settle(len(series), skip=skip_bad)
    return found


def _where(geometry: Any, name: str | None, otherwise: str) -> Where:
    """Give a point as a place, and anything else as a territory."""
    if geometry is None or geometry.is_empty:
        raise CoordinateError("the geometry is missing, empty or none")
    if geometry.geom_type == "Point":
        return Place(lat=float(geometry.y), lon=float(geometry.x), name=name)
    import shapely

    try:
        return given_territory(shapely.force_2d(geometry), name or otherwise)
    except ShapeError as error:
        why = str(error).removeprefix("Geometry 0 ").partition(". shapely")[0]
        raise ShapeError(f"the geometry {why}") from None


def _warn(message: str) -> None:
    warnings.warn(message, PlaceFileWarning, stacklevel=2)
