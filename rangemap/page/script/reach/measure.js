// The shortest way between two places: points, and territories with a shape.

import { metres } from "../geodesy/geodesic.js";
import { nearest } from "../geodesy/nearest.js";
import { farthest } from "../geodesy/farthest.js";
import { extent, spans } from "../geodesy/spans.js";
import { inlandOf } from "./water.js";

// Gives {distanceKm, start, end, farthestKm, spans, extentKm, inland}; `start` and `end` are the
// nearest points of territories. `world` knows the cities, the coasts, and the ways between
// territories, which do not move.
export function way(origin, target, world) {
  const found = between(origin, target, world);
  return {
    start: null,
    end: null,
    farthestKm: null,
    spans: () => [[found.distanceKm, found.distanceKm]],
    extentKm: () => (origin.shape ? extent(origin.shape) / 1000 : 0),
    inland: () => inlandOf(origin, target, world),
    ...found,
  };
}

function between(origin, target, world) {
  if (origin.shape && target.shape) return world.known(origin, target);
  if (!origin.shape && !target.shape) {
    return { distanceKm: metres(origin.lon, origin.lat, target.lon, target.lat) / 1000 };
  }
  const [land, point] = origin.shape ? [origin, target] : [target, origin];
  const { distanceKm, lon, lat } = toTerritory(land, point);
  const foot = world.near({ lon, lat });
  const shared = {
    distanceKm,
    spans: () => spansKm(land, point, distanceKm),
  };
  if (origin.shape) return { ...shared, start: foot };
  const farthestKm = farthest(land.shape, point.lon, point.lat).metres / 1000;
  return { ...shared, end: foot, farthestKm };
}

// The distances from a point to those of a territory, as spans of which the first is the shortest.
export function* spansKm(land, { lon, lat }, distanceKm) {
  yield [distanceKm, distanceKm];
  for (const [least, most] of spans(land.shape, lon, lat)) yield [least / 1000, most / 1000];
}

// A city of a country just outside its borders, in what these have for water, lies in it.
export function toTerritory(land, { lon, lat }) {
  if (land.ownCoast.has(`${lat},${lon}`)) return { distanceKm: 0, lon, lat };
  const found = nearest(land.shape, lon, lat);
  return { distanceKm: found.metres / 1000, lon: found.lon, lat: found.lat };
}
