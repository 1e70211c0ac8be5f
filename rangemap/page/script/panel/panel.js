// The side of the page: the answer first, then the controls, the cities and the sources.

import { element } from "../dom.js";
import { titleNow } from "../state.js";
import { answers } from "./answers.js";
import { cities } from "./cities.js";
import { launch } from "./launch.js";
import { ranges as legend } from "./ranges.js";
import { search } from "./search.js";
import { settings } from "./settings.js";
import { share } from "./share.js";
import { inWords, sources } from "./sources.js";

const SECTIONS = [settings, heading, answers, search, legend, launch, cities, share, inWords, sources];

export function panel(app) {
  const node = element("aside", { className: "rm-panel" });
  const sections = SECTIONS.map((section) => section(app));
  node.append(...sections.map((section) => section.node));

  function update(changed) {
    if (changed.words) node.setAttribute("aria-label", app.state.words.say("page panel"));
    for (const section of sections) section.update(changed);
  }
  return { node, update };
}

function heading({ state }) {
  const node = element("h1", {});
  return { node, update: () => (node.textContent = titleNow(state)) };
}
