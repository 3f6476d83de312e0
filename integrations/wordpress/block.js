// The block in the editor: its options beside it, and the section in a frame as a preview. It needs no build.

(({ blocks, blockEditor, components, element: { createElement: el, useEffect, useRef, useState } }) => {
  const { InspectorControls, useBlockProps } = blockEditor;
  const { PanelBody, SelectControl, TextControl } = components;

  // The label, and the layouts; the first is the default.
  const SECTIONS = {
    mission: ["Mission", ["list"]],
    testimonials: ["Témoignages", ["carousel", "list", "grid"]],
    partners: ["Organisations", ["list", "grid"]],
    press: ["Revue de presse", ["grid", "list"]],
  };
  const LAYOUTS = { carousel: "une à la fois", list: "en liste", grid: "en grille" };
  const THEMES = { "": "celles de la page", light: "claires", dark: "sombres" };
  const LOADING = { "": "à l’approche", eager: "tout de suite" };

  /** The address of the section's document with the options, for the preview. */
  const previewUrl = ({ section, theme, layout, limit, items, headingLevel }) => {
    const options = { theme, layout, limit, items, "heading-level": headingLevel };
    const chosen = Object.entries(options).filter(([, value]) => value);
    return `${window.nextLevelSite}embed/v1/${section}.html?${new URLSearchParams(chosen)}`;
  };

  /** The height that the frame's document reports, in CSS pixels; 480 until it does. */
  const useReportedHeight = (frame) => {
    const [height, setHeight] = useState(480);
    useEffect(() => {
      // The canvas may be a frame with a window of its own.
      const canvas = frame.current.ownerDocument.defaultView;
      const listen = ({ source, data }) => {
        if (source === frame.current?.contentWindow && data?.nextLevel === 1 && data.type === "resize") setHeight(data.height);
      };
      canvas.addEventListener("message", listen);
      return () => canvas.removeEventListener("message", listen);
    }, []);
    return height;
  };

  /** A text once it has not changed for half a second: each letter typed would load the preview anew. */
  const useSettled = (text) => {
    const [settled, settle] = useState(text);
    useEffect(() => {
      const timer = setTimeout(() => settle(text), 500);
      return () => clearTimeout(timer);
    }, [text]);
    return settled;
  };

  function edit({ attributes, setAttributes }) {
    const url = useSettled(previewUrl(attributes));
    const frame = useRef();
    const height = useReportedHeight(frame);
    const { section } = attributes;
    const [label, layouts] = SECTIONS[section] ?? SECTIONS.testimonials;
    const select = (name, text, words) =>
      el(SelectControl, {
        label: text,
        value: attributes[name],
        options: Object.entries(words).map(([value, label]) => ({ value, label })),
        onChange: (value) => setAttributes({ [name]: value }),
      });
    const number = (name, text, max, help) =>
      el(TextControl, {
        label: text,
        help,
        type: "number",
        min: 0,
        max,
        value: attributes[name] || "",
        onChange: (value) => setAttributes({ [name]: Math.min(max, Math.max(0, parseInt(value, 10) || 0)) }),
      });
    const layoutWords = Object.fromEntries(layouts.map((name, index) => [index ? name : "", LAYOUTS[name]]));
    const controls = el(
      PanelBody,
      { title: "Le Next Level" },
      el(SelectControl, {
        label: "Partie",
        value: section,
        options: Object.entries(SECTIONS).map(([value, [label]]) => ({ value, label })),
        onChange: (value) => setAttributes({ section: value, layout: "", items: "" }),
      }),
      layouts.length > 1 && select("layout", "Disposition", layoutWords),
      select("theme", "Couleurs", THEMES),
      number("limit", "Nombre au plus", 50, "Vide : tous."),
      section !== "mission" &&
        el(TextControl, {
          label: "Choisir lesquels",
          help: "Des identifiants séparés par des virgules, dans cet ordre : « Intégrer », sous chaque partie du site, les écrit.",
          value: attributes.items,
          onChange: (value) => setAttributes({ items: value }),
        }),
      number("headingLevel", "Niveau du titre", 6, "De 2 à 6 ; vide : 3."),
      select("loading", "Chargement", LOADING),
      number("height", "Hauteur réservée, en pixels", 9999, "Pour que rien ne bouge à l’arrivée de la partie. Vide : celle de la partie entière, ou aucune si des choix la raccourcissent."),
    );
    const preview = el("iframe", {
      title: `${label} – Le Next Level, aperçu`,
      src: url,
      // A new frame for each address: a frame's own history is part of the window's.
      key: url,
      ref: frame,
      height,
      sandbox: "allow-scripts allow-same-origin",
      // A click selects the block; the preview is not for use.
      style: { display: "block", width: "100%", border: 0, pointerEvents: "none" },
      tabIndex: -1,
    });
    return el("div", useBlockProps(), el(InspectorControls, {}, controls), preview);
  }

  // Rendered by next-level.php, so that authors who may not write HTML can use it.
  blocks.registerBlockType("next-level/section", { edit, save: () => null });
})(window.wp);
