// Names on the map that do not lie on each other: placed anew whenever the view has changed.

import { element, svg } from "../dom.js";
import { spotsAlong } from "./along.js";
import { mercatorX, mercatorY, withinEdge } from "./mercator.js";
import { turnsOf, xyOf } from "./paint.js";
import { GAP, alongLeader, around, isFree, isIn, roomFor } from "./room.js";
import { viewOf } from "./scene.js";

// A map of so many square pixels has as many names of a group as its limit is; a smaller one fewer.
const WHOLE = 800_000;
const LEAST_ROOM = 0.2;
const DOT = 3;
// So much room is kept free round the middle of a land that is named.
const LAND = 5;
// As in parts.css.
const TEXT = { city: { size: 11.5 }, country: { size: 11, spacing: 0.09, upper: true } };
const pen = document.createElement("canvas").getContext("2d");

// An item is {at: [lat, lon], radius, node, symbol, required} for a name beside a point, or with
// `marked` one whose point is shown even where its name finds no room; {at, radius,
// text or say, group, limit} for one of many such names; {at, text, group, limit, area} for a name
// on a point, shown where its land, of so many square radians on Mercator's map, is large enough;
// {along, node} for a name on a line. The most important come first. What the
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
      item.kept = copies(item, view).map((point) => around(point, item.radius || LAND));
      view.taken.push(...item.kept);
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

function put(node, [x, y], view) {
  node.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
  view.box.append(node);
}

// The point's places in view, one for every copy of the world.
function copies(item, view) {
  item.on ??= [mercatorX(item.at[1]), mercatorY(withinEdge(item.at[0]))];
  const found = [];
  for (const turn of view.turns) {
    const [x, y] = xyOf(view, item.on[0], item.on[1], turn);
    // A pixel more: what stands at the edge of the map is seen.
    if (x >= 0 && y >= -1 && x <= view.width && y <= view.height + 1) found.push({ x, y });
  }
  return found;
}

function atPoint(item, view) {
  let placed = false;
  copies(item, view).forEach((point, i) => {
    placed = oneCopy(item, point, item.kept?.[i], placed, view) || placed;
  });
  return placed;
}

// `own` is the room that is kept for the point itself.
function oneCopy(item, point, own, again, view) {
  const radius = item.radius || 0;
  if (!item.required && !item.marked && radius && !isFree(around(point, radius), view.taken)) {
    return false;
  }
  const taken = own ? view.taken.filter((box) => box !== own) : view.taken;
  const found = roomFor(item, point, measured(item, view), { ...view, taken });
  if (!found) {
    if (item.marked && item.symbol) put(item.symbol(), [point.x, point.y], view);
    return false;
  }
  const { box, leader } = found;
  if (leader) {
    view.box.prepend(leaderNode(item, leader));
    view.taken.push(...alongLeader(leader));
  }
  put(again ? nodeOf(item).cloneNode(true) : nodeOf(item), box, view);
  if (item.symbol) put(item.symbol(), [point.x, point.y], view);
  view.taken.push([box[0] - GAP, box[1] - GAP, box[2] + GAP, box[3] + GAP]);
  if (radius && !own) view.taken.push(around(point, radius));
  return true;
}

// The line from a point to its name that stands farther off.
function leaderNode({ isLaunch }, [x1, y1, x2, y2]) {
  const className = isLaunch ? "rm-leader rm-from-launch" : "rm-leader";
  return svg("svg", { class: className }, svg("line", { x1, y1, x2, y2 }));
}

// The flattest piece of the line in view that is free; the name lies along it.
function alongLine(item, view) {
  const [width, height] = measured(item, view);
  for (const { x, y, angle } of spotsAlong(item.along, view, width)) {
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
