//! What the build draws: the constellation of organisations, the pictures for sharing and the icons.

pub(crate) use cards::{CARD, POSTER, draw_testimonial, picture_path};
pub(crate) use constellation::Constellation;
#[cfg(feature = "minify")]
pub use pictures::{Picture, draw_pictures};

mod cards;
mod constellation;
#[cfg(feature = "minify")]
mod icon;
#[cfg(feature = "minify")]
mod pictures;
#[cfg(feature = "minify")]
mod renderer;
#[cfg(feature = "minify")]
mod sharing_card;
mod typeface;

/// The path of the picture for sharing, and its width and height in pixels. Social networks cache it by its URL for
/// good, so `cargo xtask dist` puts its hash into its name.
pub(crate) const SHARING_PICTURE: (&str, u32, u32) = ("icons/partage.png", 1200, 630);

/// The sizes of the icons in the manifest, in pixels.
pub(crate) const MANIFEST_ICONS: [u32; 2] = [192, 512];

/// The size of the feed's picture, in pixels: RSS allows no wider one.
pub(crate) const FEED_ICON: u32 = 144;

/// The size of the icon on the home screen of a phone that supports no manifest, in pixels.
pub(crate) const TOUCH_ICON: u32 = 180;

/// The path of the icon that browsers and feed readers request without a link, and its size in pixels.
pub(crate) const FAVICON: (&str, u32) = ("favicon.ico", 32);

/// The path of the icon of a size.
pub(crate) fn icon_path(size: u32) -> String {
    format!("icons/icone-{size}.png")
}

const TOKENS: &str = include_str!("../../../style/tokens.css");

/// Reads the sRGB fallback of a colour in the stylesheets.
pub(crate) fn read_color(name: &str) -> &'static str {
    let declaration = TOKENS.split_once(&format!("{name}: ")).map(|(_, rest)| rest);
    let value = declaration.and_then(|rest| rest.split(';').next());
    value.and_then(|value| value.get(value.find('#')?..)?.get(..7)).unwrap_or("#000")
}
