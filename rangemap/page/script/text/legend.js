// What the signs and the lines on a map mean.

import { isDrawn, travelsByWater, weaponCaveats } from "../reach/answer.js";
import { inlandKm, isKeptAshore } from "../reach/water.js";
import { caveat, figure, weaponName } from "./figures.js";
import { inlandSaid } from "./sentences.js";

// The verdicts that the answers of a page may have.
export function verdictsOf({ weapons, targets }) {
  const hasLand = targets.some(({ shape }) => shape);
  const hasNone = weapons.some((weapon) => !isDrawn(weapon) || travelsByWater(weapon));
  return ["yes", ...(hasLand ? ["part"] : []), "depends", "no", ...(hasNone ? ["not applicable"] : [])];
}

// What lines, dots and borders there are on a map, of which the last two are only on one of ours.
export function mapNotes({ weapons, whole, tiles }, words) {
  const told = [];
  const banded = weapons.filter((weapon) => isDrawn(weapon) && weapon.low < weapon.high);
  if (banded.length) told.push(banded.every(travelsByWater) ? "page band lines" : "page band");
  if (whole && !weapons.every(travelsByWater)) told.push("page dots");
  if (whole && !tiles) told.push("page disputed");
  return told.map((key) => words.say(key));
}

// What is to be known of a range as it is drawn.
export function rangeNotes(weapon, { words, origins, world }) {
  if (!isDrawn(weapon)) {
    return [words.say("air defence note", { figure: figure(weapon.typical, words) })];
  }
  const inland = origins.filter((place) => isKeptAshore(weapon, place, world));
  const told = inland.length < origins.length ? ringNotes(weapon, origins, words) : [];
  if (!inland.length) return told;
  const said = inland.map((place) => inlandSaid({ place, coastKm: inlandKm(place, world) }, words));
  const name = weaponName(weapon, words);
  return [...told, words.say("inland", { weapon: name, inland: words.several(said) })];
}

function ringNotes(weapon, origins, words) {
  const told = weapon.openEnded ? [words.say("open note")] : [];
  if (weapon.flownFarther) told.push(caveat(weapon, "flown note", words));
  if (travelsByWater(weapon)) told.push(words.say("by water note"));
  if (weapon.minimum !== null && origins.some(({ shape }) => !shape)) {
    told.push(words.say("minimum note", { minimum: words.length(weapon.minimum) }));
  }
  return told;
}

// What a reader must be told of a weapon that is drawn.
export const caveatsSaid = (weapon, words) =>
  isDrawn(weapon) ? weaponCaveats(weapon).map((key) => caveat(weapon, key, words)) : [];
