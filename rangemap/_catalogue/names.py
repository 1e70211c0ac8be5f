"""The names by which a weapon is found."""

import re

from rangemap._catalogue.weapon import Weapon


def names_of(weapon: Weapon) -> tuple[str, ...]:
    """Give every name that a weapon is found by, designations with a number among them."""
    parts = re.split(r", | / ", weapon.designation or "")
    numbered = [part for part in parts if any(letter.isdigit() for letter in part)]
    return (weapon.id, weapon.name, *weapon.aliases, *numbered)
