"""Missile-range maps with exact geodesy and a source for every figure.

Everything public stands here and is loaded when it is first used; :mod:`rangemap.geodesy` is the
one public package below.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rangemap import errors, geodesy
    from rangemap._catalogue.lookup import Catalogue, weapon, weapons
    from rangemap._catalogue.own import load_catalogue
    from rangemap._catalogue.values import Claim, Minimum, Source
    from rangemap._catalogue.weapon import Weapon
    from rangemap._places.layers import read_places
    from rangemap._places.lookup import places
    from rangemap._places.territory import Territory
    from rangemap._places.values import Place
    from rangemap._reach.answer import Answer
    from rangemap._reach.check import can_reach, check
    from rangemap._reach.rings import rings
    from rangemap._reach.tables import cities, reach
    from rangemap._text.notes import describe
    from rangemap.page import explore

__version__ = "0.1.0"

_HOME = {
    "Answer": "rangemap._reach.answer",
    "Catalogue": "rangemap._catalogue.lookup",
    "Claim": "rangemap._catalogue.values",
    "Minimum": "rangemap._catalogue.values",
    "Place": "rangemap._places.values",
    "Source": "rangemap._catalogue.values",
    "Territory": "rangemap._places.territory",
    "Weapon": "rangemap._catalogue.weapon",
    "can_reach": "rangemap._reach.check",
    "check": "rangemap._reach.check",
    "cities": "rangemap._reach.tables",
    "describe": "rangemap._text.notes",
    "explore": "rangemap.page",
    "load_catalogue": "rangemap._catalogue.own",
    "places": "rangemap._places.lookup",
    "reach": "rangemap._reach.tables",
    "read_places": "rangemap._places.layers",
    "rings": "rangemap._reach.rings",
    "weapon": "rangemap._catalogue.lookup",
    "weapons": "rangemap._catalogue.lookup",
}
_PACKAGES = ("errors", "geodesy")

__all__ = [
    "Answer",
    "Catalogue",
    "Claim",
    "Minimum",
    "Place",
    "Source",
    "Territory",
    "Weapon",
    "can_reach",
    "check",
    "cities",
    "describe",
    "errors",
    "explore",
    "geodesy",
    "load_catalogue",
    "places",
    "reach",
    "read_places",
    "rings",
    "weapon",
    "weapons",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name in _PACKAGES:
        return import_module(f"rangemap.{name}")
    if name in _HOME:
        value = getattr(import_module(_HOME[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'rangemap' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Give the public names."""
    return [*__all__, "__version__"]
