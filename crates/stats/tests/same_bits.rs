//! The same bits natively and in WebAssembly: `cargo test -p stats --test same_bits`, and the same
//! with `--target wasm32-unknown-unknown`.

#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

#[path = "hostile/every.rs"]
mod every;

use std::fmt::Write as _;

use every::{EVERY, Input, wrong};
use stats::calibration::{
    Bins, CalibrationLine, OutOfFold, RecalibrationKind, Reliability, brier_decomposition,
    calibration_error, calibration_in_the_large, consistency, hosmer_lemeshow, spiegelhalter,
};
use stats::performance::{
    Confusion, Estimate, Scored, average_precision, bootstrap, brier, gain, log_loss, r_squared,
    roc_auc, separation,
};
use stats::{
    Bandwidth, Cells, DomainClassifier, Feature, LogBase, Mmd, Moments, Reconstruction, Smoothing,
    Sorted, anderson_darling, baseline_z, cauchy_combination, chi_square_homogeneity,
    chi_square_sparse_p, cramer_von_mises, energy_distance, epps_singleton, g_test,
    hellinger_evidently, jensen_shannon, ks_asymptotic_p, ks_two_sample, kullback_leibler,
    largest_residual, mann_whitney, mood, noise, psi, psi_floored, quantile_edges, special,
    sturges_edges, wasserstein_evidently, welch_t,
};

/// FNV-1a over the bits of every number, so that one differing bit shows.
struct Fingerprint(u64);

impl Fingerprint {
    const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, number: f64) {
        self.add_bytes(&number.to_bits().to_le_bytes());
    }

    fn add_bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn add_all(&mut self, numbers: impl IntoIterator<Item = Option<f64>>) {
        numbers.into_iter().for_each(|number| self.add(number.unwrap()));
    }
}

/// `numpy.array([((a * i + c) % m) / d for i in range(n)])`
fn sample(n: u64, [a, c, m]: [u64; 3], d: f64) -> Sorted {
    Sorted::new((0..n).map(|i| ((a * i + c) % m) as f64 / d).collect()).unwrap()
}

fn add_column(fingerprint: &mut Fingerprint, reference: &Sorted, production: &Sorted) {
    let mut moments = Moments::new();
    moments.update(reference.values());
    let ks = ks_two_sample(reference, production).unwrap();
    let floor = noise::wasserstein(reference, production, 200, 20_251).unwrap();
    let mut other = Moments::new();
    other.update(production.values());
    fingerprint.add_all([
        anderson_darling(reference, production).map(|test| test.statistic),
        anderson_darling(reference, production).map(|test| test.p_value),
        cramer_von_mises(reference, production).map(|test| test.p_value),
        mann_whitney(reference, production).map(|test| test.p_value),
        mood(reference, production).map(|test| test.p_value),
        noise::bridges(reference, production, 200, 1).and_then(|floors| Some(floors.energy?.p95)),
        epps_singleton(reference, production).map(|test| test.statistic),
        energy_distance(reference, production),
        welch_t(&moments, &other).map(|test| test.p_value),
        baseline_z(&moments, &other).map(|z| z.mean),
        moments.variance(1),
        moments.skewness(),
        moments.excess_kurtosis(),
        Some(ks.statistic),
        Some(ks.p_value),
        Some(floor.expected),
        Some(floor.p95),
        wasserstein_evidently(reference, production),
        hellinger_evidently(reference, production, false),
    ]);
    for edges in [quantile_edges(reference, 60), sturges_edges(reference, production, false)] {
        fingerprint.add_all(edges.iter().copied().map(Some));
        add_cells(fingerprint, &Cells::from_open_edges(reference, production, &edges));
    }
}

fn add_cells(fingerprint: &mut Fingerprint, cells: &Cells) {
    let distance = |cells: &Cells| jensen_shannon(cells, LogBase::Two);
    let drawn = noise::binned(cells, 200, 1, distance).unwrap();
    fingerprint.add_all([
        distance(cells),
        psi_floored(cells, 0.001).map(|psi| psi.value),
        psi(cells, Smoothing::Evidently).map(|psi| psi.value),
        chi_square_homogeneity(cells).map(|test| test.p_value),
        chi_square_sparse_p(cells, 1, 20_000_000),
        g_test(cells).map(|test| test.p_value),
        kullback_leibler(cells, Smoothing::Evidently)
            .and_then(|both| both.reference_from_production.ok()),
        Some(drawn.expected),
        Some(drawn.p95),
        noise::psi(cells, 0.001, 200, 1).map(|floor| floor.p95),
        noise::psi_on_quantiles(cells, 0.001, 200, 1).map(|floor| floor.p95),
        largest_residual(cells).map(|largest| largest.p_value),
    ]);
}

fn add_laws(fingerprint: &mut Fingerprint) {
    for n in [50, 120, 500, 5000, 84_168, 500_000_u64] {
        for tenths in 1..40 {
            let x = f64::from(tenths) * 0.1 / (n as f64).sqrt();
            fingerprint.add(ks_asymptotic_p(x, 2 * n, 2 * n));
        }
    }
    let rounded = |side: &Sorted| {
        Sorted::new(side.values().iter().map(|value| value.floor()).collect()).unwrap()
    };
    let (a, b) = ([7919, 13, 1009], [104_729, 7, 997]);
    let tied = [sample(200, a, 100.0), sample(150, b, 90.0)].map(|side| rounded(&side));
    let test = anderson_darling(&tied[0], &tied[1]).unwrap();
    assert!(test.tied);
    fingerprint.add(test.p_value);
    for i in 1..400_u32 {
        let x = f64::from(i) * 0.37;
        fingerprint.add(special::student_t_two_sided(x, f64::from(1 + i % 50)));
        fingerprint.add(special::anderson_darling_sf(x / 3.0));
        fingerprint.add(special::cramer_von_mises_sf(x / 20.0));
        fingerprint.add(special::chi_square_sf(x, f64::from(1 + i % 50)));
        fingerprint.add(special::normal_sf(x / 10.0));
        let p_values = [special::normal_sf(x / 10.0), 0.37, 1.0 / f64::from(i)];
        fingerprint.add_all([cauchy_combination(&p_values).map(|combined| combined.p_value)]);
    }
}

fn add_together(fingerprint: &mut Fingerprint) {
    let numbers = |by: u64| (0..600_u64).map(|i| (i * by % 1009) as f64 / 7.0).collect();
    let names = (0..600_u64).map(|i| Some((i * i % 13) as u32)).collect();
    let features = [
        Feature::Numbers(numbers(7919)),
        Feature::Numbers(numbers(104_729)),
        Feature::Names(names),
    ];
    let model = Reconstruction::fit(&features, 0.65).unwrap();
    fingerprint.add_all(model.errors(&features).into_iter().map(Some));
    let sides = (0..600_u64).map(|i| i * 7919 % 1009 + i % 300 > 700).collect();
    let mut classifier = DomainClassifier::new(&features, sides, 1);
    while classifier.step() {}
    let auc = classifier.auc().unwrap();
    fingerprint.add_all([Some(auc.value), auc.standard_error]);
    fingerprint.add_all(classifier.gains().iter().map(|gain| Some(gain.mean)));
    let points: Vec<Vec<f64>> = (0..90_u32).map(|i| vec![f64::from(i * i % 97)]).collect();
    let mut mmd = Mmd::new(&points[..40], &points[40..], Bandwidth::Pooled, 1).unwrap();
    mmd.draw(50);
    fingerprint.add_all([Some(mmd.value()), Some(mmd.p_value())]);
}

fn add_calibration(fingerprint: &mut Fingerprint) {
    let scores: Vec<f64> = (0..3_000_u64).map(|i| (7919 * i % 1009) as f64 / 1008.0).collect();
    let classes: Vec<bool> =
        scores.iter().zip(0_u64..).map(|(p, i)| (i * i % 997) as f64 / 996.0 < p * p).collect();
    let scored = Scored::new(&scores, &classes).unwrap();
    for bins in [Bins::EqualWidth(10), Bins::EqualCount(10)] {
        let diagram = Reliability::new(&scored, bins).unwrap();
        let chance = consistency(&diagram, 200, 1).unwrap();
        fingerprint.add_all([
            calibration_error(&diagram).map(|error| error.root_mean_square),
            brier_decomposition(&diagram).map(|parts| parts.brier()),
            hosmer_lemeshow(&diagram).map(|test| test.p_value),
            Some(chance.expected),
            Some(chance.high),
        ]);
    }
    let line = CalibrationLine::fit(&scored).unwrap();
    fingerprint.add_all([
        spiegelhalter(&scored).map(|test| test.p_value),
        calibration_in_the_large(&scored).map(|large| large.value),
        Some(line.slope.value),
        Some(line.intercept.standard_error),
    ]);
    let folds = OutOfFold::new(&scores, &classes, 1).unwrap();
    for kind in RecalibrationKind::ALL {
        let judged = folds.judge(kind).unwrap();
        let change = judged.change.mean().unwrap();
        fingerprint.add_all([Some(change.value), Some(change.standard_error)]);
        fingerprint.add_all(judged.after.runs().iter().map(|run| Some(run.score)));
    }
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn calibration_gives_the_same_bits_everywhere() {
    let mut fingerprint = Fingerprint::new();
    add_calibration(&mut fingerprint);
    assert_eq!(format!("{:016x}", fingerprint.0), "f1e8b9e8d5770a58");
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn gives_the_same_bits_everywhere() {
    let mut fingerprint = Fingerprint::new();
    let (a, b) = ([7919, 13, 1009], [104_729, 7, 997]);
    add_column(&mut fingerprint, &sample(200, a, 100.0), &sample(150, b, 90.0));
    let (a, b) = ([7919, 13, 100_003], [104_729, 7, 99_991]);
    add_column(&mut fingerprint, &sample(30_000, a, 1000.0), &sample(20_000, b, 999.0));
    let few = [sample(60, a, 1000.0), sample(500, b, 999.0)];
    add_cells(
        &mut fingerprint,
        &Cells::from_open_edges(&few[0], &few[1], &quantile_edges(&few[0], 10)),
    );
    add_laws(&mut fingerprint);
    add_together(&mut fingerprint);
    // Recorded natively on x86-64; a change of any formula changes it.
    assert_eq!(format!("{:016x}", fingerprint.0), "cf7f4231cc528440");
}

fn add_estimate(fingerprint: &mut Fingerprint, estimate: Option<Estimate>) {
    let estimate = estimate.unwrap();
    let ends = estimate.interval.unwrap();
    fingerprint.add_all([Some(estimate.value), Some(ends.low), Some(ends.high)]);
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn performance_gives_the_same_bits_everywhere() {
    let mut fingerprint = Fingerprint::new();
    let scores: Vec<f64> = (0..900_u32).map(|i| f64::from(7919 * i % 1009) / 1009.0).collect();
    let classes: Vec<bool> = (0..900_u32).map(|i| 7919 * i % 1009 + i % 500 > 700).collect();
    let scored = Scored::new(&scores, &classes).unwrap();
    let counts = Confusion::of(classes.iter().zip(&scores).map(|(is, score)| (*is, *score > 0.5)));
    let gained = gain(&scored, 0.1).map(|gain| gain.found);
    let apart = separation(&scored).map(|found| found.distance);
    let area = |scored: &Scored| roc_auc(scored).map(|area| area.value);
    let drawn = Estimate { value: 0.0, interval: bootstrap(&scored, 50, 1, area) };
    let rank: Vec<f64> = (0..900_u32).map(f64::from).collect();
    for estimate in [
        roc_auc(&scored),
        average_precision(&scored),
        brier(&scored),
        log_loss(&scored),
        gained,
        apart,
        Some(drawn),
        counts.accuracy(),
        counts.f1(),
        counts.matthews(),
        counts.kappa(),
        counts.balanced_accuracy(),
        r_squared(&scores, &rank),
    ] {
        add_estimate(&mut fingerprint, estimate);
    }
    // Recorded natively on x86-64; a change of any formula changes it.
    assert_eq!(format!("{:016x}", fingerprint.0), "c36eea68f01ad6c3");
}

/// Two sides with ties, few and more values, and counts.
fn inputs() -> [Input; 2] {
    let side =
        |n: u64, by: u64, d: f64| (0..n).map(|i| ((by * i + 13) % 1009 / 3) as f64 / d).collect();
    let counts = |n: u64| -> Vec<(u64, u64)> {
        (0..n).map(|i| (5 + 7919 * i % 101, 3 + 104_729 * i % 97)).collect()
    };
    [
        Input::new(side(60, 7919, 100.0), side(45, 104_729, 90.0), &counts(3)),
        Input::new(side(240, 7919, 337.0), side(300, 104_729, 301.0), &counts(9)),
    ]
}

/// Every public statistic by its name, with the fingerprint of what it gives as text: a number is written
/// in the fewest digits that no other has.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn every_public_statistic_gives_the_same_bits_everywhere() {
    let inputs = inputs();
    let mut found = String::new();
    for (name, statistic) in EVERY {
        let mut fingerprint = Fingerprint::new();
        for input in &inputs {
            let text = statistic(input);
            assert_eq!(wrong(&text), None, "{name}: {text}");
            fingerprint.add_bytes(text.as_bytes());
        }
        writeln!(found, "{name} {:016x}", fingerprint.0).unwrap();
    }
    #[cfg(not(target_arch = "wasm32"))]
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        let place = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/same_bits.txt");
        return std::fs::write(place, found).unwrap();
    }
    // Recorded natively on x86-64 by `UPDATE_SNAPSHOTS=1 cargo test -p stats --test same_bits`.
    let recorded: Vec<&str> = include_str!("same_bits.txt").lines().collect();
    let differ = |line: &&str| !recorded.contains(line);
    let others: Vec<&str> = found.lines().filter(differ).collect();
    assert!(others.is_empty(), "other bits, or not recorded:\n{}", others.join("\n"));
    assert_eq!(recorded.len(), EVERY.len(), "some are recorded that are no more");
}
