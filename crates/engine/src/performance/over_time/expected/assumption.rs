//! Whether chances that were learned on the reference still come true where production has labels: what
//! CBPE rests on, and cannot see by itself.

use report::{Assumption, Side, format};
use stats::calibration::{Bins, Reliability, calibration_error, consistency};
use stats::performance::Scored;

use super::chances::Chances;
use crate::Study;
use crate::outcomes::{Model, ModelRows};

/// Holds the chances of the positive class, of several of the class that is furthest off, against
/// production's labels; none without enough of them.
pub fn check(
    study: &Study<'_>,
    model: &Model,
    rows: &ModelRows,
    chances: &Chances,
) -> Option<Assumption> {
    let production = rows.sides.get(Side::Production);
    let of_class = |(at, by_row): (usize, &Vec<f64>)| {
        let class = if chances.side(Side::Production).len() == 1 { 1 } else { at as u32 };
        let labelled =
            (0..by_row.len()).filter(|&row| by_row[row].is_finite() && production.has_label(row));
        let (chances, is): (Vec<f64>, Vec<bool>) =
            labelled.map(|row| (by_row[row], production.truth[row] == class)).unzip();
        Scored::new(&chances, &is).ok()
    };
    let classes = chances.side(Side::Production).iter().enumerate().filter_map(of_class);
    let settings = &study.settings;
    let enough = classes.filter(|scored| scored.len() >= settings.performance.min_rows);
    let judged = enough.filter_map(|scored| judge(study, model, &scored));
    judged.max_by(|a, b| (a.error - a.by_chance).total_cmp(&(b.error - b.by_chance)))
}

fn judge(study: &Study<'_>, model: &Model, scored: &Scored) -> Option<Assumption> {
    let settings = &study.settings.calibration;
    let diagram = Reliability::new(scored, Bins::EqualCount(settings.bins))?;
    let error = calibration_error(&diagram)?.expected;
    let chance = consistency(&diagram, settings.draws, study.settings.seed)?;
    // The chances come from a sample, too, whose error is no broken assumption: so the size counts.
    let is_broken = chance.p_value < study.settings.drift.false_discovery_rate
        && error - chance.expected >= settings.error_moderate;
    let (n, size) = (format::plural(scored.len(), "labelled row", "labelled rows"), points(error));
    let name = format::short(&model.name);
    let says = if is_broken {
        format!(
            "The chances behind the expectation, calibrated anew on the reference, no longer hold: over {n} of production they are {size} off what came true, by chance {}. The same score of {name} means something else now (concept drift, or other labels), and what is expected without labels is wrong by about as much.",
            points(chance.expected)
        )
    } else {
        let how = if chance.p_value < study.settings.drift.false_discovery_rate {
            "nearly hold"
        } else {
            "still hold"
        };
        format!(
            "The chances behind the expectation, calibrated anew on the reference, {how}: over {n} of production they are {size} off what came true, by chance {}.",
            points(chance.expected)
        )
    };
    Some(Assumption {
        n: scored.len(),
        error,
        by_chance: chance.expected,
        p_value: chance.p_value,
        is_broken,
        says,
    })
}

fn points(share: f64) -> String {
    format::points(share).trim_start_matches('+').to_owned()
}
