// Distances between a point and a territory of several connected parts, as spans: a weapon with a
// minimum range may reach into a gap between them.

import { metres } from "./geodesic.js";
import { nearest } from "./nearest.js";

const SAMPLE = 64;
// Of more parts only the largest are looked at, and as many of the nearest.
const MOST_PARTS = 12;

// Gives [leastM, mostM] of the largest connected parts and of the nearest, one by one; the greatest
// distance is one to a corner, and hardly less than the true one.
export function* spans(shape, lon, lat) {
  for (const part of mainParts(shape, lon, lat)) {
    const least = nearest(part, lon, lat).metres;
    yield [least, Math.max(least, mostM(corners(part), lon, lat))];
  }
}

// Gives about how far a connected part reaches, in metres, the largest of them.
export function extent(shape) {
  const largest = shape.parts.slice(0, MOST_PARTS).map(corners);
  return Math.max(...largest.map((each) => mostM(each, ...each[0])));
}

// How near a part is, is told by one corner: what is not among the largest is small.
function* mainParts({ parts }, lon, lat) {
  yield* parts.slice(0, MOST_PARTS);
  const firsts = parts
    .slice(MOST_PARTS)
    .map((part) => [part, metres(lon, lat, part.edges[0], part.edges[1])])
    .sort((a, b) => a[1] - b[1]);
  yield* firsts.slice(0, MOST_PARTS).map(([part]) => part);
}

const mostM = (positions, lon, lat) =>
  Math.max(...positions.map((position) => metres(lon, lat, ...position)));

// Gives some of the corners of a shape, spread over it.
function corners({ edges }) {
  const number = edges.length / 4;
  const found = [];
  for (let edge = 0; edge < number; edge += 1 + Math.floor(number / SAMPLE)) {
    found.push([edges[4 * edge], edges[4 * edge + 1]]);
  }
  return found;
}
