"""A page's Content-Security-Policy: what may run and load in it is what it holds, and no more."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from branca.element import CssLink, Element, Figure, JavascriptLink
from folium import CustomIcon, TileLayer, WmsTileLayer
from folium.raster_layers import ImageOverlay, VideoOverlay

from rangemap._names import shown
from rangemap.errors import QuestionError

_NOBODY = ["'none'"]
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_NUMBERED = re.compile(r"^.*\{s\}[^.]*")
_HOST = re.compile(r"(\*|[a-z\d-]+)(\.[a-z\d-]+)*(:\d+)?", re.IGNORECASE)


def with_policy(page: str, figure: Figure, *, guests: bool) -> str:
    """Put the policy for a rendered page at its head.

    Scripts and styles are allowed by their hashes. What a layer of folium's own, or tiles that were
    asked for, load from elsewhere is allowed by its address; a page without such asks nobody.

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
        Something is to be loaded from an address whose host no policy can name.
    """
    parts = [each for top in (figure, figure.header) for each in _all(top)]
    scripts = [_source(each.url) for each in parts if isinstance(each, JavascriptLink)]
    sheets = [_source(each.url) for each in parts if isinstance(each, CssLink)]
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


def _images(element: Element) -> list[str]:
    """Give the addresses of the pictures that an element of folium's loads."""
    if isinstance(element, TileLayer):
        return [element.tiles]
    if isinstance(element, WmsTileLayer | ImageOverlay):
        return [element.url]
    if isinstance(element, CustomIcon):
        given = (element.options.get(name) for name in ("icon_url", "shadow_url"))
        return [str(address) for address in given if address]
    return []


def _hashes(pattern: re.Pattern[str], page: str) -> list[str]:
    """Give the hashes of what stands in elements, as browsers take them: after newlines are one."""
    texts = (text.replace("\r\n", "\n").replace("\r", "\n") for text in pattern.findall(page))
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def _host(address: str) -> str:
    """Give whom something is asked of, any of its numbered or lettered hosts."""
    parts = urlsplit(address)
    if parts.scheme == "data":
        return "data:"
    if not parts.netloc:
        return "'self'"
    # A policy's star stands for whole labels at the left.
    host = _NUMBERED.sub("*", parts.netloc)
    if parts.scheme not in ("", "http", "https") or not _HOST.fullmatch(host):
        raise QuestionError(
            f"A layer loads from “{shown(address)}”, whose host a page's policy cannot name: "
            "write it as https://host/…, in letters, digits, dots and hyphens."
        )
    return f"{parts.scheme or 'https'}://{host}"


def _source(address: str) -> str:
    """Give a script or style sheet of elsewhere, by its host and path."""
    host = _host(address)
    return host + quote(urlsplit(address).path) if "//" in host else host
