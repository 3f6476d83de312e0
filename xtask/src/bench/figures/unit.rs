//! The units of figures, and their formats.

/// The unit of a figure.
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

    /// Rounds a value to the precision of its display.
    pub(crate) fn round(self, value: f64) -> f64 {
        let scale = [1.0, 10.0, 100.0, 1000.0][self.decimals()];
        // Adding zero turns `-0` into `0`.
        (value * scale).round() / scale + 0.0
    }

    /// Formats a value with its unit.
    pub(crate) fn format(self, value: f64) -> String {
        let suffix = match self {
            Self::Times => " ×",
            Self::Milliseconds => " ms",
            Self::Kilobytes => " kB",
            Self::Score | Self::Shift | Self::Count => "",
        };
        format!("{:.*}{suffix}", self.decimals(), self.round(value))
    }

    /// Formats a limit with its direction: `≤ 1.25 ×`.
    pub(crate) fn format_limit(self, value: f64) -> String {
        let sign = if self == Self::Score { "≥" } else { "≤" };
        let text = self.format(value);
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
    fn a_value_is_formatted_with_its_precision_and_unit() {
        for (unit, value, expected) in [
            (Unit::Times, 1.2499, "1.25 ×"),
            (Unit::Milliseconds, 1053.39, "1053 ms"),
            (Unit::Milliseconds, -0.2, "0 ms"),
            (Unit::Kilobytes, 72.94, "72.9 kB"),
            (Unit::Shift, 0.0321, "0.032"),
        ] {
            assert_eq!(unit.format(value), expected);
        }
    }

    #[test]
    fn a_limit_is_formatted_with_its_direction() {
        for (unit, limit, expected) in [
            (Unit::Kilobytes, 90.0, "≤ 90 kB"),
            (Unit::Times, 1.25, "≤ 1.25 ×"),
            (Unit::Score, 100.0, "≥ 100"),
            (Unit::Shift, 0.0, "0"),
            (Unit::Count, 2.0, "≤ 2"),
        ] {
            assert_eq!(unit.format_limit(limit), expected);
        }
    }
}
