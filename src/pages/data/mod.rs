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

use columns::ColumnProfiles;
use expectations::ExpectationsEditor;
use file::FilePanel;
use ledger::Ledger;
use roles::Roles;
use schema::SchemaChanges;

use crate::parts::later::Later;
use crate::parts::listing::ListingSection;

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
        <ListingSection listing=listings::remarks(&report.data.remarks)/>
        <div class="two">{files}</div>
        <Roles roles=report.roles.clone()/>
        <SchemaChanges changes=report.data.schema.clone()/>
        <ColumnProfiles report=Arc::clone(&report)/>
        <Later><More report=Arc::clone(&later)/></Later>
        <Ledger entries=report.data.ledger.clone() inputs=report.inputs.clone()/>
    }
}

/// What is read after the columns.
#[component]
fn More(report: Arc<Report>) -> impl IntoView {
    let data = &report.data;
    view! {
        <ListingSection listing=listings::values(&data.columns)/>
        <ListingSection listing=listings::relations(&data.relations)/>
        <ExpectationsEditor expectations=data.expectations.clone()/>
    }
}
