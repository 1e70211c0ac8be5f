// The cities, by what the answer for them is.

import { element, sign, write } from "../dom.js";
import { inkHue } from "../map/colours.js";
import { isDrawn, travelsByWater } from "../reach/answer.js";
import { CODES } from "../reach/cities.js";
import { SORTS, answerFor } from "../state.js";
import { weaponName } from "../text/figures.js";
import { placeName } from "../text/names.js";

const FIRST = 25;
const MORE = 100;
const VERDICTS = ["yes", "depends", "no"];

export function cityList(app) {
  const { state } = app;
  const heading = element("h2", {});
  const sort = element("select", {});
  const sortName = element("span");
  const boxes = VERDICTS.map((verdict) => verdictBox(app, verdict));
  const which = element("fieldset", {}, element("legend", {}), ...boxes.map(({ node }) => node));
  const head = element("tr", {});
  const body = element("tbody");
  const table = element("table", { tabindex: -1 }, element("thead", {}, head), body);
  const none = element("p", { className: "rm-note" });
  const count = element("p", { className: "rm-note" });
  const more = element("button", { type: "button" });
  const controls = element("div", { className: "rm-sort" }, element("label", {}, sortName, sort));
  const node = element("section", {}, heading, controls, which, table, none, more, count);
  let most = FIRST;
  for (const key of SORTS) sort.append(element("option", { value: key }));
  sort.addEventListener("change", () => {
    state.sort = sort.value;
    app.change("list");
  });
  more.addEventListener("click", () => {
    most += MORE;
    app.change("list");
    // A button that is gone has taken the focus with it.
    if (more.hidden) table.focus();
  });

  function update({ words: changed }) {
    const { words, judged, world } = state;
    if (changed) name();
    const numbers = countsOf(judged);
    const total = state.verdicts.reduce((sum, verdict) => sum + numbers[verdict], 0);
    boxes.forEach((box) => box.show(numbers[box.verdict], words));
    const listed = sorted(state, most);
    fillRows(body, listed, state);
    const people = words.number(world.cities.from);
    table.hidden = !listed.length;
    table.style.setProperty("--signs", judged.ranges.length);
    none.hidden = Boolean(listed.length);
    const unlisted = whyUnlisted(judged.ranges);
    controls.hidden = which.hidden = Boolean(unlisted);
    write(none, words.say(unlisted ?? "page none", { people }));
    more.hidden = listed.length >= total;
    count.hidden = !listed.length;
    const shown = words.number(listed.length);
    const told = [words.say("page count", { shown, n: total, people })];
    if (state.origins.length > 1 || judged.ranges.length > 1) told.push(words.say("page best"));
    write(count, told.join(" "));
  }

  function name() {
    const { words } = state;
    heading.textContent = words.say("page cities");
    sortName.textContent = words.say("page sort");
    [...sort.options].forEach((option) => {
      option.textContent = words.say(`page sort ${option.value}`);
    });
    sort.value = state.sort;
    which.firstChild.textContent = words.say("page which");
    more.textContent = words.say("page more");
    head.replaceChildren();
    for (const [key, className] of [["city", ""], ["distance", "rm-number"], ["which", "rm-signs"]]) {
      const text = key === "which" ? "" : words.say(`page ${key}`);
      const cell = element(text ? "th" : "td", { text, className });
      if (text) cell.setAttribute("scope", "col");
      head.append(cell);
    }
  }
  return { node, update };
}

function verdictBox(app, verdict) {
  const { state } = app;
  const box = element("input", { type: "checkbox" });
  const text = element("span", {});
  const node = element("label", {}, box, sign(verdict, "currentColor", ""), text);
  box.addEventListener("change", () => {
    const others = state.verdicts.filter((each) => each !== verdict);
    state.verdicts = box.checked ? [...others, verdict] : others;
    app.change("list");
  });
  function show(n, words) {
    box.checked = state.verdicts.includes(verdict);
    const said = words.say(`verdict ${verdict}`);
    write(text, words.say("page verdict count", { verdict: said, n: words.number(n) }));
  }
  return { node, verdict, show };
}

// Why no city is listed, whatever its answer is; null where cities are.
export function whyUnlisted(ranges) {
  if (!ranges.some(isDrawn)) return "page none shown";
  const byWater = ranges.every((each) => !isDrawn(each) || travelsByWater(each));
  return byWater ? "page none by water" : null;
}

// How many cities there are of each verdict; capitals that are too small are only on the map.
function countsOf({ best, cities: { people, from, count } }) {
  const numbers = new Uint32Array(CODES.length);
  for (let i = 0; i < count; i += 1) if (people[i] >= from) numbers[best[i]] += 1;
  return Object.fromEntries(CODES.map((verdict, code) => [verdict, numbers[code]]));
}

// The cities of the verdicts that are shown, in an order, as many as are wanted.
function selected({ judged: { best, cities }, verdicts }, order, most = Infinity) {
  const wanted = CODES.map((code) => verdicts.includes(code));
  const found = [];
  for (const i of order) {
    if (found.length >= most) break;
    if (cities.people[i] >= cities.from && wanted[best[i]]) found.push(i);
  }
  return found;
}

function sorted(state, most) {
  const { bySize } = state.judged.cities;
  if (state.sort === "people") return selected(state, bySize, most);
  if (state.sort === "name") return selected(state, byName(state), most);
  return nearest(state.judged, selected(state, bySize), most);
}

// The nearest, without solving for the distances of all: what is farther at least than the last of
// those that are wanted cannot be among them.
function nearest({ judged, origin }, chosen, most) {
  const least = (i) => judged[origin[i]].least[i];
  const exact = (i) => judged[origin[i]].exact(i);
  let found = [];
  for (const i of chosen.sort((a, b) => least(a) - least(b))) {
    if (found.length >= 2 * most) found = nearestOf(found, most, exact);
    if (found.length === most && found.every((each) => exact(each) < least(i))) break;
    found.push(i);
  }
  return nearestOf(found, most, exact);
}

const nearestOf = (some, most, exact) => some.sort((a, b) => exact(a) - exact(b)).slice(0, most);

// All cities in the order of their names, which is sought once a language.
const orders = new WeakMap();

function byName({ lang, world: { cities } }) {
  if (!orders.has(cities)) orders.set(cities, {});
  const mine = orders.get(cities);
  const name = (i) => cities.names[lang]?.[i] || cities.names.en[i];
  const { compare } = new Intl.Collator(lang, { ignorePunctuation: true });
  mine[lang] ??= cities.bySize.slice().sort((a, b) => compare(name(a), name(b)));
  return mine[lang];
}

// Fills the rows there are, and adds or takes away what their number has changed by.
function fillRows(body, listed, state) {
  while (body.children.length > listed.length) body.lastChild.remove();
  listed.forEach((i, number) => {
    const row = body.children[number] ?? body.appendChild(emptyRow());
    const key = `${i}|${state.lang}`;
    if (row.key !== key) {
      const city = state.world.city(i);
      write(row.cells[0].firstChild, placeName(city, state.words));
      const whole = [city.region, state.world.countryName(city.country, state.lang)];
      write(row.cells[0].lastChild, whole.filter(Boolean).join(", "));
      row.key = key;
    }
    const { distance, verdicts } = answerFor(state, i);
    write(row.cells[1], state.words.length(distance));
    showSigns(row.cells[2], verdicts, state.words);
  });
}

function emptyRow() {
  const city = element("td", {}, element("span"), " ", element("small"));
  const distance = element("td", { className: "rm-number" });
  return element("tr", {}, city, distance, element("td", { className: "rm-signs" }));
}

function showSigns(cell, verdicts, words) {
  const said = verdicts.map(
    ({ weapon, verdict }) => `${weaponName(weapon, words)}: ${words.say(`verdict ${verdict}`)}`,
  );
  const key = said.join() + verdicts.map(({ weapon }) => inkHue(weapon)).join();
  if (cell.key === key) return;
  cell.key = key;
  cell.replaceChildren(
    ...verdicts.map(({ weapon, verdict }, i) => sign(verdict, inkHue(weapon), said[i])),
  );
}
