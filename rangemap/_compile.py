"""From the text in data/ to the one database that everything reads.

Standard library only: the build runs this before anything is installed. In a checkout it is run by
hand after an edit: ``python -m rangemap._compile``.
"""

import json
import os
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from rangemap import _basemap, _database
from rangemap._catalogue import laws, ledger
from rangemap._catalogue.files import Entries, load_toml, read_catalogue
from rangemap._catalogue.names import names_of
from rangemap._names import division_fold, exact, fold
from rangemap._phrases import compile_phrases
from rangemap._places import airfields, packed
from rangemap._places.files import (
    read_airfields,
    read_cities,
    read_local_names,
    read_names,
    read_regions,
    read_table,
    read_territories,
)
from rangemap._places.territory import WORLDVIEWS
from rangemap._places.tiers import ALTERNATE, POSITIONS_A_DEGREE, PRIMARY, TAGGED, WEIGHT
from rangemap._text.words import LANGUAGES
from rangemap.errors import CatalogueError, DataFileError, RangemapError

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE weapon (
    id TEXT PRIMARY KEY, position INTEGER NOT NULL, variant_of TEXT, name TEXT NOT NULL,
    document TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE weapon_name (fold TEXT PRIMARY KEY, weapon TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE ambiguous (
    fold TEXT PRIMARY KEY, name TEXT NOT NULL, means TEXT NOT NULL
) WITHOUT ROWID;
-- Whole numbers of 0.00001 degrees, as GeoNames has them, take half the room of fractions.
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, lat INTEGER NOT NULL, lon INTEGER NOT NULL,
    country TEXT NOT NULL, division TEXT NOT NULL, population INTEGER NOT NULL,
    feature TEXT NOT NULL, part_of INTEGER, small INTEGER NOT NULL
);
CREATE INDEX place_by_latitude ON place (lat) WHERE small = 0 AND part_of IS NULL;
CREATE TABLE airfield (
    id INTEGER PRIMARY KEY, icao TEXT NOT NULL, name TEXT NOT NULL, lat REAL NOT NULL,
    lon REAL NOT NULL, country TEXT NOT NULL, rank INTEGER NOT NULL
);
CREATE TABLE airfield_name (
    fold TEXT, airfield INTEGER, tier INTEGER NOT NULL, PRIMARY KEY (fold, airfield)
) WITHOUT ROWID;
CREATE TABLE piece (
    id TEXT PRIMARY KEY, disputed INTEGER NOT NULL, document TEXT NOT NULL, rings BLOB NOT NULL,
    west REAL NOT NULL, south REAL NOT NULL, east REAL NOT NULL, north REAL NOT NULL
);
CREATE TABLE piece_of (
    worldview TEXT, code TEXT, piece TEXT, PRIMARY KEY (worldview, code, piece)
) WITHOUT ROWID;
CREATE TABLE piece_name (fold TEXT PRIMARY KEY, piece TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place_name (
    fold TEXT, exact TEXT, place INTEGER, tier INTEGER NOT NULL, PRIMARY KEY (fold, exact, place)
) WITHOUT ROWID;
-- By which names a page finds its cities, beside those that it shows.
CREATE TABLE page_name (
    exact TEXT, place INTEGER, tier INTEGER NOT NULL, PRIMARY KEY (exact, place)
) WITHOUT ROWID;
CREATE TABLE country (iso2 TEXT PRIMARY KEY, iso3 TEXT NOT NULL, name TEXT NOT NULL) WITHOUT ROWID;
-- What a reader is shown in other languages than English; also of pieces, by their id.
CREATE TABLE local_name (
    place INTEGER, lang TEXT, name TEXT NOT NULL, PRIMARY KEY (place, lang)
) WITHOUT ROWID;
CREATE TABLE country_local (
    code TEXT, lang TEXT, name TEXT NOT NULL, PRIMARY KEY (code, lang)
) WITHOUT ROWID;
CREATE TABLE country_name (
    fold TEXT, iso2 TEXT, english INTEGER NOT NULL, PRIMARY KEY (fold, iso2)
) WITHOUT ROWID;
-- People are those of its cities and smaller places.
CREATE TABLE division (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL, people INTEGER NOT NULL
) WITHOUT ROWID;
-- What the data says in words, in other languages than English.
CREATE TABLE phrase (
    kind TEXT, text TEXT, lang TEXT, said TEXT NOT NULL, PRIMARY KEY (kind, text, lang)
) WITHOUT ROWID;
CREATE TABLE region (fold TEXT PRIMARY KEY, what TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE caveat (code TEXT, said TEXT, PRIMARY KEY (code, said)) WITHOUT ROWID;
CREATE INDEX division_by_name ON division (folded);
CREATE TABLE basemap (worldview TEXT PRIMARY KEY, gz BLOB NOT NULL) WITHOUT ROWID;
"""

LOOKED_FOR = 100_000
"""People of a city that a page finds by its names in other languages than its own, too."""


def compile_data(text: Path, database: Path) -> None:
    """Compile the text under a folder into a database, whole or not at all.

    Raises
    ------
    DataFileError
        The first broken row: file, row, field, value.
    """
    database.parent.mkdir(parents=True, exist_ok=True)
    draft = database.with_name(f"{database.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    connection = sqlite3.connect(draft)
    try:
        with connection:
            connection.executescript(SCHEMA)
            # What takes longest comes last: a broken row of anything else is told at once.
            _catalogue(connection, text)
            about = _about(text / "about.toml")
            about["digest"] = _database.digest(text)
            connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(about.items()))
            _countries(connection, text / "places")
            _territories(connection, text / "borders")
            _borders(connection, text / "borders")
            compile_phrases(connection, text / "phrases.toml")
            _airfields(connection, text / "places")
            _places(connection, text / "places")
            _divisions(connection, text / "places")
        connection.execute("VACUUM")
        connection.close()
        draft.replace(database)
    finally:
        connection.close()
        draft.unlink(missing_ok=True)


def _catalogue(connection: sqlite3.Connection, text: Path) -> None:
    entries = checked_catalogue(text)
    merged = [
        line for line in ledger.read_ledger(text / "ledger.tsv") if line.what == ledger.MERGED
    ]
    for position, weapon in enumerate(entries.weapons.values()):
        document = json.dumps(asdict(weapon), ensure_ascii=False, separators=(",", ":"))
        connection.execute(
            "INSERT INTO weapon VALUES (?, ?, ?, ?, ?)",
            (weapon.id, position, weapon.variant_of, weapon.name, document),
        )
        names = {fold(name): weapon.id for name in names_of(weapon)}
        connection.executemany("INSERT INTO weapon_name VALUES (?, ?)", sorted(names.items()))
    connection.executemany(
        "INSERT OR IGNORE INTO weapon_name VALUES (?, ?)",
        [(fold(line.id), line.other) for line in merged],
    )
    connection.executemany(
        "INSERT INTO ambiguous VALUES (?, ?, ?)",
        [(fold(each.name), each.name, json.dumps(each.means)) for each in entries.ambiguous],
    )


def checked_catalogue(text: Path) -> Entries:
    """Read the catalogue's text and keep it to its laws.

    Raises
    ------
    CatalogueError
        Everything that is wrong.
    """
    entries = read_catalogue(text)
    countries = read_table(text / "places", "countries.tsv", ["iso2", "iso3", "name"])
    codes = {iso3 for _, iso3, _ in countries}
    latest = _about(text / "about.toml")["catalogue_date"]
    table = laws.Table(laws.with_variants(entries.weapons), entries, (), codes, latest)
    complaints = laws.broken(table)
    lines = ledger.read_ledger(text / "ledger.tsv")
    complaints += ledger.broken("ledger.tsv", lines, entries.weapons)
    if complaints:
        raise CatalogueError(complaints)
    return entries


def _page_names(connection: sqlite3.Connection) -> None:
    """Choose the names by which a page finds its cities: a page cannot hold them all.

    They are the tagged Latin ones of cities that many look for, and the alternate ones by which a
    city goes before another that bears the name: “St. Petersburg” is the one in Russia.
    """
    weight = f"CASE tier WHEN {PRIMARY} THEN {WEIGHT[PRIMARY]} ELSE {WEIGHT[TAGGED]} END"
    city = "JOIN place ON id = place AND small = 0 AND part_of IS NULL"
    connection.execute(
        "INSERT OR IGNORE INTO page_name "
        f"SELECT coalesce(nullif(exact, ''), fold), place, tier FROM place_name {city} "
        "WHERE tier = ? AND population >= ? AND fold NOT GLOB '*[^a-z0-9]*' AND NOT EXISTS "
        "(SELECT 1 FROM place_name AS own WHERE own.place = place_name.place "
        "AND own.fold = place_name.fold AND own.tier = ?)",
        (TAGGED, LOOKED_FOR, PRIMARY),
    )
    connection.execute(
        "WITH shown AS (SELECT fold, place, "
        f"(population + 1) * {weight} AS weight FROM place_name {city} WHERE tier < ?) "
        "INSERT OR IGNORE INTO page_name "
        "SELECT coalesce(nullif(other.exact, ''), other.fold), other.place, other.tier "
        "FROM shown JOIN place_name AS other ON other.fold = shown.fold AND "
        "other.place <> shown.place AND other.tier = ? "
        "JOIN place ON id = other.place AND small = 0 AND part_of IS NULL "
        f"WHERE (population + 1) * {WEIGHT[ALTERNATE]} > shown.weight",
        (ALTERNATE, ALTERNATE),
    )


def _places(connection: sqlite3.Connection, folder: Path) -> None:
    cities = list(read_cities(folder))
    connection.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                *row[:2],
                round(row[2] * POSITIONS_A_DEGREE),
                round(row[3] * POSITIONS_A_DEGREE),
                *row[4:],
            )
            for row in cities
        ),
    )
    primary = ((city[0], PRIMARY, city[1]) for city in cities)
    others = read_names(folder, {city[0] for city in cities})
    for rows in (primary, others):
        connection.executemany(
            "INSERT OR IGNORE INTO place_name VALUES (?, ?, ?, ?)", _name_rows(rows)
        )
    _page_names(connection)
    connection.executemany(
        "INSERT INTO local_name VALUES (?, ?, ?)",
        (
            row
            for row in read_local_names(folder, {city[0]: city[1] for city in cities})
            if row[1] in LANGUAGES[1:]
        ),
    )


def _countries(connection: sqlite3.Connection, folder: Path) -> None:
    countries = list(read_table(folder, "countries.tsv", ["iso2", "iso3", "name"]))
    connection.executemany("INSERT INTO country VALUES (?, ?, ?)", countries)
    names = {(fold(name), row[0], 1) for row in countries for name in row}
    tagged = list(read_table(folder, "country_names.tsv", ["iso2", "language", "name"]))
    codes = {iso2: iso3 for iso2, iso3, _ in countries}
    # The first name is the one that is shown, the others are everyday ones; English ones are ours.
    connection.executemany(
        "INSERT OR IGNORE INTO country_local VALUES (?, ?, ?)",
        (
            (codes[iso2], language, name)
            for iso2, language, name in tagged
            if language in LANGUAGES[1:]
        ),
    )
    names |= {(fold(name), iso2, int(language == "en")) for iso2, language, name in tagged}
    # The English ones come first and stay where another language has the same name.
    ordered = sorted(names, key=lambda row: (-row[2], row))
    connection.executemany("INSERT OR IGNORE INTO country_name VALUES (?, ?, ?)", ordered)
    for what, called, owners, caveat in read_regions(folder):
        connection.executemany(
            "INSERT INTO region VALUES (?, ?)", sorted({(fold(name), what) for name in called})
        )
        connection.executemany(
            "INSERT INTO caveat VALUES (?, ?)", [(code, caveat) for code in owners]
        )


def _divisions(connection: sqlite3.Connection, folder: Path) -> None:
    people = dict(
        connection.execute(
            "SELECT country || '.' || division, SUM(population) FROM place "
            "WHERE part_of IS NULL GROUP BY 1"
        )
    )
    connection.executemany(
        "INSERT INTO division VALUES (?, ?, ?, ?)",
        (
            (code, name, division_fold(name), people.get(code, 0))
            for code, name in read_table(folder, "divisions.tsv", ["code", "name"])
        ),
    )


def _name_rows(rows: Iterator[tuple[int, int, str]]) -> Iterator[tuple[str, str, int, int]]:
    for number, tier, name in rows:
        if folded := fold(name):
            # Most names are the same in both forms: kept once, the database is a third smaller.
            yield folded, "" if exact(name) == folded else exact(name), number, tier


def _airfields(connection: sqlite3.Connection, folder: Path) -> None:
    for row in read_airfields(folder):
        connection.execute(
            "INSERT INTO airfield VALUES (?, ?, ?, ?, ?, ?, ?)",
            (row.id, "/".join(row.codes), row.name, row.lat, row.lon, row.country,
             airfields.rank(row)),
        )  # fmt: skip
        names = sorted((tier, name) for name, tier in airfields.names_of(row) if name)
        connection.executemany(
            "INSERT OR IGNORE INTO airfield_name VALUES (?, ?, ?)",
            ((name, row.id, tier) for tier, name in names),
        )


def _territories(connection: sqlite3.Connection, folder: Path) -> None:
    step, pieces = read_territories(folder)
    connection.execute("INSERT INTO meta VALUES ('step', ?)", (str(step),))
    for piece in pieces:
        polygons, names = piece.pop("polygons"), [piece["name"], *piece.get("names", [])]
        document = json.dumps(piece, ensure_ascii=False, separators=(",", ":"))
        connection.execute(
            "INSERT INTO piece VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                piece["id"],
                int("basis" in piece),
                document,
                packed.pack(polygons),
                *packed.bounds(polygons, step),
            ),
        )
        connection.executemany(
            "INSERT INTO country_local VALUES (?, ?, ?)",
            ((piece["id"], language, name) for language, name in piece.get("called", {}).items()),
        )
        for worldview in WORLDVIEWS:
            codes = {*piece[worldview.replace("-", "_")], piece["id"]}
            connection.executemany(
                "INSERT INTO piece_of VALUES (?, ?, ?)",
                ((worldview, code, piece["id"]) for code in sorted(codes)),
            )
        if "basis" in piece:
            connection.executemany(
                "INSERT INTO piece_name VALUES (?, ?)",
                sorted({(fold(name), piece["id"]) for name in names}),
            )


def _about(path: Path) -> dict[str, str]:
    about = load_toml(path)
    for key, value in about.items():
        if not isinstance(value, str):
            raise DataFileError(path.name, "the file", key, value, "has to be text")
    return about


def _borders(connection: sqlite3.Connection, folder: Path) -> None:
    path = folder / "world-50m.json"
    try:
        topology = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataFileError(path.name, "the file", "text", "...", str(error)) from None
    for worldview in WORLDVIEWS:
        drawn = _basemap.pack(_basemap.for_page(topology, worldview))
        connection.execute("INSERT INTO basemap VALUES (?, ?)", (worldview, drawn))


def main() -> int:
    """Compile the checkout's data."""
    try:
        compile_data(_database.TEXT, _database.PATH)
    except RangemapError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
