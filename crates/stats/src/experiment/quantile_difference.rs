//! The difference of a quantile between two arms, as of the 90th percentile of a latency, with an interval that ties do
//! not break.
//!
//! The value is the difference of both `numpy.quantile`s. A number q may be an arm's p-quantile as far as the share of
//! rows under it is no more than p, and that of rows up to it no less; how far k of n rows are off is the deviance
//! `2 (k ln(k / n p) + (n - k) ln((n - k) / n (1 - p)))`, to which a number that only one row has counts with half of that
//! row. The interval goes from the least to the greatest difference of two numbers whose deviances sum to no more than the
//! chi-square law's 95th percentile (the profile of the empirical likelihood, Owen 2001). It asks for no density of the values, so that it holds where whole numbers repeat; independent rows. The p-value
//! is that of the deviances at which the interval would end at 0. In the unit of the values; an end for which an arm has too few rows
//! is none.

use crate::special::{chi_square_quantile, chi_square_sf, deviance};
use crate::{Sorted, quantile};

/// A difference of quantiles and where the true one may lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QuantileDifference {
    /// The treatment's quantile less the control's.
    pub value: f64,
    /// The lower end; none where an arm is too small for one.
    pub low: Option<f64>,
    /// The upper end; none where an arm is too small for one.
    pub high: Option<f64>,
    /// p-value of both quantiles being the same.
    pub p_value: f64,
}

/// The difference of the quantile of a probability over 0 and under 1; `None` where an arm has no rows, or beyond the
/// range of numbers.
#[must_use]
pub fn quantile_difference(
    control: &Sorted,
    treatment: &Sorted,
    probability: f64,
) -> Option<QuantileDifference> {
    if !(probability > 0.0 && probability < 1.0) {
        return None;
    }
    let value = quantile(treatment, probability)? - quantile(control, probability)?;
    let [control, treatment] = [control, treatment].map(|rows| ArmRows::new(rows, probability));
    let (high, low) = (treatment.farthest_over(&control), control.farthest_over(&treatment));
    let is_known = |end: &f64| end.is_finite();
    let (over, under) =
        (treatment.deviance_of_at_least(&control), control.deviance_of_at_least(&treatment));
    value.is_finite().then(|| QuantileDifference {
        value,
        low: low.map(|low| (-low).min(value)).filter(is_known),
        high: high.map(|high| high.max(value)).filter(is_known),
        p_value: chi_square_sf(over.max(under), 1.0),
    })
}

struct ArmRows<'a> {
    rows: &'a [f64],
    probability: f64,
    /// Rows under the quantile, were they as many as expected.
    expected: f64,
}

/// A number that may be the quantile, none beyond the arm's rows, and how far it is off.
#[derive(Clone, Copy)]
struct Candidate {
    value: Option<f64>,
    deviance: f64,
}

impl<'a> ArmRows<'a> {
    fn new(sorted: &'a Sorted, probability: f64) -> Self {
        let rows = sorted.values();
        Self { rows, probability, expected: rows.len() as f64 * probability }
    }

    /// How far so many rows under the quantile are off.
    fn deviance(&self, under: f64) -> f64 {
        let n = self.rows.len() as f64;
        let over = n * (1.0 - self.probability);
        2.0 * (deviance(under, self.expected) + deviance(n - under, over))
    }

    /// Upwards from the quantile, all that may be it. Where all rows may lie under it, that is among them, though
    /// numbers in front of it may be farther off.
    fn upwards(&self, most: f64) -> Vec<Candidate> {
        let first = self.expected.floor() as usize;
        let all_are_under = self.may_be_all(self.probability);
        let at = |under: usize| Candidate {
            value: self.rows.get(under).copied(),
            deviance: if under == first || (under == self.rows.len() && all_are_under) {
                0.0
            } else {
                self.deviance(under as f64 + self.half_of_one(under))
            },
        };
        let candidates = (first..=self.rows.len()).map(at);
        candidates.filter(|candidate| candidate.deviance <= most).collect()
    }

    /// Downwards from the quantile, all that may be it.
    fn downwards(&self, most: f64) -> Vec<Candidate> {
        let first = self.expected.ceil() as usize;
        let all_are_over = self.may_be_all(1.0 - self.probability);
        let at = |up_to: usize| Candidate {
            value: up_to.checked_sub(1).map(|rank| self.rows[rank]),
            deviance: if up_to == first || (up_to == 0 && all_are_over) {
                0.0
            } else {
                self.deviance(up_to as f64 - self.half_of_one(up_to.wrapping_sub(1)))
            },
        };
        let candidates = (0..=first).rev().map(at);
        candidates.filter(|candidate| candidate.deviance <= most).collect()
    }

    /// Half a row where the value of this rank stands once, else nothing.
    fn half_of_one(&self, rank: usize) -> f64 {
        let Some(value) = self.rows.get(rank) else { return 0.0 };
        let is_beside = |other: usize| self.rows.get(other) == Some(value);
        let is_tied = is_beside(rank.wrapping_sub(1)) || is_beside(rank + 1);
        if is_tied { 0.0 } else { 0.5 }
    }

    /// Whether chance alone has all rows on one side in over 2.5% of cases: of so few the law of the deviance is not that
    /// of chi-square.
    fn may_be_all(&self, share: f64) -> bool {
        libm::pow(share, self.rows.len() as f64) > 0.025
    }

    /// The greatest difference of this quantile to another's; none where an arm has no row so far out.
    fn farthest_over(&self, other: &Self) -> Option<f64> {
        let most = chi_square_quantile(0.95, 1.0);
        let (up, down) = (self.upwards(most), other.downwards(most));
        let mut farthest = f64::NEG_INFINITY;
        let mut reach = down.len();
        for upper in up {
            while reach > 0 && upper.deviance + down[reach - 1].deviance > most {
                reach -= 1;
            }
            let lower = down.get(reach.checked_sub(1)?)?;
            farthest = farthest.max(upper.value? - lower.value?);
        }
        Some(farthest)
    }

    /// The least sum of deviances of a quantile here that is no less than the other's.
    fn deviance_of_at_least(&self, other: &Self) -> f64 {
        let (up, down) = (self.upwards(f64::INFINITY), other.downwards(f64::INFINITY));
        let fits = |lower: &Candidate, upper: &Candidate| match (lower.value, upper.value) {
            (Some(lower), Some(upper)) => lower <= upper,
            // One that is beyond all rows is as far out as need be.
            _ => true,
        };
        let Some((beyond, mut reach)) = down.last().zip(down.len().checked_sub(1)) else {
            return 0.0;
        };
        let mut least = f64::INFINITY;
        for upper in &up {
            while reach > 0 && fits(&down[reach - 1], upper) {
                reach -= 1;
            }
            least = least.min(upper.deviance + down[reach].deviance.min(beyond.deviance));
        }
        least
    }
}

#[cfg(test)]
mod tests {
    use super::quantile_difference;
    use crate::Sorted;
    use crate::testing::{a, assert_close, b, sorted};

    // Expected: all pairs of values and both deviances in numpy 2.4.6 (tests/goldens/quantile_difference.py).
    #[test]
    fn equals_a_look_at_all_pairs() {
        let ties: Vec<f64> = (0..60).map(|i| f64::from(i * i % 7)).collect();
        let others: Vec<f64> = (0..45).map(|i| f64::from(i * i % 11)).collect();
        for (control, treatment, probability, value, low, high, p) in [
            (
                a(),
                b(),
                0.5,
                0.1672222222222226,
                -0.9699999999999998,
                1.304444444444445,
                0.7459033508764623,
            ),
            (
                a(),
                b(),
                0.9,
                0.7826666666666675,
                0.07222222222222108,
                1.4988888888888887,
                0.04901068513165457,
            ),
            (
                b(),
                a(),
                0.25,
                -0.060555555555555696,
                -1.0577777777777775,
                0.8944444444444448,
                0.8071183610766275,
            ),
            (sorted(&ties), sorted(&others), 0.5, 2.0, 1.0, 3.0, 0.004009730504302804),
            (sorted(&others), sorted(&ties), 0.75, -1.0, -7.0, 0.0, 0.1157906832393238),
        ] {
            let found = quantile_difference(&control, &treatment, probability).unwrap();
            assert_close(found.value, value);
            assert_close(found.low.unwrap(), low);
            assert_close(found.high.unwrap(), high);
            assert_close(found.p_value, p);
        }
    }

    #[test]
    fn an_end_beyond_the_rows_is_none() {
        let few = sorted(&[1.0, 2.0, 3.0, 4.0, 5.0]);
        let found = quantile_difference(&few, &few, 0.5).unwrap();
        assert_eq!((found.value, found.low, found.high, found.p_value), (0.0, None, None, 1.0));
        let high = quantile_difference(&a(), &b(), 0.999).unwrap();
        assert_eq!(high.high, None);
        assert_eq!(quantile_difference(&Sorted::default(), &few, 0.5), None);
        assert_eq!(quantile_difference(&few, &few, 1.0), None);
        assert_eq!(quantile_difference(&few, &few, f64::NAN), None);
        let one = sorted(&[7.0; 40]);
        let same = quantile_difference(&one, &one, 0.9).unwrap();
        assert_eq!((same.low, same.high, same.p_value), (Some(0.0), Some(0.0), 1.0));
    }
}
