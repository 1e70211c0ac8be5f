// What folium's own markers and popups need of the page, where a user has added some: icons that
// come with the page, and of jQuery that it makes elements of a text.

import { svg } from "./dom.js";

const NAMED = { lightred: "#ff8e7f", darkpurple: "#5b396b" };
const PIN = "M12.5 40C9 30 1 22 1 12.5a11.5 11.5 0 0 1 23 0C24 22 16 30 12.5 40Z";

export function welcome(icon, shadow) {
  L.Icon.Default.imagePath = "";
  L.Icon.Default.mergeOptions({ iconUrl: icon, iconRetinaUrl: icon, shadowUrl: shadow });
  L.AwesomeMarkers ??= { icon: pin, Icon: pin };
  window.$ ??= (text) => [...new DOMParser().parseFromString(text, "text/html").body.childNodes];
}

// A constructor as well, as folium has it for points of GeoJSON.
function pin({ markerColor = "blue", iconColor = "white" } = {}) {
  const body = svg("path", { d: PIN, fill: NAMED[markerColor] ?? markerColor, stroke: "#555" });
  const eye = svg("circle", { cx: 12.5, cy: 12.5, r: 4.5, fill: iconColor });
  const drawn = svg("svg", { viewBox: "0 0 25 41", width: 25, height: 41 }, body, eye);
  // As text, of which every marker that bears the icon makes its own.
  const html = drawn.outerHTML;
  const sizes = { iconSize: [25, 41], iconAnchor: [12, 41], popupAnchor: [1, -34], tooltipAnchor: [16, -28] };
  return L.divIcon({ html, className: "", ...sizes });
}
