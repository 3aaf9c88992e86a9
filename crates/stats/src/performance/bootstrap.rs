//! Percentile interval of any measure of scored rows, from rows drawn again with a seed.
//!
//! Each draw takes n rows of the n, and keeps them sorted: they are counted onto the runs of equal
//! scores, so that a draw takes O(n) and no sort. The ends are those of `numpy.quantile` at 2.5% and
//! 97.5%. Draws whose rows have no value are left out, as those of one class; `None` where over half
//! are.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;

use super::{Interval, ScoreRun, Scored};
use crate::{Sorted, quantile};

/// The interval of a measure.
#[must_use]
pub fn bootstrap(
    scored: &Scored,
    draws: u32,
    seed: u32,
    measure: impl Fn(&Scored) -> Option<f64>,
) -> Option<Interval> {
    let rows = u32::try_from(scored.len()).ok().filter(|&rows| rows > 0)?;
    let cells = cell_of_each_row(scored);
    let mut random = Pcg32::seed_from_u64(u64::from(seed));
    let mut counts = vec![0_u32; 2 * scored.runs().len()];
    let mut values = Vec::with_capacity(draws as usize);
    for _ in 0..draws {
        counts.fill(0);
        for _ in 0..rows {
            counts[cells[random.random_range(0..rows) as usize] as usize] += 1;
        }
        values.extend(measure(&drawn(scored, &counts)).filter(|value| value.is_finite()));
    }
    percentile_interval(values, draws)
}

/// What holds 95% of the values of so many draws; `None` where over half have none.
pub(crate) fn percentile_interval(values: Vec<f64>, draws: u32) -> Option<Interval> {
    let is_told = !values.is_empty() && 2 * values.len() >= draws as usize;
    let sorted = Sorted::new(values).ok().filter(|_| is_told)?;
    Some(Interval { low: quantile(&sorted, 0.025)?, high: quantile(&sorted, 0.975)? })
}

/// Twice the run of each row, and one more where it is positive.
fn cell_of_each_row(scored: &Scored) -> Vec<u32> {
    let runs = (0_u32..).step_by(2).zip(scored.runs());
    runs.flat_map(|(cell, run)| {
        let negatives = std::iter::repeat_n(cell, run.negatives as usize);
        negatives.chain(std::iter::repeat_n(cell + 1, run.positives as usize))
    })
    .collect()
}

fn drawn(scored: &Scored, counts: &[u32]) -> Scored {
    let run = |(run, counts): (&ScoreRun, &[u32])| ScoreRun {
        score: run.score,
        negatives: u64::from(counts[0]),
        positives: u64::from(counts[1]),
    };
    let runs = scored.runs().iter().zip(counts.chunks_exact(2)).map(run);
    Scored::of_runs(runs.filter(|run| !run.is_empty()).collect())
}

#[cfg(test)]
mod tests {
    use super::bootstrap;
    use crate::{
        Auc,
        performance::Scored,
        testing::{a, b},
    };

    #[test]
    fn the_interval_of_the_area_is_near_delongs() {
        let scored = Scored::of_classes(&a(), &b());
        let area = |scored: &Scored| Auc::of_scored(scored).map(|auc| auc.value);
        let drawn = bootstrap(&scored, 1_000, 1, area).unwrap();
        let (low, high) = Auc::of_scored(&scored).unwrap().interval_95().unwrap();
        assert!((drawn.low - low).abs() < 0.01 && (drawn.high - high).abs() < 0.01);
        assert_eq!(bootstrap(&scored, 50, 7, area), bootstrap(&scored, 50, 7, area));
    }

    #[test]
    fn what_has_no_value_has_no_interval() {
        let scored = Scored::of_classes(&a(), &b());
        assert_eq!(bootstrap(&scored, 10, 1, |_| None), None);
        assert_eq!(bootstrap(&scored, 0, 1, |_| Some(1.0)), None);
        assert_eq!(bootstrap(&Scored::default(), 10, 1, |_| Some(1.0)), None);
    }
}
