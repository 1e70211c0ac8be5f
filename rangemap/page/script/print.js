// A page on paper: what the map showed on the screen, in light colours, and what is folded away laid
// open.

// About the width of a sheet, in CSS pixels.
const SHEET = 680;

export function preparePrinting(holder, panel) {
  let putBack = [];
  window.addEventListener("beforeprint", () => {
    const { width, height } = holder.getBoundingClientRect();
    holder.style.setProperty("--wide", `${width}px`);
    holder.style.setProperty("--tall", `${height}px`);
    holder.style.setProperty("--shrink", Math.min(1, SHEET / width).toFixed(3));
    const closed = [...panel.querySelectorAll("details:not([open])")];
    const canvases = [...holder.querySelectorAll("canvas")];
    putBack = [...closed.map(open), ...canvases.map(freeze)];
  });
  window.addEventListener("afterprint", () => {
    for (const each of putBack) each();
    putBack = [];
  });
}

function open(folded) {
  folded.open = true;
  return () => {
    folded.open = false;
  };
}

// What was painted on a canvas just before it is printed may come out at another size and with a
// white ground; its pixels do not.
function freeze(canvas) {
  const pen = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
  pen.drawImage(canvas, 0, 0);
  const still = canvas.cloneNode();
  still.getContext("bitmaprenderer").transferFromImageBitmap(pen.canvas.transferToImageBitmap());
  canvas.replaceWith(still);
  return () => still.replaceWith(canvas);
}
