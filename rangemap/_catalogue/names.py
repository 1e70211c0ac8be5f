"""The names by which a weapon is found."""

import re

from rangemap._catalogue.weapon import Weapon

CALIBRE = re.compile(r"\d+ ?mm")


def names_of(weapon: Weapon) -> tuple[str, ...]:
    """Give every name that a weapon is found by, designations with a number among them."""
    parts = re.split(r", | / ", weapon.designation or "")
    numbered = [part for part in parts if re.search(r"\d", part) and not CALIBRE.fullmatch(part)]
    return (weapon.id, weapon.name, *weapon.aliases, *numbered)
