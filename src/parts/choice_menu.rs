//! A menu of which one thing is in force: a guess until something is chosen.

use leptos::prelude::*;

use crate::parts::live::{live, on};

/// A menu; its first entry goes back to the guess.
#[component]
pub fn ChoiceMenu(
    /// What is chosen here, for readers of the screen.
    label: String,
    /// What the menu offers.
    options: Vec<String>,
    /// What is in force while nothing is chosen.
    guess: String,
    /// The option that is chosen; none is the guess.
    #[prop(into)]
    chosen: Signal<Option<usize>>,
    /// Takes the choice.
    choose: Box<dyn Fn(Option<usize>)>,
    /// Classes of the menu.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let value = move || chosen.get().map(|position| position.to_string()).unwrap_or_default();
    let first = move || {
        if chosen.get().is_some() { "as guessed".to_owned() } else { guess.clone() }
    };
    let options = options.into_iter().enumerate().map(|(position, option)| {
        view! {
            <option value=position.to_string() selected=live(move || chosen.get() == Some(position))>{option}</option>
        }
    });
    let options = options.collect_view();
    let change = move |event| choose(event_target_value(&event).parse().ok());
    view! {
        <select class=class aria-label=label prop:value=live(value) on:change=on(change)>
            <option value="" selected=live(move || chosen.get().is_none())>{live(first)}</option>
            {options}
        </select>
    }
}
