//! Times the passes over one column of a million values a side, in milliseconds.
//!
//! `cargo run --release -p stats --example timing [values a side]`

use std::{hint::black_box, time::Instant};

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use stats::performance::{self, Scored};
use stats::{
    Cells, LogBase, Moments, Sorted, SortedPair, anderson_darling, cramer_von_mises, cramers_v,
    energy_distance, epps_singleton, hellinger, jensen_shannon, ks_two_sample, mann_whitney, mood,
    noise, psi_floored, quantile_edges, sturges_edges, total_variation, wasserstein,
};

fn main() {
    let n = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    for (name, levels) in [("continuous", 0.0), ("1,000 different values", 1_000.0)] {
        println!("{name}, {n} values a side");
        column(n, levels);
    }
    println!("a million scores of two classes: {n} rows");
    scores(n);
    for levels in [10, 200] {
        println!("{levels} names, {n} values a side");
        names(n as u64, levels);
    }
}

/// Noise floors of a column of names: every distance from its own splits, and all from the same.
fn names(n: u64, levels: u64) {
    let counts = vec![n / levels; levels as usize];
    let cells = Cells { reference: counts.clone(), production: counts };
    let js = |cells: &Cells| jensen_shannon(cells, LogBase::Two);
    let psi = |cells: &Cells| psi_floored(cells, 0.001).map(|psi| psi.value);
    let all: [&noise::Distance<'_>; 5] = [&js, &psi, &hellinger, &total_variation, &cramers_v];
    time("noise floors of five distances, each from its own 400 splits", || {
        all.map(|distance| noise::binned(&cells, 400, 1, distance))
    });
    time("the same from shared splits", || noise::binned_each(&cells, 400, 1, all));
}

/// Every measure of scores, after one sort.
fn scores(n: usize) {
    let scores: Vec<f64> =
        draw(n, 1, 1.0, 0.0).iter().map(|x| 1.0 / (1.0 + libm::exp(-x))).collect();
    let noise = draw(n, 2, 1.0, 0.0);
    let classes: Vec<bool> =
        scores.iter().zip(noise).map(|(score, x)| score + 0.2 * x > 0.6).collect();
    time("Scored::new", || Scored::new(&scores, &classes));
    let Ok(scored) = Scored::new(&scores, &classes) else { return };
    time("roc_auc", || performance::roc_auc(&scored));
    time("average_precision", || performance::average_precision(&scored));
    time("log_loss and brier", || (performance::log_loss(&scored), performance::brier(&scored)));
    time("separation, gains of six shares", || {
        (
            performance::separation(&scored),
            [0.01, 0.05, 0.1, 0.2, 0.3, 0.5].map(|q| performance::gain(&scored, q)),
        )
    });
    time("two curves", || {
        (performance::roc_curve(&scored), performance::precision_recall_curve(&scored))
    });
    time("a draw of the bootstrap of the area", || {
        performance::bootstrap(&scored, 1, 1, |scored| Some(performance::roc_auc(scored)?.value))
    });
}

fn column(n: usize, levels: f64) {
    let (a, b) = (draw(n, 1, 1.0, levels), draw(n, 2, 1.01, levels));
    let compared = time("sort_unstable_by(total_cmp), both sides", || {
        let mut sides = [a.clone(), b.clone()];
        sides.iter_mut().for_each(|side| side.sort_unstable_by(f64::total_cmp));
        sides
    });
    let sort = time("Sorted::new, both sides", || {
        [Sorted::new(a.clone()).ok(), Sorted::new(b.clone()).ok()]
    });
    let (Ok(a), Ok(b)) = (Sorted::new(a), Sorted::new(b)) else {
        return;
    };
    let rows_per_second = |ms: f64| 2e3 * n as f64 / ms;
    println!(
        "  {:.1} million values a second by radix sort, {:.1} by comparison",
        rows_per_second(sort) / 1e6,
        rows_per_second(compared) / 1e6
    );
    time("ks_two_sample alone", || ks_two_sample(&a, &b));
    time("wasserstein alone", || wasserstein(&a, &b));
    let drift = all_passes(&a, &b);
    println!("  not in the sum, as SortedPair has them from one walk:");
    time("anderson_darling alone", || anderson_darling(&a, &b));
    time("cramer_von_mises alone", || cramer_von_mises(&a, &b));
    time("mann_whitney alone", || mann_whitney(&a, &b));
    time("mood alone", || mood(&a, &b));
    time("energy_distance alone", || energy_distance(&a, &b));
    time("noise::bridges alone, 400 draws", || noise::bridges(&a, &b, 400, 1));
    println!("{drift:9.2}  all passes, {:.2} of the sort", drift / sort);
}

fn all_passes(a: &Sorted, b: &Sorted) -> f64 {
    let cells = Cells::from_open_edges(a, b, &quantile_edges(a, 10));
    let js = |cells: &Cells| jensen_shannon(cells, LogBase::Two);
    time("distinct, both sides", || [a.distinct(), b.distinct()])
        + time("moments, both sides", || [moments(a), moments(b)])
        + time("quantile cells and PSI", || {
            psi_floored(&Cells::from_open_edges(a, b, &quantile_edges(a, 10)), 0.001)
        })
        + time("Sturges cells", || Cells::from_edges(a, b, &sturges_edges(a, b, false)))
        + time("SortedPair: KS, Wasserstein and four more", || {
            let pair = SortedPair::new(a, b)?;
            Some((pair.ks(), pair.bridge_floors(400, 1), pair.cells_of_distinct(false)))
        })
        + time("SortedPair: four tests on ranks and their cells", || {
            Some(SortedPair::new(a, b)?.rank_tests(10))
        })
        - time("  of that the walk above", || SortedPair::new(a, b).map(|pair| pair.ks()))
        + time("epps_singleton alone", || epps_singleton(a, b))
        + time("noise floors of three distances on ten cells, 400 draws", || {
            noise::binned_each(&cells, 400, 1, [&js, &hellinger, &total_variation])
        })
}

fn moments(side: &Sorted) -> Moments {
    let mut moments = Moments::new();
    moments.update(side.values());
    moments
}

/// Squares of uniform numbers, or whole numbers below `levels`.
fn draw(n: usize, seed: u64, scale: f64, levels: f64) -> Vec<f64> {
    let mut rng = Pcg32::seed_from_u64(seed);
    let value = |u: f64| if levels > 0.0 { (u * u * levels).floor() } else { scale * u * u };
    (0..n).map(|_| value(rng.random())).collect()
}

/// The shortest of nine runs, in milliseconds.
fn time<T>(what: &str, run: impl Fn() -> T) -> f64 {
    let once = || {
        let start = Instant::now();
        black_box(run());
        start.elapsed().as_secs_f64() * 1e3
    };
    let shortest = (0..9).map(|_| once()).fold(f64::INFINITY, f64::min);
    println!("{shortest:9.2}  {what}");
    shortest
}
