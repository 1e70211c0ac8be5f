"""The map under the map: borders as TopoJSON, made ready for drawing under a worldview.

Standard library only: the build runs this before anything is installed.
"""

from typing import Any

from rangemap._places.territory import WORLDVIEWS, Worldview

Json = dict[str, Any]


def for_page(topology: Json, worldview: Worldview) -> Json:
    """Give what a page draws: polygons to fill, arcs to stroke by kind, names to place.

    An arc with one owner on both sides is no border: inside a disputed piece's owner it is the
    piece's edge. Owners are as the worldview has them.

    Parameters
    ----------
    topology : dict
        ``data/borders/world-50m.json``.
    worldview : {"recognised", "natural-earth"}

    Returns
    -------
    dict
        `transform` and `arcs` as TopoJSON has them; `polygons`, rings of arc numbers; `coast`,
        `border` and `disputed`, arc numbers; `labels`, (name, lon, lat, size) by size.
    """
    features = topology["objects"]["countries"]["geometries"]
    # A feature names its owners in this order.
    view = WORLDVIEWS.index(worldview)
    owners: dict[int, list[str]] = {}
    for feature in features:
        owner = feature["properties"]["owners"][view]
        arcs = {i if i >= 0 else ~i for p in feature["arcs"] for ring in p for i in ring}
        for arc in arcs:
            owners.setdefault(arc, []).append(owner)
    shared = {arc for arc, sides in owners.items() if len(sides) > 1}
    border = {arc for arc in shared if len(set(owners[arc])) > 1}
    return {
        "transform": topology["transform"],
        "arcs": topology["arcs"],
        "polygons": [polygon for feature in features for polygon in feature["arcs"]],
        "coast": sorted(owners.keys() - shared),
        "border": sorted(border),
        "disputed": sorted(shared - border),
        "labels": _labels(features, view),
    }


def _labels(features: list[Json], view: int) -> list[list[Any]]:
    countries = [feature["properties"] for feature in features]
    ranked = sorted(countries, key=lambda about: (-about["size"], about["name"]))
    return [
        [about["name"], *about["label"], about["size"]]
        for about in ranked
        if about["owners"][view] in (about["iso3"], about["name"])
    ]
