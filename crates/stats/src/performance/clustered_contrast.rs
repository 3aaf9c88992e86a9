//! A mean inside of a segment beside that of all other rows, where rows come in units: several of a customer, or
//! copies of one row.
//!
//! Rows of one unit say less than as many of different ones, so errors are those between units (the sandwich of
//! Liang and Zeger 1986): with n₁ rows inside of mean m₁, n₀ others of mean m₀, and of unit g the sums Sg₁, Sg₀ and rows
//! ng₁, ng₀, it pulls the difference by `dg = (Sg₁ − m₁ ng₁)/n₁ − (Sg₀ − m₀ ng₀)/n₀`, and the variance of the
//! difference is `G/(G−1) · (N−1)/(N−2) · Σ dg²`, as `statsmodels.OLS(value, inside).fit(cov_type="cluster")` has it.
//!
//! Intervals are those of independent rows (Wilson's of shares, Student's of means, Newcombe's of a difference) with as
//! many rows as the error is worth: n over the design effect, which is the variance over that of independent rows, 1 at
//! least, times (t/z)² for the few units that it is estimated from. Where rows do not vary, units count as one row each.
//! In the unit of the values. `None` without rows inside or outside, or with fewer than two units in either.

use super::{CellSums, Estimate, weighted_sum};
use crate::special::{Z_95, student_t_quantile};

/// The rows of units, inside and outside of a segment.
#[derive(Clone, Debug, Default)]
pub struct UnitRows {
    /// Of each unit what is inside, and what is outside.
    units: Vec<[Part; 2]>,
    /// All rows inside, and all outside.
    all: [CellSums; 2],
    /// The first value, from which distances are taken.
    origin: f64,
}

/// Rows of a unit in one part.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    rows: f64,
    sum: f64,
}

/// What is inside, what is outside, and the difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClusteredContrast {
    /// The mean inside.
    pub inside: Estimate,
    /// The mean of all other rows.
    pub others: Estimate,
    /// Inside less others.
    pub difference: Estimate,
    /// The standard error of the difference between units.
    pub standard_error: f64,
    /// Units with rows inside.
    pub units: u64,
}

impl UnitRows {
    /// Nothing yet, of so many units.
    #[must_use]
    pub fn new(units: usize) -> Self {
        Self { units: vec![Default::default(); units], ..Self::default() }
    }

    /// Adds a row of a unit; one that is beyond the number of units is left out.
    pub fn add(&mut self, unit: usize, is_inside: bool, value: f64) {
        let Some(own) = self.units.get_mut(unit) else { return };
        if self.all.iter().all(|part| part.rows == 0) {
            self.origin = value;
        }
        let at = usize::from(!is_inside);
        own[at].rows += 1.0;
        own[at].sum += value - self.origin;
        self.all[at].add(value);
    }

    /// Rows inside.
    #[must_use]
    pub const fn rows_inside(&self) -> u64 {
        self.all[0].rows
    }

    /// All rows.
    #[must_use]
    pub const fn rows(&self) -> u64 {
        self.all[0].rows + self.all[1].rows
    }

    /// Inside beside outside; `are_shares` where values are 0 and 1.
    #[must_use]
    pub fn contrast(&self, are_shares: bool) -> Option<ClusteredContrast> {
        let counts = [0, 1].map(|at| self.units.iter().filter(|own| own[at].rows > 0.0).count());
        let fewest = counts[0].min(counts[1]);
        if fewest < 2 {
            return None;
        }
        let means = [self.mean(0)?, self.mean(1)?];
        let pulls = self.units.iter().map(|own| {
            let [inside, outside] = [0, 1].map(|at| self.pull(own, at, means[at]));
            [inside, outside, inside - outside].map(|pull| pull * pull)
        });
        let squares = pulls.fold([0.0; 3], |sum, own| [0, 1, 2].map(|at| sum[at] + own[at]));
        let independent = self.all.map(|part| part.variance() / part.rows as f64);
        let of_part = |at: usize| {
            let variance = squares[at] * of_units(counts[at]);
            let effect = effect(variance, independent[at], self.rows_of_a_unit(at), counts[at]);
            self.all[at].estimate_of_units(are_shares, effect)
        };
        let units = self.units.iter().filter(|own| own[0].rows + own[1].rows > 0.0).count();
        let rows = self.rows() as f64;
        let variance = squares[2] * of_units(units) * (rows - 1.0) / (rows - 2.0);
        let alike = self.rows_of_a_unit(0).max(self.rows_of_a_unit(1));
        let effect = effect(variance, independent[0] + independent[1], alike, fewest);
        let [a, b] = self.all.map(|part| part.estimate_of_units(are_shares, effect));
        let difference = weighted_sum(&[(1.0, a?), (-1.0, b?)]);
        let standard_error = variance.sqrt();
        let ends = difference.interval.map_or(0.0, |own| own.high - own.low);
        [difference.value, standard_error, ends].iter().all(|own| own.is_finite()).then_some(())?;
        Some(ClusteredContrast {
            inside: of_part(0)?,
            others: of_part(1)?,
            difference,
            standard_error,
            units: counts[0] as u64,
        })
    }

    /// The variance of the mean of all rows between units, over that of independent rows; 1 at least.
    #[must_use]
    pub fn design_effect(&self) -> f64 {
        let all = self.all[0].merge(self.all[1]);
        let (Some(mean), rows) = (all.mean(), all.rows as f64) else { return 1.0 };
        let mean = mean - self.origin;
        let of_units = self.units.iter().map(|own| {
            let (rows, sum) = (own[0].rows + own[1].rows, own[0].sum + own[1].sum);
            (rows > 0.0, sum - mean * rows)
        });
        let (units, square) = of_units.fold((0.0, 0.0), |(units, square), (is, pull)| {
            (units + f64::from(u8::from(is)), square + pull * pull)
        });
        let effect = square * units / (units - 1.0) / (all.variance() * rows);
        if effect.is_finite() { effect.max(1.0) } else { 1.0 }
    }

    fn mean(&self, at: usize) -> Option<f64> {
        Some(self.all[at].mean()? - self.origin).filter(|mean| mean.is_finite())
    }

    /// By how much a unit pulls the mean of a part.
    fn pull(&self, own: &[Part; 2], at: usize, mean: f64) -> f64 {
        (own[at].sum - mean * own[at].rows) / self.all[at].rows as f64
    }

    /// How many rows the unit of a row has, on average over rows.
    fn rows_of_a_unit(&self, at: usize) -> f64 {
        let squares: f64 = self.units.iter().map(|own| own[at].rows * own[at].rows).sum();
        squares / self.all[at].rows.max(1) as f64
    }
}

/// The correction for means that are estimated, too, from so many units.
fn of_units(units: usize) -> f64 {
    units as f64 / (units as f64 - 1.0)
}

/// How many rows say as much as one of independent rows would; `alike` where rows do not vary.
fn effect(variance: f64, independent: f64, alike: f64, units: usize) -> f64 {
    let t = student_t_quantile(0.975, units as f64 - 1.0) / Z_95;
    let effect = if independent > 0.0 { (variance / independent).max(1.0) } else { alike };
    effect * t * t
}

#[cfg(test)]
mod tests {
    use super::UnitRows;
    use crate::testing::assert_close;

    /// Sixty rows of thirteen units that are inside by turns.
    fn rows(value: impl Fn(u32, u32) -> f64) -> UnitRows {
        let mut rows = UnitRows::new(13);
        for i in 0..60_u32 {
            let unit = i * 7 % 13;
            rows.add(unit as usize, i * 5 % 11 < 4, value(i, unit));
        }
        rows
    }

    fn share(i: u32, unit: u32) -> f64 {
        f64::from(u8::from((i * i + unit * 3) % 5 < 2))
    }

    fn amount(i: u32, unit: u32) -> f64 {
        1e6 + f64::from(i * 37 % 17) * 1.5 + f64::from(unit)
    }

    // Expected: tests/goldens/clustered_contrast.py, statsmodels 0.15.0.
    #[test]
    fn equals_statsmodels() {
        let shares = rows(share);
        let found = shares.contrast(true).unwrap();
        assert_close(found.difference.value, 0.018_315_018_315_018_39);
        assert_close(found.standard_error, 0.154_562_811_241_029_25);
        assert_close(shares.design_effect(), 1.116_005_291_005_292_2);
        let amounts = rows(amount);
        let found = amounts.contrast(false).unwrap();
        assert!((found.difference.value - 5.873_626_373_737_352).abs() < 1e-7);
        assert!((found.standard_error - 1.472_436_486_566_653_7).abs() < 1e-7);
        assert!((amounts.design_effect() - 1.501_662_251_147_209).abs() < 1e-7);
        assert_eq!((found.units, shares.rows()), (9, 60));
    }

    #[test]
    fn copies_of_rows_add_nothing() {
        let contrast = |copies: u32| {
            let mut rows = UnitRows::new(400);
            for row in 0..400_u32 {
                for _ in 0..copies {
                    rows.add(row as usize, row % 3 == 0, f64::from(u8::from(row % 7 < 2)));
                }
            }
            (rows.design_effect(), rows.contrast(true).unwrap())
        };
        let ((_, one), (effect, four)) = (contrast(1), contrast(4));
        assert!((effect - 4.0).abs() < 0.02, "{effect}");
        let width =
            |told: super::Estimate| told.interval.unwrap().high - told.interval.unwrap().low;
        assert!((width(four.difference) / width(one.difference) - 1.0).abs() < 0.01);
        assert!((width(four.inside) / width(one.inside) - 1.0).abs() < 0.01);
    }

    #[test]
    fn of_no_variation_units_count_as_rows() {
        let mut rows = UnitRows::new(40);
        (0..400).for_each(|row| rows.add(row % 40, row % 40 < 20, 1.0));
        let inside = rows.contrast(true).unwrap().inside.interval.unwrap();
        let of_rows = crate::performance::proportion(20, 20).unwrap().interval.unwrap();
        assert!(inside.low < of_rows.low && inside.low > of_rows.low - 0.05, "{inside:?}");
        assert_eq!(UnitRows::new(3).contrast(true), None);
        rows.add(40, true, 1.0);
        assert_eq!(rows.rows(), 400, "a unit beyond their number is left out");
    }
}
