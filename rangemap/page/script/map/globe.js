// A small map on which distances and directions from the launch point are right, and the ranges
// therefore the true circles that they are: the azimuthal equidistant projection.

import { element } from "../dom.js";
import { radians } from "../geodesy/ellipsoid.js";
import { isEnclosed } from "../geodesy/land.js";
import { longName } from "../text/names.js";
import { coloursNow, hue } from "./colours.js";

const SIZE = 150;
const EARTH_KM = 6371;
const WHOLE_KM = 20_004;
// The map shows so much more than the farthest ring.
const MARGIN = 1.5;
const LEAST_KM = 1500;

export function globe(map, view, basemap) {
  const { state } = view;
  const canvas = element("canvas", { className: "rm-globe", role: "img" });
  const dense = Math.min(3, window.devicePixelRatio || 1);
  canvas.width = canvas.height = SIZE * dense;
  const holder = L.control({ position: "bottomleft" });
  holder.onAdd = () => canvas;
  holder.addTo(map);

  function show() {
    const { words, origins } = state;
    canvas.setAttribute(
      "aria-label",
      words.say("page globe", { place: longName(origins[0], words) }),
    );
    canvas.title = canvas.getAttribute("aria-label");
    const pen = canvas.getContext("2d");
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    const rings = view.rings.filter(({ origin }) => origin === origins[0]);
    paintGlobe(pen, origins[0], rings, basemap.landRings, SIZE);
  }
  return { show };
}

function paintGlobe(pen, centre, rings, land, size) {
  const colours = coloursNow();
  const extent = Math.min(WHOLE_KM, Math.max(LEAST_KM, MARGIN * farthestKm(centre, rings)));
  const radius = size / 2 - 1;
  const toXy = projection(centre, radius / extent, size / 2);
  pen.clearRect(0, 0, size, size);
  pen.save();
  disc(pen, size / 2, radius);
  pen.fillStyle = colours.sea;
  pen.fill();
  pen.clip();
  paintLand(pen, land, toXy, centre, colours, size);
  for (const ring of rings) {
    for (const [bound, km, width, dash] of edgesOf(ring)) {
      pen.beginPath();
      // Round a territory it is no circle.
      if (centre.shape) traceLines(pen, ring[bound], toXy);
      else pen.arc(size / 2, size / 2, (km * radius) / extent, 0, 2 * Math.PI);
      Object.assign(pen, { strokeStyle: hue(ring.weapon, colours), lineWidth: width });
      pen.setLineDash(dash);
      pen.stroke();
    }
  }
  pen.setLineDash([]);
  pen.fillStyle = colours.ink;
  pen.fillRect(size / 2 - 2, size / 2 - 2, 4, 4);
  pen.restore();
  disc(pen, size / 2, radius);
  Object.assign(pen, { strokeStyle: colours.quiet, lineWidth: 1 });
  pen.stroke();
}

// How far from the centre the rings lie; those of a territory are its own extent farther.
function farthestKm(centre, rings) {
  if (!centre.shape) return Math.max(0, ...rings.map(({ weapon }) => weapon.high));
  const toKm = projection(centre, 1, 0);
  const lines = rings.flatMap(({ high, typical }) => (high ?? typical).found.map(({ line }) => line));
  const away = lines.flat().map((position) => Math.hypot(...toKm(position)));
  return away.reduce((most, km) => Math.max(most, km), 0);
}

function edgesOf({ weapon, low }) {
  const typical = ["typical", weapon.range, 1.8, []];
  if (!low) return [typical];
  return [["low", weapon.low, 0.8, [2, 2]], typical, ["high", weapon.high, 0.8, [2, 2]]];
}

function traceLines(pen, { found }, toXy) {
  for (const { line } of found) {
    line.forEach((position, i) => {
      const [x, y] = toXy(position);
      if (i) pen.lineTo(x, y);
      else pen.moveTo(x, y);
    });
  }
}

function disc(pen, middle, radius) {
  pen.beginPath();
  pen.arc(middle, middle, radius, 0, 2 * Math.PI);
}

// From longitude and latitude to pixels; on the sphere, as the land is small here.
function projection({ lon, lat }, scale, middle) {
  const [sin0, cos0] = [Math.sin(radians(lat)), Math.cos(radians(lat))];
  return ([x, y]) => {
    const turn = radians(x - lon);
    const [sin1, cos1] = [Math.sin(radians(y)), Math.cos(radians(y))];
    const east = cos1 * Math.sin(turn);
    const north = cos0 * sin1 - sin0 * cos1 * Math.cos(turn);
    const across = Math.hypot(east, north);
    const angle = Math.atan2(across, sin0 * sin1 + cos0 * cos1 * Math.cos(turn));
    const stretch = across ? (angle * EARTH_KM * scale) / across : 0;
    return [middle + east * stretch, middle - north * stretch];
  };
}

// All land in one go: borders between countries are walked twice and cancel. Where the point
// opposite the centre is land, what its outline encloses here is the rest of the world.
function paintLand(pen, land, toXy, { lon, lat }, colours, size) {
  pen.beginPath();
  if (isEnclosed(land, lon > 0 ? lon - 180 : lon + 180, -lat)) pen.rect(0, 0, size, size);
  for (const line of land) {
    let [lastX, lastY] = [Infinity, Infinity];
    line.forEach((position, i) => {
      const [x, y] = toXy(position);
      if (i === 0) pen.moveTo(x, y);
      else if (Math.abs(x - lastX) + Math.abs(y - lastY) > 0.8) pen.lineTo(x, y);
      else return;
      [lastX, lastY] = [x, y];
    });
    pen.closePath();
  }
  pen.fillStyle = colours.land;
  pen.fill("evenodd");
}
