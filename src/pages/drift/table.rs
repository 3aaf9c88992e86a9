//! The table of columns.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use report::{ColumnDrift, DriftSettings, Report, Side, format};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::row::Row;
use crate::model::columns::{first_and, limits, shown};
use crate::model::distance::Distance;
use crate::model::link::View;
use crate::model::order::{Order, Sort, next_order};
use crate::model::tsv::{raw, tsv};
use crate::parts::copy_button::CopyButton;
use crate::parts::live::{live, on};
use crate::parts::minis::strip_scale;
use crate::parts::more::{ShowMore, limit_of};
use crate::state::{AppState, app_state};

/// The table of columns, a part at a time.
#[component]
pub fn ColumnTable(report: Arc<Report>) -> impl IntoView {
    let AppState { view, .. } = app_state();
    let limit = limit_of("drift");
    let source = Arc::clone(&report);
    // Opening a row is no reason to look through all columns again.
    let choice = Memo::new(move |_| view.current.with(View::choice_of_columns));
    let positions = Memo::new(move |_| shown(&source.drift.columns, &choice.get()));
    let total = Signal::derive(move || positions.with(Vec::len));
    let for_pinned = Arc::clone(&report);
    let pinned = Memo::new(move |_| {
        view.current.with(|view| {
            let name = view.column.as_deref()?;
            for_pinned.drift.columns.iter().position(|column| column.column == name)
        })
    });
    let visible =
        move || positions.with(|positions| first_and(positions, limit.get(), pinned.get()));
    let for_rows = Arc::clone(&report);
    let for_copy = Arc::clone(&report);
    let copy = move || {
        positions.with_untracked(|positions| {
            let columns = positions.iter().map(|&position| &for_copy.drift.columns[position]);
            as_text(columns, &view.current.get_untracked())
        })
    };
    let for_footnote = Arc::clone(&report);
    let footnote = move || {
        view.current.with(|view| match view.tool.convention() {
            Some(convention) => format!(
                "The distance, its floor and what is said of it are those of {}; where it does not compute the distance of the head, a measure of its own, named beneath. The title, the counts, adjusted p, missing values and what began are ours.",
                convention.label()
            ),
            None => footnote_of(view.distance, &for_footnote.settings.drift),
        })
    };
    view! {
        <div class="scroll">
            <table class="tbl columns" on:keydown=on(walk)>
                <Head report=Arc::clone(&report)/>
                <tbody>
                    <For each=visible key=|position| *position let:position>
                        <Row report=Arc::clone(&for_rows) position/>
                    </For>
                </tbody>
            </table>
        </div>
        <Show when=move || total.get() == 0><p class="nothing soft">"No column fits the search and the verdicts."</p></Show>
        <ShowMore limit total/>
        <div class="after-table">
            <p class="small quiet">{live(footnote)}</p>
            <CopyButton text=Box::new(copy)/>
        </div>
    }
}

#[component]
fn Head(report: Arc<Report>) -> impl IntoView {
    let AppState { view, .. } = app_state();
    let distance = move || view.current.with(|view| view.distance);
    let scale = move || {
        view.current.with(|view| strip_scale(&limits(view, &report.settings.drift)).into_any())
    };
    let verdict = move || match view.current.with(|view| view.tool) {
        tool if tool.convention().is_some() => "It says",
        _ => "Verdict",
    };
    view! {
        <thead><tr>
            <th><span class="vh">"Details"</span></th>
            <HeadCell by=Sort::Name label=Box::new(|| "Column") class=""/>
            <th>"Shape"</th>
            <th>"Centre, or largest change"</th>
            <th class="strip-col">"Distance, noise floor shaded"{live(scale)}</th>
            <HeadCell by=Sort::Distance label=Box::new(move || distance().label()) class="num"/>
            <HeadCell by=Sort::Floor label=Box::new(|| "Floor") class="num" title="95% of samples of these sizes without drift stay under this"/>
            <HeadCell by=Sort::PAdjusted label=Box::new(|| "Adj. p") class="num" title="p-value, adjusted over all compared columns (Benjamini–Hochberg)"/>
            <HeadCell by=Sort::Missing label=Box::new(|| "Missing") class="num"/>
            <th>"Over time"</th>
            <th>"Began"</th>
            <HeadCell by=Sort::Verdict label=Box::new(verdict) class=""/>
        </tr></thead>
    }
}

/// A header that orders the table: its own way, the reverse, then the verdict's order again.
#[component]
fn HeadCell(
    by: Sort,
    label: Box<dyn Fn() -> &'static str + Send>,
    class: &'static str,
    #[prop(optional)] title: Option<&'static str>,
) -> impl IntoView {
    let AppState { view, .. } = app_state();
    let order = move || view.current.with(|view| view.order).filter(|order| order.by == by);
    let aria = move || {
        order().map(|Order { descending, .. }| if descending { "descending" } else { "ascending" })
    };
    let arrow = move || order().map(|order| if order.descending { " ↓" } else { " ↑" });
    let press =
        move |_| view.current.update(|view: &mut View| view.order = next_order(view.order, by));
    view! {
        <th class=class aria-sort=live(aria) title=title><button on:click=on(press)>{live(label)}{live(arrow)}</button></th>
    }
}

/// The arrow keys go from row to row.
fn walk(event: ev::KeyboardEvent) {
    let step = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    let Some(here) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return;
    };
    // A detail has keys of its own.
    let is_in_detail = here.closest(".detail").is_ok_and(|detail| detail.is_some());
    let (Ok(Some(table)), false) = (here.closest("table.columns"), is_in_detail) else { return };
    let Ok(twists) = table.query_selector_all(".twist") else { return };
    let rows: Vec<HtmlElement> =
        (0..twists.length()).filter_map(|i| twists.get(i)?.dyn_into().ok()).collect();
    let at = rows.iter().position(|row| row.contains(Some(&here)));
    let next = at.map_or(0, |at| at.saturating_add_signed(step));
    if let Some(row) = rows.get(next) {
        event.prevent_default();
        // Fails only where there is nothing to focus.
        let _ = row.focus();
    }
}

fn footnote_of(distance: Distance, settings: &DriftSettings) -> String {
    let scale = "Distances on a square-root scale so that the noise floor can be seen";
    match distance {
        Distance::Psi => {
            let [moderate, significant] = [settings.psi_moderate, settings.psi_significant]
                .map(|limit| format::number(limit, 3));
            format!("{scale}; thin lines mark {moderate} and {significant}.")
        }
        Distance::Wasserstein => {
            "Wasserstein distance in standard deviations of the reference, as Evidently has it, so that columns can be compared. The detail has it in the column’s unit, with what chance gives.".to_owned()
        }
        _ => format!("{scale}."),
    }
}

fn as_text<'a>(columns: impl Iterator<Item = &'a ColumnDrift>, view: &View) -> String {
    let header = [
        "column",
        "kind",
        "verdict",
        view.distance.label(),
        "floor",
        "adjusted p",
        "missing reference",
        "missing production",
        "n reference",
        "n production",
    ];
    let rows = columns.map(|column| {
        let measure = view.measure(column);
        let counts = Side::BOTH.map(|side| column.missing.get(side).to_string());
        let [missing_reference, missing_production] = counts;
        vec![
            column.column.clone(),
            column.kind.label().to_owned(),
            column.verdict.label().to_owned(),
            raw(measure.and_then(|measure| measure.value)),
            raw(measure.and_then(|measure| Some(measure.noise?.p95))),
            raw(column.p_adjusted),
            missing_reference,
            missing_production,
            column.n.reference.to_string(),
            column.n.production.to_string(),
        ]
    });
    tsv(&header, rows)
}
