// What the reader can take along: a link, a picture, the cities and the shapes; a printed page.

import { csvOf } from "../share/csv.js";
import { geojsonOf } from "../share/geojson.js";
import { pictureOf } from "../share/picture.js";
import { element } from "../dom.js";
import { whyUnlisted } from "./cities.js";

// A frame may forbid it, and a browser complains of a mere try.
const mayCopy = () => document.featurePolicy?.allowsFeature("clipboard-write") ?? true;

const KINDS = ["link", "picture", "csv", "geojson", "print"];

const isFramed = window !== window.top;
// A sandboxed frame has no origin, and may not save unless it is let: what it may it cannot know.
const maySave = !isFramed || window.origin !== "null";

// A link leads to a page that has an address; a picture is of a map that is ours; what prints a
// frame is the page round it.
function isOffered(kind, { whole }) {
  if (kind === "link") return whole && location.protocol !== "about:";
  if (kind === "print") return whole && !isFramed;
  return whole || kind !== "picture";
}

export function share(app) {
  const heading = element("h2", {});
  const said = element("p", { className: "rm-note", role: "status" });
  const link = element("input", { type: "text", readonly: "", hidden: "" });
  const { state } = app;
  const kinds = KINDS.filter((kind) => isOffered(kind, state.page));
  const buttons = kinds.map((kind) => {
    const button = element("button", { type: "button" });
    button.addEventListener("click", () => act(kind));
    return button;
  });
  const row = element("div", { className: "rm-row" }, ...buttons);
  const node = element("section", { className: "rm-share" }, heading, row, said, link);

  async function act(kind) {
    if (kind === "print") window.print();
    else if (kind === "link") await copy(app.address());
    else if (kind === "picture") save(await pictureOf(app), "png");
    else if (kind === "csv") save(new Blob([csvOf(state)], { type: "text/csv" }), "csv");
    else save(new Blob([geojsonOf(state)], { type: "application/geo+json" }), "geojson");
  }

  // Where the page may not write to the clipboard, the reader can.
  async function copy(address) {
    link.value = address;
    try {
      if (!mayCopy()) throw new Error("not here");
      await navigator.clipboard.writeText(address);
      link.hidden = true;
      said.textContent = state.words.say("page copied");
    } catch {
      link.hidden = false;
      link.select();
      said.textContent = state.words.say("page not copied");
    }
  }

  function save(blob, ending) {
    const file = `rangemap.${ending}`;
    const address = URL.createObjectURL(blob);
    const anchor = element("a", { href: address, download: file });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    said.textContent = state.words.say(maySave ? "page saved" : "page maybe saved", { file });
  }

  function update({ words: changed }) {
    const csv = buttons[kinds.indexOf("csv")];
    const isAsked = state.targets.length > 0 || Boolean(state.probe);
    csv.disabled = !isAsked && Boolean(whyUnlisted(state.judged.ranges));
    if (!changed) return;
    const { words } = state;
    heading.textContent = words.say("page share");
    link.setAttribute("aria-label", words.say("page link"));
    buttons.forEach((button, i) => {
      button.textContent = words.say(`page ${kinds[i]}`);
    });
  }
  return { node, update };
}
