// Puts the page together: reads what Python wrote, draws the map, and follows the reader.

import { element } from "./dom.js";
import { read, written } from "./hash.js";
import { onColourChange } from "./map/colours.js";
import { globe } from "./map/globe.js";
import { isInView, keepInView, look } from "./map/look.js";
import { prepare } from "./map/topology.js";
import { mapView, nameAll, recolour, showMap } from "./map/view.js";
import { unpack, unpackWorld } from "./packed.js";
import { panel } from "./panel/panel.js";
import { preparePrinting } from "./print.js";
import { answer, cityJudge, stateOf, titleNow, wordsNow } from "./state.js";
import { creditHere } from "./text/notes.js";
import { worldOf } from "./world.js";

const DECIMALS = 3;
const SETTLED_MS = 150;

// Where the page cannot be made, as in an old browser, the answers can be read all the same.
export async function start(map, name) {
  try {
    await made(map, name);
  } catch (error) {
    const spoken = document.querySelector("noscript")?.textContent ?? "";
    const plain = new DOMParser().parseFromString(spoken, "text/html");
    document.body.prepend(...[...plain.body.children].map(({ textContent }) =>
      element("p", { text: textContent }),
    ));
    throw error;
  }
}

async function made(map, name) {
  const text = (id) => document.getElementById(id)?.textContent;
  const page = JSON.parse(text(name));
  const packed = text(`${name}-basemap`);
  const unpacked = [unpackWorld(text(`${name}-large`)), packed ? unpack(packed) : null];
  const [large, topology] = await Promise.all(unpacked);
  const basemap = topology && prepare(topology);
  // Two questions on one map have ids of their own.
  const prefix = page.whole ? "rm" : name;
  const app = appOf(map, page, worldOf(page, large, basemap), prefix);
  const asked = page.whole ? read(location.hash, app.state) : null;
  app.state.words = wordsNow(app.state);
  answer(app.state);
  layOut(map, app);
  app.view = mapView(map, app.state, basemap, {
    moved: app.dragged,
    dropped: app.dropped,
    asked: ({ lat, lng }) => app.ask(app.state.world.point(exact(lat), exact(lng))),
  });
  app.globe = page.whole ? globe(map, app.view, basemap) : null;
  if (asked) map.setView(asked.at, asked.zoom, { animate: false });
  app.change("words");
  if (page.whole) {
    map.on("moveend", app.remember);
    map.on("resize", debounced(() => nameAll(app.view), SETTLED_MS));
    window.addEventListener("hashchange", app.reread);
  }
  onColourChange(() => {
    recolour(app.view);
    app.change("words");
  });
  // After the colours have become those of paper.
  if (page.whole) preparePrinting(map.getContainer().parentElement, app.panel.node);
  document.documentElement.dataset.rangemap = "ready";
}

// What is pointed at on a map is known to a hundred metres at best.
const exact = (degrees) => Number(degrees.toFixed(DECIMALS));

// What the parts of the page do to the question. `change` names what has changed: words, ranges,
// origins, probe or list.
function appOf(map, page, world, prefix) {
  const state = stateOf(page, world);
  const judge = cityJudge(world);
  const app = { map, state, prefix };
  let frame = 0;
  let dragged = null;

  app.change = (what) => {
    if (what === "words") state.words = wordsNow(state);
    answer(state);
    if (what !== "probe") state.judged = { ...judge(state), cities: world.cities };
    app.panel.update({ [what]: true });
    showMap(app.view, state.judged);
    if (what !== "moving") app.settle();
  };

  app.move = (index, place) => {
    state.origins[index] = place;
    app.change("origins");
    keepInSight([place]);
  };

  function keepInSight(places) {
    if (!page.whole || places.every((place) => isInView(map, place))) return;
    look(map, state, app.view.rings);
  }

  // One painting a frame, however many events there are.
  app.dragged = (index, at) => {
    dragged = { index, at };
    frame ||= requestAnimationFrame(app.follow);
  };

  app.follow = () => {
    frame = 0;
    if (!dragged) return;
    const { index, at } = dragged;
    dragged = null;
    state.origins[index] = world.point(exact(at.lat), exact(at.lng));
    app.change("moving");
  };

  app.settle = () => {
    app.follow();
    rename(app);
    nameAll(app.view);
    app.globe?.show();
    app.remember();
  };

  app.dropped = (index) => {
    app.settle();
    app.panel.update({ dropped: true, index });
  };

  app.ask = (place) => {
    state.probe = place;
    if (place && page.whole) keepInView(map, state.origins[0], place);
    app.change("probe");
  };

  app.launchFrom = (place) => {
    state.probe = null;
    app.move(0, place);
  };

  app.back = () => {
    const moved = world.origins.filter((origin) => !state.origins.includes(origin));
    state.origins = [...world.origins];
    app.change("origins");
    keepInSight(moved);
  };

  // Another link to the same page: as it came, for `remember` may have written over it by now.
  app.reread = ({ newURL }) => {
    const { hash } = new URL(newURL);
    if (hash === written(state, map)) return;
    const asked = read(hash, state);
    if (asked) map.setView(asked.at, asked.zoom, { animate: false });
    app.change("words");
  };

  app.address = () => location.href.replace(/#.*$/, "") + written(state, map);
  app.remember = debounced(() => {
    if (!page.whole) return;
    // A page inside another may not be allowed to.
    try {
      history.replaceState(null, "", written(state, map));
    } catch {
      app.remember = () => {};
    }
  }, SETTLED_MS);
  return app;
}

function debounced(act, ms) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, ms);
  };
}

function layOut(map, app) {
  const holder = map.getContainer();
  app.panel = panel(app);
  if (!app.state.page.whole) {
    app.summary = addControl(map, app.panel.node);
    return;
  }
  document.querySelector("meta[name=viewport]").content = "width=device-width, initial-scale=1";
  const frame = element("main", { className: "rm-page" });
  holder.before(frame);
  const drawn = element("div", { className: "rm-map" }, holder);
  frame.append(app.panel.node, drawn);
  app.credit = element("p", { className: "rm-credit" });
  frame.after(app.credit);
  holder.setAttribute("role", "region");
  map.attributionControl.setPrefix('<a href="https://leafletjs.com">Leaflet</a>');
  // The credit's lines take their room before the map is measured, here and in other languages.
  rename(app);
  map.invalidateSize({ animate: false });
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(holder);
}

// On a map of the user's own the panel is one of its controls.
function addControl(map, node) {
  const holder = L.control({ position: "topright" });
  const summary = element("summary", {});
  holder.onAdd = () => {
    const box = element("details", { className: "rm-control" }, summary, node);
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    return box;
  };
  holder.addTo(map);
  return summary;
}

// What stands outside the panel and the map in the reader's language.
function rename({ map, state, credit: line, summary }) {
  const { words, page } = state;
  const title = titleNow(state);
  const holder = map.getContainer();
  if (!page.whole) {
    summary.textContent = title;
    return;
  }
  document.documentElement.lang = words.lang;
  document.title = title;
  line.textContent = creditHere(page, words);
  holder.setAttribute("aria-label", words.say("page map", { title }));
  holder.setAttribute("aria-describedby", "rm-in-words");
  for (const side of ["in", "out"]) {
    const button = holder.querySelector(`.leaflet-control-zoom-${side}`);
    button.title = words.say(`page zoom ${side}`);
    button.setAttribute("aria-label", button.title);
  }
}
