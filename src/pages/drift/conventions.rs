//! Every convention side by side.

use leptos::prelude::*;
use report::{Convention, DriftSettings, Measure, MeasureName, Says, format};

use super::cells::Cutting;
use crate::model::tsv::{raw, tsv};
use crate::parts::copy_button::CopyButton;
use crate::parts::scroll_box::ScrollBox;
use crate::parts::severity::SeverityChip;

/// What each convention computes, and what it says by its own limit.
#[component]
pub fn ConventionTable(
    measures: Vec<Measure>,
    settings: DriftSettings,
    /// What shows the cells of a measure; none where there are none.
    #[prop(optional)]
    cutting: Option<Cutting>,
    #[prop(default = "Why do other tools say something else?")] title: &'static str,
    #[prop(
        default = "The same two columns, each with its own limit. Choose a measure on cells to see them."
    )]
    about: &'static str,
) -> impl IntoView {
    let rows = measures.iter().cloned();
    let rows = rows.map(|measure| row(measure, &settings, cutting)).collect_view();
    view! {
        <figure class="w7">
            <figcaption class="with-end">
                <span class="finding"><b>{title}</b><span>{about}</span></span>
                <CopyButton text=move || as_text(&measures, &settings)/>
            </figcaption>
            <ScrollBox label=title>
                <table class="tbl tight">
                    <thead><tr>
                        <th>"Convention"</th><th>"Measure, and how"</th><th class="num">"Value"</th>
                        <th class="num"><dfn title="95% of samples of these sizes without drift stay under this">"Chance"</dfn></th>
                        <th class="num">"Its limit"</th><th>"It says"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </ScrollBox>
        </figure>
    }
}

fn row(
    measure: Measure,
    settings: &DriftSettings,
    cutting: Option<Cutting>,
) -> impl IntoView + use<> {
    let p = measure.p_value.map(|p| format!("{}; ", format::p_equals(p)));
    let says = measure
        .says
        .map(|says| view! { <SeverityChip mark=says label=says_label(says) bare=true/> });
    let value = match (measure.value, &measure.not_computed) {
        (Some(value), _) => view! { <b>{format::distance(value)}</b> }.into_any(),
        (None, Some(reason)) => {
            view! { <span class="quiet small why">{reason.clone()}</span> }.into_any()
        }
        (None, None) => "–".into_any(),
    };
    let default = measure.is_default.then_some("its default here; ");
    let label = measure.measure.label();
    let name = match measure.cut.clone().zip(cutting) {
        None => label.into_any(),
        Some((cut, cutting)) => {
            let wanted = cut.clone();
            view! {
                <button class="link" aria-pressed=move || cutting.is_asked(&wanted).to_string()
                    on:click=move |_| cutting.ask(cut.clone())>{label}</button>
            }
            .into_any()
        }
    };
    view! {
        <tr>
            <td class="name nowrap">{measure.convention.label()}</td>
            <td>{name}<span class="sub">{p}{default}{measure.how.clone()}</span></td>
            <td class="num">{value}</td>
            <td class="num soft">{measure.noise.map_or_else(|| "–".to_owned(), |noise| format::distance(noise.p95))}</td>
            <td class="num soft">{limits(&measure, settings)}</td>
            <td class="nowrap">{says}</td>
        </tr>
    }
}

const fn says_label(says: Says) -> &'static str {
    match says {
        Says::Pass => "pass",
        Says::Moderate => "moderate",
        Says::Drift => "drift",
    }
}

/// The limit; our own PSI has two, and says which band it is in.
fn limits(measure: &Measure, settings: &DriftSettings) -> String {
    if measure.convention == Convention::Driftglass && measure.measure == MeasureName::Psi {
        let [moderate, significant] =
            [settings.psi_moderate, settings.psi_significant].map(|limit| format::number(limit, 3));
        return format!("≥ {moderate}, ≥ {significant}");
    }
    limit(measure)
}

fn limit(measure: &Measure) -> String {
    match measure.limit {
        None => "none set".to_owned(),
        Some(limit) if measure.limit_is_p => format!("p < {}", format::number(limit, 3)),
        Some(limit) => format!("≥ {}", format::number(limit, 3)),
    }
}

fn as_text(measures: &[Measure], settings: &DriftSettings) -> String {
    let header =
        ["convention", "measure", "how", "value", "p-value", "chance p95", "limit", "says"];
    let rows = measures.iter().map(|measure| {
        [
            measure.convention.label().to_owned(),
            measure.measure.label().to_owned(),
            measure.how.clone(),
            raw(measure.value),
            raw(measure.p_value),
            raw(measure.noise.map(|noise| noise.p95)),
            limits(measure, settings),
            measure.says.map(says_label).unwrap_or_default().to_owned(),
        ]
    });
    tsv(&header, rows)
}
