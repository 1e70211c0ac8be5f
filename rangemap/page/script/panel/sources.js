// The sources, the method and the data, and the map in words.

import { element } from "../dom.js";
import { rangesNow } from "../state.js";
import { aboutLines, citation } from "../text/notes.js";
import { alternative } from "../text/titles.js";

export function inWords({ state, prefix }) {
  const summary = element("summary", {});
  const text = element("p", { id: `${prefix}-in-words` });
  const node = element("details", { className: "rm-in-words" }, summary, text);

  function update() {
    const { words, origins, answers } = state;
    summary.textContent = words.say("page in words");
    const ranges = rangesNow(state);
    const none = words.say("page none shown");
    text.textContent = ranges.length ? alternative(ranges, origins, answers, words) : none;
  }
  return { node, update };
}

export function sources({ state, prefix }) {
  const summary = element("summary", {});
  const list = element("ol", {});
  const about = element("div", {});
  const node = element("details", { className: "rm-sources" }, summary, list, about);

  function update({ words: changed }) {
    if (!changed) return;
    const { words, page } = state;
    summary.textContent = words.say("page sources");
    list.replaceChildren(...page.sources.map((source, i) => sourceItem(source, i + 1, words, prefix)));
    about.replaceChildren(...aboutLines(page, words).map((text) => element("p", { text })));
  }
  return { node, update };
}

function sourceItem(source, number, words, prefix) {
  const { url, storedCopy } = source;
  const item = element("li", { id: `${prefix}-source-${number}`, tabindex: -1 });
  item.dataset.number = number;
  item.append(`${citation(source, words)} `);
  // What is no address on the web stays text.
  const safe = /^https?:\/\//.test(url ?? "");
  const link = { href: url, rel: "noopener noreferrer", target: "_blank", text: url };
  item.append(safe ? element("a", link) : (url ?? ""));
  if (storedCopy) item.append(` (${words.say("stored copy")})`);
  return item;
}
