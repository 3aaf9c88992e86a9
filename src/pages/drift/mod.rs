//! Drift of every compared column, with the detail of one in place.

mod bins;
mod cells;
mod conventions;
mod detail;
mod outputs;
mod row;
mod summary;
mod table;
mod tools;

use std::sync::Arc;

use leptos::prelude::*;
use report::Report;

use outputs::OutputsSection;
use table::ColumnTable;
use tools::Tools;

use crate::model::chapter::Chapter;
use crate::parts::document::blocks;
use crate::parts::live::on;
use crate::state::{AppState, app_state};

/// The drift page.
#[component]
pub fn DriftPage(
    /// What is shown.
    report: Arc<Report>,
) -> impl IntoView {
    let is_empty = report.drift.columns.is_empty();
    let together = blocks(app_state().session.documents().together.clone());
    view! {
        <p class="eyebrow">"Drift"</p>
        <h1>{report.drift.headline.clone()}</h1>
        {if is_empty {
            view! { <NothingCompared/>{together} }.into_any()
        } else {
            let whole = report.drift.whole.says.clone().into_iter();
            view! {
                {whole.map(|text| view! { <p class="soft">{text}</p> }).collect_view()}
                <Tools report=Arc::clone(&report)/>
                <ColumnTable report=Arc::clone(&report)/>
                <OutputsSection report/>
                {together}
            }
            .into_any()
        }}
    }
}

#[component]
fn NothingCompared() -> impl IntoView {
    let AppState { view, .. } = app_state();
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        view.go(Chapter::Data, None);
    };
    view! {
        <div class="empty">
            <b>"No column can be compared."</b>
            <span class="soft">"The two files have no column of one name and a role that is compared. Look at both lists of columns, and at the roles."</span>
            <a class="btn" href="#data" on:click=on(go)>"Go to Data"</a>
        </div>
    }
}
