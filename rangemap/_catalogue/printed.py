"""The figures in a printed phrase, as kilometres, whatever its language and unit."""

import re
from dataclasses import dataclass
from itertools import pairwise

KM_A_MILE = 1.609344
KM_A_NAUTICAL_MILE = 1.852

_UNITS = {
    "km": (
        r"kms?(?![a-z])|㎞|(?:k|ch|qu)il[oóô]m\w*|км\b|кило\w+|кіло\w+|χλμ\.?|χιλι\w+|किमी|किलो\S*|কিমি|కి\S*|"
        r"كم\b|كيلو\w*|کیلو\w*|ק״מ|קילו\w*|公里|千米|キロ(?:メートル)?|킬로(?:미터)?|കി\S*"
    ),
    "nautical": (
        r"nautical miles?\b|n\.?mi?\.?\b|NM\b|milhas náuticas|mil\w* morski\w+|"
        r"морск\w+ мил\w+|海里"
    ),
    "mile": (
        r"(?:statute )?mil(?:es?|i|as|le)\b|millas?\b|miglia|mi\b|мил[ьияе]\w*|Meilen?|哩|英里|"
        r"マイル|마일"
    ),
}
_FACTORS = {"km": 1.0, "nautical": KM_A_NAUTICAL_MILE, "mile": KM_A_MILE}
_UNIT = re.compile(
    "|".join(f"(?P<{name}>{pattern})" for name, pattern in _UNITS.items()), re.IGNORECASE
)
_THOUSAND = r"\s*(?:thousand|tausend|tysi\w+|тыс(?:яч\w*|\.)|тис\w*|mila|mil(?=\s+(?:k|q))|千|천)"
_MORE = re.compile(
    r"\b(?:more than|over|at least|exceed\w*|in excess of|greater than)\s+(?:\w+\s+)?(?=\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\d.,])(?:(\d{1,3}(?:[.,’'\s]\d{3})+)([.,]\d{1,2})?(?!\d)|(\d+(?:[.,]\d{1,2})?)(?!\d))"
    rf"({_THOUSAND})?|(?P<words>\ba thousand\b|千)"
)
_SAME = re.compile(
    r"[\s)\]）]*(?:[(\[（,/=—–]|or|oder|ou|или|або)[\s(]*"
    r"(?:or|just|about|around|some|over|under|roughly|nearly|almost|approximately|ca\.?|[≈~])*"
    r"(?:\s+(?:over|under|about))?\s*",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\s*(?:[-–—~/,]|(?:,\s*)?and|to|or|up to|bis|und|do|a|à|al|e|e i|et|y|ou|i|и|до|и до|та|de|"
    r"από|έως|ile|ila|से|至|到|和|から|나|에서|إلى|تا)\s*",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\+?[\s\-\]\[]*(?:de\s+)?")


@dataclass(frozen=True)
class Figure:
    """A number with its unit, and where in the phrase it stands."""

    number: float
    unit: str
    start: int
    end: int
    own_unit: bool

    @property
    def km(self) -> float:
        """The figure in kilometres, not rounded."""
        return self.number * _FACTORS[self.unit]

    @property
    def half_step_km(self) -> float:
        """Half of what the number is rounded to, as its zeros tell, or 3 % if that is less."""
        step = 1.0
        while self.number % (step * 10) == 0:
            step *= 10
        step *= 5 if self.number % (step * 5) == 0 else 1
        return min(step / 2, self.number * 0.03) * _FACTORS[self.unit]


def figures(printed: str) -> list[Figure]:
    """Give the figures of a phrase; the first of a span has the unit of the second."""
    numbers = list(_NUMBER.finditer(printed))
    units = [
        (found.start(), found.end(), str(found.lastgroup)) for found in _UNIT.finditer(printed)
    ]
    found: list[Figure] = []
    for place in reversed(range(len(numbers))):
        match = numbers[place]
        unit = next((unit for unit in units if unit[0] >= match.end()), None)
        own = bool(unit and _JOINED.fullmatch(printed[match.end() : unit[0]]))
        spans = place + 1 < len(numbers) and _SPAN.fullmatch(
            printed[match.end() : numbers[place + 1].start()]
        )
        next_has_it = bool(found and spans and found[-1].start == numbers[place + 1].start())
        if unit and (own or next_has_it):
            found.append(Figure(_value(match), unit[2], match.start(), unit[1], own))
    return found[::-1]


def _value(match: re.Match[str]) -> float:
    """Give what a number in digits, or "a thousand", is."""
    grouped, rest, plain, thousand, words = match.groups()
    digits = re.sub(r"\D", "", grouped) + (rest or "") if grouped else plain or "1"
    return float(digits.replace(",", ".")) * (1000 if thousand or words else 1)


def figures_km(printed: str) -> list[tuple[float, str]]:
    """Give every figure with a unit: in kilometres, not rounded, and the unit it is printed in.

    A number without a unit of its own has the next one's, as in "70 to 300 km".

    Examples
    --------
    >>> figures_km("targets up to 186 miles, or 300km, away")
    [(299.337984, 'mile'), (300.0, 'km')]
    >>> figures_km("90 bis 1.430 Kilometern")
    [(90.0, 'km'), (1430.0, 'km')]
    """
    return [(figure.km, figure.unit) for figure in figures(printed)]


def carried_km(kilometres: float) -> float:
    """Round kilometres converted from miles to what rounded miles carry.

    Examples
    --------
    >>> carried_km(190 * KM_A_MILE), carried_km(1500 * KM_A_MILE)
    (305.0, 2400.0)
    """
    step = 5 if kilometres < 1000 else 50
    return float(round(kilometres / step) * step)


def stands_in(kilometres: float, printed: str) -> bool:
    """Say whether a figure is printed: in kilometres, or in miles that it is carried from.

    Examples
    --------
    >>> stands_in(1600, "a 1,000-mile range"), stands_in(1610, "a 1,000-mile range")
    (True, False)
    """
    return any(
        kilometres == (figure if unit == "km" else carried_km(figure))
        for figure, unit in figures_km(printed)
    )


def is_more_than(kilometres: float, printed: str) -> bool:
    """Say whether a figure is printed, in English, as one of "more than".

    Examples
    --------
    >>> is_more_than(450, "more than 450 km"), is_more_than(500, "500 km (over 300 miles)")
    (True, False)
    """
    begins = {found.end() for found in _MORE.finditer(printed)}
    return any(
        kilometres in (figure.km, carried_km(figure.km))
        for figure in figures(printed)
        if figure.start in begins
    )


def disagreement(printed: str) -> str | None:
    """Give the first two figures that say one thing in two units and do not agree, or None.

    They agree where they differ by no more than their rounding; see `Figure.half_step_km`.

    Examples
    --------
    >>> disagreement("targets up to 186 miles, or 300km, away")
    >>> disagreement("a range of 300 miles (300 km)")
    '300 miles (300 km'
    """
    found = figures(printed)
    for place, (one, other) in enumerate(pairwise(found)):
        between = printed[one.end : other.start]
        if one.unit == other.unit or not one.own_unit or not _SAME.fullmatch(between):
            continue
        pairs = [(one, other)]
        if not other.own_unit and place and place + 2 < len(found):
            pairs = [(found[place - 1], other), (one, found[place + 2])]
        for first, second in pairs:
            if abs(first.km - second.km) > first.half_step_km + second.half_step_km:
                return printed[first.start : second.end]
    return None
