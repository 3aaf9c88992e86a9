//! What other tools compute for the same column: their cells, their smoothing, their distance, their
//! limit. docs/conventions.md says why each differs.
//!
//! Distances on cells stand in two tables, one line each. Tests and distances on values are in the
//! tool's own module.

mod deepchecks;
mod evidently;
pub mod nannyml;
mod tfdv;

use report::{
    Convention, Cut, CutDistance, CutRule, CutSmoothing, InOrder, Kind, Measure, MeasureName, Pair,
};
use stats::{Cells, Moments, RankTests, SortedPair, noise};

use super::cut::{self, CutColumn};
use super::distances;
use super::measures::Entry;
use super::values::{Names, Numbers};
use crate::Study;

/// One line of a table: a distance on cells, as a tool has it.
struct Recipe {
    convention: Convention,
    measure: MeasureName,
    on: On,
    smoothing: CutSmoothing,
    distance: CutDistance,
    /// From it on the tool says drift; none where it has no limit without a history.
    limit: Option<f64>,
}

/// The cells of a recipe.
#[derive(Clone, Copy, PartialEq)]
enum On {
    /// Those of the leading distance.
    Leading,
    /// Sturges' over both files, but one per value where the reference has few.
    Evidently,
    /// Sturges' over the different values.
    SturgesOfDistinct,
    /// Doane's over the reference, with a cell for what lies outside.
    Doane,
    /// One per value.
    Values,
    /// One per value, values under 1% of the reference in one.
    RareTogether,
}

/// The convention, its measure, its cells, its smoothing, its distance, its limit.
const fn recipe(
    convention: Convention,
    measure: MeasureName,
    on: On,
    smoothing: CutSmoothing,
    distance: CutDistance,
    limit: Option<f64>,
) -> Recipe {
    Recipe { convention, measure, on, smoothing, distance, limit }
}

use Convention::{Deepchecks, Evidently, Giskard, NannyMl, Popmon, Tfdv};
use CutDistance as D;
use CutSmoothing as S;
use MeasureName as M;

#[rustfmt::skip]
const OF_NUMBERS: &[Recipe] = &[
    recipe(Evidently,  M::Psi,             On::Evidently,         S::Evidently,    D::Psi,               Some(0.1)),
    recipe(Evidently,  M::JensenShannon,   On::Evidently,         S::None,         D::JensenShannonNats, Some(0.1)),
    recipe(Evidently,  M::KullbackLeibler, On::Evidently,         S::Evidently,    D::KullbackLeibler,   Some(0.1)),
    recipe(Evidently,  M::Hellinger,       On::SturgesOfDistinct, S::None,         D::Hellinger,         Some(0.1)),
    recipe(NannyMl,    M::JensenShannon,   On::Doane,             S::None,         D::JensenShannonBits, None),
    recipe(NannyMl,    M::Hellinger,       On::Doane,             S::None,         D::Hellinger,         None),
    recipe(Popmon,     M::Psi,             On::Leading,           S::Add(1e-5),    D::Psi,               None),
    recipe(Giskard,    M::Psi,             On::Leading,           S::Floor(1e-4),  D::Psi,               Some(0.2)),
];

#[rustfmt::skip]
const OF_NAMES: &[Recipe] = &[
    recipe(Evidently,  M::Psi,             On::Values,            S::Evidently,    D::Psi,               Some(0.1)),
    recipe(Evidently,  M::JensenShannon,   On::Values,            S::None,         D::JensenShannonNats, Some(0.1)),
    recipe(Evidently,  M::KullbackLeibler, On::Values,            S::Evidently,    D::KullbackLeibler,   Some(0.1)),
    recipe(Evidently,  M::Hellinger,       On::Values,            S::None,         D::Hellinger,         Some(0.1)),
    recipe(NannyMl,    M::JensenShannon,   On::Values,            S::None,         D::JensenShannonBits, None),
    recipe(NannyMl,    M::Hellinger,       On::Values,            S::None,         D::Hellinger,         None),
    recipe(NannyMl,    M::LInfinity,       On::Values,            S::None,         D::LInfinity,         None),
    recipe(Tfdv,       M::LInfinity,       On::Values,            S::None,         D::LInfinity,         None),
    recipe(Tfdv, M::JensenShannonDivergence, On::Values,          S::None,         D::DivergenceBits,    None),
    recipe(Deepchecks, M::Psi,             On::RareTogether,      S::Floor(0.01),  D::Psi,               Some(0.2)),
    recipe(Popmon,     M::Psi,             On::Values,            S::Add(1e-5),    D::Psi,               None),
    recipe(Giskard,    M::Psi,             On::Values,            S::Floor(1e-4),  D::Psi,               Some(0.2)),
];

/// deepchecks' share of the reference under which values count as rare.
const RARE: f64 = 0.01;
/// Evidently bins a reference with more different values than this, and counts the values of others.
const EVIDENTLY_MOST_LEVELS: usize = 20;

/// What is known of a column of numbers.
pub struct OfNumbers<'a> {
    /// What it holds.
    pub kind: Kind,
    /// Its values.
    pub numbers: &'a Numbers,
    /// What one walk over both sides gave.
    pub pair: &'a SortedPair<'a>,
    /// The tests on ranks.
    pub tests: &'a RankTests,
    /// Moments of each side.
    pub moments: Pair<Moments>,
    /// Noise floors of the distances on values.
    pub bridges: Option<noise::BridgeFloors>,
    /// Measures so far, from which tools take some as they are.
    pub measures: &'a [Measure],
    /// Values that are compared.
    pub n: Pair<u64>,
}

/// What other tools compute for a column of numbers.
pub fn on_numbers(study: &Study<'_>, of: &OfNumbers<'_>) -> Vec<Measure> {
    let integers = of.numbers.whole_and_complete;
    let cut = |on: On| match on {
        // Its edges are known from the walk over both sides.
        On::SturgesOfDistinct => {
            let edges = of.pair.sturges_edges_of_distinct(integers);
            (CutRule::SturgesOfDistinct, cut::between(&of.numbers.sorted, edges))
        }
        _ => {
            let rule = rule_of_numbers(study, of.numbers, on);
            let cells = cut::of_numbers(of.numbers, &rule);
            (rule, cells)
        }
    };
    let mut measures = evidently::on_numbers(of);
    measures.extend(by_recipe(study, OF_NUMBERS, cut, of.n));
    measures.extend(nannyml::on_numbers(of));
    measures.extend(tfdv::on_numbers(of));
    measures.extend(deepchecks::on_numbers(of));
    let distinct = of.pair.distinct();
    let default =
        evidently::default_measure(is_text_or_name(of.kind, distinct), of.n.reference, distinct);
    mark_defaults(&mut measures, default, M::KolmogorovSmirnov);
    in_order(measures)
}

/// What other tools compute for a column of names.
pub fn on_names(
    study: &Study<'_>,
    kind: Kind,
    names: &Names,
    so_far: &[Measure],
    n: Pair<u64>,
) -> Vec<Measure> {
    let cut = |on: On| {
        let rule =
            if on == On::RareTogether { CutRule::RareTogether(RARE) } else { CutRule::OnePerValue };
        let cells = cut::of_names(names, &rule);
        (rule, cells)
    };
    let mut measures = evidently::on_names(study, names, so_far, n);
    measures.extend(by_recipe(study, OF_NAMES, cut, n));
    measures.extend(nannyml::on_names(&names.cells, n));
    measures.push(tfdv::on_names(&names.cells, n));
    measures.extend(deepchecks::on_names(&names.cells, n));
    let distinct = names.labels.len();
    let default = match kind {
        Kind::Text | Kind::Identifier => None,
        kind => evidently::default_measure(is_text_or_name(kind, distinct), n.reference, distinct),
    };
    mark_defaults(&mut measures, default, M::CramersV);
    in_order(measures)
}

/// Whether Evidently takes the column for names: whole numbers only up to ten of them.
const fn is_text_or_name(kind: Kind, distinct: usize) -> bool {
    match kind {
        Kind::Float | Kind::DateTime => false,
        Kind::Integer => distinct <= 10,
        _ => true,
    }
}

/// Marks what each tool takes when it is not told otherwise; deepchecks' differs by kind.
fn mark_defaults(
    measures: &mut [Measure],
    evidently: Option<MeasureName>,
    deepchecks: MeasureName,
) {
    for measure in measures {
        let default = match measure.convention {
            Evidently => evidently,
            NannyMl => Some(M::JensenShannon),
            Deepchecks => Some(deepchecks),
            _ => None,
        };
        measure.is_default = default == Some(measure.measure);
    }
}

/// Tool by tool, what it takes by itself first.
fn in_order(mut measures: Vec<Measure>) -> Vec<Measure> {
    measures.put_in_order_of(|measure| (measure.convention, !measure.is_default));
    measures
}

fn rule_of_numbers(study: &Study<'_>, numbers: &Numbers, on: On) -> CutRule {
    let few = numbers.sorted.reference.distinct_up_to(EVIDENTLY_MOST_LEVELS).is_some();
    match on {
        On::Leading => CutRule::Quantiles(study.settings.drift.psi_bins.max(2)),
        On::Evidently if few => CutRule::OnePerValue,
        On::Evidently => CutRule::Sturges,
        On::SturgesOfDistinct => CutRule::SturgesOfDistinct,
        On::Doane => CutRule::DoaneOfReference,
        On::Values | On::RareTogether => CutRule::OnePerValue,
    }
}

/// The recipes of a table; those on the same cells share them and their noise.
fn by_recipe(
    study: &Study<'_>,
    recipes: &[Recipe],
    cut: impl Fn(On) -> (CutRule, CutColumn),
    n: Pair<u64>,
) -> Vec<Measure> {
    let mut measures = Vec::new();
    let mut done: Vec<On> = Vec::new();
    for on in recipes.iter().map(|recipe| recipe.on) {
        if done.contains(&on) {
            continue;
        }
        done.push(on);
        let (rule, cells) = cut(on);
        let on_them: Vec<&Recipe> = recipes.iter().filter(|recipe| recipe.on == on).collect();
        measures.extend(on_cells(study, &on_them, &rule, &cells.cells, n));
    }
    measures
}

fn on_cells(
    study: &Study<'_>,
    recipes: &[&Recipe],
    rule: &CutRule,
    cells: &Cells,
    n: Pair<u64>,
) -> Vec<Measure> {
    let value = |recipe: &Recipe, cells: &Cells| {
        cut::measure(cells, recipe.smoothing, recipe.distance).map(|parted| parted.value)
    };
    let distances: Vec<_> =
        recipes.iter().map(|recipe| move |cells: &Cells| value(recipe, cells)).collect();
    let distances: Vec<&noise::Distance<'_>> =
        distances.iter().map(|distance| distance as &noise::Distance<'_>).collect();
    let draws = distances::draws(study, cells.len());
    let floors = noise::binned_all(cells, draws, study.settings.seed, &distances);
    let entries = recipes.iter().zip(floors).map(|(recipe, floor)| {
        let cut =
            Cut { rule: rule.clone(), smoothing: recipe.smoothing, distance: recipe.distance };
        let entry = Entry::new(recipe.measure, recipe.convention, cut::cut_in_words(&cut), n)
            .bins(cells.len())
            .value(value(recipe, cells))
            .noise(floor)
            .cut(cut);
        match recipe.limit {
            Some(limit) => entry.limit(limit).done(),
            None => entry.done(),
        }
    });
    entries.collect()
}
