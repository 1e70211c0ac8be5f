// The colours of the map, light or dark as the reader's screen is.

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

// Of the weapons' colours those that are too dark on a dark map, made lighter.
const LIGHTER = {
  "#0072b2": "#4fb0e8",
  "#d55e00": "#ff8a3d",
  "#009e73": "#2ec79b",
  "#aa4499": "#dd8ad0",
  "#4d4d4d": "#b9bcbd",
};

// Text and signs in a weapon's colour, on a light page: dark enough to be read.
const DARKER = {
  "#d55e00": "#a84a00",
  "#009e73": "#00704f",
  "#aa4499": "#943a85",
  "#56b4e9": "#17658f",
  "#e69f00": "#855c00",
};

const dark = window.matchMedia("(prefers-color-scheme: dark)");

// On tiles from elsewhere, which are light.
let onTiles = false;

export function drawOnTiles() {
  onTiles = true;
}

export const coloursNow = () => (dark.matches && !onTiles ? DARK : LIGHT);

// The colour of a range; that of the reader's own is the ink.
export function hue({ colour }, colours = coloursNow()) {
  if (!colour) return colours.ink;
  return colours === DARK ? (LIGHTER[colour] ?? colour) : colour;
}

export function inkHue(weapon, colours = coloursNow()) {
  return colours === LIGHT ? (DARKER[weapon.colour] ?? hue(weapon, colours)) : hue(weapon, colours);
}

export const onColourChange = (changed) => dark.addEventListener("change", changed);
