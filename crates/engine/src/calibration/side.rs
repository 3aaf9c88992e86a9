//! Calibration of one class on one side.

use report::{
    BrierParts, Diagram, ErrorByChance, Estimate, HosmerLemeshow, ReliabilityBin, SideCalibration,
    Spiegelhalter, Verdict, format,
};
use stats::Measured;
use stats::calibration::{
    self as measure, Bins, CalibrationLine, GapSums, Reliability, brier_decomposition,
    calibration_error, calibration_in_the_large, consistency,
};
use stats::performance::{Scored, roc_auc};

use super::mean_gap;
use crate::Study;
use crate::outcomes::Rows;
use crate::performance::as_reported;

/// Chance of an error as large as what was found, from which it is taken for chance.
const CHANCE: f64 = 0.05;

/// Why nothing is measured of these rows; empty where something is.
pub fn lacks(study: &Study<'_>, rows: &Rows, scored: &Scored) -> String {
    let least = study.settings.performance.min_rows;
    match scored {
        scored if !scored.are_probabilities() => {
            "scores beyond 0 to 1 are no probabilities".to_owned()
        }
        scored if scored.len() >= least => String::new(),
        scored if !scored.is_empty() => format!(
            "{} of at least {}",
            format::plural(scored.len(), "labelled row", "labelled rows"),
            format::count(least)
        ),
        _ => rows.lacks().to_owned(),
    }
}

/// Measures these rows.
pub fn measure(study: &Study<'_>, scored: &Scored) -> Option<SideCalibration> {
    let bins = study.settings.calibration.bins;
    let equal_width = Reliability::new(scored, Bins::EqualWidth(bins))?;
    let equal_count = Reliability::new(scored, Bins::EqualCount(bins))?;
    let parts = brier_decomposition(&equal_width)?;
    let line = CalibrationLine::fit(scored);
    Some(SideCalibration {
        n: scored.len(),
        positives: scored.positives(),
        roc_auc: roc_auc(scored).and_then(as_reported),
        brier: BrierParts {
            score: parts.brier(),
            reliability: parts.reliability,
            resolution: parts.resolution,
            uncertainty: parts.uncertainty,
            within_bin_variance: parts.within_bin_variance,
            within_bin_covariance: parts.within_bin_covariance,
        },
        hosmer_lemeshow: measure::hosmer_lemeshow(&equal_count).map(|test| HosmerLemeshow {
            statistic: Some(test.statistic).filter(|statistic| statistic.is_finite()),
            bins: test.bins as u64,
            p_value: test.p_value,
            fitted_p_value: test.fitted_p_value,
        }),
        spiegelhalter: measure::spiegelhalter(scored)
            .filter(|test| test.z.is_finite())
            .map(|test| Spiegelhalter { z: test.z, p_value: test.p_value }),
        intercept: line.and_then(|line| estimate(line.intercept)),
        slope: line.and_then(|line| estimate(line.slope)),
        in_the_large: calibration_in_the_large(scored).and_then(estimate),
        mean_gap: GapSums::of_scored(scored).gap().and_then(mean_gap),
        equal_width: diagram(study, &equal_width)?,
        equal_count: diagram(study, &equal_count)?,
    })
}

/// A value with its interval as the Report has it; `None` beyond the largest number.
pub fn estimate(measured: Measured) -> Option<Estimate> {
    let interval = measured.interval_95();
    let ends = [measured.value, interval.low, interval.high];
    ends.iter().all(|end| end.is_finite()).then_some(Estimate {
        value: measured.value,
        interval_95: Some((interval.low, interval.high)),
    })
}

fn diagram(study: &Study<'_>, diagram: &Reliability) -> Option<Diagram> {
    let error = calibration_error(diagram)?;
    let chance = consistency(diagram, study.settings.calibration.draws, study.settings.seed);
    Some(Diagram {
        bins: bins(diagram),
        expected_error: error.expected,
        maximum_error: error.maximum,
        root_mean_square_error: error.root_mean_square,
        chance: chance.map(|chance| ErrorByChance {
            expected: chance.expected,
            interval_95: (chance.low, chance.high),
            up_to: chance.up_to,
            p_value: chance.p_value,
            draws: chance.draws,
        }),
    })
}

/// The bins of a diagram as the Report has them.
pub fn bins(diagram: &Reliability) -> Vec<ReliabilityBin> {
    let bin = |bin: &measure::ReliabilityBin| ReliabilityBin {
        low: bin.low,
        high: bin.high,
        n: bin.rows,
        positives: bin.positives,
        mean_score: bin.mean_score(),
        share: bin.share().map(|value| Estimate {
            value,
            interval_95: bin.share_interval_95().map(|interval| (interval.low, interval.high)),
        }),
    };
    diagram.bins.iter().map(bin).collect()
}

/// Whether the error of a side is chance, and how large it is beyond that.
pub fn verdict(study: &Study<'_>, side: &SideCalibration) -> Verdict {
    let settings = &study.settings.calibration;
    let Some(chance) = side.equal_count.chance else { return Verdict::NotEnoughData };
    let beyond = side.equal_count.expected_error - chance.expected;
    match beyond {
        _ if chance.p_value >= CHANCE => Verdict::Stable,
        beyond if beyond >= settings.error_significant => Verdict::Significant,
        beyond if beyond >= settings.error_moderate => Verdict::Moderate,
        _ => Verdict::Negligible,
    }
}
