//! The organisations as a constellation around the association: who is close is linked, and nobody
//! stands alone.
//!
//! The picture follows from the ids and their order alone. Whoever is added stands further out, and the
//! others stay where they are.

/// How far the first stand from the association, nearly: the drawing's own measure.
const UNIT: f64 = 100.0;
/// What is left free around the outermost dots.
const MARGIN: i32 = 60;
/// A drawing of few reaches at least so far to each side of the association.
const LEAST: i32 = 130;
/// Dots further apart than this are never linked.
const REACH: i32 = 320;
/// How far, of the unit, an id may draw its dot from its place; dots then still stand apart.
const STRAY: f64 = 0.42;
/// The cosine and the sine of the golden angle, by which each dot is turned further than the last:
/// so they fill a disc evenly, however many they are.
const TURN: (f64, f64) = (-0.737_368_878_078_32, 0.675_490_294_261_524);

/// What the dots of each size are called in the sheets; the last is the association's.
const DOTS: [&str; 4] =
    ["constellation__small", "constellation__middle", "constellation__large", "constellation__own"];

/// Where an organisation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dot {
    /// To the right of the association.
    pub x: i32,
    /// Below the association.
    pub y: i32,
    /// Which of the [`Constellation::SIZES`] it has.
    pub size: usize,
}

/// A drawing; see the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constellation {
    /// The association in the middle, then the organisations in their order.
    pub dots: Vec<Dot>,
    /// The dots that are linked, by their places in the list, the smaller first.
    pub links: Vec<(usize, usize)>,
}

impl Constellation {
    /// How wide the dots are; the association's is the last.
    pub const SIZES: [i32; 4] = [26, 40, 58, 88];

    /// The constellation of organisations with these ids.
    #[must_use]
    pub fn of<'a>(ids: impl IntoIterator<Item = &'a str>) -> Self {
        let mut dots = vec![Dot { x: 0, y: 0, size: 3 }];
        let (mut x, mut y) = (0.0, -1.0);
        for (at, id) in ids.into_iter().enumerate() {
            (x, y) = (x * TURN.0 - y * TURN.1, x * TURN.1 + y * TURN.0);
            let distance = (at as f64 + 2.0).sqrt();
            let hash = hash(id);
            // Two bytes of the hash, each as a number from -1 to 1, and what is left for the size.
            let stray = |byte: u32| (f64::from(hash >> byte & 0xff) / 127.5 - 1.0) * STRAY;
            let place = |part: f64, byte| ((part * distance + stray(byte)) * UNIT) as i32;
            dots.push(Dot { x: place(x, 0), y: place(y, 8), size: (hash >> 16) as usize % 3 });
        }
        let links = links(&dots);
        Self { dots, links }
    }

    /// The drawing as SVG, for the sheets to colour. It is for the eye alone: the list of organisations says
    /// the same in words. Without any there is none.
    #[must_use]
    pub fn svg(&self) -> String {
        if self.links.is_empty() {
            return String::new();
        }
        let dots = DOTS.iter().enumerate().map(|(size, class)| {
            let (width, points) = (Self::SIZES[size], self.points(size));
            format!("<path class=\"{class}\" stroke-width=\"{width}\" d=\"{points}\"/>")
        });
        format!(
            "<svg class=\"constellation\" viewBox=\"{}\" preserveAspectRatio=\"xMaxYMid meet\" aria-hidden=\"true\">\
             <path class=\"constellation__links\" stroke-width=\"5\" pathLength=\"1\" d=\"{}\"/>{}</svg>",
            self.view_box().trim_start(),
            self.lines(),
            dots.collect::<String>(),
        )
    }

    /// The part of the plane that it fills, as SVG tells it: a square around the association.
    #[must_use]
    pub fn view_box(&self) -> String {
        let far = self.dots.iter().map(|dot| dot.x.abs().max(dot.y.abs())).fold(LEAST, i32::max);
        let half = far + MARGIN;
        let mut told = String::new();
        for number in [-half, -half, 2 * half, 2 * half] {
            tell(&mut told, " ", number);
        }
        told
    }

    /// The links, as the data of an SVG path.
    #[must_use]
    pub fn lines(&self) -> String {
        let mut path = String::new();
        for &(from, to) in &self.links {
            for (sign, Dot { x, y, .. }) in [("M", self.dots[from]), ("L", self.dots[to])] {
                tell(&mut path, sign, x);
                tell(&mut path, " ", y);
            }
        }
        path
    }

    /// The dots of a size, as the data of an SVG path: lines without length, whose round ends are the dots.
    #[must_use]
    pub fn points(&self, size: usize) -> String {
        let mut path = String::new();
        for &Dot { x, y, .. } in self.dots.iter().filter(|dot| dot.size == size) {
            tell(&mut path, "M", x);
            tell(&mut path, " ", y);
            path.push_str("h0");
        }
        path
    }
}

fn tell(out: &mut String, sign: &str, number: i32) {
    out.push_str(sign);
    out.push_str(&number.to_string());
}

/// Two dots are linked unless a third stands in the circle between them (a Gabriel graph): such links
/// never cross, and lead from each dot to every other.
fn links(dots: &[Dot]) -> Vec<(usize, usize)> {
    let mut links = Vec::new();
    for (to, second) in dots.iter().enumerate() {
        for (from, first) in dots[..to].iter().enumerate() {
            let length = square(first, second);
            let near = length <= REACH * REACH;
            let between = |third: &Dot| square(first, third) + square(third, second) < length;
            if near && !dots.iter().any(between) {
                links.push((from, to));
            }
        }
    }
    links
}

fn square(one: &Dot, other: &Dot) -> i32 {
    let (x, y) = (one.x - other.x, one.y - other.y);
    x * x + y * y
}

/// FNV-1a, then stirred, since ids that differ in their last letter must not stand alike.
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
        Constellation::of(ids.iter().map(String::as_str))
    }

    /// Whether one can go from the association to every organisation along the links.
    fn whole(Constellation { dots, links }: &Constellation) -> bool {
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
    fn one_twelve_sixty_and_none_are_drawn() {
        for count in [0, 1, 12, 60] {
            let drawn = drawn(&some(count));
            assert_eq!(drawn.dots.len(), count + 1);
            assert!(whole(&drawn), "{count}: nobody stands alone: {:?}", drawn.links);
            let points: String = (0..4).map(|size| drawn.points(size)).collect();
            assert_eq!(points.matches('M').count(), count + 1, "each dot once");
            assert_eq!(drawn.lines().matches('M').count(), drawn.links.len());
        }
        assert_eq!(drawn(&some(0)).view_box(), " -190 -190 380 380");
    }

    #[test]
    fn whoever_is_added_stands_further_out_and_nobody_else_moves() {
        let (before, after) = (drawn(&some(12)), drawn(&some(13)));
        assert_eq!(after.dots[..13], before.dots);
        assert_ne!(after.links, before.links);
        let out = |dot: &Dot| square(dot, &after.dots[0]);
        assert!(out(&after.dots[13]) > out(&after.dots[1]));
    }

    #[test]
    fn another_id_is_another_picture() {
        let mut ids = some(12);
        let before = drawn(&ids);
        ids[4] = "une-autre".to_owned();
        assert_ne!(drawn(&ids), before);
    }

    proptest! {
        #[test]
        fn whatever_the_ids_dots_stand_apart_and_within_and_are_linked(
            ids in vec("[a-z0-9-]{1,40}", 0..120),
        ) {
            let picture = drawn(&ids);
            prop_assert_eq!(&picture, &drawn(&ids));
            prop_assert!(whole(&picture));
            let radius = |dot: &Dot| Constellation::SIZES[dot.size] / 2;
            for (at, one) in picture.dots.iter().enumerate() {
                prop_assert!(radius(one) < MARGIN, "within the picture");
                for other in &picture.dots[..at] {
                    let apart = radius(one) + radius(other);
                    prop_assert!(square(one, other) > apart * apart, "{one:?} on {other:?}");
                }
            }
        }
    }
}
