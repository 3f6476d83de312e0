//! Panels of horizontal bars, as SVG.

/// Bars of one unit, drawn to one scale.
pub(super) struct Panel {
    pub(super) title: String,
    pub(super) bars: Vec<Bar>,
}

/// One bar with its name and its value.
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) value: f64,
    pub(super) shown: String,
    /// Whether this is the site's own, among those it is compared with.
    pub(super) own: bool,
    /// Where the must and the aim are, in the value's unit.
    pub(super) limits: Option<(f64, f64)>,
}

impl Bar {
    pub(super) fn own(self) -> Self {
        Self { own: true, ..self }
    }

    pub(super) fn limited(self, limits: Option<(f64, f64)>) -> Self {
        Self { limits, ..self }
    }

    fn greatest(&self) -> f64 {
        self.limits.map_or(self.value, |(must, aim)| self.value.max(must).max(aim))
    }
}

const WIDTH: f64 = 720.0;
const MARGIN: f64 = 24.0;
/// Where the bars begin, and how long the longest is.
const BARS: f64 = 184.0;
const LENGTH: f64 = 416.0;
const ROW: f64 = 28.0;
const THICK: f64 = 16.0;

/// Both schemes paint their own ground: an image does not know the page around it.
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

/// A whole document. `description` is what is heard in place of the picture, and the legend.
pub(super) fn render(title: &str, description: &str, panels: &[Panel]) -> String {
    let mut y = MARGIN;
    let mut drawn = String::new();
    for panel in panels {
        drawn += &panel_at(panel, &mut y);
    }
    let height = y + 28.0;
    let heard: Vec<String> = panels.iter().map(said).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         aria-labelledby=\"title desc\">\n  <title id=\"title\">{}</title>\n  <desc id=\"desc\">{} {}</desc>\n  \
         <style>\n{STYLE}\n  </style>\n  \
         <rect class=\"ground\" width=\"{WIDTH}\" height=\"{height}\" rx=\"8\"/>\n{drawn}{}</svg>\n",
        escaped(title),
        escaped(description),
        escaped(&heard.join(" ")),
        legend(y + 4.0),
    )
}

fn panel_at(panel: &Panel, y: &mut f64) -> String {
    let scale = LENGTH / panel.bars.iter().map(Bar::greatest).fold(f64::MIN_POSITIVE, f64::max);
    let mut drawn = text("title", MARGIN, *y + 14.0, &panel.title);
    *y += 26.0;
    for bar in &panel.bars {
        let length = (bar.value * scale).max(1.0);
        let class = if bar.own { "bar own" } else { "bar" };
        drawn += &text("", MARGIN, *y + 13.0, &bar.label);
        drawn += &format!(
            "  <rect class=\"{class}\" x=\"{BARS}\" y=\"{y:.1}\" width=\"{length:.1}\" height=\"{THICK}\" rx=\"2\"/>\n"
        );
        for (class, limit) in
            bar.limits.into_iter().flat_map(|(must, aim)| [("must", must), ("aim", aim)])
        {
            drawn += &tick(class, BARS + limit * scale, *y);
        }
        let end = BARS + bar.greatest() * scale;
        drawn += &text("quiet", end + 10.0, *y + 13.0, &bar.shown);
        *y += ROW;
    }
    *y += 14.0;
    drawn
}

fn legend(y: f64) -> String {
    let must = tick("must", MARGIN + 2.0, y - 6.0) + &text("quiet", MARGIN + 12.0, y + 6.0, "must");
    let aim = tick("aim", MARGIN + 62.0, y - 6.0) + &text("quiet", MARGIN + 72.0, y + 6.0, "aim");
    let words = "floor: the same HTML without any script · CSR: nothing prerendered";
    must + &aim + &text("quiet", BARS, y + 6.0, words)
}

/// A line that is seen on any bar: it stands in a gap of the ground's colour.
fn tick(class: &str, x: f64, y: f64) -> String {
    let (top, bottom) = (y - 3.0, y + THICK + 3.0);
    let line = format!("d=\"M{x:.1} {top:.1}V{bottom:.1}\"/>");
    format!("  <path class=\"gap\" {line}\n  <path class=\"{class}\" {line}\n")
}

fn text(class: &str, x: f64, y: f64, words: &str) -> String {
    format!("  <text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>\n", escaped(words))
}

fn said(panel: &Panel) -> String {
    let bars: Vec<String> =
        panel.bars.iter().map(|bar| format!("{} {}", bar.label, bar.shown)).collect();
    format!("{}: {}.", panel.title, bars.join(", "))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::{Bar, Panel, render};

    fn bar(label: &str, value: f64) -> Bar {
        Bar {
            label: label.to_owned(),
            value,
            shown: format!("{value} kB"),
            own: false,
            limits: None,
        }
    }

    #[test]
    fn the_longest_fills_the_scale_and_limits_count_into_it() {
        let bars = vec![bar("a", 50.0), bar("b", 25.0).own().limited(Some((100.0, 60.0)))];
        let svg = render("Title", "Words.", &[Panel { title: "P".to_owned(), bars }]);
        for part in ["width=\"208.0\"", "width=\"104.0\"", "M600.0 ", "P: a 50 kB, b 25 kB."] {
            assert!(svg.contains(part), "{part} is missing in {svg}");
        }
    }

    #[test]
    fn words_stay_words() {
        let panel = Panel { title: "<script>".to_owned(), bars: vec![bar("a & b", 1.0)] };
        let svg = render("T > t", "D", &[panel]);
        assert!(svg.contains("&lt;script&gt;") && svg.contains("a &amp; b"), "{svg}");
        assert!(svg.contains("<title id=\"title\">T &gt; t</title>"), "{svg}");
        assert!(!svg.contains("<script"), "{svg}");
    }
}
