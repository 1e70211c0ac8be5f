"""A page's Content-Security-Policy: what may run and load in it is what it holds, and no more."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import cast
from urllib.parse import quote, urlsplit

from branca.element import Element, Figure
from folium import CustomIcon, GeoJson, TileLayer, WmsTileLayer
from folium.raster_layers import ImageOverlay, VideoOverlay

from rangemap._names import shown
from rangemap.errors import QuestionError

_NOBODY = ["'none'"]
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_INSIDE = re.compile(r"(<script[^>]*>).*?(?=</script>)", re.DOTALL)
_LINKED = re.compile(r"<script [^>]*src=\"([^\"]+)\"")
_SHEETS = re.compile(r"<link [^>]*href=\"([^\"]+)\"")
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]+)?", re.IGNORECASE | re.ASCII)


def with_policy(page: str, figure: Figure, *, guests: bool) -> str:
    """Put the policy for a rendered page at its head.

    Scripts and styles are allowed by their hashes. What tiles that were asked for, and layers,
    icons, scripts and style sheets of folium's own, load from elsewhere is allowed by its address;
    a page without such asks nobody. What the user's own markup in a popup loads is not.

    Parameters
    ----------
    page : str
    figure : branca.element.Figure
        What the page was rendered from.
    guests : bool
        Whether there are layers of folium's own, whose elements have styles written on them.

    Raises
    ------
    QuestionError
        Something is to be loaded from an address that no policy can name.
    """
    parts = [each for top in (figure, figure.header, figure.html) for each in _all(top)]
    markup = _INSIDE.sub(r"\1", page)
    scripts = [_source(address) for address in _LINKED.findall(markup)]
    sheets = [_source(address) for address in _SHEETS.findall(markup)]
    images = [_host(address) for each in parts for address in _images(each)]
    media = [_host(each.video_url) for each in parts if isinstance(each, VideoOverlay)]
    elsewhere = ["https:"] if scripts or sheets else []
    styles = ["'unsafe-inline'"] if guests else _hashes(_STYLE, page)
    rules = {
        "default-src": [],
        "script-src": [*_hashes(_SCRIPT, page), *scripts],
        "style-src": [*styles, *sheets],
        "img-src": ["data:", "blob:", *images, *elsewhere],
        "media-src": media,
        "font-src": elsewhere,
        # folium puts what stands in a frame into its address.
        "frame-src": ["data:"] if guests else [],
        "base-uri": [],
        "form-action": [],
    }
    policy = "; ".join(
        f"{rule} {' '.join(dict.fromkeys(given or _NOBODY))}" for rule, given in rules.items()
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return page.replace("<head>", f"<head>\n{meta}", 1)


def _all(element: Element) -> Iterator[Element]:
    yield element
    for child in element._children.values():
        yield from _all(child)
    # What points of GeoJSON are drawn with is no child of it.
    if isinstance(element, GeoJson) and element.marker is not None:
        yield from _all(element.marker)


def _images(element: Element) -> Iterator[str]:
    """Give the addresses of the pictures that an element of folium's loads."""
    if isinstance(element, TileLayer):
        subdomains = cast("Sequence[str]", element.options.get("subdomains") or "abc")
        yield from (element.tiles.replace("{s}", each) for each in subdomains)
        yield from _given(element, "error_tile_url")
    elif isinstance(element, WmsTileLayer | ImageOverlay):
        yield element.url
    elif isinstance(element, CustomIcon):
        yield from _given(element, "icon_url", "shadow_url")


def _given(element: TileLayer | CustomIcon, *options: str) -> list[str]:
    return [str(element.options[name]) for name in options if element.options.get(name)]


def _hashes(pattern: re.Pattern[str], page: str) -> list[str]:
    """Give the hashes of what stands in elements, as browsers take them: after newlines are one."""
    texts = (text.replace("\r\n", "\n").replace("\r", "\n") for text in pattern.findall(page))
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def _host(address: str) -> str:
    """Give whom a picture or a film is asked of."""
    return "data:" if address.startswith("data:") else _asked(address)


def _source(address: str) -> str:
    """Give a script or style sheet of elsewhere, by its host and path."""
    host = _asked(address)
    # An escape stays one.
    return host if host == "'self'" else host + quote(urlsplit(address).path, safe="/%")


def _asked(address: str) -> str:
    """Give the host of an address; of one without, that of the page."""
    try:
        scheme, host, *_ = urlsplit(address)
    except ValueError:
        scheme = host = "?"
    if not scheme and not host:
        return "'self'"
    if scheme not in ("", "http", "https") or not _HOST.fullmatch(host):
        raise QuestionError(
            f"The map loads from “{shown(address)}”, which a page's policy cannot name: write it "
            "as https://host/…, the host in letters, digits, dots and hyphens."
        )
    return f"{scheme or 'https'}://{host}"
