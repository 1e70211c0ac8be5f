// The reader's language and unit.

import { element } from "../dom.js";
import { UNITS } from "../text/words.js";

export function settings(app) {
  const { state } = app;
  const language = element("select", { className: "rm-language" });
  const units = element("select", { className: "rm-units" });
  const names = [element("label"), element("label")];
  for (const [lang, { language: name }] of Object.entries(state.world.messages)) {
    language.append(element("option", { value: lang, text: name, lang }));
  }
  for (const unit of UNITS) units.append(element("option", { value: unit }));
  language.addEventListener("change", () => {
    state.lang = language.value;
    app.change("words");
  });
  units.addEventListener("change", () => {
    state.units = units.value;
    app.change("words");
  });
  names[0].append(element("span"), language);
  names[1].append(element("span"), units);
  const node = element("div", { className: "rm-settings", role: "group" }, ...names);

  function update({ words: changed }) {
    if (!changed) return;
    const { words } = state;
    node.setAttribute("aria-label", words.say("page settings"));
    names[0].firstChild.textContent = words.say("page language");
    names[1].firstChild.textContent = words.say("page units");
    [...units.options].forEach((option) => {
      option.textContent = words.say(`unit ${option.value}`);
    });
    language.value = state.lang;
    units.value = state.units;
  }
  return { node, update };
}
