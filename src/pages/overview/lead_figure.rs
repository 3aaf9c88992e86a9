//! The picture beside the verdict.

use std::sync::Arc;

use charts::Distances;
use leptos::prelude::*;
use report::Report;

use crate::parts::figure::Figure;

/// How far each column moved, against what chance alone gives.
#[component]
pub fn LeadFigure(report: Arc<Report>) -> impl IntoView {
    let has_distance = report.drift.columns.iter().any(|column| column.leading_measure().is_some());
    has_distance.then(|| {
        let chart = Arc::new(Distances::of(&report));
        view! { <Figure chart column="all columns" picture="distances"/> }
    })
}
