//! Builds the entries of the list of measures.

use report::{Convention, Cut, LimitRule, Measure, MeasureName, Noise, NoiseMethod, Pair, Says};
use stats::NoiseFloor;

/// An entry with nothing but its name, to be filled by the methods of [`Entry`].
pub struct Entry(Measure);

impl Entry {
    /// An entry for a measure over `n` values.
    pub fn new(
        measure: MeasureName,
        convention: Convention,
        how: impl Into<String>,
        n: Pair<u64>,
    ) -> Self {
        Self(Measure {
            measure,
            convention,
            how: how.into(),
            value: None,
            degrees_of_freedom: None,
            p_value: None,
            n,
            bins: None,
            noise: None,
            limit: None,
            limit_rule: LimitRule::From,
            says: None,
            not_computed: None,
            is_default: false,
            cut: None,
        })
    }

    /// Sets the value, or the reason why there is none.
    pub fn value(mut self, value: Option<f64>) -> Self {
        match value {
            Some(value) if value.is_finite() => self.0.value = Some(value),
            Some(_) => self.0.not_computed = Some("beyond the largest number".to_owned()),
            None => self.0.not_computed = Some("needs values on both sides".to_owned()),
        }
        self
    }

    /// Says in its own words why there is no value.
    pub fn or_else_because(mut self, reason: impl Into<String>) -> Self {
        if self.0.value.is_none() {
            self.0.not_computed = Some(reason.into());
        }
        self
    }

    /// Sets the number of cells.
    pub fn bins(mut self, bins: usize) -> Self {
        self.0.bins = Some(bins as u32);
        self
    }

    /// Says on which cells it is, and how they can be had.
    pub fn cut(mut self, cut: Cut) -> Self {
        self.0.cut = Some(cut);
        self
    }

    /// Sets the p-value.
    pub fn p_value(mut self, p: Option<f64>) -> Self {
        self.0.p_value = p.filter(|p| p.is_finite());
        self
    }

    /// Sets the degrees of freedom.
    pub fn degrees_of_freedom(mut self, degrees: Option<f64>) -> Self {
        self.0.degrees_of_freedom = degrees;
        self
    }

    /// Sets what chance alone would give.
    pub fn noise(mut self, floor: Option<NoiseFloor>) -> Self {
        let is_finite = |floor: &NoiseFloor| floor.expected.is_finite() && floor.p95.is_finite();
        self.0.noise = floor.filter(is_finite).map(|floor| Noise {
            expected: floor.expected,
            p95: floor.p95,
            method: match floor.draws {
                Some(draws) => NoiseMethod::Simulation { draws },
                None => NoiseMethod::ClosedForm,
            },
        });
        self
    }

    /// Judges the value's size by one limit: from it on, there is drift.
    pub fn limit(mut self, limit: f64) -> Self {
        self.0.limit = Some(limit);
        self.0.says = self.0.value.map(|value| drift_if(value.abs() >= limit));
        self
    }

    /// Judges the value by two bands.
    pub fn bands(mut self, moderate: f64, significant: f64) -> Self {
        self.0.limit = Some(significant);
        self.0.says = self.0.value.map(|value| {
            if value >= significant {
                Says::Drift
            } else if value >= moderate {
                Says::Moderate
            } else {
                Says::Pass
            }
        });
        self
    }

    /// Judges the p-value by a limit: under it, there is drift.
    pub fn p_limit(mut self, alpha: f64) -> Self {
        self.0.limit = Some(alpha);
        self.0.limit_rule = LimitRule::PUnder;
        self.0.says = self.0.p_value.map(|p| drift_if(p < alpha));
        self
    }

    /// Judges the value by a limit that it has to be over.
    pub fn limit_over(mut self, limit: f64) -> Self {
        judge_over(&mut self.0, limit);
        self
    }

    /// Judges the p-value by a limit: at it and under it, there is drift.
    pub fn p_limit_at(self, alpha: f64) -> Self {
        let mut entry = self.p_limit(alpha);
        entry.0.limit_rule = LimitRule::PUpTo;
        entry.0.says = entry.0.p_value.map(|p| drift_if(p <= alpha));
        entry
    }

    /// The finished entry.
    pub fn done(self) -> Measure {
        self.0
    }
}

/// Judges a measure's value by a limit that it has to be over.
pub fn judge_over(measure: &mut Measure, limit: f64) {
    measure.limit = Some(limit);
    measure.limit_rule = LimitRule::Over;
    measure.says = measure.value.map(|value| drift_if(value > limit));
}

const fn drift_if(drift: bool) -> Says {
    if drift { Says::Drift } else { Says::Pass }
}
