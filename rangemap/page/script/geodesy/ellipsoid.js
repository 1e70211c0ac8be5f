// The WGS84 ellipsoid, and what a straight line through it says about the geodesic between its
// ends. The lemma, with its proof, stands in docs/geodesy.md.

export const SEMI_MAJOR_M = 6378137;
export const FLATTENING = 1 / 298.257223563;
export const SEMI_MINOR_M = SEMI_MAJOR_M * (1 - FLATTENING);
const ECCENTRICITY_2 = FLATTENING * (2 - FLATTENING);

// The longest shortest path, from pole to pole.
export const LONGEST_M = 20003931.458625;
// The shortest distance at which a geodesic can stop being the shortest path.
export const FIRST_CUT_M = Math.PI * SEMI_MINOR_M;

const WIDEST_M = (2 * SEMI_MAJOR_M ** 2) / SEMI_MINOR_M;
const NARROWEST_M = 2 * SEMI_MAJOR_M * (1 - ECCENTRICITY_2);
// More than the rounding of a chord.
const SLACK_M = 1e-6;

export const DEGREE = Math.PI / 180;
export const radians = (degrees) => degrees * DEGREE;

// Gives the radii of curvature in metres: from east to west, and from north to south.
function radiiM(sinLat) {
  const w = 1 - ECCENTRICITY_2 * sinLat * sinLat;
  const east = SEMI_MAJOR_M / Math.sqrt(w);
  return { east, north: (east * (1 - ECCENTRICITY_2)) / w };
}

// Gives earth-centred coordinates in metres.
export function cartesian(lon, lat) {
  const sinLat = Math.sin(radians(lat));
  const { east } = radiiM(sinLat);
  const fromAxis = east * Math.cos(radians(lat));
  return {
    x: fromAxis * Math.cos(radians(lon)),
    y: fromAxis * Math.sin(radians(lon)),
    z: east * (1 - ECCENTRICITY_2) * sinLat,
  };
}

export const chordM = (a, b) => Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2);

// Gives the lengths of a degree of longitude and of one of latitude.
export function metresADegree(lat) {
  const { east, north } = radiiM(Math.sin(radians(lat)));
  return { east: radians(Math.max(east * Math.cos(radians(lat)), 0)), north: radians(north) };
}

// Gives a length that the line straight in longitude and latitude between two positions certainly
// does not exceed.
export function lengthAtMostM(a, b) {
  const nearestEquator = a.lat * b.lat < 0 ? 0 : Math.min(Math.abs(a.lat), Math.abs(b.lat));
  const nearestPole = Math.max(Math.abs(a.lat), Math.abs(b.lat));
  const east = metresADegree(nearestEquator).east * (b.lon - a.lon);
  return Math.hypot(east, metresADegree(nearestPole).north * (b.lat - a.lat));
}

// Gives the length that the geodesic over a chord certainly has; far away the second bound is the
// better one, from a sphere with the same parametric latitudes.
export function atLeastM(chord) {
  const bent = WIDEST_M * Math.asin(Math.min(chord / WIDEST_M, 1));
  const onSphere = 2 * SEMI_MINOR_M * Math.asin(Math.min(chord / (2 * SEMI_MAJOR_M), 1));
  return Math.max(bent - SLACK_M, onSphere - SLACK_M, 0);
}

// Gives the length that the geodesic over a chord certainly does not exceed.
export const atMostM = (chord) =>
  SLACK_M + (chord < NARROWEST_M ? NARROWEST_M * Math.asin(chord / NARROWEST_M) : LONGEST_M);

// Gives the chord from which on the geodesic is certainly longer than a length.
export const chordBeyondM = (metres) =>
  WIDEST_M * Math.sin(Math.min((metres + SLACK_M) / WIDEST_M, Math.PI / 2));

// Gives a length that the geodesic certainly does not exceed, which is good far away too: that
// between the same parametric latitudes on a sphere of the semi-major axis.
export function atMostBetweenM(a, b) {
  const across = Math.hypot(a.x - b.x, a.y - b.y) / SEMI_MAJOR_M;
  const half = Math.hypot(across, (a.z - b.z) / SEMI_MINOR_M) / 2;
  const onSphere = 2 * SEMI_MAJOR_M * Math.asin(Math.min(half, 1)) + SLACK_M;
  return Math.min(onSphere, atMostM(chordM(a, b)));
}
