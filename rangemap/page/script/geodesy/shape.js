// Territories as they are measured to: directed edges, straight in longitude and latitude, cut in
// short pieces that stand in a tree of spheres.

import { atMostM, cartesian, chordM, lengthAtMostM, metresADegree, radians } from "./ellipsoid.js";

// Pieces are no longer than this, and turn by no more than this angle in radians.
const PIECE_M = 10_000;
const PIECE_TURN = 0.05;
const LEAF = 4;
const AXES = ["x", "y", "z"];

// Gives a shape of closed rings, lines and points, each position [lon, lat] in degrees within
// -180..180; what crosses 180 degrees is cut there. The first ring of a polygon is its outline,
// the others are its holes.
export function shapeOf({ polygons = [], lines = [], points = [] }) {
  const parts = [
    ...polygons.map((rings) => rings.map((ring, number) => wound(distinct(ring), number === 0))),
    ...lines.map((line) => [distinct(line)]),
    ...points.map((point) => [[point]]),
  ];
  const edges = [];
  const part = [];
  const firsts = parts.map((chains, number) => {
    const first = part.length;
    for (const chain of chains) {
      // A point is an edge without length.
      for (let i = 0; i < Math.max(chain.length - 1, 1); i++) {
        const [start, end] = [chain[i], chain[Math.min(i + 1, chain.length - 1)]];
        edges.push(start[0], start[1], end[0], end[1]);
        part.push(number < polygons.length ? number : -1);
      }
    }
    return first;
  });
  return new Shape(Float64Array.from(edges), Int32Array.from(part), firsts);
}

const distinct = (chain) =>
  chain.filter((at, i) => !i || at[0] !== chain[i - 1][0] || at[1] !== chain[i - 1][1]);

// Lets a ring run with its polygon on its left.
function wound(ring, isOutline) {
  const [[x, y]] = ring;
  let twiceArea = 0;
  for (let i = 1; i < ring.length; i++) {
    const [before, here] = [ring[i - 1], ring[i]];
    twiceArea += (before[0] - x) * (here[1] - y) - (here[0] - x) * (before[1] - y);
  }
  return (twiceArea > 0) === isOutline ? ring : [...ring].reverse();
}

// edges: lon, lat of the start and lon, lat of the end of each; part: the number of its polygon,
// or -1; firsts: the first edge of every polygon, line and point.
class Shape {
  #tree = null;
  #parts = null;

  constructor(edges, part, firsts) {
    Object.assign(this, { edges, part, firsts });
  }

  get tree() {
    this.#tree ??= treeOf(leavesOf(piecesOf(this.edges)));
    return this.#tree;
  }

  // Each polygon, line and point, a shape of its own, the largest first.
  get parts() {
    this.#parts ??= this.firsts
      .map((first, number) => {
        const next = this.firsts[number + 1] ?? this.part.length;
        const edges = this.edges.subarray(4 * first, 4 * next);
        return new Shape(edges, this.part.subarray(first, next), [0]);
      })
      .sort((a, b) => b.edges.length - a.edges.length);
    return this.#parts;
  }
}

// Never beyond the ends by rounding.
const mixed = (start, end, share) =>
  Math.min(
    Math.max(start * (1 - share) + end * share, Math.min(start, end)),
    Math.max(start, end),
  );

// Gives the position at a share of an edge, the heading there in radians, and the speed in metres
// for the whole of the share.
export function along(edges, edge, share) {
  const i = 4 * edge;
  const lat = mixed(edges[i + 1], edges[i + 3], share);
  const degree = metresADegree(lat);
  const east = degree.east * (edges[i + 2] - edges[i]);
  const north = degree.north * (edges[i + 3] - edges[i + 1]);
  const lon = mixed(edges[i], edges[i + 2], share);
  return { lon, lat, share, heading: Math.atan2(east, north), speed: Math.hypot(east, north) };
}

export function turned(from, to) {
  const turn = to - from;
  return turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI));
}

// Gives an angle that an edge between two places on it certainly does not turn more. Its angle
// with the meridian changes, most at the equator, and meridians turn by the sine of the latitude.
function turnAtMost(edges, edge, a, b) {
  const i = 4 * edge;
  const degree = metresADegree(0);
  const steepest = Math.sin(radians(Math.max(Math.abs(a.lat), Math.abs(b.lat))));
  const east = degree.east * (edges[i + 2] - edges[i]);
  const atEquator = Math.atan2(east, degree.north * (edges[i + 3] - edges[i + 1]));
  const between = a.lat * b.lat < 0 ? atEquator : a.heading;
  const toMeridian =
    Math.abs(turned(a.heading, between)) + Math.abs(turned(between, b.heading));
  return toMeridian + radians(Math.abs(b.lon - a.lon)) * steepest;
}

function piecesOf(edges) {
  const pieces = [];
  for (let edge = 0; 4 * edge < edges.length; edge++) {
    const whole = pieceOf(edges, edge, 0, 1);
    const { start, middle, end } = whole;
    const turn = turnAtMost(edges, edge, start, middle) + turnAtMost(edges, edge, middle, end);
    const number = Math.ceil(Math.max(lengthAtMostM(start, end) / PIECE_M, turn / PIECE_TURN));
    if (number <= 1) pieces.push(whole);
    else pieces.push(...cut(edges, whole, number));
  }
  return pieces;
}

// Cuts a piece into parts of equal share, which follow each other.
export function cut(edges, { edge, low, high }, parts) {
  const share = (i) => low * (1 - i / parts) + high * (i / parts);
  return Array.from({ length: parts }, (_, i) => pieceOf(edges, edge, share(i), share(i + 1)));
}

// A piece reaches no farther from its middle, which is also x, y and z, than half.
function pieceOf(edges, edge, low, high) {
  const start = along(edges, edge, low);
  const middle = along(edges, edge, (low + high) / 2);
  const end = along(edges, edge, high);
  const half = Math.max(lengthAtMostM(start, middle), lengthAtMostM(middle, end));
  const { x, y, z } = cartesian(middle.lon, middle.lat);
  return { edge, low, high, start, middle, end, half, x, y, z };
}

// Pieces that follow each other lie close together, and make the leaves of the tree.
function leavesOf(pieces) {
  const runs = [];
  let before = null;
  for (const piece of pieces) {
    const { lon, lat } = piece.start;
    const joined = before && before.end.lon === lon && before.end.lat === lat;
    if (joined && runs.at(-1).length < LEAF) runs.at(-1).push(piece);
    else runs.push([piece]);
    before = piece;
  }
  return runs.map(leafOf);
}

// A node has a piece in its centre, from which no other of its pieces reaches farther than the
// chord `radius` and the geodesic `radiusM`; its bounds; and its pieces or two nodes.
function leafOf(pieces) {
  const centre = mostCentral(pieces, meanOf(pieces));
  let radius = 0;
  let [west, east, north] = [180, -180, -90];
  for (const piece of pieces) {
    const { start, end } = piece;
    radius = Math.max(radius, chordM(centre, piece) + piece.half);
    west = Math.min(west, start.lon, end.lon);
    east = Math.max(east, start.lon, end.lon);
    north = Math.max(north, start.lat, end.lat);
  }
  const radiusM = atMostM(radius);
  return { centre, radius, radiusM, west, east, north, pieces, one: null, other: null };
}

function treeOf(leaves) {
  if (leaves.length === 1) return leaves[0];
  const centres = leaves.map((leaf) => leaf.centre);
  const mean = meanOf(centres);
  const centre = mostCentral(centres, mean);
  let radius = 0;
  for (const leaf of leaves) radius = Math.max(radius, chordM(centre, leaf.centre) + leaf.radius);
  const radiusM = atMostM(radius);
  const [one, other] = halves(leaves, axisOf(centres, mean), mean).map(treeOf);
  const west = Math.min(one.west, other.west);
  const east = Math.max(one.east, other.east);
  const north = Math.max(one.north, other.north);
  return { centre, radius, radiusM, west, east, north, pieces: null, one, other };
}

function meanOf(places) {
  const mean = { x: 0, y: 0, z: 0 };
  for (const { x, y, z } of places) {
    mean.x += x;
    mean.y += y;
    mean.z += z;
  }
  for (const axis of AXES) mean[axis] /= places.length;
  return mean;
}

function mostCentral(places, mean) {
  let [central, least] = [null, Infinity];
  for (const place of places) {
    const chord = chordM(place, mean);
    if (chord < least) [central, least] = [place, chord];
  }
  return central;
}

// Gives the axis along which places are spread most.
function axisOf(places, mean) {
  const spread = { x: 0, y: 0, z: 0 };
  for (const { x, y, z } of places) {
    spread.x += (x - mean.x) ** 2;
    spread.y += (y - mean.y) ** 2;
    spread.z += (z - mean.z) ** 2;
  }
  return AXES.reduce((a, b) => (spread[b] > spread[a] ? b : a));
}

function halves(leaves, axis, mean) {
  const [low, high] = [[], []];
  for (const leaf of leaves) (leaf.centre[axis] < mean[axis] ? low : high).push(leaf);
  const middle = leaves.length >> 1;
  return low.length && high.length ? [low, high] : [leaves.slice(0, middle), leaves.slice(middle)];
}

// Says whether a position lies in a polygon, by whether an odd number of its edges is due north.
// On an edge it may be either.
export function contains(shape, lon, lat) {
  const odd = new Set();
  const visit = (node) => {
    if (lon < node.west || lon >= node.east || lat >= node.north) return;
    if (node.one) {
      visit(node.one);
      visit(node.other);
      return;
    }
    for (const { edge, start, end } of node.pieces) {
      const part = shape.part[edge];
      if (part < 0 || !isNorth(shape.edges, edge, start.lon, end.lon, lon, lat)) continue;
      if (!odd.delete(part)) odd.add(part);
    }
  };
  visit(shape.tree);
  return odd.size > 0;
}

function isNorth(edges, edge, one, other, lon, lat) {
  if (lon < Math.min(one, other) || lon >= Math.max(one, other)) return false;
  const i = 4 * edge;
  const share = (lon - edges[i]) / (edges[i + 2] - edges[i]);
  return edges[i + 1] * (1 - share) + edges[i + 3] * share > lat;
}
