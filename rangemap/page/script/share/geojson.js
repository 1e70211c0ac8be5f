// The shapes and places with their answers as GeoJSON.

import { ringsOf } from "../map/rings.js";
import { askedNow } from "../state.js";
import { aboutLines, citation } from "../text/notes.js";
import { weaponName } from "../text/figures.js";
import { placeName } from "../text/names.js";
import { sentence } from "../text/sentences.js";
import { wordsOf } from "../text/words.js";
import { polygonsOf } from "./polygons.js";

const DECIMALS = 5;

// The ranges as polygons cut at 180 degrees, and the launch points and places with their answers;
// with what these rest on.
export function geojsonOf(state) {
  const { origins, about, page, words, world } = state;
  const inKm = wordsOf(world.messages[state.lang], state.lang, "km");
  const rings = ringsOf(state);
  const shapes = rings.map(({ weapon, origin, typical, minimum }) =>
    feature(areaOf(typical, minimum), {
      kind: "range",
      weapon: weaponName(weapon, inKm),
      from: placeName(origin, words),
      min_range_km: minimum ? weapon.minimum : 0,
      range_km: weapon.range,
      range_low_km: weapon.low,
      range_high_km: weapon.high,
    }),
  );
  const launches = origins.map((origin) =>
    feature(pointOf(origin), { kind: "launch", name: placeName(origin, words) }),
  );
  const places = askedNow(state).map((target) => {
    const answers = about.get(target).filter(({ weapon }) => weapon).map((answer) => ({
      weapon: weaponName(answer.weapon, inKm),
      from: placeName(answer.origin, words),
      distance_km: Number(answer.distanceKm.toFixed(3)),
      verdict: answer.verdict,
      reason: answer.reason,
      sentence: sentence(answer, words),
      sources: answer.sources,
    }));
    return feature(pointOf(target), { kind: "place", name: placeName(target, words), answers });
  });
  const notes = aboutLines(page, words);
  const sources = page.sources.map((source, i) => ({
    number: i + 1,
    citation: citation(source, words),
    url: source.url,
  }));
  const features = [...shapes, ...launches, ...places];
  return `${JSON.stringify({ type: "FeatureCollection", notes, sources, features }, null, 1)}\n`;
}

const feature = (geometry, properties) => ({ type: "Feature", properties, geometry });
const pointOf = ({ lon, lat }) => ({ type: "Point", coordinates: [rounded(lon), rounded(lat)] });
const areaOf = (shape, inner) => ({
  type: "MultiPolygon",
  coordinates: polygonsOf(shape, inner).map((rings) =>
    rings.map((ring) => ring.map(([lon, lat]) => [rounded(lon), rounded(lat)])),
  ),
});
const rounded = (value) => Number(value.toFixed(DECIMALS));
