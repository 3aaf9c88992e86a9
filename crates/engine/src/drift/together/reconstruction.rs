//! Whether production's rows keep to the correlations of the reference.

use report::{Convention, MeasureName, Noise, NoiseMethod, Pair, Together, format};
use stats::{Moments, NANNYML_SHARE, Reconstruction, WelchT, special, welch_t};

use super::sample::Sample;
use crate::Study;
use crate::drift::measures::Entry;

/// What is always to be doubted about it.
const DOUBT: &str =
    "A shift that keeps the correlations leaves it as it is, so it is never the only word.";

/// Adds the reconstruction error, and what it says.
///
/// The value is NannyML's: components of all drawn reference rows. Chance is told by halves: where
/// components come from one half of the reference, the errors of the other half and those of
/// production have one law without drift, and Welch's test compares their means.
pub fn say(study: &Study<'_>, sample: &Sample, together: &mut Together) {
    let share = study.settings.drift.reconstruction_share;
    let Pair { reference, production } = sample.rows;
    let kept = varying(sample);
    let part = |rows| {
        let all = sample.part(rows).into_iter().zip(&kept);
        all.filter(|(_, kept)| **kept).map(|(feature, _)| feature).collect::<Vec<_>>()
    };
    let whole = part(0..reference);
    let of_production = part(reference..reference + production);
    let model = Reconstruction::fit(&whole, share);
    let errors = model.as_ref().map(|model| moments(&model.errors(&of_production)));
    let own = model.as_ref().map(|model| moments(&model.errors(&whole)));
    // Halves by turns, as rows may be in the order of time.
    let halves = [0, 1].map(|first| every_other(&whole, first));
    let unseen = Reconstruction::fit(&halves[0], share);
    let unseen = unseen.map(|m| [&halves[1], &of_production].map(|rows| moments(&m.errors(rows))));
    let test = unseen.and_then(|[reference, production]| welch_t(&reference, &production));
    let components = model.as_ref().map_or(0, Reconstruction::components);
    let how = format!("{components} of {} components", kept.iter().filter(|k| **k).count());
    // Another share of the variance is not what NannyML keeps.
    let is_nannymls = share.total_cmp(&NANNYML_SHARE).is_eq();
    let convention = if is_nannymls { Convention::NannyMl } else { Convention::Textbook };
    let mut entry = Entry::new(MeasureName::ReconstructionError, convention, how, together.rows)
        .value(errors.and_then(|errors| errors.mean()))
        .or_else_because(
            "no column of the reference varies, or a number is too large to be squared",
        )
        .p_value(test.map(|test| test.p_value))
        .p_limit(study.settings.drift.test_alpha)
        .done();
    if let Some((own, errors)) = own.zip(errors) {
        entry.noise = floor(&own, &errors);
    }
    if let (Some(value), Some(noise), Some(test)) = (entry.value, entry.noise, test) {
        together.notes.push(sentence(study, value, noise.expected, &test));
    }
    together.measures.push(entry);
}

/// Which columns vary within the reference: the others have no scale.
fn varying(sample: &Sample) -> Vec<bool> {
    let of_reference = sample.part(0..sample.rows.reference);
    of_reference.iter().map(super::sample::varies).collect()
}

fn every_other(features: &[stats::Feature], first: usize) -> Vec<stats::Feature> {
    use stats::Feature::{Names, Numbers};
    let half = |feature: &stats::Feature| match feature {
        Numbers(values) => Numbers(values.iter().skip(first).step_by(2).copied().collect()),
        Names(codes) => Names(codes.iter().skip(first).step_by(2).copied().collect()),
    };
    features.iter().map(half).collect()
}

fn moments(errors: &[f64]) -> Moments {
    let mut moments = Moments::new();
    let finite: Vec<f64> = errors.iter().copied().filter(|error| error.is_finite()).collect();
    moments.update(&finite);
    moments
}

/// The mean error of the reference, and where production's stays under without drift in 95% of cases.
fn floor(own: &Moments, errors: &Moments) -> Option<Noise> {
    let squared_error = |m: &Moments| Some(m.variance(1)? / m.n() as f64);
    let error = (squared_error(own)? + squared_error(errors)?).sqrt();
    let expected = own.mean()?;
    Some(Noise {
        expected,
        p95: expected + special::NORMAL_P95 * error,
        method: NoiseMethod::ClosedForm,
    })
}

fn sentence(study: &Study<'_>, value: f64, reference: f64, test: &WelchT) -> String {
    let p = format::p_equals(test.p_value);
    let numbers = format!(
        "reconstruction error {}, in the reference {} ({p})",
        format::number(value, 3),
        format::number(reference, 3)
    );
    if test.p_value >= study.settings.drift.test_alpha {
        format!("Rows keep to the reference’s correlations: {numbers}. {DOUBT}")
    } else if test.t > 0.0 {
        format!("Rows keep less to the reference’s correlations: {numbers}.")
    } else {
        format!("Rows keep closer to the reference’s correlations: {numbers}. {DOUBT}")
    }
}
