// The map under the map: land, coasts and borders, painted on canvas tiles.

import { fillPolygons, strokePaths } from "./paint.js";

export function paintBasemap(pen, shapes, view, { land, coast, border, disputed }) {
  fillPolygons(pen, shapes.land, view, land);
  strokePaths(pen, shapes.coast, view, { color: coast, width: 0.7 });
  strokePaths(pen, shapes.border, view, { color: border, width: 0.9 });
  strokePaths(pen, shapes.disputed, view, { color: disputed, width: 1.1, dash: [3, 3] });
}

export const Basemap = L.GridLayer.extend({
  options: { pane: "basemap", updateWhenZooming: false, keepBuffer: 1 },

  initialize(shapes, colours) {
    this.shapes = shapes;
    this.colours = colours;
  },

  createTile({ x, y, z }) {
    const size = this.getTileSize().x;
    const tile = document.createElement("canvas");
    const dense = Math.min(3, window.devicePixelRatio || 1);
    tile.width = tile.height = size * dense;
    const pen = tile.getContext("2d");
    pen.scale(dense, dense);
    const view = { scale: size * 2 ** z, left: x * size, top: y * size, width: size, height: size };
    paintBasemap(pen, this.shapes, view, this.colours);
    return tile;
  },

  repaint(colours) {
    this.colours = colours;
    this.redraw();
  },
});
