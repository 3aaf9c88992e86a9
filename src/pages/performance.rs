//! How good each model is: its metrics on both sides, its curves, and what follows from a threshold.

use std::sync::Arc;

use charts::UnitCurves;
use leptos::prelude::*;
use report::{
    Estimate, Metric, ModelPerformance, Pair, Report, Side, SidePerformance, Task, format,
};

use crate::parts::figure::Figure;
use crate::parts::labels_file::LabelsFile;
use crate::parts::severity::SeverityChip;
use crate::parts::table::{Cell, Column, Table, figure, section};

/// Digits of a metric.
const DIGITS: usize = 4;

/// The performance page.
#[component]
pub fn PerformancePage(
    /// What is shown.
    report: Arc<Report>,
) -> impl IntoView {
    let performance = &report.performance;
    let notes = performance.notes.iter().map(|note| soft(note.clone()));
    let models = performance.models.iter().map(|model| model_view(Arc::new(model.clone())));
    view! {
        <p class="eyebrow">"Performance"</p>
        <h1>{performance.headline.clone()}</h1>
        {notes.collect::<Vec<_>>()}
        {models.collect::<Vec<_>>()}
        <LabelsFile/>
    }
}

fn soft(text: String) -> AnyView {
    view! { <p class="soft">{text}</p> }.into_any()
}

/// One model.
fn model_view(model: Arc<ModelPerformance>) -> AnyView {
    let label = model.verdict.label();
    let about = match model.answer.as_str() {
        "" => model.says.clone(),
        answer => format!("{} Its answer: {answer}.", model.says),
    };
    let notes: Vec<AnyView> = model.notes.iter().map(|note| soft(note.clone())).collect();
    view! {
        <section>
            <div class="head rep">
                <h2>{model.name.clone()}</h2><SeverityChip mark=model.verdict label/>
            </div>
            <p>{about}</p>
            {notes}
            {curves(&model)}
        </section>
        {metrics(&model)}
        {per_class(&model)}
        <div class="two">{Side::BOTH.map(|side| confusion(&model, side))}</div>
        {thresholds(&model)}
        {residuals(&model)}
    }
    .into_any()
}

/// The ROC curve, and precision against recall, where there are scores.
fn curves(model: &ModelPerformance) -> AnyView {
    let n = model.sides.as_ref().map(|side| side.n);
    let of =
        |points: fn(&SidePerformance) -> &[report::CurvePoint]| model.sides.as_ref().map(points);
    let title = |name: report::MetricName, words: &str| {
        let metric = model.metrics.iter().find(|metric| metric.name == name);
        let values = metric.map(|metric| metric.value.map(|value| value.map(|value| value.value)));
        match values {
            Some(Pair { reference: Some(before), production: Some(now) }) => {
                let number = |value| format::number(value, DIGITS);
                format!("{words} {} → {}", number(before), number(now))
            }
            _ => words.to_owned(),
        }
    };
    let roc = UnitCurves::of(
        title(report::MetricName::RocAuc, "Area under the ROC curve"),
        ("false-positive rate", "recall"),
        of(|side| &side.roc),
        n,
    );
    let precision = UnitCurves::of(
        title(report::MetricName::AveragePrecision, "Average precision"),
        ("recall", "precision"),
        of(|side| &side.precision_recall),
        n,
    );
    let name = model.name.clone();
    let drawn = |chart: UnitCurves, picture: &'static str| {
        view! { <Figure chart=Arc::new(chart) column=name.clone() picture/> }.into_any()
    };
    let roc = roc.map(|chart| drawn(chart.with_diagonal(), "ROC"));
    let precision = precision.map(|chart| drawn(chart, "precision and recall"));
    view! { <div class="two">{roc}{precision}</div> }.into_any()
}

/// Every metric on both sides.
fn metrics(model: &Arc<ModelPerformance>) -> AnyView {
    let columns = vec![
        Column::words("Metric"),
        Column::numbers("Reference"),
        Column::numbers("Production"),
        Column::numbers("Change").defined("Production less reference, with its 95% interval"),
        Column::drawn("Verdict"),
    ];
    let caption = format!("Every metric of {}", model.name);
    let model = Arc::clone(model);
    let rows = model.metrics.len();
    let row = move |position: usize| metric_row(&model.metrics[position]);
    section("Metrics", "95% intervals beneath", Table::new("metrics", caption, columns, rows, row))
}

fn metric_row(metric: &Metric) -> Vec<Cell> {
    let side = |side: Side| match metric.value.get(side) {
        Some(value) => estimate(value),
        None => Cell::Text("–".to_owned()).hint(metric.lacks.get(side).clone()),
    };
    let verdict = metric.verdict;
    vec![
        Cell::Name(metric.name.label().to_owned()),
        side(Side::Reference),
        side(Side::Production),
        metric.change.as_ref().map_or_else(Cell::nothing, estimate),
        verdict.map_or_else(Cell::nothing, |verdict| Cell::severity(verdict, verdict.label())),
    ]
}

/// A value over its interval.
fn estimate(estimate: &Estimate) -> Cell {
    let number = |value: f64| format::number(value, DIGITS);
    let interval = estimate.interval_95;
    let interval = interval.map(|(low, high)| format!("{} to {}", number(low), number(high)));
    Cell::number(Some(estimate.value), number).over(interval.unwrap_or_default())
}

/// The measures of each class of several.
fn per_class(model: &Arc<ModelPerformance>) -> Option<AnyView> {
    let first = model.per_class.first()?;
    let mut columns = vec![Column::words("Class"), Column::words("Rows")];
    let heads = first.metrics.iter().map(|metric| Column::numbers(metric.name.label()));
    columns.extend(heads.map(|column| column.class("num")));
    let caption = format!("Measures of each class by {}", model.name);
    let (model, rows) = (Arc::clone(model), model.per_class.len());
    let row = move |position: usize| {
        let class = &model.per_class[position];
        let both = |pair: Pair<String>| format!("{} → {}", pair.reference, pair.production);
        let metric = |metric: &Metric| {
            let value = |value: Option<Estimate>| {
                value.map_or_else(|| "–".to_owned(), |value| format::number(value.value, 3))
            };
            Cell::Text(both(metric.value.map(value)))
        };
        let mut cells =
            vec![Cell::Name(class.class.clone()), Cell::Text(both(class.n.map(format::count)))];
        cells.extend(class.metrics.iter().map(metric));
        cells
    };
    let table = Table::new("classes", caption, columns, rows, row);
    Some(section("Classes", "reference → production, each class against all others", table))
}

/// True class by answer, on one side.
fn confusion(model: &Arc<ModelPerformance>, side: Side) -> Option<AnyView> {
    let rows = model.sides.get(side).confusion.len();
    if rows == 0 {
        return None;
    }
    let mut columns = vec![Column::words("Truth").fixed()];
    let heads = model.classes.iter().map(|class| Column::numbers(class.clone()).fixed());
    columns.extend(heads);
    let caption = format!("{}: truth by answer of {}", side.label(), model.name);
    let model = Arc::clone(model);
    let n = model.sides.get(side).n;
    let about = format!("{}: rows by truth, then by answer, n {}", side.label(), format::count(n));
    let row = move |position: usize| {
        let mut cells = vec![Cell::Name(model.classes.get(position).cloned().unwrap_or_default())];
        cells.extend(model.sides.get(side).confusion[position].iter().copied().map(Cell::count));
        cells
    };
    let id = match side {
        Side::Reference => "confusion-reference",
        Side::Production => "confusion-production",
    };
    Some(figure("", "Confusion matrix", about, Table::new(id, caption, columns, rows, row)))
}

/// What follows from each threshold: on production where it has labels.
fn thresholds(model: &Arc<ModelPerformance>) -> Option<AnyView> {
    let has = |side: &Side| !model.sides.get(*side).thresholds.is_empty();
    let side = [Side::Production, Side::Reference].into_iter().find(has)?;
    let caption = format!("Rows by threshold of {}", model.name);
    let (model, rows) = (Arc::clone(model), model.sides.get(side).thresholds.len());
    let best = model.sides.get(side).least_cost.map(|best| {
        let cost = |cost: f64| format::number(cost, 3);
        let from = best.threshold.map_or_else(
            || "calling no row so".to_owned(),
            |threshold| format!("a threshold of {}", format::number(threshold, 3)),
        );
        let (least, now) = (cost(best.cost_per_row), cost(best.cost_per_row_now));
        format!("; least cost by {from}: {least} a row, now {now}")
    });
    let says = format!("{}{}", side.label(), best.unwrap_or_default());
    let columns = vec![
        Column::numbers("Yes from"),
        Column::numbers("True positives"),
        Column::numbers("False positives"),
        Column::numbers("False negatives"),
        Column::numbers("True negatives"),
        Column::numbers("Cost a row").defined("By the costs in the settings"),
    ];
    let row = move |position: usize| {
        let at = &model.sides.get(side).thresholds[position];
        vec![
            Cell::number(Some(at.threshold), |value| format::number(value, 3)),
            Cell::count(at.true_positives),
            Cell::count(at.false_positives),
            Cell::count(at.false_negatives),
            Cell::count(at.true_negatives),
            Cell::number(Some(at.cost_per_row), |value| format::number(value, 3)),
        ]
    };
    let table = Table::new("thresholds", caption, columns, rows, row);
    let table = section("What follows from each threshold", says, table);
    Some(
        view! { <details><summary>"What follows from each threshold"</summary>{table}</details> }
            .into_any(),
    )
}

/// Errors by the size of the prediction.
fn residuals(model: &Arc<ModelPerformance>) -> Option<AnyView> {
    let has = |side: &Side| !model.sides.get(*side).residuals.is_empty();
    let side = [Side::Production, Side::Reference].into_iter().find(has)?;
    if model.task != Task::Regression {
        return None;
    }
    let caption = format!("Errors of {} by prediction", model.name);
    let (model, rows) = (Arc::clone(model), model.sides.get(side).residuals.len());
    let columns = vec![
        Column::words("Prediction").fixed(),
        Column::numbers("Rows"),
        Column::numbers("Bias").defined("Mean of prediction less truth"),
        Column::numbers("Spread").defined("Standard deviation of prediction less truth"),
    ];
    let row = move |position: usize| {
        let band = &model.sides.get(side).residuals[position];
        let number = |value: f64| format::number(value, 4);
        vec![
            Cell::Name(format!("{} to {}", number(band.from), number(band.to))),
            Cell::count(band.n),
            estimate(&band.bias),
            Cell::number(band.spread, number),
        ]
    };
    let says = format!("{}, by the size of the prediction", side.label());
    Some(section("Errors", says, Table::new("residuals", caption, columns, rows, row)))
}
