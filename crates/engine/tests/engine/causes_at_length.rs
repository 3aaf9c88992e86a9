//! How often kinds of drift are told rightly, and how often attribution is: truths that are drawn, held against
//! numerical integrals of their laws.

use report::{DriftKind, MetricName};

use crate::causes::{Row, another_relation, as_before, chance, other_outcomes, other_rows, study};

const STUDIES: u64 = 200;
/// Cells of a number: tenths of the reference, whose x is uniform.
const CELLS: usize = 10;
/// Steps of an integral over a cell.
const STEPS: usize = 2_000;

/// A law of production: how dense x lies, and the chance of a label that is so.
struct Law {
    name: &'static str,
    draw: fn(&mut rand_pcg::Pcg32) -> Row,
    density: fn(f64) -> f64,
    chance: fn(f64) -> f64,
    kind: DriftKind,
}

const LAWS: [Law; 4] = [
    Law { name: "none", draw: as_before, density: |_| 1.0, chance, kind: DriftKind::None },
    Law {
        name: "covariate",
        draw: other_rows,
        density: |x| 4.0 * x.min(1.0 - x),
        chance,
        kind: DriftKind::Covariate,
    },
    Law {
        name: "label",
        draw: other_outcomes,
        density: outcomes_density,
        chance: |x| 1.6 * chance(x) / outcomes_density(x),
        kind: DriftKind::Label,
    },
    Law {
        name: "concept",
        draw: another_relation,
        density: |_| 1.0,
        chance: |x| if x > 0.6 { 1.0 - chance(x) } else { chance(x) },
        kind: DriftKind::Concept,
    },
];

/// Four of five rows from those whose label is so, half of which there were.
fn outcomes_density(x: f64) -> f64 {
    1.6 * chance(x) + 0.4 * (1.0 - chance(x))
}

/// The change of the accuracy, and what of it is mix and within tenths of x.
fn truth(law: &Law) -> [f64; 3] {
    let is_right = |x: f64, chance: f64| if x >= 0.5 { chance } else { 1.0 - chance };
    let mut parts = [0.0; 3];
    for cell in 0..CELLS {
        let (mut share, mut before, mut now) = (0.0, 0.0, 0.0);
        for step in 0..STEPS {
            let x = (cell as f64 + (step as f64 + 0.5) / STEPS as f64) / CELLS as f64;
            let weight = (law.density)(x) / (CELLS * STEPS) as f64;
            share += weight;
            now += weight * is_right(x, (law.chance)(x));
            before += is_right(x, chance(x)) / STEPS as f64;
        }
        let (shares, mean) = ((share - 0.1, (share + 0.1) / 2.0), now / share);
        parts[1] += shares.0 * (before + mean) / 2.0;
        parts[2] += shares.1 * (mean - before);
    }
    parts[0] = parts[1] + parts[2];
    parts
}

/// `cargo test --release --workspace --test engine -- --ignored --nocapture causes_at_length` prints the tables of
/// docs/methods.md.
#[test]
#[ignore = "takes minutes; prints what docs/methods.md says"]
fn kinds_and_attribution() {
    for law in LAWS {
        let truth = truth(&law);
        let mut kinds = std::collections::BTreeMap::<String, u64>::new();
        let (mut right, mut held) = (0, [0_u64; 3]);
        let (mut of_x, mut of_noise, mut uneven) = (0, 0, 0);
        for seed in 0..STUDIES {
            let causes = study(10_000 + seed, law.draw).causes;
            let kind = causes.kind.unwrap();
            *kinds.entry(format!("{kind:?}")).or_default() += 1;
            right += u64::from(kind == law.kind);
            let mut metrics = causes.models[0].metrics.iter();
            let accuracy = metrics.find(|m| m.metric == MetricName::Accuracy).unwrap();
            let (x, noise): (Vec<_>, Vec<_>) =
                accuracy.columns.iter().partition(|cause| cause.column == "x");
            of_noise += u64::from(noise.iter().any(|cause| cause.p_adjusted < 0.05));
            let Some(x) = x.first() else { continue };
            of_x += u64::from(x.p_adjusted < 0.05);
            uneven += u64::from(x.uneven_p_adjusted.is_some_and(|p| p < 0.05));
            for (at, part) in [accuracy.change, x.mix, x.within].iter().enumerate() {
                let (low, high) = part.interval_95.unwrap();
                held[at] += u64::from(low <= truth[at] && truth[at] <= high);
            }
        }
        println!("{}: truth {truth:.4?}, said {kinds:?}", law.name);
        println!(
            "  mix of x told in {of_x}, of another column in {of_noise}, x uneven in {uneven}"
        );
        println!("  change, mix, within held in {held:?} of {STUDIES}");
        // A study in ten of another kind would be far from what is promised.
        assert!(right * 10 >= STUDIES * 9, "{}: {right} of {STUDIES}", law.name);
        assert!(held.iter().all(|held| held * 10 >= STUDIES * 9), "{}: {held:?}", law.name);
    }
}
