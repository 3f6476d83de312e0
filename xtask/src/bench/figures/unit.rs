//! What a figure counts, and how it is written.

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Times,
    Milliseconds,
    Kilobytes,
    Score,
    Shift,
    Count,
}

impl Unit {
    fn decimals(self) -> usize {
        match self {
            Self::Milliseconds | Self::Score | Self::Count => 0,
            Self::Kilobytes => 1,
            Self::Times => 2,
            Self::Shift => 3,
        }
    }

    /// The value as precise as it is shown.
    pub(crate) fn rounded(self, value: f64) -> f64 {
        let scale = [1.0, 10.0, 100.0, 1000.0][self.decimals()];
        // Zero is added because `-0` would be shown so.
        (value * scale).round() / scale + 0.0
    }

    /// The value with its unit.
    pub(crate) fn show(self, value: f64) -> String {
        let sign = match self {
            Self::Times => " ×",
            Self::Milliseconds => " ms",
            Self::Kilobytes => " kB",
            Self::Score | Self::Shift | Self::Count => "",
        };
        format!("{:.*}{sign}", self.decimals(), self.rounded(value))
    }

    /// A threshold with its direction: `≤ 1.25 ×`.
    pub(crate) fn limit(self, value: f64) -> String {
        let sign = if self == Self::Score { "≥" } else { "≤" };
        let text = self.show(value);
        match text.split_once(".0 ") {
            Some((whole, unit)) => format!("{sign} {whole} {unit}"),
            None if value == 0.0 => "0".to_owned(),
            None => format!("{sign} {text}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Unit;

    #[test]
    fn a_value_is_as_precise_as_it_is_worth_and_says_its_unit() {
        for (unit, value, shown) in [
            (Unit::Times, 1.2499, "1.25 ×"),
            (Unit::Milliseconds, 1053.39, "1053 ms"),
            (Unit::Milliseconds, -0.2, "0 ms"),
            (Unit::Kilobytes, 72.94, "72.9 kB"),
            (Unit::Shift, 0.0321, "0.032"),
        ] {
            assert_eq!(unit.show(value), shown);
        }
    }

    #[test]
    fn limits_are_shown_with_their_direction() {
        for (unit, limit, shown) in [
            (Unit::Kilobytes, 90.0, "≤ 90 kB"),
            (Unit::Times, 1.25, "≤ 1.25 ×"),
            (Unit::Score, 100.0, "≥ 100"),
            (Unit::Shift, 0.0, "0"),
            (Unit::Count, 2.0, "≤ 2"),
        ] {
            assert_eq!(unit.limit(limit), shown);
        }
    }
}
