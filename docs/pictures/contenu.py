"""The pictures of docs/contenu.md: sections of the built page, each text with the name of its field.

    cargo xtask dist && python3 docs/pictures/contenu.py dist

Needs Chromium. To be run again when the page looks otherwise.
"""

import functools
import http.server
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

CHROMIUM = (
    "chromium --headless --no-sandbox --disable-gpu --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars"
).split()

LABELS = """
* { transition: none !important }
.clipping { clip-path: none !important }
.embed-control, .skip-link, .visually-hidden, .press__tools { display: none !important }
.pt { position: relative !important; outline: 3px solid #0b3bd6 !important; outline-offset: 6px }
.pt::after { content: attr(data-pt); position: absolute !important; z-index: 99; right: -6px;
  bottom: calc(100% + 6px); padding: 4px 9px; border-radius: 4px; background: #0b3bd6; color: #fff;
  font: 600 15px/1.25 monospace; white-space: nowrap; text-transform: none; letter-spacing: 0 }
.pt.below::after { bottom: auto; top: calc(100% + 6px) }
.pt.beside::after { right: auto; left: calc(100% + 6px); bottom: auto; top: 0 }
.pt.inside::after { right: 0; bottom: auto; top: 0 }
"""

# For each picture: its height, what is hidden and how large the rest is, and for each part the tag
# that begins it, the name of its field and where that name stands.
PICTURES = {
    "contenu-mission": (880, """
        .partners, .press, .footer, .mission p:nth-of-type(n+2) { display: none !important }
        .header { padding-block-end: 1.2em !important }
        .mission h1 { font-size: 3.2em !important }
        .quotation__words { font-size: 1.2em !important }
        .quotation__person { max-inline-size: 40em }
    """, [
        ('<p class="header__name"', "site.json → name", "beside"),
        ('<h1 class="section-title"', "mission.json → title", "inside"),
        ('<p data-item=""', "paragraphs", "beside"),
        ('<h2 class="section-title" id="temoignages-titre"', "testimonials.json → title", "inside"),
        ('<blockquote class="quotation__words"', "testimonials → quote", "above"),
        ('<figcaption class="quotation__person"', "name, role, portrait", "inside"),
    ]),
    "contenu-organisations": (850, """
        .mission, .testimonials, .press, .header { display: none !important }
        .partners__names { row-gap: .45em !important }
        .partners h2 { font-size: 2.6em !important }
    """, [
        ('<h2 class="section-title" id="organisations-titre"', "partners.json → title", "inside"),
        ('<p class="partners__introduction"', "introduction", "beside"),
        ('<li data-item="ecole-pour-tous"', "organisations → name, url", "above"),
        ('<li class="partners__others"', "and_others", "beside"),
        ('<p class="partners__conclusion"', "conclusion, campaigns", "below"),
        ('<ul class="footer__links"', "site.json → home, page, contact…", "above"),
    ]),
    "contenu-presse": (520, """
        .mission, .testimonials, .partners, .footer, .header { display: none !important }
        .press__item { display: none !important }
        .press__item:is(:nth-child(3), :nth-child(7)) { display: block !important }
        .press__list { margin-top: 2em !important }
        .clipping__source { margin-top: 2.6em !important }
    """, [
        ('<h2 class="section-title" id="presse-titre"', "press.json → title", "inside"),
        ('data-item="rapport-lallab".*?<blockquote', "excerpts → paragraphs", "above"),
        ('data-item="rapport-lallab".*?<ul', "organisation, publication, date, url", "above"),
    ]),
}


def labelled(html, css, parts):
    """The page without scripts and policy, with the names of its fields."""
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    html = re.sub(r"<script.*?</script>", "", html, flags=re.S)
    for begin, name, place in parts:
        match = re.search(f"(?s){begin}[^>]*>", html)
        if not match:
            sys.exit(f"nothing on the page begins with {begin}")
        start = html.rindex("<", 0, match.end())
        tag = html[start:match.end() - 1]
        tag = tag.replace('class="', f'class="pt {place} ', 1) if 'class="' in tag else f'{tag} class="pt {place}"'
        html = f'{html[:start]}{tag} data-pt="{name}">{html[match.end():]}'
    return html.replace("</head>", f"<style>{LABELS}{css}</style></head>", 1)


def main():
    out = pathlib.Path(__file__).parent
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder, "site")
        shutil.copytree(sys.argv[1], site)
        html = (site / "index.html").read_text()
        handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=site)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for name, (height, css, parts) in PICTURES.items():
            (site / f"{name}.html").write_text(labelled(html, css, parts))
            address = f"http://127.0.0.1:{server.server_port}/{name}.html"
            picture = [f"--screenshot={out / name}.png", f"--window-size=900,{height}", address]
            subprocess.run(CHROMIUM + picture, check=True, capture_output=True)


main()
