// What outlines enclose on the plane of longitude and latitude, as they are drawn.

// Whether an odd number of lines lies due north. Longitudes of lines may run on beyond 180 degrees.
export function isEnclosed(lines, lon, lat) {
  let north = false;
  for (const line of lines) {
    for (let i = 1; i < line.length; i += 1) {
      const [start, end] = [line[i - 1], line[i]];
      for (let x = lon - 360; x <= lon + 360; x += 360) {
        if (start[0] <= x === end[0] <= x) continue;
        const share = (x - start[0]) / (end[0] - start[0]);
        if (start[1] + share * (end[1] - start[1]) > lat) north = !north;
      }
    }
  }
  return north;
}
