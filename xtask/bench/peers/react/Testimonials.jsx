import useEmblaCarousel from "embla-carousel-react";
import { useEffect, useState } from "react";
import { testimonials } from "../shared/content.js";

const slides = testimonials.testimonials;
const OPTIONS = { loop: true };

export function Testimonials() {
  const [viewport, carousel] = useEmblaCarousel(OPTIONS);
  const [selected, setSelected] = useState(0);

  useEffect(() => {
    if (!carousel) return;
    const select = () => setSelected(carousel.selectedScrollSnap());
    carousel.on("select", select);
    return () => carousel.off("select", select);
  }, [carousel]);

  return (
    <section className="testimonials" id="temoignages" aria-labelledby="temoignages-titre" aria-roledescription="carrousel">
      <h2 id="temoignages-titre">{testimonials.title}</h2>
      <div className="testimonials__controls">
        <button className="button" type="button" aria-label="Témoignage précédent" onClick={() => carousel?.scrollPrev()}>←</button>
        <button className="button" type="button" aria-label="Témoignage suivant" onClick={() => carousel?.scrollNext()}>→</button>
        <p aria-live="polite">{selected + 1} / {slides.length}</p>
      </div>
      <div className="embla__viewport" ref={viewport}>
        <div className="embla__container">
          {slides.map(({ id, quote, name, role }, index) => (
            <div key={id} className="embla__slide" role="group" aria-roledescription="diapositive" aria-label={`${index + 1} sur ${slides.length}`}>
              <figure className="quotation">
                <blockquote><p>{quote}</p></blockquote>
                <figcaption>
                  <span className="quotation__name">{name}</span> <span className="quotation__role">{role}</span>
                </figcaption>
              </figure>
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}
