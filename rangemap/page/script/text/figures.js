// What is published about a weapon, in words.

import { inLanguage } from "./names.js";

const ROTATION_KM = 5500;

// A claim's figure with its qualifier, such as "up to 300 km".
export function figure(claim, words) {
  const { low, high, said, flown } = claim;
  let plain = low === high ? words.length(high) : words.span(low, high);
  if (flown) plain = words.say("flown", { figure: plain });
  return said ? words.say(said, { figure: plain }) : plain;
}

// What a claim is tied to, such as "with a light warhead".
const condition = (claim, words) => claim.condition && inLanguage(claim.condition, words.lang);

// How far a weapon reaches, with the spread of what is published.
export function reaches(weapon, words) {
  const told = figure(weapon.typical, words);
  if (weapon.class === "given") return words.say("given", { figure: told });
  const spread = inBrackets([condition(weapon.typical, words), published(weapon, words)], words);
  const name = weaponName(weapon, words);
  return words.say("reaches", { weapon: name, figure: told, published: spread });
}

export function published(weapon, words) {
  const { low, high, typical } = weapon;
  if (low === high || (low === typical.low && high === typical.high)) return "";
  return words.say("published", { span: words.span(low, high) });
}

// What there is of several remarks, in brackets behind what they are about.
export function inBrackets(parts, words) {
  const said = words.clauses(parts.filter(Boolean));
  return said ? ` (${said})` : "";
}

export function weaponName(weapon, words) {
  return weapon.class === "given" ? words.length(weapon.range) : inLanguage(weapon.name, words.lang);
}

// Names claims, and the end of those spans that says the same as they do.
export function byClaims(claims, straddling, end, words) {
  const ends = grouped(straddling, words).map((claim) => words.say(end, { claim }));
  return words.several([...grouped(claims, words), ...ends]);
}

// The first of claims, and how many figures there are besides.
export function byFirst(claims, straddling, end, words) {
  const others = grouped(claims, words).length + grouped(straddling, words).length - 1;
  if (others < 1) return byClaims(claims, straddling, end, words);
  const span = claims.length ? [] : straddling.slice(0, 1);
  const claim = byClaims(claims.slice(0, 1), span, end, words);
  return words.say("page others", { claim, n: others });
}

// Every figure once, with all the sources that print it.
export function grouped(claims, words) {
  const sources = new Map();
  for (const claim of claims) {
    const said = { figure: figure(claim, words), tied: condition(claim, words) };
    const key = JSON.stringify(said);
    if (!sources.has(key)) sources.set(key, { ...said, printed: [] });
    sources.get(key).printed.push(publisher(claim, words));
  }
  return [...sources.values()].map(
    ({ figure: said, tied, printed }) => said + inBrackets([tied, ...new Set(printed)], words),
  );
}

function publisher({ publisher: name, date, dataset }, words) {
  if (dataset) return words.say("dataset", { publisher: name });
  return `${name}, ${date ?? words.say("undated")}`;
}

// What a reader must be told of a weapon.
export function caveat(weapon, key, words) {
  const launch = weapon.launch.filter((from) => from !== "ground");
  return words.say(key, {
    launch: words.several(launch.map((from) => words.say(`launch ${from}`))),
    catalogue: words.several(weapon.catalogues),
    as_of: weapon.as_of ? words.say("as of", { date: weapon.as_of }) : "",
    flown: weapon.flown ? figure(weapon.flown, words) : "",
    limit: words.length(ROTATION_KM),
  });
}
