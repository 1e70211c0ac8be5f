// Painting on a canvas in every copy of the world that a view shows.
//
// A view is {scale, left, top, width, height}: pixels a world, and where its corner lies on the map.

import { EDGE_LAT, mercatorY } from "./mercator.js";

const NORTH_EDGE = mercatorY(EDGE_LAT);
const SOUTH_EDGE = mercatorY(-EDGE_LAT);
// Points nearer than this many pixels to the last are left out.
const FINEST = 0.6;

// The numbers of the copies of the world that are seen, and one to either side: lines may leave
// their own.
export function turnsOf({ scale, left, width }) {
  const [first, last] = [Math.floor(left / scale) - 1, Math.floor((left + width) / scale) + 1];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

export const xyOf = ({ scale, left, top }, x, y, turn = 0) => [
  (x + turn) * scale - left,
  y * scale - top,
];

// Whether a path may be seen in a copy of the world, by its edges.
export const isSeen = (path, turn, { scale, left, top, width, height }) =>
  (path.east + turn) * scale >= left - 4 &&
  (path.west + turn) * scale <= left + width + 4 &&
  path.south * scale >= top - 4 &&
  path.north * scale <= top + height + 4;

// Adds a path to the pen; it goes on from where the pen is if `joined`.
function trace(pen, { xs, ys }, view, turn, joined = false) {
  let [lastX, lastY] = [Infinity, Infinity];
  const end = xs.length - 1;
  for (let i = 0; i <= end; i += 1) {
    const [px, py] = xyOf(view, xs[i], ys[i], turn);
    if (i === 0 && !joined) pen.moveTo(px, py);
    else if (i === end || Math.abs(px - lastX) + Math.abs(py - lastY) > FINEST) pen.lineTo(px, py);
    else continue;
    [lastX, lastY] = [px, py];
  }
}

// Adds what a shape's outlines enclose to the pen, for filling by the even-odd rule.
export function traceShape(pen, { found, world }, view) {
  const turns = turnsOf(view);
  if (world) pen.rect(-1, -1, view.width + 2, view.height + 2);
  for (const { path, pole } of found) {
    if (pole) traceRound(pen, path, pole, view, turns);
    else tracePolygon(pen, path, view, turns);
  }
}

function tracePolygon(pen, path, view, turns) {
  for (const turn of turns) {
    if (!isSeen(path, turn, view)) continue;
    trace(pen, path, view, turn);
    pen.closePath();
  }
}

// A line round the world: all its copies in a row, closed beyond the edge of the map.
function traceRound(pen, path, pole, view, turns) {
  const eastward = path.xs.at(-1) > path.xs[0];
  const row = eastward ? turns : [...turns].reverse();
  row.forEach((turn, i) => trace(pen, path, view, turn, i > 0));
  const beyond = pole > 0 ? -1 : 2;
  pen.lineTo(...xyOf(view, path.xs.at(-1), beyond, row.at(-1)));
  pen.lineTo(...xyOf(view, path.xs[0], beyond, row[0]));
  pen.closePath();
}

export function fillShapes(pen, shapes, view, style, alpha) {
  pen.save();
  pen.beginPath();
  const [top, bottom] = [NORTH_EDGE * view.scale - view.top, SOUTH_EDGE * view.scale - view.top];
  pen.rect(0, top, view.width, bottom - top);
  pen.clip();
  pen.beginPath();
  for (const shape of shapes) traceShape(pen, shape, view);
  pen.globalAlpha = alpha;
  pen.fillStyle = style;
  pen.fill("evenodd");
  pen.restore();
}

export function fillPolygons(pen, paths, view, style) {
  const turns = turnsOf(view);
  pen.beginPath();
  for (const path of paths) tracePolygon(pen, path, view, turns);
  pen.fillStyle = style;
  pen.fill("evenodd");
}

// Strokes paths in every copy; what lies beyond the edge of the map is left out.
export function strokePaths(pen, paths, view, { color, width, alpha = 1, dash = [] }) {
  const turns = turnsOf(view);
  pen.save();
  pen.beginPath();
  for (const path of paths) {
    for (const turn of turns) {
      if (isSeen(path, turn, view)) traceWithin(pen, path, view, turn);
    }
  }
  Object.assign(pen, { strokeStyle: color, lineWidth: width, globalAlpha: alpha, lineJoin: "round" });
  pen.setLineDash(dash);
  pen.stroke();
  pen.restore();
}

function traceWithin(pen, path, view, turn) {
  const { xs, ys, north, south } = path;
  if (north >= NORTH_EDGE && south <= SOUTH_EDGE) {
    trace(pen, path, view, turn);
    return;
  }
  let drawing = false;
  for (let i = 0; i < xs.length; i += 1) {
    const [px, py] = xyOf(view, xs[i], ys[i], turn);
    const inside = ys[i] >= NORTH_EDGE && ys[i] <= SOUTH_EDGE;
    if (inside && drawing) pen.lineTo(px, py);
    else if (inside) pen.moveTo(px, py);
    drawing = inside;
  }
}

const patterns = new Map();

// A pattern of lines at a slope of its own, so that bands can be told apart in grey too.
export function hatching(pen, colour, number) {
  const slope = number % HATCHES.length;
  const key = `${colour} ${slope}`;
  if (!patterns.has(key)) patterns.set(key, hatched(pen, colour, HATCHES[slope]));
  return patterns.get(key);
}

function hatched(pen, colour, lines) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 16;
  const ink = tile.getContext("2d");
  ink.strokeStyle = colour;
  ink.lineWidth = 2;
  for (const [from, to] of lines) {
    ink.moveTo(...from);
    ink.lineTo(...to);
  }
  ink.stroke();
  const pattern = pen.createPattern(tile, "repeat");
  pattern.setTransform(new DOMMatrix().scale(0.5));
  return pattern;
}

// Lines from edge to edge of a tile of 16, with their continuations over its corners.
const HATCHES = [
  [[[-2, 18], [18, -2]], [[-2, 2], [2, -2]], [[14, 18], [18, 14]]],
  [[[-2, -2], [18, 18]], [[-2, 14], [2, 18]], [[14, -2], [18, 2]]],
  [[[8, -2], [8, 18]]],
  [[[-2, 8], [18, 8]]],
];

// A sign for a verdict: filled, with a core, half filled, or hollow.
export function dot(pen, x, y, radius, verdict, { ink, paper }) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = verdict === "yes" ? ink : paper;
  pen.fill();
  pen.strokeStyle = ink;
  pen.stroke();
  if (verdict !== "depends" && verdict !== "part") return;
  pen.beginPath();
  if (verdict === "part") pen.arc(x, y, radius / 2, 0, 2 * Math.PI);
  else pen.arc(x, y, radius, Math.PI / 2, -Math.PI / 2);
  pen.fillStyle = ink;
  pen.fill();
}
