// The answers as files: the cities as CSV, and the shapes and places as GeoJSON.

import { CODES } from "../reach/cities.js";
import { ringsOf } from "../map/rings.js";
import { answerFor, rangesNow } from "../state.js";
import { label } from "../text/titles.js";
import { placeName } from "../text/names.js";
import { sentence } from "../text/sentences.js";

const DECIMALS = 5;

// A row for every city that is listed, the largest first; in kilometres, for programs.
export function csvOf(state) {
  const { judged, verdicts, world, words } = state;
  const { cities } = world;
  const names = judged.ranges.map((weapon) => label(weapon, words));
  const rows = [["city", "country", "lat", "lon", "people", "from", "distance_km", ...names]];
  for (const i of cities.bySize) {
    if (!verdicts.includes(CODES[judged.best[i]]) || cities.people[i] < cities.from) continue;
    const city = world.city(i);
    const { distance } = answerFor(state, i);
    const table = judged.judged[judged.origin[i]];
    rows.push([
      placeName(city, words),
      world.countryName(city.country, state.lang),
      city.lat,
      city.lon,
      city.people,
      placeName(table.origin, words),
      distance.toFixed(3),
      ...table.codes.map((codes) => CODES[codes[i]]),
    ]);
  }
  return `\ufeff${rows.map((row) => row.map(field).join(",")).join("\r\n")}\r\n`;
}

// A text that a spreadsheet would take for a formula is kept one.
function field(value) {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// The ranges as polygons cut at 180 degrees, and the launch points and places with their answers.
export function geojsonOf(state) {
  const { origins, targets, probe, about, page, words } = state;
  const shapes = ringsOf(rangesNow(state), origins, page).map(({ weapon, typical }) =>
    feature(polygonsOf(typical), {
      kind: "range",
      weapon: label(weapon, words),
      range_km: weapon.range,
      range_low_km: weapon.low,
      range_high_km: weapon.high,
    }),
  );
  const launches = origins.map((origin) =>
    feature(pointOf(origin), { kind: "launch", name: placeName(origin, words) }),
  );
  const places = (probe ? [...targets, probe] : targets).map((target) => {
    const answers = (about.get(target) ?? []).map((answer) => ({
      weapon: answer.weapon.name,
      from: placeName(answer.origin, words),
      distance_km: Number(answer.distanceKm.toFixed(3)),
      verdict: answer.verdict,
      reason: answer.reason,
      sentence: sentence(answer, words),
    }));
    return feature(pointOf(target), { kind: "place", name: placeName(target, words), answers });
  });
  const features = [...shapes, ...launches, ...places];
  return `${JSON.stringify({ type: "FeatureCollection", features }, null, 1)}\n`;
}

const feature = (geometry, properties) => ({ type: "Feature", properties, geometry });
const pointOf = ({ lon, lat }) => ({ type: "Point", coordinates: [rounded(lon), rounded(lat)] });
const rounded = (value) => Number(value.toFixed(DECIMALS));

// A shape as polygons within -180..180, as RFC 7946 has them.
export function polygonsOf({ found, world }) {
  const rings = found.map(closedRing);
  if (world) {
    const hole = rings.flatMap(cutInWorlds);
    return { type: "MultiPolygon", coordinates: [[WORLD, ...hole.map((ring) => [...ring].reverse())]] };
  }
  return { type: "MultiPolygon", coordinates: rings.flatMap(cutInWorlds).map((ring) => [ring]) };
}

const WORLD = [[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]];

function closedRing({ line, pole }) {
  const first = line[0];
  if (!pole) return same(first, line.at(-1)) ? line : [...line, first];
  const round = onceRound(line);
  return [...round, [round.at(-1)[0], pole], [round[0][0], pole], round[0]];
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
    if (part.length > 3) parts.push(part.map(([lon, lat]) => [rounded(lon - 360 * turn), rounded(lat)]));
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
