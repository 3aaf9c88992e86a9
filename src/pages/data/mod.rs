//! What was read and how: files, roles, schema, values, relations, expectations, ledger.

mod columns;
mod dialect;
mod expectations;
mod file;
mod ledger;
mod listings;
mod roles;
mod schema;

use std::sync::Arc;

use leptos::prelude::*;
use report::{Report, Side};

use columns::column_profiles;
use expectations::ExpectationsEditor;
use file::FilePanel;
use ledger::ledger;
use roles::Roles;
use schema::schema_changes;

use crate::parts::labels_file::LabelsFile;
use crate::parts::later::Later;

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
    let later = Arc::clone(&report);
    view! {
        <p class="eyebrow">"Data"</p>
        <h1>{report.data.headline.clone()}</h1>
        {listings::remarks(Arc::clone(&report))}
        <div class="two">{files}</div>
        <LabelsFile/>
        <Roles roles=report.roles.clone()/>
        {schema_changes(Arc::clone(&report))}
        {column_profiles(Arc::clone(&report))}
        <Later><More report=Arc::clone(&later)/></Later>
        {ledger(report)}
    }
}

/// What is read after the columns.
#[component]
fn More(report: Arc<Report>) -> impl IntoView {
    view! {
        {listings::values(Arc::clone(&report))}
        {listings::relations(Arc::clone(&report))}
        <ExpectationsEditor expectations=report.data.expectations.clone()/>
    }
}
