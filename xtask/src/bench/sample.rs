//! The values of several rounds, with their median and spread.

/// Values of the same quantity, in the order of their measurement; at least one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sample(Vec<f64>);

impl Sample {
    /// `None` if there is no value, or one that is not finite.
    pub(super) fn new(values: Vec<f64>) -> Option<Self> {
        let is_usable = !values.is_empty() && values.iter().all(|value| value.is_finite());
        is_usable.then_some(Self(values))
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

    pub(super) fn max(&self) -> f64 {
        self.0.iter().copied().fold(f64::NEG_INFINITY, f64::max)
    }

    /// The range of the values divided by the median; `None` if there is only one value or the median is 0.
    pub(super) fn spread(&self) -> Option<f64> {
        let min = self.0.iter().copied().fold(f64::INFINITY, f64::min);
        let spread = (self.max() - min) / self.median();
        (self.0.len() > 1 && spread.is_finite()).then_some(spread.abs())
    }

    /// Combines two samples round by round, so that a slow round counts on both sides.
    pub(super) fn combine(&self, other: &Self, combine: impl Fn(f64, f64) -> f64) -> Option<Self> {
        Self::new(self.0.iter().zip(&other.0).map(|(own, other)| combine(*own, *other)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Sample;

    fn sample(values: &[f64]) -> Sample {
        Sample::new(values.to_vec()).unwrap()
    }

    #[test]
    fn the_median_does_not_depend_on_the_order() {
        for (values, median) in
            [(vec![7.0], 7.0), (vec![9.0, 1.0, 5.0], 5.0), (vec![4.0, 100.0, 1.0, 2.0], 3.0)]
        {
            assert_eq!(sample(&values).median(), median, "{values:?}");
        }
    }

    #[test]
    fn the_spread_is_relative_to_the_median_if_that_is_defined() {
        assert_eq!(sample(&[90.0, 100.0, 115.0]).spread(), Some(0.25));
        for undefined in [vec![3.0], vec![0.0, 0.0, 9.0]] {
            assert_eq!(sample(&undefined).spread(), None, "{undefined:?}");
        }
    }

    #[test]
    fn samples_are_combined_round_by_round() {
        // The second round was three times slower on both sides.
        let ratio = sample(&[12.0, 36.0]).combine(&sample(&[10.0, 30.0]), |own, floor| own / floor);
        assert_eq!(ratio, Sample::new(vec![1.2, 1.2]));
        let by_zero = sample(&[1.0]).combine(&sample(&[0.0]), |own, floor| own / floor);
        assert_eq!(by_zero, None);
    }

    #[test]
    fn no_value_and_nan_are_no_sample() {
        assert_eq!(Sample::new(vec![]), None);
        assert_eq!(Sample::new(vec![1.0, f64::NAN]), None);
    }
}
