// Verdicts for tens of thousands of cities within a frame.
//
// For each origin a city has bounds of its distance; only where a verdict may change between them
// is the distance itself solved for.

import { FLATTENING, LONGEST_M, SEMI_MAJOR_M, radians } from "../geodesy/ellipsoid.js";
import { metres } from "../geodesy/geodesic.js";
import { bounds } from "../geodesy/nearest.js";
import { isDrawn, travelsByWater, uncertaintyKm } from "./answer.js";
import { spansKm, toTerritory } from "./measure.js";
import { judge, judgeSpans, turningPoints } from "./verdict.js";

export const CODES = ["", "yes", "depends", "no"];

const SEMI_MAJOR_KM = SEMI_MAJOR_M / 1000;
// Of Lambert's formula, which begins to fail towards the antipode: see the tests.
const ERROR_KM = 0.1;
const FAR_ERROR_KM = 0.7;
const FAR = 2.4;
const NEARLY_OPPOSITE = 3;
// No arc of the auxiliary sphere is shorter on the Earth than this a radian.
const SHORTEST_KM = SEMI_MAJOR_KM * (1 - FLATTENING);
const MOST_EXTENT_KM = 20;
// Between two cities: what is beyond a weapon by more is certainly so, as judgeCities takes it.
const MOST_UNCERTAIN_KM = uncertaintyKm({ errorKm: MOST_EXTENT_KM }, { errorKm: MOST_EXTENT_KM });
const LONGEST_KM = LONGEST_M / 1000 + ERROR_KM;

// Adds to cities in columns {lat, lon, people} what their distances are bounded by.
export function prepareCities(cities) {
  const count = cities.lat.length;
  const sphere = new Float64Array(3 * count);
  const errorKm = Float64Array.from(cities.people, extentKm);
  for (let i = 0; i < count; i += 1) sphere.set(onSphere(cities.lon[i], cities.lat[i]), 3 * i);
  return { ...cities, count, sphere, errorKm };
}

// How far a city's people live from the point that stands for it, about.
const extentKm = (people) =>
  Math.min(MOST_EXTENT_KM, 0.6 * Math.sqrt(people / 1000 / Math.PI));

// A position at its reduced latitude on the unit sphere.
function onSphere(lon, lat) {
  const reduced = Math.atan((1 - FLATTENING) * Math.tan(radians(lat)));
  const [x, y] = [Math.cos(radians(lon)), Math.sin(radians(lon))];
  return [Math.cos(reduced) * x, Math.cos(reduced) * y, Math.sin(reduced)];
}

// How far away cities are in which weapons can make a difference, in kilometres.
export const limitOf = (weapons) =>
  Math.max(0, ...weapons.flatMap(turningPoints)) + MOST_UNCERTAIN_KM;

// What is known of the distances from one origin: {least, most} and exact(i), in kilometres, and
// which cities are `near`, all that may be within the limit. What is beyond is only known to be.
export function fromOrigin(origin, cities, limitKm = LONGEST_KM) {
  const [least, most] = [new Float64Array(cities.count), new Float64Array(cities.count)];
  const near = origin.shape
    ? boundsOfTerritory(origin, cities, least, most)
    : boundsOfPoint(origin, cities, limitKm, least, most);
  const solved = new Map();
  const exact = (i) => {
    if (!solved.has(i)) solved.set(i, solve(origin, cities, i));
    return solved.get(i);
  };
  const known = origin.shape ? Infinity : limitKm;
  return { origin, limitKm: known, near, least, most, exact, tooNear: new Map() };
}

function solve(origin, { lon, lat }, i) {
  if (!origin.shape) return metres(origin.lon, origin.lat, lon[i], lat[i]) / 1000;
  return toTerritory(origin, { lon: lon[i], lat: lat[i] }).distanceKm;
}

// Lambert's formula for long lines (1942): the sphere's distance, corrected for the flattening.
// Gives the cities that may be within the limit.
function boundsOfPoint(origin, { count, sphere }, limitKm, least, most) {
  const [x, y, z] = onSphere(origin.lon, origin.lat);
  const far = limitKm / SHORTEST_KM;
  const near = new Uint32Array(count);
  let found = 0;
  for (let i = 0, at = 0; i < count; i += 1, at += 3) {
    const other = sphere[at + 2];
    const chord2 = (sphere[at] - x) ** 2 + (sphere[at + 1] - y) ** 2 + (other - z) ** 2;
    const chord = Math.sqrt(chord2);
    least[i] = chord * SHORTEST_KM;
    most[i] = LONGEST_KM;
    if (chord > far) continue;
    near[found++] = i;
    const half = Math.min(1, chord / 2);
    const angle = 2 * Math.asin(half);
    if (angle > NEARLY_OPPOSITE) continue;
    const sine = 2 * half * Math.sqrt(1 - half * half);
    const north = chord2 ? ((angle + sine) * (other - z) ** 2) / chord2 : 0;
    const south = ((angle - sine) * (other + z) ** 2) / (4 - chord2);
    const km = SEMI_MAJOR_KM * (angle - (FLATTENING / 2) * (north + south));
    const error = angle < FAR ? ERROR_KM : FAR_ERROR_KM;
    least[i] = Math.max(0, km - error);
    most[i] = km + error;
  }
  return near.subarray(0, found);
}

function boundsOfTerritory({ shape, ownCoast }, { count, lon, lat }, least, most) {
  for (let i = 0; i < count; i += 1) {
    const [atLeast, atMost] = bounds(shape, lon[i], lat[i]);
    least[i] = ownCoast.has(`${lat[i]},${lon[i]}`) ? 0 : atLeast / 1000;
    most[i] = atMost / 1000;
  }
  return Uint32Array.from({ length: count }, (_, i) => i);
}

// Gives for every weapon the codes of its verdicts for every city from an origin.
export function judgeCities(weapons, table, cities) {
  return weapons.map((weapon) => {
    const codes = new Uint8Array(cities.count);
    if (!isDrawn(weapon) || travelsByWater(weapon)) return codes;
    const turns = [...new Set(turningPoints(weapon))].sort((a, b) => a - b);
    const between = [];
    const certain = uncertaintyKm(table.origin, { errorKm: 0 });
    const farKm = turns.at(-1) + certain + MOST_EXTENT_KM;
    codes.fill(code(judge(weapon, farKm, 0)));
    for (const i of table.near) {
      if (table.least[i] > farKm) continue;
      const uncertain = certain + cities.errorKm[i];
      let segment = 0;
      while (segment < turns.length && turns[segment] + uncertain < table.least[i]) segment += 1;
      const steady = segment === turns.length || turns[segment] - uncertain > table.most[i];
      if (!steady || mayBeTooNear(weapon, table, i, uncertain)) codes[i] = codeAt(weapon, table, cities, i, uncertain);
      else codes[i] = between[segment] ??= code(judge(weapon, table.least[i], uncertain));
    }
    return codes;
  });
}

// From within a territory a launch need not be at its nearest point.
const mayBeTooNear = ({ minimum }, { origin, least }, i, uncertain) =>
  origin.shape && minimum !== null && least[i] <= minimum + uncertain;

const code = ([verdict]) => CODES.indexOf(verdict);

// The verdict where it may turn, by the distance itself.
function codeAt(weapon, table, cities, i, uncertain) {
  const km = table.exact(i);
  if (!mayBeTooNear(weapon, table, i, uncertain) || weapon.minimum + uncertain < km) {
    return code(judge(weapon, km, uncertain));
  }
  if (!table.tooNear.has(weapon)) table.tooNear.set(weapon, new Map());
  const known = table.tooNear.get(weapon);
  if (!known.has(i)) {
    const city = { lon: cities.lon[i], lat: cities.lat[i] };
    known.set(i, code(judgeSpans(weapon, spansKm(table.origin, city, km), uncertain)));
  }
  return known.get(i);
}

// Whether a city is nearer to one origin than to another, by what bounds say or else exactly.
function isNearer(one, other, i) {
  if (one.most[i] < other.least[i]) return true;
  return one.least[i] < other.most[i] && one.exact(i) < other.exact(i);
}

// Gives for every city the number of the origin with the best verdict, then the nearest, of several
// tables with their codes; and the code of that verdict.
export function bestOf(tables, count) {
  const origin = new Uint8Array(count);
  const [best, ...others] = tables.map(({ codes }) => bestCodes(codes, count));
  others.forEach((codes, before) => {
    const number = before + 1;
    for (let i = 0; i < count; i += 1) {
      const mine = codes[i];
      const better = mine && mine < best[i];
      if (better || (mine === best[i] && isNearer(tables[number], tables[origin[i]], i))) {
        origin[i] = number;
        best[i] = mine;
      }
    }
  });
  return { origin, best };
}

// The best code of several weapons for every city: the lowest, but for 0, which is none.
function bestCodes(codes, count) {
  const best = new Uint8Array(count);
  for (const each of codes) {
    for (let i = 0; i < count; i += 1) if (each[i] && !(best[i] && best[i] < each[i])) best[i] = each[i];
  }
  return best;
}
