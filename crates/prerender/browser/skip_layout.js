// @ts-check
// Lets the browser skip the layout of the sections that are out of sight (style/page.css) while the page loads: the first
// paint, the web fonts and hydration then lay out what is seen. `page.js` ends it, or the visitor who moves. A fragment,
// or a page that is shown again where it was left, needs the true heights at once. Safari has no idle callback to end it
// with, and its accessibility tree lacks what is skipped.
{
  const { classList } = document.documentElement;
  const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (navigation?.type === "navigate" && !location.hash && "requestIdleCallback" in self) {
    const end = () => classList.remove("skip-layout");
    classList.add("skip-layout");
    for (const type of ["scroll", "wheel", "touchstart", "pointerdown", "keydown"]) {
      addEventListener(type, end, { once: true, passive: true });
    }
    // A saved page may lack the module; it may be late, or not run.
    addEventListener("DOMContentLoaded", () => document.querySelector("script[type=module]") ?? end());
    addEventListener("load", () => setTimeout(end, 5000));
  }
}
