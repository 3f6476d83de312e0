//! Copyfitting: the length of a text decides its font size. A short text may fill a poster, a long one must stay
//! readable.

/// The length of a text, for its font size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// A sentence, set as large as a title.
    Short,
    /// A few lines.
    Medium,
    /// A page, set as body text.
    Long,
}

impl Length {
    /// The length of a text of one or more paragraphs.
    #[must_use]
    pub fn of(paragraphs: &[String]) -> Self {
        // Bytes instead of characters: in French they are nearly as many, and need no decoding.
        match paragraphs.iter().map(String::len).sum() {
            0..=150 => Self::Short,
            151..=380 => Self::Medium,
            _ => Self::Long,
        }
    }

    /// The value of `data-length` on the text's element, for the stylesheet.
    #[must_use]
    pub fn attribute(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Medium => "medium",
            Self::Long => "long",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Length;

    #[test]
    fn twelve_words_are_short_and_two_hundred_are_long() {
        let words = |count: usize| "pouvoir ".repeat(count);
        let lengths = [12, 38, 200].map(|count| Length::of(&[words(count)]));
        assert_eq!(lengths, [Length::Short, Length::Medium, Length::Long]);
        assert_eq!(Length::of(&[words(10), words(10)]), Length::Medium, "the paragraphs add up");
    }
}
