//! How large a text is set, by how long it is: a short one can fill a sheet, a long one must be read.

/// How long a text is, to whoever sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// A sentence: it can be as large as a title.
    Short,
    /// A few lines.
    Medium,
    /// A page: it is set as text.
    Long,
}

impl Length {
    /// The length of a text of one paragraph or more.
    #[must_use]
    pub fn of(paragraphs: &[String]) -> Self {
        // Bytes, not letters: in French they are nearly as many, and need no counting.
        match paragraphs.iter().map(String::len).sum() {
            0..=150 => Self::Short,
            151..=380 => Self::Medium,
            _ => Self::Long,
        }
    }

    /// What an element says of its length, for the sheet.
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
        assert_eq!(Length::of(&[words(10), words(10)]), Length::Medium, "all of it counts");
    }
}
