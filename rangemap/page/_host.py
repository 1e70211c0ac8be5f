"""folium as the host of the page.

folium compiles what it is given as a Jinja template a second time, so that ``{{ ... }}`` in a name
would run as Python. Nothing of ours goes that way: the data enters as JSON in a script element, the
page sets all text with ``textContent``, and both reach the page through elements that are not
templates.
"""

import base64
import html
import os
from pathlib import Path
from typing import Any, BinaryIO, cast

import folium
from branca.element import Element, Figure

from rangemap import _basemap
from rangemap._files import checked_output, write_whole
from rangemap.page import _assets

NOTEBOOK_HEIGHT = "620px"


class Raw(Element):
    """A piece of the page that no template engine sees."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_: Any) -> str:
        """Give the text as it is."""
        return self.text


class RangeMap(folium.Map):
    """A folium map whose page is whole: nothing in it asks any host for anything.

    Layers of folium's own can be added as to any folium map.

    Parameters
    ----------
    page : dict
        What the page shows, as :mod:`rangemap.page._payload` makes it.
    """

    def __init__(self, page: dict[str, Any]) -> None:
        super().__init__(tiles=None, world_copy_jump=True, zoom_control=True)
        # Chance in a name would make two pages of one question differ.
        self._id = "rangemap"
        self.default_js: list[tuple[str, str]] = []
        self.default_css: list[tuple[str, str]] = []
        self.page = page
        figure = cast("Figure", self.get_root())
        figure.title = html.escape(page["title"])
        figure.height = NOTEBOOK_HEIGHT

    def render(self, **kwargs: Any) -> str:
        """Add the page's parts to the figure, and between them folium's."""
        figure = cast("Figure", self.get_root())
        packed = base64.b64encode(_basemap.packed(self.page["worldview"])).decode()
        header = {
            "rangemap_style": f"<style>{_assets.style()}</style>",
            "rangemap_leaflet": f"<script>{_assets.leaflet_script()}</script>",
        }
        for name, text in header.items():
            figure.header.add_child(Raw(text), name=name)
        # folium gives this method no types.
        rendered = cast("str", super().render(**kwargs))  # type: ignore[no-untyped-call]
        data = (
            f'<script type="application/json" id="rangemap-page">{_assets.as_json(self.page)}'
            f'</script>\n<script type="text/plain" id="rangemap-basemap">{packed}</script>'
        )
        figure.html.add_child(Raw(data), name="rangemap_data")
        start = (
            f"{_assets.script('main')}.main.start({self.get_name()}, "
            'JSON.parse(document.getElementById("rangemap-page").textContent), '
            'document.getElementById("rangemap-basemap").textContent);'
        )
        figure.script.add_child(Raw(start), name="rangemap_start")
        return rendered

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
