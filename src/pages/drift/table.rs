//! The table of columns.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use report::{ColumnDrift, Report, Side};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::row::Row;
use crate::model::columns::{Distance, Order, Sort, first_and, limits, next_order, shown};
use crate::model::link::View;
use crate::model::tsv::tsv;
use crate::parts::copy_button::CopyButton;
use crate::parts::minis::strip_scale;
use crate::parts::more::{STEP, ShowMore};
use crate::state::{AppState, app_state};

/// The table of columns, a part at a time.
#[component]
pub fn ColumnTable(report: Arc<Report>) -> impl IntoView {
    let AppState { view, .. } = app_state();
    let limit = RwSignal::new(STEP);
    let source = Arc::clone(&report);
    let positions =
        Memo::new(move |_| view.current.with(|view| shown(&source.drift.columns, view)));
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
            as_text(columns, view.current.with_untracked(|view| view.distance))
        })
    };
    view! {
        <div class="scroll">
            <table class="tbl columns" on:keydown=walk>
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
            <p class="small quiet">{move || footnote(view.current.with(|view| view.distance))}</p>
            <CopyButton text=copy/>
        </div>
    }
}

#[component]
fn Head(report: Arc<Report>) -> impl IntoView {
    let AppState { view, .. } = app_state();
    let distance = move || view.current.with(|view| view.distance);
    let scale = move || strip_scale(&limits(distance(), &report.settings.drift));
    view! {
        <thead><tr>
            <th><span class="vh">"Details"</span></th>
            <HeadCell by=Sort::Name label=|| "Column" class=""/>
            <th>"Shape"</th>
            <th>"Centre, or largest change"</th>
            <th class="strip-col">"Distance, noise floor shaded"{scale}</th>
            <HeadCell by=Sort::Distance label=move || distance().label() class="num"/>
            <HeadCell by=Sort::Floor label=|| "Floor" class="num" title="95% of samples of these sizes without drift stay under this"/>
            <HeadCell by=Sort::PAdjusted label=|| "Adj. p" class="num" title="p-value, adjusted over all compared columns (Benjamini–Hochberg)"/>
            <HeadCell by=Sort::Missing label=|| "Missing" class="num"/>
            <HeadCell by=Sort::Verdict label=|| "Verdict" class=""/>
        </tr></thead>
    }
}

/// A header that orders the table: its own way, the reverse, then the verdict's order again.
#[component]
fn HeadCell(
    by: Sort,
    label: impl Fn() -> &'static str + Send + 'static,
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
        <th class=class aria-sort=aria title=title><button on:click=press>{label}{arrow}</button></th>
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
    let (Ok(Some(table)), false) = (here.closest("table"), here.tag_name() == "CANVAS") else {
        return;
    };
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

const fn footnote(distance: Distance) -> &'static str {
    match distance {
        Distance::Psi => {
            "Distances on a square-root scale so that the noise floor can be seen; thin lines mark 0.1 and 0.2."
        }
        Distance::Wasserstein => {
            "Wasserstein distance in standard deviations of the reference, so that columns can be compared; the detail has it in the column’s unit."
        }
        _ => "Distances on a square-root scale so that the noise floor can be seen.",
    }
}

fn as_text<'a>(columns: impl Iterator<Item = &'a ColumnDrift>, distance: Distance) -> String {
    let header = [
        "column",
        "kind",
        "verdict",
        distance.label(),
        "floor",
        "adjusted p",
        "missing reference",
        "missing production",
        "n reference",
        "n production",
    ];
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let rows = columns.map(|column| {
        let measure = distance.of(column);
        let counts = Side::BOTH.map(|side| column.missing.get(side).to_string());
        let [missing_reference, missing_production] = counts;
        vec![
            column.column.clone(),
            column.kind.label().to_owned(),
            column.verdict.label().to_owned(),
            number(measure.and_then(|measure| measure.value)),
            number(measure.and_then(|measure| Some(measure.noise?.p95))),
            number(column.p_adjusted),
            missing_reference,
            missing_production,
            column.n.reference.to_string(),
            column.n.production.to_string(),
        ]
    });
    tsv(std::iter::once(header.map(str::to_owned).to_vec()).chain(rows))
}
