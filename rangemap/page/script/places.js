// What the reader types for a place: coordinates, or a city of the page.

import { coordinatesIn } from "./coordinates.js";

const FEW = 8;
// What a name counts by whose it is: the city's own, one in a language, any other.
const WEIGHT = [1, 1 / 3, 1 / 10];

// Gives the places that a text may mean, the likeliest first: a position, the cities of that name,
// or of those the ones in a country or region, as in "Kyiv, Ukraine".
export function meant(text, world) {
  const position = coordinatesIn(text);
  if (position) return [world.point(...position)];
  const found = named(text, world);
  if (found.length || !text.includes(",")) return found.map(world.city);
  const [name, ...wholes] = text.split(",");
  const isThere = (city) => wholes.every((whole) => liesIn(city, fold(whole), world));
  return named(name, world).map(world.city).filter(isThere);
}

function liesIn({ country, region }, wanted, { countryName, messages }) {
  const names = Object.keys(messages).map((lang) => countryName(country, lang));
  return [country, region ?? "", ...names].some((name) => fold(name) === wanted);
}

const folded = new WeakMap();

// Letters that are no accented ones, as Python folds them.
const LETTERS = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ё: "е", ґ: "г",
};

// Letters and digits without accents, as names are compared.
const fold = (name) =>
  [...name.toLowerCase()]
    .map((letter) => LETTERS[letter] ?? letter)
    .join("")
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]/gu, "");

// Letter by letter: only case and blanks are forgiven.
const exact = (name) => name.normalize("NFKC").toLowerCase().trim().replace(/\s+/g, " ");

// All names of the page's cities by their folded form: {name, city, tier}.
function bearersOf(cities) {
  if (!folded.has(cities)) {
    const found = new Map();
    const add = (bearer) => {
      const key = fold(bearer.name);
      if (found.has(key)) found.get(key).push(bearer);
      else found.set(key, [bearer]);
    };
    Object.values(cities.names).forEach((column, lang) => {
      column.forEach((name, city) => name && add({ name, city, tier: lang ? 1 : 0 }));
    });
    cities.also.forEach(add);
    folded.set(cities, found);
  }
  return folded.get(cities);
}

// The numbers of the cities that bear a name, the weightiest first, as Python ranks them.
function named(text, { cities }) {
  const found = bearersOf(cities).get(fold(text)) ?? [];
  const same = found.filter(({ name }) => exact(name) === exact(text));
  const weights = new Map();
  for (const { city, tier } of same.length ? same : found) {
    const weight = (cities.people[city] + 1) * WEIGHT[tier];
    weights.set(city, Math.max(weight, weights.get(city) ?? 0));
  }
  return [...weights.keys()].sort((a, b) => weights.get(b) - weights.get(a) || a - b);
}

// What is offered while a name is typed: the cities that bear it, then the largest that begin so.
export function matches(text, world) {
  const wanted = fold(text);
  if (!wanted) return [];
  const found = new Set(named(text, world).slice(0, FEW));
  const begun = [];
  for (const [name, bearers] of bearersOf(world.cities)) {
    if (name.startsWith(wanted)) begun.push(...bearers.map(({ city }) => city));
  }
  const { people } = world.cities;
  for (const city of begun.sort((a, b) => people[b] - people[a])) {
    if (found.size >= FEW) break;
    found.add(city);
  }
  return [...found].map(world.city);
}
