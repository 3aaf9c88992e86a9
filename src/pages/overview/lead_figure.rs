//! The picture beside the verdict.

use std::sync::Arc;

use charts::Distances;
use leptos::prelude::*;
use report::Report;

use crate::parts::figure::Figure;

/// How far each column moved, against what chance alone gives.
#[component]
pub fn LeadFigure(report: Arc<Report>) -> impl IntoView {
    let chart = Distances::of(&report);
    (!chart.is_empty()).then(|| {
        view! { <Figure chart=Arc::new(chart) column="all columns" picture="distances"/> }
    })
}
