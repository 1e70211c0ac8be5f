"""Weapons by name, from the compiled database and a user's own catalogue."""

import json
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from rangemap import _database
from rangemap._catalogue.values import Claim, Minimum, Source
from rangemap._catalogue.weapon import Weapon
from rangemap._names import fold, listed, shown
from rangemap.errors import (
    AmbiguousWeaponError,
    LauncherError,
    QuestionError,
    UnknownWeaponError,
)

if TYPE_CHECKING:
    from rangemap._catalogue.wanted import Wanted

KIND_WORDS = re.compile(
    r"(\s+(ballistic|cruise|attack|land-attack|missiles?|rockets?|drones?|systems?|launchers?|family))+$",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(r"\s*\([^()]*\)")


class Catalogue:
    """The compiled catalogue; :func:`rangemap.load_catalogue` gives it with entries of your own."""

    def weapon(self, name: str) -> Weapon:
        """Give the weapon of this name; case, accents, hyphens and blanks are forgiven.

        Parameters
        ----------
        name : str
            An id, a name, an alias or a designation, in any script that the catalogue has; a word
            such as "missile" behind it does not matter, nor what stands in brackets.

        Returns
        -------
        Weapon

        Raises
        ------
        UnknownWeaponError
            No weapon has this name; the sentence gives the nearest ones.
        AmbiguousWeaponError
            Several weapons have it; the sentence lists them.
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
        plain = IN_BRACKETS.sub("", name).strip()
        for form in (name, KIND_WORDS.sub("", name.strip()), plain, KIND_WORDS.sub("", plain)):
            if found := self._id_of(fold(form)):
                return self._by_id(found)
            if means := self._meanings_of(fold(form)):
                raise AmbiguousWeaponError(
                    f"“{shown(name)}” is several weapons: name one of {listed(list(means))}."
                )
        parts = {self._id_of(fold(part)) for part in plain.split("/")}
        if len(parts) == 1 and (found := parts.pop()):
            return self._by_id(found)
        raise UnknownWeaponError(self._unknown(name))

    def weapons(
        self,
        query: str | None = None,
        *,
        country: str | None = None,
        operator: str | None = None,
        weapon_class: str | None = None,
        min_range_km: float | None = None,
        status: str | None = None,
    ) -> list[Weapon]:
        """Give the weapons of the catalogue, or those of which everything given is true.

        Parameters
        ----------
        query : str, optional
            Part of an id, a name, an alias, a designation or a class.
        country, operator : str, optional
            Who makes it, and who has it: a code of two or three letters, or a country's name.
        weapon_class : str, optional
            Such as "cruise" or "anti-ship".
        min_range_km : float, optional
            The least typical range in kilometres; launchers have none.
        status : str, optional
            Such as "in service" or "retired"; "any" for all. Without it, retired weapons and those
            not yet in service are left out where makers, operators, class or range are asked for.

        Returns
        -------
        list of Weapon
            In the order of the catalogue.

        Raises
        ------
        QuestionError
            There is no such country, class or status, or the range is no number.

        Examples
        --------
        >>> import rangemap
        >>> [weapon.name for weapon in rangemap.weapons("storm")]
        ['Storm Shadow', 'Storm Shadow (export)']
        >>> [weapon.name for weapon in rangemap.weapons(country="UA", weapon_class="anti-ship")]
        ['Neptune']
        """
        # One name looked up needs no countries.
        from rangemap._catalogue.wanted import Wanted

        wanted = Wanted.of(
            query, country=country, operator=operator, weapon_class=weapon_class,
            min_range_km=min_range_km, status=status,
        )  # fmt: skip
        return self.find(wanted)[0]

    def find(self, wanted: "Wanted") -> tuple[list[Weapon], list[Weapon]]:
        """Give what is wanted, and what would be but is retired or not yet in service."""
        weapons = self._all()
        return wanted.among(weapons), wanted.left_out(weapons)

    def sources(self) -> list[tuple[Source, int]]:
        """Give every source and how many figures and statuses rest on it, the most cited first."""
        counts: dict[Source, int] = {}
        for each in self._all():
            cited = [claim.source for claim in each.claims]
            cited += [each.minimum.source] if each.minimum else []
            cited += [each.status_source] if each.status_source else []
            for source in cited:
                counts[source] = counts.get(source, 0) + 1
        return sorted(counts.items(), key=lambda item: (-item[1], item[0].citation, item[0].id))

    def munition(self, given: str | Weapon) -> Weapon:
        """Give the weapon of this name, or the weapon itself, which must have a range.

        Raises
        ------
        UnknownWeaponError, AmbiguousWeaponError
            No weapon has this name, or several.
        LauncherError
            It is a launcher; the sentence lists what it fires.
        """
        found = given if isinstance(given, Weapon) else self.weapon(given)
        if found.launcher:
            known = self._ids()
            fires = listed(
                [self._by_id(each).name if each in known else each for each in found.munitions]
            )
            raise LauncherError(
                f"{found.name} is a launcher: its reach is that of what it fires. Name one of "
                f"{fires}."
            )
        return found

    def _all(self) -> list[Weapon]:
        """Give every weapon, in the order of the catalogue."""
        return [self._by_id(each) for each in self._ids()]

    def _ids(self) -> Sequence[str]:
        """Give every id, in the order of the catalogue."""
        rows = _database.connect().execute("SELECT id FROM weapon ORDER BY position")
        return [row[0] for row in rows]

    def _by_id(self, weapon_id: str) -> Weapon:
        """Give the weapon of an id that there is."""
        return _read(weapon_id)

    def _id_of(self, folded: str) -> str | None:
        """Give the id of the weapon of a folded name, or None."""
        query = "SELECT weapon FROM weapon_name WHERE fold = ?"
        row = _database.connect().execute(query, (folded,)).fetchone()
        return row[0] if row else None

    def _meanings_of(self, folded: str) -> Sequence[str]:
        """Give the names of the weapons that an ambiguous name may mean."""
        query = "SELECT means FROM ambiguous WHERE fold = ?"
        row = _database.connect().execute(query, (folded,)).fetchone()
        return [self._by_id(each).name for each in json.loads(row[0])] if row else []

    def _names(self) -> dict[str, str]:
        """Give the name to show for every folded name."""
        rows = _database.connect().execute(
            "SELECT fold, name FROM weapon_name JOIN weapon ON weapon.id = weapon_name.weapon "
            "UNION ALL SELECT fold, name FROM ambiguous"
        )
        return dict(rows)

    def _unknown(self, name: str) -> str:
        import difflib

        keys, wanted = self._names(), fold(name)
        near = difflib.get_close_matches(wanted, keys, n=3, cutoff=0.6)
        near += [key for key in sorted(keys) if wanted and wanted in key][:3]
        names = list(dict.fromkeys(keys[key] for key in near))
        hint = f"The nearest names are {listed(names, joint='and')}." if len(names) > 1 else ""
        hint = hint or (f"Did you mean {names[0]}?" if names else "")
        hint = hint or "`rangemap weapons` lists them all; `--range KM` takes a range of your own."
        return f"The catalogue has no weapon called “{shown(name)}”. {hint}"


PUBLISHED = Catalogue()
weapon, weapons = PUBLISHED.weapon, PUBLISHED.weapons


@cache
def _read(weapon_id: str) -> Weapon:
    connection = _database.connect()
    (document,) = connection.execute(
        "SELECT document FROM weapon WHERE id = ?", (weapon_id,)
    ).fetchone()
    variants = connection.execute(
        "SELECT id FROM weapon WHERE variant_of = ? ORDER BY position", (weapon_id,)
    ).fetchall()
    return from_document(json.loads(document), tuple(_read(row[0]) for row in variants))


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
