"""Compute the @font-face descriptors that give a local font the width and the line boxes of a web font.

    pip install fonttools brotli uharfbuzz
    python crates/prerender/fonts/fallback.py public/fonts/next-level-texte.woff2[:weight] FALLBACK[:weight] SAMPLE.json

The sample's strings are shaped (kerning and ligatures included) in both fonts; size-adjust is the
ratio of the total widths. The overrides are divided by size-adjust, because it scales them as well.
"""
import io
import json
import sys

import uharfbuzz as hb
from fontTools.ttLib import TTFont


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def width(font, weight, sample):
    data = io.BytesIO()
    font.flavor = None
    font.save(data)
    shaper = hb.Font(hb.Face(data.getvalue()))
    if weight:
        shaper.set_variations({"wght": float(weight)})
    total = 0
    for text in sample:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(shaper, buffer)
        total += sum(p.x_advance for p in buffer.glyph_positions)
    return total / font["head"].unitsPerEm


def main(web, local, sample, *flags):
    texts = [t for t in strings(json.load(open(sample, encoding="utf-8"))) if not t.startswith("http")]
    if "--titles" in flags:
        texts = [t for t in texts if len(t) <= 60]
    if "--upper" in flags:
        texts = [t.upper() for t in texts]
    (web_path, _, web_weight), (local_path, _, local_weight) = web.partition(":"), local.partition(":")
    web_font, local_font = TTFont(web_path), TTFont(local_path)
    adjust = width(web_font, web_weight, texts) / width(local_font, local_weight, texts)
    metrics, em = web_font["hhea"], web_font["head"].unitsPerEm

    def percent(x):
        return f"{100 * x:.2f}%"
    print(f"size-adjust: {percent(adjust)}; ascent-override: {percent(metrics.ascent / em / adjust)}; "
          f"descent-override: {percent(-metrics.descent / em / adjust)}; "
          f"line-gap-override: {percent(metrics.lineGap / em / adjust)};")


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
