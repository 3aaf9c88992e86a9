//! Change points without a change, the coverage of their intervals, and ramps of steps: seeded
//! simulations with bounds of about three standard errors.

#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use stats::{
    ChangePoint, ChangeShape, CountSeries, NextValue, Scatter, change_point, change_shape,
};

const BINS: usize = 256;

/// Bins of so many values in so many cells; `share(position, cell)` need not add up to 1.
fn series(
    rng: &mut Pcg32,
    values: usize,
    cells: usize,
    mut share: impl FnMut(f64, usize) -> f64,
) -> CountSeries {
    let mut counts = vec![0; BINS * cells];
    for (bin, counts) in counts.chunks_exact_mut(cells).enumerate() {
        for value in 0..values {
            let position = bin as f64 + value as f64 / values as f64;
            let weights: Vec<f64> = (0..cells).map(|cell| share(position, cell)).collect();
            let mut left = rng.random::<f64>() * weights.iter().sum::<f64>();
            let cell = weights.iter().position(|weight| {
                left -= weight;
                left < 0.0
            });
            counts[cell.unwrap_or(cells - 1)] += 1;
        }
    }
    CountSeries::new(cells, &counts)
}

fn found(series: &CountSeries) -> ChangePoint {
    let scatter = Scatter::of(series, 0..series.bins());
    change_point(series, 0..series.bins(), 50, &scatter).unwrap()
}

fn share_of(repetitions: u32, mut happens: impl FnMut() -> bool) -> f64 {
    let times: u32 = (0..repetitions).map(|_| u32::from(happens())).sum();
    f64::from(times) / f64::from(repetitions)
}

#[test]
fn without_a_change_few_are_found() {
    let mut rng = Pcg32::seed_from_u64(1);
    for (cells, values) in [(2, 20), (10, 20), (10, 4)] {
        let false_alarms =
            share_of(600, || found(&series(&mut rng, values, cells, |_, _| 1.0)).p_value < 0.05);
        println!("{cells} cells of {values}: {false_alarms}");
        assert!(false_alarms < 0.075, "{cells} cells: {false_alarms}");
    }
}

/// Rows of a day share a day's weather: the law of a cell wanders from block to block.
#[test]
fn rows_that_come_in_clusters_are_no_change() {
    let mut rng = Pcg32::seed_from_u64(2);
    let mut weather = Pcg32::seed_from_u64(3);
    let false_alarms = share_of(400, || {
        let days: Vec<f64> = (0..BINS).map(|_| weather.random::<f64>()).collect();
        let series = series(
            &mut rng,
            20,
            4,
            |at, cell| {
                if cell == 0 { 0.5 + days[at as usize] } else { 1.0 }
            },
        );
        found(&series).p_value < 0.05
    });
    println!("clusters: {false_alarms}");
    assert!(false_alarms < 0.08, "{false_alarms}");
}

/// Bins of 20 normal values around a level, in cells between the quantiles of all of them.
fn normal_series(rng: &mut Pcg32, levels: &[f64], cells: usize) -> CountSeries {
    let values: Vec<f64> = (0..levels.len() * 20).map(|i| levels[i / 20] + normal(rng)).collect();
    let mut sorted = values.clone();
    sorted.sort_unstable_by(f64::total_cmp);
    let edges: Vec<f64> = (1..cells).map(|cell| sorted[cell * sorted.len() / cells]).collect();
    let mut counts = vec![0; levels.len() * cells];
    for (i, value) in values.iter().enumerate() {
        counts[i / 20 * cells + edges.partition_point(|edge| edge <= value)] += 1;
    }
    CountSeries::new(cells, &counts)
}

fn normal(rng: &mut Pcg32) -> f64 {
    let (u, v): (f64, f64) = (1.0 - rng.random::<f64>(), rng.random());
    (-2.0 * u.ln()).sqrt() * (v * std::f64::consts::TAU).cos()
}

/// Levels that wander as an autoregression of the first order, the same for so many bins each.
fn wandering(rng: &mut Pcg32, phi: f64, size: f64, each: usize) -> Vec<f64> {
    let mut level = normal(rng);
    let mut levels = Vec::with_capacity(BINS);
    while levels.len() < BINS {
        levels.extend(std::iter::repeat_n(level * size, each));
        level = phi * level + (1.0 - phi * phi).sqrt() * normal(rng);
    }
    levels
}

/// Days whose levels hang together are no change, as far as a single stretch of time can tell.
#[test]
fn days_that_are_alike_are_seldom_a_change() {
    let mut rng = Pcg32::seed_from_u64(7);
    for (phi, size, each, most) in [
        (0.0, 0.0, 1, 0.07),
        (0.5, 0.3, 1, 0.15),
        (0.5, 1.0, 1, 0.17),
        (0.5, 0.3, 4, 0.18),
        (0.9, 0.3, 1, 0.3),
        (0.9, 0.3, 4, 0.45),
    ] {
        for cells in [2, 10] {
            let mut alike = 0.0;
            let false_alarms = share_of(400, || {
                let levels = wandering(&mut rng, phi, size, each);
                let point = found(&normal_series(&mut rng, &levels, cells));
                alike += point.along.autocorrelation / 400.0;
                point.p_value < 0.05
            });
            println!(
                "days alike by {phi}, {size} large, each {each} of {BINS}, {cells} cells: {false_alarms}, measured {alike:.2}"
            );
            assert!(false_alarms <= most, "{phi} {cells} cells: {false_alarms}");
        }
    }
}

/// What is found of a step in the middle, and how often the interval holds it.
#[test]
fn a_step_is_found_among_days_that_are_alike() {
    let mut rng = Pcg32::seed_from_u64(8);
    for (phi, size) in [(0.0, 0.0), (0.5, 0.3)] {
        for step in [0.1, 0.15, 0.3, 1.0] {
            let (mut times_found, mut times_held) = (0, 0);
            for _ in 0..400 {
                let mut levels = wandering(&mut rng, phi, size, 1);
                levels[150..].iter_mut().for_each(|level| *level += step);
                let point = found(&normal_series(&mut rng, &levels, 10));
                let is_found = point.p_value < 0.05;
                times_found += u32::from(is_found);
                times_held += u32::from(is_found && point.first <= 150 && 150 <= point.last);
            }
            let (power, held) =
                (f64::from(times_found) / 400.0, f64::from(times_held) / f64::from(times_found));
            println!(
                "step of {step}, days alike by {phi}: found {power}, interval holds {held:.3}"
            );
            // Of steps that are seldom found, chance picks those that it has put elsewhere.
            assert!(power < 0.7 || held > 0.93, "{phi} {step}: {held}");
            assert!(step < 1.0 || power > 0.9, "{phi} {step}: {power}");
        }
    }
}

#[test]
fn the_interval_holds_the_change() {
    let mut rng = Pcg32::seed_from_u64(4);
    for (times, cells) in [(1.6, 10), (3.0, 10), (1.4, 2)] {
        let change = 150.0;
        let mut widths = 0;
        let covered =
            share_of(400, || {
                let series = series(&mut rng, 20, cells, |at, cell| {
                    if cell == 0 && at >= change { times } else { 1.0 }
                });
                let point = found(&series);
                widths += point.last - point.first;
                point.first as f64 <= change && change <= point.last as f64
            });
        println!("{times} times, {cells} cells: {covered}, mean width {}", widths / 400);
        assert!(covered > 0.93, "{times} times: {covered}");
    }
}

#[test]
fn a_step_is_seldom_called_gradual_and_a_slope_mostly() {
    let mut rng = Pcg32::seed_from_u64(5);
    let mut gradual = |length: f64| {
        share_of(400, || {
            let series = series(&mut rng, 20, 2, |at, cell| {
                let moved = ((at - 100.3) / length).clamp(0.0, 1.0);
                if cell == 0 { 1.0 + 1.5 * moved } else { 1.0 }
            });
            let starts = series.blocks(0..series.bins(), 64);
            let (means, values): (Vec<f64>, Vec<f64>) = starts
                .windows(2)
                .map(|bounds| {
                    let counts: Vec<u64> = series.counts(bounds[0]..bounds[1]).collect();
                    let values = (counts[0] + counts[1]) as f64;
                    (counts[0] as f64 / values, values)
                })
                .unzip();
            matches!(change_shape(&means, &values), ChangeShape::Gradual { .. })
        })
    };
    let (of_steps, of_slopes) = (gradual(1e-9), gradual(120.0));
    println!("gradual: {of_steps} of steps, {of_slopes} of slopes");
    assert!(of_steps < 0.075, "{of_steps}");
    assert!(of_slopes > 0.7, "{of_slopes}");
}

#[test]
fn one_more_window_exceeds_the_limit_as_often_as_said() {
    let mut rng = Pcg32::seed_from_u64(6);
    for windows in [4, 12, 30] {
        let exceeded = share_of(4000, || {
            // Chi-square with 9 degrees of freedom, as PSI of ten cells has without drift.
            let mut distance = || -> f64 { (0..9).map(|_| normal(&mut rng).powi(2)).sum() };
            let earlier: Vec<f64> = (0..windows).map(|_| distance()).collect();
            NextValue::after(&earlier).unwrap().p_value(distance()) < 0.05
        });
        println!("{windows} windows: {exceeded}");
        assert!((0.039..=0.061).contains(&exceeded), "{windows} windows: {exceeded}");
    }
}
