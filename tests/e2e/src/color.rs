//! Colours as the page computes them.

/// Defines `rgba(text)`, the channels of a CSS colour (red, green and blue to 255, alpha to 1), and `light(rgba)`, its
/// relative luminance (WCAG 2.2). A computed colour may be in OKLCH, so `rgba` paints a pixel and reads its bytes.
pub const COLOR_FUNCTIONS: &str =
    "const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    const rgba = text => { pen.clearRect(0, 0, 1, 1); pen.fillStyle = text; pen.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255]; };
    const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
        .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    ";
