// A launch point that can be moved: by mouse, by touch, and with the arrow keys.

import { lonNear } from "../geodesy/geodesic.js";
import { longName } from "../text/names.js";
import { withinEdge } from "./mercator.js";

const STEP_PX = 10;
const FINE_PX = 1;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function launchMarker(map, origin, index, on) {
  const icon = L.divIcon({ className: "rm-launch", iconSize: [28, 28] });
  const marker = L.marker([withinEdge(origin.lat), origin.lon], { icon, draggable: true, autoPan: true });
  const moved = () => on.moved(index, marker.getLatLng().wrap());
  marker.addTo(map);
  marker.on("dragstart", on.grabbed);
  marker.on("drag", moved);
  marker.on("dragend", () => on.dropped(index));
  const node = marker.getElement();
  node.setAttribute("role", "button");
  node.addEventListener("keydown", (event) => {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    // The map would move along.
    event.preventDefault();
    event.stopPropagation();
    const step = event.shiftKey ? FINE_PX : STEP_PX;
    const to = map.latLngToLayerPoint(marker.getLatLng()).add(arrow.map((axis) => axis * step));
    marker.setLatLng(map.layerPointToLatLng(to));
    moved();
    on.dropped(index);
  });
  let at = origin;
  // In the copy of the world that is looked at.
  const stand = () => {
    marker.setLatLng([withinEdge(at.lat), lonNear(at.lon, map.getCenter().lng)]);
  };
  map.on("moveend", stand);
  marker.follow = (place, words) => {
    at = place;
    stand();
    const said = words.say("page launch marker", { place: longName(place, words) });
    node.setAttribute("aria-label", said);
  };
  return marker;
}
