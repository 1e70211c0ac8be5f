// Mercator's map as the unit square, and lines on it.

const MOST = 85.2;

// What Mercator's map can show.
export const EDGE_LAT = 85.05;

export const mercatorX = (lon) => (lon + 180) / 360;

export function mercatorY(lat) {
  const sine = Math.sin((Math.max(-MOST, Math.min(MOST, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

// A line of [lon, lat] as columns, with its bounds.
export function pathOf(line) {
  const xs = Float64Array.from(line, ([lon]) => mercatorX(lon));
  const ys = Float64Array.from(line, ([, lat]) => mercatorY(lat));
  let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const x of xs) [west, east] = [Math.min(west, x), Math.max(east, x)];
  for (const y of ys) [north, south] = [Math.min(north, y), Math.max(south, y)];
  return { xs, ys, west, east, north, south };
}
