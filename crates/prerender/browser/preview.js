// @ts-check
// Shows the snippet. In parsed markup, scripts do not run, so each is created again; and the policy blocks style
// attributes, so they come under another name.
addEventListener("message", ({ source, data }) => {
  if (source !== parent || typeof data?.snippet !== "string") return;
  const parsed = new DOMParser().parseFromString(`<body>${data.snippet}`, "text/html").body;
  document.body.replaceChildren(...parsed.childNodes);
  for (const element of document.body.querySelectorAll("[data-style]")) {
    element.style.cssText = /** @type {string} */ (element.dataset.style);
    element.removeAttribute("data-style");
  }
  for (const old of document.body.querySelectorAll("script")) {
    const script = document.createElement("script");
    for (const { name, value } of old.attributes) script.setAttribute(name, value);
    old.replaceWith(script);
  }
});
parent.postMessage({ preview: "ready" }, "*");
