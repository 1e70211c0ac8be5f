// Puts the page together: reads the data that Python wrote, and draws the map beside the panel.

import { Basemap, prepare, unpack } from "./map/basemap.js";
import { element, sign, svg } from "./dom.js";
import { Labels } from "./map/labels.js";
import { panel } from "./panel/panel.js";
import { MERCATOR, bounds, fillRings, outlines, strokeLines } from "./map/shapes.js";

const PAPER = { land: "#f6f3ec", coast: "#9fb2bd", border: "#b7afa2", disputed: "#a59c8d" };
const INK = "#111";
const MAX_NAMED = 2;
const CROWDED = 10;
const NARROW = 500;
const MAX_CITIES = 45;
const MAX_COUNTRIES = 40;

export function start(map, page, packedBasemap) {
  document.querySelector("meta[name=viewport]").content = "width=device-width, initial-scale=1";
  layOut(map, page);
  for (const [name, level] of [["basemap", 150], ["bands", 350], ["rings", 400], ["labels", 620]]) {
    map.createPane(name).style.zIndex = level;
  }
  map.getPane("labels").style.pointerEvents = "none";
  // Set before the first view: setMinZoom would start to fly there, past the view that is set next.
  map.setMaxBounds([[-MERCATOR, -1e4], [MERCATOR, 1e4]]);
  map.options.minZoom = map.getSize().x < 700 ? 1 : 2;
  const shapes = page.rings.map((ring) => ({
    weapon: page.weapons[ring.weapon],
    typical: outlines(ring.typical),
    low: ring.low && outlines(ring.low),
    high: ring.high && outlines(ring.high),
    minimum: ring.minimum && outlines(ring.minimum),
  }));
  look(map, page, shapes);
  drawRings(map, shapes);
  drawLines(map, page);
  const named = page.weapons.length <= MAX_NAMED && map.getSize().x >= NARROW;
  const items = [...pointItems(page, named), ...ringItems(shapes), ...cityItems(page)];
  const labels = new Labels(items).addTo(map);
  unpack(packedBasemap).then((topology) => {
    new Basemap(prepare(topology), PAPER).addTo(map);
    labels.items = [...items, ...countryItems(topology.labels, page)];
    labels.place();
    document.documentElement.dataset.rangemap = "ready";
  });
}

function layOut(map, page) {
  const holder = map.getContainer();
  const frame = element("div", { className: "rm-page" });
  holder.before(frame);
  frame.append(panel(page), element("div", { className: "rm-map" }, holder));
  document.body.append(element("p", { className: "rm-credit", text: page.credit }));
  holder.setAttribute("aria-label", page.title);
  map.attributionControl.setPrefix('<a href="https://leafletjs.com">Leaflet</a>');
  map.invalidateSize({ animate: false });
}

// Shows the places, and the rings that leave most of the world out.
function look(map, page, shapes) {
  const [home] = page.origins;
  const near = (lon) => lon + 360 * Math.round((home.lon - lon) / 360);
  const points = [...page.origins, ...page.targets].map(({ lat, lon }) => [lat, near(lon)]);
  const boxes = shapes.map((shape) => bounds(shape.typical));
  if (boxes.some((box) => !box || box[3] - box[1] > 200)) {
    if (points.length === 1) points.push([20, home.lon]);
    map.fitBounds(L.latLngBounds(points), { animate: false, maxZoom: map.getMinZoom() });
    return;
  }
  for (const [south, west, north, east] of boxes) {
    const shift = near((west + east) / 2) - (west + east) / 2;
    points.push([south, west + shift], [north, east + shift]);
  }
  map.fitBounds(L.latLngBounds(points), { padding: [28, 28], animate: false, maxZoom: 9 });
}

function drawRings(map, shapes) {
  const renderers = { bands: L.svg({ pane: "bands" }), rings: L.svg({ pane: "rings" }) };
  // Leaflet leaves out vertices nearer than this many pixels to their neighbours' line: at 1, its
  // usual, a ring is visibly a polygon.
  const style = { interactive: false, smoothFactor: 0.3 };
  shapes.forEach(({ weapon, typical, low, high, minimum }, i) => {
    const colour = weapon.colour;
    const band = { ...style, renderer: renderers.bands, stroke: false, fillRule: "evenodd" };
    const inside = [...fillRings(typical), ...(minimum ? fillRings(minimum) : [])];
    L.polygon(inside, { ...band, fillColor: colour, fillOpacity: 0.07 }).addTo(map);
    const line = { ...style, renderer: renderers.rings, color: colour, fill: false };
    if (low && high) {
      const between = [...fillRings(low), ...fillRings(high)];
      L.polygon(between, { ...band, fillColor: `url(#rm-hatch-${i})`, fillOpacity: 0.5 }).addTo(map);
      hatch(map, i, colour);
      for (const edge of [low, high]) {
        L.polyline(strokeLines(edge), { ...line, weight: 1, opacity: 0.55, dashArray: "2 4" }).addTo(map);
      }
    }
    if (minimum) {
      L.polyline(strokeLines(minimum), { ...line, weight: 1.5, dashArray: "5 4" }).addTo(map);
    }
    L.polyline(strokeLines(typical), { ...line, weight: 2.6 }).addTo(map);
  });
}

// Outlines of territories, and the shortest paths from and to them with their nearest points.
function drawLines(map, page) {
  const style = { interactive: false, renderer: L.svg({ pane: "rings" }), fill: false };
  const stroke = (lines) => strokeLines({ found: lines.map((line) => ({ line })) });
  for (const { outlines: lines = [], points = [] } of [...page.origins, ...page.targets]) {
    L.polyline(stroke(lines), { ...style, color: INK, weight: 1.5, smoothFactor: 0.5 }).addTo(map);
    for (const [lon, lat] of points) dots(map, lon, lat, { ...style, color: INK, fillColor: INK });
  }
  L.polyline(stroke(page.paths), { ...style, color: INK, weight: 1.2, dashArray: "1 4" }).addTo(map);
  for (const path of page.paths) {
    for (const [lon, lat] of [path[0], path.at(-1)]) {
      dots(map, lon, lat, { ...style, color: INK, fillColor: "#fff" });
    }
  }
}

function dots(map, lon, lat, style) {
  for (const turn of [-720, -360, 0, 360, 720]) {
    const dot = { ...style, radius: 3, weight: 1.4, fill: true, fillOpacity: 1 };
    L.circleMarker([lat, lon + turn], dot).addTo(map);
  }
}

// Lines at a slope of its own for every weapon, so that bands can be told apart in grey too.
function hatch(map, number, colour) {
  const turn = [45, -45, 0, 90][number % 4];
  const pattern = svg(
    "pattern",
    {
      id: `rm-hatch-${number}`,
      width: 7,
      height: 7,
      patternUnits: "userSpaceOnUse",
      patternTransform: `rotate(${turn})`,
    },
    svg("line", { x1: 0, y1: 0, x2: 0, y2: 7, stroke: colour, "stroke-width": 1.4 }),
  );
  map.getPane("bands").querySelector("svg").prepend(svg("defs", {}, pattern));
}

function pointItems(page, named) {
  const diamond = { d: "M0 -7 L7 0 L0 7 L-7 0 Z", fill: INK, "stroke-width": 1.6 };
  const origins = page.origins.map(({ name, near, lat, lon, outlines: lines }) => ({
    at: [lat, lon],
    required: true,
    node: element("div", { className: "rm-label rm-origin" }, nameLines(name, near)),
    // A territory is marked by its outline; its name stands in it.
    ...(lines ? {} : { radius: 9, symbol: () => symbol(18, "path", diamond) }),
  }));
  const crowded = page.targets.length > CROWDED;
  const targets = page.targets.map(({ name, near, lat, lon, distance, verdicts, outlines: lines }) => {
    const small = crowded ? " rm-small" : "";
    const node = element("div", { className: `rm-label rm-target${small}` });
    node.append(nameLines(name, near), element("span", { text: ` ${distance}` }));
    const signs = element("div", { className: "rm-signs" });
    verdicts.forEach((verdict, i) => {
      const weapon = page.weapons[i];
      const words = `${weapon.name}: ${page.words[verdict]}`;
      const name = named && !crowded ? weapon.name : "";
      signs.append(element("span", { text: name }));
      signs.lastChild.prepend(sign(verdict, weapon.colour, words));
    });
    node.append(signs);
    const square = { x: -4, y: -4, width: 8, height: 8, fill: INK, "stroke-width": 1.5 };
    const mark = lines ? {} : { radius: 7, symbol: () => symbol(14, "rect", square) };
    // Of many names those are left out that find no room; their places stay marked.
    return { at: [lat, lon], required: !crowded, marked: crowded, node, ...mark };
  });
  return [...origins, ...targets];
}

// A sign on the map, its middle on its point.
function symbol(size, tag, attributes) {
  const half = size / 2;
  return svg(
    "svg",
    { class: "rm-symbol", viewBox: `${-half} ${-half} ${size} ${size}`, width: size, height: size },
    svg(tag, { stroke: "#fff", ...attributes }),
  );
}

function nameLines(name, near) {
  const lines = element("span", {}, element("strong", { text: name }));
  if (near) lines.append(element("small", { text: ` ${near}` }));
  return lines;
}

function ringItems(shapes) {
  return shapes.flatMap(({ weapon, typical }) =>
    typical.found.map(({ line }) => {
      const node = element("div", { className: "rm-label rm-ring", text: weapon.label });
      node.style.color = weapon.colour;
      const step = Math.max(1, Math.floor(line.length / 240));
      const shown = line.filter(([, lat], i) => i % step === 0 && Math.abs(lat) < MERCATOR);
      return { along: shown.map(([lon, lat]) => [lat, lon]), node };
    }),
  );
}

function cityItems(page) {
  const named = new Set([...page.origins, ...page.targets].map(({ lat, lon }) => `${lat},${lon}`));
  return page.cities
    .filter(({ lat, lon }) => !named.has(`${lat},${lon}`))
    .map(({ name, lat, lon }) => ({
      at: [lat, lon],
      radius: 3,
      group: "city",
      limit: MAX_CITIES,
      text: name,
      symbol: () => symbol(6, "circle", { r: 2.2, fill: "#333", "stroke-width": 0.8 }),
    }));
}

function countryItems(labels, page) {
  const named = new Set(page.unlabelled);
  return labels.filter(([name]) => !named.has(name)).map(([name, lon, lat, area]) => ({
    at: [lat, lon],
    area,
    group: "country",
    limit: MAX_COUNTRIES,
    text: name,
  }));
}
