// What lies within a range of a territory, for a range that the reader has chosen: the outlines of
// where the distance is that range, found between the knots of nets.
//
// It is for looking at: answers come from distances.

import { radians } from "../geodesy/ellipsoid.js";
import { wrapped } from "../geodesy/geodesic.js";
import { bounds, nearest } from "../geodesy/nearest.js";

const M_A_DEGREE = 110_574;
const LONGEST_M_A_DEGREE = 111_700;
const MOST_LAT = 89;
// A net has knots this many to a range, and this many at the most along each side.
const KNOTS = 12;
const MOST_KNOTS = [720, 360];
const LEAST_KNOTS = 48;
const HALVINGS = 7;

const WORLD = [[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]];

// Gives rings as geodesy/circle.js does, longitudes running on.
export function contour(shape, rangeM) {
  return netsOver(shape, rangeM).flatMap((net) => outlinesIn(net, shape, rangeM));
}

function outlinesIn(net, shape, rangeM) {
  const within = (lon, lat) => isWithin(shape, wrapped(lon), lat, rangeM);
  const inside = knotsWithin(net, shape, rangeM, within);
  const lines = joinedUp(segments(net, inside, (a, b) => between(a, b, within)));
  const round = net.lons.at(-1) - net.lons[0] >= 360;
  const rings = lines.map((line) => (round ? closedAtPole(line) : line));
  // Where both poles are within and no line tells them apart, what is outlined is what is not.
  const polar = rings.some((ring) => ring.some(([, lat]) => Math.abs(lat) === 90));
  return round && inside[0][0] && inside.at(-1)[0] && !polar ? [WORLD, ...rings] : rings;
}

// A line round the world encloses the pole on its left.
function closedAtPole(line) {
  const [first, last] = [line[0], line.at(-1)];
  const turn = last[0] - first[0];
  if (Math.abs(turn) < 359) return line;
  const pole = turn > 0 ? 90 : -90;
  return [...line, [last[0], pole], [first[0], pole], first];
}

function isWithin(shape, lon, lat, rangeM) {
  const [least, most] = bounds(shape, lon, lat);
  if (most <= rangeM) return true;
  return least <= rangeM && nearest(shape, lon, lat).metres <= rangeM;
}

// Nets over all that can be within range; parts that come near each other share one, also those on
// either side of 180 degrees.
function netsOver({ parts }, rangeM) {
  let boxes = [];
  for (const part of parts) {
    let box = boxAround(part, rangeM);
    for (let met = meeting(box, boxes); met; met = meeting(box, boxes)) {
      boxes = boxes.filter((other) => other !== met.other);
      box = around(box, met.turned);
    }
    boxes.push(box);
  }
  return boxes.map((box) => netOf(box, rangeM));
}

// The first of several boxes that meets one, and where it does: it may be a world away.
function meeting(box, boxes) {
  for (const other of boxes) {
    for (const turn of [-360, 0, 360]) {
      const turned = [other[0] + turn, other[1], other[2] + turn, other[3]];
      if (meet(box, turned)) return { other, turned };
    }
  }
  return null;
}

// West, south, east and north; round the whole world where that holds a pole.
function boxAround({ edges }, rangeM) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < edges.length; i += 2) {
    [west, east] = [Math.min(west, edges[i]), Math.max(east, edges[i])];
    [south, north] = [Math.min(south, edges[i + 1]), Math.max(north, edges[i + 1])];
  }
  const away = (1.02 * rangeM) / M_A_DEGREE;
  [south, north] = [Math.max(-MOST_LAT, south - away), Math.min(MOST_LAT, north + away)];
  const slim = Math.cos(radians(Math.max(Math.abs(south), Math.abs(north))));
  const aside = Math.min(180, away / slim);
  return whole([west - aside, south, east + aside, north]);
}

const whole = ([west, south, east, north]) =>
  east - west >= 360 ? [-180, south, 180, north] : [west, south, east, north];

const meet = (a, b) => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
const around = (a, b) =>
  whole([
    Math.min(a[0], b[0]),
    Math.min(a[1], b[1]),
    Math.max(a[2], b[2]),
    Math.max(a[3], b[3]),
  ]);

function netOf([west, south, east, north], rangeM) {
  const step = rangeM / M_A_DEGREE / KNOTS;
  const count = (from, to, most) => Math.min(most, Math.max(LEAST_KNOTS, Math.ceil((to - from) / step)));
  return {
    lons: knots(west, east, count(west, east, MOST_KNOTS[0])),
    lats: knots(south, north, count(south, north, MOST_KNOTS[1])),
  };
}

const knots = (from, to, count) =>
  Array.from({ length: count + 1 }, (_, i) => from + ((to - from) * i) / count);

// Which knots are within range. Cells of the net are halved; one whose middle is so far from the
// border of what is within that it cannot hold any of it is done as a whole.
function knotsWithin({ lons, lats }, shape, rangeM, within) {
  const inside = lats.map(() => new Uint8Array(lons.length));
  const visit = (x0, y0, x1, y1) => {
    if (x0 === x1 && y0 === y1) {
      inside[y0][x0] = within(lons[x0], lats[y0]) ? 1 : 0;
      return;
    }
    const [lon, lat] = [(lons[x0] + lons[x1]) / 2, (lats[y0] + lats[y1]) / 2];
    const high = (LONGEST_M_A_DEGREE * (lats[y1] - lats[y0])) / 2;
    const wide = (LONGEST_M_A_DEGREE * (lons[x1] - lons[x0])) / 2;
    const reach = Math.hypot(high, wide);
    const [least, most] = bounds(shape, wrapped(lon), lat);
    if (least > rangeM + reach) return;
    if (most < rangeM - reach) {
      for (let y = y0; y <= y1; y += 1) inside[y].fill(1, x0, x1 + 1);
      return;
    }
    const [x, y] = [(x0 + x1) >> 1, (y0 + y1) >> 1];
    visit(x0, y0, x, y);
    if (x < x1) visit(x + 1, y0, x1, y);
    if (y < y1) visit(x0, y + 1, x, y1);
    if (x < x1 && y < y1) visit(x + 1, y + 1, x1, y1);
  };
  visit(0, 0, lons.length - 1, lats.length - 1);
  return inside;
}

// Where the border of what is within crosses the line between two knots.
function between(a, b, within) {
  let [inner, outer] = within(...a) ? [a, b] : [b, a];
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = [(inner[0] + outer[0]) / 2, (inner[1] + outer[1]) / 2];
    if (within(...middle)) inner = middle;
    else outer = middle;
  }
  return [(inner[0] + outer[0]) / 2, (inner[1] + outer[1]) / 2];
}

// The pieces of the border in each square of the net, with what is within on the left.
function segments({ lons, lats }, inside, crossing) {
  const found = [];
  const met = new Map();
  const edge = (y0, x0, y1, x1) => {
    const key = y0 < y1 || x0 < x1 ? `${y0},${x0},${y1},${x1}` : `${y1},${x1},${y0},${x0}`;
    if (!met.has(key)) {
      met.set(key, { key, at: crossing([lons[x0], lats[y0]], [lons[x1], lats[y1]]) });
    }
    return met.get(key);
  };
  for (let y = 0; y + 1 < lats.length; y += 1) {
    for (let x = 0; x + 1 < lons.length; x += 1) {
      const sum = inside[y][x] + inside[y][x + 1] + inside[y + 1][x] + inside[y + 1][x + 1];
      if (sum === 0 || sum === 4) continue;
      const corners = [[y, x], [y, x + 1], [y + 1, x + 1], [y + 1, x]];
      const [ins, outs] = [[], []];
      corners.forEach((corner, i) => {
        const next = corners[(i + 1) % 4];
        const [here, there] = [inside[corner[0]][corner[1]], inside[next[0]][next[1]]];
        if (here && !there) outs.push(edge(...corner, ...next));
        if (!here && there) ins.push(edge(...corner, ...next));
      });
      outs.forEach((from, i) => found.push([from, ins[i]]));
    }
  }
  return found;
}

// Joins pieces where they meet; what runs out of the net is left open at its border.
function joinedUp(pieces) {
  const after = new Map(pieces.map(([from, to]) => [from.key, to]));
  const ends = new Set(pieces.map(([, to]) => to.key));
  const starts = pieces.map(([from]) => from).sort((a, b) => ends.has(a.key) - ends.has(b.key));
  const rings = [];
  for (const start of starts) {
    if (!after.has(start.key)) continue;
    const ring = [start.at];
    for (let at = start; after.has(at.key); ) {
      const next = after.get(at.key);
      after.delete(at.key);
      ring.push(next.at);
      at = next;
    }
    rings.push(ring);
  }
  return rings;
}
