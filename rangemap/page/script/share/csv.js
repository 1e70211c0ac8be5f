// The answers as CSV: a row for each place of the question, and for every city that is listed.

import { CODES } from "../reach/cities.js";
import { way } from "../reach/measure.js";
import { answerFor, fromBestOrigin } from "../state.js";
import { longName, placeName } from "../text/names.js";
import { label } from "../text/titles.js";
import { wordsOf } from "../text/words.js";

const COLUMNS = ["place", "region", "country", "lat", "lon", "people", "from", "distance_km"];

// In kilometres, for programs. The places asked about come first, whatever is answered, then the
// cities of the verdicts that are shown, the largest first. Each is told from where the answer is
// best.
export function csvOf(state) {
  const { targets, probe, judged, world, lang } = state;
  const inKm = wordsOf(world.messages[lang], lang, "km");
  const asked = probe ? [...targets, probe] : targets;
  const names = judged.ranges.map((weapon) => label(weapon, inKm));
  const rows = [[...COLUMNS, ...names], ...asked.map((place) => placeRow(place, state))];
  const told = new Set(asked.map(keyOf));
  for (const row of cityRows(state)) if (!told.has(row.key)) rows.push(row);
  return `\ufeff${rows.map((row) => row.map(field).join(",")).join("\r\n")}\r\n`;
}

const keyOf = ({ lat, lon, shape }) => (shape ? "" : `${lat},${lon}`);

function placeRow(place, state) {
  const answers = state.about.get(place) ?? [];
  const best = answers.length ? fromBestOrigin(answers) : [nearestWay(place, state)];
  const [{ origin, distanceKm }] = best;
  const verdicts = answers.length ? best.map(({ verdict }) => verdict) : [];
  return [...whereOf(place, state), placeName(origin, state.words), distanceKm.toFixed(3), ...verdicts];
}

function nearestWay(place, { origins, world }) {
  const ways = origins.map((origin) => ({ origin, ...way(origin, place, world) }));
  return ways.reduce((a, b) => (b.distanceKm < a.distanceKm ? b : a));
}

function cityRows(state) {
  const { judged, verdicts, world, words } = state;
  const { cities } = world;
  const listed = (i) => verdicts.includes(CODES[judged.best[i]]) && cities.people[i] >= cities.from;
  return [...cities.bySize].filter(listed).map((i) => {
    const city = world.city(i);
    const table = judged.judged[judged.origin[i]];
    const distance = answerFor(state, i).distance.toFixed(3);
    const told = table.codes.map((codes) => CODES[codes[i]] ?? "");
    const row = [...whereOf(city, state), placeName(table.origin, words), distance, ...told];
    return Object.assign(row, { key: keyOf(city) });
  });
}

function whereOf(place, { world, words, lang }) {
  const { country, region, lat, lon, people } = place;
  const within = country ? world.countryName(country, lang) : "";
  return [longName(place, words), region ?? "", within, lat, lon, people ?? ""];
}

// A text that a spreadsheet would take for a formula is kept one.
function field(value) {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
