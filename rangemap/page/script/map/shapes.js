// From the shapes that Python computed to what Leaflet can draw, in every copy of the world.
//
// A shape comes as rings of [lon, lat] with continuous longitudes, which may leave -180..180. What
// lies on a pole (latitude 90 or -90) is the frame of the world and no outline. A ring that runs
// round the whole world is closed along the pole that it came with.

const COPIES = [-2, -1, 0, 1, 2];
const TOP = 89.9;
export const MERCATOR = 85.05;

export const isFrame = ([, lat]) => Math.abs(lat) === 90;

const shifted = (line, turns) => line.map(([lon, lat]) => [lon + 360 * turns, lat]);

const latLngs = (line) => line.map(([lon, lat]) => [lat, lon]);

// Gives the outlines of a shape: {line, pole}, where pole is 90 or -90 for one that runs round the
// world and 0 for a closed one. `world` says that the shape is what its outlines leave.
export function outlines(rings) {
  const found = [];
  let world = false;
  for (const ring of rings) {
    const line = fromFrame(ring).filter((position) => !isFrame(position));
    const pole = (ring.find(isFrame) || [0, 0])[1];
    if (line.length < 2) {
      world = true;
      continue;
    }
    const turns = Math.round((line.at(-1)[0] - line[0][0]) / 360);
    const middle = (Math.min(...line.map((p) => p[0])) + Math.max(...line.map((p) => p[0]))) / 2;
    const home = -Math.floor((middle + 180) / 360);
    found.push({ line: shifted(line, home), pole: turns ? pole : 0 });
  }
  return { found, world };
}

// Lets a ring that touches the frame begin there, so that what is left of it is one line.
function fromFrame(ring) {
  const open = ring.slice(0, -1);
  const first = open.findIndex((position, i) => isFrame(position) && !isFrame(open.at(i - 1)));
  return first < 0 ? ring : [...open.slice(first), ...open.slice(0, first)];
}

// Gives rings to be filled by the even-odd rule: what lies in an odd number of them.
export function fillRings(shape) {
  const rings = [];
  if (shape.world) {
    const west = -900;
    const east = 900;
    rings.push([[TOP, west], [TOP, east], [-TOP, east], [-TOP, west]]);
  }
  for (const { line, pole } of shape.found) {
    if (!pole) {
      for (const turn of COPIES) rings.push(latLngs(shifted(line, turn)));
      continue;
    }
    const eastward = line.at(-1)[0] > line[0][0] ? line : [...line].reverse();
    const chain = COPIES.flatMap((turn) => shifted(eastward, turn));
    const top = pole > 0 ? TOP : -TOP;
    rings.push([...latLngs(chain), [top, chain.at(-1)[0]], [top, chain[0][0]]]);
  }
  return rings;
}

// Gives the lines to be stroked: the outlines alone, without what Mercator cannot show.
export function strokeLines(shape) {
  const lines = [];
  for (const { line } of shape.found) {
    for (const part of shownParts(line)) {
      for (const turn of COPIES) lines.push(latLngs(shifted(part, turn)));
    }
  }
  return lines;
}

function shownParts(line) {
  const parts = [[]];
  for (const position of line) {
    if (Math.abs(position[1]) < MERCATOR) parts.at(-1).push(position);
    else if (parts.at(-1).length) parts.push([]);
  }
  return parts.filter((part) => part.length > 1);
}

// Gives [south, west, north, east] of a shape, or null where it holds a pole.
export function bounds(shape) {
  if (shape.world || !shape.found.length || shape.found.some(({ pole }) => pole)) return null;
  const all = shape.found.flatMap(({ line }) => line);
  const lons = all.map((position) => position[0]);
  const lats = all.map((position) => position[1]);
  return [Math.min(...lats), Math.min(...lons), Math.max(...lats), Math.max(...lons)];
}
