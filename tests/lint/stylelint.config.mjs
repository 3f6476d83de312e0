// What stylesheets must not say. `broken/` has a stylesheet for each of those that a rule is about, with lines that break it:
// each carries a comment that turns its rule off, and a comment that turns nothing off is an error.

/** The classes of each section, which begin with these names, its own before those of what it shows. */
const sections = {
  mission: ["mission"],
  testimonials: ["testimonials", "quotation"],
  partners: ["partners"],
  press: ["press", "clipping"],
};

// In em: a host's 62.5 % must not shrink a widget, and the visitor's own setting must count.
const units = ["px", "pt", "rem", "vw", "vh", "vmin", "vmax", "svw", "svh", "lvh", "dvh"];
// A frame is made as high as its content: a content that is measured by the frame's height would grow for ever.
const framed = [...units, "vb", "svb", "lvb", "dvb", "cqh", "cqb", "dvmin", "dvmax"];

export default {
  reportNeedlessDisables: true,
  reportInvalidScopeDisables: true,
  rules: {
    "unit-disallowed-list": framed,
    // Logical properties only: a host's page may be written from right to left. A host's tokens are the host's to set.
    "property-disallowed-list": [
      /^(min-|max-)?(width|height)$/,
      /^((margin|padding)-)?(left|right|top|bottom)$/,
      /^border-(left|right|top|bottom)/,
      /^--next-level-/,
    ],
    // In a shadow root no @font-face loads, and a URL is resolved against the host's page.
    "at-rule-disallowed-list": ["font-face", "import"],
    "function-disallowed-list": ["url"],
    // In a shadow root there is no :root, so private tokens are set on :host, too.
    "selector-disallowed-list": /^\s*:root\s*$/,
  },
  overrides: [
    { files: ["**/{page,testimonial-page,constellation}.css"], rules: { "unit-disallowed-list": units } },
    // What is hidden from sight measures a pixel.
    { files: "**/shared.css", rules: { "unit-disallowed-list": framed.filter((unit) => unit !== "px") } },
    {
      files: "**/{fonts,web-fonts}.css",
      rules: { "at-rule-disallowed-list": ["import"], "function-disallowed-list": null, "selector-disallowed-list": null },
    },
    ...Object.entries(sections).map(([section, blocks]) => ({
      files: `**/${section}.css`,
      rules: {
        // On another site's page, and beside the other sections, it touches nothing else.
        "selector-class-pattern": `^((${blocks.join("|")})(__.+|--.+)?|section-title|button|button--arrow)$`,
        "selector-disallowed-list": [/(^|,)\s*[^.\s]/],
        "selector-max-id": 0,
        // A widget is as wide as its column, whatever the window is.
        "media-feature-name-disallowed-list": [/(width|height|-size|aspect-ratio)$/, "orientation"],
      },
    })),
  ],
};
