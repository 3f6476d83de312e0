// @ts-check
// Lets the browser skip the layout of off-screen sections (`content-visibility: auto`, style/page.css) while the page
// loads: the first paint, the web fonts and hydration then lay out what is seen. `page.js` ends it, or the first
// scroll, pointer or key. Not with a fragment, nor on a reload or a return to the page, which need the true heights at
// once; nor in Safari, which has no idle callback to end it, and whose accessibility tree lacks what is skipped.
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
