//! Windows and baseline.

use std::sync::Arc;

use leptos::prelude::*;
use report::{Offer, Report, Settings};

use crate::parts::live::on;
use crate::state::{AppState, app_state};

/// What is put into a window, and what it is compared with.
#[component]
pub fn Tools(report: Arc<Report>) -> impl IntoView {
    let timeline = &report.timeline;
    let lacks = timeline.baseline_offers.iter().filter_map(|offer| {
        let why = offer.lacks.as_ref()?;
        Some(format!("{why} ({}). ", offer.label.to_lowercase()))
    });
    let lacks: String = lacks.collect();
    view! {
        <div class="tools">
            {offers("Windows", &timeline.windows_offers, |settings, choice| settings.timeline.windows = choice)}
            {offers("Baseline", &timeline.baseline_offers, |settings, choice| settings.timeline.baseline = choice)}
        </div>
        <p class="small quiet">{lacks}</p>
    }
}

/// Choices side by side; why some cannot be chosen stands below.
fn offers<T: Copy + Send + Sync + 'static>(
    label: &'static str,
    offers: &[Offer<T>],
    take: fn(&mut Settings, T),
) -> impl IntoView + use<T> {
    let AppState { settings, .. } = app_state();
    let buttons = offers.iter().map(|offer| {
        let choice = offer.choice;
        let press = move |_| {
            settings.choose(|settings| take(settings, choice));
        };
        view! {
            <button aria-pressed=offer.is_on.to_string() disabled=offer.lacks.is_some() on:click=on(press)>
                {offer.label.clone()}
            </button>
        }
    });
    (!offers.is_empty()).then(|| {
        view! { <div class="seg" role="group" aria-label=label>{buttons.collect_view()}</div> }
    })
}
