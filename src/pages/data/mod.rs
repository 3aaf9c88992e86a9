//! What was read and how: files, roles, schema, missing values, ledger.

mod columns;
mod dialect;
mod file;
mod ledger;
mod roles;
mod schema;

use std::sync::Arc;

use leptos::prelude::*;
use report::{Report, Side, format};

use columns::ColumnProfiles;
use file::FilePanel;
use ledger::Ledger;
use roles::Roles;
use schema::SchemaChanges;

/// The data page.
#[component]
pub fn DataPage(
    /// What is shown.
    report: Arc<Report>,
) -> impl IntoView {
    let headline = headline(&report);
    let files = Side::BOTH.map(|side| {
        let input = report.inputs.get(side).clone();
        view! { <FilePanel side input/> }
    });
    view! {
        <p class="eyebrow">"Data"</p>
        <h1>{headline}</h1>
        <div class="two">{files}</div>
        <Roles roles=report.roles.clone()/>
        <SchemaChanges changes=report.data.schema.clone()/>
        <ColumnProfiles report=Arc::clone(&report)/>
        <Ledger entries=report.data.ledger.clone() inputs=report.inputs.clone()/>
    }
}

fn headline(report: &Report) -> String {
    let schema = match report.data.schema.len() as u64 {
        0 => "Both files have the same columns".to_owned(),
        n => format!(
            "{} between the two lists of columns",
            format::plural(n, "difference", "differences")
        ),
    };
    let changes = report.data.columns.iter().filter_map(|column| column.missing_change.as_ref());
    let changed = changes.filter(|change| change.verdict.is_drift()).count() as u64;
    let missing = match changed {
        0 => "no column’s missing values changed much".to_owned(),
        n => format!("missing values changed in {}", format::plural(n, "column", "columns")),
    };
    format!("{schema}; {missing}.")
}
