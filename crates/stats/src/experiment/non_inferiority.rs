//! Whether the treatment is not worse than the control by a margin or more: the test of a guardrail.
//!
//! The null hypothesis is a loss of the margin or more; the p-value is one-sided, of
//! `t = (treatment - control + margin) / error` where larger is better. A relative margin is a share of the control's
//! value, which is itself uncertain: `t = (treatment - (1 - margin) control) / error`, as Fieller (1954). At 2.5% it
//! says the same as the 95% interval's worse end being within an absolute margin. Welch's degrees of freedom. `None` where
//! neither arm varies, the margin is negative or not a number, or a relative one has no control over 0.

use super::{Arm, error_of_difference};
use crate::estimation::Direction;
use crate::special::student_t_two_sided;

/// What may be lost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Margin {
    /// So much of the metric's unit.
    Absolute(f64),
    /// This share of the control's value.
    Relative(f64),
}

/// The test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NonInferiority {
    /// How far the treatment is from the margin, in standard errors; over 0 on the better side.
    pub t: f64,
    /// Degrees of freedom; infinite for the normal law.
    pub degrees_of_freedom: f64,
    /// One-sided p-value of a loss of the margin or more.
    pub p_value: f64,
}

/// Holds the treatment against the margin.
#[must_use]
pub fn non_inferiority(
    control: &Arm,
    treatment: &Arm,
    margin: Margin,
    better: Direction,
) -> Option<NonInferiority> {
    let sign = better.sign();
    let (share, loss) = match margin {
        Margin::Absolute(loss) => (1.0, loss),
        Margin::Relative(_) if control.value <= 0.0 => return None,
        Margin::Relative(part) => (1.0 - sign * part, 0.0),
    };
    let (Margin::Absolute(size) | Margin::Relative(size)) = margin;
    let error = error_of_difference(control, treatment, share)?;
    let t = (sign * (treatment.value - share * control.value) + loss) / error.standard_error;
    if size < 0.0 || error.standard_error == 0.0 || !t.is_finite() {
        return None;
    }
    let tail = student_t_two_sided(t, error.degrees_of_freedom) / 2.0;
    Some(NonInferiority {
        t,
        degrees_of_freedom: error.degrees_of_freedom,
        p_value: if t > 0.0 { tail } else { 1.0 - tail },
    })
}

#[cfg(test)]
mod tests {
    use super::{Margin, non_inferiority};
    use crate::estimation::Direction;
    use crate::experiment::Arm;
    use crate::testing::{a, assert_close, b, moments_of};

    // Expected: scipy.stats.ttest_ind(B + 0.5, A, equal_var=False, alternative="greater").pvalue, and of 0.9 A, scipy
    // 1.17.1; where smaller is better, ttest_ind(B - 0.5, A, ..., alternative="less") and of 1.1 A.
    #[test]
    fn equals_scipy() {
        let arm = |values: &[f64]| Arm::of_mean(&moments_of(values)).unwrap();
        let (control, treatment) = (arm(a().values()), arm(b().values()));
        for (margin, better, p) in [
            (Margin::Absolute(0.5), Direction::LargerIsBetter, 0.009277725069204046),
            (Margin::Relative(0.1), Direction::LargerIsBetter, 0.006964120386670698),
            (Margin::Absolute(0.5), Direction::SmallerIsBetter, 0.262078074841018),
            (Margin::Relative(0.1), Direction::SmallerIsBetter, 0.26568122821417217),
        ] {
            let found = non_inferiority(&control, &treatment, margin, better).unwrap();
            assert_close(found.p_value, p);
        }
    }

    #[test]
    fn says_what_it_cannot_compute() {
        let arm = |value, standard_error| Arm { value, standard_error, degrees_of_freedom: 9.0 };
        let of = |control: &Arm, margin| {
            non_inferiority(control, &arm(1.0, 0.1), margin, Direction::LargerIsBetter)
        };
        assert_eq!(of(&arm(-1.0, 0.1), Margin::Relative(0.1)), None);
        assert_eq!(of(&arm(1.0, 0.1), Margin::Absolute(-0.1)), None);
        assert_eq!(of(&arm(1.0, 0.1), Margin::Absolute(f64::NAN)), None);
        let constant = arm(1.0, 0.0);
        let none =
            non_inferiority(&constant, &constant, Margin::Absolute(1.0), Direction::LargerIsBetter);
        assert_eq!(none, None);
    }
}
