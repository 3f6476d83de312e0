//! The date of an excerpt, which may be a day, a month or a year.

use std::ops::Range;

use serde::Serialize;

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// An ISO 8601 date: `2024`, `2024-03` or `2024-03-27`. Valid in HTML's `<time datetime>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Date(String);

impl Date {
    /// Returns the date as written, for `datetime`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Formats the date in French: "27 mars 2024", "1er mars 2024", "mars 2024".
    pub fn in_french(&self) -> String {
        let year = self.0.get(..4).unwrap_or_default();
        let month = parse_digits(&self.0, 5..7).and_then(|month| MONTHS.get(month - 1));
        match (month, parse_digits(&self.0, 8..10)) {
            (Some(month), Some(1)) => ["1er ", month, " ", year].concat(),
            (Some(month), Some(day)) => [&day.to_string(), " ", month, " ", year].concat(),
            (Some(month), None) => [month, " ", year].concat(),
            (None, _) => year.to_owned(),
        }
    }
}

impl TryFrom<String> for Date {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let hyphens =
            text.bytes().enumerate().all(|(index, byte)| (byte == b'-') == [4, 7].contains(&index));
        let year = parse_digits(&text, 0..4);
        let (month, day) = (parse_digits(&text, 5..7), parse_digits(&text, 8..10));
        let exists = match (text.len(), year, month, day) {
            (4, Some(_), ..) | (7, Some(_), Some(1..=12), _) => true,
            (10, Some(year), Some(month @ 1..=12), Some(day)) => {
                (1..=days_in_month(year, month)).contains(&day)
            }
            _ => false,
        };
        if hyphens && exists { Ok(Self(text)) } else { Err("not a day, month or year (ISO 8601)") }
    }
}

/// Parses a byte range that consists of ASCII digits only.
fn parse_digits(text: &str, range: Range<usize>) -> Option<usize> {
    let append =
        |number, byte: &u8| byte.is_ascii_digit().then(|| number * 10 + usize::from(byte - b'0'));
    text.as_bytes().get(range)?.iter().try_fold(0, append)
}

fn days_in_month(year: usize, month: usize) -> usize {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + usize::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format_date(text: &str) -> Result<String, &'static str> {
        Date::try_from(text.to_owned()).map(|date| date.in_french())
    }

    #[test]
    fn days_months_and_years_are_formatted_in_french() {
        assert_eq!(format_date("2024-03-27").as_deref(), Ok("27 mars 2024"));
        assert_eq!(format_date("2024-08-01").as_deref(), Ok("1er août 2024"));
        assert_eq!(format_date("2024-02-29").as_deref(), Ok("29 février 2024"));
        assert_eq!(format_date("2024-12").as_deref(), Ok("décembre 2024"));
        assert_eq!(format_date("2011").as_deref(), Ok("2011"));
    }

    #[test]
    fn invalid_dates_are_rejected() {
        for bad in [
            "",
            "27/03/2024",
            "2024-3-27",
            "2023-02-29",
            "2024-13",
            "2024-00-10",
            "2024-04-31",
            "24",
            "2024-03-27T10:00",
            "-2024",
            "2024-",
        ] {
            assert!(format_date(bad).is_err(), "{bad:?}");
        }
    }
}
