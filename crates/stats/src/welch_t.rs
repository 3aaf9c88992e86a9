//! Welch's t test: whether the means differ, without taking the variances as equal (Welch 1947),
//! with Cohen's d as the effect size.
//!
//! `t = (mean of production - mean of reference) / sqrt(s1^2 / n + s2^2 / m)` with the degrees of
//! freedom of Welch and Satterthwaite, as `scipy.stats.ttest_ind(production, reference,
//! equal_var=False)`. All of it is without a unit. Missing values are left out before.

use crate::{Moments, special::student_t_two_sided};

/// Result of the test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WelchT {
    /// Mean of production less that of the reference, in its standard errors.
    pub t: f64,
    /// Degrees of freedom, from the smaller side's n - 1 to n + m - 2.
    pub degrees_of_freedom: f64,
    /// Two-sided p-value.
    pub p_value: f64,
    /// Cohen's d: the same difference in pooled standard deviations (Cohen 1988).
    pub cohens_d: f64,
}

/// The test; `None` where a side has fewer than two values, or neither side varies.
#[must_use]
pub fn welch_t(reference: &Moments, production: &Moments) -> Option<WelchT> {
    if reference.n() < 2 || production.n() < 2 {
        return None;
    }
    let (difference, [reference_sum, production_sum]) = reference.contrast(*production);
    let (n, m) = (reference.n() as f64, production.n() as f64);
    let parts = [reference_sum / (n - 1.0) / n, production_sum / (m - 1.0) / m];
    let variance = parts[0] + parts[1];
    if variance <= 0.0 {
        return None;
    }
    let [r, p] = parts.map(|part| part / variance);
    let degrees_of_freedom = 1.0 / (r * r / (n - 1.0) + p * p / (m - 1.0));
    let t = difference / variance.sqrt();
    let pooled = (reference_sum + production_sum) / (n + m - 2.0);
    Some(WelchT {
        t,
        degrees_of_freedom,
        p_value: student_t_two_sided(t, degrees_of_freedom),
        cohens_d: difference / pooled.sqrt(),
    })
}

#[cfg(test)]
mod tests {
    use super::welch_t;
    use crate::testing::{a, a2, assert_close, b, b2, moments_of};

    // Expected: scipy.stats.ttest_ind(B, A, equal_var=False), and of B2, A2 and the lists: statistic,
    // df, pvalue; (p.mean() - r.mean()) / numpy.sqrt(((n - 1) * r.var(ddof=1) + (m - 1) *
    // p.var(ddof=1)) / (n + m - 2)); scipy 1.17.1, numpy 2.4.6.
    #[test]
    fn equals_scipy() {
        let ties = [1.0, 1.0, 2.0, 2.0, 2.0, 5.0, 7.0, 7.0, 9.0];
        let other = [1.0, 2.0, 2.0, 3.0, 7.0, 8.0, 8.0];
        let expected = [
            (0.8646461591860707, 306.4304673666109, 0.38790937953969745, 0.09447587073792768),
            (4.418508113565723, 2440.463627661547, 1.037253931702091e-5, 0.17309770698148472),
            (0.2765306491251805, 12.913676835797714, 0.786516919901392, 0.13972392984978677),
        ];
        let samples = [
            (moments_of(a().values()), moments_of(b().values())),
            (moments_of(a2().values()), moments_of(b2().values())),
            (moments_of(&ties), moments_of(&other)),
        ];
        for ((r, p), (t, degrees_of_freedom, p_value, cohens_d)) in samples.iter().zip(expected) {
            let test = welch_t(r, p).unwrap();
            assert_close(test.t, t);
            assert_close(test.degrees_of_freedom, degrees_of_freedom);
            assert_close(test.p_value, p_value);
            assert_close(test.cohens_d, cohens_d);
            let turned = welch_t(p, r).unwrap();
            assert_close(turned.t, -t);
            assert_close(turned.p_value, p_value);
        }
    }

    // Expected: by hand. Means 1 and 0, both variances 2 d^2 / 1 with d = 1/2 of the unit: t = 1 /
    // sqrt(1/4 + 1/4), whatever the unit.
    #[test]
    fn the_unit_does_not_matter() {
        for unit in [1e308, 1.0, 1e-300, 1e-320] {
            let test = welch_t(
                &moments_of(&[-0.5 * unit, 0.5 * unit]),
                &moments_of(&[0.5 * unit, 1.5 * unit]),
            );
            let test = test.unwrap();
            let tolerance = if unit < 1e-310 { 1e-3 } else { 1e-12 };
            assert!((test.t - 2.0_f64.sqrt()).abs() < tolerance, "{unit}: {test:?}");
            assert!((test.degrees_of_freedom - 2.0).abs() < tolerance);
        }
    }

    // Expected: by hand, as without the offset, which is exactly 2^52.
    #[test]
    fn an_offset_costs_no_digit() {
        let offset = 4_503_599_627_370_496.0;
        let moved =
            |values: &[f64]| moments_of(&values.iter().map(|v| v + offset).collect::<Vec<_>>());
        let (r, p) = ([1.0, 4.0, 9.0, 11.0], [2.0, 4.0, 3.0]);
        let (plain, far) =
            (welch_t(&moments_of(&r), &moments_of(&p)).unwrap(), welch_t(&moved(&r), &moved(&p)));
        assert_close(far.unwrap().t, plain.t);
        assert_close(far.unwrap().p_value, plain.p_value);
    }

    #[test]
    fn says_what_it_cannot_compute() {
        let some = moments_of(&[1.0, 2.0, 4.0]);
        for other in [moments_of(&[]), moments_of(&[5.0])] {
            assert_eq!(welch_t(&some, &other), None);
            assert_eq!(welch_t(&other, &some), None);
        }
        assert_eq!(welch_t(&moments_of(&[0.1; 3000]), &moments_of(&[0.2; 7])), None);
        let against_constant = welch_t(&some, &moments_of(&[2.0; 5])).unwrap();
        assert_close(against_constant.degrees_of_freedom, 2.0);
        let same = welch_t(&some, &some).unwrap();
        assert_eq!((same.t, same.p_value, same.cohens_d), (0.0, 1.0, 0.0));
    }
}
