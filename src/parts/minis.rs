//! Small pictures in the rows of tables, drawn in the colours of the style sheet.

use charts::{Course, Mini, Strip, StripMark};
use leptos::prelude::*;
use report::{ColumnDrift, Measure, Timeline, Verdict};

/// Where the scale of distances ends; what is greater stands at its end.
const SCALE_END: f64 = 1.0;

/// Both shapes of a column on one scale.
pub fn mini_shape(column: &ColumnDrift) -> impl IntoView + use<> {
    let Mini { reference_fill, reference_line, production_line, axis, description } =
        Mini::of(column)?;
    Some(view! {
        <svg class="fig" viewBox=view_box(Mini::WIDTH, Mini::HEIGHT) width=Mini::WIDTH height=Mini::HEIGHT role="img">
            <title>{description}</title>
            <path class="f-ref" d=reference_fill></path>
            <path class="l-ref fine" d=reference_line></path>
            <path class="l-prod thin" d=production_line></path>
            <path class="axis" d=axis></path>
        </svg>
    })
}

/// The distance of a column over the windows; nothing where it is not on the map.
pub fn mini_course(timeline: &Timeline, column: &str) -> impl IntoView + use<> {
    let column = timeline.columns.iter().find(|c| c.column == column)?;
    let Course { reference, production, description } = Course::of(&timeline.windows, column)?;
    Some(view! {
        <svg class="fig" viewBox=view_box(Course::WIDTH, Course::HEIGHT) width=Course::WIDTH height=Course::HEIGHT role="img">
            <title>{description}</title>
            <path class="l-ref fine" d=reference></path>
            <path class="l-prod thin" d=production></path>
        </svg>
    })
}

/// A distance with its noise floor.
pub fn mini_strip(measure: &Measure, verdict: Verdict, limits: &[f64]) -> impl IntoView + use<> {
    let Strip { limits, floor, stem, mark, description } =
        Strip::new(measure.value?, measure.noise.as_ref(), verdict, limits, SCALE_END);
    let limits =
        limits.into_iter().map(|x| view! { <path class="grid" d=format!("M{x} 2V26")></path> });
    let floor = floor
        .map(|(x, width)| view! { <rect class="noise" x=x y="8" width=width height="12"></rect> });
    Some(view! {
        <svg class="fig" viewBox=view_box(Strip::WIDTH, Strip::HEIGHT) width=Strip::WIDTH height=Strip::HEIGHT role="img">
            <title>{description}</title>
            {limits.collect_view()}
            {floor}
            <path class="l-ink" d=stem></path>
            {strip_mark(mark)}
        </svg>
    })
}

fn strip_mark(mark: StripMark) -> impl IntoView {
    match mark {
        StripMark::Drift(path) => view! { <path class="f-sev" d=path></path> }.into_any(),
        StripMark::Dot(x) => {
            view! { <circle class="f-ink" cx=x cy="14" r="3"></circle> }.into_any()
        }
        StripMark::Ring(x) => {
            view! { <circle class="h-mute" cx=x cy="14" r="4"></circle> }.into_any()
        }
    }
}

/// The scale of the distances with its limits, for the head of the table.
pub fn strip_scale(limits: &[f64]) -> impl IntoView + use<> {
    let mut values = vec![0.0];
    values.extend(limits.iter().filter(|&&limit| limit < SCALE_END));
    values.push(SCALE_END);
    let last = values.len() - 1;
    let texts = values.into_iter().enumerate().map(|(position, value)| {
        let class = if position == 0 {
            ""
        } else if position == last {
            "end"
        } else {
            "mid"
        };
        let x = Strip::x(value, SCALE_END);
        let x = if position == last { x + 6.0 } else { x };
        // What is greater stands at the end, too.
        let text = report::format::number(value, 2);
        let text = if position == last { format!("≥ {text}") } else { text };
        view! { <text class=class x=x y="10">{text}</text> }
    });
    view! {
        <svg class="fig" viewBox=view_box(Strip::WIDTH, 13) width=Strip::WIDTH height="13" aria-hidden="true">
            {texts.collect_view()}
        </svg>
    }
}

fn view_box(width: u32, height: u32) -> String {
    format!("0 0 {width} {height}")
}
