//! Student's t test: whether the means differ, with the variances taken as equal (Student 1908).
//!
//! `t = (mean of reference - mean of production) / (s sqrt(1 / n + 1 / m))` with the pooled standard
//! deviation s and n + m - 2 degrees of freedom, as `scipy.stats.ttest_ind(reference, production)`
//! and so Evidently's `t_test`. Where variances and sizes differ, Welch's test holds its level and
//! this does not. Missing values are left out before.

use crate::{Moments, special::student_t_two_sided};

/// Result of the test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StudentT {
    /// Mean of the reference less that of production, in its standard errors.
    pub t: f64,
    /// n + m - 2.
    pub degrees_of_freedom: f64,
    /// Two-sided p-value.
    pub p_value: f64,
}

/// The test; `None` where a side is empty, both have one value, or neither varies.
#[must_use]
pub fn student_t(reference: &Moments, production: &Moments) -> Option<StudentT> {
    let (n, m) = (reference.n() as f64, production.n() as f64);
    let degrees_of_freedom = n + m - 2.0;
    if reference.n() == 0 || production.n() == 0 || degrees_of_freedom < 1.0 {
        return None;
    }
    let (difference, [reference_sum, production_sum]) = reference.contrast(*production);
    let pooled = (reference_sum + production_sum) / degrees_of_freedom;
    let error = (pooled * (1.0 / n + 1.0 / m)).sqrt();
    if error <= 0.0 {
        return None;
    }
    let t = -difference / error;
    Some(StudentT { t, degrees_of_freedom, p_value: student_t_two_sided(t, degrees_of_freedom) })
}

#[cfg(test)]
mod tests {
    use super::student_t;
    use crate::testing::{a, a2, assert_close, b, b2, moments_of};

    // Expected: t_test.func of Evidently 0.7.23 on A, B and A2, B2 (golden_stats.json), and its own
    // test on the two lists in full.
    #[test]
    fn equals_evidently() {
        let t1 = moments_of(&[38.7, 41.5, 43.8, 44.5, 45.5, 46.0, 47.7, 58.0]);
        let t2 = moments_of(&[39.2, 39.3, 39.7, 41.4, 41.8, 42.9, 43.3, 45.8]);
        let test = student_t(&t1, &t2).unwrap();
        assert_close(test.t, 1.8594523396226919);
        assert_close(test.p_value, 0.08410572024397057);
        let small = student_t(&moments_of(a().values()), &moments_of(b().values())).unwrap();
        assert_close(small.p_value, 0.3823531415700321);
        let large = student_t(&moments_of(a2().values()), &moments_of(b2().values())).unwrap();
        assert_close(large.p_value, 8.16881799976028e-6);
    }

    #[test]
    fn says_what_it_cannot_compute() {
        let some = moments_of(&[1.0, 2.0, 4.0]);
        assert_eq!(student_t(&some, &moments_of(&[])), None);
        assert_eq!(student_t(&moments_of(&[1.0]), &moments_of(&[2.0])), None);
        assert_eq!(student_t(&moments_of(&[2.0; 4]), &moments_of(&[3.0; 4])), None);
        assert!(student_t(&some, &moments_of(&[2.0])).is_some());
    }
}
