//! The expected error of a model of numbers, by the losses that a learner foretells.

use report::{Estimation, MetricName, Pair, Side, format};
use stats::Measured;
use stats::performance::Estimate;

use super::super::super::measured::{Value, value};
use super::super::inputs::Inputs;
use super::super::values::Values;

const BEYOND: &str = "the foretold error is beyond what can be written";

/// What is expected over production and in each of its windows, or why nothing is.
pub fn expect(inputs: Inputs<'_>) -> Result<(Estimation, Values), String> {
    let Inputs { study, axis, learned, .. } = inputs;
    let losses = learned.losses.as_ref();
    let losses = losses.ok_or("the reference has too few labelled rows to learn the error from")?;
    let least = study.settings.performance.min_rows;
    if losses.rows() < least {
        return Err(format!(
            "production has {} with a prediction, of at least {}",
            format::plural(losses.rows(), "row", "rows"),
            format::count(least)
        ));
    }
    let mut windows = vec![Vec::new(); axis.windows.len()];
    for at in axis.windows_of(Side::Production) {
        let (means, rows) = losses.means_of(&axis.rows[at]);
        if rows >= least {
            windows[at] = errors(means);
        }
    }
    let whole = Pair::new(Vec::new(), errors(losses.means()));
    let estimation = Estimation {
        method: "DLE".to_owned(),
        rows: Pair::new(losses.learned_from, losses.rows()),
        foretold_share: Some(losses.foretold_share()),
        ..Estimation::default()
    };
    Ok((estimation, Values { whole, windows }))
}

/// The absolute error, and the root of the squared one with that of its ends.
fn errors([absolute, squared]: [Option<Measured>; 2]) -> Vec<Value> {
    let at_least_none = |mean: Measured| Estimate {
        value: mean.value.max(0.0),
        interval: Some(mean.interval_95().map(|end| end.max(0.0))),
    };
    let root = |mean: Estimate| Estimate {
        value: mean.value.sqrt(),
        interval: mean.interval.map(|ends| ends.map(f64::sqrt)),
    };
    vec![
        value(MetricName::MeanAbsoluteError, absolute.map(at_least_none), BEYOND),
        value(MetricName::RootMeanSquaredError, squared.map(at_least_none).map(root), BEYOND),
    ]
}
