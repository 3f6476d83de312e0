"""Make the two web fonts of the site from the original variable fonts.

    python3 -m venv venv && venv/bin/pip install fonttools==4.68.0 brotli==1.2.1
    npm pack @fontsource-variable/bricolage-grotesque@5.3.0 @fontsource-variable/newsreader@5.3.0
    (unpack both archives; the files wanted are package/files/*-latin-standard-normal.woff2)
    venv/bin/python crates/prerender/fonts/subset.py \\
        bricolage-grotesque-latin-standard-normal.woff2 \\
        newsreader-latin-standard-normal.woff2 public/fonts

The originals are split by Unicode range: what is missing from the latin file
(Ÿ, arrows, №, some spaces) is composed here from glyphs of the same font.
The result depends only on the inputs and on the two pinned packages.
"""
import copy
import math
import sys
from pathlib import Path

from fontTools import subset
from fontTools.misc.transform import Identity
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from fontTools.varLib import instancer
from fontTools.varLib.hvar import add_HVAR

CHARS = "".join(map(chr, range(0x20, 0x7F))) + "àâäæçéèêëîïôœöùûüÿÀÂÄÆÇÉÈÊËÎÏÔŒÖÙÛÜŸ" + (
    "«»‹›“”‘’…–—·•←↑→↓↗×€°№§ªº\u00a0\u2009\u202f\u2011")
FONTS = [  # family, axes, features, file, derived from
    ("Next Level Affiche", {"opsz": 96, "wdth": 75, "wght": 800},
     ["kern", "liga", "calt", "ccmp", "locl", "mark", "tnum"], "next-level-affiche.woff2",
     "Bricolage Grotesque 1.001 (optical size 96, width 75, weight 800)"),
    ("Next Level Texte", {"opsz": 18, "wght": (400, 700)},
     ["kern", "liga", "calt", "ccmp", "locl", "mark"], "next-level-texte.woff2",
     "Newsreader 1.003 (optical size 18, weight 400 to 700)"),
]
LICENCE = ("This Font Software is licensed under the SIL Open Font License, Version 1.1. "
           "This license is available with a FAQ at: https://openfontlicense.org")


def reduce(path, axes, features):
    font = TTFont(path, lazy=False)
    options = subset.Options(layout_features=features, hinting=False, notdef_outline=True,
                             name_IDs=["*"], name_languages=["*"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=CHARS)
    subsetter.subset(font)
    return instancer.instantiateVariableFont(font, axes)


# Each recipe below draws one glyph for one (static view of a) font: (glyph, advance).

def glyph(font, draw, advance):
    pen = TTGlyphPen(font["glyf"].glyphs)
    draw(pen)
    return pen.glyph(), round(advance)


def empty(font):
    """A space two thirds as wide as the word space."""
    return glyph(font, lambda pen: None, font["hmtx"][font.getBestCmap()[0x20]][0] * 2 / 3)


def beside(*names):
    """Glyphs set one after the other."""
    def recipe(font):
        widths = [font["hmtx"][n][0] for n in names]

        def draw(pen):
            for i, name in enumerate(names):
                pen.addComponent(name, (1, 0, 0, 1, sum(widths[:i]), 0))
        return glyph(font, draw, sum(widths))
    return recipe


def y_dieresis(font):
    """Ÿ: the dieresis of Ü, moved from the middle of U to the middle of Y."""
    accent = font["glyf"]["Udieresis"].components[1]
    u, y = font["hmtx"]["U"][0], font["hmtx"]["Y"][0]

    def draw(pen):
        pen.addComponent("Y", (1, 0, 0, 1, 0, 0))
        pen.addComponent(accent.glyphName, (1, 0, 0, 1, accent.x + round((y - u) / 2), accent.y))
    return glyph(font, draw, y)


def arrow(font):
    """→ for a font that has no arrow: as thick as its dashes, centred on its plus."""
    g = font["glyf"]
    s = sum(g[n].yMax - g[n].yMin for n in ("endash", "hyphen")) / 2
    cy = (g["plus"].yMin + g["plus"].yMax) / 2
    em = font["head"].unitsPerEm
    left, tip, h, t, d = em * .05, em * .75, em * .24, s / 2, s / math.sqrt(2)
    upper = [(left, t), (tip - 2 * d - t, t), (tip - h - d, h - d), (tip - h, h)]
    points = upper + [(tip, 0)] + [(x, -y) for x, y in reversed(upper)]

    def draw(pen):
        pen.moveTo((round(points[0][0]), round(cy + points[0][1])))
        for x, y in points[1:]:
            pen.lineTo((round(x), round(cy + y)))
        pen.closePath()
    return glyph(font, draw, em * .8)


def turned(name, degrees):
    """A glyph turned about its middle, with the side bearing of the original."""
    def recipe(font):
        glyphs = font.getGlyphSet()

        def bounds(transform):
            pen = BoundsPen(glyphs)
            glyphs[name].draw(TransformPen(pen, transform))
            return pen.bounds
        x0, y0, x1, y1 = bounds(Identity)
        turn = Identity.rotate(math.radians(degrees))
        a0, b0, a1, b1 = bounds(turn)
        place = turn[:4] + (round(x0 - a0), round((y0 + y1 - b0 - b1) / 2))
        return glyph(font, lambda pen: pen.addComponent(name, place), a1 - a0 + 2 * x0)
    return recipe


def add(font, bold, char, name, recipe):
    """Add one glyph; `bold` is the other end of the weight axis, None for a static font."""
    for target in filter(None, (font, bold)):
        new, advance = recipe(target)
        target.setGlyphOrder(target.getGlyphOrder() + [name])
        target["glyf"][name] = new
        new.recalcBounds(target["glyf"])
        target["hmtx"][name] = (advance, getattr(new, "xMin", 0))
        for table in target["cmap"].tables:
            table.cmap[ord(char)] = name
    if bold:
        def points(f):
            return f["glyf"]._getCoordinatesAndControls(name, f["hmtx"].metrics)[0]
        deltas = [(bx - ax, by - ay) for (ax, ay), (bx, by) in zip(points(font), points(bold))]
        some = any(d != (0, 0) for d in deltas)
        font["gvar"].variations[name] = [TupleVariation({"wght": (0, 1, 1)}, deltas)] if some else []


def kern_like(font, new, model):
    """Put a new glyph in the kerning classes of another."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType == 2 and table.Format == 2:
                for classes in (table.ClassDef1.classDefs, table.ClassDef2.classDefs):
                    if model in classes:
                        classes[new] = classes[model]
                if model in table.Coverage.glyphs:
                    table.Coverage.glyphs.append(new)


def complete(font):
    bold = None
    if "fvar" in font:
        top = {a.axisTag: a.maxValue for a in font["fvar"].axes}
        bold = instancer.instantiateVariableFont(copy.deepcopy(font), top)
    has = font.getBestCmap()
    source = "arrowup" if ord("↑") in has else "arrowright"
    base = 90 if source == "arrowup" else 0
    recipes = [("Ÿ", "Ydieresis", y_dieresis), ("\u2009", "uni2009", empty), ("\u202f", "uni202F", empty),
               ("№", "uni2116", beside("N", "ordmasculine"))]
    if base == 0:
        recipes.append(("→", "arrowright", arrow))
    recipes += [(c, n, turned(source, angle - base)) for c, n, angle in (
        ("→", "arrowright", 0), ("↗", "arrowupright", 45), ("↑", "arrowup", 90),
        ("←", "arrowleft", 180), ("↓", "arrowdown", 270)) if n != source]
    for char, name, recipe in recipes:
        if ord(char) not in has:
            add(font, bold, char, name, recipe)
    for table in font["cmap"].tables:
        table.cmap.setdefault(0x2011, table.cmap[ord("-")])
    kern_like(font, "Ydieresis", "Y")
    if bold:
        del font["HVAR"]
        add_HVAR(font)
    font["OS/2"].recalcUnicodeRanges(font)


def rename(font, family, origin):
    """New names; only the copyright, the licence and the axis names stay."""
    keep = {0, 14} | {a.axisNameID for a in font["fvar"].axes} if "fvar" in font else {0, 14}
    if "fvar" in font:
        font["fvar"].instances = []
    if "STAT" in font:
        del font["STAT"]
    name = font["name"]
    name.names = [r for r in name.names if r.nameID in keep and r.platformID == 3]
    postscript = family.replace(" ", "")
    for number, text in {1: family, 2: "Regular", 3: f"1.0;{postscript}", 4: family,
                         5: f"Version 1.0; derived from {origin}", 6: postscript,
                         13: LICENCE, 25: postscript}.items():
        name.setName(text, number, 3, 1, 0x409)


def main(display, text, out):
    for source, (family, axes, features, file, origin) in zip((display, text), FONTS):
        font = reduce(source, axes, features)
        complete(font)
        rename(font, family, origin)
        missing = [c for c in CHARS if ord(c) not in font.getBestCmap()]
        assert not missing, missing
        font.recalcTimestamp = False
        font.flavor = "woff2"
        font.save(Path(out) / file)
        print(file, (Path(out) / file).stat().st_size, "bytes", len(font.getGlyphOrder()), "glyphs")
        # The build draws with it, at one weight, and reads no woff2.
        if "fvar" in font:
            font = instancer.instantiateVariableFont(font, {"wght": 400})
        font.recalcTimestamp = False
        font.flavor = None
        font.save(Path(__file__).with_name(Path(file).with_suffix(".ttf").name))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
