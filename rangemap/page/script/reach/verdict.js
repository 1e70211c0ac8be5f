// The rule by which an answer is yes, no, depends or not applicable, as Python has it.
//
// A judgement is [verdict, reason]; the reason is null where the range alone decides.

// An open upper end leaves what is up to so many times as far open.
const OPEN_TO = 2;

// The best verdict and its reason for spans of distances that there are, in kilometres. A minimum
// range excludes a span only where all of it lies below.
export function judgeSpans(weapon, spans, uncertaintyKm) {
  if (weapon.class === "sam") return ["not applicable", "air defence"];
  const minimum = weapon.minimum ?? 0;
  let best = ["no", null];
  let number = 0;
  for (const [least, most] of spans) {
    const judged =
      most - uncertaintyKm < minimum
        ? judge(weapon, most, uncertaintyKm)
        : judgeFar(weapon, least, uncertaintyKm);
    if (judged[0] === "yes") return judged;
    if (!number || (best[0] === "no" && judged[0] === "depends")) best = judged;
    number += 1;
  }
  return best;
}

export function judge(weapon, distanceKm, uncertaintyKm) {
  if (weapon.class === "sam") return ["not applicable", "air defence"];
  if (weapon.minimum !== null) {
    if (distanceKm + uncertaintyKm < weapon.minimum) return ["no", "minimum"];
    if (distanceKm - uncertaintyKm < weapon.minimum) return ["depends", "minimum edge"];
  }
  return judgeFar(weapon, distanceKm, uncertaintyKm);
}

// The verdict for what is not too near.
export function judgeFar(weapon, distanceKm, uncertaintyKm) {
  const { low, high } = weapon;
  if (distanceKm + uncertaintyKm <= low) return ["yes", null];
  const open = high < distanceKm && leftOpen(weapon, distanceKm);
  if (open) return ["depends", open];
  if (distanceKm - uncertaintyKm > high) {
    return weapon.measures === "data link" ? ["depends", "data link"] : ["no", null];
  }
  if (low < distanceKm && distanceKm <= high) {
    const differ = variantsDiffer(weapon, distanceKm, uncertaintyKm);
    return ["depends", differ ? "variants" : "sources"];
  }
  return ["depends", "edge"];
}

// What leaves a distance open that is beyond every figure: a flight as far before words.
function leftOpen({ high, openEnded, flownFarther }, distanceKm) {
  if (flownFarther && distanceKm <= flownFarther.high) return "flown farther";
  if (distanceKm > high * OPEN_TO) return null;
  if (openEnded) return "open-ended";
  return flownFarther ? "flown farther" : null;
}

function variantsDiffer(weapon, distanceKm, uncertaintyKm) {
  const verdicts = weapon.variants.map((each) => judge(each, distanceKm, uncertaintyKm)[0]);
  return new Set(verdicts).size > 1;
}

// The distances at which the verdict or its reason may change, but for the uncertainty.
export function turningPoints({ minimum, low, high, openEnded, flownFarther, variants }) {
  const open = openEnded || flownFarther ? [high * OPEN_TO] : [];
  const flown = flownFarther ? [flownFarther.high] : [];
  return [minimum ?? 0, low, high, ...open, ...flown, ...variants.flatMap(turningPoints)];
}
