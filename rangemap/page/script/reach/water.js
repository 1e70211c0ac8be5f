// How far places are from the sea, for what travels on water only.

import { bounds, nearest } from "../geodesy/nearest.js";

// Farther from the sea than this a place is inland, as coasts are drawn.
const INLAND_KM = 50;

// Gives {place, coastKm} for the origin or target that lies inland, or null. What a territory has
// for that, which does not move, comes with it.
export function inlandOf(origin, target, world) {
  for (const place of [origin, target]) {
    const coastKm = coastOf(place, world);
    if (coastKm !== null) return { place, coastKm };
  }
  return null;
}

function coastOf(place, world) {
  if (place.shape) return place.inlandKm;
  const coast = world.coast();
  if (bounds(coast.shape, place.lon, place.lat)[1] <= INLAND_KM * 1000) return null;
  const coastKm = nearest(coast.shape, place.lon, place.lat).metres / 1000;
  return coastKm > INLAND_KM && isOnLand(coast.lines, place) ? coastKm : null;
}

// Land is what has an odd number of coasts due north of it.
function isOnLand(lines, { lon: given, lat }) {
  let north = false;
  // What is cut at 180 degrees begins at -180.
  const lon = given === 180 ? -180 : given;
  for (const line of lines) {
    for (let i = 1; i < line.length; i += 1) {
      const [[x0, y0], [x1, y1]] = [line[i - 1], line[i]];
      if (x0 <= lon === x1 <= lon) continue;
      if (y0 + ((lon - x0) / (x1 - x0)) * (y1 - y0) > lat) north = !north;
    }
  }
  return north;
}
