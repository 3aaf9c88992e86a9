//! Scores of a model where each may be that of one row: ends of bins, knots of maps, thresholds.

use report::{ClassCalibration, Pair, Performance, ReliabilityBin, Report};

use super::digits::coarse;

/// What is told of scores that are no probabilities, before and after their least and greatest.
const ENDS: (&str, &str) = (" go from ", " and are no probabilities");

/// Keeps fewer digits of scores, and no sentence with the least and the greatest.
pub fn redact(report: &mut Report) {
    let classes = report.calibration.models.iter_mut().flat_map(|model| &mut model.classes);
    classes.for_each(of_class);
    of_thresholds(&mut report.performance);
    let notes = report.performance.models.iter_mut().flat_map(|model| &mut model.notes);
    let notes = notes.chain(report.calibration.models.iter_mut().flat_map(|of| &mut of.notes));
    notes.for_each(|note| *note = without_ends(note));
    let remarks = report.drift.outputs.iter_mut().flat_map(|outputs| &mut outputs.remarks);
    remarks.for_each(|remark| *remark = without_ends(remark));
}

fn of_class(class: &mut ClassCalibration) {
    let Pair { reference, production } = &mut class.sides;
    for side in [reference, production].into_iter().flatten() {
        of_bins(&mut side.equal_width.bins);
        of_bins(&mut side.equal_count.bins);
    }
    for repair in &mut class.repairs {
        repair.points.iter_mut().for_each(|point| point.score = coarse(point.score));
        for effect in [&mut repair.out_of_fold, &mut repair.on_production].into_iter().flatten() {
            of_bins(&mut effect.bins_before);
            of_bins(&mut effect.bins);
        }
    }
}

fn of_bins(bins: &mut [ReliabilityBin]) {
    for bin in bins {
        (bin.low, bin.high) = (coarse(bin.low), coarse(bin.high));
    }
}

fn of_thresholds(performance: &mut Performance) {
    let sides = performance.models.iter_mut().flat_map(|model| {
        let Pair { reference, production } = &mut model.sides;
        [reference, production]
    });
    for side in sides {
        for threshold in &mut side.thresholds {
            threshold.threshold = coarse(threshold.threshold);
        }
        for cell in &mut side.score_cells {
            (cell.from, cell.to) = (coarse(cell.from), coarse(cell.to));
        }
    }
}

fn without_ends(note: &str) -> String {
    let (before, after) = ENDS;
    match note.split_once(before).and_then(|(head, rest)| Some((head, rest.split_once(after)?.1))) {
        Some((head, rest)) => {
            let are = after.trim_start_matches(" and");
            format!("{head}{are}{rest}")
        }
        None => note.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::without_ends;

    #[test]
    fn the_least_and_the_greatest_score_are_not_told() {
        let note = "Scores of x go from 2 to 654,321 and are no probabilities. What only depends on their order is told.";
        let kept = "Scores of x are no probabilities. What only depends on their order is told.";
        assert_eq!(without_ends(note), kept);
        assert_eq!(without_ends("Scores go up"), "Scores go up");
    }
}
