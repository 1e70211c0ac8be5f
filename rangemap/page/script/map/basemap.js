// The map under the map: land, coasts and borders, drawn on canvas tiles from packed TopoJSON.

export async function unpack(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

// Mercator, the world as the unit square.
const mercatorX = (lon) => (lon + 180) / 360;
function mercatorY(lat) {
  const sine = Math.sin((Math.max(-85.2, Math.min(85.2, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

function decodeArcs({ transform, arcs }) {
  const [[scaleX, scaleY], [shiftX, shiftY]] = [transform.scale, transform.translate];
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scaleX + shiftX, y * scaleY + shiftY];
    });
  });
}

// Joins the arcs of a ring, or takes a single arc, with longitudes that run on.
function joined(arcs, indices) {
  const line = [];
  for (const index of indices) {
    const arc = index < 0 ? [...arcs[~index]].reverse() : arcs[index];
    for (const [lon, lat] of line.length ? arc.slice(1) : arc) {
      const before = line.length ? line.at(-1)[0] : lon;
      line.push([lon + 360 * Math.round((before - lon) / 360), lat]);
    }
  }
  return line;
}

function path(line) {
  const xs = Float64Array.from(line, ([lon]) => mercatorX(lon));
  const ys = Float64Array.from(line, ([, lat]) => mercatorY(lat));
  const [west, east] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))];
  const [north, south] = [ys.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.max(a, b))];
  return { xs, ys, west, east, north, south };
}

const onPole = (line) => line.every(([, lat]) => Math.abs(lat) > 89.9);

// A ring that runs round the world, Antarctica's, is closed along its pole.
function closed(line) {
  const turns = Math.round((line.at(-1)[0] - line[0][0]) / 360);
  if (!turns) return line;
  const pole = line[0][1] < 0 ? -90 : 90;
  return [...line, [line.at(-1)[0], pole], [line[0][0], pole]];
}

export function prepare(topology) {
  const arcs = decodeArcs(topology);
  const strokes = (indices) =>
    indices.map((index) => joined(arcs, [index])).filter((line) => !onPole(line)).map(path);
  return {
    land: topology.polygons
      .flat()
      .map((ring) => joined(arcs, ring))
      .filter((line) => !onPole(line))
      .map((line) => path(closed(line))),
    coast: strokes(topology.coast),
    border: strokes(topology.border),
    disputed: strokes(topology.disputed),
  };
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
    pen.lineJoin = "round";
    const view = { left: x / 2 ** z, top: y / 2 ** z, scale: size * 2 ** z, span: 1 / 2 ** z };
    const { land, coast, border, disputed } = this.colours;
    pen.beginPath();
    for (const ring of this.shapes.land) trace(pen, ring, view, true);
    pen.fillStyle = land;
    pen.fill("evenodd");
    stroke(pen, this.shapes.coast, view, coast, 0.7, []);
    stroke(pen, this.shapes.border, view, border, 0.9, []);
    stroke(pen, this.shapes.disputed, view, disputed, 0.9, [3, 3]);
    return tile;
  },
});

function stroke(pen, paths, view, colour, width, dashes) {
  pen.beginPath();
  for (const line of paths) trace(pen, line, view, false);
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash(dashes);
  pen.stroke();
}

// Adds a path to the pen wherever it, or its copy one world to either side, meets the tile.
function trace(pen, line, { left, top, scale, span }, close) {
  const margin = span * 0.02;
  if (line.south < top - margin || line.north > top + span + margin) return;
  for (const turn of [-1, 0, 1]) {
    if (line.east + turn < left - margin || line.west + turn > left + span + margin) continue;
    let [lastX, lastY] = [Infinity, Infinity];
    const end = line.xs.length - 1;
    for (let i = 0; i <= end; i += 1) {
      const px = (line.xs[i] + turn - left) * scale;
      const py = (line.ys[i] - top) * scale;
      if (i === 0) pen.moveTo(px, py);
      else if (i === end || Math.abs(px - lastX) + Math.abs(py - lastY) > 0.7) pen.lineTo(px, py);
      else continue;
      [lastX, lastY] = [px, py];
    }
    if (close) pen.closePath();
  }
}
