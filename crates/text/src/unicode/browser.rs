//! The browser's own tables of Unicode.

use js_sys::{JsString, RegExp};

/// A text decomposed (NFKD), without signs that leave no trace; and its small letters and digits, a space
/// standing for each other sign but marks.
#[must_use]
pub fn normal_forms(text: &str) -> (String, String) {
    let replaced = |text: &JsString, pattern: &str, instead: &str| {
        text.replace_by_pattern(&RegExp::new(pattern, "gu"), instead)
    };
    let seen = replaced(&JsString::from(text).normalize("NFKD"), r"\p{DI}", "");
    let bare = replaced(&seen.to_lower_case(), r"\p{M}", "");
    let folded = replaced(&bare, r"[^\p{L}\p{N}]", " ");
    (seen.into(), folded.into())
}
