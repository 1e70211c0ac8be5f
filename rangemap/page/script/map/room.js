// Where a name finds room beside its point. A box is [left, top, right, bottom] in pixels of the view.

export const GAP = 3;

// Where a name may stand beside its point, the best first.
const SIDES = {
  right: (w, h, r) => [r, -h / 2],
  left: (w, h, r) => [-r - w, -h / 2],
  above: (w, h, r) => [-w / 2, -r - h],
  below: (w, h, r) => [-w / 2, r],
  northeast: (w, h, r) => [r / 2, -r - h],
  southeast: (w, h, r) => [r / 2, r],
  northwest: (w, h, r) => [-w - r / 2, -r - h],
  southwest: (w, h, r) => [-w - r / 2, r],
};

// How many lines off its point the name of a land may stand.
const LINES = [0, -0.5, 0.5, -1, 1];

// How far off its point, and in how many directions, a name with a leader may stand.
const FARTHER = [16, 32, 50, 75, 105, 140, 180, 225];
const DIRECTIONS = 24;
const STEP = 4;

// So many pixels farther off a name stands rather than hide a dot, or have a leader that crosses
// something.
const DOT_COST = 12;
const CROSSING_COST = 100;

const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

export const isFree = (box, taken) => !taken.some((other) => meets(box, other));
export const isIn = ([x0, y0, x1, y1], { x, y }) => x0 >= 0 && y0 >= 0 && x1 <= x && y1 <= y;
export const around = ({ x, y }, radius) => [x - radius, y - radius, x + radius, y + radius];

// Gives {box, leader} for a name, or nothing where it has no room and may be left out. Beside its
// point is best; a name that is required stands farther off rather than on another, at the end of
// its leader; and where there is no room at all, where it hides least.
export function roomFor({ required, radius = 0 }, point, size, { taken, dots, size: whole }) {
  const near = boxesBeside(point, size, radius).map((box) => ({ box, off: 0, leader: null }));
  const clear = ({ box }) => isIn(box, whole) && isFree(box, taken);
  const free = near.find((spot) => clear(spot) && isFree(spot.box, dots));
  if (free || !required) return free;
  const cost = ({ box, off, leader }) => {
    const hidden = dots.filter((dot) => meets(box, dot)).length;
    const crosses = leader && !alongLeader(leader).every((spot) => isFree(spot, taken));
    return off + DOT_COST * hidden + (crosses ? CROSSING_COST : 0);
  };
  const [best] = [...near, ...boxesFarther(point, size, radius)]
    .filter(clear)
    .map((spot) => ({ ...spot, cost: cost(spot) }))
    .sort((a, b) => a.cost - b.cost);
  return best ?? leastInTheWay(near, [...taken, ...dots], whole);
}

function boxesBeside({ x, y }, [width, height], radius) {
  if (!radius) {
    return LINES.map((line) => [x - width / 2, y + (line - 0.5) * height, x + width / 2, y + (line + 0.5) * height]);
  }
  return Object.values(SIDES).map((side) => {
    const [dx, dy] = side(width, height, radius + GAP);
    return [x + dx, y + dy, x + dx + width, y + dy + height];
  });
}

// All round the point, the nearest first: what lies between point and box is the leader.
function boxesFarther({ x, y }, [width, height], radius) {
  return FARTHER.flatMap((off) =>
    Array.from({ length: DIRECTIONS }, (_, i) => {
      const angle = (2 * Math.PI * i) / DIRECTIONS;
      const [right, down] = [Math.cos(angle), Math.sin(angle)];
      // The middle of the box, so far off that its edge is `off` from the point.
      const half = Math.min(width / 2 / Math.abs(right), height / 2 / Math.abs(down));
      const [atX, atY] = [x + right * (radius + off + half), y + down * (radius + off + half)];
      const box = [atX - width / 2, atY - height / 2, atX + width / 2, atY + height / 2];
      return { off, box, leader: [x, y, x + right * (radius + off), y + down * (radius + off)] };
    }),
  );
}

// Small boxes on a leader.
export function alongLeader([x0, y0, x1, y1]) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const spots = [];
  for (let s = 0; s < length; s += STEP) {
    spots.push(around({ x: x0 + ((x1 - x0) * s) / length, y: y0 + ((y1 - y0) * s) / length }, 1));
  }
  return spots;
}

// Of places that all lie on something, the one that hides least; being out of view hides most.
function leastInTheWay(spots, taken, whole) {
  const hidden = ({ box }) =>
    taken.reduce((sum, other) => sum + overlap(box, other), isIn(box, whole) ? 0 : 1e6);
  return spots.reduce((best, spot) => (hidden(spot) < hidden(best) ? spot : best));
}

function overlap(a, b) {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return width > 0 && height > 0 ? width * height : 0;
}
