//! What was read and how: files, roles, schema, missing values, ledger.

mod columns;
mod dialect;
mod file;
mod ledger;
mod roles;
mod schema;

use std::sync::Arc;

use leptos::prelude::*;
use report::{Report, Side};

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
    let files = Side::BOTH.map(|side| {
        let input = report.inputs.get(side).clone();
        view! { <FilePanel side input/> }
    });
    view! {
        <p class="eyebrow">"Data"</p>
        <h1>{report.data.headline.clone()}</h1>
        <div class="two">{files}</div>
        <Roles roles=report.roles.clone()/>
        <SchemaChanges changes=report.data.schema.clone()/>
        <ColumnProfiles report=Arc::clone(&report)/>
        <Ledger entries=report.data.ledger.clone() inputs=report.inputs.clone()/>
    }
}
