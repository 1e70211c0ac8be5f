// The ranges: the legend, in which each can be switched on and off, and one of the reader's own.

import { element, sign, svg, write } from "../dom.js";
import { hue, pattern } from "../map/colours.js";
import { withinEdge } from "../map/mercator.js";
import { isDrawn } from "../reach/answer.js";
import { askedNow } from "../state.js";
import { inBrackets, published } from "../text/figures.js";
import { caveatsSaid, mapNotes, rangeNotes, verdictsOf } from "../text/legend.js";
import { label } from "../text/titles.js";
import { marks } from "./answers.js";

const LONGEST_KM = 20_000;
const LEAST_KM = 10;
const STEPS = 330;
const UNDRAWN = [3, 3];

export function ranges(app) {
  const { state } = app;
  const heading = element("h2", {});
  const list = element("ul", { className: "rm-legend" });
  const forms = element("p", { className: "rm-forms" });
  const notes = element("div", { className: "rm-note" });
  const own = ownRange(app);
  const edge = element("p", { className: "rm-note" });
  const node = element("section", {}, heading, list, own.node, forms, notes, edge);
  const rowNotes = state.page.weapons.map(() => element("small"));
  let caveats = [];

  function update({ words: changed }) {
    own.update();
    const { words, page } = state;
    if (changed) caveats = page.weapons.map((weapon) => caveatsSaid(weapon, words));
    page.weapons.forEach((weapon, i) => {
      write(rowNotes[i], [...rangeNotes(weapon, state), ...caveats[i]].join(" "));
    });
    edge.hidden = !page.whole || ![...state.origins, ...askedNow(state)].some(({ lat }) => withinEdge(lat) !== lat);
    if (!changed) return;
    edge.textContent = words.say("page edge");
    heading.textContent = words.say("page weapons");
    list.replaceChildren(...page.weapons.map((weapon, i) => row(app, weapon, i, rowNotes[i])));
    forms.replaceChildren();
    for (const verdict of verdictsOf({ ...page, targets: state.targets })) {
      const said = words.say(`verdict ${verdict}`);
      const shown = element("span", {}, sign(verdict, "currentColor", said), ` ${said}`);
      forms.append(shown);
    }
    notes.replaceChildren(...mapNotes(page, words).map((text) => element("p", { text })));
  }
  return { node, update };
}

function row(app, weapon, i, note) {
  const { state } = app;
  const { words } = state;
  const drawn = isDrawn(weapon);
  const swatch = lineOf(weapon, drawn ? pattern(weapon) : UNDRAWN);
  const name = element("strong", { text: label(weapon, words) });
  const text = element("span", {}, name);
  const spread = inBrackets([published(weapon, words)], words).trim();
  if (drawn && spread) text.append(` ${spread}`);
  text.append(" ", ...marks(weapon.keySources, app.prefix));
  text.append(note);
  if (!drawn) return element("li", {}, element("span", { className: "rm-box" }), swatch, text);
  const box = element("input", { type: "checkbox", id: `${app.prefix}-range-${i}` });
  box.setAttribute("aria-label", words.say("page show weapon", { weapon: name.textContent }));
  box.checked = state.shown[i];
  box.addEventListener("change", () => {
    state.shown[i] = box.checked;
    app.change("ranges");
  });
  return element("li", {}, box, swatch, text);
}

// A piece of the line that a range is drawn with.
function lineOf(weapon, dash) {
  const stroke = { stroke: hue(weapon), "stroke-width": 3, "stroke-dasharray": dash.join(" ") };
  // Its middle, where a gap is.
  if (dash.length) stroke["stroke-dashoffset"] = dash[0] - 10;
  const line = svg("line", { x1: 0, y1: 2, x2: 26, y2: 2, ...stroke });
  return svg("svg", { class: "rm-swatch", width: 26, height: 4, "aria-hidden": "true" }, line);
}

// A range of the reader's own: a box that switches it on, and a slider that grows by shares.
function ownRange(app) {
  const { state } = app;
  const box = element("input", { type: "checkbox", id: `${app.prefix}-what-if` });
  const name = element("label", { for: `${app.prefix}-what-if` });
  const slider = element("input", { type: "range", min: 0, max: STEPS, step: 1 });
  const value = element("output", {});
  const set = () => {
    state.whatIfKm = box.checked ? kmAt(Number(slider.value)) : null;
    app.change("ranges");
  };
  slider.value = positionOf(1000);
  box.addEventListener("change", set);
  slider.addEventListener("input", () => {
    box.checked = true;
    set();
  });

  function update() {
    const { words, whatIfKm } = state;
    if (whatIfKm !== null && kmAt(Number(slider.value)) !== whatIfKm) {
      slider.value = positionOf(whatIfKm);
    }
    box.checked = whatIfKm !== null;
    name.textContent = words.say("page what if");
    const said = words.length(whatIfKm ?? kmAt(Number(slider.value)));
    value.textContent = said;
    slider.setAttribute("aria-label", words.say("page what if"));
    slider.setAttribute("aria-valuetext", said);
  }
  const row1 = element("div", {}, box, name, value);
  return { node: element("div", { className: "rm-what-if" }, row1, slider), update };
}

const GROWTH = Math.log(LONGEST_KM / LEAST_KM);

// Round figures: two of their digits count.
function kmAt(position) {
  const km = LEAST_KM * Math.exp((position / STEPS) * GROWTH);
  const step = 10 ** Math.max(0, Math.floor(Math.log10(km)) - 1);
  return Math.round(km / step) * step;
}

const positionOf = (km) => Math.round((Math.log(km / LEAST_KM) / GROWTH) * STEPS);
