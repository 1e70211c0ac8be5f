"""A page's Content-Security-Policy: what may run and load in it is what it holds, and no more."""

import base64
import hashlib
import re
from urllib.parse import urlsplit

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_LINKED = re.compile(r"<script [^>]*src=\"([^\"]+)\"")
_SHEETS = re.compile(r"<link [^>]*href=\"([^\"]+)\"")
_TILES = re.compile(r"L\.tileLayer\(\s*\"(https?:[^\"]+)\"")


def with_policy(page: str, *, guests: bool) -> str:
    """Put the policy for a rendered page at its head.

    Scripts and styles are allowed by their hashes. What a layer of folium's own, or tiles that were
    asked for, load from elsewhere is allowed by its address; a page without such asks nobody.

    Parameters
    ----------
    page : str
    guests : bool
        Whether there are layers of folium's own, whose elements have styles written on them.
    """
    scripts, sheets = _LINKED.findall(page), _SHEETS.findall(page)
    tiles = [_host(address) for address in _TILES.findall(page)]
    elsewhere = bool(scripts or sheets)
    rules = {
        "default-src": ["'none'"],
        "script-src": [*_hashes(_SCRIPT, page), *scripts],
        "style-src": [*(["'unsafe-inline'"] if guests else _hashes(_STYLE, page)), *sheets],
        "img-src": ["data:", "blob:", *tiles, *(["https:"] if elsewhere else [])],
        "font-src": ["https:"] if elsewhere else ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    policy = "; ".join(f"{rule} {' '.join(dict.fromkeys(given))}" for rule, given in rules.items())
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return page.replace("<head>", f"<head>\n{meta}", 1)


def _hashes(pattern: re.Pattern[str], page: str) -> list[str]:
    """Give the hashes of what stands in elements, as browsers take them: after newlines are one."""
    texts = (text.replace("\r\n", "\n").replace("\r", "\n") for text in pattern.findall(page))
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def _host(address: str) -> str:
    """Give whom tiles are asked of, any of its numbered or lettered hosts."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"
