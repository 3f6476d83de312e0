// @ts-check
// Applies the theme of the frame's URL before the first paint. In a frame that WordPress opened, which has a secret, the
// default is light: so are its posts, whatever the visitor's system says.
const parameter = new URLSearchParams(location.search).get("theme");
const theme = /^(light|dark)$/.exec(parameter ?? "")?.[0] ?? (/\bsecret=/.test(location.hash) && parameter !== "auto" ? "light" : "");
if (theme) document.documentElement.dataset.theme = theme;
