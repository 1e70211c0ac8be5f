// A language and a unit: the templates of a message file, filled by its own rules, as Python does.

export const UNITS = ["km", "mi", "nmi"];

const KM_IN = { km: 1, mi: 1.609344, nmi: 1.852 };
// Below this a whole kilometre or mile is too coarse to read.
const NEAR = 10;

export function wordsOf(messages, lang, units) {
  const { templates, plural, list, number: rules } = messages;

  // Fills a template; one that has several forms by the number n.
  function say(key, values = {}) {
    let template = templates[key];
    let given = values;
    if (typeof template !== "string") {
      template = template[form(plural, values.n)];
      given = { ...values, n: number(values.n) };
    }
    return filled(template, given);
  }

  // Writes a number as the language does, with halves rounded up.
  function number(value, decimals = 0) {
    const [whole, fraction] = rounded(Math.abs(value), decimals).toFixed(decimals).split(".");
    const grouped = whole.length >= rules["least digits grouped"];
    const digits = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, rules.thousands) : whole;
    return (value < 0 ? "-" : "") + (fraction ? digits + rules.decimal + fraction : digits);
  }

  // A length in the reader's unit as it is shown: rounded once, from kilometres.
  function shown(km) {
    const value = km / KM_IN[units];
    return rounded(value, Math.abs(value) < NEAR ? 1 : 0);
  }

  const written = (value) => number(value, Number.isInteger(value) ? 0 : 1);
  const withUnit = (value) => say(units, { number: written(value) });
  const bare = (km) => written(shown(km));
  const length = (km) => withUnit(shown(km));

  // The difference of two lengths as they are shown.
  function margin(rangeKm, distanceKm) {
    const difference = rounded(Math.abs(shown(rangeKm) - shown(distanceKm)), 1);
    return withUnit(rounded(difference, difference < NEAR ? 1 : 0));
  }

  const span = (lowKm, highKm) => say("span", { low: bare(lowKm), high: length(highKm) });

  // Words as a person lists them.
  function several(words) {
    if (words.length < 2) return words.join("");
    const [first, last] = [words.slice(0, -1).join(", "), words.at(-1)];
    const [template] = list.find(([, before]) => new RegExp(before).test(last));
    return filled(template, { first, last });
  }

  const clauses = (said) => said.join(say("clauses"));

  // A date of our data: as it is, but for the middle of a year.
  const dated = (date) => date.replace(/^mid-(\d{4})$/, (_, year) => say("mid year", { year }));

  return { say, number, length, bare, span, margin, several, clauses, dated, lang, units, decimal: rules.decimal };
}

const filled = (template, given) =>
  template.replace(/\{(\w+)\}/g, (hole, name) => (name in given ? given[name] : hole));

// Rounds a number that is not negative, halves up.
export function rounded(value, decimals) {
  const scale = 10 ** decimals;
  return Math.floor(value * scale + 0.5) / scale;
}

// The form of plural that goes with a whole number.
function form(plural, number) {
  const found = plural.find(([, conditions]) =>
    conditions.every(([modulus, low, high, wanted = true]) => {
      const rest = modulus ? number % modulus : number;
      return (low <= rest && rest <= high) === wanted;
    }),
  );
  return found ? found[0] : "other";
}
