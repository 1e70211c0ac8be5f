"""A language and a unit: the templates of a message file, filled by its own rules.

The page's script has the same formatter over the same files, so that both say the same.
"""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from rangemap._names import listed, shown
from rangemap.errors import QuestionError

Units = Literal["km", "mi", "nmi"]
Language = Literal["en", "fr", "uk", "de", "es", "pl", "ru"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

KM_IN: dict[Units, float] = {"km": 1.0, "mi": 1.609344, "nmi": 1.852}
NEAR = 10.0
"""Below this a whole kilometre or mile is too coarse to read."""

MESSAGES = Path(__file__).parents[1] / "messages"

_HOLE = re.compile(r"\{(\w+)\}")
_MID_YEAR = re.compile(r"mid-(\d{4})")


@cache
def messages(lang: Language) -> dict[str, Any]:
    """Give a message file: the rules for numbers, plurals and lists, and the templates."""
    found: dict[str, Any] = json.loads((MESSAGES / f"{lang}.json").read_text(encoding="utf-8"))
    return found


def checked_language(lang: str) -> Language:
    """Give a language.

    Raises
    ------
    QuestionError
        There are no words in it.
    """
    if lang in LANGUAGES:
        return lang
    known = listed(list(LANGUAGES))
    raise QuestionError(f"There are words in {known}, not in “{shown(str(lang))}”.")


def checked_units(units: str) -> Units:
    """Give a unit of length.

    Raises
    ------
    QuestionError
        It is none of the three.
    """
    if units in KM_IN:
        return units
    raise QuestionError(
        f"Units are km, mi (miles) or nmi (nautical miles), not “{shown(str(units))}”."
    )


@dataclass(frozen=True)
class Words:
    """How a reader is spoken to.

    Parameters
    ----------
    lang : {"en", "fr", "uk", "de", "es", "pl", "ru"}, default "en"
    units : {"km", "mi", "nmi"}, default "km"

    Examples
    --------
    >>> Words().length(1609.344), Words("en", "mi").length(1609.344), Words().length(5.64)
    ('1,609 km', '1,000 mi', '5.6 km')
    """

    lang: Language = "en"
    units: Units = "km"

    def say(self, key: str, /, **values: Any) -> str:
        """Fill a template; one that has several forms by the number `n`."""
        template = messages(self.lang)["templates"][key]
        if not isinstance(template, str):
            template = template[self._form(values["n"])]
            values["n"] = self.number(values["n"])
        return _filled(template, values)

    def _form(self, number: int) -> str:
        """Give the form of plural that goes with a whole number."""
        for form, conditions in messages(self.lang)["plural"]:
            if all(_holds(number, *condition) for condition in conditions):
                return str(form)
        return "other"

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number as the language does, with halves rounded up."""
        rules = messages(self.lang)["number"]
        digits, _, fraction = f"{rounded(abs(value), decimals):.{decimals}f}".partition(".")
        if len(digits) >= rules["least digits grouped"]:
            digits = f"{int(digits):,}".replace(",", rules["thousands"])
        sign = "-" if value < 0 else ""
        return sign + self.decimal.join(part for part in (digits, fraction) if part)

    def shown(self, km: float) -> float:
        """Give a length in the reader's unit as it is shown: rounded once, from kilometres."""
        value = km / KM_IN[self.units]
        return rounded(value, 1 if abs(value) < NEAR else 0)

    def bare(self, km: float) -> str:
        """Write a length without its unit."""
        return self._written(self.shown(km))

    def length(self, km: float) -> str:
        """Write a length with its unit: whole, with one decimal below ten."""
        return self._with_unit(self.shown(km))

    @property
    def decimal(self) -> str:
        """What stands before the fraction of a number."""
        return str(messages(self.lang)["number"]["decimal"])

    def margin(self, range_km: float, distance_km: float) -> str:
        """Write the difference of two lengths as they are shown."""
        difference = rounded(abs(self.shown(range_km) - self.shown(distance_km)), 1)
        return self._with_unit(rounded(difference, 1 if difference < NEAR else 0))

    def span(self, low_km: float, high_km: float) -> str:
        """Write two lengths as a span."""
        return self.say("span", low=self.bare(low_km), high=self.length(high_km))

    def several(self, words: Sequence[str]) -> str:
        """Write words as a person lists them."""
        if len(words) < 2:
            return "".join(words)
        first, last = ", ".join(words[:-1]), words[-1]
        rules = messages(self.lang)["list"]
        template = next(each for each, before in rules if re.match(before, last))
        return _filled(template, {"first": first, "last": last})

    def clauses(self, said: Iterable[str]) -> str:
        """Write clauses after each other."""
        return self.say("clauses").join(said)

    def dated(self, date: str) -> str:
        """Write a date of our data: as it is, but for the middle of a year."""
        middle = _MID_YEAR.fullmatch(date)
        return self.say("mid year", year=middle[1]) if middle else date

    def _with_unit(self, value: float) -> str:
        return self.say(self.units, number=self._written(value))

    def _written(self, value: float) -> str:
        return self.number(value, 1 if value != math.floor(value) else 0)


def _filled(template: str, values: Mapping[str, Any]) -> str:
    return _HOLE.sub(lambda hole: str(values.get(hole[1], hole[0])), template)


def rounded(value: float, decimals: int) -> float:
    """Round a number that is not negative, halves up: so that every language's tools agree."""
    scale = 10.0**decimals
    return math.floor(value * scale + 0.5) / scale


def _holds(number: int, modulus: int, low: int, high: int, wanted: bool = True) -> bool:
    """Say whether a number's remainder lies in a span, or, where that is wanted, does not."""
    return (low <= (number % modulus if modulus else number) <= high) == wanted
