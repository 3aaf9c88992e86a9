//! Losses of a model of numbers that are foretold without labels (direct loss estimation, DLE): trees learn
//! the absolute error of labelled rows of the reference, and its square, and foretell them for rows of production.

use report::{Pair, Side};
use stats::Measured;
use stats::estimation::DirectLoss;

use super::super::mean_metric;
use super::groups::draw;
use crate::Study;
use crate::drift::together::sample::Sample;
use crate::outcomes::ModelRows;

/// Foretold losses of sampled rows of production.
#[derive(Clone)]
pub struct Losses {
    told: DirectLoss,
    /// Those of the squared error.
    squared: Option<DirectLoss>,
    /// The sampled rows of production, ascending.
    rows: Vec<u32>,
    /// Labelled rows of the reference that it learned from.
    pub learned_from: u64,
}

impl Losses {
    /// Learns and foretells; none where the reference has too few labelled rows.
    pub fn learn(study: &Study<'_>, rows: &ModelRows, columns: &[String]) -> Option<Self> {
        let task = report::Task::Regression;
        let (reference, production) = (&rows.sides.reference, &rows.sides.production);
        let all = |side: Side| 0..study.tables.get(side).rows() as u32;
        let labelled =
            all(Side::Reference).filter(|&row| reference.numbers(row as usize).is_some());
        let labelled = draw(study, &labelled.collect::<Vec<u32>>(), columns.len(), 3);
        let others = all(Side::Production).filter(|&row| production.has_output(row as usize));
        let others = draw(study, &others.collect::<Vec<u32>>(), columns.len(), 4);
        let at = |rows: &[u32]| rows.iter().map(|&row| row as usize).collect::<Vec<usize>>();
        let positions = Pair::new(at(&labelled), at(&others));
        let features = Sample::at(study, columns, &positions).features;
        let losses: Vec<f64> = (labelled.iter())
            .filter_map(|&row| mean_metric::of_row(task, reference, row as usize))
            .collect();
        let all = labelled.len() + others.len();
        let told = DirectLoss::new(&features, all, &losses, study.settings.seed)?;
        let squares: Vec<f64> = losses.iter().map(|loss| loss * loss).collect();
        let squared = DirectLoss::new(&features, all, &squares, study.settings.seed);
        Some(Self { told, squared, rows: others, learned_from: losses.len() as u64 })
    }

    /// Sampled rows of production.
    pub fn rows(&self) -> u64 {
        self.rows.len() as u64
    }

    /// Share of the loss's variance that can be foretold.
    pub fn foretold_share(&self) -> f64 {
        self.told.foretold_share
    }

    /// The mean absolute and the mean squared error of all sampled rows.
    pub fn means(&self) -> [Option<Measured>; 2] {
        let all = 0..self.rows.len();
        let squared = self.squared.as_ref();
        [self.told.mean(all.clone()), squared.and_then(|squared| squared.mean(all))]
    }

    /// The same of those of some rows, ascending, that were sampled, and how many there are.
    pub fn means_of(&self, rows: &[u32]) -> ([Option<Measured>; 2], u64) {
        let place = |row: &u32| self.rows.binary_search(row).ok();
        let places: Vec<usize> = rows.iter().filter_map(place).collect();
        let squared = self.squared.as_ref();
        let means =
            [self.told.mean_of(&places), squared.and_then(|squared| squared.mean_of(&places))];
        (means, places.len() as u64)
    }
}
