// What outlines enclose on the plane of longitude and latitude, as they are drawn.

// Whether an odd number of lines lies due north. Longitudes of lines may run on beyond 180 degrees.
export function isEnclosed(lines, lon, lat) {
  let north = false;
  for (const line of lines) {
    for (let i = 1; i < line.length; i += 1) {
      const [[x0, y0], [x1, y1]] = [line[i - 1], line[i]];
      for (const turn of [-360, 0, 360]) {
        const x = lon + turn;
        if (x0 <= x === x1 <= x) continue;
        if (y0 + ((x - x0) / (x1 - x0)) * (y1 - y0) > lat) north = !north;
      }
    }
  }
  return north;
}
