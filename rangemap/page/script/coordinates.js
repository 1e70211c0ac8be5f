// Coordinates as people type them: decimal, with hemispheres, in degrees, minutes and seconds. As
// Python reads them.

const SAME = {
  "−": "-", "–": "-", "º": "°", "˚": "°", "′": "'", "’": "'", "ʹ": "'", "″": '"', "”": '"', "“": '"',
  ";": ",",
};
const LOOKS = /^[\d\s.,+\-°'":NSEW]*\d[\d\s.,+\-°'":NSEW]*$/;
const DECIMAL_COMMAS =
  /^([+-]?\d+),(\d+)\s*°?\s*([NSEW])?\s*(?:,\s|\s)\s*([+-]?\d+),(\d+)\s*°?\s*([NSEW])?$/;
const NUMBER = /[+-]?(?:\d+(?:\.\d*)?|\.\d+)/g;
const ANGLE = new RegExp(
  "^([NSEW])?\\s*([+-])?\\s*(\\d+(?:\\.\\d*)?|\\.\\d+)\\s*(?:[°:\\s]\\s*)?" +
    "(?:(\\d+(?:\\.\\d*)?)\\s*(?:[':\\s]\\s*)?(?:(\\d+(?:\\.\\d*)?)\\s*\"?\\s*)?)?([NSEW])?$",
);
const words = (text) => text.trim().split(/\s+/).length;

// Gives [lat, lon] in degrees, or null for what is no position on Earth.
export function coordinatesIn(text) {
  let plain = text.trim().replace(/^[()[\]]+|[()[\]]+$/g, "").toUpperCase();
  plain = [...plain].map((letter) => SAME[letter] ?? letter).join("").replaceAll("''", '"');
  if (!LOOKS.test(plain)) return null;
  const commas = DECIMAL_COMMAS.exec(plain);
  if (commas) {
    const [a, b, c, d, e, f] = commas.slice(1).map((part) => part ?? "");
    plain = `${a}.${b}${c},${d}.${e}${f}`;
  }
  const halves = halved(plain);
  if (!halves) return null;
  if (!/[°'":NSEW]/.test(plain) && words(halves[0]) !== words(halves[1])) return null;
  const [first, second] = halves.map(angle);
  if (!first || !second || (first.axis && first.axis === second.axis)) return null;
  const turned = first.axis === "longitude" || second.axis === "latitude";
  const [lat, lon] = (turned ? [second, first] : [first, second]).map(({ degrees }) => degrees);
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [lat, lon] : null;
}

// Split at the comma, at the hemispheres, or in the middle of the numbers.
function halved(plain) {
  const commas = plain.split(",").length - 1;
  if (commas === 1) return plain.split(",");
  if (commas) return null;
  const letters = [...plain.matchAll(/[NSEW]/g)].map(({ index }) => index);
  const numbers = [...plain.matchAll(NUMBER)].map(({ index }) => index);
  let at = -1;
  if (letters.length === 2) at = letters[0] < numbers[0] ? letters[1] : letters[0] + 1;
  else if (!letters.length && [2, 4, 6].includes(numbers.length)) at = numbers[numbers.length / 2];
  return at < 0 ? null : [plain.slice(0, at), plain.slice(at)];
}

// One angle: {degrees, axis}, the axis being the one that its letter names.
function angle(half) {
  const found = ANGLE.exec(half.trim());
  if (!found || (found[1] && found[6])) return null;
  const [letter, sign] = [found[1] ?? found[6], found[2]];
  const parts = found.slice(3, 6).filter(Boolean);
  if (parts.slice(0, -1).some((part) => part.includes("."))) return null;
  if (parts.slice(1).some((part) => Number(part) >= 60) || (letter && sign)) return null;
  const size = parts.reduce((sum, part, power) => sum + Number(part) / 60 ** power, 0);
  const axes = { N: "latitude", S: "latitude", E: "longitude", W: "longitude" };
  return { degrees: sign === "-" || "SW".includes(letter ?? "-") ? -size : size, axis: axes[letter] };
}
