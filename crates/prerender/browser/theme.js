// @ts-check
// Before the first paint: the theme that the frame's address asks for.
const asked = new URLSearchParams(location.search).get("theme");
if (asked === "light" || asked === "dark") document.documentElement.dataset.theme = asked;
