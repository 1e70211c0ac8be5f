// Answers as sentences.

import { DEGREE } from "../geodesy/ellipsoid.js";
import { wrapped } from "../geodesy/geodesic.js";
import { coordinates, inLanguage, longName } from "./names.js";
import { byClaims, byFirst, caveat, figure, grouped } from "./figures.js";
import { inBrackets, published, reaches, weaponName } from "./figures.js";

const AT_CITY_KM = 1;
// Less is not worth saying.
const LEAST_UNCERTAIN_KM = 1;

// An answer as one sentence, and its caveats as further ones. In brief, of the claims for and against
// it the first of each.
export function sentence(answer, words, brief = false) {
  const said = words.say(keyOf(answer), partsOf(answer, words, brief));
  const told = answer.caveats.map((key) => caveat(answer.weapon, key, words));
  return [said, ...covers(answer, words), ...edge(answer, words), ...told].join(" ");
}

// What a template may ask for: put into words only where it does.
function partsOf(answer, words, brief) {
  const { weapon, reachKm, distanceKm } = answer;
  return {
    get weapon() { return weaponName(weapon, words); },
    get edge() { return words.say(weapon.class === "given" ? "edge given" : "edge published"); },
    get where() { return distanceSaid(answer, words); },
    get reaches() { return reaches(weapon, words); },
    get figure() { return figure(weapon.typical, words); },
    get published() { return inBrackets([published(weapon, words)], words); },
    get open() { return grouped([weapon.highest], words)[0]; },
    get flown() { return weapon.flown ? grouped([weapon.flown], words)[0] : ""; },
    get margin() { return words.margin(reachKm, distanceKm); },
    get low() { return words.length(weapon.low); },
    get high() { return words.length(weapon.high); },
    get minimum() { return words.length(weapon.minimum ?? 0); },
    get uncertainty() { return uncertainty(answer, words); },
    get why() { return whyUncertain(answer, words); },
    get inland() { return inland(answer, words); },
    get sides() { return sides(answer, words, brief ? byFirst : byClaims); },
    get variants() { return variants(answer, words); },
  };
}

// The template that an answer is told by.
function keyOf({ weapon, verdict, reason, covers: all }) {
  if (reason) return reason;
  if (verdict === "yes" && all) return all === "yes" ? "yes all" : "yes part";
  if (verdict === "no" && weapon.openEnded) return "no open";
  return verdict;
}

function covers({ farthestKm, covers: all, verdict }, words) {
  if (farthestKm === null || !all || verdict === "no") return [];
  return [words.say(`covers ${all}`, { farthest: words.length(farthestKm) })];
}

function edge(answer, words) {
  if (!answer.isAtEdge || ["edge", "minimum edge"].includes(answer.reason)) return [];
  const why = whyUncertain(answer, words);
  return [words.say("at edge", { uncertainty: uncertainty(answer, words), why })];
}

const uncertainty = ({ uncertaintyKm }, words) =>
  words.length(Math.max(LEAST_UNCERTAIN_KM, uncertaintyKm));

const inland = ({ inlandPlace }, words) => (inlandPlace ? inlandSaid(inlandPlace, words) : "");

// How far a place lies from the sea.
export const inlandSaid = ({ place, coastKm }, words) =>
  words.say("inland place", { place: longName(place, words), distance: words.length(coastKm) });

// How far the target is, and from and to which point of a territory.
export function distanceSaid(answer, words) {
  const { origin, target, distanceKm } = answer;
  const said = words.say(distanceKey(answer), {
    target: longName(target, words),
    distance: words.length(distanceKm),
    origin: longName(origin, words),
  });
  const feet = [
    ["from", origin, answer.start],
    ["to", target, answer.end],
  ]
    .filter(([, land, foot]) => foot && distanceKm && land.shape)
    .map(([side, , foot]) => words.say(`${side} nearest`, { point: pointSaid(foot, words) }));
  return feet.length ? `${said} (${feet.join(", ")})` : said;
}

function distanceKey({ origin, target, distanceKm }) {
  if (distanceKm === 0 && origin.shape) return target.shape ? "adjoining" : "inside";
  return distanceKm === 0 && target.shape ? "around" : "distance";
}

// Where a foot is: so far and in such a direction of the nearest city, which it comes with.
function pointSaid(foot, words) {
  if (!foot.city) return coordinates(foot, words);
  const place = inLanguage(foot.called, words.lang);
  if (foot.awayKm < AT_CITY_KM) return words.say("at", { place });
  const direction = compass(azimuth(foot.city, foot), words);
  return words.say("off", { distance: words.length(foot.awayKm), direction, place });
}

export function compass(degrees, words) {
  const points = words.say("compass").split(" ");
  return points[Math.floor((degrees / 360) * points.length + 0.5) % points.length];
}

// About the direction, clockwise from north, for places near each other.
function azimuth(start, end) {
  const east = wrapped(end.lon - start.lon) * Math.cos(((start.lat + end.lat) / 2) * DEGREE);
  return (Math.atan2(east, end.lat - start.lat) / DEGREE + 360) % 360;
}

const whyUncertain = ({ origin, target }, words) =>
  words.say(origin.borders || target.borders ? "why borders" : "why points");

// Which claims put the target inside, which outside, and which leave it open.
function sides({ inside, outside, leftOpen, straddling }, words, told) {
  const said = [
    ["within", told(inside, straddling, "upper end", words)],
    ["beyond", told(outside, straddling, "lower end", words)],
    ["left open", told(leftOpen, [], "", words)],
  ]
    .filter(([, claims]) => claims)
    .map(([side, claims]) => words.say(side, { claims }));
  return words.clauses(said);
}

// Which variants would reach the target, which may, and which would not.
function variants({ variantsBy }, words) {
  return Object.entries(variantsBy)
    .filter(([, found]) => found.length)
    .map(([verdict, found]) => {
      const names = words.several(found.map((variant) => weaponName(variant, words)));
      return words.say(`variants ${verdict}`, { n: found.length, names });
    })
    .join(", ");
}
