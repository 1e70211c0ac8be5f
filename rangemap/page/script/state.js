// The question as the reader has it now, and what follows from it.

import { CODES, bestOf, fromOrigin, judgeCities, limitOf } from "./reach/cities.js";
import { answered } from "./reach/answer.js";
import { way } from "./reach/measure.js";
import { title } from "./text/titles.js";
import { UNITS, wordsOf } from "./text/words.js";

export const SORTS = ["people", "distance", "name"];

export function stateOf(page, world) {
  return {
    page,
    world,
    lang: page.lang ?? preferred(world.messages),
    units: page.units,
    origins: [...world.origins],
    targets: world.targets,
    probe: null,
    shown: page.weapons.map(() => true),
    whatIfKm: null,
    sort: "people",
    verdicts: ["yes", "depends"],
  };
}

// The first of the languages of the reader's browser that there are words in.
function preferred(messages) {
  const wanted = (navigator.languages ?? []).map((tag) => tag.split("-")[0]);
  return wanted.find((lang) => lang in messages) ?? "en";
}

export const wordsNow = ({ world, lang, units }) => wordsOf(world.messages[lang], lang, units);

export const isUnit = (units) => UNITS.includes(units);

// The ranges that are switched on, that of the reader's own last.
export function rangesNow({ page, shown, whatIfKm }) {
  const weapons = page.weapons.filter((_, i) => shown[i]);
  return whatIfKm === null ? weapons : [...weapons, whatIf(whatIfKm)];
}

function whatIf(km) {
  const claim = { low: km, high: km, said: null, flown: false, open: false, source: null };
  return {
    id: "what-if",
    name: {},
    class: "given",
    isWhatIf: true,
    low: km,
    high: km,
    range: km,
    minimum: null,
    openEnded: false,
    flownFarther: null,
    flown: null,
    measures: null,
    status: null,
    launch: [],
    catalogues: [],
    variants: [],
    keySources: [],
    typical: claim,
    highest: claim,
    counted: [claim],
    number: 0,
  };
}

// The answers about some targets, in the order of ranges, launch points and targets.
function answersAbout(state, targets) {
  const ways = state.origins.map((origin) =>
    targets.map((target) => way(origin, target, state.world)),
  );
  return rangesNow(state).flatMap((weapon) =>
    state.origins.flatMap((origin, i) =>
      targets.map((target, j) => answered(weapon, origin, target, ways[i][j])),
    ),
  );
}

// Answers the question as it is now.
export function answer(state) {
  state.answers = answersAbout(state, state.targets);
  state.probeAnswers = state.probe ? answersAbout(state, [state.probe]) : [];
  state.about = new Map();
  for (const each of [...state.answers, ...state.probeAnswers]) {
    if (!state.about.has(each.target)) state.about.set(each.target, []);
    state.about.get(each.target).push(each);
  }
}

// What there is to say of the targets where no range is switched on: {origin, target, distanceKm, ...}.
export function distancesNow(state) {
  const { origins, targets, world } = state;
  if (rangesNow(state).length) return [];
  return origins.flatMap((origin) =>
    targets.map((target) => ({ origin, target, ...way(origin, target, world) })),
  );
}

const RANK = ["yes", "depends", "no", "not applicable"];

// Of answers about one place those from the launch point with the best one, then the nearest.
export function fromBestOrigin(answers) {
  const better = (a, b) =>
    RANK.indexOf(a.verdict) - RANK.indexOf(b.verdict) || a.distanceKm - b.distanceKm;
  const best = answers.reduce((found, each) => (better(each, found) < 0 ? each : found));
  return answers.filter(({ origin }) => origin === best.origin);
}

// Keeps what is known of cities from launch points that have not moved.
export function cityJudge(world) {
  const tables = new Map();
  return (state) => {
    const { cities } = world;
    for (const origin of tables.keys()) {
      if (!state.origins.includes(origin)) tables.delete(origin);
    }
    const ranges = rangesNow(state);
    const limitKm = limitOf(ranges);
    const judged = state.origins.map((origin) => {
      let table = tables.get(origin);
      if (!table || table.limitKm < limitKm) {
        table = fromOrigin(origin, cities, limitKm);
        tables.set(origin, table);
      }
      return { ...table, codes: judgeCities(ranges, table, cities) };
    });
    return { ranges, judged, ...bestOf(judged, cities.count) };
  };
}

// The distance and the verdicts of a city from the launch point that has the best one.
export function answerFor({ judged: { ranges, judged, origin } }, i) {
  const { exact, codes } = judged[origin[i]];
  const verdicts = ranges.map((weapon, number) => ({ weapon, verdict: CODES[codes[number][i]] }));
  return { distance: exact(i), verdicts: verdicts.filter(({ verdict }) => verdict) };
}

export function titleNow(state) {
  const { words, origins, targets } = state;
  return title(rangesNow(state), origins, targets, words);
}
