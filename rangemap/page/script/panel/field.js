// A field for a place, with the cities that its text may mean.

import { element } from "../dom.js";
import { matches, meant } from "../places.js";
import { longName, placeName } from "../text/names.js";

const MOST_NAMESAKES = 4;

// A city with its country, and its region where it has a namesake there; what stands elsewhere as it
// is called.
export function fullName(place, { world, words, lang }) {
  if (!place.country) return longName(place, words);
  const whole = [place.region, world.countryName(place.country, lang)].filter(Boolean).join(", ");
  return words.say("page found", { place: placeName(place, words), country: whole });
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
  const namesakes = element("p", { className: "rm-note rm-namesakes", hidden: "" });
  // A form is not sent in a sandboxed frame, and says nothing of it.
  const form = element("div", { className: "rm-form" }, label, row, offers, said, namesakes);
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
    if (!input.value.trim()) return;
    const chosen = offered.get(input.value);
    const [place = null, ...others] = chosen ? [chosen] : meant(input.value, state.world);
    said.textContent = place ? "" : notFound(input.value);
    offerNamesakes(others.slice(0, MOST_NAMESAKES));
    found(place);
  }

  // What else is called so, each to be taken instead.
  function offerNamesakes(others) {
    const buttons = others.map((place) => {
      const one = element("button", { type: "button", text: fullName(place, state) });
      one.addEventListener("click", () => {
        offerNamesakes([]);
        found(place);
        input.focus();
      });
      return one;
    });
    namesakes.hidden = !buttons.length;
    namesakes.replaceChildren(state.words.say("page namesakes"), ...buttons.flatMap((one) => [" ", one]));
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
      offerNamesakes([]);
    },
  };
}
