//! What the user expects, with what came of it, and proposals.

use leptos::prelude::*;
use report::{Expectation, Expectations, Outcome, Proposal, format};

use crate::parts::listing::{Line, Listing, ListingSection};
use crate::parts::more::{ShowMore, limit_of};
use crate::parts::severity::Mark;
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
    let Expectations { checked, proposals } = expectations;
    let limit = limit_of("proposals");
    let total = Signal::stored(proposals.len());
    let offers = move || {
        let shown = proposals.iter().take(limit.get()).cloned();
        let offer = shown.map(|Proposal { text, reference }| {
            let line = text.clone();
            view! { <button class="btn mono" title=format!("Reference: {reference}") on:click=move |_| add(&line)>"+ "{text}</button> }
        });
        offer.collect_view()
    };
    view! {
        <ListingSection listing=outcomes(&checked)/>
        <label class="menu-field wide">
            <span>"One expectation a line, such as: age between 18 and 100, country in {DE, FR}, share missing of income < 1%, unique id, mean of price within 10% of reference"</span>
            <textarea class="field mono lines" rows="6" spellcheck="false" prop:value=written
                on:change=move |event| write(event_target_value(&event))></textarea>
        </label>
        <div class="row">{offers}</div>
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

fn outcomes(checked: &[Expectation]) -> Listing {
    let line = |told: &Expectation| -> Line {
        let examples = told.examples.iter().map(|example| {
            let line = example.line.map(|line| format!(" (line {})", format::count(line)));
            format!("{}{}", format::short(&example.value), line.unwrap_or_default())
        });
        let place = told.place.map_or_else(String::new, |place| format!("Character {place}: "));
        let cells = vec![
            told.text.clone(),
            format!("{place}{}", told.message),
            examples.collect::<Vec<_>>().join(", "),
            format::count(told.line),
        ];
        (Some((mark(told.outcome), told.outcome.label())), cells)
    };
    let failed = checked.iter().filter(|told| told.outcome == Outcome::Fail).count() as u64;
    Listing {
        id: "expectations",
        title: "Expectations",
        says: match (checked.len() as u64, failed) {
            (0, _) => "none yet: write some, or add what the reference holds to".to_owned(),
            (n, failed) => format!("{} of {} failed", format::count(failed), format::count(n)),
        },
        heads: &["Outcome", "Expectation", "What was found", "Examples", "Line"],
        lines: checked.iter().map(line).collect(),
    }
}
