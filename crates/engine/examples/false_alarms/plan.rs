//! What is measured: laws, sizes and changes.

use crate::law::Law;
use crate::trial::Trial;

/// Rows of the reference and of production at which everything is measured without drift.
pub const SIZES: [(u32, u32); 8] = [
    (50, 50),
    (200, 200),
    (1_000, 1_000),
    (10_000, 10_000),
    (50, 500),
    (2_000, 50),
    (2_000, 200),
    (300, 900),
];

/// Rows at which only some laws are measured, as they take long.
pub const LARGE: (u32, u32) = (100_000, 100_000);

/// Draws of a comparison of so many rows, where others are drawn `most` times: the largest takes as long
/// as a thousand small ones.
pub const fn draws(most: u32, rows: (u32, u32)) -> u32 {
    if rows.0 < LARGE.0 { most } else { most.div_ceil(4) }
}

/// Draws of what takes long.
pub const fn fewer(most: u32) -> u32 {
    most.div_ceil(5)
}

/// Rows at which a whole study is measured without drift.
pub const STUDY_SIZES: [(u32, u32); 4] = [(200, 200), (1_000, 1_000), (2_000, 200), (300, 900)];

/// Rows and columns at which the verdict on a whole study is measured without drift.
pub const EXIT_SIZES: [((u32, u32), usize); 5] = [
    ((60, 60), 30),
    ((200, 200), 30),
    ((1_000, 1_000), 30),
    ((300, 900), 10),
    ((10_000, 10_000), 10),
];

/// Rows of both sides at which changes are measured.
pub const POWER_SIZES: [u32; 3] = [200, 1_000, 10_000];

/// Columns of a study whose columns are counted.
pub const STUDY_COLUMNS: usize = 13;

/// A law, its name, and whether it is measured at [`LARGE`].
pub type Named = (String, Law, bool);

/// Laws without drift.
pub fn laws() -> Vec<Named> {
    [
        ("normal", Law::Normal(0.0, 1.0), true),
        ("Cauchy", Law::Cauchy, true),
        ("whole numbers, sd 12", Law::Whole(40.0, 12.0), false),
        ("Poisson, mean 4", Law::Poisson(4.0), true),
        ("60% zeros, else lognormal", Law::ZeroInflated(0.6), false),
        ("95% zeros, else lognormal", Law::ZeroInflated(0.95), false),
        ("2 names, even", Law::even(2), false),
        ("3 names, even", Law::even(3), false),
        ("5 names, even", Law::even(5), false),
        ("5 names, Zipf", Law::zipf(5), false),
        ("10 names, even", Law::even(10), true),
        ("20 names, even", Law::even(20), false),
        ("20 names, Zipf", Law::zipf(20), false),
        ("50 names, even", Law::even(50), false),
        ("200 names, Zipf", Law::zipf(200), true),
    ]
    .map(|(name, law, large)| (name.to_owned(), law, large))
    .into()
}

/// A reference's law and changes of it, each with its name.
pub type Change = (&'static str, Law, Law);

/// Changes of numbers.
pub fn changes_of_numbers() -> Vec<Change> {
    let normal = |mean, deviation| (Law::Normal(0.0, 1.0), Law::Normal(mean, deviation));
    let whole = |mean, deviation| (Law::Whole(40.0, 12.0), Law::Whole(mean, deviation));
    [
        ("mean + 0.1 sd", normal(0.1, 1.0)),
        ("mean + 0.2 sd", normal(0.2, 1.0)),
        ("mean + 0.5 sd", normal(0.5, 1.0)),
        ("spread × 1.25", normal(0.0, 1.25)),
        ("spread × 1.5", normal(0.0, 1.5)),
        ("whole numbers, mean + 0.2 sd", whole(42.4, 12.0)),
        ("whole numbers, spread × 1.25", whole(40.0, 15.0)),
        ("Poisson, mean 4 to 4.4", (Law::Poisson(4.0), Law::Poisson(4.4))),
        ("zeros, 60% to 70%", (Law::ZeroInflated(0.6), Law::ZeroInflated(0.7))),
    ]
    .map(|(name, (reference, production))| (name, reference, production))
    .into()
}

/// Changes of names: a new one, or one whose share doubles.
pub fn changes_of_names() -> Vec<(String, Law, Law)> {
    let mut changes = Vec::new();
    for levels in [3, 10, 50, 300] {
        for percent in [1.0, 2.0, 5.0] {
            let mut weights = vec![1.0; levels];
            weights.push(levels as f64 * percent / (100.0 - percent));
            let name = format!("{levels} names, a new one of {percent}%");
            changes.push((name, Law::even(levels), Law::weighted(weights)));
        }
        let mut weights = vec![1.0; levels];
        weights[0] = 2.0 * (levels - 1) as f64 / (levels as f64 - 2.0);
        let name = format!("{levels} names, one’s share doubled");
        changes.push((name, Law::even(levels), Law::weighted(weights)));
    }
    changes
}

/// A study of so many columns without drift: of every 13, eight of numbers and five of names.
pub fn study(rows: (u32, u32), columns: usize) -> Trial {
    let laws = [
        Law::Normal(0.0, 1.0),
        Law::Normal(0.0, 1.0),
        Law::Lognormal,
        Law::Lognormal,
        Law::Cauchy,
        Law::Whole(40.0, 12.0),
        Law::Poisson(4.0),
        Law::ZeroInflated(0.6),
        Law::even(2),
        Law::even(3),
        Law::zipf(5),
        Law::even(10),
        Law::zipf(20),
    ];
    let laws = laws.into_iter().cycle().take(columns);
    Trial { columns: laws.map(|law| (law.clone(), law)).collect(), rows }
}
