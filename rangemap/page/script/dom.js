// Elements made from text that is never read as markup, and the signs for verdicts.

const SVG = "http://www.w3.org/2000/svg";

export function element(tag, { className, text, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export function svg(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// Writes the text of an element that has nothing else in it: what there is stays, where it can, so
// that less has to be laid out anew.
export function write(node, text) {
  const [first, second] = node.childNodes;
  // A browser that translates the page puts elements in the place of texts.
  if (second || first?.nodeType !== Node.TEXT_NODE) node.textContent = text;
  else if (first.data !== text) first.data = text;
}

// A verdict by form as well as colour: filled, with a core, half filled, hollow, or a dash.
export function sign(verdict, colour, words) {
  const round = { cx: 6, cy: 6, r: 4.5, stroke: colour, "stroke-width": 1.6 };
  const parts = {
    yes: [svg("circle", { ...round, fill: colour })],
    part: [
      svg("circle", { ...round, class: "rm-hollow" }),
      svg("circle", { cx: 6, cy: 6, r: 2.2, fill: colour }),
    ],
    depends: [
      svg("circle", { ...round, class: "rm-hollow" }),
      svg("path", { d: "M6 1.5 A4.5 4.5 0 0 0 6 10.5 Z", fill: colour }),
    ],
    no: [svg("circle", { ...round, class: "rm-hollow" })],
    "not applicable": [
      svg("line", { x1: 2, y1: 6, x2: 10, y2: 6, stroke: colour, "stroke-width": 2 }),
    ],
  }[verdict];
  return svg(
    "svg",
    {
      class: "rm-sign",
      viewBox: "0 0 12 12",
      width: 12,
      height: 12,
      ...(words ? { role: "img", "aria-label": words } : { "aria-hidden": "true" }),
      "data-verdict": verdict,
      "data-colour": colour,
    },
    ...parts,
  );
}
