// @ts-check
// Applies the theme of the frame's URL before the first paint.
const asked = new URLSearchParams(location.search).get("theme");
if (asked === "light" || asked === "dark") document.documentElement.dataset.theme = asked;
