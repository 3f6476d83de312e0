import { memo, useMemo, useState } from "react";
import { press, sourceOf } from "../shared/content.js";
import { BATCH_SIZE, countLabel, createMatcher, searchableText } from "../shared/search.js";

const excerpts = press.excerpts.map((excerpt) => ({ excerpt, text: searchableText(excerpt) }));

export function Press() {
  const [query, setQuery] = useState("");
  const [limit, setLimit] = useState(BATCH_SIZE);
  const found = useMemo(() => {
    const matches = createMatcher(query);
    return excerpts.filter(({ text }) => matches(text));
  }, [query]);

  const search = (event) => {
    setQuery(event.target.value);
    setLimit(BATCH_SIZE);
  };

  return (
    <section className="press" id="presse" aria-labelledby="presse-titre">
      <h2 id="presse-titre">{press.title}</h2>
      <form className="press__search" role="search" onSubmit={(event) => event.preventDefault()}>
        <label htmlFor="recherche">Rechercher dans la revue de presse</label>
        <input id="recherche" type="search" autoComplete="off" value={query} onChange={search} />
        <p role="status">{countLabel(found.length)}</p>
      </form>
      <ul className="press__list" role="list">
        {found.slice(0, limit).map(({ excerpt }) => <Excerpt key={excerpt.id} excerpt={excerpt} />)}
      </ul>
      {found.length > limit && (
        <button className="button press__more" type="button" onClick={() => setLimit(limit + BATCH_SIZE)}>
          Afficher plus d’extraits
        </button>
      )}
    </section>
  );
}

const Excerpt = memo(function Excerpt({ excerpt }) {
  const source = sourceOf(excerpt);
  return (
    <li>
      <article className="excerpt">
        <blockquote>{excerpt.paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}</blockquote>
        {source && <footer>{excerpt.url ? <a href={excerpt.url}>{source}</a> : source}</footer>}
      </article>
    </li>
  );
});
