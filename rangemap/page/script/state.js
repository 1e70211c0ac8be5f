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

// Answers the question as it is now. `about` has what is known of each place that is asked about:
// its answers, or its distances where no range is switched on.
export function answer(state) {
  const { targets, probe } = state;
  const places = probe ? [...targets, probe] : targets;
  state.answers = answersAbout(state, targets);
  state.probeAnswers = probe ? answersAbout(state, [probe]) : [];
  state.about = new Map(places.map((place) => [place, []]));
  for (const each of [...state.answers, ...state.probeAnswers, ...distancesNow(state, places)]) {
    state.about.get(each.target).push(each);
  }
}

// The places of the question, and the one that is checked unless the question has it already.
export function askedNow({ targets, probe }) {
  const isProbe = ({ lat, lon, shape }) => !shape && lat === probe.lat && lon === probe.lon;
  return !probe || targets.some(isProbe) ? targets : [...targets, probe];
}

// The ways from every launch point to some places: {origin, target, distanceKm, ...}.
export const waysTo = ({ origins, world }, targets) =>
  origins.flatMap((origin) =>
    targets.map((target) => ({ origin, target, ...way(origin, target, world) })),
  );

// What there is to say of places where no range is switched on.
export const distancesNow = (state, targets) =>
  rangesNow(state).length ? [] : waysTo(state, targets);

const RANK = ["yes", "depends", "no", "not applicable"];

// Of what is known of one place that from the launch point with the best answer, then the nearest.
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
