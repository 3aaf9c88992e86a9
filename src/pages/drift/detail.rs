//! Everything about one column.

use std::sync::Arc;

use charts::{Distribution, Ecdf, OverTime};
use leptos::prelude::*;
use report::{
    ColumnDrift, Cut, CutDistance, CutRule, CutSmoothing, DriftSettings, Effect, Report, Side,
    Treatment, format,
};

use super::cells::{Cells, Cutting};
use super::conventions::convention_table;
use super::summary::summary_table;
use crate::parts::figure::{Figure, SharedChart};
use crate::parts::live::{Live, live};
use crate::state::{AppState, app_state};

/// The detail of a column: why, pictures, conventions, cells, moments.
#[component]
pub fn Detail(report: Arc<Report>, position: usize) -> impl IntoView {
    let column = report.drift.entry(position).clone();
    let name = column.column.clone();
    let settings = report.settings.drift.clone();
    let figure = |chart: SharedChart, picture, class| {
        view! { <Figure chart column=name.clone() picture on_surface=true class/> }.into_any()
    };
    let distribution =
        Distribution::of(&column).map(|chart| figure(Arc::new(chart), "distribution", "w7"));
    let ecdf = Ecdf::of(&column).map(|chart| figure(Arc::new(chart), "cumulative", "w5"));
    let across = &app_state().session.documents().across;
    let over_time = OverTime::of(&report.timeline, across, &name)
        .map(|chart| figure(Arc::new(chart), "over time", "w5"));
    // Without a curve beside the distribution, its course over time stands there.
    let (beside, under) = if ecdf.is_some() { (ecdf, over_time) } else { (over_time, None) };
    let cutting = Cutting::new(name.clone());
    let leading = leading_cut(&column, &settings);
    let cells = column.bins.clone().map(|bins| view! { <Cells bins leading cutting/> });
    let conventions = conventions(Arc::clone(&report), position, cutting);
    view! {
        <div class="det surface">
            <p class="wide reason">{column.reason.clone()}</p>
            {column.notes.iter().map(|note| view! { <p class="wide">{note.clone()}</p> }).collect_view()}
            <Facts column=column.clone()/>
            {distribution}
            {beside}
            {conventions}
            {under}
            {cells}
            {summary_table(column.kind, column.summary)}
        </div>
    }
}

/// What the tools say of the column: as many of them as the switch over the table shows.
fn conventions(report: Arc<Report>, position: usize, cutting: Cutting) -> Live<AnyView> {
    let AppState { view, .. } = app_state();
    let tool = Memo::new(move |_| view.current.with(|view| view.tool));
    live(move || {
        let column = report.drift.entry(position);
        let all = column.measures.iter().enumerate();
        let shown = all.filter(|(place, _)| tool.get().shows(column, *place));
        let shown: Vec<_> = shown.map(|(_, measure)| measure.clone()).collect();
        let about = format!(
            "{} of {} answers on the same two columns, each with its own limit. The switch over the table shows others. Choose a measure on cells to see them.",
            shown.len(),
            column.measures.len()
        );
        convention_table(&column.column, shown, &report.settings.drift, cutting, about)
    })
}

/// The cells of the leading distance, from which a reader goes on.
fn leading_cut(column: &ColumnDrift, settings: &DriftSettings) -> Cut {
    let rule = match column.treatment {
        Treatment::Categorical => CutRule::OnePerValue,
        _ => CutRule::Quantiles(settings.psi_bins.max(2)),
    };
    Cut { rule, smoothing: CutSmoothing::Floor(settings.psi_floor), distance: CutDistance::Psi }
}

#[component]
fn Facts(column: ColumnDrift) -> impl IntoView {
    let [reference, production] = Side::BOTH.map(|side| {
        let n = format::count(*column.n.get(side));
        match column.missing.get(side) {
            0 => n,
            missing => format!("{n} ({} missing)", format::count(*missing)),
        }
    });
    let role = format!("{}, used as {}", column.kind.label(), column.role.label());
    let test = column.test_measure().map(|measure| {
        let p = column.p_adjusted.map(|p| format!("{} after adjusting", format::p_equals(p)));
        view! { <span>"test: "{measure.measure.label()}{p.map(|p| format!(", {p}"))}</span> }
    });
    view! {
        <div class="wide facts">
            <span><b>{column.column.clone()}</b>", "{role}</span>
            {column.effect.map(effect)}
            {test}
            <span class="nowrap">"n "<b>{reference}</b>" and "<b>{production}</b></span>
        </div>
    }
}

fn effect(effect: Effect) -> impl IntoView {
    match effect {
        Effect::ProductionLarger(share) => view! {
            <span>"effect: production is larger in "<b>{format::percent(share)}</b>" of random pairs, ties counted half (50%: neither side tends to be larger)"</span>
        }
        .into_any(),
        Effect::CramersV(v) => view! {
            <span>"effect: Cramér’s V "<b>{format::distance(v)}</b>" (0 means no difference, 1 the greatest)"</span>
        }
        .into_any(),
    }
}
