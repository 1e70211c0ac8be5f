// What is large on a page, unpacked: four bytes as five letters, as Python writes them.

// Of those that stand in a script and an attribute as they are.
const LETTERS =
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%()*+,-./:;=?@[]^_|~";
const VALUES = new Uint8Array(128);
[...LETTERS].forEach((letter, value) => { VALUES[letter.charCodeAt(0)] = value; });

// The columns of cities that are whole numbers.
const NUMBERS = ["lat", "lon", "people"];

// Gives the basemap.
export const unpack = async (text) => unzipped(text).json();

// Gives what else the page brings along: JSON, a zero, and the numbers of the cities as planes.
export async function unpackWorld(text) {
  const bytes = new Uint8Array(await unzipped(text).arrayBuffer());
  const end = bytes.indexOf(0);
  const large = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  const columns = columnsOf(bytes.subarray(end + 1), NUMBERS.length);
  NUMBERS.forEach((name, i) => { large.cities[name] = columns[i]; });
  return large;
}

function unzipped(text) {
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream);
}

// Of each column all the lowest bytes of its numbers, then the next, to the highest of four.
export function columnsOf(planes, count) {
  const size = planes.length / count;
  const starts = Array.from({ length: count }, (_, i) => i * size);
  return starts.map((start) => column(planes.subarray(start, start + size)));
}

function column(planes) {
  const numbers = new Int32Array(planes.length / 4);
  const at = (byte, k) => planes[byte * numbers.length + k];
  return numbers.map((_, k) =>
    unfolded(at(0, k) | (at(1, k) << 8) | (at(2, k) << 16) | (at(3, k) << 24)),
  );
}

// The lowest bit is the sign.
const unfolded = (number) => (number >>> 1) ^ -(number & 1);

// The last letters may stand for fewer bytes: as many as they are, less one.
export function bytesOf(text) {
  const groups = Math.ceil(text.length / 5);
  const bytes = new DataView(new ArrayBuffer(groups * 4));
  for (let group = 0; group < groups; group += 1) {
    let number = 0;
    for (let at = group * 5; at < group * 5 + 5; at += 1) {
      number = number * 85 + (at < text.length ? VALUES[text.charCodeAt(at)] : 84);
    }
    bytes.setUint32(group * 4, number);
  }
  return new Uint8Array(bytes.buffer, 0, Math.floor((text.length * 4) / 5));
}
