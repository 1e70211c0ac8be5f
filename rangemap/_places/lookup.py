"""Places by name, by coordinates, or as whatever Python has for a point or a shape.

What a name means:

1. ``country:``, ``city:``, ``airfield:``, ``capital of`` and ``box:`` say what is meant.
2. Coordinates are a point.
3. The name or code of a country, or the name of a disputed piece of land, in any of the languages,
   is that; but where it is not the English name, the own name of a city of 100,000 people or more
   ("Salvador", which is El Salvador in French) is the city, and so is the own name of any city of
   three letters at most that is not typed in capitals ("Bo").
4. Else it is a city, ranked as :mod:`rangemap._places.gazetteer` has it; or a smaller place; or an
   airfield.
5. But a smaller place or an airfield that bears the name of a region without an outline here, or of
   a first-level division, is not taken for it, nor is a city that fewer people live in: the name is
   refused with what it is.

What was taken is told in a warning where something else is nearly as likely.
"""

import re
import warnings
from collections.abc import Callable
from typing import Any

from rangemap._names import exact, fold, shown
from rangemap._places import coordinates
from rangemap._places.countries import Named, checked_worldview, iso3, named, territory
from rangemap._places.gazetteer import (
    LARGE,
    Ranked,
    airfields_named,
    capital,
    cities_named,
    city_near,
    countries_named,
    full_name,
    names_like,
    outweighed,
    region_named,
)
from rangemap._places.territory import Territory, Where, Worldview, given_territory
from rangemap._places.values import Place
from rangemap.errors import (
    AmbiguousPlaceWarning,
    OutsideCountryWarning,
    PlaceTypeError,
    UnknownPlaceError,
)

WORTH_NAMING = 1 / 100
SMALL = 15_000
NEAR_KM = 50.0
FAR_OUTSIDE_KM = 50.0

_PREFIX = re.compile(
    r"\s*(country|city|airfield|box|capital)\s*(?::|(?<=capital)\s+of\s)\s*(.*)", re.I | re.S
)


def resolve(where: Any, worldview: str = "recognised") -> Where:
    """Give the place or territory that is meant.

    Parameters
    ----------
    where : str, Place, Territory or shapely geometry
        A name, ``"Name, CC"``, ``"lat,lon"``, ``"country:..."``, ``"city:..."``,
        ``"airfield:..."``, ``"capital of ..."``, ``"box:south,west,north,east"``, a Place, a
        Territory, ``Point(lon, lat)``, a line or a polygon.
    worldview : {"recognised", "natural-earth"}, default "recognised"
        How a country's disputed pieces are counted.

    Raises
    ------
    UnknownPlaceError, CountryError, CoordinateError
        It cannot be found, the border data lacks it, or it is not on Earth.
    PlaceTypeError
        It is none of these: a bare tuple, say, whose order cannot be known.

    Warns
    -----
    AmbiguousPlaceWarning
        Several places bear the name.
    OutsideCountryWarning
        A Place lies far outside the country that it is said to be in.
    """
    view = checked_worldview(worldview)
    if isinstance(where, Territory):
        return where
    if isinstance(where, Place):
        _warn_if_outside(where, view)
        return where
    if isinstance(where, str):
        return _by_text(where, view)
    kind = getattr(where, "geom_type", None)
    if kind == "Point" and not where.is_empty:
        return _point(where.y, where.x)
    if isinstance(kind, str) and not where.is_empty:
        return given_territory(where, f"the {kind} given")
    raise PlaceTypeError(
        f"{where!r} is no place: give a name, “lat,lon” as text, a shapely Point(lon, lat) or "
        "rangemap.Place(lat=..., lon=...)."
    )


def places(query: str, *, worldview: str = "recognised") -> list[Where]:
    """Give everything that a name could mean, what it is taken for first.

    Parameters
    ----------
    query : str
        A name, or ``"Name, CC"`` with a country or first-level division; or anything that an
        origin can be as text.
    worldview : {"recognised", "natural-earth"}, default "recognised"
        How a country's disputed pieces are counted.

    Returns
    -------
    list of Place and Territory
        Countries, cities, airfields; empty where there is none.

    Raises
    ------
    PlaceTypeError
        It is no text.
    CoordinateError, QuestionError
        Impossible coordinates, an unknown worldview.

    Examples
    --------
    >>> import rangemap
    >>> [str(place) for place in rangemap.places("Moscou")]
    ['Moscow, Russia']
    >>> [str(place) for place in rangemap.places("Luxembourg")][:2]
    ['Luxembourg', 'Luxembourg, Luxembourg']
    """
    view = checked_worldview(worldview)
    if not isinstance(query, str):
        raise PlaceTypeError(f"Places are looked up by text, not by {query!r}.")
    return _senses(query, view)[0]


def _senses(query: str, view: Worldview) -> tuple[list[Where], Ranked]:
    """Give everything that a text could mean, the best first, and its cities with their weights."""
    prefix, text = _split(query)
    if prefix == "city":
        ranked = cities_named(text)
        return [place for place, _ in ranked], ranked
    if prefix:
        return _PREFIXED[prefix](text, view), []
    pair = coordinates.parse(text)
    if pair is not None:
        return [_point(*pair)], []
    country, ranked = named(text), cities_named(text)
    lands: list[Where] = [_territory(country, view)] if country else []
    towns: list[Where] = [place for place, _ in ranked]
    fields: list[Where] = [*airfields_named(text)]
    if country and _is_rather_a_city(text, country, ranked):
        return [*towns, *lands, *fields], ranked
    return [*lands, *towns, *fields], ranked


def _by_text(text: str, view: Worldview) -> Where:
    if not text.strip():
        raise UnknownPlaceError("A place needs a name, or lat,lon.")
    found, ranked = _senses(text, view)
    if not found:
        raise UnknownPlaceError(_unknown(text))
    _refuse_region(text, found[0], ranked)
    _warn_of_others(text, found, ranked)
    return found[0]


def _refuse_region(text: str, best: Where, ranked: Ranked) -> None:
    """Refuse a place that bears the name of a region which is rather meant."""
    if not isinstance(best, Place) or best.capital or _split(text)[0] or best.kind == "point":
        return
    if (best.population or 0) >= SMALL and not outweighed(text, ranked):
        return
    what = region_named(text)
    if what:
        raise UnknownPlaceError(
            f"{_without_outline(text, what)} If {best} is meant, write "
            f"“{best.kind}:{text.strip()}”."
        )


def _without_outline(text: str, what: str) -> str:
    return (
        f"“{shown(text)}” is {what}. Name a city, or give box:south,west,north,east or a file with "
        "its outline."
    )


def _split(text: str) -> tuple[str, str]:
    """Give what a text says to be, if it does, and the rest."""
    match = _PREFIX.fullmatch(text)
    return (match[1].lower(), match[2]) if match else ("", text)


def _country(text: str, view: Worldview) -> list[Where]:
    found = named(text)
    return [_territory(found, view)] if found else []


def _airfield(text: str, _: Worldview) -> list[Where]:
    return [*airfields_named(text, by_town=True)]


def _capital(text: str, _: Worldview) -> list[Where]:
    name = re.sub(r"^the\s+", "", text.strip(), flags=re.I)
    found = [capital(iso2) for iso2 in sorted(countries_named(fold(name)))]
    return [place for place in found if place]


def _box(text: str, _: Worldview) -> list[Where]:
    from rangemap.geodesy import polygons

    south, west, north, east = coordinates.parse_box(text)
    # Over 180 degrees it is two boxes, which meet there.
    spans = [(west, east)] if west < east else [(west, 180.0), (-180.0, east)]
    boxes = [
        [[(a, south), (b, south), (b, north), (a, north), (a, south)]] for a, b in spans if a < b
    ]
    corners = Place(lat=south, lon=west), Place(lat=north, lon=east)
    name = "the area {} to {}".format(*(corner.coordinates for corner in corners))
    return [Territory(name=name, shape=polygons(boxes), kind="area", corners=corners)]


_PREFIXED: dict[str, Callable[[str, Worldview], list[Where]]] = {
    "country": _country,
    "airfield": _airfield,
    "capital": _capital,
    "box": _box,
}


def _territory(country: Named, view: Worldview) -> Territory:
    return territory(country.code, country.name, view)


def _is_rather_a_city(text: str, country: Named, ranked: Ranked) -> bool:
    """Say whether a name that is a country's is rather that of a city; see the top."""
    best = ranked[0][0] if ranked else None
    if best is None or exact(best.name or "") != exact(text):
        return False
    plain = text.strip()
    if plain.isascii() and len(plain) <= 3:
        return not plain.isupper() and (best.population or 0) >= SMALL
    return not country.english and (best.population or 0) >= LARGE


def _warn_of_others(text: str, found: list[Where], ranked: Ranked) -> None:
    """Tell what was taken, where something else is nearly as likely."""
    best = found[0]
    prefix, name = _split(text)
    if isinstance(best, Territory):
        cities = [
            place for place in found if isinstance(place, Place) and _rivals(place, name, best)
        ]
        if cities and not prefix:
            _warn(
                f"“{shown(text)}” is taken as the {best.kind} {best.label}; for "
                f"{full_name(cities[0])}, write “city:{name.strip()}”."
            )
    elif best.kind == "airfield" and len(found) > 1:
        others = "; ".join(map(str, found[1:6]))
        _warn(f"“{shown(text)}” is taken as {best}; it could also be {others}.")
    elif best.kind == "city":
        _warn_of_namesakes(text, name, ranked)
        bases = [place for place in found if isinstance(place, Place) and _is_base(place)]
        if bases and not prefix and (best.population or 0) < LARGE:
            _warn(
                f"“{shown(text)}” is taken as {full_name(best)}; for {bases[0]}, write "
                f"“airfield:{name.strip()}”."
            )


def _is_base(place: Place) -> bool:
    return place.kind == "airfield" and "Base" in (place.name or "")


def _rivals(place: Place, name: str, country: Territory) -> bool:
    """Say whether a city bears a country's name and is its capital, or large."""
    if place.capital and iso3(place.country) == country.code:
        return True
    least = LARGE if country.kind == "country" else SMALL
    return exact(place.name or "") == exact(name) and (place.population or 0) >= least


def _warn_of_namesakes(text: str, name: str, ranked: Ranked) -> None:
    if not ranked:
        return
    (best, weight), *rest = ranked
    others = [place for place, other in rest if other >= weight * WORTH_NAMING]
    if others:
        _warn(_ambiguous(text, name, best, others))


def _warn(message: str) -> None:
    warnings.warn(message, AmbiguousPlaceWarning, stacklevel=2)


def _ambiguous(text: str, name: str, best: Place, others: list[Place]) -> str:
    here = full_name(best)
    told = "; ".join(
        f"{full_name(place)} ({place.coordinates})"
        if full_name(place) == here
        else full_name(place)
        for place in others[:5]
    )
    more = f" and {len(others) - 5} more" if len(others) > 5 else ""
    return (
        f"“{shown(text)}” is taken as {here}; it could also be {told}{more}. To choose, write "
        f"more, as in “{_clear_name(name, others[0])}”."
    )


def _clear_name(text: str, place: Place) -> str:
    """Give what to write so that this place is found, and no other before it."""
    country, division = place.country, place.division
    for form in (
        f"{text}, {country}",
        f"{text}, {division}",
        f"{text}, {division}, {country}",
        f"{place.name}, {country}",
    ):
        found = cities_named(form)
        if found and found[0][0].id == place.id and not outweighed(form, found):
            return form
    return f"{place.lat},{place.lon}"


def _point(lat: float, lon: float) -> Place:
    """Give a point without a name, and the city near it."""
    point = Place(lat=lat, lon=lon)
    found = city_near(lat, lon)
    near = str(found[0]) if found and found[1] <= NEAR_KM else None
    return Place(lat=point.lat, lon=point.lon, near=near)


def _warn_if_outside(place: Place, view: Worldview) -> None:
    """Warn of a point of the user's that lies far outside the country that it names."""
    if place.kind != "point" or not place.country:
        return
    country = named(place.country)
    if country is None or iso3(country.iso2) is None:
        return
    from rangemap.geodesy import distance

    away_km = distance([place.lon, place.lat], _territory(country, view).shape)[0] / 1000
    if away_km > FAR_OUTSIDE_KM:
        warnings.warn(
            f"{place.coordinates} is said to be in {country.name} and lies {away_km:,.0f} km "
            "outside it. Are latitude and longitude swapped, or is a sign missing?",
            OutsideCountryWarning,
            stacklevel=2,
        )


def _unknown(text: str) -> str:
    prefix, rest = _split(text)
    if prefix and not rest.strip():
        return f"“{shown(text)}” names nothing: write what is meant behind it."
    if prefix == "capital" and named(rest):
        return f"No capital of {shown(rest)} is recorded: name the city."
    if prefix in ("country", "airfield", "capital"):
        what = region_named(rest) if prefix == "country" else None
        told = f" It is {what}." if what else " Check the spelling."
        return f"No {prefix} of that name is known: “{shown(rest)}”.{told}"
    what = region_named(text)
    if what:
        return _without_outline(text, what)
    name, comma, whole = rest.partition(",")
    if comma and cities_named(name):
        return (
            f"No place called “{shown(name)}” is known in “{shown(whole.strip())}”. Give the "
            "country or first-level division by its name or code, or lat,lon."
        )
    import difflib

    wanted = fold(name)
    names = names_like(wanted)
    near = difflib.get_close_matches(wanted, names, n=3, cutoff=0.7)
    hint = ", ".join(dict.fromkeys(names[key] for key in near))
    hint = f"The nearest names are: {hint}. " if hint else ""
    return (
        f"No place of 1,000 people or more is called “{shown(text)}”, and no airfield. {hint}"
        "Check the spelling, or give lat,lon."
    )
