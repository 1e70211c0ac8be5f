// The answers, each with its sign and its sources.

import { element, sign } from "../dom.js";
import { inkHue } from "../map/colours.js";
import { shownVerdict } from "../reach/answer.js";
import { distancesNow } from "../state.js";
import { distanceSaid, sentence } from "../text/sentences.js";

const FIRST = 100;
// An answer of more letters is shown in brief at first.
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
    const distances = distancesNow(state, state.targets).slice(0, most);
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
    const told = toldOf(answer, words);
    const kind = [shownVerdict(answer), answer.weapon.id, answer.sources, inkHue(answer.weapon)].join();
    const shown = `${kind}|${words.lang}|${told.length}`;
    // A browser that translates the page takes texts away.
    if (item.shown === shown && item.texts.every((text) => text.isConnected)) {
      item.texts.forEach((text, at) => { text.nodeValue = `${told[at]} `; });
    } else remake(item, answer, told, words, prefix);
    item.shown = shown;
  });
}

// An answer in full, and in brief where that is wanted.
function toldOf(answer, words) {
  const whole = sentence(answer, words);
  const brief = whole.length > LONG ? sentence(answer, words, true) : whole;
  return brief === whole ? [whole] : [whole, brief];
}

function remake(item, answer, told, words, prefix) {
  const { weapon, sources } = answer;
  const verdict = shownVerdict(answer);
  item.texts = told.map((said) => document.createTextNode(`${said} `));
  const [whole, brief] = item.texts.map((text) => element("p", {}, text, ...marks(sources, prefix)));
  const mark = sign(verdict, inkHue(weapon), words.say(`verdict ${verdict}`));
  item.replaceChildren(mark, brief ? folded(whole, brief, words) : whole);
}

// Of an answer that many sources have a say in, the brief form, and the whole where it is wanted.
function folded(whole, brief, words) {
  const more = element("button", { type: "button", text: words.say("page more") });
  const node = element("div", { className: "rm-folded" }, brief, whole, more);
  more.addEventListener("click", () => {
    node.className = "";
    more.remove();
    brief.hidden = true;
    focusOn(whole);
  });
  return node;
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
