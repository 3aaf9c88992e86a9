//! Two groups of rows that a classifier tells apart: the first have labels.

use report::{InOrder, MetricName, Pair, Side, Task, Weighted};
use stats::estimation::ImportanceWeights;
use stats::{Auc, DomainClassifier, Measured, Moments, sample_positions};

use super::super::mean_metric;
use super::super::measured::as_reported;
use crate::Study;
use crate::drift::together::sample::{Sample, affordable_rows};
use crate::outcomes::Rows;

/// Rows of a group under which nothing is learned.
const FEWEST_ROWS: usize = 200;

/// Two groups under comparison.
pub struct Groups {
    /// Rows of the first group, in the order of the sample.
    first: Vec<u32>,
    /// Rows of the second.
    pub second: usize,
    names: Vec<String>,
    classifier: DomainClassifier,
}

impl Groups {
    /// The rows of the first group lie on one side, those of the second in production; none where a group
    /// has too few rows, or nothing varies.
    pub fn new(
        study: &Study<'_>,
        columns: &[String],
        side: Side,
        first: &[u32],
        second: &[u32],
    ) -> Option<Self> {
        let first = draw(study, first, columns.len(), 1);
        let second = draw(study, second, columns.len(), 2);
        if first.len().min(second.len()) < FEWEST_ROWS {
            return None;
        }
        let at = |rows: &[u32]| rows.iter().map(|&row| row as usize).collect::<Vec<usize>>();
        let positions = match side {
            Side::Reference => Pair::new(at(&first), at(&second)),
            Side::Production => Pair::new(Vec::new(), [at(&first), at(&second)].concat()),
        };
        let sample = Sample::at(study, columns, &positions);
        let is_second: Vec<bool> =
            (0..first.len() + second.len()).map(|row| row >= first.len()).collect();
        Self::of_sample(study, sample, is_second, first)
    }

    /// The rows of both groups lie on both sides, equally many of each side in a group; none where a group
    /// has too few rows of a side, or nothing varies.
    pub fn of_both(
        study: &Study<'_>,
        columns: &[String],
        groups: [&Pair<Vec<u32>>; 2],
    ) -> Option<Self> {
        let [first, second] = groups.map(|group| {
            let drawn = Pair::from_fn(|side: Side| draw(study, group.get(side), columns.len(), 5));
            let fewer = drawn.reference.len().min(drawn.production.len()) as u64;
            drawn.map(|rows| {
                let kept = sample_positions(rows.len() as u64, fewer, study.settings.seed);
                kept.into_iter().map(|at| rows[at as usize]).collect::<Vec<u32>>()
            })
        });
        if first.reference.len().min(second.reference.len()) < FEWEST_ROWS {
            return None;
        }
        let of_side = |side: Side| first.get(side).iter().chain(second.get(side));
        let positions = Pair::from_fn(|side| of_side(side).map(|&row| row as usize).collect());
        let of_group = |side: Side| (first.get(side).len(), second.get(side).len());
        let is_second = Side::BOTH.into_iter().flat_map(|side| {
            let (first, second) = of_group(side);
            (0..first + second).map(move |row| row >= first)
        });
        let sample = Sample::at(study, columns, &positions);
        Self::of_sample(
            study,
            sample,
            is_second.collect(),
            [first.reference, first.production].concat(),
        )
    }

    fn of_sample(
        study: &Study<'_>,
        sample: Sample,
        is_second: Vec<bool>,
        first: Vec<u32>,
    ) -> Option<Self> {
        (!sample.features.is_empty()).then(|| Self {
            second: is_second.len() - first.len(),
            names: sample.names,
            classifier: DomainClassifier::new(&sample.features, is_second, study.settings.seed),
            first,
        })
    }

    /// Learns the next fold; false when there is none left.
    pub fn step(&mut self) -> bool {
        self.classifier.step()
    }

    /// How well unseen rows of both groups are told apart.
    pub fn auc(&self) -> Option<Auc> {
        self.classifier.auc()
    }

    /// Rows of the first group.
    pub fn first(&self) -> usize {
        self.first.len()
    }

    /// The columns that tell the groups apart most surely, the most telling first.
    pub fn giveaways(&self) -> Vec<String> {
        let gains = self.classifier.gains().into_iter().zip(&self.names);
        let mut sure: Vec<(f64, &String)> = gains
            .filter(|(gain, _)| gain.mean > 2.0 * gain.standard_error)
            .map(|(gain, name)| (gain.mean, name))
            .collect();
        sure.put_in_order(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        sure.into_iter().map(|(_, name)| name.clone()).collect()
    }

    /// The model's mean metric over unseen rows of the first group, plain and weighted. Log odds of the
    /// second group become log weights.
    pub fn weigh(
        &self,
        task: Task,
        rows: &Rows,
        log_weight: impl Fn(f64) -> f64,
    ) -> Option<Weighted> {
        let log_odds = self.classifier.log_odds();
        let seen = self.first.iter().zip(log_odds).filter_map(|(&row, odds)| {
            Some((mean_metric::of_row(task, rows, row as usize)?, log_weight((*odds)?)))
        });
        let (values, weights): (Vec<f64>, Vec<f64>) = seen.unzip();
        let weights = ImportanceWeights::new(&weights)?;
        let mut moments = Moments::new();
        moments.update(&values);
        let metric = mean_metric::name(task);
        Some(Weighted {
            metric,
            plain: as_reported(stats::performance::mean(&moments)?)?,
            weighted: reported(metric, weights.mean(&values)?)?,
            rows: values.len() as u64,
            effective_rows: weights.effective_rows(),
        })
    }
}

fn reported(metric: MetricName, mean: Measured) -> Option<report::Estimate> {
    let interval = match metric {
        MetricName::Accuracy => mean.interval_95_of_share(),
        _ => mean.interval_95().map(|end| end.max(0.0)),
    };
    as_reported(stats::performance::Estimate { value: mean.value, interval: Some(interval) })
}

/// A seeded sample of rows, as many as the setting and the columns allow; each group has a seed of its own.
pub fn draw(study: &Study<'_>, rows: &[u32], columns: usize, group: u32) -> Vec<u32> {
    let settings = &study.settings;
    let most = settings.performance.learner_rows.min(affordable_rows(columns));
    let seed = settings.seed.wrapping_add(group);
    let drawn = sample_positions(rows.len() as u64, most, seed);
    drawn.into_iter().map(|position| rows[position as usize]).collect()
}
