//! The values of several rounds, as one: their median, and how far they lie apart.

/// Values of the same thing, in the order they were measured; at least one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sample(Vec<f64>);

impl Sample {
    /// `None` when there is no value, or one that is not a number.
    pub(super) fn new(values: Vec<f64>) -> Option<Self> {
        let usable = !values.is_empty() && values.iter().all(|value| value.is_finite());
        usable.then_some(Self(values))
    }

    pub(super) fn values(&self) -> &[f64] {
        &self.0
    }

    /// The middle value, or the mean of the two middle ones.
    pub(super) fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let middle = sorted.len() / 2;
        if sorted.len() % 2 == 1 {
            sorted[middle]
        } else {
            f64::midpoint(sorted[middle - 1], sorted[middle])
        }
    }

    pub(super) fn greatest(&self) -> f64 {
        self.0.iter().copied().fold(f64::NEG_INFINITY, f64::max)
    }

    /// From the least to the greatest value, as a part of the median; `None` when that says nothing.
    pub(super) fn spread(&self) -> Option<f64> {
        let least = self.0.iter().copied().fold(f64::INFINITY, f64::min);
        let spread = (self.greatest() - least) / self.median();
        (self.0.len() > 1 && spread.is_finite()).then_some(spread.abs())
    }

    /// Joins this and another sample round by round, so that what slowed a whole round down counts on both
    /// sides.
    pub(super) fn paired(&self, other: &Self, join: impl Fn(f64, f64) -> f64) -> Option<Self> {
        Self::new(self.0.iter().zip(&other.0).map(|(own, other)| join(*own, *other)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Sample;

    fn sample(values: &[f64]) -> Sample {
        Sample::new(values.to_vec()).unwrap()
    }

    #[test]
    fn the_median_is_the_middle_whatever_the_order() {
        for (values, median) in
            [(vec![7.0], 7.0), (vec![9.0, 1.0, 5.0], 5.0), (vec![4.0, 100.0, 1.0, 2.0], 3.0)]
        {
            assert_eq!(sample(&values).median(), median, "{values:?}");
        }
    }

    #[test]
    fn the_spread_is_a_part_of_the_median_where_that_has_a_meaning() {
        assert_eq!(sample(&[90.0, 100.0, 115.0]).spread(), Some(0.25));
        for meaningless in [vec![3.0], vec![0.0, 0.0, 9.0]] {
            assert_eq!(sample(&meaningless).spread(), None, "{meaningless:?}");
        }
    }

    #[test]
    fn a_ratio_is_made_round_by_round() {
        // The second round was three times slower on both sides.
        let ratio = sample(&[12.0, 36.0]).paired(&sample(&[10.0, 30.0]), |own, floor| own / floor);
        assert_eq!(ratio, Sample::new(vec![1.2, 1.2]));
        let by_zero = sample(&[1.0]).paired(&sample(&[0.0]), |own, floor| own / floor);
        assert_eq!(by_zero, None);
    }

    #[test]
    fn nothing_is_no_sample() {
        assert_eq!(Sample::new(vec![]), None);
        assert_eq!(Sample::new(vec![1.0, f64::NAN]), None);
    }
}
