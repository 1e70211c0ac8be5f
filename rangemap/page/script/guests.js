// What folium's own markers and popups need of the page, where a user has added some: icons that
// come with the page, and of jQuery that it makes elements of a text.

export function welcome(icon, shadow) {
  L.Icon.Default.imagePath = "";
  L.Icon.Default.mergeOptions({ iconUrl: icon, iconRetinaUrl: icon, shadowUrl: shadow });
  window.$ ??= (text) => [...new DOMParser().parseFromString(text, "text/html").body.childNodes];
}
