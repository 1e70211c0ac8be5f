// A page on paper: the map as it was on the screen, and what is folded away laid open.

// About the width of a sheet, in CSS pixels.
const SHEET = 680;

export function preparePrinting(holder, panel) {
  let closed = [];
  window.addEventListener("beforeprint", () => {
    const { width, height } = holder.getBoundingClientRect();
    holder.style.setProperty("--wide", `${width}px`);
    holder.style.setProperty("--tall", `${height}px`);
    holder.style.setProperty("--shrink", Math.min(1, SHEET / width).toFixed(3));
    closed = [...panel.querySelectorAll("details:not([open])")];
    for (const each of closed) each.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const each of closed) each.open = false;
  });
}
