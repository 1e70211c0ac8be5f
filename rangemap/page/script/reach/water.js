// How far places are from the sea, for what travels on water only.

import { isEnclosed } from "../geodesy/land.js";
import { bounds, nearest } from "../geodesy/nearest.js";
import { travelsByWater } from "./answer.js";

// Farther from the sea than this a place is inland, as coasts are drawn.
const INLAND_KM = 50;

// Gives {place, coastKm} for the origin or target that lies inland, or null.
export function inlandOf(origin, target, world) {
  for (const place of [origin, target]) {
    const coastKm = inlandKm(place, world);
    if (coastKm !== null) return { place, coastKm };
  }
  return null;
}

// Whether a weapon travels on water only and a place lies inland.
export const isKeptAshore = (weapon, place, world) =>
  travelsByWater(weapon) && inlandKm(place, world) !== null;

const known = new WeakMap();

// How far from the sea a place lies that is inland; of another, null. What a territory has for that,
// which does not move, comes with it.
export function inlandKm(place, world) {
  if (!known.has(place)) known.set(place, place.shape ? place.inlandKm : pointInlandKm(place, world));
  return known.get(place);
}

function pointInlandKm(place, world) {
  const coast = world.coast();
  if (bounds(coast.shape, place.lon, place.lat)[1] <= INLAND_KM * 1000) return null;
  const coastKm = nearest(coast.shape, place.lon, place.lat).metres / 1000;
  return coastKm > INLAND_KM && isEnclosed(coast.lines, place.lon, place.lat) ? coastKm : null;
}
