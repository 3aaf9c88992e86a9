//! Groups of rows in which a model is worse than elsewhere, as findings.

use report::{
    Chapter, Finding, MetricName, ModelSegments, Segments, Severity, Side, Size, WeakSegment,
    WeakSince, format,
};

use super::changes::{Basis, Change};
use crate::segments::sentences::{before_words, gap, values};
use crate::{Study, sure};

/// Weak segments of a model that are findings.
const MOST_FOUND: usize = 3;

/// Confirmed weak segments of production, the most harmful of each model.
pub fn changes<'a>(
    study: &'a Study<'_>,
    segments: &'a Segments,
) -> impl Iterator<Item = Change> + 'a {
    let judged = segments.models.iter().filter(|model| model.side == Side::Production);
    judged.flat_map(move |model| {
        let tested = model.finder.iter().flat_map(|finder| &finder.tested);
        let confirmed = tested.filter(|weak| weak.is_confirmed).take(MOST_FOUND);
        confirmed.map(move |weak| change(study, model, weak))
    })
}

fn change(study: &Study<'_>, model: &ModelSegments, weak: &WeakSegment) -> Change {
    let (name, metric) = (format::short(&model.name), model.metric);
    let texts = values(metric, &weak.gap);
    let (here, elsewhere) = (&texts.reference, &texts.production);
    let label = metric.label();
    let finding = Finding {
        severity: severity(study, weak),
        chapter: Chapter::Segments,
        about: format!("weak_segment of {} where {}", model.name, weak.rule),
        column: None,
        title: match weak.since {
            WeakSince::Weaker => format!("{name} became weaker where {}", weak.rule),
            _ => format!("{name} is weak where {}", weak.rule),
        },
        detail: detail(metric, weak),
        size: Some(Size {
            text: format!("{label} {here}"),
            beside: format!("{elsewhere} elsewhere"),
        }),
        rows: (weak.gap.share * study.rows(Side::Production) as f64).round() as u64,
        began: None,
    };
    let step = format!(
        "Give {name} more rows to learn from where {}, or decide those by another rule: its {label} is {here} there, {elsewhere} elsewhere.",
        weak.rule
    );
    let basis = Basis::Test(weak.grown_p_adjusted);
    Change {
        finding,
        size: relative(weak.gap.gap.value, weak) * weak.gap.share,
        step,
        basis,
        is_told: false,
    }
}

/// A gap to all other rows, relative to these.
fn relative(gap: f64, weak: &WeakSegment) -> f64 {
    let relative = gap / weak.gap.others.value.abs();
    if relative.is_finite() { relative } else { 1.0 }
}

/// By how much it is worse, where it became so, or by how much more than before. What was weak before, or may have been, is no news.
fn severity(study: &Study<'_>, weak: &WeakSegment) -> Severity {
    let settings = &study.settings.performance;
    let news = match (weak.since, weak.grown) {
        (WeakSince::Weaker, Some(grown)) => relative(grown.value, weak),
        _ => relative(weak.gap.gap.value, weak),
    };
    let severity = match news {
        _ if !weak.since.grew() => Severity::Low,
        relative if relative >= settings.drop_significant => Severity::High,
        relative if relative >= settings.drop_moderate => Severity::Medium,
        _ => Severity::Low,
    };
    sure::severity(study, severity, weak.grown_p_adjusted.unwrap_or(1.0))
}

fn detail(metric: MetricName, weak: &WeakSegment) -> String {
    let (own, interval) = gap(metric, &weak.gap.gap);
    let before = match (weak.since, weak.before) {
        (WeakSince::Became | WeakSince::Weaker, Some(before)) => {
            format!("{} in the reference", before_words(metric, &before.gap))
        }
        (WeakSince::Before, Some(before)) => {
            format!("it was weak before, {} in the reference", before_words(metric, &before.gap))
        }
        _ => "whether it was so before is not known".to_owned(),
    };
    format!(
        "{own} worse than all other rows (95% {interval}), confirmed in rows that the search did not see, {}; {before}; n {}",
        format::p_equals(weak.p_adjusted),
        format::count(weak.gap.n)
    )
}
