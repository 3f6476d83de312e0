//! Normal forms from the browser's Unicode tables.

use js_sys::{JsString, RegExp};

/// Returns a text in NFKD without default-ignorable characters; and the same in lower case, without
/// marks, each character other than a letter or digit replaced by a space.
#[must_use]
pub fn normal_forms(text: &str) -> (String, String) {
    let replace_all = |text: &JsString, pattern: &str, replacement: &str| {
        text.replace_by_pattern(&RegExp::new(pattern, "gu"), replacement)
    };
    let normalized = replace_all(&JsString::from(text).normalize("NFKD"), r"\p{DI}", "");
    let unmarked = replace_all(&normalized.to_lower_case(), r"\p{M}", "");
    let folded = replace_all(&unmarked, r"[^\p{L}\p{N}]", " ");
    (normalized.into(), folded.into())
}
