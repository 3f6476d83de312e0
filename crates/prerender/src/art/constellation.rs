//! The organisations as a constellation around the association: close dots are linked, and every dot has a link.
//!
//! The picture follows from the ids and their order alone. An added organisation is drawn further out, and the others
//! keep their positions.

/// The drawing's unit: about the distance of the first dots from the association.
const UNIT: f64 = 100.0;
/// The free space around the outermost dots.
const MARGIN: i32 = 60;
/// The minimum distance from the association to each side of a drawing, before `MARGIN` is added.
const MIN_HALF_WIDTH: i32 = 130;
/// Dots further apart than this are never linked.
const MAX_LINK_LENGTH: i32 = 320;
/// The largest distance by which an id moves its dot on each axis, in units; dots still do not touch.
const MAX_STRAY: f64 = 0.42;
/// The cosine and the sine of the golden angle between a dot and the next: any number of dots fills a disc evenly.
const GOLDEN_ANGLE: (f64, f64) = (-0.737_368_878_078_32, 0.675_490_294_261_524);

/// The class of the dots of each size in the stylesheets; the last is the association's.
const DOT_CLASSES: [&str; 4] =
    ["constellation__small", "constellation__middle", "constellation__large", "constellation__own"];

/// The position and the size of a dot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dot {
    /// The distance to the right of the association.
    pub x: i32,
    /// The distance below the association.
    pub y: i32,
    /// The index of its size in [`Constellation::SIZES`].
    pub size: usize,
}

/// A drawing of the organisations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constellation {
    /// The association in the middle, then the organisations in their order.
    pub dots: Vec<Dot>,
    /// The linked dots, by their indices, the smaller first.
    pub links: Vec<(usize, usize)>,
}

impl Constellation {
    /// The diameters of the dots; the association's is the last.
    pub const SIZES: [i32; 4] = [26, 40, 58, 88];
    /// The index of the association's size; the organisations have the others.
    pub const OWN_SIZE: usize = Self::SIZES.len() - 1;

    /// Places a dot for each id.
    #[must_use]
    pub fn new<'a>(ids: impl IntoIterator<Item = &'a str>) -> Self {
        let mut dots = vec![Dot { x: 0, y: 0, size: Self::OWN_SIZE }];
        let (mut x, mut y) = (0.0, -1.0);
        for (at, id) in ids.into_iter().enumerate() {
            (x, y) =
                (x * GOLDEN_ANGLE.0 - y * GOLDEN_ANGLE.1, x * GOLDEN_ANGLE.1 + y * GOLDEN_ANGLE.0);
            let distance = (at as f64 + 2.0).sqrt();
            let hash = hash(id);
            // Two bytes of the hash, each as a number from -1 to 1, move the dot; the rest is for the size.
            let stray = |byte: u32| (f64::from(hash >> byte & 0xff) / 127.5 - 1.0) * MAX_STRAY;
            let coordinate = |part: f64, byte| ((part * distance + stray(byte)) * UNIT) as i32;
            dots.push(Dot {
                x: coordinate(x, 0),
                y: coordinate(y, 8),
                size: (hash >> 16) as usize % Self::OWN_SIZE,
            });
        }
        let links = link_dots(&dots);
        Self { dots, links }
    }

    /// Renders the drawing as SVG, which the stylesheets colour. It is hidden from assistive technologies, since the
    /// list of organisations says the same. Without organisations it is empty.
    #[must_use]
    pub fn render_svg(&self) -> String {
        if self.links.is_empty() {
            return String::new();
        }
        let dots = DOT_CLASSES.iter().enumerate().map(|(size, class)| {
            let (width, points) = (Self::SIZES[size], self.points(size));
            format!("<path class=\"{class}\" stroke-width=\"{width}\" d=\"{points}\"/>")
        });
        format!(
            "<svg class=\"constellation\" viewBox=\"{}\" preserveAspectRatio=\"xMaxYMid meet\" aria-hidden=\"true\">\
             <path class=\"constellation__links\" stroke-width=\"5\" d=\"{}\"/>{}</svg>",
            self.view_box().trim_start(),
            self.lines(),
            dots.collect::<String>(),
        )
    }

    /// The `viewBox` of the drawing: a square around the association.
    #[must_use]
    pub fn view_box(&self) -> String {
        let farthest =
            self.dots.iter().map(|dot| dot.x.abs().max(dot.y.abs())).fold(MIN_HALF_WIDTH, i32::max);
        let half = farthest + MARGIN;
        let mut view_box = String::new();
        for number in [-half, -half, 2 * half, 2 * half] {
            push_number(&mut view_box, " ", number);
        }
        view_box
    }

    /// The links as the `d` of an SVG path.
    #[must_use]
    pub fn lines(&self) -> String {
        let mut path = String::new();
        for &(from, to) in &self.links {
            for (prefix, Dot { x, y, .. }) in [("M", self.dots[from]), ("L", self.dots[to])] {
                push_number(&mut path, prefix, x);
                push_number(&mut path, " ", y);
            }
        }
        path
    }

    /// The dots of a size as the `d` of an SVG path: lines without length, whose round caps are the dots.
    #[must_use]
    pub fn points(&self, size: usize) -> String {
        let mut path = String::new();
        for &Dot { x, y, .. } in self.dots.iter().filter(|dot| dot.size == size) {
            push_number(&mut path, "M", x);
            push_number(&mut path, " ", y);
            path.push_str("h0");
        }
        path
    }
}

fn push_number(out: &mut String, prefix: &str, number: i32) {
    out.push_str(prefix);
    out.push_str(&number.to_string());
}

/// Links two dots unless a third is in the circle between them (a Gabriel graph): such links never cross, and connect
/// all dots.
fn link_dots(dots: &[Dot]) -> Vec<(usize, usize)> {
    let mut links = Vec::new();
    for (to, second) in dots.iter().enumerate() {
        for (from, first) in dots[..to].iter().enumerate() {
            let length = squared_distance(first, second);
            let near = length <= MAX_LINK_LENGTH * MAX_LINK_LENGTH;
            let between = |third: &Dot| {
                squared_distance(first, third) + squared_distance(third, second) < length
            };
            if near && !dots.iter().any(between) {
                links.push((from, to));
            }
        }
    }
    links
}

fn squared_distance(first: &Dot, second: &Dot) -> i32 {
    let (x, y) = (first.x - second.x, first.y - second.y);
    x * x + y * y
}

/// FNV-1a, then mixed, since ids that differ in their last letter must not get similar positions.
fn hash(id: &str) -> u32 {
    let hash = id
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let hash = (hash ^ hash >> 16).wrapping_mul(0x85eb_ca6b);
    hash ^ hash >> 13
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn some(count: usize) -> Vec<String> {
        (0..count).map(|at| format!("organisation-{at}")).collect()
    }

    fn drawn(ids: &[String]) -> Constellation {
        Constellation::new(ids.iter().map(String::as_str))
    }

    /// Whether the links connect all dots.
    fn is_connected(Constellation { dots, links }: &Constellation) -> bool {
        let mut reached = vec![false; dots.len()];
        reached[0] = true;
        for _ in dots {
            for &(from, to) in links {
                let either = reached[from] || reached[to];
                (reached[from], reached[to]) = (either, either);
            }
        }
        reached.into_iter().all(|reached| reached)
    }

    #[test]
    fn without_organisations_the_association_is_alone() {
        let picture = drawn(&[]);
        assert_eq!((picture.dots.len(), picture.links.len()), (1, 0));
        assert_eq!(picture.view_box(), " -190 -190 380 380");
    }

    #[test]
    fn an_added_organisation_is_drawn_further_out_and_no_other_moves() {
        let (before, after) = (drawn(&some(12)), drawn(&some(13)));
        assert_eq!(after.dots[..13], before.dots);
        assert_ne!(after.links, before.links);
        let out = |dot: &Dot| squared_distance(dot, &after.dots[0]);
        assert!(out(&after.dots[13]) > out(&after.dots[1]));
    }

    proptest! {
        #[test]
        fn dots_of_any_ids_do_not_touch_are_inside_and_are_linked(
            ids in vec("[a-z0-9-]{1,40}", 0..120),
        ) {
            let picture = drawn(&ids);
            prop_assert_eq!(&picture, &drawn(&ids));
            prop_assert!(is_connected(&picture));
            let points: String =
                (0..Constellation::SIZES.len()).map(|size| picture.points(size)).collect();
            prop_assert_eq!(points.matches('M').count(), ids.len() + 1, "each dot once");
            prop_assert_eq!(picture.lines().matches('M').count(), picture.links.len());
            let radius = |dot: &Dot| Constellation::SIZES[dot.size] / 2;
            for (at, one) in picture.dots.iter().enumerate() {
                prop_assert!(radius(one) < MARGIN, "within the picture");
                for other in &picture.dots[..at] {
                    let apart = radius(one) + radius(other);
                    prop_assert!(squared_distance(one, other) > apart * apart, "{one:?} on {other:?}");
                }
            }
        }
    }
}
