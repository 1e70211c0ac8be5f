// Shapes as polygons within -180..180, as RFC 7946 has them: outlines run counter-clockwise, holes
// the other way round.

// What `inner` encloses is left out.
export function polygonsOf({ found, world }, inner = null) {
  const rings = found.map(closedRing).flatMap(cutInWorlds);
  if (world) return [aroundHoles(rings)];
  const polygons = rings.filter(isOutline).map((ring) => [ring]);
  const cut = inner ? inner.found.map(closedRing).flatMap(cutInWorlds) : [];
  for (const hole of [...rings.filter((ring) => !isOutline(ring)), ...cut]) {
    const around = polygons.find(([outline]) => isInside(hole[0], outline));
    around?.push(asHole(hole));
  }
  return polygons;
}

const asHole = (ring) => (isOutline(ring) ? [...ring].reverse() : ring);

// The whole world but for some holes. One that was cut at 180 degrees is a bay in its edge.
function aroundHoles(rings) {
  const touches = (ring, side) => ring.some(([lon]) => lon === side);
  const bays = (side, rising) =>
    rings.filter((ring) => touches(ring, side)).flatMap((ring) => shore(ring, side, rising));
  const east = [[180, -90], ...bays(180, true), [180, 90]];
  const west = [[-180, 90], ...bays(-180, false), [-180, -90]];
  const inside = rings.filter((ring) => !touches(ring, 180) && !touches(ring, -180));
  return [[...east, ...west, east[0]], ...inside.map(asHole)];
}

// A ring without its edge on a meridian, from south to north or the other way.
function shore(ring, side, rising) {
  const open = ring.slice(0, -1);
  const isOn = ([lon]) => lon === side;
  const first = open.findIndex((at, i) => isOn(at) && isOn(open.at(i - 1)));
  const line = [...open.slice(first), ...open.slice(0, first)];
  return line.at(-1)[1] > line[0][1] === rising ? line : line.reverse();
}

function isOutline(ring) {
  let twiceArea = 0;
  for (let i = 1; i < ring.length; i += 1) {
    twiceArea += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  }
  return twiceArea > 0;
}

function isInside([lon, lat], ring) {
  let odd = false;
  for (let i = 1; i < ring.length; i += 1) {
    const [[x0, y0], [x1, y1]] = [ring[i - 1], ring[i]];
    if (x0 <= lon !== x1 <= lon && y0 + ((lon - x0) / (x1 - x0)) * (y1 - y0) > lat) odd = !odd;
  }
  return odd;
}

// One that runs round the world is closed along its pole.
function closedRing({ line, pole }) {
  const first = line[0];
  if (!pole) return same(first, line.at(-1)) ? line : [...line, first];
  const round = onceRound(line);
  const ring = [...round, [round.at(-1)[0], pole], [round[0][0], pole], round[0]];
  return pole > 0 ? ring : ring.reverse();
}

// A line round the world, from 180 degrees to 180 degrees; every meridian meets it once.
function onceRound(line) {
  const eastward = line.at(-1)[0] > line[0][0] ? line : [...line].reverse();
  const copies = [-360, 0, 360].flatMap((by) => eastward.slice(1).map(([lon, lat]) => [lon + by, lat]));
  const within = copies.filter(([lon]) => Math.abs(lon) < 180);
  const before = copies.findLast(([lon]) => lon <= -180);
  const share = (-180 - before[0]) / (within[0][0] - before[0]);
  const lat = before[1] + share * (within[0][1] - before[1]);
  return [[-180, lat], ...within, [180, lat]];
}

const same = (a, b) => a[0] === b[0] && a[1] === b[1];

// The parts of a ring that lie in each copy of the world, moved into ours.
function cutInWorlds(ring) {
  const lons = ring.map(([lon]) => lon);
  const [west, east] = [lons.reduce((a, b) => Math.min(a, b)), lons.reduce((a, b) => Math.max(a, b))];
  const parts = [];
  for (let turn = Math.floor((west + 180) / 360); 360 * turn - 180 < east; turn += 1) {
    const [from, to] = [360 * turn - 180, 360 * turn + 180];
    const part = clipped(clipped(ring, from, 1), to, -1);
    if (part.length > 3) parts.push(part.map(([lon, lat]) => [lon - 360 * turn, lat]));
  }
  return parts;
}

// What of a ring lies on one side of a meridian (Sutherland and Hodgman 1974).
function clipped(ring, meridian, side) {
  const kept = [];
  const inside = ([lon]) => (lon - meridian) * side >= 0;
  for (let i = 1; i < ring.length; i += 1) {
    const [before, here] = [ring[i - 1], ring[i]];
    if (inside(before) !== inside(here)) {
      const share = (meridian - before[0]) / (here[0] - before[0]);
      kept.push([meridian, before[1] + share * (here[1] - before[1])]);
    }
    if (inside(here)) kept.push(here);
  }
  return kept.length ? [...kept, kept[0]] : kept;
}
