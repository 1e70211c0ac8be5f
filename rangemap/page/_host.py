"""folium as the host of the page.

folium compiles what it is given as a Jinja template a second time, so that ``{{ ... }}`` in a name
would run as Python. Nothing of ours goes that way: the data enters as JSON in a script element, the
page sets all text with ``textContent``, and both reach the page through elements that are not
templates.
"""

from __future__ import annotations

import html
import os
from pathlib import Path
from typing import Any, BinaryIO, cast

import folium
from branca.element import Element, Figure

from rangemap import _basemap
from rangemap._files import checked_output, write_whole
from rangemap._reach.water import BY_WATER
from rangemap.page import _assets, _policy
from rangemap.page._packed import as_letters, pack_world

NOTEBOOK_HEIGHT = "620px"


class Raw(Element):
    """A piece of the page that no template engine sees."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_: Any) -> str:
        """Give the text as it is."""
        return self.text


class Ranges(Element):
    """What is drawn of a question on a folium map, ours or the user's.

    Parameters
    ----------
    question, large : dict
        What is shown, as :mod:`rangemap.page._payload` makes it.
    spoken : str
        The answers as plain text, for who has no script.
    whole : bool
        Whether the page is ours as a whole, with our own basemap unless it has tiles.
    """

    def __init__(
        self, question: dict[str, Any], large: dict[str, Any], spoken: str, *, whole: bool
    ) -> None:
        super().__init__()
        self._name = "Ranges"
        self.question = question
        self.large = large
        self.spoken = spoken
        self.whole = whole

    def render(self, **_: Any) -> str:
        """Add the parts of the page to the figure; where it stands nothing is written."""
        figure = cast("Figure", self.get_root())
        map_name = cast("folium.Map", self._parent).get_name()
        name = f"rangemap-{map_name}-{self._number()}"
        style = Raw(f"<style>{_assets.style(whole=isinstance(figure, Page))}</style>")
        figure.header.add_child(style, name="rangemap_style")
        figure.html.add_child(Raw("\n".join(self._data(name))), name=name)
        start = f'{_assets.script("main")}.main.start({map_name}, "{name}");'
        figure.script.add_child(Raw(start), name=name)
        return ""

    def _number(self) -> int:
        """Give which of the map's layers of ours this is: chance would make two pages differ."""
        siblings = cast("Element", self._parent)._children.values()
        return [each for each in siblings if isinstance(each, Ranges)].index(self)

    def _data(self, name: str) -> list[str]:
        question = {**self.question, "whole": self.whole}
        parts = [
            f'<script type="application/json" id="{name}">{_assets.as_json(question)}</script>',
            _packed(f"{name}-large", pack_world(self.large)),
        ]
        # How far the sea is matters to what travels on it, on any map.
        if self.whole or any(each["class"] in BY_WATER for each in self.question["weapons"]):
            basemap = _basemap.packed(self.question["worldview"])
            parts.append(_packed(f"{name}-basemap", basemap))
        if self.whole:
            said = "".join(f"<p>{html.escape(line)}</p>" for line in self.spoken.splitlines())
            parts.append(f"<noscript>{said}</noscript>")
        return parts


def _packed(name: str, data: bytes) -> str:
    return f'<script type="text/plain" id="{name}">{as_letters(data)}</script>'


class Page(Figure):
    """A page with a policy of its own: it names what it holds, and nothing else may run or load."""

    guests = False
    lang = "en"

    def render(self, **kwargs: Any) -> str:
        """Give the page, with its language and its policy."""
        rendered = super().render(**kwargs)
        return _policy.with_policy(
            rendered.replace("<html>", f'<html lang="{self.lang}">', 1), self, guests=self.guests
        )


class RangeMap(folium.Map):
    """A folium map whose page is whole: nothing in it asks any host for anything.

    Layers of folium's own can be added as to any folium map; the tiles, pictures, icons, scripts
    and style sheets that they load are named in the page's policy, but not what markup of yours in
    a popup loads. A `folium.Icon` shows as a pin of its colours: its sign is of a font that the
    page would have to ask for.

    Parameters
    ----------
    title, description : str
        Of the page; plain text.
    lang : str
        The language that they are in.
    tiles : xyzservices.TileProvider, optional
        What the user wants to draw on, from whoever offers it.
    """

    def __init__(self, title: str, description: str, lang: str, tiles: Any = None) -> None:
        super().__init__(tiles=None, world_copy_jump=True, zoom_control=True)
        # Chance in a name would make two pages of one question differ.
        self._id = "rangemap"
        self.default_js: list[tuple[str, str]] = []
        self.default_css: list[tuple[str, str]] = []
        page = Page(title=html.escape(title), height=NOTEBOOK_HEIGHT)
        page.lang = lang
        page.add_child(self, name=self.get_name())
        meta = f'<meta name="description" content="{html.escape(description)}">'
        page.header.add_child(Raw(meta), name="rangemap_description")
        leaflet = Raw(f"<script>{_assets.leaflet_script()}</script>")
        page.header.add_child(leaflet, name="rangemap_leaflet")
        if tiles is not None:
            layer = folium.TileLayer(tiles)
            layer._id = "rangemap"
            self.add_child(layer)

    def render(self, **kwargs: Any) -> str:
        """Add what layers of the user's own need, and render as folium does."""
        if any(not isinstance(each, Ranges | folium.TileLayer) for each in self._children.values()):
            page = cast("Page", self.get_root())
            page.guests = True
            welcome = Raw(f"<script>{_assets.guests_script()}</script>")
            page.header.add_child(welcome, name="rangemap_guests")
        # folium gives this method no types.
        return cast("str", super().render(**kwargs))  # type: ignore[no-untyped-call]

    def save(
        self, outfile: str | bytes | Path | BinaryIO, close_file: bool = True, **kwargs: Any
    ) -> None:
        """Write the page to a file, whole or not at all.

        Parameters
        ----------
        outfile : path or binary file
            A path ends in ``.html`` or ``.htm``.
        close_file, **kwargs
            As folium has them, for an open file and for rendering.

        Raises
        ------
        OutputError
            Another ending, a missing folder, a file that cannot be written.
        """
        if not isinstance(outfile, str | bytes | Path):
            super().save(outfile, close_file, **kwargs)
            return
        path = checked_output(os.fsdecode(outfile), (".html", ".htm"))
        write_whole(path, self.get_root().render(**kwargs))
