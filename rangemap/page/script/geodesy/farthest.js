// The farthest point of a shape.

import { metres } from "./geodesic.js";
import { cartesian } from "./ellipsoid.js";
import { FARTHEST, extremeOn, toMiddleM } from "./nearest.js";
import { contains } from "./shape.js";

// Gives the greatest distance in metres from a position to any of a shape, and where that is: at
// the antipode if it lies inside, and else on the edges.
export function farthest(shape, lon, lat) {
  const antipode = { lon: lon > 0 ? lon - 180 : lon + 180, lat: -lat };
  if (contains(shape, antipode.lon, antipode.lat)) {
    return { metres: metres(lon, lat, antipode.lon, antipode.lat), ...antipode };
  }
  const point = { lon, lat, ...cartesian(lon, lat) };
  let best = { metres: -1 };
  const visit = (node, exact) => {
    if (exact + node.radiusM <= best.metres) return;
    if (node.one) {
      const toOne = toMiddleM(point, node.one.centre);
      const toOther = toMiddleM(point, node.other.centre);
      if (toOne >= toOther) visit(node.one, toOne);
      visit(node.other, toOther);
      if (toOne < toOther) visit(node.one, toOne);
      return;
    }
    for (const piece of node.pieces) {
      const found = extremeOn(shape.edges, piece, point, FARTHEST, best.metres);
      if (found.metres > best.metres) best = found;
    }
  };
  visit(shape.tree, toMiddleM(point, shape.tree.centre));
  return { metres: best.metres, lon: best.lon, lat: best.lat };
}
