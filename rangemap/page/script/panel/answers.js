// The answers, each with its sign and its sources.

import { element, sign } from "../dom.js";
import { inkHue } from "../map/colours.js";
import { distancesNow } from "../state.js";
import { distanceSaid, sentence } from "../text/sentences.js";

const FIRST = 100;
// Letters of an answer that is shown in part at first.
const LONG = 420;

export function answers(app) {
  const { state } = app;
  const node = element("ul", { className: "rm-answers" });
  const more = element("button", { type: "button" });
  let most = FIRST;
  more.addEventListener("click", () => {
    const next = node.children[most];
    most = Infinity;
    app.change("list");
    focusOn(next);
  });

  function update({ words: changed }) {
    if (changed) more.textContent = state.words.say("page more");
    const distances = distancesNow(state).slice(0, most);
    list(node, state.answers.slice(0, most), app);
    for (const each of distances) {
      node.append(element("li", { text: `${distanceSaid(each, state.words)}.` }));
    }
    node.hidden = !node.children.length;
    if (state.answers.length > most) node.append(element("li", {}, more));
  }
  return { node, update };
}

// Fills a list with answers; of those that were there already only what has changed is made new.
export function list(node, found, { state: { words }, prefix }) {
  node.hidden = !found.length;
  while (node.children.length > found.length) node.lastChild.remove();
  found.forEach((answer, i) => {
    const item = node.children[i] ?? node.appendChild(element("li", {}));
    const said = sentence(answer, words);
    const kind = [answer.verdict, answer.weapon.id, answer.sources, inkHue(answer.weapon)].join();
    const shown = `${kind}|${words.lang}|${said.length > LONG}`;
    // A browser that translates the page takes texts away.
    if (item.shown === shown && item.contains(item.text)) item.text.nodeValue = `${said} `;
    else remake(item, answer, said, words, prefix);
    item.shown = shown;
  });
}

function remake(item, { verdict, weapon, sources }, said, words, prefix) {
  item.text = document.createTextNode(`${said} `);
  const line = element("p", {}, item.text, ...marks(sources, prefix));
  const mark = sign(verdict, inkHue(weapon), words.say(`verdict ${verdict}`));
  item.replaceChildren(mark, said.length > LONG ? folded(line, words) : line);
}

// Of an answer that many sources have a say in, the first lines, and the rest where it is wanted.
function folded(line, words) {
  line.className = "rm-folded";
  const more = element("button", { type: "button", text: words.say("page more") });
  more.addEventListener("click", () => {
    line.className = "";
    focusOn(line);
    more.remove();
  });
  return element("div", {}, line, more);
}

// Lets who reads by keyboard go on from something.
function focusOn(node) {
  node.tabIndex = -1;
  node.focus();
}

// The numbers of sources, each leading to its source in the list, which opens for it.
export function marks(numbers, prefix) {
  return numbers.map((number) => {
    const mark = element("a", { href: `#${prefix}-source-${number}`, text: `[${number}]` });
    mark.addEventListener("click", (event) => {
      // The hash holds the question.
      event.preventDefault();
      const page = mark.closest(".rm-panel");
      page.querySelector(".rm-sources").open = true;
      const source = page.querySelector(`[data-number="${number}"]`);
      source.scrollIntoView({ block: "center" });
      source.focus();
    });
    return mark;
  });
}
