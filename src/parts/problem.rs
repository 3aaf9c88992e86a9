//! What could not be done: what, where, and how to go on.

use leptos::prelude::*;
use report::Problem;

/// A problem, with what can be pressed about it.
#[component]
pub fn ProblemCard(
    /// What could not be done.
    problem: Problem,
    /// What can be pressed.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let place = problem.place();
    let place = (!place.is_empty()).then(|| format!("{place}. "));
    let remedy = (!problem.remedy.is_empty()).then(|| format!("{}.", problem.remedy));
    view! {
        <div class="empty" role="alert">
            <b>{problem.what}"."</b>
            <span class="soft">{place}{remedy}</span>
            {children.map(|children| children())}
        </div>
    }
}
