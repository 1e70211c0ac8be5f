"""A territory: what is no point, such as a country, an area at sea, a front line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from rangemap._places.values import TURNS, Place

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from rangemap.geodesy import Shape

Worldview = Literal["recognised", "natural-earth"]
WORLDVIEWS: tuple[Worldview, ...] = get_args(Worldview)
Kind = Literal["country", "piece", "area", "given", "merged"]


@dataclass(frozen=True)
class Borders:
    """What the border of a territory rests on.

    Parameters
    ----------
    dataset, scale, date : str
        Its name, its scale, and the year for which it was drawn.
    worldview : {"recognised", "natural-earth"}
        Whose view of disputed land.
    error_km : float
        How far the line may be off: 0.2 mm at its scale.
    """

    dataset: str
    scale: str
    date: str
    worldview: Worldview
    error_km: float

    def __str__(self) -> str:
        """Give dataset, scale, date and worldview in one line."""
        return f"{self.dataset}, {self.scale}, {self.date}, worldview {self.worldview}"


@dataclass(frozen=True)
class Dispute:
    """A piece of land whose owner is disputed, or that is held by another than its owner.

    Parameters
    ----------
    piece, name : str
        Our own code of it, and its English name.
    counted : bool or None
        Whether it is in the territory that tells of it; None where it is that territory.
    basis : str
        By what it is counted so, in English.
    held_by : str
        ISO 3166 code of three letters, or in words where no country holds it.
    as_of : str
        The date for which that is said.
    claimed_by : tuple of str
        As `held_by`.
    """

    piece: str
    name: str
    counted: bool | None
    basis: str
    held_by: str
    as_of: str
    claimed_by: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Territory:
    """Land, an area or a line, measured to at its nearest point.

    Parameters
    ----------
    name : str
        The name that is shown.
    shape : geodesy.Shape
        What is measured to; `geodesy.as_shape` makes one of shapely's.
    kind : {"country", "piece", "area", "given", "merged"}, default "given"
        A country; a disputed piece of land or part of a country; an area by its corners; a shape
        of the user's; several origins together.
    code : str, optional
        ISO 3166 code of three letters, or our own name of a disputed piece.
    borders : Borders, optional
        What the border rests on, where it is not the user's own.
    extent_km : float, default 0
        How far the places that it is made of may be from what is meant.
    count : int, default 1
        Of how many origins it was merged.
    members : tuple of str, default ()
        The codes of the countries that it was merged of.
    parts : tuple of Place and Territory, default ()
        What it was merged of.
    corners : tuple of Place, default ()
        Of an area, the south-western and the north-eastern.
    disputes : tuple of Dispute, default ()
        The disputed pieces that it has or might have.
    remarks : tuple of str, default ()
        What else is to be known of its borders, in English.

    Raises
    ------
    PlaceTypeError
        The shape is none of geodesy's.

    Examples
    --------
    >>> import rangemap
    >>> from rangemap import geodesy
    >>> from shapely import LineString
    >>> front = rangemap.Territory(
    ...     name="the front", shape=geodesy.as_shape(LineString([(36, 47.5), (38, 49)]))
    ... )
    >>> rangemap.check("gmlrs", front, "Kyiv").verdict
    'no'
    """

    name: str
    shape: Shape
    kind: Kind = "given"
    code: str | None = None
    borders: Borders | None = None
    extent_km: float = 0.0
    count: int = 1
    members: tuple[str, ...] = ()
    parts: tuple[Where, ...] = ()
    corners: tuple[Place, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be measured to."""
        from rangemap.errors import PlaceTypeError
        from rangemap.geodesy import Shape

        if not isinstance(self.shape, Shape):
            raise PlaceTypeError(
                f"The shape of a territory has to be what geodesy.as_shape gives, not "
                f"{type(self.shape).__name__}."
            )

    @property
    def label(self) -> str:
        """The name."""
        return self.name.translate(TURNS)

    @property
    def long_label(self) -> str:
        """The name."""
        return self.label

    @property
    def error_km(self) -> float:
        """How far a distance to it can be off by its own data."""
        return self.extent_km + (self.borders.error_km if self.borders else 0.0)

    @property
    def geometry(self) -> BaseGeometry:
        """The shape as shapely has it."""
        from rangemap.geodesy import as_geometry

        return as_geometry(self.shape)

    def __str__(self) -> str:
        """Give the name."""
        return self.label


def given_territory(geometry: BaseGeometry, name: str) -> Territory:
    """Make a territory of a shape of the user's.

    Raises
    ------
    ShapeError
        It is empty or invalid, or seems to run over 180 degrees without being cut there.
    """
    import numpy as np
    import shapely

    from rangemap.errors import ShapeError
    from rangemap.geodesy import as_shape

    shape = as_shape(geometry)
    steps = np.abs(shape.edges.end - shape.edges.start)[:, 0]
    # Once round the world is a frame; more than half of it is a line that was to go the other way.
    if ((steps > 180) & (steps < 360)).any():
        lon, lat = shapely.get_coordinates(geometry)[0]
        raise ShapeError(
            f"The shape that begins at {lon:g}, {lat:g} has an edge over more than 180 degrees of "
            "longitude: what crosses 180 degrees has to be cut there."
        )
    return Territory(name=name, shape=shape)


Where = Place | Territory
"""What a question can be asked from or about."""
