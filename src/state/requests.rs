//! How many requests left the page since it was ready.

use gloo_events::EventListener;
use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Event, PerformanceEntry, PerformanceObserver, PerformanceObserverEntryList,
    PerformanceObserverInit, SecurityPolicyViolationEvent,
};

use super::session::Session;
use crate::browser;
use crate::engine_client::Status;

/// Counts of requests; a copy is a handle.
#[derive(Clone, Copy)]
pub struct Requests {
    /// Requests that left since the page was ready.
    pub sent: RwSignal<u32>,
    /// Attempts that the page's policy stopped.
    pub blocked: RwSignal<u32>,
    /// Whether the counting has begun: the page and the engine are here.
    pub is_counting: RwSignal<bool>,
}

impl Requests {
    /// Nothing is counted yet.
    pub fn new() -> Self {
        Self {
            sent: RwSignal::new(0),
            blocked: RwSignal::new(0),
            is_counting: RwSignal::new(false),
        }
    }

    /// Counts from the moment the engine is first up.
    pub fn watch_once_ready(self, session: Session) {
        Effect::new(move || {
            let is_ready = session.status.with(|status| matches!(status, Status::Ready(_)));
            if is_ready && !self.is_counting.get_untracked() {
                self.is_counting.set(true);
                self.watch();
            }
        });
    }

    fn watch(self) {
        let since_ms = browser::now_ms();
        let on_entries = Closure::<dyn Fn(PerformanceObserverEntryList)>::new(
            move |list: PerformanceObserverEntryList| {
                let fresh = list.get_entries().into_iter().filter(|entry| leaves(entry, since_ms));
                let fresh = fresh.count() as u32;
                if fresh > 0 {
                    self.sent.update(|sent| *sent += fresh);
                }
            },
        );
        if let Ok(observer) = PerformanceObserver::new(on_entries.as_ref().unchecked_ref()) {
            let kinds = Array::of1(&"resource".into());
            observer.observe(&PerformanceObserverInit::new(&kinds));
        }
        // Listens as long as the page lives.
        on_entries.forget();
        if let Some(document) = browser::document() {
            EventListener::new(&document, "securitypolicyviolation", move |event| {
                if is_stopped_request(event) {
                    self.blocked.update(|blocked| *blocked += 1);
                }
            })
            .forget();
        }
    }
}

/// Whether a breach of the policy is a request that was stopped: it names an address, where a script
/// or a style that may not run has a word such as `inline`.
fn is_stopped_request(event: &Event) -> bool {
    event
        .dyn_ref::<SecurityPolicyViolationEvent>()
        .is_some_and(|violation| violation.blocked_uri().contains(':'))
}

/// Whether an entry is a request over a network; `blob:` and `data:` stay in the browser.
fn leaves(entry: &wasm_bindgen::JsValue, since_ms: f64) -> bool {
    entry.dyn_ref::<PerformanceEntry>().is_some_and(|entry| {
        let name = entry.name();
        entry.start_time() >= since_ms && !name.starts_with("blob:") && !name.starts_with("data:")
    })
}
