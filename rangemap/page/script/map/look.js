// Which part of the world the map shows: at first the places, and the rings that leave most of the
// world out; later no other than is needed.

import { lonNear } from "../geodesy/geodesic.js";
import { withinEdge } from "./mercator.js";
import { boundsOf } from "./outlines.js";

const MOST_DEG = 200;
const CLOSEST = 9;
// Where there is no ring to be seen.
const CLOSEST_BARE = 6;

export function look(map, { origins, targets }, rings) {
  const [home] = origins;
  const points = [...origins, ...targets].map(({ lat, lon }) => [withinEdge(lat), lonNear(lon, home.lon)]);
  const boxes = rings.map(({ typical }) => boundsOf(typical));
  if (boxes.some((box) => !box || box[3] - box[1] > MOST_DEG)) {
    if (points.length === 1) points.push([20, home.lon]);
    map.fitBounds(L.latLngBounds(points), { animate: false, maxZoom: map.getMinZoom() });
    return;
  }
  for (const [south, west, north, east] of boxes) {
    const middle = (west + east) / 2;
    const shift = lonNear(middle, home.lon) - middle;
    points.push([south, west + shift], [north, east + shift]);
  }
  const maxZoom = boxes.length ? CLOSEST : CLOSEST_BARE;
  map.fitBounds(L.latLngBounds(points), { padding: [28, 28], animate: false, maxZoom });
}

export const isInView = (map, { lat, lon }) =>
  map.getBounds().contains([withinEdge(lat), lonNear(lon, map.getCenter().lng)]);

// Moves the map no more than it has to, so that a place is seen and the launch point with it.
export function keepInView(map, origin, { lat, lon }) {
  if (isInView(map, { lat, lon })) return;
  const both = L.latLngBounds([[origin.lat, origin.lon], [lat, lonNear(lon, origin.lon)]]);
  map.fitBounds(both, { padding: [60, 60], maxZoom: map.getZoom(), animate: false });
}
