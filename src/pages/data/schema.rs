//! Differences between the two lists of columns.

use leptos::prelude::*;
use report::{SchemaChange, SchemaChangeKind, format};

use crate::parts::more::{ShowMore, limit_of};
use crate::parts::scroll_box::ScrollBox;
use crate::parts::severity::SeverityChip;

/// Differences between the two lists of columns.
#[component]
pub fn SchemaChanges(changes: Vec<SchemaChange>) -> impl IntoView {
    let says = match changes.len() as u64 {
        0 => "none; the order of columns does not count".to_owned(),
        n => format::plural(n, "difference", "differences"),
    };
    let is_empty = changes.is_empty();
    let limit = limit_of("schema");
    let total = Signal::stored(changes.len());
    let rows = move || changes.iter().take(limit.get()).cloned().map(row).collect_view();
    view! {
        <section aria-labelledby="schema">
            <div class="head rep"><h2 id="schema">"Lists of columns"</h2><span class="quiet">{says}</span></div>
            {(!is_empty).then(|| view! {
                <ScrollBox label="Lists of columns"><table class="tbl tight">
                    <thead><tr><th>"Difference"</th><th>"Column"</th><th>"What is different"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table></ScrollBox>
            })}
            <ShowMore limit total/>
        </section>
    }
}

fn row(change: SchemaChange) -> impl IntoView {
    let label = label(&change.change);
    view! {
        <tr>
            <td><SeverityChip mark=change.severity label/></td>
            <td><span class="name">{change.column}</span></td>
            <td class="words">{change.message}</td>
        </tr>
    }
}

const fn label(change: &SchemaChangeKind) -> &'static str {
    match change {
        SchemaChangeKind::Missing => "missing",
        SchemaChangeKind::Added => "added",
        SchemaChangeKind::RenamedLooking { .. } => "renamed?",
        SchemaChangeKind::Retyped(_) => "another kind",
    }
}
