"""A user's own catalogue: entries beside the published ones, or over them."""

import datetime
from collections.abc import Sequence
from os import PathLike
from pathlib import Path

from rangemap import _database
from rangemap._catalogue import laws
from rangemap._catalogue.files import Ambiguous, Entries, read_own
from rangemap._catalogue.lookup import PUBLISHED, Catalogue
from rangemap._catalogue.names import names_of
from rangemap._catalogue.weapon import Weapon
from rangemap._names import fold
from rangemap.errors import CatalogueError

TEMPLATE = Path(__file__).parent / "template.toml"


def load_catalogue(path: str | PathLike[str]) -> Catalogue:
    """Read a catalogue of your own over the published one.

    An entry with an id of the published catalogue takes its place; others come beside it. The
    same laws are kept as by the published one.

    Parameters
    ----------
    path : str or path
        A TOML file; ``rangemap catalogue new`` prints one to begin with.

    Returns
    -------
    Catalogue
        With ``weapon(name)`` and ``weapons(...)``, whose weapons go into every question.

    Raises
    ------
    DataFileError
        The file cannot be read, is no TOML, is larger than 1 MB or nested deeper than 8 levels.
    CatalogueError
        Everything that is wrong with its entries: file, entry, field, value, and why.

    Examples
    --------
    >>> import rangemap
    >>> mine = rangemap.load_catalogue("tests/cases/own.toml")
    >>> rangemap.check(mine.weapon("Lightning"), "Kyiv", "Kharkiv").verdict
    'yes'
    """
    published = {source.id: source for source, _ in PUBLISHED.sources()}
    entries = read_own(Path(path), published)
    merged = {each.id: each for each in PUBLISHED._all()} | entries.weapons
    rows = _database.connect().execute("SELECT fold FROM ambiguous").fetchall()
    declared = {row[0] for row in rows}
    today = datetime.date.today().isoformat()
    table = laws.Table(laws.with_variants(merged), entries, declared, _codes(), today)
    if complaints := laws.broken(table):
        raise CatalogueError(complaints)
    return Own(table, entries)


def template() -> str:
    """Give a file to begin a catalogue of your own with."""
    return TEMPLATE.read_text(encoding="utf-8")


def _codes() -> set[str]:
    return {row[0] for row in _database.connect().execute("SELECT iso3 FROM country")}


class Own(Catalogue):
    """The published catalogue with entries of a file over it."""

    def __init__(self, table: laws.Table, entries: Entries) -> None:
        self._weapons = table.weapons
        self.own_weapons = [table.weapons[each] for each in entries.weapons]
        published = set(PUBLISHED._ids())
        self.overridden = [each for each in entries.weapons if each in published]
        self._by_name = {
            fold(name): each.id for each in table.weapons.values() for name in names_of(each)
        }
        self._ambiguous = {fold(each.name): each for each in entries.ambiguous}

    def _ids(self) -> Sequence[str]:
        """Give every id, the published ones first."""
        return list(self._weapons)

    def _by_id(self, weapon_id: str) -> Weapon:
        """Give the weapon of an id that there is."""
        return self._weapons[weapon_id]

    def _id_of(self, folded: str) -> str | None:
        """Give the id of the weapon of a folded name, or None."""
        known = self._by_name.get(folded) or super()._id_of(folded)
        return known if known in self._weapons else None

    def _meanings_of(self, folded: str) -> Sequence[str]:
        """Give the names of the weapons that an ambiguous name may mean."""
        own: Ambiguous | None = self._ambiguous.get(folded)
        if own:
            return [self._by_id(each).name for each in own.means]
        return super()._meanings_of(folded)

    def _names(self) -> dict[str, str]:
        """Give the name to show for every folded name."""
        mine = {folded: self._by_id(each).name for folded, each in self._by_name.items()}
        return {**super()._names(), **mine}
