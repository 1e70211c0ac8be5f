// The reader's question in the address of the page, so that a link holds it.
//
// A part that cannot be read is left out: a link may be cut or typed by hand.

import { SORTS, isUnit } from "./state.js";

const VERDICTS = ["yes", "depends", "no"];
const DECIMALS = 5;

export function written(state, map) {
  const parts = new URLSearchParams();
  const moved = state.origins.map((origin, i) =>
    origin === state.world.origins[i] ? "" : position(origin),
  );
  if (moved.some(Boolean)) parts.set("from", moved.join("~"));
  if (state.probe) parts.set("at", position(state.probe));
  if (state.whatIfKm !== null) parts.set("range", state.whatIfKm);
  if (!state.shown.every(Boolean)) {
    parts.set("off", state.shown.flatMap((on, i) => (on ? [] : [i])).join("~"));
  }
  parts.set("units", state.units);
  parts.set("lang", state.lang);
  if (state.sort !== SORTS[0]) parts.set("sort", state.sort);
  parts.set("show", VERDICTS.filter((verdict) => state.verdicts.includes(verdict)).join("~"));
  const { lat, lng } = map.getCenter();
  parts.set("map", [lat.toFixed(4), lng.toFixed(4), map.getZoom()].join("~"));
  return `#${parts}`;
}

const position = ({ lat, lon }) => [lat, lon].map((value) => Number(value.toFixed(DECIMALS))).join(",");

// Takes over what a hash holds; gives the view of the map that it asks for, or null.
export function read(hash, state) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const list = (name) => (parts.get(name) ?? "").split("~");
  list("from").forEach((text, i) => {
    const place = placeAt(text, state.world);
    if (place && state.origins[i] && !state.origins[i].shape) state.origins[i] = place;
  });
  state.probe = placeAt(parts.get("at"), state.world) ?? state.probe;
  const km = numberIn(parts.get("range") ?? "");
  if (km >= 0.01 && km <= 40_030) state.whatIfKm = km;
  for (const i of list("off").map(numberIn)) if (i in state.shown) state.shown[i] = false;
  if (isUnit(parts.get("units"))) state.units = parts.get("units");
  if (Object.hasOwn(state.world.messages, parts.get("lang"))) state.lang = parts.get("lang");
  if (SORTS.includes(parts.get("sort"))) state.sort = parts.get("sort");
  if (parts.has("show")) state.verdicts = VERDICTS.filter((each) => list("show").includes(each));
  return viewIn(list("map").map(numberIn));
}

// A number as a link has it; a blank is none.
const numberIn = (text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN);

function placeAt(text, world) {
  const [lat, lon, ...rest] = (text ?? "").split(",").map(numberIn);
  const onEarth = Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && !rest.length;
  return onEarth ? (world.placeAt(lat, lon) ?? world.point(lat, lon)) : null;
}

function viewIn([lat, lon, zoom]) {
  const possible = Math.abs(lat) <= 90 && Number.isFinite(lon) && zoom >= 0 && zoom <= 20;
  return possible ? { at: [lat, lon], zoom } : null;
}
