// From the rings of a shape to lines that can be filled and stroked in every copy of the world.
//
// A shape comes as rings of [lon, lat] with continuous longitudes, which may leave -180..180. What
// lies on a pole (latitude 90 or -90) is the frame of the world and no outline. A ring that runs
// round the whole world is closed along the pole that it came with.

import { pathOf } from "./mercator.js";

const isFrame = ([, lat]) => Math.abs(lat) === 90;

// Gives the outlines of a shape: {line, path, pole}, where pole is 90 or -90 for one that runs round
// the world and 0 for a closed one. `world` says that the shape is what its outlines leave.
export function outlines(rings) {
  const found = [];
  let world = false;
  for (const ring of rings) {
    const line = fromFrame(ring).filter((position) => !isFrame(position));
    if (line.length < 2) {
      world = true;
      continue;
    }
    const pole = (ring.find(isFrame) ?? [0, 0])[1];
    const turns = Math.round((line.at(-1)[0] - line[0][0]) / 360);
    const home = atHome(line);
    found.push({ line: home, path: pathOf(home), pole: turns ? pole : 0 });
  }
  return { found, world };
}

// Lets a ring that touches the frame begin there, so that what is left of it is one line.
function fromFrame(ring) {
  const open = ring.slice(0, -1);
  const first = open.findIndex((position, i) => isFrame(position) && !isFrame(open.at(i - 1)));
  return first < 0 ? ring : [...open.slice(first), ...open.slice(0, first)];
}

// Moves a line by whole turns, so that its middle lies within -180..180.
function atHome(line) {
  let west = Infinity;
  let east = -Infinity;
  for (const position of line) {
    west = Math.min(west, position[0]);
    east = Math.max(east, position[0]);
  }
  const turns = -Math.floor(((west + east) / 2 + 180) / 360);
  return !turns ? line : line.map(([lon, lat]) => [lon + 360 * turns, lat]);
}

// Gives [south, west, north, east] of a shape, or null where it holds a pole.
export function boundsOf({ found, world }) {
  if (world || !found.length || found.some(({ pole }) => pole)) return null;
  const all = found.flatMap(({ line }) => line);
  const [lons, lats] = [all.map(([lon]) => lon), all.map(([, lat]) => lat)];
  const [west, east] = [lons.reduce((a, b) => Math.min(a, b)), lons.reduce((a, b) => Math.max(a, b))];
  const [south, north] = [lats.reduce((a, b) => Math.min(a, b)), lats.reduce((a, b) => Math.max(a, b))];
  return [south, west, north, east];
}

// Gives the lines round a territory's polygons, and its own lines, without what runs along 180
// degrees or a pole.
export function borderLines({ polygons, lines }) {
  return [...polygons.flat(), ...lines].flatMap(withoutFrame).map(pathOf);
}

function withoutFrame(line) {
  const parts = [[line[0]]];
  for (let i = 1; i < line.length; i += 1) {
    const [before, here] = [line[i - 1], line[i]];
    const along = (axis, end) => Math.abs(before[axis]) === end && Math.abs(here[axis]) === end;
    if (along(0, 180) || along(1, 90)) parts.push([here]);
    else parts.at(-1).push(here);
  }
  return parts.filter((part) => part.length > 1);
}
