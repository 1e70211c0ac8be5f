// Names on the map that do not lie on each other: placed anew whenever the view has changed.

import { element } from "../dom.js";
import { mercatorX, mercatorY } from "./mercator.js";
import { turnsOf, xyOf } from "./paint.js";
import { viewOf } from "./scene.js";

// A map of so many square pixels has as many names of a group as its limit is; a smaller one fewer.
const WHOLE = 800_000;
const LEAST_ROOM = 0.2;
const GAP = 3;
const DOT = 3;
// As in parts.css.
const TEXT = { city: { size: 11.5 }, country: { size: 11, spacing: 0.09, upper: true } };
const pen = document.createElement("canvas").getContext("2d");

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

// An item is {at: [lat, lon], radius, node, symbol, required} for a name beside a point, or with
// `marked` one whose point is shown even where its name finds no room; {at, radius,
// text or say, group, limit} for one of many such names; {at, text, group, limit, area} for a name
// on a point, shown where its land, of so many square radians on Mercator's map, is large enough;
// {along: [[lat, lon], ...], node} for a name on a line. The most important come first. What the
// cities are by `index` whose names are shown stands in `named`, told by the event "placed".
//
// `dotsIn(view)` gives the {x, y, radius} of what else is drawn, which names keep off.
export const Labels = L.Layer.extend({
  initialize(dotsIn) {
    this.items = [];
    this.named = [];
    this.dotsIn = dotsIn;
  },

  onAdd(map) {
    this.box = L.DomUtil.create("div", "rm-labels", map.getPane("labels"));
    this.box.setAttribute("aria-hidden", "true");
    map.on("moveend zoomend resize", this.place, this);
    map.on("zoomstart", this.hide, this);
    this.place();
  },

  onRemove(map) {
    map.off("moveend zoomend resize", this.place, this);
    map.off("zoomstart", this.hide, this);
    this.box.remove();
  },

  show(items) {
    this.items = items;
    this.place();
  },

  hide() {
    this.box.replaceChildren();
  },

  place() {
    const map = this._map;
    const seen = viewOf(map);
    const [size, taken, turns] = [map.getSize(), controlsOn(map), turnsOf(seen)];
    const dots = this.dotsIn(seen).map((dot) => around(dot, dot.radius ?? DOT));
    const view = { ...seen, size, taken, turns, dots, box: this.box };
    const counts = new Map();
    const room = Math.min(1, Math.max(LEAST_ROOM, (seen.width * seen.height) / WHOLE));
    this.named = [];
    this.hide();
    if (!seen.width || !seen.height) return;
    L.DomUtil.setPosition(this.box, map.containerPointToLayerPoint([0, 0]));
    for (const item of this.items.filter(({ required, marked }) => required || marked)) {
      for (const point of copies(item, view)) view.taken.push(around(point, item.radius || 0));
    }
    for (const item of this.items) {
      const count = counts.get(item.group) || 0;
      if ((item.group && count >= item.limit * room) || isTiny(item, view)) continue;
      const placed = item.along ? alongLine(item, view) : atPoint(item, view);
      if (placed && item.group) counts.set(item.group, count + 1);
      if (placed && item.index !== undefined) this.named.push(item.index);
    }
    this.fire("placed");
  },
});

// Where names would lie under something.
function controlsOn(map) {
  const corner = map.getContainer().getBoundingClientRect();
  return Array.from(map.getContainer().querySelectorAll(".leaflet-control"), (node) => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    return [left - corner.left, top - corner.top, right - corner.left, bottom - corner.top];
  });
}

const LEAST_LAND = 500;

function isTiny({ area }, { scale }) {
  return area !== undefined && area * (scale / (2 * Math.PI)) ** 2 < LEAST_LAND;
}

// The size of a name: of plain text by a pen, which asks no layout of the page for each of
// thousands, and of anything else by laying it out once.
function measured(item, view) {
  if (item.size) return item.size;
  if (item.say) item.text = item.say();
  if (item.text) {
    const { size, spacing = 0, upper } = TEXT[item.group];
    pen.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
    const text = upper ? item.text.toUpperCase() : item.text;
    item.size = [pen.measureText(text).width + spacing * size * text.length, size * 1.2];
  } else {
    item.node.style.transform = "";
    view.box.append(item.node);
    const box = item.node.getBoundingClientRect();
    item.size = [box.width, box.height];
    item.node.remove();
  }
  return item.size;
}

function nodeOf(item) {
  if (!item.node) {
    item.node = element("div", { className: `rm-label rm-${item.group}`, text: item.text });
  }
  return item.node;
}

const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
const isFree = (box, taken) => !taken.some((other) => meets(box, other));
const isIn = ([x0, y0, x1, y1], { x, y }) => x0 >= 0 && y0 >= 0 && x1 <= x && y1 <= y;

function put(node, [x, y], view) {
  node.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
  view.box.append(node);
}

const around = ({ x, y }, radius) => [x - radius, y - radius, x + radius, y + radius];

// The point's places in view, one for every copy of the world.
function copies(item, view) {
  item.on ??= [mercatorX(item.at[1]), mercatorY(item.at[0])];
  const found = [];
  for (const turn of view.turns) {
    const [x, y] = xyOf(view, item.on[0], item.on[1], turn);
    if (x >= 0 && y >= 0 && x <= view.width && y <= view.height) found.push({ x, y });
  }
  return found;
}

function atPoint(item, view) {
  let placed = false;
  for (const point of copies(item, view)) placed = oneCopy(item, point, placed, view) || placed;
  return placed;
}

function oneCopy(item, point, again, view) {
  const radius = item.radius || 0;
  if (!item.required && !item.marked && radius && !isFree(around(point, radius), view.taken)) {
    return false;
  }
  const boxes = boxesAround(point, measured(item, view), radius);
  const free = boxes.find(
    (box) => isFree(box, view.taken) && isFree(box, view.dots) && isIn(box, view.size),
  );
  if (!free && !item.required) {
    if (item.marked && item.symbol) put(item.symbol(), [point.x, point.y], view);
    return false;
  }
  const node = again ? nodeOf(item).cloneNode(true) : nodeOf(item);
  const box = free || leastInTheWay(boxes, view);
  put(node, box, view);
  if (item.symbol) put(item.symbol(), [point.x, point.y], view);
  view.taken.push([box[0] - GAP, box[1] - GAP, box[2] + GAP, box[3] + GAP]);
  if (radius) view.taken.push(around(point, radius));
  return true;
}

function boxesAround({ x, y }, [width, height], radius) {
  if (!radius) {
    return LINES.map((line) => [x - width / 2, y + (line - 0.5) * height, x + width / 2, y + (line + 0.5) * height]);
  }
  return Object.values(SIDES).map((side) => {
    const [dx, dy] = side(width, height, radius + GAP);
    return [x + dx, y + dy, x + dx + width, y + dy + height];
  });
}

// Of boxes that all lie on something, the one that hides least; being out of view hides most.
function leastInTheWay(boxes, { taken, dots, size }) {
  const hidden = (box) =>
    [...taken, ...dots].reduce((sum, other) => sum + overlap(box, other), isIn(box, size) ? 0 : 1e6);
  return boxes.reduce((best, box) => (hidden(box) < hidden(best) ? box : best));
}

function overlap(a, b) {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return width > 0 && height > 0 ? width * height : 0;
}

// The flattest piece of the line in view that is free; the name lies along it.
function alongLine(item, view) {
  const [width, height] = measured(item, view);
  for (const { x, y, angle } of places(item.along, view, width)) {
    const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
    const [w, h] = [width * cos + height * sin, width * sin + height * cos];
    const box = [x - w / 2, y - h / 2, x + w / 2, y + h / 2];
    if (!isFree(box, view.taken) || !isIn(box, view.size)) continue;
    item.node.style.transform =
      `translate(${(x - width / 2).toFixed(1)}px, ${(y - height / 2).toFixed(1)}px) ` +
      `rotate(${angle.toFixed(3)}rad)`;
    view.box.append(item.node);
    view.taken.push(box);
    return true;
  }
  return false;
}

function places(line, view, width) {
  const found = [];
  const on = line.map(([lat, lon]) => [mercatorX(lon), mercatorY(lat)]);
  for (const turn of view.turns) {
    const points = on.map(([x, y]) => xyOf(view, x, y, turn));
    const lengths = [0];
    for (let i = 1; i < points.length; i += 1) {
      const [dx, dy] = [points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]];
      lengths.push(lengths[i - 1] + Math.hypot(dx, dy));
    }
    for (let i = 1; i < points.length - 1; i += 1) {
      const [x, y] = points[i];
      if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
      const before = lengths.findLastIndex((length) => length <= lengths[i] - width / 2);
      const after = lengths.findIndex((length) => length >= lengths[i] + width / 2);
      if (before < 0 || after < 0) continue;
      const [from, to] = [points[before], points[after]];
      let angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
      if (Math.abs(angle) > Math.PI / 2) angle -= Math.sign(angle) * Math.PI;
      found.push({ x, y, angle });
    }
  }
  const rank = ({ y, angle }) => Math.round(Math.abs(angle) * 8) + y / (10 * view.height);
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, 400);
}
