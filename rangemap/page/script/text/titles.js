// A whole question in one line: its title, and what a map of it shows to who cannot see it.

import { shownVerdict } from "../reach/answer.js";
import { figure, weaponName } from "./figures.js";
import { longName, placeName } from "./names.js";

const MOST_IN_TITLE = 5;
const MOST_IN_ALTERNATIVE = 10;

export function title(weapons, origins, targets, words) {
  const said = {
    weapons: words.several(weapons.map((weapon) => weaponName(weapon, words))),
    origins: few(origins.map((origin) => longName(origin, words)), "many origins", words),
    targets: few(targets.map((target) => placeName(target, words)), "many targets", words),
  };
  if (weapons.length) return words.say(targets.length ? "title answers" : "title", said);
  return targets.length ? words.say("page title distances", said) : said.origins;
}

// Names as a person lists them, or their number where they are many.
function few(names, many, words) {
  return names.length <= MOST_IN_TITLE ? words.several(names) : words.say(many, { n: names.length });
}

// A weapon with its figure, as a ring is labelled.
export function label(weapon, words) {
  const name = weaponName(weapon, words);
  if (weapon.isWhatIf) return `${words.say("page what if name")} · ${name}`;
  if (weapon.class === "given") return name;
  if (weapon.class === "sam") return words.say("air defence label", { weapon: name });
  return words.say("label", { weapon: name, figure: figure(weapon.typical, words) });
}

// What a map shows in a line: the ranges, and for each place its distance and verdicts.
export function alternative(weapons, origins, answers, words) {
  const said = words.say("alternative", {
    weapons: words.several(weapons.map((weapon) => label(weapon, words))),
    origins: few(origins.map((origin) => longName(origin, words)), "many origins", words),
  });
  return answers.length ? `${said} ${placesTold(answers, words)}` : said;
}

// The distance of each place and its verdicts.
export function placesTold(answers, words) {
  const asked = byPair(answers);
  const several = new Set(answers.map(({ origin }) => origin)).size > 1;
  const told = asked.slice(0, MOST_IN_ALTERNATIVE).map((mine) => placeTold(mine, several, words));
  if (asked.length > MOST_IN_ALTERNATIVE) told.push("…");
  return `${words.clauses(told)}.`;
}

// Answers about the same launch point and place together, in their order.
export function byPair(answers) {
  const pairs = [];
  const known = new Map();
  for (const answer of answers) {
    const { origin, target } = answer;
    if (!known.has(origin)) known.set(origin, new Map());
    const mine = known.get(origin);
    if (!mine.has(target)) {
      mine.set(target, []);
      pairs.push(mine.get(target));
    }
    mine.get(target).push(answer);
  }
  return pairs;
}

// Of several launch points it is said from which.
function placeTold(answers, several, words) {
  const [{ origin, target, distanceKm }] = answers;
  const verdicts = answers.map((answer) =>
    words.say("alternative verdict", {
      weapon: weaponName(answer.weapon, words),
      verdict: words.say(`verdict ${shownVerdict(answer)}`),
    }),
  );
  const distance = words.length(distanceKm);
  const place = placeName(origin, words);
  return words.say("alternative answer", {
    target: longName(target, words),
    distance: several ? words.say("distance of", { distance, place }) : distance,
    verdicts: words.several(verdicts),
  });
}
