// What answers rest on, in words.

import { inLanguage, placeName } from "./names.js";

// What the catalogue makes of so many miles, for an example.
const [PRINTED_MILES, KEPT_KM] = [1000, 1600];

// Publisher, title and date of a source, without its address.
export function citation({ publisher, title, date }, words) {
  const named = title ? words.say("quoted", { text: title }) : null;
  return [inLanguage(publisher, words.lang), named, date ?? words.say("undated")].filter(Boolean).join(", ");
}

// The method, the borders that answers rest on and those that are drawn, the licences.
export function aboutLines({ data: given, weapons, borders, worldview, whole, tiles }, words) {
  const data = about(given, words);
  const lines = [words.say("method", data)];
  if (weapons.some((weapon) => weapon.class !== "given")) lines.push(...converted(words));
  lines.push(...borders.map((each) => borderLine(each, words)));
  if (whole && !tiles) lines.push(words.say(`borders ${worldview}`, data));
  return [...lines, words.say("licences", data)];
}

// What becomes of a figure that is printed in miles, to whom miles are told.
function converted(words) {
  if (words.units === "km") return [];
  const kept = words.say("km", { number: words.number(KEPT_KM) });
  const told = words.length(KEPT_KM);
  return [words.say("converted", { miles: words.number(PRINTED_MILES), kept, told })];
}

// What the data says of itself, as a reader is told.
const about = (data, words) => ({
  ...data,
  places_credit: inLanguage(data.places_credit, words.lang),
  borders_credit: inLanguage(data.borders_credit, words.lang),
  places_date: words.dated(data.places_date),
});

// What the border of a territory rests on, and how its disputed pieces are counted.
export function borderLine(territory, words) {
  const { dataset, scale, date, worldview, lineErrorKm, note } = territory;
  const name = placeName(territory, words);
  const error = words.length(lineErrorKm);
  const said = words.say("border data", { name, dataset, scale, date, worldview, error });
  return `${said} ${inLanguage(note, words.lang)}`.trimEnd();
}

// Of a map on the page's own borders, as a picture always is.
export const credit = ({ data, worldview }, words) => words.say("credit", { ...about(data, words), worldview });

// Of the map as the page shows it.
export const creditHere = (page, words) =>
  page.tiles ? words.say("credit tiles", about(page.data, words)) : credit(page, words);
