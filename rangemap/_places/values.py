"""A place, and how precisely a name gives one."""

import math
from dataclasses import dataclass
from typing import Literal

from rangemap.errors import CoordinateError

TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Characters that turn the direction of what follows: a name must not turn a sentence."""

MAX_EXTENT_KM = 20.0


@dataclass(frozen=True, kw_only=True)
class Place:
    """A point on Earth, with its name where it has one.

    Parameters
    ----------
    lat, lon : float
        Latitude and longitude in degrees.
    name : str, optional
        The name that is shown; the coordinates where there is none.
    country, country_name, division : str, optional
        ISO 3166 code of two letters, the country's name, and that of its first-level division.
    population : int, optional
        About how many people live there.
    near : str, optional
        The nearest city to a point that has no name of its own.
    capital : bool, default False
        Whether it is a country's capital.
    id : int, optional
        The geonameid; of an airfield, the number that OurAirports gives it.
    kind : {"point", "city", "airfield"}, default "point"
        What it is; a point is one of the user's.
    icao : str, optional
        An airfield's codes, with a stroke between them.

    Raises
    ------
    CoordinateError
        A latitude beyond 90 degrees or a longitude beyond 180; says so if the two look swapped.

    Examples
    --------
    >>> import rangemap
    >>> print(rangemap.Place(lat=39.03, lon=125.75))
    39.03°N 125.75°E
    >>> rangemap.Place(lat=125.75, lon=39.03)
    Traceback (most recent call last):
    rangemap.errors.CoordinateError: Latitude 125.75 is impossible: latitudes lie within -90..90. \
Latitude comes first; if the two are swapped, it is 39.03,125.75.
    """

    lat: float
    lon: float
    name: str | None = None
    country: str | None = None
    country_name: str | None = None
    division: str | None = None
    population: int | None = None
    near: str | None = None
    capital: bool = False
    id: int | None = None
    kind: Literal["point", "city", "airfield"] = "point"
    icao: str | None = None

    def __post_init__(self) -> None:
        """Refuse what is not on Earth."""
        for name, value in (("Latitude", self.lat), ("Longitude", self.lon)):
            if isinstance(value, str | bool) or not hasattr(value, "__float__"):
                raise CoordinateError(f"{name} has to be a number of degrees, not {value!r}.")
        if not abs(self.lat) <= 90:
            swapped = abs(self.lon) <= 90 and abs(self.lat) <= 180
            hint = (
                f" Latitude comes first; if the two are swapped, it is {self.lon:g},{self.lat:g}."
                if swapped
                else ""
            )
            raise CoordinateError(
                f"Latitude {self.lat:g} is impossible: latitudes lie within -90..90.{hint}"
            )
        if not abs(self.lon) <= 180:
            turned = (self.lon + 180) % 360 - 180
            hint = f" The same meridian is {turned:g}." if abs(self.lon) <= 540 else ""
            raise CoordinateError(
                f"Longitude {self.lon:g} is impossible: longitudes lie within -180..180.{hint}"
            )

    @property
    def coordinates(self) -> str:
        """The coordinates for people, such as 39.03°N 125.75°E."""
        north, east = "N" if self.lat >= 0 else "S", "E" if self.lon >= 0 else "W"
        return f"{_degrees(self.lat)}°{north} {_degrees(self.lon)}°{east}"

    @property
    def label(self) -> str:
        """The name, or the coordinates where there is none."""
        return (self.name or self.coordinates).translate(TURNS)

    @property
    def long_label(self) -> str:
        """The name, or the coordinates and what they are near."""
        return self.label if self.name else str(self)

    @property
    def extent_km(self) -> float:
        """How far its people live from the point that stands for it, about.

        0.6 of the radius of a disc on which its people live at 1,000 a square kilometre, at most
        20 km; 0 for bare coordinates. A city is not a point: an answer closer to the edge of a
        range than this depends on which part of the city is meant.
        """
        people = self.population or 0
        return min(MAX_EXTENT_KM, 0.6 * math.sqrt(people / 1000 / math.pi))

    @property
    def error_km(self) -> float:
        """How far a distance to it can be off: its extent."""
        return self.extent_km

    def __str__(self) -> str:
        """Give the name with what tells it from others of that name."""
        if self.name is None:
            return f"{self.coordinates} (near {self.near})" if self.near else self.coordinates
        return ", ".join(part for part in (self.name, self.country_name) if part)


def _degrees(value: float) -> str:
    return f"{abs(value):.4f}".rstrip("0").rstrip(".")
