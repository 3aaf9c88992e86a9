//! Everything that was not read exactly as it stood, with what can be done about it.

use leptos::prelude::*;
use report::{DecimalMark, Input, LedgerEntry, Pair, Remedy, Side, format};

use crate::parts::more::{ShowMore, limit_of};
use crate::parts::side_key::SideKey;
use crate::state::settings::SettingsState;
use crate::state::{AppState, app_state};

/// The intake ledger.
#[component]
pub fn Ledger(entries: Vec<LedgerEntry>, inputs: Pair<Input>) -> impl IntoView {
    let limit = limit_of("ledger");
    let total = Signal::stored(entries.len());
    let skipped = inputs.reference.rows_skipped + inputs.production.rows_skipped;
    let says = if entries.is_empty() {
        "everything was read exactly as it stands".to_owned()
    } else {
        format!("{} skipped; nothing was stopped", format::plural(skipped, "row", "rows"))
    };
    let is_empty = entries.is_empty();
    let rows = move || {
        let shown = entries.iter().take(limit.get()).cloned();
        let rows = shown.map(|entry| {
            let file = inputs.get(entry.side).file.clone();
            view! { <EntryRow entry file/> }
        });
        rows.collect_view()
    };
    view! {
        <section aria-labelledby="ledger">
            <div class="head rep"><h2 id="ledger">"Ledger"</h2><span class="quiet">{says}</span></div>
            {(!is_empty).then(|| view! {
                <div class="scroll"><table class="tbl tight">
                    <thead><tr>
                        <th>"File"</th><th class="num">"Line"</th><th>"Column"</th><th>"What happened"</th>
                        <th class="num">"Rows"</th><th>"Remedy"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table></div>
            })}
            <ShowMore limit total/>
        </section>
    }
}

#[component]
fn EntryRow(entry: LedgerEntry, file: String) -> impl IntoView {
    let LedgerEntry { side, column, line, rows, message, remedy, .. } = entry;
    let line = line.map_or_else(|| "–".to_owned(), format::count);
    let button = remedy.map(|remedy| view! { <RemedyButton side column=column.clone() remedy/> });
    view! {
        <tr>
            <td class="nowrap"><SideKey side/>" "{file}</td>
            <td class="num mono">{line}</td>
            <td><span class="name">{column.unwrap_or_else(|| "–".to_owned())}</span></td>
            <td class="words">{message}</td>
            <td class="num">{format::count(rows)}</td>
            <td class="nowrap">{button}</td>
        </tr>
    }
}

#[component]
fn RemedyButton(side: Side, column: Option<String>, remedy: Remedy) -> impl IntoView {
    let AppState { settings, toasts, .. } = app_state();
    let label = remedy_label(remedy);
    let press = move |_| {
        if apply(settings, side, column.as_deref(), remedy) {
            toasts.chosen(format!("{} is read again: {}", side.label(), remedy_label(remedy)));
        }
    };
    view! { <button class="link" on:click=press>{label}</button> }
}

fn remedy_label(remedy: Remedy) -> String {
    match remedy {
        Remedy::ReadAs(kind) => format!("Read as {}", kind.label()),
        Remedy::NoHeader => "Take the first row as data".to_owned(),
        Remedy::KeepMarkers => "Keep every marker of the file as text".to_owned(),
        Remedy::DecimalPoint => "Read with a decimal point".to_owned(),
    }
}

/// Makes the choice that a remedy stands for; false where it is made already.
fn apply(settings: SettingsState, side: Side, column: Option<&str>, remedy: Remedy) -> bool {
    match remedy {
        Remedy::ReadAs(kind) => {
            column.is_some_and(|column| settings.set_kind(&[side], column, Some(kind)))
        }
        Remedy::NoHeader => settings.set_reading(side, |reading| reading.has_header = Some(false)),
        Remedy::KeepMarkers => {
            settings.set_reading(side, |reading| reading.missing_markers = Some(Vec::new()))
        }
        Remedy::DecimalPoint => {
            settings.set_reading(side, |reading| reading.decimal_mark = Some(DecimalMark::Point))
        }
    }
}
