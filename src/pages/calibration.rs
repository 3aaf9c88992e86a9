//! Whether the model's probabilities can be believed.

use leptos::prelude::*;

use crate::model::chapter::Chapter;
use crate::parts::document::ChapterDocument;

/// The calibration page.
#[component]
pub fn CalibrationPage() -> impl IntoView {
    view! { <ChapterDocument chapter=Chapter::Calibration/> }
}
