//! The results of the scripts, and the figures derived from them.

use anyhow::{Context, Result};
use serde_json::Value;

use super::reading::Reading;
use super::sample::Sample;
use super::variants::Variant;

/// The results of a script on each variant, round by round.
pub(super) struct Runs(pub(super) Vec<(Variant, Value)>);

impl Runs {
    /// The results on a variant.
    pub(super) fn of(&self, variant: Variant) -> impl Iterator<Item = &Value> {
        self.0.iter().filter(move |(of, _)| *of == variant).map(|(_, result)| result)
    }

    /// The values of a key on a variant, from each round that has it.
    pub(super) fn sample(&self, variant: Variant, key: &str) -> Result<Sample> {
        let values = self.of(variant).filter_map(|result| result[key].as_f64()).collect();
        Sample::new(values)
            .with_context(|| format!("no `{key}` was measured on {}", variant.name()))
    }

    /// A figure with the same key's values on the other variants, if they have them.
    pub(super) fn compared(&self, name: &str, key: &str) -> Result<Reading> {
        Ok(Reading {
            floor: self.sample(Variant::Floor, key).ok(),
            csr: self.sample(Variant::Csr, key).ok(),
            ..Reading::of_site(name, self.sample(Variant::Site, key)?)
        })
    }

    /// A figure that combines a key's value with the floor's, round by round.
    pub(super) fn against_floor(
        &self,
        name: &str,
        key: &str,
        floor: &str,
        combine: fn(f64, f64) -> f64,
    ) -> Result<Reading> {
        let floor = self.sample(Variant::Floor, floor)?;
        let combined = |variant| {
            let combined = self.sample(variant, key)?.combine(&floor, combine);
            combined.with_context(|| format!("{name} cannot be computed: the floor's value is 0"))
        };
        let csr = Some(combined(Variant::Csr)?);
        Ok(Reading { csr, ..Reading::of_site(name, combined(Variant::Site)?) })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Runs, Variant};

    fn runs() -> Runs {
        Runs(vec![
            (Variant::Site, json!({"lcp": 120, "tbt": 8})),
            (Variant::Floor, json!({"lcp": 100, "tbt": 0})),
            (Variant::Csr, json!({"lcp": 200, "tbt": 50})),
            (Variant::Site, json!({"lcp": 330, "tbt": 9})),
            (Variant::Floor, json!({"lcp": 300, "tbt": 1})),
            (Variant::Csr, json!({"lcp": 630, "tbt": 51})),
        ])
    }

    #[test]
    fn the_site_and_csr_are_compared_with_the_floor_of_the_same_round() {
        let ratio =
            runs().against_floor("largest-paint-ratio", "lcp", "lcp", |a, b| a / b).unwrap();
        assert_eq!(ratio.site.values(), [1.2, 1.1]);
        assert_eq!(ratio.csr.unwrap().values(), [2.0, 2.1]);
        let added =
            runs().against_floor("blocking-time-added", "tbt", "tbt", |a, b| a - b).unwrap();
        assert_eq!(added.site.values(), [8.0, 8.0]);
    }

    #[test]
    fn a_missing_value_is_named() {
        let error = runs().compared("layout-shift", "cls").unwrap_err().to_string();
        assert_eq!(error, "no `cls` was measured on site");
        let error = runs().against_floor("blocking-time-added", "lcp", "tbt", |a, b| a / b);
        assert!(error.unwrap_err().to_string().contains("the floor's value is 0"));
    }
}
