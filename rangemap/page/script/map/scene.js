// A canvas over the map that is painted anew whenever the view has changed.

// `paint(pen, view)` paints what a view shows; a view is as in paint.js.
export const Scene = L.Layer.extend({
  initialize(paint, pane) {
    this.paint = paint;
    this.pane = pane;
  },

  onAdd(map) {
    this.canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated", map.getPane(this.pane));
    map.on("move moveend resize viewreset", this.redraw, this);
    map.on("zoomanim", this.animate, this);
    this.redraw();
  },

  onRemove(map) {
    map.off("move moveend resize viewreset", this.redraw, this);
    map.off("zoomanim", this.animate, this);
    this.canvas.remove();
  },

  redraw() {
    const map = this._map;
    // While the map flies to another zoom the last painting is stretched.
    if (!map || map._animatingZoom) return;
    const { x: width, y: height } = map.getSize();
    // In a folded part of a page a map has no size, until it is unfolded.
    if (!width || !height) return;
    const dense = Math.min(3, window.devicePixelRatio || 1);
    const [across, down] = [Math.floor(width * dense), Math.floor(height * dense)];
    if (this.canvas.width !== across) this.canvas.width = across;
    if (this.canvas.height !== down) this.canvas.height = down;
    Object.assign(this.canvas.style, { width: `${width}px`, height: `${height}px` });
    this.corner = map.containerPointToLayerPoint([0, 0]);
    this.zoom = map.getZoom();
    L.DomUtil.setPosition(this.canvas, this.corner);
    const pen = this.canvas.getContext("2d");
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    pen.clearRect(0, 0, width, height);
    this.paint(pen, viewOf(map));
  },

  animate({ zoom, center }) {
    const map = this._map;
    const scale = map.getZoomScale(zoom, this.zoom);
    const corner = map.layerPointToLatLng(this.corner);
    const offset = map._latLngToNewLayerPoint(corner, zoom, center);
    L.DomUtil.setTransform(this.canvas, offset, scale);
  },
});

export function viewOf(map) {
  const { x: width, y: height } = map.getSize();
  const { x: left, y: top } = map.getPixelBounds().min;
  return { scale: map.options.crs.scale(map.getZoom()), left, top, width, height };
}
