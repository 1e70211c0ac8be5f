// What the reader types for a place: coordinates, or a city of the page.

const NUMBER = "[-+−]?\\d{1,3}(?:[.,]\\d+)?";
const PAIR = new RegExp(`^(${NUMBER})\\s*°?\\s*([NS])?(?:\\s*[,;]\\s*|\\s+)(${NUMBER})\\s*°?\\s*([EW])?$`, "i");
const FEW = 8;
const MANY = 50;
// Fewer letters are the beginning of too many names.
const LEAST_LETTERS = 3;

export function parsed(text, world) {
  const point = coordinatesIn(text, world);
  if (point) return point;
  const [found] = matches(text, world, 1);
  const isWhole = found && Object.values(found.names).some((name) => fold(name) === fold(text));
  if (found && (isWhole || fold(text).length >= LEAST_LETTERS)) return found;
  // "Kyiv, Ukraine", as the page itself writes it.
  return text.includes(",") ? inCountry(text, world) : null;
}

function inCountry(text, world) {
  const [name, country] = [text.slice(0, text.lastIndexOf(",")), text.slice(text.lastIndexOf(",") + 1)];
  const named = (city, lang) => fold(world.countryName(city.country, lang)) === fold(country);
  const isThere = (city) =>
    fold(city.country) === fold(country) || Object.keys(world.messages).some((lang) => named(city, lang));
  return matches(name, world, MANY).find(isThere) ?? null;
}

// Latitude first; a point or a comma before the fraction.
function coordinatesIn(text, world) {
  const found = PAIR.exec(text.trim());
  if (!found) return null;
  const [, lat, south, lon, west] = found;
  // A sign and a letter may not agree.
  if ((south && /^[-+−]/.test(lat)) || (west && /^[-+−]/.test(lon))) return null;
  const [y, x] = [degrees(lat, south, "S"), degrees(lon, west, "W")];
  return Math.abs(y) <= 90 && Math.abs(x) <= 180 ? world.point(y, x) : null;
}

function degrees(text, side, negative) {
  const value = Number(text.replace("−", "-").replace(",", "."));
  return side?.toUpperCase() === negative ? -value : value;
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

function columnsOf(cities) {
  if (!folded.has(cities)) {
    folded.set(cities, Object.values(cities.names).map((column) => column.map(fold)));
  }
  return folded.get(cities);
}

// The cities whose name in any language of the page begins so: a whole name first, then the largest.
export function matches(text, world, most = FEW) {
  const wanted = fold(text);
  if (!wanted) return [];
  const { cities } = world;
  const columns = columnsOf(cities);
  const [whole, begun] = [[], []];
  for (const i of cities.bySize) {
    const names = columns.map((column) => column[i]);
    if (names.includes(wanted)) whole.push(i);
    else if (begun.length < most && names.some((name) => name.startsWith(wanted))) begun.push(i);
    if (whole.length >= most) break;
  }
  return [...whole, ...begun].slice(0, most).map(world.city);
}
