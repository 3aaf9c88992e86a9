//! The difference of a quantile between two arms, as of the 90th percentile of a latency, with an interval that ties do
//! not break.
//!
//! The value is the difference of both `numpy.quantile`s. A number q may be an arm's p-quantile as far as the share of
//! rows under it is no more than p, and that of rows up to it no less; how far k of n rows are off is the deviance
//! `2 (k ln(k / n p) + (n - k) ln((n - k) / n (1 - p)))`. The interval holds all differences of two numbers whose
//! deviances sum to no more than the chi-square law's 95th percentile (the profile of the empirical likelihood, Owen
//! 2001). It asks for no density of the values, so that it holds where whole numbers repeat; independent rows. The p-value
//! is that of one number that is the quantile of both. In the unit of the values; an end for which an arm has too few rows
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
    value.is_finite().then(|| QuantileDifference {
        value,
        low: low.map(|low| (-low).min(value)).filter(is_known),
        high: high.map(|high| high.max(value)).filter(is_known),
        p_value: chi_square_sf(control.deviance_of_one(&treatment), 1.0),
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
    fn deviance(&self, under: usize) -> f64 {
        let (n, under) = (self.rows.len() as f64, under as f64);
        let over = n * (1.0 - self.probability);
        2.0 * (deviance(under, self.expected) + deviance(n - under, over))
    }

    /// Upwards from the quantile, all that may be it.
    fn upwards(&self, most: f64) -> Vec<Candidate> {
        let first = self.expected.floor() as usize;
        let all_are_under = self.may_be_all(self.probability);
        let at = |under: usize| Candidate {
            value: self.rows.get(under).copied(),
            deviance: if under == first || (under == self.rows.len() && all_are_under) {
                0.0
            } else {
                self.deviance(under)
            },
        };
        let candidates = (first..=self.rows.len()).map(at);
        candidates.take_while(|candidate| candidate.deviance <= most).collect()
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
                self.deviance(up_to)
            },
        };
        let candidates = (0..=first).rev().map(at);
        candidates.take_while(|candidate| candidate.deviance <= most).collect()
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

    /// Both deviances of the number that comes nearest to being the quantile of both.
    fn deviance_of_one(&self, other: &Self) -> f64 {
        let ends = |arm: &Self| {
            let end = |candidates: Vec<Candidate>| candidates.first()?.value;
            end(arm.downwards(0.0)).zip(end(arm.upwards(0.0)))
        };
        let Some((own, others)) = ends(self).zip(ends(other)) else { return 0.0 };
        let (first, second, from, to) = if own.0 <= others.0 {
            (self, other, own.1, others.0)
        } else {
            (other, self, others.1, own.0)
        };
        if from >= to {
            return 0.0;
        }
        // Of the first arm too many rows are under such a number, of the second too few up to it.
        let of_number = |number: &f64| {
            let under = first.rows.partition_point(|row| row < number);
            let up_to = second.rows.partition_point(|row| row <= number);
            let over = if under as f64 > first.expected { first.deviance(under) } else { 0.0 };
            over + if (up_to as f64) < second.expected { second.deviance(up_to) } else { 0.0 }
        };
        let between = |arm: &Self| {
            let places = [from, to].map(|end| arm.rows.partition_point(|row| *row < end));
            arm.rows[places[0]..places[1]]
                .iter()
                .chain(&[from, to])
                .map(of_number)
                .fold(f64::INFINITY, f64::min)
        };
        between(first).min(between(second))
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
                -1.0499999999999998,
                1.384444444444445,
                0.828966475125603,
            ),
            (
                a(),
                b(),
                0.9,
                0.7826666666666675,
                -0.022222222222222143,
                1.5244444444444447,
                0.07355026021389947,
            ),
            (
                b(),
                a(),
                0.25,
                -0.060555555555555696,
                -1.1444444444444444,
                0.9344444444444449,
                0.8705655030416051,
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
