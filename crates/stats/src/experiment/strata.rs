//! A metric of each arm as it would be if every arm had the same mix of strata, as countries: post-stratification
//! (Miratrix, Sekhon and Yu 2013).
//!
//! An arm's value is `Σ w m` over strata, with w the stratum's share of the rows of all arms and m the arm's mean there;
//! its variance `Σ w² s² / n`, with the degrees of freedom of Satterthwaite. Strata in which an arm has fewer than two rows
//! are taken together; where these still have too few, together with the smallest of the others. In the metric's unit.
//! Strata must have been there before the arms were dealt out.

use super::Arm;
use crate::Moments;

/// The metric of each arm over the same mix.
#[derive(Clone, Debug, PartialEq)]
pub struct Strata {
    /// The metric of each arm.
    pub arms: Vec<Arm>,
    /// Strata that were told apart.
    pub strata: usize,
}

/// The rows of each stratum, arm by arm. `None` where strata have unlike numbers of arms, an arm has fewer than two
/// rows, or beyond the range of numbers.
#[must_use]
pub fn strata(strata: &[Vec<Moments>]) -> Option<Strata> {
    let arms = strata.first()?.len();
    if strata.iter().any(|stratum| stratum.len() != arms) {
        return None;
    }
    let strata = with_enough_rows(strata);
    let rows: Vec<f64> = strata.iter().map(|stratum| rows(stratum) as f64).collect();
    let all: f64 = rows.iter().sum();
    let of_arm = |arm: usize| {
        let parts = strata.iter().zip(&rows).map(|(stratum, rows)| (rows / all, stratum[arm]));
        weighted(parts)
    };
    let arms = (0..arms).map(of_arm).collect::<Option<_>>()?;
    Some(Strata { arms, strata: strata.len() })
}

fn rows(stratum: &[Moments]) -> u64 {
    stratum.iter().map(Moments::n).sum()
}

fn has_enough(stratum: &[Moments]) -> bool {
    stratum.iter().all(|arm| arm.n() >= 2)
}

fn with_enough_rows(strata: &[Vec<Moments>]) -> Vec<Vec<Moments>> {
    let (mut enough, few): (Vec<_>, Vec<_>) =
        strata.iter().cloned().partition(|stratum| has_enough(stratum));
    let Some(few) = few.into_iter().reduce(together) else { return enough };
    let smallest = (0..enough.len()).min_by_key(|&at| rows(&enough[at]));
    match smallest {
        Some(at) if !has_enough(&few) => {
            let joined = together(enough.swap_remove(at), few);
            enough.push(joined);
        }
        _ => enough.push(few),
    }
    enough
}

fn together(mut one: Vec<Moments>, other: Vec<Moments>) -> Vec<Moments> {
    one.iter_mut().zip(&other).for_each(|(own, other)| own.merge(other));
    one
}

fn weighted(parts: impl Iterator<Item = (f64, Moments)>) -> Option<Arm> {
    let (mut value, mut variance, mut per_freedom) = (0.0, 0.0, 0.0);
    for (weight, rows) in parts {
        let mean = Arm::of_mean(&rows)?;
        let part = weight * mean.standard_error;
        value += weight * mean.value;
        variance += part * part;
        per_freedom += part * part * (part * part) / mean.degrees_of_freedom;
    }
    let degrees_of_freedom =
        if variance > 0.0 { variance * variance / per_freedom } else { f64::INFINITY };
    Arm { value, standard_error: variance.sqrt(), degrees_of_freedom }.if_sound()
}

#[cfg(test)]
mod tests {
    use super::strata;
    use crate::Moments;
    use crate::experiment::Arm;
    use crate::testing::{assert_close, moments_of};

    fn stratum(control: &[f64], treatment: &[f64]) -> Vec<Moments> {
        vec![moments_of(control), moments_of(treatment)]
    }

    // Expected: by hand. Weights 5/9 and 4/9; the control's means 2 and 11, variances 1 / 3 and 2 / 2 of them:
    // 10/9 + 44/9; 25/81 / 3 + 16/81; Satterthwaite's (v1 + v2)² / (v1² / 2 + v2² / 1).
    #[test]
    fn equals_the_formula() {
        let parts = [stratum(&[1.0, 2.0, 3.0], &[4.0, 6.0]), stratum(&[10.0, 12.0], &[9.0, 13.0])];
        let found = strata(&parts).unwrap();
        let (v1, v2) = (25.0 / 81.0 / 3.0, 16.0 / 81.0);
        assert_close(found.arms[0].value, 6.0);
        assert_close(found.arms[0].standard_error, f64::sqrt(v1 + v2));
        let freedom = (v1 + v2) * (v1 + v2) / (v1 * v1 / 2.0 + v2 * v2);
        assert_close(found.arms[0].degrees_of_freedom, freedom);
        assert_close(found.arms[1].value, 25.0 / 9.0 + 44.0 / 9.0);
    }

    #[test]
    fn small_strata_are_taken_together() {
        let large = stratum(&[1.0, 2.0, 3.0], &[4.0, 6.0, 1.0]);
        let (few, other) = (stratum(&[7.0], &[8.0]), stratum(&[1.0], &[3.0]));
        let found = strata(&[large.clone(), few.clone(), other.clone()]).unwrap();
        assert_eq!(found.strata, 2);
        let one = strata(&[large.clone(), few.clone()]).unwrap();
        assert_eq!(one.strata, 1);
        let mean = Arm::of_mean(&moments_of(&[1.0, 2.0, 3.0, 7.0])).unwrap();
        assert_close(one.arms[0].value, mean.value);
        assert_close(one.arms[0].standard_error, mean.standard_error);
        assert_eq!(strata(&[few, vec![moments_of(&[1.0])]]), None);
        assert_eq!(strata(&[other]), None);
        assert_eq!(strata(&[]), None);
    }
}
