//! How good each model is, and where its labels come from.

use leptos::prelude::*;

use crate::model::chapter::Chapter;
use crate::parts::document::ChapterDocument;
use crate::parts::labels_file::LabelsFile;

/// The performance page.
#[component]
pub fn PerformancePage() -> impl IntoView {
    view! { <ChapterDocument chapter=Chapter::Performance/><LabelsFile/> }
}
