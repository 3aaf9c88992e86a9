//! What was known of rows before the experiment, by which a metric is freed of noise (CUPED).
//!
//! Taken is the column whose correlation with the metric is the strongest, among those whose names say that they were
//! known before, and that do not differ between the arms themselves. The user may name one.

use report::{CupedEffect, Role, RoleChoice, format};
use stats::experiment::{Arm, Cuped, CupedArm, LiftInterval, contrast, cuped, lift};
use stats::{Comoments, Moments};

use super::arms::Arms;
use super::metric_rows::MetricRows;
use super::sample::{Way, moments};
use super::wanted::was_before;
use crate::Study;
use crate::performance::as_reported;

/// Columns that are tried at most.
const MOST_TRIED: usize = 20;

/// What was known before, column by column.
pub struct Covariates {
    columns: Vec<Covariate>,
    pub notes: Vec<String>,
}

struct Covariate {
    name: String,
    /// The number of each row of each arm; not a number where it is missing.
    rows: Vec<Vec<f64>>,
    /// The mean of each arm.
    means: Vec<Arm>,
}

/// The metric of each arm, freed of a covariate.
pub struct Freed<'a> {
    covariate: &'a Covariate,
    cuped: Cuped,
}

impl Covariates {
    /// Those that are balanced.
    pub fn find(study: &Study<'_>, choices: &[RoleChoice], arms: &Arms) -> Self {
        let settings = &study.settings.experiments;
        let mut notes = Vec::new();
        let is_chosen = !settings.covariate.is_empty();
        let names: Vec<&str> = if is_chosen {
            vec![settings.covariate.as_str()]
        } else {
            let is_meant = |choice: &&RoleChoice| {
                let may_be = matches!(choice.role, Role::Covariate | Role::Value);
                may_be && was_before(&choice.column)
            };
            choices
                .iter()
                .filter(is_meant)
                .map(|choice| choice.column.as_str())
                .take(MOST_TRIED)
                .collect()
        };
        let mut columns = Vec::new();
        for name in names {
            let rows = arms.numbers(study, name);
            let known = |rows: &Vec<f64>| -> Vec<f64> {
                rows.iter().copied().filter(|value| value.is_finite()).collect()
            };
            let means: Option<Vec<Arm>> =
                rows.iter().map(|rows| Arm::of_mean(&moments(&known(rows)))).collect();
            let Some(means) = means else {
                notes.push(format!(
                    "{} cannot free the metrics of noise: it has no two numbers in each arm.",
                    format::quoted(name)
                ));
                continue;
            };
            let tests = means[1..].iter().filter_map(|arm| contrast(&means[0], arm));
            let least = tests.map(|test| test.p_value).fold(1.0, f64::min);
            if least < settings.balance_p {
                notes.push(format!(
                    "{} differs between the arms itself ({}), so that it is not used to free metrics of noise: either the arms were not dealt out by chance, or it was not known before.",
                    format::short(name),
                    format::p_equals(least)
                ));
                continue;
            }
            columns.push(Covariate { name: name.to_owned(), rows, means });
        }
        Self { columns, notes }
    }

    /// The metric freed of the covariate that tells most of it; none of ratios and quantiles.
    pub fn free(&self, rows: &MetricRows) -> Option<Freed<'_>> {
        if !matches!(rows.way, Way::Share | Way::Mean) {
            return None;
        }
        let of = |covariate| Freed::of(covariate, rows);
        let strength = |freed: &Freed<'_>| freed.cuped.correlation.abs();
        self.columns
            .iter()
            .filter_map(of)
            .reduce(|best, next| if strength(&next) > strength(&best) { next } else { best })
    }
}

impl<'a> Freed<'a> {
    fn of(covariate: &'a Covariate, rows: &MetricRows) -> Option<Self> {
        let arm = |arm: usize| {
            let (mut x, mut y, mut alone) = (Vec::new(), Vec::new(), Vec::new());
            for (value, before) in rows.by_row(arm).iter().zip(&covariate.rows[arm]) {
                match (value.is_finite(), before.is_finite()) {
                    (true, true) => {
                        x.push(*before);
                        y.push(*value);
                    }
                    (true, false) => alone.push(*value),
                    _ => {}
                }
            }
            let mut without_covariate = Moments::new();
            without_covariate.update(&alone);
            CupedArm { with_covariate: Comoments::of(&x, &y), without_covariate }
        };
        let arms: Vec<CupedArm> = (0..rows.arms()).map(arm).collect();
        Some(Self { covariate, cuped: cuped(&arms)? })
    }

    /// The adjusted effect of an arm; `raw` is the variance of its difference without the covariate.
    pub fn effect(
        &self,
        arm: usize,
        raw: f64,
        words: &dyn Fn(&report::Estimate) -> String,
    ) -> Option<CupedEffect> {
        let (control, treatment) = (self.cuped.arms.first()?, self.cuped.arms.get(arm)?);
        let found = contrast(control, treatment)?;
        let imbalance = contrast(&self.covariate.means[0], &self.covariate.means[arm])?;
        let variance_ratio = found.standard_error * found.standard_error / raw;
        let difference = as_reported(found.difference)?;
        let name = format::short(&self.covariate.name);
        let saves = if variance_ratio < 1.0 {
            format!("it saves {} of the rows", format::percent(1.0 - variance_ratio))
        } else {
            "it saves no rows".to_owned()
        };
        Some(CupedEffect {
            covariate: self.covariate.name.clone(),
            theta: self.cuped.theta,
            correlation: self.cuped.correlation,
            imbalance: as_reported(imbalance.difference)?,
            difference,
            lift: lift(control, treatment, LiftInterval::Fieller).and_then(as_reported),
            t: found.t,
            degrees_of_freedom: found.degrees_of_freedom,
            p_value: found.p_value,
            variance_ratio: variance_ratio.is_finite().then_some(variance_ratio)?,
            says: format!(
                "Freed of what {name} told before, the difference is {} ({}); their correlation is {}, and {saves}.",
                words(&difference),
                format::p_equals(found.p_value),
                format::number(self.cuped.correlation, 2)
            ),
        })
    }
}
