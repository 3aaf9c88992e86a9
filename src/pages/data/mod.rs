//! What was read and how: files, roles, schema, values, relations, expectations, ledger.

mod columns;
mod dialect;
mod expectations;
mod file;
mod ledger;
mod roles;

use std::sync::Arc;

use document::Block;
use leptos::prelude::*;
use report::{Report, Side};

use columns::column_profiles;
use expectations::ExpectationsEditor;
use file::FilePanel;
use ledger::ledger;
use roles::Roles;

use crate::parts::document::blocks;
use crate::parts::labels_file::LabelsFile;
use crate::parts::later::Later;
use crate::state::app_state;

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
    let tables = app_state().session.documents();
    let then = Arc::clone(&tables);
    view! {
        <p class="eyebrow">"Data"</p>
        <h1>{report.data.headline.clone()}</h1>
        {blocks(tables.data.first.clone())}
        <div class="two">{files}</div>
        <LabelsFile/>
        <Roles roles=report.roles.clone()/>
        {column_profiles(Arc::clone(&report))}
        <Later><More report=Arc::clone(&later) tables=then.data.then.clone()/></Later>
        {ledger(report)}
    }
}

/// What is read after the columns.
#[component]
fn More(report: Arc<Report>, tables: Vec<Block>) -> impl IntoView {
    view! {
        {blocks(tables)}
        <ExpectationsEditor expectations=report.data.expectations.clone()/>
    }
}
