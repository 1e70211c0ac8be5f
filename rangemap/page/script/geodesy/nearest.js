// The nearest point of a shape: an end of a piece of its edges, or the foot of a perpendicular.

import { inverse, metres } from "./geodesic.js";
import { FIRST_CUT_M, SEMI_MAJOR_M, atLeastM, atMostBetweenM } from "./ellipsoid.js";
import { cartesian, chordBeyondM, chordM, radians } from "./ellipsoid.js";
import { along, contains, cut, turned } from "./shape.js";

// From here on the chord alone says too little.
const FAR_M = 2_000_000;
// From here on geodesics may stop being shortest within a piece.
const OPPOSITE_M = FIRST_CUT_M - 30_000;
// The curvature of a piece varies by less than this part of it.
const VARIES = 0.3;
const PARTS = 16;

const SETTLED_M = 1e-6;
const ROUNDS = 60;

const NEAREST = 1;
export const FARTHEST = -1;

// Gives the distance in metres from a position to a shape, 0 inside its polygons, and the foot.
export function nearest(shape, lon, lat) {
  if (contains(shape, lon, lat)) return { metres: 0, lon, lat };
  const point = { lon, lat, ...cartesian(lon, lat) };
  let best = extremeOn(shape.edges, closest(shape, point).piece, point, NEAREST);
  let beyond = chordBeyondM(best.metres);
  const visit = (node, chord) => {
    if (chord - node.radius > beyond) return;
    if (chord > FAR_M) {
      const exact = toMiddleM(point, node.centre);
      if (exact - node.radiusM > best.metres) return;
    }
    if (node.one) {
      inOrder(node, point, visit);
      return;
    }
    for (const piece of node.pieces) {
      if (chordM(point, piece) - piece.half > beyond) continue;
      const found = extremeOn(shape.edges, piece, point, NEAREST, best.metres);
      if (found.metres >= best.metres) continue;
      best = found;
      beyond = chordBeyondM(best.metres);
    }
  };
  visit(shape.tree, chordM(point, shape.tree.centre));
  return { metres: best.metres, lon: best.lon, lat: best.lat };
}

// Gives what the distance from a position to a shape certainly is at least and at most, in metres,
// at little cost.
export function bounds(shape, lon, lat) {
  if (contains(shape, lon, lat)) return [0, 0];
  const point = { lon, lat, ...cartesian(lon, lat) };
  const { piece, leastChord } = closest(shape, point);
  return [atLeastM(leastChord), atMostBetweenM(point, piece)];
}

// Gives the piece that is nearest by the chord to its middle, or nearly so, and the chord than
// which none to any piece is less.
function closest(shape, point) {
  let [piece, leastChord, toPiece] = [null, Infinity, Infinity];
  const visit = (node, chord) => {
    if (chord - node.radius >= leastChord) return;
    if (node.one) {
      inOrder(node, point, visit);
      return;
    }
    for (const each of node.pieces) {
      const length = chordM(point, each);
      leastChord = Math.min(leastChord, Math.max(length - each.half, 0));
      if (length < toPiece) [piece, toPiece] = [each, length];
    }
  };
  visit(shape.tree, chordM(point, shape.tree.centre));
  return { piece, leastChord };
}

export const toMiddleM = (point, { middle }) =>
  metres(point.lon, point.lat, middle.lon, middle.lat);

function inOrder(node, point, visit) {
  const { one, other } = node;
  const toOne = chordM(point, one.centre);
  const toOther = chordM(point, other.centre);
  if (toOne <= toOther) visit(one, toOne);
  visit(other, toOther);
  if (toOne > toOther) visit(one, toOne);
}

// Gives the nearest or the farthest position of a piece; nothing is sought within the piece where
// that cannot be better than `limit`. Where distance need not have one extreme along a piece, the
// piece is cut in parts.
export function extremeOn(edges, piece, point, kind, limit = kind * Infinity) {
  const ends = [piece.low, piece.high].map((share) => seen(edges, piece.edge, share, point));
  const best = extremeBetween(edges, piece, point, kind, limit, ends);
  const hidden = hiddenM(piece, ends);
  if (!hidden || kind * (better(...ends, kind).metres - kind * hidden - limit) >= 0) return best;
  return cut(edges, piece, PARTS).reduce((found, part) => {
    const both = [part.low, part.high].map((share) => seen(edges, part.edge, share, point));
    return better(found, extremeBetween(edges, part, point, kind, limit, both), kind);
  }, best);
}

const better = (one, other, kind) => (kind * (other.metres - one.metres) < 0 ? other : one);

// A position on an edge as seen from a point. The angle runs from the heading of the edge to the
// geodesic towards the point; by the first variation of arc length, the distance changes along the
// edge by the slope.
function seen(edges, edge, share, point) {
  const here = along(edges, edge, share);
  const path = inverse(here.lon, here.lat, point.lon, point.lat);
  const angle = radians(path.azimuth) - here.heading;
  return { ...here, metres: path.metres, angle, slope: -Math.cos(angle) };
}

function extremeBetween(edges, piece, point, kind, limit, [low, high]) {
  const best = better(low, high, kind);
  const reachable = (low.metres + high.metres) / 2 - kind * piece.half;
  const turns = kind * low.slope < 0 && kind * high.slope > 0;
  if (!turns || kind * (reachable - best.metres) >= 0 || kind * (reachable - limit) >= 0) {
    return best;
  }
  return better(best, perpendicular(edges, piece, point, kind, bendOf(piece)), kind);
}

// Gives the extreme between places where the distance first falls and then rises, or the reverse.
function perpendicular(edges, piece, point, kind, bend) {
  let { low, high } = piece;
  let here = seen(edges, piece.edge, (low + high) / 2, point);
  for (let round = 0; round < ROUNDS; round++) {
    const { share, speed, angle } = here;
    if (kind * Math.cos(angle) > 0) low = share;
    else high = share;
    // The foot of a perpendicular on a sphere, for a line that is bent a little.
    const arc = here.metres / SEMI_MAJOR_M;
    const across = bend * SEMI_MAJOR_M * Math.sin(arc) * Math.sin(angle);
    const ahead = kind * Math.sin(arc) * Math.cos(angle);
    const step = SEMI_MAJOR_M * Math.atan2(ahead, kind * (Math.cos(arc) - across));
    let wanted = share + step / Math.max(speed, 1e-9);
    if (wanted <= low || wanted >= high) wanted = (low + high) / 2;
    if (Math.abs(wanted - share) * speed <= SETTLED_M) break;
    here = seen(edges, piece.edge, wanted, point);
  }
  return here;
}

// Gives how much better than its ends a piece may be where its slopes there do not show it.
//
// Near the point's antipode geodesics stop being shortest within a piece. And a piece that is
// itself bent, as parallels are, may run at the distance of its own centre of curvature, where
// distance changes from having a least to having a greatest value. Elsewhere it is 0.
function hiddenM(piece, ends) {
  const [low, high] = ends;
  if (Math.max(low.metres, high.metres) > OPPOSITE_M) return piece.half;
  const arc = low.metres / SEMI_MAJOR_M;
  const bend = bendOf(piece) * SEMI_MAJOR_M * Math.sin(arc);
  const swing = VARIES * Math.abs(bend);
  const focal = ends.map(({ angle }) => Math.abs(Math.cos(arc) - bend * Math.sin(angle)));
  const slopes = ends.map(({ slope }) => Math.abs(slope));
  // By so much the slope changes along the piece; it has to pass 0 there.
  const rate = (Math.max(...focal) + swing) / Math.max(Math.sin(arc), 1e-9);
  const change = ((2 * piece.half) / SEMI_MAJOR_M) * rate;
  if (Math.min(...focal) > swing || Math.min(...slopes) > change) return 0;
  return piece.half * Math.min(change, 1);
}

// Gives the geodesic curvature of a piece, clockwise, in radians a metre.
function bendOf({ start, end, half }) {
  const meridians = radians(end.lon - start.lon) * Math.sin(radians(start.lat + end.lat) / 2);
  return (turned(start.heading, end.heading) - meridians) / Math.max(2 * half, 1e-9);
}
