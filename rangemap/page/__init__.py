"""The HTML map: what a page shows, our own JavaScript and CSS, and folium as the host."""

from rangemap.page._explore import explore

__all__ = ["explore"]
