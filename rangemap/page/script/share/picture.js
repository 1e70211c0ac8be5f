// The map as a picture, with its title, the answers, the sources and the credit in it.

import { coloursNow } from "../map/colours.js";
import { paintBasemap } from "../map/basemap.js";
import { dot } from "../map/paint.js";
import { paintersOf } from "../map/view.js";
import { viewOf } from "../map/scene.js";
import { askedNow, distancesNow, rangesNow, titleNow } from "../state.js";
import { borderLine, citation, credit } from "../text/notes.js";
import { distanceSaid, sentence } from "../text/sentences.js";
import { caveatsSaid, mapNotes, rangeNotes, verdictsOf } from "../text/legend.js";
import { label } from "../text/titles.js";

const DENSE = 2;
const MARGIN = 16;
const FONT = "system-ui, 'Segoe UI', 'Helvetica Neue', 'DejaVu Sans', Arial, sans-serif";
const MOST_ANSWERS = 8;
const SIGNS = { yes: "●", part: "◉", depends: "◐", no: "○", "not applicable": "–" };

export async function pictureOf({ state, view }) {
  const { width, height } = viewOf(view.map);
  const blocks = textBlocks(state);
  const pen = document.createElement("canvas").getContext("2d");
  const laid = blocks.map((block) => lay(pen, block, width - 2 * MARGIN));
  const tall = laid.reduce((sum, block) => sum + block.height, 0) + height + 2 * MARGIN;
  Object.assign(pen.canvas, { width: width * DENSE, height: Math.ceil(tall) * DENSE });
  pen.scale(DENSE, DENSE);
  const { paper, ink } = coloursNow();
  pen.fillStyle = paper;
  pen.fillRect(0, 0, width, tall);
  let y = MARGIN;
  y = write(pen, laid[0], y, ink);
  pen.save();
  pen.translate(0, y);
  paintMap(pen, view);
  pen.restore();
  y += height + MARGIN / 2;
  for (const block of laid.slice(1)) y = write(pen, block, y, ink);
  return new Promise((done) => pen.canvas.toBlob(done, "image/png"));
}

// The title above the map; the answers, their sources, borders and the credit below.
function textBlocks(state) {
  const { words, page, answers, probeAnswers } = state;
  const all = [...answers, ...probeAnswers];
  const asked = all.slice(0, MOST_ANSWERS);
  const numbers = new Set(asked.flatMap((each) => each.sources));
  for (const { keySources } of rangesNow(state)) keySources.forEach((number) => numbers.add(number));
  const marks = (found) => found.map((number) => `[${number}]`).join("");
  const cited = [...numbers].sort((a, b) => a - b);
  const sources = cited.map((number) => `[${number}] ${citation(page.sources[number - 1], words)}`);
  return [
    { text: titleNow(state), size: 20, weight: 700 },
    ...distancesNow(state, askedNow(state))
      .slice(0, MOST_ANSWERS)
      .map((each) => ({ text: `${distanceSaid(each, words)}.`, size: 13 })),
    ...asked.map((each) => ({ text: `${sentence(each, words)} ${marks(each.sources)}`, size: 13 })),
    ...(all.length > asked.length ? [{ text: "…", size: 13 }] : []),
    { text: legendSaid(state), size: 11 },
    { text: sources.join("   "), size: 11 },
    ...page.borders.map((each) => ({ text: borderLine(each, words), size: 11 })),
    { text: credit(page, words), size: 11 },
  ];
}

// What the signs and the lines mean, and what else is to be known of the ranges that are drawn.
function legendSaid(state) {
  const { words, page, targets } = state;
  const isAsked = askedNow(state).length > 0;
  const verdicts = verdictsOf({ ...page, targets }).map((each) => `${SIGNS[each]} ${words.say(`verdict ${each}`)}`);
  const ranges = rangesNow(state).map((weapon) => {
    // Answers tell them, too.
    const caveats = isAsked ? [] : caveatsSaid(weapon, words);
    const notes = [...rangeNotes(weapon, state), ...caveats];
    return notes.length ? `${label(weapon, words)}: ${notes.join(" ")}` : "";
  });
  return [verdicts.join("   "), ...mapNotes(page, words), ...ranges.filter(Boolean)].join("   ");
}

function lay(pen, { text, size, weight = 400 }, width) {
  const font = `${weight} ${size}px ${FONT}`;
  pen.font = font;
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const step = size * 1.4;
  return { lines, font, step, height: lines.length * step + size * 0.5 };
}

function write(pen, { lines, font, step, height }, top, ink) {
  Object.assign(pen, { font, fillStyle: ink, textBaseline: "top", textAlign: "left" });
  lines.forEach((line, i) => pen.fillText(line, MARGIN, top + i * step));
  return top + height;
}

function paintMap(pen, view) {
  const seen = viewOf(view.map);
  const colours = coloursNow();
  pen.beginPath();
  pen.rect(0, 0, seen.width, seen.height);
  pen.clip();
  if (view.basemap) paintBasemap(pen, view.basemap, seen, colours);
  const { territories, scene } = paintersOf(view);
  territories(pen, seen);
  scene(pen, seen);
  const corner = view.map.getContainer().getBoundingClientRect();
  for (const node of view.labels.box.children) paintLabel(pen, node, corner, colours);
}

// A name as the page shows it.
function paintLabel(pen, node, corner, colours) {
  const box = node.getBoundingClientRect();
  const [left, top] = [box.left - corner.left, box.top - corner.top];
  if (node.matches(".rm-leader")) {
    paintLeader(pen, node, corner, colours);
    return;
  }
  if (node.matches("svg")) {
    pen.fillStyle = colours.ink;
    pen.fillRect(left + 3, top + 3, box.width - 6, box.height - 6);
    return;
  }
  if (node.matches(".rm-ring")) {
    const angle = Number(/rotate\((-?[\d.]+)rad\)/.exec(node.style.transform)?.[1] ?? 0);
    const [wide, tall] = [node.offsetWidth, node.offsetHeight];
    pen.save();
    pen.translate(left + box.width / 2, top + box.height / 2);
    pen.rotate(angle);
    pen.fillStyle = colours.paper;
    pen.fillRect(-wide / 2, -tall / 2, wide, tall);
    Object.assign(pen, { textBaseline: "middle", textAlign: "center" });
    paintText(pen, node.textContent, 0, 0, node, colours);
    pen.restore();
    return;
  }
  if (node.matches(".rm-target")) {
    pen.fillStyle = colours.paper;
    pen.fillRect(left, top, box.width, box.height);
    Object.assign(pen, { strokeStyle: getComputedStyle(node).borderTopColor, lineWidth: 1 });
    pen.strokeRect(left + 0.5, top + 0.5, box.width - 1, box.height - 1);
  }
  paintParts(pen, node, corner, colours);
}

function paintLeader(pen, node, corner, { ink }) {
  const { left, top } = node.getBoundingClientRect();
  const { x1, y1, x2, y2 } = node.firstChild;
  pen.save();
  pen.translate(left - corner.left, top - corner.top);
  pen.beginPath();
  pen.moveTo(x1.baseVal.value, y1.baseVal.value);
  pen.lineTo(x2.baseVal.value, y2.baseVal.value);
  Object.assign(pen, { strokeStyle: ink, lineWidth: 1 });
  pen.stroke();
  pen.restore();
}

function paintParts(pen, node, corner, colours) {
  for (const part of node.childNodes) {
    if (part.nodeType === Node.TEXT_NODE) {
      paintWords(pen, part, corner, colours);
    } else if (part.matches("svg.rm-sign")) {
      paintSign(pen, part, corner, colours);
    } else {
      paintParts(pen, part, corner, colours);
    }
  }
}

// Each word where it stands: a line may break before it.
function paintWords(pen, text, corner, colours) {
  const range = document.createRange();
  Object.assign(pen, { textBaseline: "middle", textAlign: "left" });
  for (const { 0: word, index } of text.data.matchAll(/[^ ]+/g)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const [box] = range.getClientRects();
    if (!box) continue;
    const [x, y] = [box.left - corner.left, box.top - corner.top + box.height / 2];
    paintText(pen, word, x, y, text.parentElement, colours);
  }
}

function paintSign(pen, sign, corner, { paper }) {
  const { dataset } = sign;
  const box = sign.getBoundingClientRect();
  const [x, y] = [box.left - corner.left + 6, box.top - corner.top + 6];
  pen.lineWidth = dataset.verdict === "not applicable" ? 2 : 1.6;
  if (dataset.verdict === "not applicable") {
    pen.strokeStyle = dataset.colour;
    pen.beginPath();
    pen.moveTo(x - 4, y);
    pen.lineTo(x + 4, y);
    pen.stroke();
    return;
  }
  dot(pen, x, y, 4.5, dataset.verdict, { ink: dataset.colour, paper });
}

function paintText(pen, text, x, y, node, { paper }) {
  const style = getComputedStyle(node);
  const upper = style.textTransform === "uppercase";
  const shown = upper ? text.toUpperCase() : text;
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  pen.letterSpacing = style.letterSpacing === "normal" ? "0px" : style.letterSpacing;
  Object.assign(pen, { strokeStyle: paper, lineWidth: 3, lineJoin: "round" });
  pen.strokeText(shown, x, y);
  pen.fillStyle = style.color;
  pen.fillText(shown, x, y);
  pen.letterSpacing = "0px";
}
