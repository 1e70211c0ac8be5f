// The answers as CSV: a row for each place of the question, and for every city that is listed.

import { CODES } from "../reach/cities.js";
import { answerFor, askedNow, fromBestOrigin } from "../state.js";
import { longName, placeName } from "../text/names.js";
import { label } from "../text/titles.js";
import { wordsOf } from "../text/words.js";

const COLUMNS = ["place", "region", "country", "lat", "lon", "people", "from", "distance_km"];

// In kilometres, for programs. The places asked about come first, whatever is answered, then the
// cities of the verdicts that are shown, the largest first. Each is told from where the answer is
// best.
export function csvOf(state) {
  const { judged, world, lang } = state;
  const inKm = wordsOf(world.messages[lang], lang, "km");
  const asked = askedNow(state);
  const names = judged.ranges.map((weapon) => label(weapon, inKm));
  const rows = [
    [...COLUMNS, ...names],
    ...asked.map((place) => placeRow(place, state)),
    ...cityRows(state, asked),
  ];
  return `\ufeff${rows.map((row) => row.map(field).join(",")).join("\r\n")}\r\n`;
}

function placeRow(place, state) {
  const best = fromBestOrigin(state.about.get(place));
  const [{ origin, distanceKm }] = best;
  const verdicts = best.filter(({ weapon }) => weapon).map(({ verdict }) => verdict);
  return [...whereOf(place, state), placeName(origin, state.words), distanceKm.toFixed(3), ...verdicts];
}

// The cities that are listed, but for those asked about.
function cityRows(state, asked) {
  const { judged, verdicts, world, words } = state;
  const { cities } = world;
  const told = new Set(asked.filter(({ shape }) => !shape).map(({ lat, lon }) => `${lat},${lon}`));
  const listed = (i) =>
    verdicts.includes(CODES[judged.best[i]]) &&
    cities.people[i] >= cities.from &&
    !told.has(`${cities.lat[i]},${cities.lon[i]}`);
  return [...cities.bySize].filter(listed).map((i) => {
    const city = world.city(i);
    const table = judged.judged[judged.origin[i]];
    const distance = answerFor(state, i).distance.toFixed(3);
    const answers = table.codes.map((codes) => CODES[codes[i]] ?? "");
    return [...whereOf(city, state), placeName(table.origin, words), distance, ...answers];
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
