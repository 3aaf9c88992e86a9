//! Without drift, tests reject and distances pass their noise floor as often as they should:
//! seeded simulations with bounds of about three standard errors.

#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use stats::{
    Auc, Bandwidth, Cells, Compound, DomainClassifier, Feature, Mmd, Moments, Sorted,
    anderson_darling, baseline_z, chi_square_homogeneity, chi_square_sparse_p, cramer_von_mises,
    epps_singleton, g_test, ks_two_sample, mann_whitney, noise, out_of_vocabulary, psi_floored,
    quantile_edges, text_classifier, wasserstein, welch_t,
};

/// Share of repetitions for which `happens` holds.
fn share(repetitions: u32, mut happens: impl FnMut() -> bool) -> f64 {
    let times: u32 = (0..repetitions).map(|_| u32::from(happens())).sum();
    f64::from(times) / f64::from(repetitions)
}

#[track_caller]
fn assert_between(share: f64, low: f64, high: f64) {
    assert!((low..=high).contains(&share), "{share} is not within {low} to {high}");
}

/// Counts of n and m draws from a law on levels, given by a function of a uniform number.
fn table(rng: &mut Pcg32, n: u32, m: u32, levels: usize, level: impl Fn(f64) -> f64) -> Cells {
    let mut side = |n: u32| {
        let mut counts = vec![0; levels];
        for _ in 0..n {
            counts[(level(rng.random()) * levels as f64) as usize] += 1;
        }
        counts
    };
    Cells { reference: side(n), production: side(m) }
}

fn sample(rng: &mut Pcg32, n: usize, quantile: impl Fn(f64) -> f64) -> Sorted {
    Sorted::new((0..n).map(|_| quantile(rng.random())).collect()).unwrap()
}

#[test]
fn sparse_chi_square_holds_its_level_where_the_plain_one_does_not() {
    let mut rng = Pcg32::seed_from_u64(1);
    let laws: [fn(f64) -> f64; 2] = [|u| u, |u| u * u * u];
    for level in laws {
        let mut plain = 0;
        let sparse = share(6000, || {
            let cells = table(&mut rng, 60, 60, 200, level);
            plain += u32::from(chi_square_homogeneity(&cells).unwrap().p_value <= 0.05);
            chi_square_sparse_p(&cells, 1, 20_000_000).unwrap() <= 0.05
        });
        assert_between(sparse, 0.04, 0.06);
        assert_between(f64::from(plain) / 6000.0, 0.0, 0.01);
    }
}

/// Columns of one common value and few rare ones, whose statistic takes few different values: the
/// law of the same mean and variance called 9% of them shifted, and 3% at a level of 1%.
#[test]
fn sparse_chi_square_holds_its_level_with_few_rare_values() {
    let mut rng = Pcg32::seed_from_u64(11);
    let mut seed = 0;
    let mut at_one_percent = 0;
    let level = share(1500, || {
        seed += 1;
        let cells = table(&mut rng, 200, 200, 100, |u| libm::pow(u, 60.0));
        let p = chi_square_sparse_p(&cells, seed, 20_000_000).unwrap();
        at_one_percent += u32::from(p <= 0.01);
        p <= 0.05
    });
    assert_between(level, 0.0, 0.06);
    assert_between(f64::from(at_one_percent) / 1500.0, 0.0, 0.015);
}

/// Ten columns that hang together by a common factor, one of them of few values and one of names, with
/// uneven sides: columns taken for independent would be called more than chance in 13% (3,000 draws with the
/// asymptotic p-values of SciPy 1.17.1 and the chi-square law of Fisher).
fn correlated_columns(rng: &mut Pcg32, n: usize, m: usize, seed: u32) -> Compound {
    let factor: Vec<f64> = (0..n + m).map(|_| rng.random::<f64>()).collect();
    let mut compound = Compound::new(n, m, 99, seed);
    for column in 0..10 {
        let values: Vec<f64> = factor.iter().map(|f| 2.0 * f + rng.random::<f64>()).collect();
        match column {
            8 => compound.add_numbers(&values.iter().map(|v| libm::floor(*v)).collect::<Vec<_>>()),
            9 => compound
                .add_names(&values.iter().map(|v| Some((v * 2.0) as u32)).collect::<Vec<_>>()),
            _ => compound.add_numbers(&values),
        }
    }
    compound
}

#[test]
fn many_columns_together_hold_their_level_however_they_hang_together() {
    let mut rng = Pcg32::seed_from_u64(21);
    let mut at_one_percent = 0;
    let mut seed = 0;
    let level = share(1_500, || {
        seed += 1;
        let p = correlated_columns(&mut rng, 90, 60, seed).test().unwrap().p_value;
        at_one_percent += u32::from(p <= 0.01);
        p <= 0.05
    });
    assert_between(level, 0.033, 0.067);
    assert_between(f64::from(at_one_percent) / 1_500.0, 0.003, 0.018);
}

#[test]
fn sparse_chi_square_agrees_with_the_plain_one_on_filled_cells() {
    let mut rng = Pcg32::seed_from_u64(2);
    let mut seed = 0;
    let level = share(4000, || {
        seed += 1;
        let cells = table(&mut rng, 300, 200, 6, |u| u);
        let plain = chi_square_homogeneity(&cells).unwrap().p_value;
        let sparse = chi_square_sparse_p(&cells, seed, 20_000_000).unwrap();
        // In the tail it is counted from splits, of which 50 as extreme suffice.
        let tolerance = if plain > 0.11 { 0.01 } else { 0.01 + plain };
        assert!((plain - sparse).abs() < tolerance, "{plain} {sparse}");
        sparse <= 0.05
    });
    assert_between(level, 0.04, 0.06);
}

#[test]
fn ks_holds_its_level_and_its_floor() {
    let mut rng = Pcg32::seed_from_u64(3);
    let floor = noise::ks(2000, 200);
    let mut sum = 0.0;
    let mut over = 0;
    let level = share(2000, || {
        let (a, b) = (sample(&mut rng, 2000, |u| u), sample(&mut rng, 200, |u| u));
        let ks = ks_two_sample(&a, &b).unwrap();
        sum += ks.statistic;
        over += u32::from(ks.statistic > floor.p95);
        ks.p_value <= 0.05
    });
    assert_between(level, 0.035, 0.065);
    assert_between(f64::from(over) / 2000.0, 0.035, 0.065);
    assert_between(sum / 2000.0 / floor.expected, 0.95, 1.02);
}

#[test]
fn psi_on_reference_deciles_keeps_its_floor() {
    let mut rng = Pcg32::seed_from_u64(4);
    let level = share(2000, || {
        let (a, b) = (sample(&mut rng, 1000, |u| u), sample(&mut rng, 500, |u| u));
        let cells = Cells::from_open_edges(&a, &b, &quantile_edges(&a, 10));
        let floor = noise::psi(&cells, 0.001, 0, 1).unwrap();
        psi_floored(&cells, 0.001).unwrap().value > floor.p95
    });
    assert_between(level, 0.035, 0.07);
}

#[test]
fn wasserstein_keeps_its_floor_with_thin_and_heavy_tails() {
    let laws: [fn(f64) -> f64; 3] =
        [|u| u, |u| -libm::log(1.0 - u), |u| libm::pow(1.0 - u, -1.0 / 3.0)];
    for (seed, law) in (5..).zip(laws) {
        let mut rng = Pcg32::seed_from_u64(seed);
        let mut seed = 0;
        let level = share(800, || {
            seed += 1;
            let (a, b) = (sample(&mut rng, 400, law), sample(&mut rng, 150, law));
            let floor = noise::wasserstein(&a, &b, 200, seed).unwrap();
            wasserstein(&a, &b).unwrap() > floor.p95
        });
        assert_between(level, 0.025, 0.075);
    }
}

fn moments(sample: &Sorted) -> Moments {
    let mut moments = Moments::new();
    moments.update(sample.values());
    moments
}

/// Shares of repetitions with p at most 0.05, at most 0.5 and at most 0.95.
fn assert_uniform(repetitions: u32, mut p_value: impl FnMut() -> f64) {
    let p: Vec<f64> = (0..repetitions).map(|_| p_value()).collect();
    for level in [0.05, 0.5, 0.95] {
        let under = p.iter().filter(|&&p| p <= level).count() as f64 / f64::from(repetitions);
        let error = (level * (1.0 - level) / f64::from(repetitions)).sqrt();
        assert_between(under, level - 3.5 * error, level + 3.5 * error);
    }
}

#[test]
fn p_values_of_continuous_samples_are_uniform() {
    type Test = fn(&Sorted, &Sorted) -> f64;
    let tests: [Test; 5] = [
        |a, b| anderson_darling(a, b).unwrap().p_value,
        |a, b| cramer_von_mises(a, b).unwrap().p_value,
        |a, b| mann_whitney(a, b).unwrap().p_value,
        |a, b| welch_t(&moments(a), &moments(b)).unwrap().p_value,
        |a, b| epps_singleton(a, b).unwrap().p_value,
    ];
    for (seed, test) in (10..).zip(tests) {
        let mut rng = Pcg32::seed_from_u64(seed);
        assert_uniform(2000, || {
            let (a, b) = (sample(&mut rng, 200, |u| u), sample(&mut rng, 120, |u| u));
            test(&a, &b)
        });
    }
}

/// Values with ties: two, three and ten levels, Poisson-like counts, and zeros with a tail.
fn tied_laws() -> [fn(f64) -> f64; 5] {
    [
        |u| (u * 1.5).floor(),
        |u| (u * 3.0).floor(),
        |u| (u * 10.0).floor(),
        |u| (-2.0 * libm::log(1.0 - u)).floor(),
        |u| (u - 0.5).max(0.0),
    ]
}

#[test]
fn anderson_darling_holds_its_level_with_ties() {
    for (seed, law) in (20..).zip(tied_laws()) {
        let mut rng = Pcg32::seed_from_u64(seed);
        let level = share(2000, || {
            let (a, b) = (sample(&mut rng, 400, law), sample(&mut rng, 250, law));
            anderson_darling(&a, &b).unwrap().p_value <= 0.05
        });
        assert_between(level, 0.035, 0.065);
    }
}

#[test]
fn cramer_von_mises_keeps_under_its_level_with_ties() {
    for (seed, law) in (30..).zip(tied_laws()) {
        let mut rng = Pcg32::seed_from_u64(seed);
        let level = share(2000, || {
            let (a, b) = (sample(&mut rng, 400, law), sample(&mut rng, 250, law));
            cramer_von_mises(&a, &b).unwrap().p_value <= 0.05
        });
        assert_between(level, 0.0, 0.065);
    }
}

#[test]
fn g_test_holds_its_level() {
    let mut rng = Pcg32::seed_from_u64(40);
    assert_uniform(2000, || g_test(&table(&mut rng, 600, 400, 6, |u| u)).unwrap().p_value);
}

#[test]
fn baseline_distances_have_about_the_normal_law() {
    let mut rng = Pcg32::seed_from_u64(41);
    let mut wide = 0;
    let level = share(2000, || {
        let (a, b) = (sample(&mut rng, 500, |u| u), sample(&mut rng, 300, |u| u));
        let z = baseline_z(&moments(&a), &moments(&b)).unwrap();
        wide += u32::from(z.standard_deviation.unwrap().abs() > 1.96);
        z.mean.abs() > 1.96
    });
    assert_between(level, 0.035, 0.065);
    assert_between(f64::from(wide) / 2000.0, 0.035, 0.065);
}

/// Both interval and test; with cross-validation in place of folds in a row the interval holds 0.5 in
/// 86% of such draws.
#[test]
fn the_domain_classifier_holds_its_level() {
    let mut rng = Pcg32::seed_from_u64(50);
    for (n, m) in [(200, 200), (60, 340)] {
        let (mut seed, mut covered) = (0, 0);
        let level = share(400, || {
            seed += 1;
            let mut numbers =
                |quantile: fn(f64) -> f64| (0..n + m).map(|_| quantile(rng.random())).collect();
            let features = [
                Feature::Numbers(numbers(|u| u)),
                Feature::Numbers(numbers(|u| if u < 0.3 { f64::NAN } else { (20.0 * u).floor() })),
                Feature::Numbers(numbers(|u| 1.0 / u)),
                Feature::Names(
                    (0..n + m).map(|_| Some((rng.random::<f64>() * 30.0) as u32)).collect(),
                ),
            ];
            let sides = (0..n + m).map(|row| row >= n).collect();
            let mut classifier = DomainClassifier::new(&features, sides, seed);
            while classifier.step() {}
            let auc = classifier.auc().unwrap();
            let (low, high) = auc.interval_95().unwrap();
            covered += u32::from((low..=high).contains(&0.5));
            auc.p_value_greater() <= 0.05
        });
        assert_between(level, 0.018, 0.085);
        assert_between(f64::from(covered) / 400.0, 0.915, 0.985);
    }
}

/// Scores of the domain classifier on two numbers and a name of rows drawn by number: row k of the
/// reference is drawn by `reference[k]`, and equal numbers are equal rows.
fn tell_apart(reference: &[u32], production: &[u32], names: f64, seed: u32) -> Auc {
    let rows = || reference.iter().chain(production);
    let value = |salt: u64| {
        move |&row: &u32| -> f64 {
            Pcg32::seed_from_u64(u64::from(row) * 31 + salt + (u64::from(seed) << 32)).random()
        }
    };
    let features = [
        Feature::Numbers(rows().map(value(1)).collect()),
        Feature::Numbers(rows().map(value(2)).collect()),
        Feature::Names(rows().map(value(3)).map(|u| Some((names * u) as u32)).collect()),
    ];
    let sides = (0..rows().count()).map(|row| row >= reference.len()).collect();
    let mut classifier = DomainClassifier::new(&features, sides, seed);
    while classifier.step() {}
    classifier.auc().unwrap()
}

/// Dealt without regard to copies, shared rows have an area of 0.25, and rows that repeat three times in
/// their file one of 0.7.
#[test]
fn the_domain_classifier_is_not_misled_by_copies_of_rows() {
    let shared: Vec<u32> = (0..300).collect();
    let auc = tell_apart(&shared, &shared, 9.0, 1);
    assert_eq!((auc.value, auc.p_value_greater()), (0.5, 1.0));
    let half: Vec<u32> = (150..450).collect();
    let (mut seed, mut sum) = (0, 0.0);
    let level = share(200, || {
        seed += 1;
        let auc = tell_apart(&shared, &half, 9.0, seed);
        sum += auc.value;
        auc.p_value_greater() <= 0.05
    });
    assert_between(level, 0.01, 0.11);
    assert_between(sum / 200.0, 0.494, 0.506);
    let repeated: Vec<u32> = (0..300).map(|row| row / 3).collect();
    let others: Vec<u32> = (0..300).map(|row| 1_000 + row / 3).collect();
    let (mut seed, mut covered) = (1_000, 0);
    let level = share(200, || {
        seed += 1;
        let auc = tell_apart(&repeated, &others, 9.0, seed);
        let (low, high) = auc.interval_95().unwrap();
        covered += u32::from((low..=high).contains(&0.5));
        auc.p_value_greater() <= 0.05
    });
    assert_between(level, 0.01, 0.11);
    assert_between(f64::from(covered) / 200.0, 0.88, 0.99);
}

#[test]
fn mmd_holds_its_level() {
    let mut rng = Pcg32::seed_from_u64(51);
    let mut seed = 0;
    let mut points = |n: u32| -> Vec<Vec<f64>> {
        (0..n).map(|_| vec![rng.random(), (3.0 * rng.random::<f64>()).floor()]).collect()
    };
    let level = share(1000, || {
        seed += 1;
        let mut mmd = Mmd::new(&points(30), &points(20), Bandwidth::Pooled, seed).unwrap();
        mmd.draw(99);
        mmd.p_value() <= 0.05
    });
    assert_between(level, 0.03, 0.071);
}

/// Documents of a few words of Zipf's law, some of which come in pairs.
fn documents(rng: &mut Pcg32, n: u32) -> Vec<Vec<u32>> {
    let document = |_| {
        let length = 3 + (rng.random::<f64>() * 12.0) as u32;
        let word = |rng: &mut Pcg32| ((1.0 / (rng.random::<f64>() + 0.0005)) as u32).min(1_999);
        let mut words: Vec<u32> = (0..length).map(|_| word(rng)).collect();
        let pairs: Vec<u32> = words.iter().filter(|&&word| word > 300).map(|w| w + 2_000).collect();
        words.extend(pairs);
        words.sort_unstable();
        words.dedup();
        words
    };
    (0..n).map(document).collect()
}

/// Production's texts are the reference's: neither area nor words tell anything.
#[test]
fn texts_that_both_files_have_are_not_told_apart() {
    let mut rng = Pcg32::seed_from_u64(53);
    let shared = documents(&mut rng, 300);
    let of = |production: &[Vec<u32>], seed: u32| {
        let sides: Vec<bool> = (0..300 + production.len()).map(|row| row >= 300).collect();
        let both = [&shared, production].concat();
        text_classifier(&both, &sides, 4_000, seed).auc.unwrap()
    };
    assert_eq!(of(&shared, 1).value, 0.5);
    let mut seed = 0;
    let level = share(300, || {
        seed += 1;
        let half = [shared[..150].to_vec(), documents(&mut rng, 150)].concat();
        of(&half, seed).p_value_greater() <= 0.05
    });
    assert_between(level, 0.01, 0.1);
}

/// Each text stands three times in its file.
#[test]
fn texts_that_repeat_within_their_file_are_not_told_apart() {
    let mut rng = Pcg32::seed_from_u64(54);
    let mut seed = 0;
    let told = share(300, || {
        seed += 1;
        let [reference, production] = [0, 1].map(|_| {
            let once = documents(&mut rng, 120);
            [once.clone(), once.clone(), once].concat()
        });
        let sides: Vec<bool> = (0..720).map(|row| row >= 360).collect();
        let both = [reference, production].concat();
        text_classifier(&both, &sides, 4_000, seed).auc.unwrap().p_value_greater() <= 0.05
    });
    assert_between(told, 0.01, 0.1);
}

#[test]
fn texts_without_drift_are_called_new_or_told_apart_at_the_level() {
    let mut rng = Pcg32::seed_from_u64(52);
    for (n, m) in [(300, 200), (100, 400)] {
        let (mut seed, mut new) = (0, 0);
        let told = share(1000, || {
            seed += 1;
            let (reference, production) = (documents(&mut rng, n), documents(&mut rng, m));
            new += u32::from(
                out_of_vocabulary(&reference, &production, 4_000).unwrap().p_value <= 0.05,
            );
            let sides: Vec<bool> = (0..n + m).map(|row| row >= n).collect();
            let both = [reference, production].concat();
            text_classifier(&both, &sides, 4_000, seed).auc.unwrap().p_value_greater() <= 0.05
        });
        assert_between(told, 0.03, 0.071);
        assert_between(f64::from(new) / 1000.0, 0.001, 0.05);
    }
}
