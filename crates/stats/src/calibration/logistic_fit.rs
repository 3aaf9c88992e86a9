//! Logistic regression on one number, by Newton's method: what Platt's scaling, temperature scaling and
//! the calibration line fit.
//!
//! Maximises Σ y ln σ(a + b x) + (n - y) ln(1 - σ(a + b x)) over rows collapsed to groups of one x. `None`
//! where that has no maximum, as where the number tells the classes apart without error.

use super::from_log_odds;

/// Rows of one number.
#[derive(Clone, Copy)]
pub(super) struct Group {
    /// The number.
    pub x: f64,
    /// How many rows.
    pub rows: f64,
    /// How many of them are positive; a part of a row where targets are smoothed.
    pub positives: f64,
}

/// What is fitted.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Terms {
    /// Intercept and slope.
    Both,
    /// The intercept beside a slope of 1.
    Intercept,
    /// The slope, without an intercept.
    Slope,
}

/// A fit, with the inverse of its information.
#[derive(Clone, Copy)]
pub(super) struct Fit {
    pub intercept: f64,
    pub slope: f64,
    pub intercept_variance: f64,
    pub slope_variance: f64,
}

const MOST_STEPS: u32 = 100;
const MOST_HALVINGS: usize = 30;

/// A step of so little is the last: the next one would be about its square.
const CLOSE: f64 = 1e-7;

/// Neighbouring groups are first taken together, to at most about so many: where their fit has its
/// maximum, that of all is a step or two away.
const COARSE_GROUPS: usize = 8192;

/// The fit, or `None` where there is none.
pub(super) fn fit(groups: &[Group], terms: Terms) -> Option<Fit> {
    let (center, unit) = scale(groups, terms)?;
    let standardised = |group: &Group| Group { x: (group.x - center) / unit, ..*group };
    let groups: Vec<Group> = groups.iter().map(standardised).collect();
    // In these units a slope of 1 is one of `unit`, and every term starts from saying nothing.
    let nothing = [0.0, if terms == Terms::Intercept { unit } else { 0.0 }];
    let start = climb(&coarse(&groups), terms, nothing).unwrap_or(nothing);
    let at = climb(&groups, terms, start)?;
    Some(unscaled(at, Information::at(&groups, at).inverse(terms)?, center, unit))
}

/// Neighbouring groups taken together, at their mean.
fn coarse(groups: &[Group]) -> Vec<Group> {
    let together = |groups: &[Group]| {
        let sum = |of: fn(&Group) -> f64| groups.iter().map(of).sum::<f64>();
        let rows = sum(|group| group.rows);
        Group {
            x: sum(|group| group.rows * group.x) / rows,
            rows,
            positives: sum(|group| group.positives),
        }
    };
    groups.chunks(groups.len().div_ceil(COARSE_GROUPS).max(1)).map(together).collect()
}

/// Newton's steps up to the maximum; `None` where there is none.
fn climb(groups: &[Group], terms: Terms, mut at: [f64; 2]) -> Option<[f64; 2]> {
    for _ in 0..MOST_STEPS {
        let step = Information::at(groups, at).step(terms)?;
        // A step that moves no row's log odds by more than 1 keeps over half of what it promises (Bach
        // 2010, proposition 1), and needs no second look at the rows.
        let is_sure = step[0].abs() + step[1].abs() <= 1.0;
        let share = if is_sure { 1.0 } else { better_share(groups, at, step)? };
        at = [at[0] + share * step[0], at[1] + share * step[1]];
        if step[0].abs().max(step[1].abs()) <= CLOSE * (1.0 + at[0].abs() + at[1].abs()) {
            return Some(at);
        }
    }
    None
}

/// Where the number is measured from and in what unit, so that both terms are of like size and hardly
/// depend on each other.
fn scale(groups: &[Group], terms: Terms) -> Option<(f64, f64)> {
    let rows: f64 = groups.iter().map(|group| group.rows).sum();
    let mean = groups.iter().map(|group| group.rows * group.x).sum::<f64>() / rows;
    let center = if terms == Terms::Both { mean } else { 0.0 };
    let unit = groups.iter().map(|group| (group.x - center).abs()).fold(0.0, f64::max);
    let is_finite = rows > 0.0 && center.is_finite() && unit.is_finite();
    is_finite.then_some((center, if unit > 0.0 { unit } else { 1.0 }))
}

/// The largest share of a step, halved again and again, that makes rows no less likely.
fn better_share(groups: &[Group], at: [f64; 2], step: [f64; 2]) -> Option<f64> {
    let likelihood = log_likelihood(groups, at);
    let shares = std::iter::successors(Some(1.0), |share| Some(share / 2.0));
    shares.take(MOST_HALVINGS).find(|share| {
        let next = [at[0] + share * step[0], at[1] + share * step[1]];
        log_likelihood(groups, next) >= likelihood
    })
}

fn log_likelihood(groups: &[Group], [intercept, slope]: [f64; 2]) -> f64 {
    let of = |group: &Group| {
        let x = intercept + slope * group.x;
        // ln σ(x) = -ln(1 + e^-x), without overflow.
        let ln_sigma = |x: f64| x.min(0.0) - libm::log1p(libm::exp(-x.abs()));
        group.positives * ln_sigma(x) + (group.rows - group.positives) * ln_sigma(-x)
    };
    groups.iter().map(of).sum()
}

/// Derivatives of the log-likelihood.
struct Information {
    gradient: [f64; 2],
    intercept: f64,
    slope: f64,
    both: f64,
}

impl Information {
    fn at(groups: &[Group], [intercept, slope]: [f64; 2]) -> Self {
        let mut sum = Self { gradient: [0.0; 2], intercept: 0.0, slope: 0.0, both: 0.0 };
        for group in groups {
            let p = from_log_odds(intercept + slope * group.x);
            let (excess, weight) = (group.positives - group.rows * p, group.rows * p * (1.0 - p));
            sum.gradient[0] += excess;
            sum.gradient[1] += excess * group.x;
            sum.intercept += weight;
            sum.both += weight * group.x;
            sum.slope += weight * group.x * group.x;
        }
        sum
    }

    /// Variances of both terms, and their covariance.
    fn inverse(&self, terms: Terms) -> Option<[f64; 3]> {
        let determinant = self.intercept * self.slope - self.both * self.both;
        let inverse = match terms {
            Terms::Both if determinant > 1e-12 * self.intercept * self.slope => {
                [self.slope, self.intercept, -self.both].map(|part| part / determinant)
            }
            Terms::Intercept if self.intercept > 0.0 => [1.0 / self.intercept, 0.0, 0.0],
            Terms::Slope if self.slope > 0.0 => [0.0, 1.0 / self.slope, 0.0],
            _ => return None,
        };
        inverse.iter().all(|part| part.is_finite()).then_some(inverse)
    }

    /// Newton's step.
    fn step(&self, terms: Terms) -> Option<[f64; 2]> {
        let [intercept, slope, both] = self.inverse(terms)?;
        let [a, b] = self.gradient;
        Some([intercept * a + both * b, both * a + slope * b])
    }
}

fn unscaled(at: [f64; 2], [intercept, slope, both]: [f64; 3], center: f64, unit: f64) -> Fit {
    let ratio = center / unit;
    Fit {
        intercept: at[0] - at[1] * ratio,
        slope: at[1] / unit,
        intercept_variance: intercept + ratio * ratio * slope - 2.0 * ratio * both,
        slope_variance: slope / unit / unit,
    }
}

#[cfg(test)]
mod tests {
    use super::{Group, Terms, fit};

    fn groups(positives: [f64; 3]) -> Vec<Group> {
        let xs = [-1.0, 0.5, 3.0];
        xs.iter().zip(positives).map(|(&x, positives)| Group { x, rows: 10.0, positives }).collect()
    }

    // Expected: at the maximum the derivatives are 0 (the equations themselves).
    #[test]
    fn solves_the_equations() {
        let groups = groups([2.0, 4.0, 9.0]);
        let fitted = fit(&groups, Terms::Both).unwrap();
        let excess = |group: &Group| {
            let x = fitted.intercept + fitted.slope * group.x;
            group.positives - group.rows / (1.0 + (-x).exp())
        };
        assert!(groups.iter().map(excess).sum::<f64>().abs() < 1e-12);
        assert!(groups.iter().map(|group| excess(group) * group.x).sum::<f64>().abs() < 1e-12);
        let alone = fit(&groups, Terms::Slope).unwrap();
        assert!(alone.intercept == 0.0 && alone.slope > 0.0);
        assert_eq!(fit(&groups, Terms::Intercept).unwrap().slope, 1.0);
    }

    #[test]
    fn what_has_no_maximum_is_not_fitted() {
        assert!(fit(&groups([0.0, 0.0, 10.0]), Terms::Both).is_none());
        assert!(fit(&groups([0.0; 3]), Terms::Intercept).is_none());
        assert!(fit(&groups([0.0; 3])[..1], Terms::Both).is_none());
        assert!(fit(&[], Terms::Both).is_none());
    }
}
