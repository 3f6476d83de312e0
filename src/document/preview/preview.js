// The snippet as it stands, but for two things that a page's policy has against markup made by a script:
// scripts do not run, so each is made anew; and style attributes do not count, so each is set by hand.
addEventListener("message", ({ source, data }) => {
  if (source !== parent || typeof data?.snippet !== "string") return;
  const made = new DOMParser().parseFromString(`<body>${data.snippet}`, "text/html").body;
  for (const element of made.querySelectorAll("[style]")) {
    const declarations = element.getAttribute("style");
    element.removeAttribute("style");
    for (const declaration of declarations.split(";")) {
      const [name, value] = declaration.split(":");
      if (value) element.style.setProperty(name.trim(), value.trim());
    }
  }
  document.body.replaceChildren(...made.childNodes);
  for (const old of document.body.querySelectorAll("script")) {
    const script = document.createElement("script");
    for (const { name, value } of old.attributes) script.setAttribute(name, value);
    old.replaceWith(script);
  }
});
parent.postMessage({ preview: "ready" }, "*");
