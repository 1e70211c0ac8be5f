// The outlines of ranges round launch points, and painting them.

import { circle } from "../geodesy/circle.js";
import { path } from "../geodesy/geodesic.js";
import { isDrawn, travelsByWater } from "../reach/answer.js";
import { isKeptAshore } from "../reach/water.js";
import { rangesNow } from "../state.js";
import { pattern } from "./colours.js";
import { contour } from "./contour.js";
import { outlines } from "./outlines.js";
import { pathOf } from "./mercator.js";
import { fillShapes, hatching, strokePaths } from "./paint.js";

const BOUNDS = ["low", "typical", "high"];

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

// Gives {weapon, origin, low, typical, high, minimum}, the last four each the outlines of a shape or
// null. From within a territory a launch need not be at its nearest point, so that it has no inner
// ring; and from inland nothing has one that travels on water.
export function ringsOf(state, rough = false) {
  const { origins, page, world } = state;
  return rangesNow(state).filter(isDrawn).flatMap((weapon) =>
    origins.filter((origin) => !isKeptAshore(weapon, origin, world)).map((origin) => {
      const drawn = origin.rings?.[page.weapons.indexOf(weapon)];
      const at = { low: weapon.low, typical: weapon.range, high: weapon.high };
      const [low, typical, high] = BOUNDS.map((bound) =>
        outlinesAt(origin, at[bound], drawn?.[bound], rough),
      );
      const banded = weapon.low < weapon.high;
      const inner = weapon.minimum !== null && !origin.shape;
      return {
        weapon,
        origin,
        typical,
        low: banded ? low : null,
        high: banded ? high : null,
        minimum: inner ? outlinesAt(origin, weapon.minimum, null, rough) : null,
      };
    }),
  );
}

export function paintRings(pen, rings, view, hueOf) {
  const weapons = [...new Set(rings.map(({ weapon }) => weapon))];
  // What travels on water does not reach all that lies within its ring.
  for (const weapon of weapons.filter((each) => !travelsByWater(each))) {
    const mine = rings.filter((ring) => ring.weapon === weapon);
    if (mine.length === 1) paintInside(pen, mine[0], view, hueOf(weapon));
    else paintTogether(pen, mine, view, hueOf(weapon));
  }
  for (const { weapon, typical, low, high, minimum } of rings) {
    const color = hueOf(weapon);
    const stroke = (shape, style) =>
      strokePaths(pen, shape.found.map((each) => each.path), view, { color, ...style });
    for (const edge of [low, high].filter(Boolean)) {
      stroke(edge, { width: 1.2, alpha: 0.7, dash: [2, 4] });
    }
    if (minimum) stroke(minimum, { width: 1.5, dash: [5, 4] });
    stroke(typical, { width: 2.6, dash: pattern(weapon) });
  }
}

const TINT = 0.08;
const HATCH = 0.3;

const insideOf = ({ typical, minimum }) => (minimum ? [typical, minimum] : [typical]);

function paintInside(pen, ring, view, color) {
  const { weapon, low, high } = ring;
  fillShapes(pen, insideOf(ring), view, color, TINT);
  if (low && high) fillShapes(pen, [low, high], view, hatching(pen, color, weapon.number), HATCH);
}

// What is within reach from any of several launch points, tinted once; hatched where the highest
// figure reaches it from one of them and the lowest from none.
function paintTogether(pen, rings, view, color) {
  const reach = layerLike(pen, view);
  for (const ring of rings) fillShapes(reach, insideOf(ring), view, color, 1);
  lay(pen, reach, view, TINT);
  if (!rings[0].low) return;
  const band = layerLike(pen, view);
  for (const { high } of rings) fillShapes(band, [high], view, color, 1);
  band.globalCompositeOperation = "destination-out";
  for (const { low } of rings) fillShapes(band, [low], view, color, 1);
  band.globalCompositeOperation = "source-in";
  band.fillStyle = hatching(pen, color, rings[0].weapon.number);
  band.fillRect(0, 0, view.width, view.height);
  lay(pen, band, view, HATCH);
}

// One canvas serves all layers, each of which is laid before the next is begun.
let spare = null;

function layerLike(pen, { width, height }) {
  const { a: dense } = pen.getTransform();
  spare ??= document.createElement("canvas").getContext("2d");
  const { canvas } = spare;
  const [across, down] = [Math.floor(width * dense), Math.floor(height * dense)];
  // To size a canvas is to make it anew, which costs more than to clear it.
  if (canvas.width !== across || canvas.height !== down) {
    Object.assign(canvas, { width: across, height: down });
  }
  spare.globalCompositeOperation = "source-over";
  spare.setTransform(dense, 0, 0, dense, 0, 0);
  spare.clearRect(0, 0, width, height);
  return spare;
}

function lay(pen, { canvas }, { width, height }, alpha) {
  pen.save();
  pen.globalAlpha = alpha;
  pen.drawImage(canvas, 0, 0, width, height);
  pen.restore();
}

// The shortest way between two positions, as a path.
export const wayPath = (from, to) => pathOf(path(from.lon, from.lat, to.lon, to.lat));
