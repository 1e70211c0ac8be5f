"""Weapons by name, from the compiled database."""

import json
import re
from functools import cache
from typing import Any

from rangemap import _database
from rangemap._catalogue.names import names_of
from rangemap._catalogue.values import Claim, Minimum, Source, Weapon
from rangemap._names import fold, listed, shown
from rangemap.errors import LauncherError, QuestionError, UnknownWeaponError

KIND_WORDS = re.compile(
    r"(\s+(ballistic|cruise|attack|land-attack|missiles?|rockets?|drones?|systems?|launchers?))+$",
    re.IGNORECASE,
)


def weapon(name: str) -> Weapon:
    """Give the weapon of this name; case, accents, hyphens and blanks are forgiven.

    Parameters
    ----------
    name : str
        An id, a name, an alias or a designation, in any script that the catalogue has; a word
        such as "missile" behind it does not matter.

    Returns
    -------
    Weapon

    Raises
    ------
    UnknownWeaponError
        No weapon has this name; the sentence gives the nearest ones.
    QuestionError
        It is no text.

    Examples
    --------
    >>> import rangemap
    >>> rangemap.weapon("АТАКМС").name
    'ATACMS'
    """
    if not isinstance(name, str):
        raise QuestionError(f"A weapon is named by text, not by {name!r}.")
    found = _id_of(name) or _id_of(KIND_WORDS.sub("", name.strip()))
    if found is None:
        raise UnknownWeaponError(_unknown(name))
    return _by_id(found)


def _id_of(name: str) -> str | None:
    row = (
        _database.connect()
        .execute("SELECT weapon FROM weapon_name WHERE fold = ?", (fold(name),))
        .fetchone()
    )
    return row[0] if row else None


def munition(given: str | Weapon) -> Weapon:
    """Give the weapon of this name, or the weapon itself, which must have a range.

    Raises
    ------
    UnknownWeaponError
        No weapon has this name.
    LauncherError
        It is a launcher; the sentence lists what it fires.
    """
    found = given if isinstance(given, Weapon) else weapon(given)
    if found.launcher:
        fires = listed([_by_id(munition).name for munition in found.munitions])
        raise LauncherError(
            f"{found.name} is a launcher: its reach is that of what it fires. Name one of {fires}."
        )
    return found


def weapons(query: str | None = None) -> list[Weapon]:
    """Give the weapons of the catalogue, or those with the query in a name or designation.

    Parameters
    ----------
    query : str, optional
        Part of an id, a name, an alias, a designation or a class such as "cruise".

    Returns
    -------
    list of Weapon
        In the order of the catalogue.

    Examples
    --------
    >>> import rangemap
    >>> [weapon.name for weapon in rangemap.weapons("storm")]
    ['Storm Shadow', 'Storm Shadow (export)']
    """
    rows = _database.connect().execute("SELECT id FROM weapon ORDER BY position").fetchall()
    found = [_by_id(row[0]) for row in rows]
    if query is None:
        return found
    wanted = fold(query)
    return [
        weapon
        for weapon in found
        if wanted
        and any(
            wanted in fold(text)
            for text in (*names_of(weapon), weapon.designation or "", weapon.weapon_class)
        )
    ]


def _unknown(name: str) -> str:
    keys: dict[str, str] = dict(
        _database.connect().execute(
            "SELECT fold, name FROM weapon_name JOIN weapon ON weapon.id = weapon_name.weapon"
        )
    )
    wanted = fold(name)
    import difflib

    near = difflib.get_close_matches(wanted, keys, n=3, cutoff=0.6)
    near += [key for key in sorted(keys) if wanted and wanted in key][:3]
    names = list(dict.fromkeys(keys[key] for key in near))
    hint = f"The nearest names are {listed(names, joint='and')}." if len(names) > 1 else ""
    hint = hint or (f"Did you mean {names[0]}?" if names else "")
    hint = hint or "`rangemap weapons` lists them all; `--range KM` takes a range of your own."
    return f"The catalogue has no weapon called “{shown(name)}”. {hint}"


@cache
def _by_id(weapon_id: str) -> Weapon:
    connection = _database.connect()
    (document,) = connection.execute(
        "SELECT document FROM weapon WHERE id = ?", (weapon_id,)
    ).fetchone()
    variants = connection.execute(
        "SELECT id FROM weapon WHERE variant_of = ? ORDER BY position", (weapon_id,)
    ).fetchall()
    return from_document(json.loads(document), tuple(_by_id(row[0]) for row in variants))


def from_document(document: dict[str, Any], variants: tuple[Weapon, ...]) -> Weapon:
    """Make a weapon of the fields that :func:`dataclasses.asdict` gave."""
    minimum, status_source = document["minimum"], document["status_source"]
    lists = {key: tuple(value) for key, value in document.items() if isinstance(value, list)}
    return Weapon(
        **{
            **document,
            **lists,
            "claims": tuple(
                Claim(**{**claim, "source": Source(**claim["source"])})
                for claim in document["claims"]
            ),
            "minimum": minimum and Minimum(**{**minimum, "source": Source(**minimum["source"])}),
            "status_source": status_source and Source(**status_source),
            "variants": variants,
        }
    )
