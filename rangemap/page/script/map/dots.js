// What names keep off: cities as dots, with the signs of their verdicts, and the corners of borders.
// The nearer the map, the smaller the cities that are shown; at any zoom those that are named.

import { CODES } from "../reach/cities.js";
import { mercatorX, mercatorY } from "./mercator.js";
import { dot, isSeen, turnsOf, xyOf } from "./paint.js";

// How many people a city has at least to be shown, from the zoom on at which it is.
const LEAST = [[7.5, 0], [6.5, 40_000], [5.5, 100_000], [4.5, 250_000], [3.5, 700_000], [0, 2_000_000]];
const TILE = 256;
const APART_PX = 6;

const positions = new WeakMap();

function mercatorOf(cities) {
  if (!positions.has(cities)) {
    positions.set(cities, {
      xs: cities.lon.map(mercatorX),
      ys: cities.lat.map(mercatorY),
    });
  }
  return positions.get(cities);
}

// Gives the cities that are seen, the largest first: {index, x, y}.
export function dotsIn(cities, named, view) {
  const zoom = Math.log2(view.scale / TILE);
  const least = LEAST.find(([from]) => zoom >= from)[1];
  const { xs, ys } = mercatorOf(cities);
  const turns = turnsOf(view);
  const found = [];
  const see = (index) => {
    for (const turn of turns) {
      const [x, y] = xyOf(view, xs[index], ys[index], turn);
      if (isWithin(view, x, y)) found.push({ index, x, y });
    }
  };
  for (const index of cities.bySize) {
    if (cities.people[index] < least) break;
    see(index);
  }
  for (const index of named) if (cities.people[index] < least) see(index);
  return found;
}

// The corners of borders that are seen, as dots for names to keep off; none so near to the last that
// it tells no more.
export function cornersIn(lines, view) {
  const found = [];
  for (const line of lines) {
    for (const turn of turnsOf(view)) {
      if (isSeen(line, turn, view)) found.push(...cornersOf(line, turn, view));
    }
  }
  return found;
}

function cornersOf({ xs, ys }, turn, view) {
  const found = [];
  let [lastX, lastY] = [Infinity, Infinity];
  for (let i = 0; i < xs.length; i += 1) {
    const [x, y] = xyOf(view, xs[i], ys[i], turn);
    if (Math.abs(x - lastX) + Math.abs(y - lastY) < APART_PX) continue;
    [lastX, lastY] = [x, y];
    if (isWithin(view, x, y)) found.push({ x, y, radius: 1 });
  }
  return found;
}

const isWithin = ({ width, height }, x, y) => x > 0 && y > 0 && x < width && y < height;

export function paintDots(pen, dots, { best }, view, { ink, quiet, paper }) {
  pen.lineWidth = 1;
  for (let i = dots.length - 1; i >= 0; i -= 1) {
    const { index, x, y } = dots[i];
    const verdict = CODES[best[index]];
    if (!verdict) continue;
    const reached = verdict === "yes" || verdict === "depends";
    dot(pen, x, y, reached ? 2.6 : 1.8, verdict, { ink: reached ? ink : quiet, paper });
  }
}
