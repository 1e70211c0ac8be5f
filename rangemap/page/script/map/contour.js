// What lies within a range of a territory, for a range that the reader has chosen: the outlines of
// where the distance is that range, found between the knots of a net.
//
// It is for looking at: answers come from distances.

import { bounds, nearest } from "../geodesy/nearest.js";

const NET = 96;
const HALVINGS = 7;
const M_A_DEGREE = 110_574;
const MOST_LAT = 89;

// Gives rings as geodesy/circle.js does, each closed, longitudes running on.
export function contour(shape, rangeM) {
  const net = netOver(shape, rangeM);
  const within = (lon, lat) => isWithin(shape, wrapped(lon), lat, rangeM);
  const inside = net.lats.map((lat) => net.lons.map((lon) => within(lon, lat)));
  const crossing = (a, b) => between(a, b, within);
  return joinedUp(segments(net, inside, crossing));
}

const wrapped = (lon) => lon - 360 * Math.round(lon / 360);

function isWithin(shape, lon, lat, rangeM) {
  const [least, most] = bounds(shape, lon, lat);
  if (most <= rangeM) return true;
  return least <= rangeM && nearest(shape, lon, lat).metres <= rangeM;
}

// Knots over all that can be within range; round the whole world where that holds a pole.
function netOver({ edges }, rangeM) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < edges.length; i += 2) {
    [west, east] = [Math.min(west, edges[i]), Math.max(east, edges[i])];
    [south, north] = [Math.min(south, edges[i + 1]), Math.max(north, edges[i + 1])];
  }
  const away = (1.02 * rangeM) / M_A_DEGREE;
  [south, north] = [Math.max(-MOST_LAT, south - away), Math.min(MOST_LAT, north + away)];
  const slim = Math.cos((Math.min(MOST_LAT, Math.max(-south, north)) * Math.PI) / 180);
  const aside = Math.min(180, away / slim);
  const round = east - west + 2 * aside >= 360;
  const [from, to] = round ? [-180, 180] : [west - aside, east + aside];
  return { lons: knots(from, to), lats: knots(south, north) };
}

const knots = (from, to) =>
  Array.from({ length: NET + 1 }, (_, i) => from + ((to - from) * i) / NET);

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
  for (let y = 0; y < NET; y += 1) {
    for (let x = 0; x < NET; x += 1) {
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
