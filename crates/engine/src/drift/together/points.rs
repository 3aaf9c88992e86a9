//! Rows as points, for the maximum mean discrepancy.

use report::{Convention, InOrder, Measure, MeasureName, Pair};
use stats::{Bandwidth, Feature, Mmd, sample_positions};

use super::sample::Sample;
use crate::Study;
use crate::drift::measures::Entry;

/// Names of a column that have a dimension of their own.
const MOST_NAMES: usize = 10;
/// Products of pairs of points and dimensions that are computed at most.
const MOST_PRODUCTS: usize = 50_000_000;

/// The discrepancy of a sample, before any split is drawn.
pub fn mmd(study: &Study<'_>, sample: &Sample, is_embedding: bool) -> Option<Mmd> {
    let dimensions: Vec<Vec<f64>> = if is_embedding {
        sample.features.iter().flat_map(as_they_are).collect()
    } else {
        sample.features.iter().flat_map(standardised).collect()
    };
    // Pairs of n points of each side: about 2 n².
    let affordable = (MOST_PRODUCTS / dimensions.len().max(1) / 2).isqrt() as u64;
    let most = study.settings.drift.mmd_rows.min(affordable.max(20));
    let seed = study.settings.seed;
    let points = |first: usize, rows: usize| -> Vec<Vec<f64>> {
        let rows = sample_positions(rows as u64, most, seed).into_iter();
        let rows = rows.map(|row| first + row as usize);
        rows.map(|row| dimensions.iter().map(|dimension| dimension[row]).collect()).collect()
    };
    let Pair { reference, production } = sample.rows;
    Mmd::new(&points(0, reference), &points(reference, production), Bandwidth::Pooled, seed)
}

/// Its entry in the list of measures.
pub fn entry(study: &Study<'_>, mmd: Option<&Mmd>, sample: &Sample) -> Measure {
    let n = mmd.map_or_else(
        || sample.rows.map(|rows| rows as u64),
        |mmd| {
            let (reference, production) = mmd.sizes();
            Pair::new(reference, production)
        },
    );
    let how = mmd.map_or_else(String::new, |mmd| {
        format!("RBF kernel at the median distance, {} random splits", mmd.draws())
    });
    Entry::new(MeasureName::Mmd, Convention::Textbook, how, n)
        .value(mmd.map(Mmd::value))
        .or_else_because("a distance is beyond the largest number")
        .p_value(mmd.map(Mmd::p_value))
        .p_limit(study.settings.drift.test_alpha)
        .done()
}

fn as_they_are(feature: &Feature) -> Option<Vec<f64>> {
    match feature {
        Feature::Numbers(values) => {
            Some(values.iter().map(|v| if v.is_finite() { *v } else { 0.0 }).collect())
        }
        Feature::Names(_) => None,
    }
}

/// A column as dimensions whose variances over both sides add up to 1: a number is one, each of the
/// most frequent names is one. Missing values stand in the middle.
fn standardised(feature: &Feature) -> Vec<Vec<f64>> {
    match feature {
        Feature::Numbers(values) => {
            let finite = || values.iter().filter(|value| value.is_finite());
            let n = finite().count().max(1) as f64;
            let mean = finite().sum::<f64>() / n;
            let variance = finite().map(|value| (value - mean) * (value - mean)).sum::<f64>() / n;
            let deviation = if variance > 0.0 { variance.sqrt() } else { 1.0 };
            let place = |value: &f64| {
                if value.is_finite() { (value - mean) / deviation } else { 0.0 }
            };
            vec![values.iter().map(place).collect()]
        }
        Feature::Names(codes) => of_names(codes),
    }
}

fn of_names(codes: &[Option<u32>]) -> Vec<Vec<f64>> {
    let names = codes.iter().flatten().max().map_or(0, |&code| code as usize + 1);
    let mut counts = vec![0_u32; names];
    codes.iter().flatten().for_each(|&code| counts[code as usize] += 1);
    let mut frequent: Vec<u32> = (0..names as u32).collect();
    frequent.put_in_order_of(|&code| std::cmp::Reverse(counts[code as usize]));
    frequent.truncate(MOST_NAMES);
    let present = codes.iter().flatten().count().max(1) as f64;
    let share = |code: u32| f64::from(counts[code as usize]) / present;
    let variance: f64 = frequent.iter().map(|&code| share(code) * (1.0 - share(code))).sum();
    let deviation = if variance > 0.0 { variance.sqrt() } else { 1.0 };
    let dimension = |&name: &u32| -> Vec<f64> {
        let place = |code: &Option<u32>| match code {
            Some(code) => (f64::from(u8::from(*code == name)) - share(name)) / deviation,
            None => 0.0,
        };
        codes.iter().map(place).collect()
    };
    frequent.iter().map(dimension).collect()
}
