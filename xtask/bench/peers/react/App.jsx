import { Fragment } from "react";
import { conclusion, footerLinks, mission, partners, sections, site } from "../shared/content.js";
import { Press } from "./Press.jsx";
import { Testimonials } from "./Testimonials.jsx";

export function App() {
  return (
    <>
      <a className="skip-link" href="#contenu">Aller au contenu</a>
      <header className="header">
        <p>{site.name}</p>
        <nav aria-label="Sections">
          <ul role="list">
            {sections.map(({ id, label }) => <li key={id}><a href={`#${id}`}>{label}</a></li>)}
          </ul>
        </nav>
      </header>
      <main id="contenu" tabIndex={-1}>
        <Mission />
        <Testimonials />
        <Partners />
        <Press />
      </main>
      <footer className="footer">
        <p>{site.name}</p>
        <ul role="list">
          {footerLinks.map(({ label, url }) => <li key={url}><a href={url}>{label}</a></li>)}
        </ul>
      </footer>
    </>
  );
}

function Mission() {
  const [lead, ...paragraphs] = mission.paragraphs;
  return (
    <section className="mission" id="mission">
      <div className="mission__poster">
        <h1>{mission.title}</h1>
        <p>{lead}</p>
      </div>
      <div className="mission__text">
        {paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
      </div>
    </section>
  );
}

function Partners() {
  return (
    <section className="partners" id="organisations" aria-labelledby="organisations-titre">
      <h2 id="organisations-titre">{partners.title}</h2>
      <p>{partners.introduction}</p>
      <ul className="partners__names" role="list">
        {partners.organisations.map(({ id, name, url }) => (
          <li key={id}>{url ? <a href={url}>{name}</a> : name}</li>
        ))}
        {partners.and_others && <li className="partners__others">et d’autres</li>}
      </ul>
      <p>
        {conclusion.map(({ text, url }, index) => (
          <Fragment key={index}>{url ? <a href={url}>{text}</a> : text}</Fragment>
        ))}
      </p>
    </section>
  );
}
