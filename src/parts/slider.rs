//! Rows of a table that one walks through with a slider.

use document::Slider;
use leptos::ev;
use leptos::prelude::*;

use super::document::cell;
use crate::parts::live::{live, live_view, on, press};

/// The slider, what goes to its named rows, and the row that is chosen.
pub fn slider(slider: Slider) -> AnyView {
    let Slider { label, table, start, stops } = slider;
    let at = RwSignal::new(start);
    let last = table.rows.len().saturating_sub(1);
    let rows = StoredValue::new(table.rows);
    let says = move || {
        let chosen = at.get();
        let said = |row: &Vec<_>| row.first().map(|first| cell(first).copied());
        rows.with_value(|rows| rows.get(chosen).and_then(said))
    };
    let take = move |event: ev::Event| {
        if let Ok(chosen) = event_target_value(&event).parse::<usize>() {
            at.set(chosen);
        }
    };
    let stops: Vec<AnyView> = stops
        .into_iter()
        .map(|(name, row)| {
            let pressed = live(move || (at.get() == row).to_string());
            view! { <button class="chip" aria-pressed=pressed on:click=press(move || at.set(row))>{name}</button> }
                .into_any()
        })
        .collect();
    let columns = table.columns;
    let chosen = move || {
        let cells = rows.with_value(|rows| rows.get(at.get()).cloned().unwrap_or_default());
        let facts = columns.iter().zip(&cells).map(|(column, of)| {
            view! { <div><dt>{column.title.clone()}</dt><dd>{cell(of).view()}</dd></div> }
                .into_any()
        });
        view! { <dl class="chosen">{facts.collect::<Vec<AnyView>>()}</dl> }
    };
    view! {
        <div class="slider">
            <label>{label}
                <input type="range" min="0" max=last.to_string() prop:value=live(move || at.get().to_string())
                    aria-valuetext=live(says) on:input=on(take)/>
            </label>
            {stops}
        </div>
        {live_view(chosen)}
    }
    .into_any()
}
