// Mercator's map as the unit square, and lines on it.

import { radians } from "../geodesy/ellipsoid.js";

const MOST = 85.2;

// What Mercator's map can show.
export const EDGE_LAT = 85.05;

// The latitude at which a place stands on the map: beyond what it can show, at its edge.
export const withinEdge = (lat) => Math.max(-EDGE_LAT, Math.min(EDGE_LAT, lat));

export const mercatorX = (lon) => (lon + 180) / 360;

export function mercatorY(lat) {
  const sine = Math.sin(radians(Math.max(-MOST, Math.min(MOST, lat))));
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

// A line of [lon, lat] as columns, with its bounds.
export function pathOf(line) {
  const [xs, ys] = [new Float64Array(line.length), new Float64Array(line.length)];
  const found = { xs, ys, west: Infinity, east: -Infinity, north: Infinity, south: -Infinity };
  for (let i = 0; i < line.length; i += 1) {
    const x = mercatorX(line[i][0]);
    const y = mercatorY(line[i][1]);
    xs[i] = x;
    ys[i] = y;
    found.west = Math.min(found.west, x);
    found.east = Math.max(found.east, x);
    found.north = Math.min(found.north, y);
    found.south = Math.max(found.south, y);
  }
  return found;
}
