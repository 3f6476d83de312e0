// The content of the site, for every peer. Vite resolves `#content` to the folder of the JSON files.

import mission from "#content/mission.json";
import partners from "#content/partners.json";
import press from "#content/press.json";
import site from "#content/site.json";
import testimonials from "#content/testimonials.json";

export { mission, partners, press, site, testimonials };

export const sections = [
  { id: "mission", label: "Mission" },
  { id: "temoignages", label: "Témoignages" },
  { id: "organisations", label: "Organisations" },
  { id: "presse", label: "Presse" },
];

/** The parts of the partners' conclusion; a part with a `url` is the name of a campaign. */
export const conclusion = partners.campaigns.reduce(
  (parts, { name, url }) =>
    parts.flatMap((part) => {
      const at = part.url || !url ? -1 : part.text.indexOf(name);
      if (at < 0) return [part];
      return [{ text: part.text.slice(0, at) }, { text: name, url }, { text: part.text.slice(at + name.length) }];
    }),
  [{ text: partners.conclusion }],
);

export const footerLinks = [
  { label: "lenextlevel.org", url: site.home },
  { label: "La page d’où viennent ces textes", url: site.page },
].filter(({ url }) => url);

/** The source of an excerpt: its organisation, publication and date. */
export const sourceOf = ({ organisation, publication, date }) =>
  [organisation, publication, date].filter(Boolean).join(", ");
