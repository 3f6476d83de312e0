// React 19 in StrictMode, which mounts, takes away and mounts again; a button renders it once more.

import { StrictMode, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

const SITE = "http://127.0.0.1:8080/";

function Voices({ layout, limit, onReady }) {
  return (
    <next-level-testimonials layout={layout} limit={limit} loading="eager" heading-level={2} onnext-level-ready={onReady}>
      <a href={`${SITE}#temoignages`}>Témoignages</a>
    </next-level-testimonials>
  );
}

function App() {
  const [renders, render] = useState(0);
  const [ready, setReady] = useState(0);
  const [shown, show] = useState(true);
  useEffect(() => {
    const script = Object.assign(document.createElement("script"), { type: "module", src: `${SITE}embed/v1.js` });
    document.head.append(script);
    return () => script.remove();
  }, []);
  return (
    <>
      <p>
        Rendus : <output>{renders}</output>, prêt : <b>{ready}</b>
      </p>
      <button onClick={() => render(renders + 1)}>Rendre</button>
      <button onClick={() => show(!shown)}>{shown ? "Ôter" : "Remettre"}</button>
      {shown && (
        <Voices
          layout={renders % 2 ? "list" : "carousel"}
          limit={renders % 2 ? 1 : undefined}
          onReady={() => setReady((n) => n + 1)}
        />
      )}
    </>
  );
}

createRoot(document.getElementById("root")).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
