// The launch points, moved by typing where they are to be.

import { element } from "../dom.js";
import { longName } from "../text/names.js";
import { fullName, placeField } from "./field.js";

export function launch(app) {
  const { state } = app;
  const movable = state.origins.map(({ shape }) => !shape);
  const heading = element("h2", {});
  const which = element("select", { className: "rm-which" });
  const now = element("p", { className: "rm-now" });
  const field = placeField(app, `${app.prefix}-launch-field`, (place) => {
    if (!place) return;
    app.move(Number(which.value), place);
    field.input.value = "";
  });
  const back = element("button", { type: "button" });
  back.addEventListener("click", () => {
    app.back();
    field.input.focus();
  });
  const moved = element("p", { className: "rm-note", role: "status" });
  const node = element("section", { className: "rm-launch-panel" }, heading, which, now);
  node.append(field.form, element("div", { className: "rm-row" }, back), moved);
  node.hidden = !movable.some(Boolean);
  state.origins.forEach((_, i) => {
    if (movable[i]) which.append(element("option", { value: i }));
  });
  which.hidden = which.options.length < 2;

  function update({ words: changed, dropped, index, origins: put }) {
    const { words, origins } = state;
    const names = origins.map((origin) => longName(origin, words));
    if (changed) {
      const many = which.options.length > 1;
      heading.textContent = words.say(many ? "page launch several" : "page launch");
      which.setAttribute("aria-label", heading.textContent);
      field.tell(words.say("page launch help"), words.say("page move"), "");
      back.textContent = words.say("page back");
      moved.textContent = "";
    }
    [...which.options].forEach((option) => {
      option.textContent = names[Number(option.value)];
    });
    now.textContent = which.hidden ? names[Number(which.value)] : "";
    if (dropped) which.value = index;
    const place = fullName(origins[Number(which.value)], state);
    if (dropped || put) moved.textContent = words.say("page moved", { place });
    back.hidden = origins.every((origin, i) => origin === state.world.origins[i]);
  }
  return { node, update };
}
