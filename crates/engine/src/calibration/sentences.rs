//! What the chapter says.

use report::{
    ClassCalibration, Estimate, ModelCalibration, Pair, ReliabilityBin, Repair, RepairEffect,
    SegmentGap, Side, SideCalibration, Verdict, format,
};

/// Significant digits of a Brier score.
const DIGITS: usize = 3;
/// Significant digits of an area under the ROC curve.
const AREA_DIGITS: usize = 2;
/// Chances that are nearer to 0 and 1 than what happens.
const TOO_SURE: &str = "is too sure of itself";
/// Chances that are farther from 0 and 1 than what happens.
const UNSURE: &str = "is not sure enough of itself";

/// The chapter's finding: of the first model that is the worst.
pub fn headline(models: &[ModelCalibration]) -> String {
    let worst = models.iter().rev().max_by_key(|model| model.verdict);
    worst.map(|model| model.says.clone()).unwrap_or_default()
}

/// Of one class what that says; of several the worst one, and how many are as bad.
pub fn of_model(name: &str, classes: &[ClassCalibration], verdict: Verdict) -> String {
    let worst = |class: &&ClassCalibration| class.verdict == verdict;
    let Some(first) = classes.iter().find(worst) else {
        return format!("{} has no probabilities of any class.", format::short(name));
    };
    let others = classes.iter().filter(worst).count() - 1;
    if others == 0 || verdict <= Verdict::Negligible {
        return first.says.clone();
    }
    let others = format::plural(others as u64, "other class", "other classes");
    format!("{} The same holds of {others} of {}.", first.says, format::short(name))
}

/// Whether a class's probabilities can be believed, and what would mend them.
pub fn of_class(
    [class, score]: [&str; 2],
    verdict: Verdict,
    sides: &Pair<Option<SideCalibration>>,
    lacks: &Pair<String>,
    repairs: &[Repair],
) -> String {
    let name = format::short(score);
    let (side, judged) = match (&sides.production, &sides.reference) {
        (Some(judged), _) => (Side::Production, judged),
        (None, Some(judged)) => (Side::Reference, judged),
        (None, None) => return format!("{name} cannot be judged: {}.", lacks.reference),
    };
    let error = judged.equal_count.expected_error;
    let chance = judged.equal_count.chance.map_or(0.0, |chance| chance.up_to);
    let place = match side {
        Side::Production => "in production".to_owned(),
        Side::Reference => format!("in the reference (production: {})", lacks.production),
    };
    let found = format!("on average it is {} off what came true {place}", size(error));
    match verdict {
        Verdict::NotEnoughData => format!("{name} cannot be judged: too few draws."),
        Verdict::Stable => format!(
            "{name} can be believed: {found}, and chance alone gives up to {}.",
            size(chance)
        ),
        Verdict::Negligible => format!(
            "{name} can nearly be believed: {found}, little more than the {} of chance.",
            size(chance)
        ),
        _ => {
            let before = match (side, &sides.reference) {
                (Side::Production, Some(reference)) => {
                    format!(", {} in the reference", size(reference.equal_count.expected_error))
                }
                _ => String::new(),
            };
            format!(
                "{name} {}: {found}{before}; chance gives up to {}.{}",
                how(class, judged),
                size(chance),
                if turned(judged).is_some() {
                    format!(" {}", unturn(class, score))
                } else {
                    mended(repairs, side)
                }
            )
        }
    }
}

/// "Of 57 segments 3 are off beyond chance, most in region = north: ..."
pub fn of_segments(
    side: Side,
    looked_at: u64,
    [off, grew]: [u64; 2],
    first: Option<&SegmentGap>,
) -> String {
    let all = format::plural(looked_at, "segment", "segments");
    let place = match side {
        Side::Production => "production",
        Side::Reference => "the reference",
    };
    let Some(first) = first.filter(|_| off > 0) else {
        return format!("Of {all} of {place} none is off on average beyond chance.");
    };
    let gap = &first.gap;
    let (low, high) = gap.gap.interval_95.unwrap_or((gap.gap.value, gap.gap.value));
    let [low, high] = [low, high].map(|end| format::points(end).replace(" points", ""));
    let before = first.before.as_ref().map_or_else(String::new, |before| {
        format!("; {} in the reference", format::points(before.gap.value))
    });
    let grew = match grew {
        0 if first.before.is_some() => ", none surely by more than in the reference".to_owned(),
        0 => String::new(),
        grew => format!(
            ", {} of them by more than in the reference, which is not chance",
            format::count(grew)
        ),
    };
    format!(
        "Of {all} of {place} {} off on average beyond chance{grew}: above all {} of {}, promised {}, happened {} (gap {}, 95% {low} to {high}, adjusted {}, n {}{before}).",
        format::plural(off, "is", "are"),
        format::short(&first.segment),
        format::short(&first.column),
        format::percent(gap.promised),
        format::percent(gap.happened),
        format::points(gap.gap.value),
        format::p_equals(first.p_adjusted),
        format::count(gap.n)
    )
}

/// A gap without its sign: "2.7 points".
pub fn size(gap: f64) -> String {
    format::points(gap).trim_start_matches('+').to_owned()
}

/// The area under the ROC curve of scores that are surely turned round.
pub fn turned(side: &SideCalibration) -> Option<f64> {
    let area = side.roc_auc?;
    area.interval_95.filter(|(_, high)| *high < 0.5).map(|_| area.value)
}

/// What to do about them.
pub fn unturn(class: &str, score: &str) -> String {
    let (class, score) = (format::short(class), format::short(score));
    format!(
        "Check which class {score} is for: it may be the chance of not being {class}, or the labels may be swapped."
    )
}

/// "says too much", "is too sure of itself", or both: the mean first, then the slope, each where it is told
/// from chance; where neither is, what most of the gaps have in common. Of scores that are turned round, that.
pub fn how(class: &str, side: &SideCalibration) -> String {
    if let Some(area) = turned(side) {
        return format!(
            "is turned round: higher scores go with fewer rows of {}, AUC {}",
            format::short(class),
            format::number(area, AREA_DIGITS)
        );
    }
    let base = side.positives as f64 / side.n.max(1) as f64;
    let told = |bin: &ReliabilityBin| Some((bin.n as f64, bin.mean_score?, bin.share?.value));
    let gaps = direction(base, side.equal_count.bins.iter().filter_map(told));
    of_line(gaps, side.mean_gap.map(|of| of.gap), side.slope)
}

/// Of what most gaps have in common, of the mean gap beside 0, and of the slope beside 1. Where most
/// gaps lie on the side of the mean, its slope is no news; where most gaps speak against the slope, few rows near
/// 0 and 1 make it, where log odds are far apart, and both are said.
fn of_line(gaps: &str, mean_gap: Option<Estimate>, slope: Option<Estimate>) -> String {
    let sign = |estimate: Option<Estimate>, right: f64| {
        let (low, high) = estimate?.interval_95?;
        (low > right || high < right).then_some(low > right)
    };
    let mean = sign(mean_gap, 0.0).map(|much| match much {
        true => "says too much",
        false => "says too little",
    });
    let slope = sign(slope, 1.0).map(|unsure| match (unsure, gaps) {
        (false, UNSURE) => "is not sure enough of itself for most rows, and too sure near 0 and 1",
        (true, TOO_SURE) => "is too sure of itself for most rows, and not sure enough near 0 and 1",
        (true, _) => UNSURE,
        (false, _) => TOO_SURE,
    });
    match (mean, slope) {
        (Some(mean), Some(slope)) if gaps != mean => format!("{mean} and {slope}"),
        (Some(only), _) | (None, Some(only)) => only.to_owned(),
        (None, None) => gaps.to_owned(),
    }
}

/// Of bins with their rows, what they promised and what happened; `base` is the share of the class.
fn direction(base: f64, bins: impl Iterator<Item = (f64, f64, f64)>) -> &'static str {
    /// Part of the gaps that has to have it in common.
    const MOST: f64 = 0.5;
    let gaps = bins.map(|(rows, promised, happened)| {
        let away = if promised < base { -1.0 } else { 1.0 };
        (rows * (promised - happened), away)
    });
    let (mut size, mut high, mut outward) = (0.0, 0.0, 0.0);
    for (gap, away) in gaps {
        size += gap.abs();
        high += gap;
        outward += gap * away;
    }
    match (high, outward) {
        (high, _) if high > MOST * size => "says too much",
        (high, _) if high < -MOST * size => "says too little",
        (_, outward) if outward > MOST * size => TOO_SURE,
        (_, outward) if outward < -MOST * size => UNSURE,
        _ => "is off",
    }
}

/// The map that mends the judged side most, where one does beyond chance, with what it does to that side.
pub fn best_repair(repairs: &[Repair], side: Side) -> Option<(&Repair, &RepairEffect)> {
    let best = repairs.iter().find(|repair| repair.is_best)?;
    Some((best, best.effect_on(side)?))
}

/// What that map would make of the Brier score.
fn mended(repairs: &[Repair], side: Side) -> String {
    let Some((repair, effect)) = best_repair(repairs, side) else { return String::new() };
    let of_those = match &repair.since {
        Some(_) => format!(" of these {}", format::plural(effect.n, "row", "rows")),
        None => String::new(),
    };
    format!(
        " By {} fitted on {} the Brier score{of_those} would be {} instead of {}.",
        repair.method.label(),
        repair.rows(),
        format::number(effect.brier_before + effect.brier_change.value, DIGITS),
        format::number(effect.brier_before, DIGITS)
    )
}

#[cfg(test)]
mod tests {
    use report::Estimate;

    use super::{direction, of_line};

    #[test]
    fn the_mean_comes_before_the_slope() {
        let of = |value: f64, half: f64| {
            Some(Estimate { value, interval_95: Some((value - half, value + half)) })
        };
        let unsure = "is not sure enough of itself";
        assert_eq!(
            of_line(unsure, of(0.008, 0.002), of(1.029, 0.02)),
            "says too much and is not sure enough of itself"
        );
        assert_eq!(of_line("says too much", of(0.05, 0.01), of(1.5, 0.1)), "says too much");
        assert_eq!(of_line("is off", of(-0.02, 0.01), of(1.0, 0.1)), "says too little");
        assert_eq!(of_line("is off", of(0.0, 0.1), of(0.8, 0.1)), "is too sure of itself");
        assert_eq!(of_line("is off", of(0.0, 0.1), None), "is off");
        // Reference of the car loans: the slope 0.934 rests on scores near 0 and 1.
        assert_eq!(
            of_line(unsure, of(0.001, 0.002), of(0.934, 0.015)),
            "is not sure enough of itself for most rows, and too sure near 0 and 1"
        );
    }

    #[test]
    fn the_direction_is_what_most_gaps_have_in_common() {
        let of = |bins: [(f64, f64); 4]| {
            direction(0.5, bins.into_iter().map(|(promised, happened)| (100.0, promised, happened)))
        };
        assert_eq!(of([(0.2, 0.1), (0.4, 0.3), (0.6, 0.5), (0.8, 0.7)]), "says too much");
        assert_eq!(of([(0.1, 0.2), (0.3, 0.4), (0.5, 0.6), (0.7, 0.8)]), "says too little");
        assert_eq!(of([(0.1, 0.2), (0.3, 0.4), (0.7, 0.6), (0.9, 0.8)]), "is too sure of itself");
        assert_eq!(
            of([(0.2, 0.1), (0.4, 0.3), (0.6, 0.7), (0.8, 0.9)]),
            "is not sure enough of itself"
        );
        assert_eq!(of([(0.2, 0.1), (0.4, 0.5), (0.6, 0.5), (0.8, 0.9)]), "is off");
    }
}
