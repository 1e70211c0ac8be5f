// The colours of the map, light or dark as the reader's screen is; on paper light.

const LIGHT = {
  sea: "#dfe9ee",
  land: "#f6f3ec",
  coast: "#9fb2bd",
  border: "#b7afa2",
  disputed: "#8d8375",
  ink: "#1d2226",
  paper: "#ffffff",
  quiet: "#8d8677",
};

const DARK = {
  sea: "#10181d",
  land: "#232a2e",
  coast: "#4d626e",
  border: "#59605f",
  disputed: "#8a8473",
  ink: "#eef1f2",
  paper: "#14191c",
  quiet: "#98a0a0",
};

// The ranges' colours in their order, after Okabe and Ito, so that the colour-blind tell them apart:
// of lines on a light map, of text and signs on a light page, and of both on a dark one. Those that
// share a line's pattern differ in grey, too.
const HUES = [
  { light: "#0072b2", ink: "#0072b2", dark: "#4fb0e8" },
  { light: "#d55e00", ink: "#a84a00", dark: "#ff8a3d" },
  { light: "#009e73", ink: "#00704f", dark: "#2ec79b" },
  { light: "#56b4e9", ink: "#17658f", dark: "#b5e1ff" },
  { light: "#e69f00", ink: "#855c00", dark: "#ffd666" },
  { light: "#aa4499", ink: "#943a85", dark: "#c765b5" },
  { light: "#4d4d4d", ink: "#4d4d4d", dark: "#84898d" },
];
const PATTERNS = [[], [36, 4], [36, 4, 4, 4]];
const OWN = [8, 5];

const dark = window.matchMedia("(prefers-color-scheme: dark)");

// On tiles from elsewhere, which are light.
let onTiles = false;
// On paper, which is light, too.
let printing = false;

export function drawOnTiles() {
  onTiles = true;
}

export const coloursNow = () => (dark.matches && !onTiles && !printing ? DARK : LIGHT);

// The colour of a range; that of the reader's own is the ink.
export function hue({ number, isWhatIf }, colours = coloursNow()) {
  if (isWhatIf) return colours.ink;
  return HUES[number % HUES.length][colours === DARK ? "dark" : "light"];
}

export function inkHue(weapon, colours = coloursNow()) {
  if (weapon.isWhatIf || colours === DARK) return hue(weapon, colours);
  return HUES[weapon.number % HUES.length].ink;
}

// How the line of a range is dashed.
export const pattern = ({ number, isWhatIf }) => (isWhatIf ? OWN : PATTERNS[number % PATTERNS.length]);

// Calls `changed` when the colours are others than before: before printing too, as a browser that
// prints tells of its light paper only once it is too late to paint.
export function onColourChange(changed) {
  let last = coloursNow();
  const look = () => {
    if (coloursNow() === last) return;
    last = coloursNow();
    changed();
  };
  const print = (now) => {
    printing = now;
    look();
  };
  dark.addEventListener("change", look);
  window.addEventListener("beforeprint", () => print(true));
  window.addEventListener("afterprint", () => print(false));
}
