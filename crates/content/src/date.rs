//! The date of an excerpt: as precise as it is known, and no more.

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

/// An ISO 8601 date: `2024`, `2024-03` or `2024-03-27`. Also what HTML's `<time datetime>` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Date(String);

impl Date {
    /// The date as written, for `datetime`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The date as a French reader expects it: "27 mars 2024", "1er mars 2024", "mars 2024".
    pub fn in_french(&self) -> String {
        let year = self.0.get(..4).unwrap_or_default();
        let month = number(&self.0, 5..7).and_then(|month| MONTHS.get(month - 1));
        match (month, number(&self.0, 8..10)) {
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
            text.bytes().enumerate().all(|(at, sign)| (sign == b'-') == [4, 7].contains(&at));
        let (year, month, day) = (number(&text, 0..4), number(&text, 5..7), number(&text, 8..10));
        let there = match (text.len(), year, month, day) {
            (4, Some(_), ..) | (7, Some(_), Some(1..=12), _) => true,
            (10, Some(year), Some(month @ 1..=12), Some(day)) => {
                (1..=days(year, month)).contains(&day)
            }
            _ => false,
        };
        if hyphens && there { Ok(Self(text)) } else { Err("not a day, month or year (ISO 8601)") }
    }
}

/// The number that stands at a place, if there are digits and nothing else.
fn number(text: &str, place: Range<usize>) -> Option<usize> {
    let add =
        |number, sign: &u8| sign.is_ascii_digit().then(|| number * 10 + usize::from(sign - b'0'));
    text.as_bytes().get(place)?.iter().try_fold(0, add)
}

/// How many days a month has.
fn days(year: usize, month: usize) -> usize {
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

    fn french(text: &str) -> Result<String, &'static str> {
        Date::try_from(text.to_owned()).map(|date| date.in_french())
    }

    #[test]
    fn a_date_is_told_in_french_as_precisely_as_it_is_known() {
        assert_eq!(french("2024-03-27").as_deref(), Ok("27 mars 2024"));
        assert_eq!(french("2024-08-01").as_deref(), Ok("1er août 2024"));
        assert_eq!(french("2024-02-29").as_deref(), Ok("29 février 2024"));
        assert_eq!(french("2024-12").as_deref(), Ok("décembre 2024"));
        assert_eq!(french("2011").as_deref(), Ok("2011"));
    }

    #[test]
    fn what_is_no_date_is_refused() {
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
            assert!(french(bad).is_err(), "{bad:?}");
        }
    }
}
