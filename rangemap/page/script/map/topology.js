// The borders of the world, from columns of steps to lines.

import { lonNear } from "../geodesy/geodesic.js";
import { pathOf } from "./mercator.js";

// The corners of all arcs run on as one line, of which every step along an axis is a character.
function decodeArcs({ transform, counts, x, y }) {
  const [[scaleX, scaleY], [shiftX, shiftY]] = [transform.scale, transform.translate];
  const [east, north] = [stepsIn(x), stepsIn(y)];
  let [at, sumX, sumY] = [0, 0, 0];
  return counts.map((count) =>
    Array.from({ length: count }, () => {
      sumX += east[at];
      sumY += north[at];
      at += 1;
      return [sumX * scaleX + shiftX, sumY * scaleY + shiftY];
    }),
  );
}

const FIRST = 35;
const SURROGATES = 0x800;
const BEYOND_SURROGATES = 0xe000;

// Whole numbers written as characters: 0, -1, 1, -2, 2 and so on.
function stepsIn(text) {
  return Array.from(text, (letter) => {
    const code = letter.codePointAt(0);
    const number = code - FIRST - (code >= BEYOND_SURROGATES ? SURROGATES : 0);
    return number % 2 ? -(number + 1) / 2 : number / 2;
  });
}

// Joins the arcs of a ring, or takes a single arc, with longitudes that run on.
function joined(arcs, indices) {
  const line = [];
  for (const index of indices) {
    const arc = index < 0 ? [...arcs[~index]].reverse() : arcs[index];
    for (const [lon, lat] of line.length ? arc.slice(1) : arc) {
      const before = line.length ? line.at(-1)[0] : lon;
      line.push([lonNear(lon, before), lat]);
    }
  }
  return line;
}

const onPole = (line) => line.every(([, lat]) => Math.abs(lat) > 89.9);

// A ring that runs round the world, Antarctica's, is closed along its pole.
function closed(line) {
  const turns = Math.round((line.at(-1)[0] - line[0][0]) / 360);
  if (!turns) return line;
  const pole = line[0][1] < 0 ? -90 : 90;
  return [...line, [line.at(-1)[0], pole], [line[0][0], pole]];
}

export function prepare(topology) {
  const arcs = decodeArcs(topology);
  const lines = (indices) =>
    indices.map((index) => joined(arcs, [index])).filter((line) => !onPole(line));
  const rings = topology.polygons.flat().map((ring) => joined(arcs, ring));
  const land = rings.filter((line) => !onPole(line)).map(closed);
  return {
    landRings: land,
    land: land.map(pathOf),
    // Asked for only by what travels on water.
    get coastLines() {
      return topology.coast.flatMap((index) => cutAt180(arcs[index]));
    },
    coast: lines(topology.coast).map(pathOf),
    border: lines(topology.border).map(pathOf),
    disputed: lines(topology.disputed).map(pathOf),
    labels: topology.labels,
  };
}

// Cuts a line where it leaps from one side of the world to the other, as what is measured to.
function cutAt180(line) {
  const parts = [[line[0]]];
  for (let i = 1; i < line.length; i += 1) {
    const [[lon0, lat0], [lon1, lat1]] = [line[i - 1], line[i]];
    if (Math.abs(lon1 - lon0) > 180) {
      const side = lon0 > 0 ? 180 : -180;
      const [before, after] = [Math.abs(side - lon0), Math.abs(lon1 + side)];
      const lat = lat0 + (before + after ? before / (before + after) : 0) * (lat1 - lat0);
      parts.at(-1).push([side, lat]);
      parts.push([[-side, lat]]);
    }
    parts.at(-1).push(line[i]);
  }
  return parts.filter((part) => !onPole(part));
}
