// The map: what it shows of the question, and what the reader does on it.

import { askedNow, fromBestOrigin } from "../state.js";
import { Basemap } from "./basemap.js";
import { coloursNow, drawOnTiles, hue } from "./colours.js";
import { cornersIn, dotsIn, paintDots } from "./dots.js";
import { cityItems, countryItems, fillTarget, originItems } from "./items.js";
import { ringItems, targetItems } from "./items.js";
import { Labels } from "./labels.js";
import { launchMarker } from "./launch.js";
import { look } from "./look.js";
import { EDGE_LAT, mercatorX, mercatorY, withinEdge } from "./mercator.js";
import { borderLines, outlines } from "./outlines.js";
import { fillPolygons, strokePaths, turnsOf, xyOf } from "./paint.js";
import { paintRings, ringsOf, wayPath } from "./rings.js";
import { Scene } from "./scene.js";

// Nothing is drawn that could be seen from nearer.
const CLOSEST = 16;
const NARROW = 500;
const DIAMOND = 8;
// So many of the largest cities are named before countries.
const FOREMOST = 300;
const PANES = { basemap: 150, ground: 200, ranges: 400, labels: 620 };

// `on` has what happens when the reader acts: moved(index, {lat, lon}), dropped(), asked({lat, lon}).
export function mapView(map, state, basemap, on) {
  const { page } = state;
  const view = {
    map,
    state,
    basemap,
    rings: [],
    lines: [],
    judged: null,
    dragging: false,
    land: territoriesOf(state),
  };
  for (const [name, level] of Object.entries(PANES)) {
    map.createPane(name).style.zIndex = level;
    map.getPane(name).style.pointerEvents = "none";
  }
  // Set before the first view: setMinZoom would start to fly there, past the view that is set next.
  if (page.whole) {
    map.setMaxBounds([[-EDGE_LAT, -1e4], [EDGE_LAT, 1e4]]);
    map.options.minZoom = map.getSize().x < 700 ? 1 : 2;
    map.options.maxZoom = CLOSEST;
  }
  if (!page.whole || page.tiles) {
    drawOnTiles();
    map.getPane("labels").classList.add("rm-on-tiles");
  }
  view.rings = ringsOf(state);
  look(map, state, view.rings);
  // In a folded part of a page the map has no size yet.
  if (!map.getSize().x) map.once("resize", () => look(map, state, view.rings));
  if (basemap && page.whole && !page.tiles) {
    view.ground = new Basemap(basemap, coloursNow()).addTo(map);
    map.getContainer().style.background = coloursNow().sea;
  }
  view.territories = new Scene((pen, seen) => paintTerritories(pen, view, seen), "ground").addTo(map);
  view.scene = new Scene((pen, seen) => paintScene(pen, view, seen), "ranges").addTo(map);
  const dotsNow = (seen) => [
    ...view.land.flatMap(({ lines }) => cornersIn(lines, seen)),
    ...(page.whole ? dotsIn(state.world.cities, [], seen) : []),
    ...turnsOf(seen).flatMap((turn) =>
      state.origins.filter(({ shape }) => shape).flatMap(pointsOf).map(({ lon, lat }) => {
        const [x, y] = xyOf(seen, mercatorX(lon), mercatorY(lat), turn);
        return { x, y, radius: DIAMOND };
      }),
    ),
  ];
  view.labels = new Labels(dotsNow).addTo(map);
  view.labels.on("placed", () => view.scene.redraw());
  view.markers = state.origins.map((origin, i) =>
    origin.shape ? null : launchMarker(map, origin, i, { ...on, grabbed: () => grab(view) }),
  );
  map.on("click", ({ latlng }) => on.asked(latlng.wrap()));
  return view;
}

function territoriesOf({ origins, targets }) {
  return [...origins, ...targets]
    .filter(({ shape }) => shape)
    .map(({ positions }) => ({
      fills: outlines(positions.polygons.flat()).found.map(({ path }) => path),
      lines: borderLines(positions),
      points: positions.points,
    }));
}

// Paints what does not move in the colours of now.
export function recolour(view) {
  const colours = coloursNow();
  if (view.ground) {
    view.map.getContainer().style.background = colours.sea;
    view.ground.repaint(colours);
  }
  view.territories.redraw();
}

// During a drag names would have to be placed anew in every frame: those that move are left out.
function grab(view) {
  view.dragging = true;
  view.map.getContainer().classList.add("rm-dragging");
}

// Shows the question as it is now. While a launch point is dragged, names wait.
export function showMap(view, judged) {
  const { state } = view;
  view.judged = judged;
  view.rings = ringsOf(state, view.dragging);
  view.lines = linesOf(state);
  view.scene.redraw();
  if (view.dragging) fillTargets(view);
  else view.markers.forEach((marker, i) => marker?.follow(state.origins[i], state.words));
}

// Places all names, in the reader's words; what was dragged has been dropped.
export function nameAll(view) {
  const { state, map } = view;
  const { words, world, page } = state;
  if (view.dragging) {
    view.dragging = false;
    showMap(view, view.judged);
  }
  map.getContainer().classList.remove("rm-dragging");
  const targets = askedNow(state);
  const narrow = map.getSize().x < NARROW;
  view.targets = targetItems(targets, narrow);
  fillTargets(view);
  const places = [...state.origins, ...targets];
  const items = [
    ...originItems(state.origins, words, narrow),
    ...view.targets,
    ...ringItems(view.rings, words),
  ];
  if (page.whole && !page.tiles) {
    const cities = cityNames(view, places);
    const countries = countryItems(view.basemap.labels, page, world, words);
    items.push(...cities.slice(0, FOREMOST), ...countries, ...cities.slice(FOREMOST));
  }
  view.labels.show(items);
}

// The names of cities, which stay the same while language and places do.
function cityNames(view, places) {
  const { world, words } = view.state;
  const key = [words.lang, ...places.map(({ lat, lon }) => `${lat},${lon}`)].join();
  if (view.cityNames?.key !== key) view.cityNames = { key, items: cityItems(world, places, words) };
  return view.cityNames.items;
}

function fillTargets({ targets, state }) {
  for (const item of targets) {
    const known = state.about.get(item.target);
    if (known) fillTarget(item, known, state.words);
  }
}

// The shortest ways from and to territories, and to the place that the reader asks about.
function linesOf(state) {
  const { targets, probe } = state;
  const about = targets.map((target) => bestOf(state, target));
  const lines = about.filter(({ start, end }) => start || end);
  if (probe) lines.push(bestOf(state, probe));
  return lines.filter(({ distanceKm }) => distanceKm).map((answer) => {
    const [from, to] = [answer.start ?? answer.origin, answer.end ?? answer.target];
    return { path: wayPath(from, to), ends: [answer.start, answer.end].filter(Boolean) };
  });
}

const bestOf = ({ about }, place) => fromBestOrigin(about.get(place))[0];

function paintTerritories(pen, { land, ground }, seen) {
  const { ink, land: colour } = coloursNow();
  for (const { fills, lines, points } of land) {
    // Drawn finer than the rest of the map, so that its border is the one that is measured to.
    if (ground) fillPolygons(pen, fills, seen, colour);
    strokePaths(pen, lines, seen, { color: ink, width: 1.5 });
    pen.fillStyle = ink;
    for (const [lon, lat] of points) mark(pen, seen, lon, lat, 3);
  }
}

function paintScene(pen, view, seen) {
  const { state, rings, lines, judged } = view;
  const colours = coloursNow();
  paintRings(pen, rings, seen, (weapon) => hue(weapon, colours));
  const dashes = { color: colours.ink, width: 1.4, dash: [1, 4] };
  strokePaths(pen, lines.map(({ path }) => path), seen, dashes);
  if (state.page.whole && judged) {
    const dots = dotsIn(state.world.cities, view.labels?.named ?? [], seen);
    paintDots(pen, dots, judged, seen, colours);
  }
  pen.fillStyle = colours.paper;
  pen.strokeStyle = colours.ink;
  pen.lineWidth = 1.4;
  for (const { lon, lat } of lines.flatMap(({ ends }) => ends)) mark(pen, seen, lon, lat, 3, true);
  for (const point of state.origins.flatMap(pointsOf)) diamond(pen, seen, point, colours);
}

// A launch point; of several that are taken as one, each.
const pointsOf = ({ shape, positions, lon, lat }) =>
  shape ? positions.points.map(([x, y]) => ({ lon: x, lat: y })) : [{ lon, lat }];

function mark(pen, seen, lon, lat, radius, outlined = false) {
  for (const turn of turnsOf(seen)) {
    const [x, y] = xyOf(seen, mercatorX(lon), mercatorY(withinEdge(lat)), turn);
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fill();
    if (outlined) pen.stroke();
  }
}

// The sign of a launch point, in every copy of the world.
function diamond(pen, seen, { lon, lat }, { ink, paper }) {
  for (const turn of turnsOf(seen)) {
    const [x, y] = xyOf(seen, mercatorX(lon), mercatorY(withinEdge(lat)), turn);
    pen.beginPath();
    pen.moveTo(x, y - DIAMOND);
    for (const [dx, dy] of [[1, 0], [0, 1], [-1, 0]]) pen.lineTo(x + DIAMOND * dx, y + DIAMOND * dy);
    pen.closePath();
    Object.assign(pen, { fillStyle: ink, strokeStyle: paper, lineWidth: 1.6 });
    pen.fill();
    pen.stroke();
  }
}

// What a picture is painted with, too.
export const paintersOf = (view) => ({
  territories: (pen, seen) => paintTerritories(pen, view, seen),
  scene: (pen, seen) => paintScene(pen, view, seen),
});
