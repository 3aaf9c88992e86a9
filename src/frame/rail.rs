//! The chapters, with what was found in each.

use leptos::prelude::*;
use report::{Severity, format};

use crate::model::chapter::Chapter;
use crate::parts::icon::Icon;
use crate::parts::live::{live, live_view, on, press};
use crate::parts::severity::Mark;
use crate::state::{AppState, app_state};

/// The list of chapters; a menu where the window is narrow.
#[component]
pub fn Rail() -> impl IntoView {
    let AppState { view, .. } = app_state();
    let class = move || if view.is_menu_open.get() { "rail open" } else { "rail" };
    view! {
        <nav class=class aria-label="Chapters">
            <button class="btn menu" aria-expanded=live(move || view.is_menu_open.get().to_string())
                on:click=press(move || view.is_menu_open.update(|open| *open = !*open))>
                {live(move || view.chapter().label())}<span aria-hidden="true">" ▾"</span>
            </button>
            <div class="chapters">
                {Chapter::ALL.map(|chapter| view! { <Entry chapter/> })}
            </div>
            <Foot/>
        </nav>
    }
}

#[component]
fn Entry(chapter: Chapter) -> impl IntoView {
    let AppState { view, session, .. } = app_state();
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        view.go(chapter, None);
    };
    // Why the chapter has nothing to say; once of chapters in a row that lack the same.
    let lacks = move || {
        let of = |chapter| match chapter {
            Chapter::Timeline => session.report()?.timeline.lacks.clone(),
            chapter => session.document(chapter, |document| document.lacks.clone())?,
        };
        let before = Chapter::ALL.windows(2).find(|pair| pair[1] == chapter)?[0];
        let lacks = of(chapter)?;
        let is_said = of(before).is_some_and(|said| said == lacks);
        (!is_said).then(|| view! { <small class="quiet">{lacks}</small> })
    };
    view! {
        <a href=format!("#{}", chapter.slug()) on:click=on(go)
            aria-current=live(move || (view.chapter() == chapter).then_some("page"))>
            {chapter.label()}
            <Count chapter/>
            {live_view(lacks)}
        </a>
    }
}

/// How many findings a chapter holds, and the gravest of them.
#[component]
fn Count(chapter: Chapter) -> impl IntoView {
    let AppState { session, .. } = app_state();
    live_view(move || {
        let report = session.report()?;
        let findings = report.overview.findings.iter();
        let severities: Vec<Severity> = findings
            .filter(|finding| Chapter::from(finding.chapter) == chapter)
            .map(|finding| finding.severity)
            .filter(|&severity| severity >= Severity::Medium)
            .collect();
        let gravest = *severities.iter().max()?;
        let class = if gravest >= Severity::High { "n hot" } else { "n warm" };
        Some(view! {
            <span class=class>
                <Icon name=Mark::from(gravest).symbol()/>{severities.len()}<span class="vh">{if severities.len() == 1 { " finding" } else { " findings" }}</span>
            </span>
        })
    })
}

#[component]
fn Foot() -> impl IntoView {
    let AppState { session, .. } = app_state();
    move || {
        let analysis = session.analysis.get()?;
        let report = &analysis.report;
        let inputs = report.inputs.as_ref();
        let rows = format::count(inputs.reference.rows + inputs.production.rows);
        let columns = inputs.reference.columns.max(inputs.production.columns);
        let read_ms = analysis.opened.iter().map(|opened| opened.duration_ms).sum();
        let analysed_ms = analysis.duration_ms;
        let how = if analysed_ms > 0.0 {
            let [read, analysed] = [read_ms, analysed_ms].map(format::duration_ms);
            format!("read in {read}, analysed in {analysed}")
        } else {
            "from a saved report".to_owned()
        };
        Some(view! {
            <div class="foot">
                {rows}" rows × "{format::plural(columns, "column", "columns")}" "{how}<br/>
                "Version "{report.driftglass_version.clone()}
            </div>
        })
    }
}
