// A field for a place, with the cities that its text may mean.

import { element } from "../dom.js";
import { matches, parsed } from "../places.js";
import { longName, placeName } from "../text/names.js";

// A city with its country; what stands elsewhere as it is called.
export function fullName(place, { world, words, lang }) {
  if (!place.country) return longName(place, words);
  const country = world.countryName(place.country, lang);
  return words.say("page found", { place: placeName(place, words), country });
}

// Gives a form; `found` gets the place that was meant, or null where there is none.
export function placeField(app, name, found) {
  const { state } = app;
  const input = element("input", {
    type: "text",
    id: name,
    list: `${name}-list`,
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": `${name}-said`,
  });
  const offers = element("datalist", { id: `${name}-list` });
  const label = element("label", { for: name });
  const button = element("button", { type: "button" });
  const said = element("p", { id: `${name}-said`, className: "rm-note", role: "status" });
  const row = element("div", { className: "rm-row" }, input, button);
  // A form is not sent in a sandboxed frame, and says nothing of it.
  const form = element("div", { className: "rm-form" }, label, row, offers, said);
  // Every offer that was made: to choose one is to type it.
  const offered = new Map();

  input.addEventListener("input", () => {
    if (offered.has(input.value)) return;
    const cities = matches(input.value, state.world).map((city) => [fullName(city, state), city]);
    for (const [text, city] of cities) if (!offered.has(text)) offered.set(text, city);
    const values = new Set(cities.map(([text]) => text));
    offers.replaceChildren(...[...values].map((value) => element("option", { value })));
  });
  function find() {
    const place = offered.get(input.value) ?? parsed(input.value, state.world);
    said.textContent = place ? "" : notFound(input.value);
    found(place);
  }
  button.addEventListener("click", find);
  input.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") find();
  });

  function notFound(text) {
    const people = state.words.number(state.world.cities.from);
    return state.words.say("page not found", { text, people });
  }

  return {
    form,
    input,
    tell(labelText, buttonText, help) {
      label.textContent = labelText;
      button.textContent = buttonText;
      said.textContent = help;
    },
  };
}
