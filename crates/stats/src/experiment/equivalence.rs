//! Whether treatment and control are the same but for a margin: two one-sided tests (Schuirmann 1987).
//!
//! The null hypothesis is a difference of the margin or more, to either side; the p-value is the greater one of both
//! tests of [`non_inferiority`], as `statsmodels.stats.weightstats.ttost_ind(treatment, control, -margin, margin,
//! usevar="unequal")`. "No difference was found" does not say this.

use super::{Arm, Margin, non_inferiority};
use crate::estimation::Direction;

/// The tests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Equivalence {
    /// One-sided p-value of a treatment that is lower by the margin or more.
    pub p_lower: f64,
    /// One-sided p-value of a treatment that is higher by the margin or more.
    pub p_higher: f64,
    /// The greater one of both.
    pub p_value: f64,
}

/// Tests both sides; `None` where [`non_inferiority`] is.
#[must_use]
pub fn equivalence(control: &Arm, treatment: &Arm, margin: Margin) -> Option<Equivalence> {
    let [p_lower, p_higher] = [Direction::LargerIsBetter, Direction::SmallerIsBetter]
        .map(|better| Some(non_inferiority(control, treatment, margin, better)?.p_value));
    let (p_lower, p_higher) = (p_lower?, p_higher?);
    Some(Equivalence { p_lower, p_higher, p_value: p_lower.max(p_higher) })
}

#[cfg(test)]
mod tests {
    use super::equivalence;
    use crate::experiment::{Arm, Margin};
    use crate::testing::{a, assert_close, b, moments_of};

    // Expected: statsmodels.stats.weightstats.ttost_ind(B, A, -0.8, 0.8, usevar="unequal"), statsmodels 0.15.0.
    #[test]
    fn equals_statsmodels() {
        let arm = |values: &[f64]| Arm::of_mean(&moments_of(values)).unwrap();
        let margin = Margin::Absolute(0.8);
        let found = equivalence(&arm(a().values()), &arm(b().values()), margin).unwrap();
        assert_close(found.p_value, 0.062408268198903494);
        assert_close(found.p_lower, 0.000602319503262072);
        assert_close(found.p_higher, 0.062408268198903494);
    }
}
