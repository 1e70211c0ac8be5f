// The answers as files: the cities as CSV, and the shapes and places as GeoJSON.

import { CODES } from "../reach/cities.js";
import { ringsOf } from "../map/rings.js";
import { answerFor } from "../state.js";
import { weaponName } from "../text/figures.js";
import { label } from "../text/titles.js";
import { wordsOf } from "../text/words.js";
import { aboutLines } from "../text/notes.js";
import { placeName } from "../text/names.js";
import { sentence } from "../text/sentences.js";
import { polygonsOf } from "./polygons.js";

const DECIMALS = 5;

// A row for every city that is listed, the largest first; in kilometres, for programs.
export function csvOf(state) {
  const { judged, verdicts, world, words } = state;
  const { cities } = world;
  const inKm = wordsOf(world.messages[state.lang], state.lang, "km");
  const names = judged.ranges.map((weapon) => label(weapon, inKm));
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

// The ranges as polygons cut at 180 degrees, and the launch points and places with their answers;
// with what these rest on.
export function geojsonOf(state) {
  const { origins, targets, probe, about, page, words, world } = state;
  const inKm = wordsOf(world.messages[state.lang], state.lang, "km");
  const rings = ringsOf(state);
  const shapes = rings.map(({ weapon, origin, typical, minimum }) =>
    feature(areaOf(typical, minimum), {
      kind: "range",
      weapon: weaponName(weapon, inKm),
      from: placeName(origin, words),
      min_range_km: minimum ? weapon.minimum : 0,
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
      weapon: weaponName(answer.weapon, inKm),
      from: placeName(answer.origin, words),
      distance_km: Number(answer.distanceKm.toFixed(3)),
      verdict: answer.verdict,
      reason: answer.reason,
      sentence: sentence(answer, words),
    }));
    return feature(pointOf(target), { kind: "place", name: placeName(target, words), answers });
  });
  const notes = aboutLines(page, words);
  const features = [...shapes, ...launches, ...places];
  return `${JSON.stringify({ type: "FeatureCollection", notes, features }, null, 1)}\n`;
}

const feature = (geometry, properties) => ({ type: "Feature", properties, geometry });
const pointOf = ({ lon, lat }) => ({ type: "Point", coordinates: [rounded(lon), rounded(lat)] });
const areaOf = (shape, inner) => ({
  type: "MultiPolygon",
  coordinates: polygonsOf(shape, inner).map((rings) =>
    rings.map((ring) => ring.map(([lon, lat]) => [rounded(lon), rounded(lat)])),
  ),
});
const rounded = (value) => Number(value.toFixed(DECIMALS));
