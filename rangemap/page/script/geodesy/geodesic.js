// Geodesics on the WGS84 ellipsoid, in degrees and metres, longitude before latitude.
//
// After Vincenty (1975, Survey Review 23(176), 88-93), with the shorter A and B of his letter of
// 1976 (Survey Review 23(180), 294). His inverse formula does not converge between points that are
// nearly antipodal; there the azimuth is bisected, in the frame in which Karney (2013, Algorithms
// for geodesics, J. Geodesy 87, 43-55) shows that only one is right. Distances and positions are
// within 0.1 mm, everywhere.
//
// Angles are named as there: U is a reduced latitude, lambda a difference of longitude on the
// auxiliary sphere, sigma an arc on it, sigmaM that from the equator to the middle of the geodesic,
// and alpha the azimuth at which the geodesic crosses the equator.

import { DEGREE, FLATTENING, SEMI_MAJOR_M, SEMI_MINOR_M } from "./ellipsoid.js";

const SECOND_ECCENTRICITY_2 = (SEMI_MAJOR_M / SEMI_MINOR_M) ** 2 - 1;
const STEP_M = 50000;

// A few micrometres.
const CONVERGED = 1e-12;

// Eight are enough for all but a few pairs in a thousand; the bisection is right for the rest.
const MOST_ROUNDS = 12;

// Gives a longitude within 180 degrees.
export const wrapped = (lon) => lon - 360 * Math.round(lon / 360);

// Gives a longitude by whole turns, so that it is within 180 degrees of another.
export const lonNear = (lon, other) => lon + 360 * Math.round((other - lon) / 360);

// Gives the distance in metres and the azimuth at the start, in degrees from 0 to 360.
export function inverse(lon0, lat0, lon1, lat1) {
  const start = { azimuth: 0 };
  const length = solve(lon0, lat0, lon1, lat1, start);
  return { metres: length, azimuth: (start.azimuth / DEGREE + 360) % 360 };
}

// Gives the distance alone.
export function metres(lon0, lat0, lon1, lat1) {
  return solve(lon0, lat0, lon1, lat1, null);
}

// Gives the end of the geodesic that leaves a position at an azimuth, as [lon, lat].
export function direct(lon, lat, azimuth, length) {
  const sinAzimuth = Math.sin(azimuth * DEGREE);
  const cosAzimuth = Math.cos(azimuth * DEGREE);
  const tanU = tanReduced(lat);
  const cosU = 1 / Math.sqrt(1 + tanU * tanU);
  const sinU = tanU * cosU;
  const sinAlpha = cosU * sinAzimuth;
  const cosAlpha2 = 1 - sinAlpha * sinAlpha;
  const fromEquator = Math.atan2(tanU, cosAzimuth);

  const k = expansion(cosAlpha2);
  const even = length / (SEMI_MINOR_M * seriesA(k));
  let sigma = even;
  let sinSigma = 0;
  let cosSigma = 1;
  let cos2SigmaM = 1;
  // Each round gains three digits.
  for (let round = 0; round < 4; round++) {
    sinSigma = Math.sin(sigma);
    cosSigma = Math.cos(sigma);
    cos2SigmaM = Math.cos(2 * fromEquator + sigma);
    sigma = even + uneven(k, sinSigma, cosSigma, cos2SigmaM);
  }
  const lambda = Math.atan2(
    sinSigma * sinAzimuth,
    cosU * cosSigma - sinU * sinSigma * cosAzimuth,
  );
  const across = sinU * sinSigma - cosU * cosSigma * cosAzimuth;
  const endLat = Math.atan2(
    sinU * cosSigma + cosU * sinSigma * cosAzimuth,
    (1 - FLATTENING) * Math.sqrt(sinAlpha * sinAlpha + across * across),
  );
  const lead = sphereLead(sinAlpha, cosAlpha2, sigma, sinSigma, cosSigma, cos2SigmaM);
  return [wrapped(lon + (lambda - lead) / DEGREE), endLat / DEGREE];
}

// Gives the shortest geodesic between two positions as a line of [lon, lat] with continuous
// longitudes.
export function path(lon0, lat0, lon1, lat1) {
  const { metres: length, azimuth } = inverse(lon0, lat0, lon1, lat1);
  const pieces = Math.max(1, Math.round(length / STEP_M));
  const line = [[lon0, lat0]];
  for (let i = 1; i <= pieces; i++) {
    const [lon, lat] =
      i < pieces ? direct(lon0, lat0, azimuth, (length * i) / pieces) : [lon1, lat1];
    line.push([lonNear(lon, line.at(-1)[0]), lat]);
  }
  return line;
}

// Gives the distance, and puts the azimuth at the start in radians into `start`, if there is one.
function solve(lon0, lat0, lon1, lat1, start) {
  const lonDifference = wrapped(lon1 - lon0) * DEGREE;
  const tanU0 = tanReduced(lat0);
  const tanU1 = tanReduced(lat1);
  const cosU0 = 1 / Math.sqrt(1 + tanU0 * tanU0);
  const cosU1 = 1 / Math.sqrt(1 + tanU1 * tanU1);
  const sinU0 = tanU0 * cosU0;
  const sinU1 = tanU1 * cosU1;

  let lambda = lonDifference;
  for (let round = 0; round < MOST_ROUNDS && Math.abs(lambda) <= Math.PI; round++) {
    const cosLambda = Math.cos(lambda);
    const east = cosU1 * Math.sin(lambda);
    const north = cosU0 * sinU1 - sinU0 * cosU1 * cosLambda;
    const sinSigma = Math.sqrt(east * east + north * north);
    const cosSigma = sinU0 * sinU1 + cosU0 * cosU1 * cosLambda;
    if (sinSigma === 0) {
      if (cosSigma > 0) return 0;
      break;
    }
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (cosU0 * east) / sinSigma;
    const cosAlpha2 = 1 - sinAlpha * sinAlpha;
    const cos2SigmaM = cosAlpha2 > 0 ? cosSigma - (2 * sinU0 * sinU1) / cosAlpha2 : 0;
    const lead = sphereLead(sinAlpha, cosAlpha2, sigma, sinSigma, cosSigma, cos2SigmaM);
    if (Math.abs(lonDifference + lead - lambda) < CONVERGED) {
      if (start) start.azimuth = Math.atan2(east, north);
      return arcMetres(cosAlpha2, sigma, sinSigma, cosSigma, cos2SigmaM);
    }
    lambda = lonDifference + lead;
  }
  return solveNearlyAntipodal(sinU0, cosU0, sinU1, cosU1, lonDifference, start);
}

// The same for points that are nearly antipodal. Seen from the one that is farther from the
// equator, as if it lay in the south and the other one to the east, there is one azimuth from 0 to
// 180 degrees that leads to the right longitude, northward at the other end: the shortest way.
function solveNearlyAntipodal(sinU0, cosU0, sinU1, cosU1, lonDifference, start) {
  // By their tangents, which differ beside the equator as well as beside a pole.
  const swapped = Math.abs(sinU0) * cosU1 < Math.abs(sinU1) * cosU0;
  const [sinFar, cosFar] = swapped ? [sinU1, cosU1] : [sinU0, cosU0];
  const [sinNear, cosNear] = swapped ? [sinU0, cosU0] : [sinU1, cosU1];
  const flipped = sinFar > 0;
  const sinFirst = -Math.abs(sinFar);
  const sinLast = flipped ? -sinNear : sinNear;
  // Rounding must not make it negative.
  const higher = Math.max(0, (cosNear - cosFar) * (cosNear + cosFar));

  let low = -Math.PI / 2;
  let high = Math.PI / 2;
  // Counted from due east, where the longitude changes fastest: doubles are finest beside zero.
  let pastEast = 0;
  let way;
  // Until no number is left between the two.
  do {
    way = wayAt(pastEast, sinFirst, cosFar, sinLast, higher);
    if (way.lonDifference < Math.abs(lonDifference)) low = pastEast;
    else high = pastEast;
    pastEast = (low + high) / 2;
  } while (low < pastEast && pastEast < high);
  if (start) {
    const azimuth = swapped ? way.lastAzimuth : way.firstAzimuth;
    start.azimuth = swapped === flipped ? azimuth : Math.PI - azimuth;
    if (lonDifference < 0) start.azimuth *= -1;
  }
  return way.metres;
}

// Gives where a geodesic leads that leaves the first latitude past due east, once it comes to the
// last latitude northward. `higher` is by how much the square of the last cosine is larger.
function wayAt(pastEast, sinFirst, cosFirst, sinLast, higher) {
  const firstNorth = -Math.sin(pastEast) * cosFirst;
  const lastNorth = Math.sqrt(firstNorth * firstNorth + higher);
  const sinAlpha = Math.cos(pastEast) * cosFirst;
  const cosAlpha2 = firstNorth * firstNorth + sinFirst * sinFirst;
  const firstSigma = Math.atan2(sinFirst, firstNorth);
  const lastSigma = Math.atan2(sinLast, lastNorth);
  const lambda =
    Math.atan2(sinAlpha * sinLast, lastNorth) - Math.atan2(sinAlpha * sinFirst, firstNorth);

  const sigma = lastSigma - firstSigma;
  const sinSigma = Math.sin(sigma);
  const cosSigma = Math.cos(sigma);
  const cos2SigmaM = Math.cos(firstSigma + lastSigma);
  const lead = sphereLead(sinAlpha, cosAlpha2, sigma, sinSigma, cosSigma, cos2SigmaM);
  return {
    lonDifference: lambda - lead,
    firstAzimuth: Math.PI / 2 + pastEast,
    lastAzimuth: Math.atan2(sinAlpha, lastNorth),
    metres: arcMetres(cosAlpha2, sigma, sinSigma, cosSigma, cos2SigmaM),
  };
}

const tanReduced = (lat) => (1 - FLATTENING) * Math.tan(lat * DEGREE);

// Gives by how much the longitude on the sphere is ahead of that on the ellipsoid.
function sphereLead(sinAlpha, cosAlpha2, sigma, sinSigma, cosSigma, cos2SigmaM) {
  const c = (FLATTENING / 16) * cosAlpha2 * (4 + FLATTENING * (4 - 3 * cosAlpha2));
  const wave = cos2SigmaM + c * cosSigma * (2 * cos2SigmaM * cos2SigmaM - 1);
  return (1 - c) * FLATTENING * sinAlpha * (sigma + c * sinSigma * wave);
}

// Gives the length on the ellipsoid of an arc on the sphere.
function arcMetres(cosAlpha2, sigma, sinSigma, cosSigma, cos2SigmaM) {
  const k = expansion(cosAlpha2);
  return SEMI_MINOR_M * seriesA(k) * (sigma - uneven(k, sinSigma, cosSigma, cos2SigmaM));
}

function expansion(cosAlpha2) {
  const root = Math.sqrt(1 + SECOND_ECCENTRICITY_2 * cosAlpha2);
  return (root - 1) / (root + 1);
}

const seriesA = (k) => (1 + (k * k) / 4) / (1 - k);

// Gives by how much an arc on the sphere is longer than in proportion to its length.
function uneven(k, sinSigma, cosSigma, cos2SigmaM) {
  const b = k * (1 - (3 / 8) * k * k);
  const twice = 2 * cos2SigmaM * cos2SigmaM - 1;
  const third = (b / 6) * cos2SigmaM * (4 * sinSigma * sinSigma - 3) * (2 * twice - 1);
  return b * sinSigma * (cos2SigmaM + (b / 4) * (cosSigma * twice - third));
}
