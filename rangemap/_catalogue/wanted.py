"""What weapons are asked for: by words, makers, operators, class, range and status."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from rangemap._catalogue.names import names_of
from rangemap._catalogue.values import Status, WeaponClass
from rangemap._catalogue.weapon import Weapon
from rangemap._names import fold, listed, shown
from rangemap._places import countries
from rangemap.errors import QuestionError

EVERY = ("any", "all")


@dataclass(frozen=True)
class Wanted:
    """What weapons are asked for, checked and in the catalogue's terms."""

    folded: str | None
    country: str | None
    operator: str | None
    weapon_class: str | None
    min_range_km: float | None
    status: str | None

    @classmethod
    def of(
        cls,
        query: str | None = None,
        *,
        country: str | None = None,
        operator: str | None = None,
        weapon_class: str | None = None,
        min_range_km: float | None = None,
        status: str | None = None,
    ) -> "Wanted":
        """Check what is asked for.

        Raises
        ------
        QuestionError
            There is no such country, class or status, or the range is no number.
        """
        classes = [name for name in get_args(WeaponClass) if name != "given"]
        return cls(
            None if query is None else fold(query),
            None if country is None else iso3(country),
            None if operator is None else iso3(operator),
            None if weapon_class is None else _one_of(weapon_class, classes, "class"),
            None if min_range_km is None else _kilometres(min_range_km),
            None if status is None else _one_of(status, [*get_args(Status), *EVERY], "status"),
        )

    @property
    def by_property(self) -> bool:
        """Whether weapons are asked for by what they are, and not by name."""
        asked = (self.country, self.operator, self.weapon_class, self.min_range_km)
        return any(each is not None for each in asked)

    def among(self, weapons: Iterable[Weapon]) -> list[Weapon]:
        """Give those of the weapons that are wanted."""
        return [each for each in weapons if self._fits(each) and self._in_state(each)]

    def left_out(self, weapons: Iterable[Weapon]) -> list[Weapon]:
        """Give those that would be wanted, but are retired or not yet in service."""
        return [each for each in weapons if self._fits(each) and not self._in_state(each)]

    def _fits(self, weapon: Weapon) -> bool:
        long_enough = self.min_range_km is None or (
            not weapon.launcher and weapon.range_km >= self.min_range_km
        )
        return (
            long_enough
            and self.country in (None, *weapon.countries)
            and self.operator in (None, *weapon.operators)
            and self.weapon_class in (None, weapon.weapon_class)
            and self._is_named(weapon)
        )

    def _is_named(self, weapon: Weapon) -> bool:
        texts = (*names_of(weapon), weapon.designation or "", weapon.weapon_class)
        if self.folded is None:
            return True
        return bool(self.folded) and any(self.folded in fold(text) for text in texts)

    def _in_state(self, weapon: Weapon) -> bool:
        if self.status is None:
            return weapon.deployed or not self.by_property
        return self.status in (*EVERY, weapon.status)


def iso3(country: str) -> str:
    """Give the code of three letters of a country, by code or name in any of the languages.

    Raises
    ------
    QuestionError
        There is no such country.
    """
    found = countries.named(country)
    if found is None or found.iso2 is None:
        raise QuestionError(
            f"“{shown(country)}” is no country: give its code, such as UA or UKR, or its name."
        )
    return found.code


def _one_of(word: str, allowed: Sequence[str], what: str) -> str:
    """Give the word of a list that is meant; hyphens, blanks and case do not matter."""
    wanted = fold(re.sub(r"\s+missiles?$", "", word.strip(), flags=re.IGNORECASE))
    for each in allowed:
        if wanted in (fold(each), f"{fold(each)}s"):
            return each
    raise QuestionError(f"“{shown(word)}” is no {what}: it is {listed(list(allowed))}.")


def _kilometres(value: Any) -> float:
    try:
        kilometres = float(value)
    except (TypeError, ValueError):
        kilometres = -1.0
    if not 0 <= kilometres < float("inf"):
        raise QuestionError(f"The least range has to be a number of kilometres, not {value!r}.")
    return kilometres
