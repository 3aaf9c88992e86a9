//! Change points without a change, the coverage of their intervals, and ramps of steps: seeded
//! simulations with bounds of about three standard errors.

#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use stats::{
    ChangePoint, ChangeShape, CountSeries, NextValue, change_point, change_shape, dispersion,
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
    let dispersion = dispersion(series, 0..series.bins());
    change_point(series, 0..series.bins(), 50, dispersion).unwrap()
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
            let mut distance = || -> f64 {
                let normal = |rng: &mut Pcg32| {
                    let (u, v): (f64, f64) = (1.0 - rng.random::<f64>(), rng.random());
                    (-2.0 * u.ln()).sqrt() * (v * std::f64::consts::TAU).cos()
                };
                (0..9).map(|_| normal(&mut rng).powi(2)).sum()
            };
            let earlier: Vec<f64> = (0..windows).map(|_| distance()).collect();
            NextValue::after(&earlier).unwrap().p_value(distance()) < 0.05
        });
        println!("{windows} windows: {exceeded}");
        assert!((0.039..=0.061).contains(&exceeded), "{windows} windows: {exceeded}");
    }
}
