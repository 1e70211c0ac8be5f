// The side of the page: the answer first, then the legend, the cities in reach, and the sources.

import { element, fill, sign } from "../dom.js";

const FIRST = 25;
const MORE = 100;

export function panel(page) {
  const { words, title } = page;
  const box = element("aside", { className: "rm-panel", "aria-label": words.panel });
  box.append(element("h1", { text: title }));
  if (page.answers.length) box.append(answers(page));
  box.append(legend(page), cities(page), sources(page));
  return box;
}

function answers(page) {
  const list = element("ul", { className: "rm-answers" });
  for (const answer of page.answers) {
    const colour = page.weapons[answer.weapon].colour;
    const line = element("p", { text: `${answer.sentence} ` });
    line.append(...marks(answer.sources));
    list.append(element("li", {}, sign(answer.verdict, colour, answer.verdict_words), line));
  }
  return list;
}

// The numbers of sources, each leading to its source in the list, which opens for it.
function marks(numbers) {
  return numbers.map((number) => {
    const mark = element("a", { href: `#rm-source-${number}`, text: `[${number}]` });
    mark.addEventListener("click", () => {
      document.querySelector(".rm-sources").open = true;
    });
    return mark;
  });
}

function legend(page) {
  const { words } = page;
  const box = element("section", {}, element("h2", { text: words.legend }));
  const list = element("ul", { className: "rm-legend" });
  for (const weapon of page.weapons) {
    const swatch = element("span", { className: weapon.drawn ? "rm-swatch" : "rm-swatch rm-none" });
    swatch.style.setProperty("--hue", weapon.colour);
    const text = element("span", {}, element("strong", { text: weapon.label }));
    if (weapon.published) text.append(` ${weapon.published}`);
    text.append(" ", ...marks(weapon.sources));
    if (weapon.note) text.append(element("br"), element("small", { text: weapon.note }));
    list.append(element("li", {}, swatch, text));
  }
  const forms = element("p", { className: "rm-forms" });
  for (const verdict of ["yes", "depends", "no"]) {
    forms.append(sign(verdict, "#444", words[verdict]), element("span", { text: words[verdict] }));
  }
  box.append(list, forms);
  if (page.weapons.some((weapon) => weapon.band)) {
    box.append(element("p", { className: "rm-note", text: words.band }));
  }
  return box;
}

function cities(page) {
  const { words } = page;
  const box = element("section", {}, element("h2", { text: words.cities }));
  if (!page.cities.length) {
    box.append(element("p", { className: "rm-note", text: words.no_cities }));
    return box;
  }
  const head = element("tr", {});
  for (const [text, className] of [[words.city, ""], [words.distance, "rm-number"], ["", ""]]) {
    head.append(element("th", { text, className, scope: "col" }));
  }
  const body = element("tbody");
  const count = element("p", { className: "rm-note" });
  const more = element("button", { type: "button", text: words.more });
  let shown = 0;
  const show = (wanted) => {
    const end = Math.min(page.cities.length, shown + wanted);
    for (const city of page.cities.slice(shown, end)) body.append(cityRow(city, page));
    shown = end;
    more.hidden = shown === page.cities.length;
    count.textContent = fill(words.count, { shown, total: page.cities_total });
  };
  more.addEventListener("click", () => show(MORE));
  show(FIRST);
  box.append(element("table", {}, element("thead", {}, head), body), count, more);
  return box;
}

function cityRow(city, page) {
  const name = element("td", {}, element("span", { text: city.name }));
  name.append(" ", element("small", { text: city.country }));
  const signs = element("td", { className: "rm-signs" });
  city.verdicts.forEach((verdict, i) => {
    const weapon = page.weapons[i];
    const words = `${weapon.name}: ${page.words[verdict] || verdict}`;
    if (verdict) signs.append(sign(verdict, weapon.colour, words));
  });
  const distance = element("td", { className: "rm-number", text: city.distance });
  return element("tr", {}, name, distance, signs);
}

function sources(page) {
  const { words } = page;
  const box = element("details", { className: "rm-sources" });
  box.append(element("summary", { text: words.sources }));
  const list = element("ol", {});
  page.sources.forEach((source, i) => {
    const item = element("li", { id: `rm-source-${i + 1}`, text: `${source.text} ` });
    const safe = /^https?:\/\//.test(source.url || "");
    if (safe) item.append(element("a", { href: source.url, rel: "noopener", text: source.url }));
    if (source.stored_copy) item.append(` (${words.stored_copy})`);
    list.append(item);
  });
  box.append(list);
  for (const text of page.about) box.append(element("p", { text }));
  return box;
}
