//! Shapes and columns that the drawings are tried on.

use charts::{Distribution, Subject};
use report::{
    Cdf, Centre, ChangeKind, ChangePoint, ColumnDrift, ColumnTimeline, Convention, Kind, Measure,
    MeasureName, Noise, NoiseMethod, Pair, Role, Severity, Shape, Side, TimeRange, TimeWindow,
    Timeline, TimelineCell, Treatment, Verdict,
};

const WEEK_MS: i64 = 604_800_000;

/// A histogram over `low..high` with the given counts.
pub fn histogram(low: f64, high: f64, reference: &[u64], production: &[u64]) -> Shape {
    let cells = reference.len();
    let edge = |i: usize| low + (high - low) * i as f64 / cells as f64;
    Shape::Histogram {
        edges: (0..=cells).map(edge).collect(),
        counts: Pair::new(reference.to_vec(), production.to_vec()),
        below: Pair::default(),
        above: Pair::default(),
    }
}

pub fn bars(rows: &[(&str, u64, u64)]) -> Shape {
    Shape::Bars {
        labels: rows.iter().map(|row| row.0.to_owned()).collect(),
        counts: Pair::new(
            rows.iter().map(|row| row.1).collect(),
            rows.iter().map(|row| row.2).collect(),
        ),
        other: Pair::default(),
        other_labels: 0,
    }
}

/// A share of `n` per cell that rises steeply and falls slowly, with its peak at `peak` of 1.
pub fn hump(cells: usize, n: u64, peak: f64) -> Vec<u64> {
    let height = |i: usize| {
        let x = (i as f64 + 0.5) / cells as f64 / peak;
        x * x / (1.0 + x * x * x * x * 0.7)
    };
    let total: f64 = (0..cells).map(height).sum();
    (0..cells).map(|i| (height(i) / total * n as f64).round() as u64).collect()
}

pub fn total(counts: &[u64]) -> u64 {
    counts.iter().sum()
}

/// The picture of a shape that holds all of its values, with medians.
pub fn distribution(shape: &Shape, medians: [f64; 2]) -> Distribution {
    let n = match shape {
        Shape::Histogram { counts, below, above, .. } => Pair::new(
            total(&counts.reference) + below.reference + above.reference,
            total(&counts.production) + below.production + above.production,
        ),
        Shape::Bars { counts, other, .. } => Pair::new(
            total(&counts.reference) + other.reference,
            total(&counts.production) + other.production,
        ),
    };
    let centre = matches!(shape, Shape::Histogram { .. })
        .then(|| Centre::Median(Pair::new(medians[0], medians[1])));
    Distribution::new(
        shape,
        Subject { column: "column".to_owned(), n, centre, ..Subject::default() },
    )
}

pub fn measure(value: f64, p95: f64) -> Measure {
    Measure {
        measure: MeasureName::Psi,
        convention: Convention::Driftglass,
        how: "10 reference deciles, floor 0.001".to_owned(),
        value: Some(value),
        degrees_of_freedom: None,
        p_value: None,
        n: Pair::new(50_000, 24_000),
        bins: Some(10),
        noise: Some(Noise { expected: p95 / 2.0, p95, method: NoiseMethod::ClosedForm }),
        limit: Some(0.2),
        limit_rule: report::LimitRule::From,
        says: None,
        not_computed: None,
        is_default: false,
        cut: None,
    }
}

pub fn column(name: &str, verdict: Verdict, value: f64, p95: f64) -> ColumnDrift {
    ColumnDrift {
        column: name.to_owned(),
        role: Role::Covariate,
        kind: Kind::Float,
        treatment: Treatment::Numeric,
        verdict,
        reason: String::new(),
        n: Pair::new(50_000, 24_000),
        missing: Pair::default(),
        leading: Some(0),
        test: None,
        p_adjusted: None,
        effect: None,
        centre: Some(Centre::Median(Pair::new(10.4, 15.0))),
        summary: Pair::default(),
        measures: vec![measure(value, p95)],
        bins: None,
        shape: None,
        cdf: None,
        notes: Vec::new(),
    }
}

/// Cumulative shares of two log-logistic laws with medians 10.4 and 15 at 101 values.
pub fn log_logistic() -> ColumnDrift {
    let mut column = column("distance_from_office", Verdict::Significant, 0.233, 0.001);
    let share = |median: f64, shape: f64, x: f64| 1.0 / (1.0 + (x / median).powf(-shape));
    let at: Vec<f64> = (0..=100).map(|i| f64::from(i) * 1.2).collect();
    let curve = |median, shape| at.iter().map(|x| share(median, shape, *x)).collect::<Vec<f64>>();
    let (reference, production) = (curve(10.4, 2.2), curve(15.0, 1.9));
    let gap = |i: usize| (reference[i] - production[i]).abs();
    let widest = (0..at.len()).max_by(|a, b| gap(*a).total_cmp(&gap(*b))).unwrap_or(0);
    let counts = |curve: &[f64], n: f64| {
        (0..50).map(|i| ((curve[i + 1] - curve[i]) * n).round() as u64).collect::<Vec<u64>>()
    };
    let counts = Pair::new(counts(&reference, 50_000.0), counts(&production, 24_000.0));
    column.shape = Some(Shape::Histogram {
        edges: at[..=50].to_vec(),
        above: Pair::new(50_000 - total(&counts.reference), 24_000 - total(&counts.production)),
        counts,
        below: Pair::default(),
    });
    let mut ks = measure(gap(widest), 0.011);
    ks.measure = MeasureName::KolmogorovSmirnov;
    ks.convention = Convention::Textbook;
    column.measures.push(ks);
    column.cdf = Some(Cdf {
        gap_at: at[widest],
        gap_share: Pair::new(reference[widest], production[widest]),
        at,
        is_stepped: false,
        share: Pair::new(reference, production),
    });
    column
}

/// Three columns over six weeks: one steps in the fifth, one is thin, one loses values in the sixth.
pub fn timeline() -> Timeline {
    // A week without rows lies between the two sides.
    let start_of = |i: usize| 1_735_516_800_000 + (i + i / 4) as i64 * WEEK_MS;
    let week = |i: usize| TimeWindow {
        side: if i < 4 { Side::Reference } else { Side::Production },
        label: format!("week {i}"),
        start_ms: Some(start_of(i)),
        span: Some(TimeRange { first_ms: start_of(i), last_ms: start_of(i) + WEEK_MS }),
        rows: 2_000,
        is_partial: i == 0,
    };
    let cell = |psi: f64, verdict, missing_verdict| TimelineCell {
        n: 1_990,
        missing: 10,
        psi: Some(psi),
        noise: Some(0.008),
        p_adjusted: Some(0.2),
        verdict,
        missing_verdict,
        quartiles: Some([10.0 + psi, 12.0 + psi, 15.0 + psi]),
        most_changed: None,
    };
    let still = || cell(0.004, Verdict::Stable, Verdict::Stable);
    let change = ChangePoint {
        kind: ChangeKind::Step,
        severity: Severity::High,
        when: "29 January".to_owned(),
        interval: "28 to 30 January".to_owned(),
        lasted: None,
        is_return: false,
        what: "distance is higher".to_owned(),
        columns: vec!["distance".to_owned()],
        at: 4.3,
        from_to: [4.2, 4.5],
        size: 0.7,
        p_adjusted: 1e-9,
        rows: 1_000,
    };
    let column = |name: &str, cells, changes| ColumnTimeline {
        column: name.to_owned(),
        rule: "10 reference quantiles".to_owned(),
        cells,
        missing_before: 0.005,
        changes,
        began: None,
        spread: None,
        season: None,
    };
    let mut stepped: Vec<TimelineCell> = (0..4).map(|_| still()).collect();
    stepped.push(cell(0.15, Verdict::Moderate, Verdict::Stable));
    stepped.push(cell(0.7, Verdict::Significant, Verdict::Stable));
    let thin = (0..6).map(|_| cell(0.3, Verdict::NotEnoughData, Verdict::NotEnoughData)).collect();
    let mut lossy: Vec<TimelineCell> = (0..5).map(|_| still()).collect();
    lossy.push(cell(0.05, Verdict::Negligible, Verdict::Significant));
    Timeline {
        windows: (0..6).map(week).collect(),
        columns: vec![
            column("distance", stepped, vec![change.clone()]),
            column("guarantor_income", thin, Vec::new()),
            column("debt_to_income_ratio", lossy, Vec::new()),
        ],
        events: vec![change],
        ..Timeline::default()
    }
}
