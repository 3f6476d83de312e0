//! Panels of horizontal bars, as SVG.

/// Bars of one unit and scale.
pub(super) struct Panel {
    pub(super) title: String,
    pub(super) bars: Vec<Bar>,
}

/// A bar with its label and its value.
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) value: f64,
    /// The value as text.
    pub(super) text: String,
    /// Whether this is the site's bar, among those of other variants.
    pub(super) own: bool,
    /// The must and the aim, in the value's unit.
    pub(super) limits: Option<(f64, f64)>,
}

impl Bar {
    pub(super) fn own(self) -> Self {
        Self { own: true, ..self }
    }

    pub(super) fn with_limits(self, limits: Option<(f64, f64)>) -> Self {
        Self { limits, ..self }
    }

    fn max(&self) -> f64 {
        self.limits.map_or(self.value, |(must, aim)| self.value.max(must).max(aim))
    }
}

const WIDTH: f64 = 720.0;
const MARGIN: f64 = 24.0;
/// The left end of the bars, and the length of the longest.
const BARS_LEFT: f64 = 184.0;
const MAX_LENGTH: f64 = 416.0;
const ROW_HEIGHT: f64 = 28.0;
const BAR_HEIGHT: f64 = 16.0;

/// Both schemes have their own background: an image does not know the colours of the page around it.
const STYLE: &str = "\
    text { font: 14px system-ui, sans-serif; fill: #141310 }
    .ground { fill: #fffef6 } .title { font-weight: 600 } .quiet { fill: #5f5b4f; font-size: 13px }
    .bar { fill: #a39f92 } .own { fill: #f4f000; stroke: #141310 }
    .gap { stroke: #fffef6; stroke-width: 6 }
    .must, .aim { stroke: #141310; stroke-width: 2 } .aim { stroke-dasharray: 2 3 }
    @media (prefers-color-scheme: dark) {
      text { fill: #f5f3e7 } .ground { fill: #141310 } .quiet { fill: #b5b1a3 }
      .gap { stroke: #141310 }
      .bar { fill: #6f6b60 } .own { fill: #f4f000; stroke: none } .must, .aim { stroke: #f5f3e7 }
    }";

/// Renders a whole document. Screen readers read `description`, then the bars.
pub(super) fn render(title: &str, description: &str, panels: &[Panel]) -> String {
    let mut y = MARGIN;
    let mut content = String::new();
    for panel in panels {
        content += &draw_panel(panel, &mut y);
    }
    let height = y + 28.0;
    let descriptions: Vec<String> = panels.iter().map(describe).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         aria-labelledby=\"title desc\">\n  <title id=\"title\">{}</title>\n  <desc id=\"desc\">{} {}</desc>\n  \
         <style>\n{STYLE}\n  </style>\n  \
         <rect class=\"ground\" width=\"{WIDTH}\" height=\"{height}\" rx=\"8\"/>\n{content}{}</svg>\n",
        escape(title),
        escape(description),
        escape(&descriptions.join(" ")),
        draw_legend(y + 4.0),
    )
}

/// Draws a panel whose top is at `y`, and moves `y` below it.
fn draw_panel(panel: &Panel, y: &mut f64) -> String {
    let scale = MAX_LENGTH / panel.bars.iter().map(Bar::max).fold(f64::MIN_POSITIVE, f64::max);
    let mut content = draw_text("title", MARGIN, *y + 14.0, &panel.title);
    *y += 26.0;
    for bar in &panel.bars {
        let length = (bar.value * scale).max(1.0);
        let class = if bar.own { "bar own" } else { "bar" };
        content += &draw_text("", MARGIN, *y + 13.0, &bar.label);
        content += &format!(
            "  <rect class=\"{class}\" x=\"{BARS_LEFT}\" y=\"{y:.1}\" width=\"{length:.1}\" height=\"{BAR_HEIGHT}\" rx=\"2\"/>\n"
        );
        for (class, limit) in
            bar.limits.into_iter().flat_map(|(must, aim)| [("must", must), ("aim", aim)])
        {
            content += &draw_tick(class, BARS_LEFT + limit * scale, *y);
        }
        let end = BARS_LEFT + bar.max() * scale;
        content += &draw_text("quiet", end + 10.0, *y + 13.0, &bar.text);
        *y += ROW_HEIGHT;
    }
    *y += 14.0;
    content
}

fn draw_legend(y: f64) -> String {
    let entry = |label: &str, x: f64| {
        draw_tick(label, x + 2.0, y - 6.0) + &draw_text("quiet", x + 12.0, y + 6.0, label)
    };
    let variants = "floor: the same HTML without any script · CSR: nothing prerendered";
    entry("must", MARGIN)
        + &entry("aim", MARGIN + 60.0)
        + &draw_text("quiet", BARS_LEFT, y + 6.0, variants)
}

/// Draws a vertical line in a gap of the background's colour, visible on any bar.
fn draw_tick(class: &str, x: f64, y: f64) -> String {
    let (top, bottom) = (y - 3.0, y + BAR_HEIGHT + 3.0);
    let line = format!("d=\"M{x:.1} {top:.1}V{bottom:.1}\"/>");
    format!("  <path class=\"gap\" {line}\n  <path class=\"{class}\" {line}\n")
}

fn draw_text(class: &str, x: f64, y: f64, text: &str) -> String {
    format!("  <text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>\n", escape(text))
}

fn describe(panel: &Panel) -> String {
    let bars: Vec<String> =
        panel.bars.iter().map(|bar| format!("{} {}", bar.label, bar.text)).collect();
    format!("{}: {}.", panel.title, bars.join(", "))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::{Bar, Panel, render};

    fn bar(label: &str, value: f64) -> Bar {
        Bar {
            label: label.to_owned(),
            value,
            text: format!("{value} kB"),
            own: false,
            limits: None,
        }
    }

    #[test]
    fn the_longest_bar_or_limit_fills_the_scale() {
        let bars = vec![bar("a", 50.0), bar("b", 25.0).own().with_limits(Some((100.0, 60.0)))];
        let svg = render("Title", "Words.", &[Panel { title: "P".to_owned(), bars }]);
        for part in ["width=\"208.0\"", "width=\"104.0\"", "M600.0 ", "P: a 50 kB, b 25 kB."] {
            assert!(svg.contains(part), "{part} is missing in {svg}");
        }
    }

    #[test]
    fn text_is_escaped() {
        let panel = Panel { title: "<script>".to_owned(), bars: vec![bar("a & b", 1.0)] };
        let svg = render("T > t", "D", &[panel]);
        assert!(svg.contains("&lt;script&gt;") && svg.contains("a &amp; b"), "{svg}");
        assert!(svg.contains("<title id=\"title\">T &gt; t</title>"), "{svg}");
        assert!(!svg.contains("<script"), "{svg}");
    }
}
