// What is named on the map, as labels.js takes it; the most important comes first.

import { element, sign, svg } from "../dom.js";
import { shownVerdict } from "../reach/answer.js";
import { fromBestOrigin } from "../state.js";
import { nearSaid, placeName } from "../text/names.js";
import { label } from "../text/titles.js";
import { weaponName } from "../text/figures.js";
import { lineOn } from "./along.js";
import { EDGE_LAT } from "./mercator.js";
import { inkHue } from "./colours.js";

const MAX_NAMED = 2;
const CROWDED = 10;
const MAX_CITIES = 45;
const MAX_COUNTRIES = 40;
const LABEL_POINTS = 240;

// Where the map is narrow a name is told in brief: the answers beside it tell the rest.
export function originItems(origins, words, narrow) {
  const required = origins.length <= CROWDED;
  return origins.map((origin) => {
    const node = element("div", { className: "rm-label rm-origin" }, nameLines(origin, words, narrow));
    const mark = origin.shape ? {} : { radius: 10 };
    return { at: [origin.lat, origin.lon], required, node, isLaunch: true, ...mark };
  });
}

// The places asked about, with distance and verdicts; the same nodes are filled anew as these change.
export function targetItems(targets, narrow) {
  const crowded = targets.length > CROWDED;
  return targets.map((target) => {
    const small = crowded ? " rm-small" : narrow ? " rm-brief" : "";
    const node = element("div", { className: `rm-label rm-target${small}` });
    const square = { x: -4, y: -4, width: 8, height: 8, class: "rm-mark" };
    const mark = target.shape ? {} : { radius: 7, symbol: () => symbol(14, "rect", square) };
    // Of many names those are left out that find no room; their places stay marked.
    const needed = { required: !crowded, marked: crowded };
    const named = !narrow && !crowded;
    return { at: [target.lat, target.lon], node, target, named, brief: narrow, ...needed, ...mark };
  });
}

// Writes what has changed: the nodes that stay need no place of their own to be found anew. `known`
// are the answers, or only distances.
export function fillTarget(item, known, words) {
  const { node, target, named, brief } = item;
  const [nearest] = fromBestOrigin(known);
  const best = fromBestOrigin(known).filter(({ weapon }) => weapon);
  const kindOf = (answer) => `${answer.weapon.id} ${shownVerdict(answer)} ${inkHue(answer.weapon)}`;
  const kind = best.map(kindOf).join();
  const shown = `${kind}|${words.lang}|${words.units}`;
  // A browser that translates the page takes texts away.
  if (item.shown !== shown || !node.contains(item.distance)) {
    item.distance = document.createTextNode("");
    const signs = element("div", { className: "rm-signs" });
    for (const answer of best) signs.append(verdictSign(answer, named && best.length <= MAX_NAMED, words));
    const line = element("span", {}, item.distance);
    node.replaceChildren(nameLines(target, words, brief), line, ...(best.length ? [signs] : []));
    item.shown = shown;
  }
  item.distance.nodeValue = ` ${distanceOf(nearest, brief ? [] : known, words)}`;
}

function verdictSign(answer, named, words) {
  const { weapon } = answer;
  const verdict = shownVerdict(answer);
  const name = weaponName(weapon, words);
  const said = `${name}: ${words.say(`verdict ${verdict}`)}`;
  return element("span", {}, sign(verdict, inkHue(weapon), said), named ? name : "");
}

// The distance, and from where it is, where there are several launch points.
function distanceOf({ origin, distanceKm }, known, words) {
  const distance = words.length(distanceKm);
  if (known.every((each) => each.origin === origin)) return distance;
  return words.say("distance of", { distance, place: placeName(origin, words) });
}

// A sign on the map, its middle on its point.
function symbol(size, tag, attributes) {
  const half = size / 2;
  const viewBox = `${-half} ${-half} ${size} ${size}`;
  const shape = svg(tag, attributes);
  return svg("svg", { class: "rm-symbol", viewBox, width: size, height: size }, shape);
}

function nameLines(place, words, brief) {
  const lines = element("span", {}, element("strong", { text: placeName(place, words) }));
  const near = nearSaid(place, words);
  if (near && !brief) lines.append(element("small", { text: ` ${near}` }));
  return lines;
}

// A name on each outline, made from the figure that is drawn.
export function ringItems(rings, words) {
  return rings.flatMap(({ weapon, typical }) =>
    typical.found.map(({ line }) => {
      const node = element("div", { className: "rm-label rm-ring", text: label(weapon, words) });
      node.style.color = inkHue(weapon);
      const step = Math.max(1, Math.floor(line.length / LABEL_POINTS));
      const last = line.length - 1;
      const isShown = ([, lat], i) => (i % step === 0 || i === last) && Math.abs(lat) < EDGE_LAT;
      return { along: lineOn(line.filter(isShown)), node };
    }),
  );
}

// The names of cities, the largest first; those that the page names itself stand there already.
export function cityItems({ cities, city }, places, words) {
  const named = new Set(places.map(({ lat, lon }) => `${lat},${lon}`));
  const found = [];
  for (const i of cities.bySize) {
    const [lat, lon] = [cities.lat[i], cities.lon[i]];
    if (named.has(`${lat},${lon}`)) continue;
    const text = () => placeName(city(i), words);
    found.push({ at: [lat, lon], radius: 4, group: "city", limit: MAX_CITIES, say: text, index: i });
  }
  return found;
}

export function countryItems(labels, page, world, words) {
  const named = new Set(page.unlabelled);
  return labels
    .filter(([, name]) => !named.has(name))
    .map(([code, name, lon, lat, area]) => {
      const iso2 = world.codes[code];
      const text = iso2 ? world.countryName(iso2, words.lang) : name;
      return { at: [lat, lon], area, group: "country", limit: MAX_COUNTRIES, text };
    });
}
