// The borders of the world, from packed TopoJSON to lines.

import { pathOf } from "./mercator.js";

function decodeArcs({ transform, arcs }) {
  const [[scaleX, scaleY], [shiftX, shiftY]] = [transform.scale, transform.translate];
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scaleX + shiftX, y * scaleY + shiftY];
    });
  });
}

// Joins the arcs of a ring, or takes a single arc, with longitudes that run on.
function joined(arcs, indices) {
  const line = [];
  for (const index of indices) {
    const arc = index < 0 ? [...arcs[~index]].reverse() : arcs[index];
    for (const [lon, lat] of line.length ? arc.slice(1) : arc) {
      const before = line.length ? line.at(-1)[0] : lon;
      line.push([lon + 360 * Math.round((before - lon) / 360), lat]);
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
    coastLines: topology.coast.flatMap((index) => cutAt180(arcs[index])),
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
