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
    /// The length of a quotation.
    #[must_use]
    pub fn of(text: &str) -> Self {
        // The letters, by the bytes that begin one: `chars().count()` is made for speed, and weighs more.
        match text.bytes().filter(|byte| byte & 0xc0 != 0x80).count() {
            0..=140 => Self::Short,
            141..=360 => Self::Medium,
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
        let lengths = [12, 38, 200].map(|count| Length::of(&words(count)));
        assert_eq!(lengths, [Length::Short, Length::Medium, Length::Long]);
        assert_eq!(Length::of(&"é".repeat(140)), Length::Short, "letters count, not bytes");
    }
}
