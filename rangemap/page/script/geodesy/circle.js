// The geodesic circle as rings of [lon, lat] with continuous longitudes, for map/outlines.js.
//
// The ellipsoid is symmetric about the meridian of the centre. So is the circle: its eastern half
// is traced, with longitudes from 0 to 180 degrees relative to the centre, and mirrored. A half
// ends on the meridian of the centre, or on the opposite one where the circle holds that pole.

import { LONGEST_M } from "./ellipsoid.js";
import { direct, metres } from "./geodesic.js";

// Up to here a geodesic is certainly the shortest path, and what lies beyond is within so many
// metres of the antipode.
const EXACT_UP_TO_M = 19970000;
const SLIVER_M = 250000;

// To a hundredth of a millimetre.
const SLIVER_HALVINGS = 35;

// A tenth of a millimetre short of it.
const NEXT_TO_POLE = 90 - 1e-9;

// A small circle should look round, too.
const PIECES = 32;

// Half as many do for any tolerance that is not lost in rounding.
const MOST_SPLITS = 12;

// Chords are held to this part of the tolerance: their error peaks between the probes. Two probes
// beside the middle see an S-shaped error, too.
const SAFETY = 0.75;
const PROBES = [0.3, 0.7];

// Gives what lies within a radius of a centre, counter-clockwise; every chord is within the
// tolerance of the true circle, up to 19,970 km.
export function circle(lon, lat, radiusM, toleranceM) {
  if (radiusM >= LONGEST_M) return [world(0)];
  const north = metres(0, lat, 0, 90) <= radiusM;
  const south = metres(0, lat, 0, -90) <= radiusM;
  const half = easternHalf(lat, radiusM, toleranceM, south ? 180 : 0, north ? 180 : 0);
  const east = half.map(([away, y]) => [lon + away, y]);
  const turn = north && south ? 360 : 0;
  const west = half.map(([away, y]) => [lon + (turn - away), y]).reverse();
  if (north === south) {
    const ring = [...east, ...west.slice(1)];
    return north ? [world(lon + 180), ring] : [ring];
  }
  const line = north ? [...west, ...east.slice(1)] : [...east, ...west.slice(1)];
  const pole = north ? 90 : -90;
  return [[...line, ...parallel(pole, line.at(-1)[0], line[0][0]), line[0]]];
}

// Gives the half of the circle that lies east of its centre, from south to north.
function easternHalf(lat, radiusM, toleranceM, southAway, northAway) {
  const boundary = radiusM > EXACT_UP_TO_M ? farBoundary(lat, radiusM) : nearBoundary(lat, radiusM);
  const line = [[southAway, boundary(180)[1]]];

  function trace(from, to, end, pieces, splits) {
    const azimuthAt = (i) => from + (i / pieces) * (to - from);
    for (let i = 1; i <= pieces; i++) {
      const next = i < pieces ? boundary(azimuthAt(i)) : end;
      const wanted = splits > 0 ? piecesFor(line.at(-1), next) : 1;
      if (wanted > 1) trace(azimuthAt(i - 1), azimuthAt(i), next, wanted, splits - 1);
      else line.push(next);
    }
  }

  // The error of a chord grows with the square of its length.
  function piecesFor([away, y], [nextAway, nextY]) {
    let offM = 0;
    for (const share of PROBES) {
      const probeM = metres(0, lat, away + share * (nextAway - away), y + share * (nextY - y));
      offM = Math.max(offM, Math.abs(probeM - radiusM));
    }
    return Math.ceil(Math.sqrt(offM / (SAFETY * toleranceM)));
  }

  trace(180, 0, [northAway, boundary(0)[1]], PIECES, MOST_SPLITS);
  return line;
}

// Gives the circle as a function of the azimuth at its centre.
function nearBoundary(lat, radiusM) {
  return (azimuth) => eastward(direct(0, lat, azimuth, radiusM));
}

// The same beyond 19,970 km, of the azimuth at the antipode: where geodesics stop being shortest,
// the circle is found by bisection on the distance along rays from there.
function farBoundary(lat, radiusM) {
  return (azimuth) => {
    let beyond = 0;
    let within = SLIVER_M;
    for (let i = 0; i < SLIVER_HALVINGS; i++) {
      const middle = (beyond + within) / 2;
      const [away, y] = direct(180, -lat, -azimuth, middle);
      if (metres(0, lat, away, y) > radiusM) beyond = middle;
      else within = middle;
    }
    return eastward(direct(180, -lat, -azimuth, within));
  };
}

// A longitude beside 180 degrees may come out as one beside -180, and what lies on a pole would be
// taken for the frame.
const eastward = ([away, lat]) =>
  [Math.abs(away), Math.max(-NEXT_TO_POLE, Math.min(NEXT_TO_POLE, lat))];

// Gives the frame of the whole world, counter-clockwise.
function world(middle) {
  const [west, east] = [middle - 180, middle + 180];
  return [...parallel(-90, west, east), ...parallel(90, east, west), [west, -90]];
}

const parallel = (lat, from, to) =>
  [0, 0.25, 0.5, 0.75, 1].map((share) => [from + share * (to - from), lat]);
