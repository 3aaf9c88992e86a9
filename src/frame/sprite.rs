//! The symbols that icons use.

use leptos::prelude::*;

/// Shapes tell severities apart where colour does not.
const SYMBOLS: &str = r##"
<symbol id="s-crit" viewBox="0 0 12 12"><path d="M3.7.6h4.6l3.1 3.1v4.6l-3.1 3.1H3.7L.6 8.3V3.7z" stroke="none"/></symbol>
<symbol id="s-high" viewBox="0 0 12 12"><path d="M6 .2 11.8 6 6 11.8.2 6z" stroke="none"/></symbol>
<symbol id="s-med" viewBox="0 0 12 12"><path d="M6 .9 11.7 11H.3z" stroke="none"/></symbol>
<symbol id="s-low" viewBox="0 0 12 12"><circle cx="6" cy="6" r="4" fill="none" stroke-width="1.6"/></symbol>
<symbol id="s-info" viewBox="0 0 12 12"><path d="M1.5 6h9" fill="none" stroke-width="1.8"/></symbol>
<symbol id="s-none" viewBox="0 0 12 12"><circle cx="6" cy="6" r="4.4" fill="none" stroke-width="1.4" stroke-dasharray="2 2.1"/></symbol>
<symbol id="s-pass" viewBox="0 0 12 12"><path d="M1.5 6.6 4.6 9.6 10.6 2.6" fill="none" stroke-width="1.9"/></symbol>
<symbol id="logo" viewBox="0 0 26 22"><path class="f-ref" d="M1 19.5c2.6 0 3.4-2.3 4.6-6.4C7 8 8 4.6 10 4.6s3 3.4 4.4 8.5c1.2 4.1 2 6.4 4.6 6.4z"/><path class="l-prod" d="M4.5 19.5c3.6 0 4.8-1.5 6.4-5.6C12.5 9.6 14 7.6 16 7.6s3.1 2.2 4.3 5.9c1.3 4 2.2 6 4.7 6" stroke-linecap="round"/></symbol>
<symbol id="shield" viewBox="0 0 12 14"><path d="M6 1 11 2.8v4c0 3-2 5.2-5 6.2C3 12 1 9.8 1 6.8v-4z"/><path d="m3.7 7 1.7 1.7 3-3.3"/></symbol>
"##;

/// The symbols, once in the page.
#[component]
pub fn Sprite() -> impl IntoView {
    view! { <svg class="sprite" aria-hidden="true" inner_html=SYMBOLS></svg> }
}
