//! Bins of scores with few rows: joined with those beside them, so that sums stay true.

use std::ops::Range;

use report::{
    ClassCalibration, Diagram, Estimate, Pair, Performance, ReliabilityBin, Report, ScoreCell,
    Side, format,
};

use super::sentences::Sentence;

/// Joins bins and cells of fewer rows with their neighbours; gives sentences that told of such a bin alone.
pub fn redact(report: &mut Report, fewest_rows: u64) -> Vec<Sentence> {
    of_cells(&mut report.performance, fewest_rows);
    let classes = report.calibration.models.iter_mut().flat_map(|model| &mut model.classes);
    classes.filter_map(|class| of_class(class, fewest_rows)).collect()
}

fn of_class(class: &mut ClassCalibration, fewest_rows: u64) -> Option<Sentence> {
    let diagrams = |class: &ClassCalibration| -> Vec<Vec<u64>> {
        let sides = [&class.sides.reference, &class.sides.production].into_iter().flatten();
        sides.map(|side| side.equal_width.bins.iter().map(|bin| bin.n).collect()).collect()
    };
    // Views hold the bins of both sides against each other: they are joined alike.
    let groups = groups(&diagrams(class), fewest_rows);
    let Pair { reference, production } = &mut class.sides;
    for side in [reference, production].into_iter().flatten() {
        join_in(&mut side.equal_width, &groups);
        let counts = side.equal_count.bins.iter().map(|bin| bin.n).collect();
        join_in(&mut side.equal_count, &self::groups(&[counts], fewest_rows));
    }
    for repair in &mut class.repairs {
        for effect in [&mut repair.out_of_fold, &mut repair.on_production].into_iter().flatten() {
            for bins in [&mut effect.bins_before, &mut effect.bins] {
                let counts = bins.iter().map(|bin| bin.n).collect();
                *bins = joined(bins, &self::groups(&[counts], fewest_rows));
            }
        }
    }
    of_worst(class, &groups, fewest_rows)
}

/// Lets the worst bin be the one that it was joined to.
fn of_worst(
    class: &mut ClassCalibration,
    groups: &[Range<usize>],
    fewest_rows: u64,
) -> Option<Sentence> {
    let mut worst = class.worst.take()?;
    let old = (worst.n < fewest_rows).then(|| worst.says.clone());
    let at = groups.iter().position(|group| group.contains(&(worst.bin as usize)));
    let bin = at.and_then(|at| {
        let side: Side = worst.side;
        class.sides.get(side).as_ref()?.equal_width.bins.get(at)
    });
    if let Some((at, bin)) = at.zip(bin)
        && let Some((promised, happened)) = bin.mean_score.zip(bin.share)
    {
        worst.bin = at as u32;
        if groups[at].len() > 1 {
            let texts = [promised, happened.value].map(format::percent);
            worst.says = format!("Promised {}, happened {}", texts[0], texts[1]);
            (worst.n, worst.promised, worst.happened) = (bin.n, promised, happened);
        }
        class.worst = Some(worst);
    }
    let new = class.worst.as_ref().map_or("Too few rows to tell of", |worst| &worst.says);
    old.map(|old| Sentence { about: String::new(), from: old, to: new.to_owned() })
}

fn join_in(diagram: &mut Diagram, groups: &[Range<usize>]) {
    let before = diagram.bins.len();
    diagram.bins = joined(&diagram.bins, groups);
    if diagram.bins.len() < before {
        let gap = |bin: &ReliabilityBin| Some((bin.mean_score? - bin.share?.value).abs());
        diagram.maximum_error = diagram.bins.iter().filter_map(gap).fold(0.0, f64::max);
    }
}

fn joined(bins: &[ReliabilityBin], groups: &[Range<usize>]) -> Vec<ReliabilityBin> {
    groups.iter().filter_map(|group| one(bins.get(group.clone())?)).collect()
}

/// Several bins as one, without an interval; a single one as it is.
fn one(bins: &[ReliabilityBin]) -> Option<ReliabilityBin> {
    let (first, last) = (bins.first()?, bins.last()?);
    if bins.len() == 1 {
        return Some(*first);
    }
    let n: u64 = bins.iter().map(|bin| bin.n).sum();
    let positives: u64 = bins.iter().map(|bin| bin.positives).sum();
    let scores: f64 = bins.iter().map(|bin| bin.n as f64 * bin.mean_score.unwrap_or(0.0)).sum();
    let of_rows = |sum: f64| (n > 0).then(|| sum / n as f64);
    let share = of_rows(positives as f64).map(|value| Estimate { value, interval_95: None });
    let (low, high) = (first.low, last.high);
    Some(ReliabilityBin { low, high, n, positives, mean_score: of_rows(scores), share })
}

fn of_cells(performance: &mut Performance, fewest_rows: u64) {
    let sides = performance.models.iter_mut().flat_map(|model| {
        let Pair { reference, production } = &mut model.sides;
        [reference, production]
    });
    for side in sides {
        let rows = |cell: &ScoreCell| cell.negatives + cell.positives;
        let groups = groups(&[side.score_cells.iter().map(rows).collect()], fewest_rows);
        let one = |group: &Range<usize>| {
            let cells = side.score_cells.get(group.clone())?;
            Some(ScoreCell {
                from: cells.first()?.from,
                to: cells.last()?.to,
                negatives: cells.iter().map(|cell| cell.negatives).sum(),
                positives: cells.iter().map(|cell| cell.positives).sum(),
            })
        };
        side.score_cells = groups.iter().filter_map(one).collect();
    }
}

/// Which neighbours are joined so that each group has no rows or enough, on each side; none where all are too few.
fn groups(sides: &[Vec<u64>], fewest_rows: u64) -> Vec<Range<usize>> {
    let is_small = |group: &Range<usize>| {
        sides.iter().any(|counts| {
            let rows: u64 = counts.iter().take(group.end).skip(group.start).sum();
            rows > 0 && rows < fewest_rows
        })
    };
    let length = sides.iter().map(Vec::len).max().unwrap_or(0);
    let mut groups: Vec<Range<usize>> = Vec::new();
    for at in 0..length {
        match groups.last_mut() {
            Some(last) if is_small(last) => last.end = at + 1,
            _ => groups.push(at..at + 1),
        }
    }
    while let Some(last) = groups.pop_if(|last| is_small(last)) {
        match groups.last_mut() {
            Some(before) => before.end = last.end,
            None => return Vec::new(),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn neighbours_are_joined_until_they_have_rows_enough() {
        assert_eq!(groups(&[vec![1, 0, 9, 0, 8, 2]], 5), [0..3, 3..4, 4..6]);
        assert_eq!(groups(&[vec![9, 9, 9], vec![9, 3, 9]], 5), [0..1, 1..3]);
        assert_eq!(groups(&[vec![9, 9, 0, 1]], 5), [0..1, 1..4]);
        assert!(groups(&[vec![1, 0, 3]], 5).is_empty());
        assert!(groups(&[], 5).is_empty());
    }
}
