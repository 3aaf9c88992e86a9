//! How often latency, failures, traffic, value, conversion and a proxy raise an alarm where nothing changed, and
//! how often a change is seen. docs/methods.md states the shares that are printed here.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use report::{Report, Settings, Severity, Verdict};

use crate::support::table;

/// Draws of nothing new, and of changes; docs/methods.md has 200 of nothing new.
const DRAWS: u64 = 60;
const FEWER: u64 = 12;
const ROWS: u32 = 1_000;

/// What a log is drawn from.
#[derive(Clone, Copy)]
struct Law {
    /// The middle latency in milliseconds; the 99th percentile is 4 times it.
    latency_ms: f64,
    failed: f64,
    /// Rows of all days.
    rows: u32,
    revenue: f64,
    converted: f64,
    /// How far the label follows the proxy, from 0 to 1.
    proxy: f64,
}

const BEFORE: Law = Law {
    latency_ms: 40.0,
    failed: 0.000_5,
    rows: ROWS,
    revenue: 20.0,
    converted: 0.2,
    proxy: 0.7,
};

fn normal(random: &mut Pcg32) -> f64 {
    let radius = (-2.0 * libm::log(1.0 - random.random::<f64>())).sqrt();
    radius * libm::cos(std::f64::consts::TAU * random.random::<f64>())
}

fn draw(law: Law, random: &mut Pcg32) -> String {
    let mut text = "at,latency_ms,error,revenue,converted,my_proxy,churned\n".to_owned();
    // log(4) over the 99th percentile of the normal law, 2.326.
    let spread = libm::log(4.0) / 2.326;
    for _ in 0..law.rows {
        let second = (random.random::<f64>() * 20.0 * 86_400.0) as u32;
        let (day, second) = (second / 86_400, second % 86_400);
        let at = format!("{:02}:{:02}:{:02}", second / 3_600, second / 60 % 60, second % 60);
        let latency = law.latency_ms * libm::exp(spread * normal(random));
        let failed = u32::from(random.random::<f64>() < law.failed);
        let revenue = law.revenue * libm::exp(0.6 * normal(random));
        let converted = u32::from(random.random::<f64>() < law.converted);
        let proxy = normal(random);
        let churned = u32::from(law.proxy * proxy + (1.0 - law.proxy) * normal(random) > 0.8);
        text.push_str(&format!(
            "2025-03-{:02} {at},{latency:.3},{failed},{revenue:.2},{converted},{proxy:.4},{churned}\n",
            1 + day
        ));
    }
    text
}

fn compared(production: Law, seed: u64) -> Report {
    let mut random = Pcg32::seed_from_u64(seed);
    let (reference, production) = (draw(BEFORE, &mut random), draw(production, &mut random));
    let mut settings = Settings { seed: seed as u32, ..Settings::default() };
    (settings.drift.noise_draws, settings.drift.compound_draws) = (40, 199);
    settings.drift.together_rows = 200;
    engine::analyze(&table(&reference), &table(&production), &settings)
}

fn reports(production: Law, draws: u64) -> Vec<Report> {
    (1..=draws).map(|seed| compared(production, seed)).collect()
}

fn count(reports: &[Report], is: impl Fn(&Report) -> bool) -> usize {
    reports.iter().filter(|report| is(report)).count()
}

/// Whether a finding of an indicator or objective changes the verdict.
fn matters(report: &Report) -> bool {
    let limit = report.settings.data.sure_change_p;
    let is_grave = |verdict: Option<Verdict>| verdict.is_some_and(|verdict| verdict.is_drift());
    let objectives = report.operation.objectives.iter();
    let mut business = report.business.indicators.iter().filter(|told| told.is_leading);
    objectives.map(|objective| objective.severity).any(Severity::matters)
        || business.any(|told| is_grave(told.verdict) && told.p_adjusted < Some(limit))
}

fn is_missed(report: &Report, objective: usize) -> bool {
    report.operation.objectives[objective].verdict == Verdict::Significant
}

fn is_worse(report: &Report, name: &str) -> bool {
    let own = report.business.indicators.iter().find(|told| told.name.starts_with(name)).unwrap();
    own.verdict.is_some_and(|verdict| verdict.is_drift())
}

/// Bounds are those that a rate passes once in 10,000 runs: `scipy.stats.binom.isf(1e-4, 60, rate)` is 11 at 5% and 5 at 1%;
/// scipy 1.17.1.
#[test]
fn nothing_new_is_hardly_ever_an_alarm() {
    let reports = reports(BEFORE, DRAWS);
    let missed = count(&reports, |report| (0..3).any(|objective| is_missed(report, objective)));
    let told = count(&reports, |report| {
        report.business.headline.contains("worse; ")
            || report.business.headline.contains("worse since")
    });
    let grave = count(&reports, matters);
    println!("of {DRAWS}: an objective missed {missed}, worth told worse {told}, grave {grave}");
    assert!(missed <= 5 && told <= 11 && grave <= 5, "{missed} {told} {grave}");
}

#[test]
fn changes_are_seen() {
    let slower = reports(Law { latency_ms: 80.0, ..BEFORE }, FEWER);
    let failing = reports(Law { failed: 0.01, ..BEFORE }, FEWER);
    let quieter = reports(Law { rows: 600, ..BEFORE }, FEWER);
    let poorer = reports(Law { revenue: 17.0, converted: 0.14, proxy: 0.3, ..BEFORE }, FEWER);
    let seen = [
        count(&slower, |report| is_missed(report, 0)),
        count(&failing, |report| is_missed(report, 1)),
        count(&quieter, |report| is_missed(report, 2)),
        count(&poorer, |report| is_worse(report, "revenue")),
        count(&poorer, |report| is_worse(report, "Conversion")),
        count(&poorer, |report| is_worse(report, "Area")),
    ];
    println!("of {FEWER}: {seen:?}");
    assert!(seen.iter().all(|seen| *seen >= 6), "{seen:?}");
}
