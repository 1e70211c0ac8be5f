// What is large on a page, unpacked: four bytes as five letters, as Python writes them.

// Of those that stand in a script and an attribute as they are.
const LETTERS =
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%()*+,-./:;=?@[]^_|~";
const VALUES = new Uint8Array(128);
[...LETTERS].forEach((letter, value) => { VALUES[letter.charCodeAt(0)] = value; });

// Gives what a packed text holds.
export async function unpack(text) {
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

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
