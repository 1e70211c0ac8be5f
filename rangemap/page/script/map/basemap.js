// The map under the map: sea, land, coasts and borders, painted on canvas tiles.

import { fillPolygons, strokePaths } from "./paint.js";

export function paintBasemap(pen, shapes, view, { sea, land, coast, border, disputed }) {
  pen.fillStyle = sea;
  pen.fillRect(0, 0, view.width, view.height);
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
    this.views = new Map();
    this.on("tileunload", ({ tile }) => this.views.delete(tile));
  },

  createTile({ x, y, z }) {
    const size = this.getTileSize().x;
    const tile = document.createElement("canvas");
    const dense = Math.min(3, window.devicePixelRatio || 1);
    tile.width = tile.height = size * dense;
    tile.getContext("2d").scale(dense, dense);
    const view = { scale: size * 2 ** z, left: x * size, top: y * size, width: size, height: size };
    this.views.set(tile, view);
    paintBasemap(tile.getContext("2d"), this.shapes, view, this.colours);
    return tile;
  },

  // Over what there is: new tiles would fade in, which a page that is printed does not wait for.
  repaint(colours) {
    this.colours = colours;
    for (const [tile, view] of this.views) {
      paintBasemap(tile.getContext("2d"), this.shapes, view, colours);
    }
  },
});
