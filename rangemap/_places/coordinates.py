"""Coordinates as people type them: decimal, with hemispheres, in degrees, minutes and seconds."""

import re

from rangemap._names import shown
from rangemap.errors import CoordinateError

_SAME = str.maketrans(
    {"−": "-", "–": "-", "º": "°", "˚": "°", "′": "'", "’": "'", "ʹ": "'", "″": '"', "”": '"',
     "“": '"', ";": ","}
)  # fmt: skip
_LOOKS = re.compile(r"""[\d\s.,+\-°'":NSEW]*\d[\d\s.,+\-°'":NSEW]*""")
_DECIMAL_COMMAS = re.compile(
    r"([+-]?\d+),(\d+)\s*°?\s*([NSEW])?\s*(?:,\s|\s)\s*([+-]?\d+),(\d+)\s*°?\s*([NSEW])?"
)
_WORD, _NUMBER = r"\s*[+-]?(?:NAN|INF|NONE|NULL)\s*", r"[\s\d.+\-°]+"
_NO_NUMBERS = re.compile(f"{_WORD},(?:{_WORD}|{_NUMBER})|{_NUMBER},{_WORD}")
_ANGLE = re.compile(
    r"""([NSEW])?\s*([+-])?\s*(\d+(?:\.\d*)?|\.\d+)\s*(?:[°:\s]\s*)?"""
    r"""(?:(\d+(?:\.\d*)?)\s*(?:[':\s]\s*)?(?:(\d+(?:\.\d*)?)\s*"?\s*)?)?([NSEW])?"""
)

HOW = "write latitude,longitude, such as 50.45,30.52 or 50°27'N 30°31'E"


def parse(text: str) -> tuple[float, float] | None:
    """Read coordinates, or give None where the text is no coordinates but a name.

    Parameters
    ----------
    text : str
        Latitude before longitude, unless the letters N, S, E, W say otherwise.

    Returns
    -------
    (lat, lon) : tuple of float, or None
        Degrees, not yet checked to be on Earth.

    Raises
    ------
    CoordinateError
        It is made of digits like coordinates and cannot be read as such.

    Examples
    --------
    >>> parse("50.45,30.52"), parse("33°52'S 151°12'E"), parse("Kyiv")
    ((50.45, 30.52), (-33.86666666666667, 151.2), None)
    """
    plain = text.strip().strip("()[]").upper().translate(_SAME).replace("''", '"')
    if _NO_NUMBERS.fullmatch(plain):
        raise CoordinateError(f"“{shown(text)}” holds no number: {HOW}.")
    if not _LOOKS.fullmatch(plain):
        return None
    commas = _DECIMAL_COMMAS.fullmatch(plain)
    if commas:
        plain = "{}.{}{},{}.{}{}".format(*(part or "" for part in commas.groups()))
    first, second = _halves(plain, text)
    if not re.search(r"[°'\":NSEW]", plain) and len(first.split()) != len(second.split()):
        raise CoordinateError(f"“{shown(text)}” cannot be read as coordinates: {HOW}.")
    (a, a_axis), (b, b_axis) = _angle(first, text), _angle(second, text)
    if a_axis and a_axis == b_axis:
        raise CoordinateError(f"“{shown(text)}” gives two {a_axis}s: {HOW}.")
    return (b, a) if a_axis == "longitude" or b_axis == "latitude" else (a, b)


def angle(text: str, axis: str) -> float:
    """Read one latitude or longitude, as it may stand in a table.

    Parameters
    ----------
    text : str
    axis : {"latitude", "longitude"}

    Raises
    ------
    CoordinateError
        It is no angle, or one of the other axis.

    Examples
    --------
    >>> angle("50,45", "latitude"), angle("30°30'E", "longitude")
    (50.45, 30.5)
    """
    plain = (text or "").strip().upper().translate(_SAME).replace("''", '"')
    if re.fullmatch(r"[+-]?\d+,\d+", plain):
        plain = plain.replace(",", ".")
    try:
        degrees, named = _angle(plain, text)
    except CoordinateError:
        raise CoordinateError(f"“{shown(text or '')}” is no number of degrees") from None
    if named not in (None, axis):
        raise CoordinateError(f"“{shown(text)}” is a {named} in the column of {axis}s")
    return degrees


BOX = "write box:south,west,north,east in degrees, such as box:54.5,18,57,21"


def parse_box(text: str) -> tuple[float, float, float, float]:
    """Read an area by two of its corners.

    Parameters
    ----------
    text : str
        Latitude and longitude of the south-western corner and of the north-eastern one. Where the
        first longitude is the greater, the area runs over 180 degrees.

    Returns
    -------
    (south, west, north, east) : tuple of float
        Degrees.

    Raises
    ------
    CoordinateError
        It is not four numbers, or not an area on Earth.

    Examples
    --------
    >>> parse_box("54.5,18,57,21"), parse_box("-20, 175, -10, -175")
    ((54.5, 18.0, 57.0, 21.0), (-20.0, 175.0, -10.0, -175.0))
    """
    numbers = re.split(r"\s*[,;]\s*|\s+", text.strip().translate(_SAME))
    try:
        south, west, north, east = map(float, numbers)
    except ValueError:
        raise CoordinateError(f"“{shown(text)}” is not four numbers: {BOX}.") from None
    if not (-90 <= south <= 90 and -90 <= north <= 90):
        raise CoordinateError(f"“{shown(text)}” has a latitude outside -90..90: {BOX}.")
    if not (-180 <= west <= 180 and -180 <= east <= 180):
        raise CoordinateError(f"“{shown(text)}” has a longitude outside -180..180: {BOX}.")
    if south >= north or west == east or (west, east) == (180, -180):
        raise CoordinateError(f"“{shown(text)}” encloses nothing: {BOX}.")
    return south, west, north, east


def _halves(plain: str, text: str) -> tuple[str, str]:
    """Split at the comma, at the hemispheres, or in the middle of the numbers."""
    if plain.count(",") == 1:
        first, second = plain.split(",")
        return first, second
    letters = [match.start() for match in re.finditer("[NSEW]", plain)]
    numbers = list(re.finditer(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", plain))
    if "," not in plain and len(letters) == 2:
        prefixed = letters[0] < numbers[0].start()
        at = letters[1] if prefixed else letters[0] + 1
        return plain[:at], plain[at:]
    if "," not in plain and not letters and len(numbers) in (2, 4, 6):
        at = numbers[len(numbers) // 2].start()
        return plain[:at], plain[at:]
    raise CoordinateError(f"“{shown(text)}” cannot be read as coordinates: {HOW}.")


def _angle(half: str, text: str) -> tuple[float, str | None]:
    """Read one angle: degrees, and the axis that its letter names."""
    match = _ANGLE.fullmatch(half.strip())
    if match is None or (match[1] and match[6]):
        raise CoordinateError(f"“{shown(text)}” cannot be read as coordinates: {HOW}.")
    letter, sign = match[1] or match[6], match[2]
    parts = [part for part in match.group(3, 4, 5) if part]
    if any("." in part for part in parts[:-1]):
        raise CoordinateError(
            f"“{shown(text)}” has a fraction before the last of its parts: {HOW}."
        )
    if any(float(part) >= 60 for part in parts[1:]):
        raise CoordinateError(f"“{shown(text)}” has minutes or seconds of 60 or more.")
    if letter and sign:
        raise CoordinateError(f"“{shown(text)}” has both a sign and a letter: use one of them.")
    degrees = sum(float(part) / 60**power for power, part in enumerate(parts))
    axis = {"N": "latitude", "S": "latitude", "E": "longitude", "W": "longitude"}.get(letter or "")
    return (-degrees if sign == "-" or letter in ("S", "W") else degrees), axis
