// The outlines of ranges round launch points, and painting them.

import { circle } from "../geodesy/circle.js";
import { path } from "../geodesy/geodesic.js";
import { isDrawn } from "../reach/answer.js";
import { contour } from "./contour.js";
import { outlines } from "./outlines.js";
import { pathOf } from "./mercator.js";
import { fillShapes, hatching, strokePaths } from "./paint.js";

const BOUNDS = ["low", "typical", "high"];
// Every round of the colours has its own line.
const DASHES = [[], [14, 4], [14, 4, 2, 4]];

// As Python has it: shapes are for looking at, and a small ring is looked at from nearer. What is
// being dragged is not looked at so closely.
const toleranceM = (km, rough) => (rough ? 10 : 1) * Math.max(5, Math.min(50, km / 10));

const known = new WeakMap();

function outlinesAt(origin, km, drawn, rough) {
  if (!known.has(origin)) known.set(origin, new Map());
  const mine = known.get(origin);
  const key = rough ? -km : km;
  if (!mine.has(key)) mine.set(key, outlines(drawn ?? ringsAt(origin, km, rough)));
  return mine.get(key);
}

function ringsAt(origin, km, rough) {
  if (origin.shape) return contour(origin.shape, km * 1000);
  return circle(origin.lon, origin.lat, km * 1000, toleranceM(km, rough));
}

// Gives {weapon, low, typical, high, minimum}, each the outlines of a shape or null. From within a
// territory a launch need not be at its nearest point, so that it has no inner ring.
export function ringsOf(weapons, origins, page, rough = false) {
  return weapons.filter(isDrawn).flatMap((weapon) =>
    origins.map((origin) => {
      const drawn = origin.rings?.[page.weapons.indexOf(weapon)];
      const at = { low: weapon.low, typical: weapon.range, high: weapon.high };
      const [low, typical, high] = BOUNDS.map((bound) =>
        outlinesAt(origin, at[bound], drawn?.[bound], rough),
      );
      const banded = weapon.low < weapon.high;
      const inner = weapon.minimum !== null && !origin.shape;
      return {
        weapon,
        typical,
        low: banded ? low : null,
        high: banded ? high : null,
        minimum: inner ? outlinesAt(origin, weapon.minimum, null, rough) : null,
      };
    }),
  );
}

export function paintRings(pen, rings, view, hueOf) {
  rings.forEach((ring, i) => paintInside(pen, ring, view, hueOf(ring.weapon), i));
  for (const { weapon, typical, low, high, minimum } of rings) {
    const color = hueOf(weapon);
    const stroke = (shape, style) =>
      strokePaths(pen, shape.found.map((each) => each.path), view, { color, ...style });
    for (const edge of [low, high].filter(Boolean)) {
      stroke(edge, { width: 1.2, alpha: 0.7, dash: [2, 4] });
    }
    if (minimum) stroke(minimum, { width: 1.5, dash: [5, 4] });
    stroke(typical, { width: 2.6, dash: weapon.isWhatIf ? [8, 5] : DASHES[weapon.round % 3] });
  }
}

function paintInside(pen, { typical, low, high, minimum }, view, color, number) {
  fillShapes(pen, minimum ? [typical, minimum] : [typical], view, color, 0.08);
  if (low && high) fillShapes(pen, [low, high], view, hatching(pen, color, number), 0.3);
}

// The shortest way between two positions, as a path.
export const wayPath = (from, to) => pathOf(path(from.lon, from.lat, to.lon, to.lat));
