//! What the build draws: the constellation of organisations, the picture for sharing and the icons.

pub(crate) use constellation::Constellation;
#[cfg(feature = "minify")]
pub use pictures::{Picture, draw_pictures};

mod constellation;
#[cfg(feature = "minify")]
mod icon;
#[cfg(feature = "minify")]
mod pictures;

/// The path of the picture for sharing, and its size. Whoever shows it keeps it by its address for good, so
/// `cargo xtask dist` gives it a name that carries its hash.
pub(crate) const SHARED: (&str, u32, u32) = ("icons/partage.png", 1200, 630);

/// The sizes of the icons that the manifest names.
pub(crate) const ICONS: [u32; 2] = [192, 512];

/// The size of the channel's picture, in pixels: RSS allows no wider one.
pub(crate) const FEED_ICON: u32 = 144;

/// The size of the icon of a phone's home screen that knows no manifest.
pub(crate) const TOUCH: u32 = 180;
/// The path of the icon that browsers and readers of feeds ask for unbidden, and its size.
pub(crate) const UNBIDDEN: (&str, u32) = ("favicon.ico", 32);

/// The path of an icon of this size.
pub(crate) fn icon_path(size: u32) -> String {
    format!("icons/icone-{size}.png")
}
