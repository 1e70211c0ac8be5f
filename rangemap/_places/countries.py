"""Countries and disputed pieces of land: their names, their pieces, and their shapes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from rangemap import _database
from rangemap._names import exact, fold, shown
from rangemap._places import packed
from rangemap._places.territory import WORLDVIEWS, Borders, Dispute, Territory, Worldview
from rangemap.errors import CountryError, QuestionError

if TYPE_CHECKING:
    from rangemap.geodesy import Shape

ERROR_KM = 2.0
"""A line on a map of 1:10m may be 0.2 mm off."""


@dataclass(frozen=True)
class Named:
    """A country or piece that a name means.

    Parameters
    ----------
    code : str
        ISO code of three letters, or the id of a piece.
    name : str
        In English.
    english : bool
        Whether the name typed is an English one, or a code.
    iso2 : str or None
        The code that the gazetteer's places have.
    """

    code: str
    name: str
    english: bool
    iso2: str | None


def checked_worldview(worldview: str) -> Worldview:
    """Give a worldview.

    Raises
    ------
    QuestionError
        There is none of that name.
    """
    if worldview in WORLDVIEWS:
        return worldview
    raise QuestionError(
        f"A worldview is “recognised” or “natural-earth”, not “{shown(str(worldview))}”."
    )


def named(text: str) -> Named | None:
    """Give the country or piece of this name or code, in any of the languages, or None."""
    wanted = fold(text)
    row = _row(
        "SELECT iso3, name, english, iso2 FROM country_name JOIN country USING (iso2) "
        "WHERE fold = ? ORDER BY english DESC, iso2",
        wanted,
    )
    if row:
        return Named(row[0], row[1], bool(row[2]), row[3])
    row = _row(
        "SELECT piece.id, document FROM piece_name JOIN piece ON id = piece WHERE fold = ?", wanted
    )
    if row:
        name = json.loads(row[1])["name"]
        return Named(row[0], name, exact(name) == exact(text), None)
    return None


def _row(query: str, value: str) -> Any:
    """Give the first row that a query finds, or None."""
    return _database.connect().execute(query, (value,)).fetchone()


@cache
def territory(code: str, name: str, worldview: Worldview) -> Territory:
    """Give a country, or a piece, as a worldview has it.

    Raises
    ------
    CountryError
        The border data has no shape of it.
    """
    rows = _pieces(code, worldview)
    about = _database.meta()
    if not rows:
        raise CountryError(
            f"{name} is too small for the border data ({about['borders']}, "
            f"{about['territories_scale']}): name a city in it, or give lat,lon."
        )
    return Territory(
        name=name,
        shape=_unpacked(rows.values()),
        kind="country" if code.isupper() else "piece",
        code=code,
        borders=Borders(
            about["borders"],
            about["territories_scale"],
            about["borders_date"],
            worldview,
            ERROR_KM,
        ),
        disputes=_disputes(code, rows),
        remarks=_remarks(code),
    )


def _pieces(code: str, worldview: str) -> dict[str, bytes]:
    """Give the pieces of a country in a worldview: packed rings by id."""
    query = (
        "SELECT id, rings FROM piece_of JOIN piece ON piece.id = piece "
        "WHERE worldview = ? AND code = ? ORDER BY piece"
    )
    return dict(_database.connect().execute(query, (worldview, code)))


def is_land(lon: float, lat: float) -> bool:
    """Say whether a position is on land by the border data."""
    from rangemap.geodesy import distance

    query = "SELECT id FROM piece WHERE west <= ? AND ? <= east AND south <= ? AND ? <= north"
    rows = _database.connect().execute(query, (lon, lon, lat, lat)).fetchall()
    return any(distance([lon, lat], _shape(number))[0] == 0 for (number,) in rows)


@cache
def _shape(piece: str) -> Shape:
    """Give the shape of one piece."""
    return _unpacked(_row("SELECT rings FROM piece WHERE id = ?", piece))


def _unpacked(rings: Iterable[bytes]) -> Shape:
    from rangemap.geodesy import polygons

    return polygons(packed.unpack(rings, int(_database.meta()["step"])))


def drawn_names(code: str, worldview: Worldview) -> list[str]:
    """Give the names that the border data has for a country and its pieces."""
    query = (
        "SELECT document FROM piece_of JOIN piece ON piece.id = piece "
        "WHERE worldview = ? AND code = ? ORDER BY piece"
    )
    rows = _database.connect().execute(query, (worldview, code))
    return [str(json.loads(document)["name"]) for (document,) in rows]


def _disputes(code: str, held: Iterable[str]) -> tuple[Dispute, ...]:
    """Give the disputed pieces that are counted in or might be."""
    query = (
        "SELECT DISTINCT id, document FROM piece_of JOIN piece ON piece.id = piece "
        "WHERE code = ? AND disputed ORDER BY id"
    )
    found = []
    for number, document in _database.connect().execute(query, (code,)):
        about = json.loads(document)
        found.append(
            Dispute(
                piece=number,
                name=about["name"],
                counted=number in held if code.isupper() else None,
                basis=about["basis"],
                held_by=about["de_facto"],
                as_of=about["as_of"],
                claimed_by=tuple(about["claimed_by"]),
            )
        )
    return tuple(found)


def _remarks(code: str) -> tuple[str, ...]:
    query = "SELECT said FROM caveat WHERE code = ? ORDER BY said"
    return tuple(said for (said,) in _database.connect().execute(query, (code,)))


def iso3(iso2: str | None) -> str | None:
    """Give the code of three letters for one of two."""
    row = _row("SELECT iso3 FROM country WHERE iso2 = ?", iso2 or "")
    return row[0] if row else None


def iso2(code: str) -> str | None:
    """Give the code of two letters for one of three."""
    row = _row("SELECT iso2 FROM country WHERE iso3 = ?", code)
    return row[0] if row else None
