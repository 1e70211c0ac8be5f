// Any place checked: by name, by coordinates, or by a click on the map.

import { element, write } from "../dom.js";
import { inverse } from "../geodesy/geodesic.js";
import { waysTo } from "../state.js";
import { compass, distanceSaid } from "../text/sentences.js";
import { placesTold } from "../text/titles.js";
import { list } from "./answers.js";
import { fullName, placeField } from "./field.js";

export function search(app) {
  const { state } = app;
  const heading = element("h2", {});
  const field = placeField(app, `${app.prefix}-search`, (place) => app.ask(place));
  const which = element("p", { className: "rm-now" });
  const told = element("p", { className: "rm-bearing" });
  const answers = element("ul", { className: "rm-answers" });
  const launch = element("button", { type: "button" });
  const close = element("button", { type: "button" });
  const buttons = element("div", { className: "rm-row" }, launch, close);
  const result = element("div", { className: "rm-checked" }, which, told, answers, buttons);
  // Read out once the place or the launch point rests, not in every frame of a drag.
  const status = element("p", { className: "rm-unseen", role: "status" });
  const node = element("section", { className: "rm-search" }, heading, field.form, status, result);
  launch.addEventListener("click", () => {
    app.launchFrom(state.probe);
    field.input.focus();
  });
  close.addEventListener("click", () => {
    app.ask(null);
    field.input.focus();
  });

  function update({ words: changed, moving }) {
    const { words, probe, probeAnswers, origins } = state;
    if (changed) {
      heading.textContent = words.say("page search");
      const label = words.say("page search help");
      field.tell(label, words.say("page search go"), "");
      launch.textContent = words.say("page from here");
      close.textContent = words.say("page close");
    }
    result.hidden = !probe;
    if (!probe) {
      status.textContent = "";
      return;
    }
    launch.hidden = origins.some(({ shape }) => shape) || origins.length > 1;
    // Of places of one name it has to be seen which was taken.
    write(which, fullName(probe, state));
    // The distance is told where no range is switched on, too.
    write(told, words.clauses(waysTo(state, [probe]).map((each) => bearingSaid(each, words))));
    list(answers, probeAnswers, app);
    const said = probeAnswers.length ? placesTold(probeAnswers, words) : told.textContent;
    // What has not changed is not to be read again.
    if (!moving && status.textContent !== said) status.textContent = said;
  }
  return { node, update };
}

// The distance, and the direction in which the shortest way begins.
function bearingSaid(answer, words) {
  const [from, to] = [answer.start ?? answer.origin, answer.end ?? answer.target];
  const said = distanceSaid(answer, words);
  if (!answer.distanceKm) return said;
  const { azimuth } = inverse(from.lon, from.lat, to.lon, to.lat);
  const degrees = words.number(Math.floor(azimuth + 0.5) % 360);
  return `${said}, ${words.say("page bearing", { degrees, direction: compass(azimuth, words) })}`;
}
