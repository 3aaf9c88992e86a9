//! Tests and distances that other tools go by, in the convention of textbooks: they are told, and
//! no verdict rests on them.

use report::{Convention, Measure, MeasureName, Pair, format};
use stats::{
    Cells, InfiniteDivergence, Moments, RankTests, Smoothing, Sorted, baseline_z, epps_singleton,
    fisher_exact, g_test, kullback_leibler, l_infinity, welch_t,
};

use super::measures::Entry;

/// The limit of control charts for a distance in standard errors: three sigma.
const THREE_SIGMA: f64 = 3.0;

/// The law of Epps and Singleton's test is sound where both sides have as many values, and neither
/// over [`EVEN_UP_TO`] times those of the other.
const EVEN_FROM: u64 = 100;
/// See [`EVEN_FROM`].
const EVEN_UP_TO: u64 = 2;

/// Further measures of a column of numbers; the divergence is on these cells.
pub fn on_numbers(
    sorted: &Pair<Sorted>,
    tests: &RankTests,
    moments: &Pair<Moments>,
    cells: &Cells,
    rule: &str,
    n: Pair<u64>,
) -> Vec<Measure> {
    let mut measures = divergences(cells, rule, n);
    measures.extend(on_ranks(tests, n));
    measures.push(epps_singleton_entry(sorted, n));
    measures.extend(on_moments(moments, n));
    measures
}

/// Further measures of a column of names.
pub fn on_names(labels: &[String], cells: &Cells, n: Pair<u64>) -> Vec<Measure> {
    let test = g_test(cells);
    let mut measures = divergences(cells, "one cell per value", n);
    measures.push(
        entry(MeasureName::GTest, "homogeneity, no correction", n)
            .bins(cells.len())
            .value(test.map(|test| test.statistic))
            .degrees_of_freedom(test.map(|test| test.degrees_of_freedom as f64))
            .p_value(test.map(|test| test.p_value))
            .done(),
    );
    measures.extend(fisher_entry(labels, cells, n));
    measures
}

fn entry(measure: MeasureName, how: impl Into<String>, n: Pair<u64>) -> Entry {
    Entry::new(measure, Convention::Textbook, how, n)
}

/// The Kullback-Leibler divergence in both directions, with empty cells as they are.
fn divergences(cells: &Cells, rule: &str, n: Pair<u64>) -> Vec<Measure> {
    let Some(both) = kullback_leibler(cells, Smoothing::None) else { return Vec::new() };
    let one = |direction: &str, empty: &str, found: Result<f64, InfiniteDivergence>| {
        entry(MeasureName::KullbackLeibler, format!("{direction}, {rule}, no floor, nats"), n)
            .bins(cells.len())
            .value(found.ok())
            .or_else_because(format!("infinite: a cell is empty in {empty} only"))
            .done()
    };
    vec![
        one("production from reference", "the reference", both.production_from_reference),
        one("reference from production", "production", both.reference_from_production),
    ]
}

fn on_ranks(tests: &RankTests, n: Pair<u64>) -> [Measure; 3] {
    let anderson = tests.anderson_darling;
    let law = if anderson.is_some_and(|test| test.tied) { "law given the ties" } else { "its law" };
    let law_of = |exact: bool| if exact { "exact p" } else { "asymptotic p" };
    let (cramer, mann) = (tests.cramer_von_mises, tests.mann_whitney);
    [
        entry(MeasureName::AndersonDarling, format!("standardised, mid-ranks, p from {law}"), n)
            .value(anderson.map(|test| test.statistic))
            .or_else_because("needs four values")
            .p_value(anderson.map(|test| test.p_value))
            .done(),
        entry(
            MeasureName::CramerVonMises,
            format!("ties spread evenly, {}", law_of(cramer.exact)),
            n,
        )
        .value(Some(cramer.statistic))
        .p_value(Some(cramer.p_value))
        .done(),
        entry(
            MeasureName::MannWhitney,
            format!("pairs with the reference larger, {}", law_of(mann.exact)),
            n,
        )
        .value(Some(mann.u))
        .p_value(Some(mann.p_value))
        .done(),
    ]
}

fn epps_singleton_entry(sorted: &Pair<Sorted>, n: Pair<u64>) -> Measure {
    let test = epps_singleton(&sorted.reference, &sorted.production);
    let (least, most) = (n.reference.min(n.production), n.reference.max(n.production));
    let is_off = least < EVEN_FROM || most > EVEN_UP_TO * least;
    let doubt = if is_off { "; p too small for sides as thin or uneven" } else { "" };
    let how = format!("characteristic functions at two points, as SciPy{doubt}");
    entry(MeasureName::EppsSingleton, how, n)
        .value(test.map(|test| test.statistic))
        .or_else_because("needs five values a side, and enough different ones in the middle half")
        .degrees_of_freedom(test.map(|_| 4.0))
        .p_value(test.map(|test| test.p_value))
        .done()
}

fn on_moments(moments: &Pair<Moments>, n: Pair<u64>) -> [Measure; 3] {
    let Pair { reference, production } = moments;
    let t = welch_t(reference, production);
    let z = baseline_z(reference, production);
    let d =
        t.map_or_else(String::new, |t| format!(", Cohen’s d {}", format::number(t.cohens_d, 3)));
    [
        entry(MeasureName::WelchT, format!("production minus reference{d}"), n)
            .value(t.map(|t| t.t))
            .or_else_because("needs two values a side, and values that vary")
            .degrees_of_freedom(t.map(|t| t.degrees_of_freedom))
            .p_value(t.map(|t| t.p_value))
            .done(),
        entry(
            MeasureName::MeanZ,
            "production minus reference, over s√(1/n₁ + 1/n₂) of the reference’s s",
            n,
        )
        .value(z.map(|z| z.mean))
        .or_else_because("needs reference values that vary")
        .limit(THREE_SIGMA)
        .done(),
        entry(
            MeasureName::StandardDeviationZ,
            "production minus reference, in the reference’s standard errors",
            n,
        )
        .value(z.and_then(|z| z.standard_deviation))
        .or_else_because("needs two values a side, and reference values that vary unevenly")
        .limit(THREE_SIGMA)
        .done(),
    ]
}

/// How the largest change of a share was found, and whose it is.
pub fn largest_change(labels: &[String], cells: &Cells) -> String {
    let label = l_infinity(cells).and_then(|(_, cell)| labels.get(cell));
    let most = label.map(|label| format!(", most in {}", format::quoted(label)));
    format!("largest change of a share{}", most.unwrap_or_default())
}

/// Fisher's test of two values, with the odds ratio of the last.
fn fisher_entry(labels: &[String], cells: &Cells, n: Pair<u64>) -> Option<Measure> {
    let [_, last] = labels else { return None };
    let p_value = fisher_exact(cells)?;
    let (Cells { reference, production }, ratio) = (cells, |a: u64, b: u64| a as f64 / b as f64);
    let odds = ratio(production[1], production[0]) / ratio(reference[1], reference[0]);
    let how =
        format!("odds ratio of {}, production to reference, two-sided p", format::quoted(last));
    let entry = entry(MeasureName::FisherExact, how, n)
        .value(Some(odds).filter(|odds| odds.is_finite()))
        .or_else_because("no odds ratio where a value does not occur")
        .p_value(Some(p_value));
    Some(entry.done())
}
