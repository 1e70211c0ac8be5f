// The answer to one question, and what it rests on, as Python has it.

import { judge, judgeFar, judgeSpans } from "./verdict.js";

const WHOLE_KM = 0.5;
const BY_WATER = "sea drone";
const ROTATION_KM = 5500;
const BALLISTIC = ["srbm", "mrbm", "irbm", "icbm", "slbm", "aeroballistic"];
const ROCKETS = [...BALLISTIC, "hypersonic glide"];
const VERDICTS = ["yes", "depends", "no"];

export const travelsByWater = (weapon) => weapon.class === BY_WATER;
export const isDrawn = (weapon) => weapon.class !== "sam";

// The verdict; of a territory that is reached and not all of it, that it is a part.
export const shownVerdict = ({ verdict, covers: all }) =>
  verdict === "yes" && all && all !== "yes" ? "part" : verdict;

export const uncertaintyKm = (origin, target) => WHOLE_KM + origin.errorKm + target.errorKm;

// Answers for a way {distanceKm, start, end, farthestKm, spans, extentKm, inland}: the nearest
// points, the farthest distance and the spans of a territory, and what of a way by water is inland.
export function answered(weapon, origin, target, way) {
  const { distanceKm } = way;
  const uncertain = uncertaintyKm(origin, target);
  const near = weapon.minimum !== null && weapon.minimum + uncertain >= distanceKm;
  let [verdict, reason] = judgeSpans(weapon, near ? way.spans() : [[distanceKm, distanceKm]], uncertain);
  const inlandPlace = travelsByWater(weapon) ? way.inland() : null;
  if (inlandPlace) [verdict, reason] = ["not applicable", "inland"];
  else if (travelsByWater(weapon) && verdict === "yes") [verdict, reason] = ["depends", "by water"];
  const mayCover = verdict !== "not applicable" && !travelsByWater(weapon);
  const answer = {
    weapon,
    origin,
    target,
    distanceKm,
    verdict,
    reason,
    inlandPlace,
    start: way.start,
    end: way.end,
    farthestKm: way.farthestKm,
    covers: mayCover ? covers(weapon, way, uncertain) : null,
    uncertaintyKm: uncertain,
    reachKm: distanceKm <= weapon.typical.low ? weapon.typical.low : weapon.typical.high,
    ...sides(weapon, distanceKm),
    variantsBy: variantsBy(weapon, distanceKm, uncertain),
  };
  answer.isAtEdge = isAtEdge(answer);
  answer.caveats = caveats(answer);
  answer.sources = sources(answer);
  return answer;
}

// Whether all of a target is within reach that is a territory.
function covers(weapon, { distanceKm, farthestKm, extentKm }, uncertain) {
  if (farthestKm === null) return null;
  const far = judgeFar(weapon, farthestKm, uncertain)[0];
  // Within a territory that is twice as wide there is a point far enough from any other.
  if (weapon.minimum === null || extentKm() >= 2 * weapon.minimum) return far;
  if (distanceKm + uncertain < weapon.minimum) return "no";
  return distanceKm - uncertain < weapon.minimum && far === "yes" ? "depends" : far;
}

// The claims by which the target is within reach, out of it, or neither.
function sides({ counted }, distanceKm) {
  const beyond = counted.filter((claim) => claim.high < distanceKm);
  return {
    inside: counted.filter((claim) => claim.low >= distanceKm),
    outside: beyond.filter((claim) => !claim.open),
    leftOpen: beyond.filter((claim) => claim.open),
    straddling: counted.filter(({ low, high }) => low < distanceKm && distanceKm <= high),
  };
}

function variantsBy(weapon, distanceKm, uncertain) {
  const by = Object.fromEntries(VERDICTS.map((verdict) => [verdict, []]));
  for (const variant of weapon.variants) {
    by[judge(variant, distanceKm, uncertain)[0]]?.push(variant);
  }
  return by;
}

function isAtEdge({ weapon, verdict, distanceKm, uncertaintyKm: uncertain }) {
  if (verdict !== "depends") return false;
  const ends = weapon.counted.flatMap(({ low, high }) => [low, high]);
  return ends.some((end) => Math.abs(end - distanceKm) <= uncertain);
}

// What a reader must be told of a weapon, whatever is asked of it.
export function weaponCaveats(weapon) {
  const told = [];
  if (weapon.catalogues.length) told.push("own catalogue");
  const fromGround = weapon.launch.includes("ground") || travelsByWater(weapon);
  if (weapon.launch.length && !fromGround) told.push("release point");
  if (ROCKETS.includes(weapon.class) && weapon.high > ROTATION_KM) told.push("rotation");
  if (weapon.measures === "data link") told.push("data link note");
  if (weapon.status && weapon.status !== "in service") told.push(weapon.status);
  return told;
}

function caveats(answer) {
  const { weapon, reason } = answer;
  const told = weaponCaveats(weapon).filter(
    (key) => key !== "data link note" || reason !== "data link",
  );
  if (travelsByWater(weapon) && !["by water", "inland"].includes(reason)) {
    told.push("by water caveat");
  }
  if (fartherThanFlown(answer)) told.push("farther than flown");
  return told;
}

// The farthest flight there is, where the target is not out of reach and lies beyond it.
function fartherThanFlown({ weapon: { flown }, verdict, reason, distanceKm }) {
  const possible = ["yes", "depends"].includes(verdict) && reason !== "flown farther";
  return flown && possible && distanceKm > flown.high ? flown : null;
}

// The numbers of the sources that an answer rests on.
function sources(answer) {
  const { weapon, reason } = answer;
  const numbers = [...weapon.keySources];
  if (weapon.minimum !== null && ["minimum", "minimum edge"].includes(reason)) {
    numbers.push(weapon.minimumSource);
  }
  let claims = [];
  if (reason === "sources") {
    claims = [answer.inside, answer.outside, answer.leftOpen, answer.straddling].flat();
  }
  if (reason === "variants") claims = weapon.variants.flatMap(({ counted }) => counted);
  const flown = reason === "flown farther" ? weapon.flown : fartherThanFlown(answer);
  numbers.push(...claims.map(({ source }) => source), flown ? flown.source : null);
  return [...new Set(numbers)].filter((number) => number !== null).sort((a, b) => a - b);
}
