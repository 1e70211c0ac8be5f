// Cities as dots, with the signs of their verdicts: the nearer the map, the smaller ones too, and
// at any zoom those whose names are shown.

import { CODES } from "../reach/cities.js";
import { mercatorX, mercatorY } from "./mercator.js";
import { dot, turnsOf, xyOf } from "./paint.js";

// How many people a city has at least to be shown, from the zoom on at which it is.
const LEAST = [[7.5, 0], [6.5, 40_000], [5.5, 100_000], [4.5, 250_000], [3.5, 700_000], [0, 2_000_000]];
const TILE = 256;

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
      if (x > 0 && y > 0 && x < view.width && y < view.height) found.push({ index, x, y });
    }
  };
  for (const index of cities.bySize) {
    if (cities.people[index] < least) break;
    see(index);
  }
  for (const index of named) if (cities.people[index] < least) see(index);
  return found;
}

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
