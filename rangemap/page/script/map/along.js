// Where a name may lie along a line.

import { mercatorX, mercatorY } from "./mercator.js";
import { xyOf } from "./paint.js";

const MOST_SPOTS = 400;
// Radians.
const SAME = 1e-9;

// A line of [lon, lat] as names are laid along it: on Mercator's map, and whether it ends where it
// begins there, as a line round a pole does not.
export function lineOn(line) {
  const on = line.map(([lon, lat]) => [mercatorX(lon), mercatorY(lat)]);
  const isRing = on.length > 2 && Math.hypot(on[0][0] - on.at(-1)[0], on[0][1] - on.at(-1)[1]) < SAME;
  return { on, isRing };
}

// Gives the {x, y, angle} in view where a name of some width may lie, the flattest first.
export function spotsAlong(line, view, width) {
  const spotsOf = line.isRing ? spotsOnRing : spotsOnLine;
  const found = view.turns.flatMap((turn) =>
    spotsOf(line.on.map(([x, y]) => xyOf(view, x, y, turn)), view, width / 2),
  );
  const rank = ({ y, angle }) => Math.round(Math.abs(angle) * 8) + Math.abs(angle) + y / (10 * view.height);
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, MOST_SPOTS);
}

const spotsOnLine = (points, view, half) => spotsAt(points, 1, points.length - 1, view, half);

// Gone round twice, so that every point has as much of the ring before it as behind it.
function spotsOnRing(once, view, half) {
  const points = [...once, ...once.slice(1)];
  const middle = once.length >> 1;
  // A ring smaller than its name still has a direction.
  const most = lengthsOf(points).at(-1) / 8;
  return spotsAt(points, middle, middle + once.length - 1, view, Math.min(half, most));
}

// The points from `first` to `end` that are in view and have `half` a name's width of line before
// them and behind them.
function spotsAt(points, first, end, view, half) {
  const lengths = lengthsOf(points);
  const found = [];
  for (let i = first; i < end; i += 1) {
    const [x, y] = points[i];
    if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
    const before = lengths.findLastIndex((length) => length <= lengths[i] - half);
    const after = lengths.findIndex((length) => length >= lengths[i] + half);
    if (before >= 0 && after >= 0) found.push({ x, y, angle: uprightAngle(points[before], points[after]) });
  }
  return found;
}

// Of a name that is not to stand on its head.
function uprightAngle([x1, y1], [x2, y2]) {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  return Math.abs(angle) > Math.PI / 2 ? angle - Math.sign(angle) * Math.PI : angle;
}

function lengthsOf(points) {
  const lengths = [0];
  for (let i = 1; i < points.length; i += 1) {
    const [dx, dy] = [points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]];
    lengths.push(lengths[i - 1] + Math.hypot(dx, dy));
  }
  return lengths;
}
