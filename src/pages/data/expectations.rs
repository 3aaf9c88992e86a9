//! What the user expects, with what came of it, and proposals.

use leptos::prelude::*;
use report::{Expectation, Expectations, Outcome, Proposal, format};

use crate::parts::live::{live, on, press};
use crate::parts::more::{ShowMore, limit_of};
use crate::parts::severity::Mark;
use crate::parts::table::{Cell, Column, Table, section};
use crate::state::{AppState, app_state};

/// The lines to write in, what came of them, and lines that can be added.
#[component]
pub fn ExpectationsEditor(expectations: Expectations) -> impl IntoView {
    let AppState { settings, toasts, .. } = app_state();
    let written = move || settings.with(|settings| settings.data.expectations.clone());
    let write = move |text: String| {
        if settings.choose(|settings| settings.data.expectations = text) {
            toasts.chosen("Expectations changed");
        }
    };
    let add = move |line: &str| {
        let before = settings.now().data.expectations;
        let before = before.trim_end();
        write(if before.is_empty() { line.to_owned() } else { format!("{before}\n{line}") });
    };
    let Expectations { headline, checked, proposals, .. } = expectations;
    let limit = limit_of("proposals");
    let total = Signal::stored(proposals.len());
    let offers = move || {
        let shown = proposals.iter().take(limit.get()).cloned();
        let offer = shown.map(|Proposal { text, reference }| {
            let line = text.clone();
            view! { <button class="btn mono" title=format!("Reference: {reference}") on:click=press(move || add(&line))>"+ "{text}</button> }
        });
        offer.collect_view()
    };
    view! {
        {outcomes(headline, checked)}
        <label class="menu-field wide">
            <span>"One expectation a line, such as: age between 18 and 100, country in {DE, FR}, share missing of income < 1%, unique id, mean of price within 10% of reference"</span>
            <textarea class="field mono lines" rows="6" spellcheck="false" prop:value=written
                on:change=on(move |event| write(event_target_value(&event)))></textarea>
        </label>
        <div class="row">{live(offers)}</div>
        <ShowMore limit total/>
    }
}

const fn mark(outcome: Outcome) -> Mark {
    match outcome {
        Outcome::Pass => Mark::Pass,
        Outcome::Warn => Mark::Medium,
        Outcome::Fail => Mark::High,
        Outcome::Unclear => Mark::Unknown,
    }
}

fn outcomes(headline: String, checked: Vec<Expectation>) -> AnyView {
    let count = checked.len();
    let says = match count {
        0 => "none yet: write some, or add what the reference holds to".to_owned(),
        _ => headline,
    };
    let columns = vec![
        Column::words("Outcome").class("nowrap"),
        Column::words("Expectation"),
        Column::words("What was found").fixed(),
        Column::words("Examples").fixed(),
        Column::numbers("Line"),
    ];
    let row = move |position: usize| row(&checked[position]);
    let table = Table::new("expectations", "Table: Expectations", columns, count, row);
    section("Expectations", says, table)
}

fn row(told: &Expectation) -> Vec<Cell> {
    let examples = told.examples.iter().map(|example| {
        let line = example.line.map(|line| format!(" (line {})", format::count(line)));
        format!("{}{}", format::short(&example.value), line.unwrap_or_default())
    });
    let place = told.place.map_or_else(String::new, |place| format!("Character {place}: "));
    vec![
        Cell::severity(mark(told.outcome), told.outcome.label()),
        Cell::Name(told.text.clone()),
        Cell::Text(format!("{place}{}", told.message)),
        Cell::Text(examples.collect::<Vec<_>>().join(", ")),
        Cell::count(told.line),
    ]
}
