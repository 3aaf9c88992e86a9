//! What concerns the vectors of an embedding: where their centre lies, and which components moved.

use report::{Convention, MeasureName, NoiseMethod, Together, format};
use stats::{NoiseFloor, Sorted, cosine_distance, random_order, wasserstein_evidently};

use super::sample::Sample;
use crate::Study;
use crate::drift::measures::Entry;

/// Random splits behind each noise floor.
const DRAWS: u32 = 60;
/// Wasserstein distance, over the reference's standard deviation, from which Evidently's ratio method
/// takes a component for drifted.
const COMPONENT_LIMIT: f64 = 0.1;
/// Share of drifted components from which that method says drift.
const RATIO_LIMIT: f64 = 0.2;

/// The vectors of both sides, and what splits of them gave so far.
pub struct Vectors {
    columns: Vec<Vec<f64>>,
    cosine: Option<f64>,
    drifted: f64,
    drawn: Vec<(f64, f64)>,
}

impl Vectors {
    pub fn new(sample: &Sample) -> Self {
        let columns = sample.features.iter().map(|feature| match feature {
            stats::Feature::Numbers(values) => values.clone(),
            stats::Feature::Names(codes) => vec![0.0; codes.len()],
        });
        let columns: Vec<Vec<f64>> = columns.collect();
        let (cosine, drifted) = distances(&columns, sample.rows.reference);
        Self { columns, cosine, drifted, drawn: Vec::new() }
    }

    /// Draws the next split; false when there is none left.
    pub fn step(&mut self, study: &Study<'_>, sample: &Sample) -> bool {
        if self.drawn.len() as u32 >= DRAWS {
            return false;
        }
        let seed = study.settings.seed.wrapping_add(self.drawn.len() as u32);
        let order = random_order(sample.rows.reference + sample.rows.production, seed);
        let split: Vec<Vec<f64>> = self
            .columns
            .iter()
            .map(|column| order.iter().map(|&row| column[row]).collect())
            .collect();
        let (cosine, drifted) = distances(&split, sample.rows.reference);
        self.drawn.push((cosine.unwrap_or(0.0), drifted));
        true
    }

    /// Adds what was found.
    pub fn say(&self, together: &mut Together) {
        let entry = |name, convention, how: &str| Entry::new(name, convention, how, together.rows);
        let floor = |of: fn(&(f64, f64)) -> f64| {
            NoiseFloor::from_draws(self.drawn.iter().map(of).collect())
        };
        let cosine = entry(
            MeasureName::CentroidCosine,
            Convention::Textbook,
            "1 − cosine of the mean vectors",
        )
        .value(self.cosine)
        .or_else_because("a mean vector is 0")
        .noise(floor(|drawn| drawn.0))
        .done();
        let ratio = entry(
            MeasureName::DriftedComponents,
            Convention::Evidently,
            "Wasserstein over the reference’s standard deviation ≥ 0.1, component by component",
        )
        .value(Some(self.drifted))
        .noise(floor(|drawn| drawn.1))
        .limit(RATIO_LIMIT)
        .done();
        if let (Some(value), Some(noise)) = (cosine.value, cosine.noise) {
            let drifted = format::percent(self.drifted);
            let NoiseMethod::Simulation { draws } = noise.method else { return };
            together.notes.push(format!(
                "The mean vectors are {} apart by cosine, by chance up to {} ({draws} random splits); {drifted} of the components drifted by Evidently’s measure.",
                format::distance(value),
                format::distance(noise.p95)
            ));
        }
        together.measures.extend([cosine, ratio]);
    }
}

/// Cosine distance of the means, and the share of components that drifted.
fn distances(columns: &[Vec<f64>], reference: usize) -> (Option<f64>, f64) {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let halves = || columns.iter().map(|column| column.split_at(reference));
    let [first, second]: [Vec<f64>; 2] = [
        halves().map(|(first, _)| mean(first)).collect(),
        halves().map(|(_, second)| mean(second)).collect(),
    ];
    let drifted = halves().filter(|(first, second)| is_drifted(first, second)).count();
    (cosine_distance(&first, &second), drifted as f64 / columns.len().max(1) as f64)
}

fn is_drifted(first: &[f64], second: &[f64]) -> bool {
    let sorted = |values: &[f64]| Sorted::new(values.to_vec()).unwrap_or_default();
    wasserstein_evidently(&sorted(first), &sorted(second))
        .is_some_and(|distance| distance >= COMPONENT_LIMIT)
}
