// The side of the page: the answer first, then the controls, the cities and the sources.

import { element } from "../dom.js";
import { titleNow } from "../state.js";
import { answers } from "./answers.js";
import { cityList } from "./cities.js";
import { launch } from "./launch.js";
import { ranges as legend } from "./ranges.js";
import { search } from "./search.js";
import { settings } from "./settings.js";
import { share } from "./share.js";
import { inWords, sources } from "./sources.js";

// What follows a launch point within the frame while it is dragged; the rest when it is dropped.
const FOLLOWING = [answers, search, cityList];
const SECTIONS = [settings, heading, answers, search, legend, launch, cityList, share, inWords, sources];

export function panel(app) {
  const node = element("aside", { className: "rm-panel" });
  const sections = SECTIONS.map((make) => ({ ...make(app), follows: FOLLOWING.includes(make) }));
  node.append(...sections.map((section) => section.node));

  function update(changed) {
    if (changed.words) node.setAttribute("aria-label", app.state.words.say("page panel"));
    for (const { update: renew, follows } of sections) if (follows || !changed.moving) renew(changed);
  }
  return { node, update };
}

function heading({ state }) {
  const node = element("h1", {});
  return { node, update: () => (node.textContent = titleNow(state)) };
}
