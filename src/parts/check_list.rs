//! The ways to check that nothing is sent.

use leptos::prelude::*;

use crate::browser;
use crate::parts::live::live;
use crate::state::{AppState, app_state};

/// The ways to check.
#[component]
pub fn CheckList() -> impl IntoView {
    let AppState { requests, .. } = app_state();
    let counted = move || {
        if requests.is_counting.get() {
            format!("{} since this page was ready.", requests.sent.get())
        } else {
            "The counting begins when the engine is here.".to_owned()
        }
    };
    view! {
        <ol class="check">
            <li>"The browser counts every request of this page: "{live(counted)}</li>
            <li>
                "This page carries a policy that forbids connections to anyone else. "
                <details><summary>"Read it"</summary><code class="policy">{policy()}</code></details>
            </li>
            <li>"Open your browser’s network panel, drop a file, and see no request."</li>
            <li>"Or go offline first. Once the page is here, everything works without a network."</li>
        </ol>
    }
}

fn policy() -> String {
    browser::document()
        .and_then(|document| {
            document.query_selector("meta[http-equiv='Content-Security-Policy']").ok().flatten()
        })
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_else(|| "The server sends it as a header, see the network panel.".to_owned())
}
