// What places are called in a reader's language, as far as the data has names in it.
//
// A place is {lat, lon, names, near}, names by language and near those of the city that a point
// without a name is near; a territory has names and, where it is made of several, `parts`.

import { rounded } from "./words.js";

const MOST_NAMED = 3;

export const inLanguage = (names, lang) => names[lang] ?? names.en;

export function placeName(where, words) {
  if (where.parts?.length > MOST_NAMED) return words.say("many origins", { n: where.count });
  if (where.parts?.length) return words.several(where.parts.map((part) => longName(part, words)));
  return where.names ? inLanguage(where.names, words.lang) : coordinates(where, words);
}

// The name, or the coordinates and what they are near.
export function longName(where, words) {
  const near = nearSaid(where, words);
  return near ? `${placeName(where, words)} (${near})` : placeName(where, words);
}

export function nearSaid(where, words) {
  if (where.names || !where.near) return "";
  return words.say("near", { place: inLanguage(where.near, words.lang) });
}

export function coordinates({ lat, lon }, words) {
  const [north, east, south, west] = words.say("hemispheres").split("|");
  const [ns, ew] = [lat >= 0 ? north : south, lon >= 0 ? east : west];
  return `${degrees(lat, words)}°${ns} ${degrees(lon, words)}°${ew}`;
}

// An angle without its sign and without zeros at its end, to ten metres.
function degrees(value, words) {
  const plain = rounded(Math.abs(value), 4).toFixed(4).replace(/\.?0+$/, "");
  return plain.replace(".", words.decimal);
}
