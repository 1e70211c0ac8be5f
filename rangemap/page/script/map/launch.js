// A launch point that can be moved: by mouse, by touch, and with the arrow keys.

import { longName } from "../text/names.js";

const STEP_PX = 10;
const FINE_PX = 1;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function launchMarker(map, origin, index, on) {
  const icon = L.divIcon({ className: "rm-launch", iconSize: [28, 28] });
  const marker = L.marker([origin.lat, origin.lon], { icon, draggable: true, autoPan: true });
  const moved = () => on.moved(index, marker.getLatLng().wrap());
  marker.addTo(map);
  marker.on("dragstart", on.grabbed);
  marker.on("drag", moved);
  marker.on("dragend", on.dropped);
  const node = marker.getElement();
  node.setAttribute("role", "button");
  node.addEventListener("keydown", (event) => {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    // The map would move along.
    event.preventDefault();
    event.stopPropagation();
    const step = event.shiftKey ? FINE_PX : STEP_PX;
    const at = map.latLngToLayerPoint(marker.getLatLng()).add(arrow.map((axis) => axis * step));
    marker.setLatLng(map.layerPointToLatLng(at));
    moved();
    on.dropped();
  });
  marker.follow = (place, words) => {
    const now = marker.getLatLng().wrap();
    if (now.lat !== place.lat || now.lng !== place.lon) marker.setLatLng([place.lat, place.lon]);
    const said = words.say("page launch marker", { place: longName(place, words) });
    node.setAttribute("aria-label", said);
  };
  return marker;
}
