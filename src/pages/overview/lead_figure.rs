//! The pictures beside the verdict.

use std::sync::Arc;

use charts::Distances;
use document::Block;
use leptos::prelude::*;
use report::Report;

use crate::parts::document::blocks;
use crate::parts::figure::Figure;
use crate::state::app_state;

/// How a model became worse, where one did, and how far each column moved, against what chance alone gives.
#[component]
pub fn LeadFigure(report: Arc<Report>) -> impl IntoView {
    let lead = app_state().session.documents().lead.clone();
    let distances = Distances::of(&report);
    let distances = (!distances.is_empty()).then(|| {
        view! { <Figure chart=Arc::new(distances) column="all columns" picture="distances"/> }
    });
    view! { <div>{lead.map(|lead| blocks(vec![Block::Drawing(Box::new(lead))]))}{distances}</div> }
}
