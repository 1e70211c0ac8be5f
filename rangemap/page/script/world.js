// What the page brings along: cities, names, messages, coasts and shapes.

import { radians } from "./geodesy/ellipsoid.js";
import { wrapped } from "./geodesy/geodesic.js";
import { shapeOf } from "./geodesy/shape.js";
import { prepareCities } from "./reach/cities.js";

const KM_A_DEGREE = 111.2;
const SEARCHED_DEG = [0.5, 5];
const NEAR_KM = 50;

export function worldOf(page, large, basemap) {
  const { messages, countries, codes } = large;
  const cities = prepareCities(columns(large.cities));
  const origins = page.origins.map((place, i) => standing(place, large.origins[i]));
  const targets = page.targets.map((place, i) => standing(place, large.targets[i]));
  const near = (point) => cityNear(cities, countries, point);
  let coast = null;
  return {
    messages,
    cities,
    origins,
    targets,
    near,
    city: (i) => cityOf(cities, i),
    countryName: (code, lang) => countries[lang]?.[code] ?? countries.en[code] ?? code,
    codes,
    placeAt: (lat, lon) => cityAt(cities, lat, lon),
    point: (lat, lon) => pointOf({ lat, lon }, near),
    coast() {
      if (!coast) {
        const lines = basemap.coastLines;
        coast = { lines, shape: shapeOf({ lines }) };
      }
      return coast;
    },
    known(origin, target) {
      const way = large.between[origins.indexOf(origin)][targets.indexOf(target)];
      const foot = (at) => at && near({ lon: at[0], lat: at[1] });
      return { ...way, start: foot(way.start), end: foot(way.end), spans: () => way.spans };
    },
  };
}

// Undoes the steps between neighbours.
function summed(steps, scale) {
  const values = new Float64Array(steps.length);
  let sum = 0;
  steps.forEach((step, i) => {
    sum += step;
    values[i] = sum / scale;
  });
  return values;
}

function columns({ from, step, lat, lon, people, country, names, also, regions }) {
  const split = Object.entries(names).map(([lang, text]) => [lang, text.split("|")]);
  const bySize = Uint32Array.from(people.keys()).sort((a, b) => people[b] - people[a] || a - b);
  return {
    from,
    lat: summed(lat, step),
    lon: summed(lon, step),
    people: Float64Array.from(people),
    country,
    names: Object.fromEntries(split),
    also: furtherNames(also),
    region: new Map(regions.names.split("|").map((name, i) => [regions.cities[i], name])),
    bySize,
  };
}

// Further names of cities: {name, city, tier}.
function furtherNames({ names, cities, tiers }) {
  const bearers = summed(cities, 1);
  return names.split("|").map((name, i) => ({ name, city: bearers[i], tier: Number(tiers[i]) }));
}

// A city as a place, with its names in the languages that have one of their own; and its first-level
// division where its country has another of that name.
function cityOf({ lat, lon, people, country, region, names, errorKm }, i) {
  const called = Object.entries(names).map(([lang, column]) => [lang, column[i]]);
  return {
    lat: lat[i],
    lon: lon[i],
    names: Object.fromEntries(called.filter(([, name]) => name)),
    country: country[i],
    region: region.get(i) ?? null,
    people: people[i],
    errorKm: errorKm[i],
  };
}

// The city that stands at a position, or null.
function cityAt(cities, lat, lon) {
  const found = cities.lat.findIndex((y, i) => y === lat && cities.lon[i] === lon);
  return found < 0 ? null : cityOf(cities, found);
}

// A place of the question; a territory gets what of it is large.
function standing(place, large) {
  if (!large) return { ...place };
  const { shape, ownCoast, rings, ...rest } = large;
  const positions = positionsOf(shape);
  return {
    ...place,
    ...rest,
    positions,
    rings,
    shape: shapeOf(positions),
    ownCoast: new Set(ownCoast.map(([lon, lat]) => `${lat},${lon}`)),
  };
}

function positionsOf({ step, polygons, lines, points }) {
  const pairs = step ? (flat) => stepped(flat, step) : paired;
  return {
    polygons: polygons.map((rings) => rings.map(pairs)),
    lines: lines.map(pairs),
    points: pairs(points),
  };
}

function paired(flat) {
  const found = [];
  for (let i = 0; i < flat.length; i += 2) found.push([flat[i], flat[i + 1]]);
  return found;
}

function stepped(flat, step) {
  let [x, y] = [0, 0];
  return paired(flat).map(([dx, dy]) => {
    x += dx;
    y += dy;
    return [x / step, y / step];
  });
}

// A point with the city that it is near, in every language.
function pointOf({ lat, lon }, near) {
  const { called, awayKm } = near({ lat, lon });
  return { lat, lon, names: null, near: awayKm <= NEAR_KM ? called : null, errorKm: 0 };
}

// A point with the nearest city, searched as Python does, what it is called with its country in
// every language, and about how far it is.
function cityNear(cities, countries, { lon, lat }) {
  for (const reach of SEARCHED_DEG) {
    const found = nearestInBox(cities, lon, lat, reach);
    if (!found) continue;
    const city = cityOf(cities, found.index);
    const called = Object.keys(countries).map((lang) => {
      const country = countries[lang][city.country] ?? countries.en[city.country];
      return [lang, `${city.names[lang] ?? city.names.en}, ${country}`];
    });
    return { lon, lat, city, called: Object.fromEntries(called), awayKm: found.km };
  }
  return { lon, lat, city: null, called: null, awayKm: Infinity };
}

function nearestInBox(cities, lon, lat, reach) {
  const slim = Math.max(0.001, Math.cos(radians(Math.min(90, Math.abs(lat) + reach))));
  const width = Math.min(180, reach / slim);
  let found = null;
  for (let i = 0; i < cities.count; i += 1) {
    const north = cities.lat[i] - lat;
    if (Math.abs(north) > reach) continue;
    const turn = wrapped(cities.lon[i] - lon);
    if (Math.abs(turn) > width) continue;
    const east = turn * Math.cos(radians((cities.lat[i] + lat) / 2));
    const km = KM_A_DEGREE * Math.hypot(east, north);
    if (!found || km < found.km) found = { index: i, km };
  }
  return found;
}
