// What the map shows at first: the places, and the rings that leave most of the world out.

import { boundsOf } from "./outlines.js";

const MOST_DEG = 200;
const CLOSEST = 9;

export function look(map, { origins, targets }, rings) {
  const [home] = origins;
  const near = (lon) => lon + 360 * Math.round((home.lon - lon) / 360);
  const points = [...origins, ...targets].map(({ lat, lon }) => [lat, near(lon)]);
  const boxes = rings.map(({ typical }) => boundsOf(typical));
  if (boxes.some((box) => !box || box[3] - box[1] > MOST_DEG)) {
    if (points.length === 1) points.push([20, home.lon]);
    map.fitBounds(L.latLngBounds(points), { animate: false, maxZoom: map.getMinZoom() });
    return;
  }
  for (const [south, west, north, east] of boxes) {
    const shift = near((west + east) / 2) - (west + east) / 2;
    points.push([south, west + shift], [north, east + shift]);
  }
  map.fitBounds(L.latLngBounds(points), { padding: [28, 28], animate: false, maxZoom: CLOSEST });
}
