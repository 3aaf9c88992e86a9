//! What happened in every chapter, in order of time: changes of columns, and since when a model, its probabilities,
//! the business or the service are worse.

use report::{
    Business, ChangePoint, Chapter, Happening, InOrder, ModelOverTime, ModelPerformance, Objective,
    Operation, Performance, Severity, Since, Timeline, Verdict, format,
};

use super::findings::shift_severity;
use super::performance::{number, worse};
use crate::indicators::in_unit;

/// The kind of what became of a model.
pub const MODEL: &str = "model";

/// All of it, in order of time.
pub fn in_order(
    timeline: &Timeline,
    performance: &Performance,
    business: &Business,
    operation: &Operation,
) -> Vec<Happening> {
    if timeline.lacks.is_some() {
        return Vec::new();
    }
    let by_window = ByWindow(timeline);
    let models = performance.models.iter().filter(|model| !model.is_of_other_rows());
    let models = models.filter_map(|model| {
        let courses = &performance.over_time.models;
        Some((model, courses.iter().find(|own| own.name == model.name)?))
    });
    let models = models.flat_map(|(model, course)| by_window.of_model(model, course));
    let mut all: Vec<Happening> = timeline.events.iter().map(of_columns).chain(models).collect();
    all.extend(by_window.of_business(business));
    all.extend(operation.objectives.iter().filter_map(|own| by_window.of_objective(own)));
    all.put_in_order(|a, b| a.at.total_cmp(&b.at));
    all
}

fn of_columns(event: &ChangePoint) -> Happening {
    Happening {
        chapter: Chapter::Timeline,
        kind: event.kind.label().to_owned(),
        severity: event.severity,
        when: event.lasted.as_ref().unwrap_or(&event.when).clone(),
        what: event.what.clone(),
        known: format!("95% interval {}", event.interval),
        columns: event.columns.clone(),
        at: event.at,
    }
}

/// What is told window by window.
struct ByWindow<'a>(&'a Timeline);

impl ByWindow<'_> {
    fn happening(&self, kind: &str, severity: Severity, window: u32, when: &str) -> Happening {
        let label = self.0.windows.get(window as usize).map(|window| window.label.clone());
        Happening {
            chapter: Chapter::Performance,
            kind: kind.to_owned(),
            severity,
            when: when.to_owned(),
            what: String::new(),
            known: format!("by windows: {}", label.unwrap_or_default()),
            columns: Vec::new(),
            at: f64::from(window),
        }
    }

    /// Since when a model is worse, or expected to be, and its probabilities are off.
    fn of_model(&self, model: &ModelPerformance, course: &ModelOverTime) -> Vec<Happening> {
        let name = format::short(&model.name);
        let told = |since: &Since| {
            let severity = shift_severity(since.verdict)?;
            Some(self.happening(MODEL, severity, since.window, &since.when))
        };
        let fall = course.worst_since().and_then(|(metric, since)| {
            let before = metric.realised.reference?;
            let [before, now] =
                [before.value, since.value.value].map(|value| number(metric.name, value));
            let (worse, label) = (worse(since.verdict), metric.name.label());
            let what = format!("{name} is {worse} ({label} {before} → {now})");
            Some(Happening { what, columns: model.scores.clone(), ..told(since)? })
        });
        let leading = course.metrics.iter().find(|metric| metric.name == course.leading);
        let waits = leading.filter(|metric| metric.realised.production.is_none());
        let expected = waits.and_then(|metric| {
            let since = metric.expected_since.as_ref()?;
            let what = format!("{name} is expected to be {}", worse(since.verdict));
            Some(Happening { what, columns: model.scores.clone(), ..told(since)? })
        });
        let off = course.calibration.iter().filter_map(|class| {
            let since = class.since.as_ref()?;
            let own = format::short(&class.score);
            let points =
                |share: Option<f64>| share.map(|share| format::points(share).replace('+', ""));
            let sizes = points(class.error_before).zip(points(class.error_since));
            let what = match sizes {
                Some((before, now)) => {
                    format!("the probabilities of {own} are off by {now}, before by {before}")
                }
                None => format!("the probabilities of {own} are off in another way"),
            };
            let is_less =
                class.error_before.zip(class.error_since).is_some_and(|(was, is)| is < was);
            let severity = if is_less { Severity::Information } else { Severity::Medium };
            let told = self.happening("calibration", severity, since.window, &since.when);
            let (chapter, columns) = (Chapter::Calibration, vec![class.score.clone()]);
            Some(Happening { what, chapter, columns, ..told })
        });
        fall.into_iter().chain(expected).chain(off).collect()
    }

    fn of_business(&self, business: &Business) -> Vec<Happening> {
        let leading = business.indicators.iter().filter(|own| own.is_leading);
        let told = leading.filter_map(|own| {
            let since = own.since.as_ref()?;
            let before = own.value.reference?;
            let [before, now] = [before, since.value]
                .map(|value| in_unit(&own.unit, value.value, value.interval_95));
            let severity = shift_severity(since.verdict)?;
            Some(Happening {
                what: format!(
                    "{} is {} ({before} → {now})",
                    format::short(&own.name),
                    worse(since.verdict)
                ),
                columns: own.column.iter().cloned().collect(),
                ..self.happening("business", severity, since.window, &since.when)
            })
        });
        told.collect()
    }

    fn of_objective(&self, own: &Objective) -> Option<Happening> {
        if own.verdict != Verdict::Significant {
            return None;
        }
        let what = own.name();
        Some(Happening {
            what: format!("{what} misses its objective ({} against {})", own.value, own.limit),
            columns: own.column.iter().cloned().collect(),
            ..self.happening("objective", own.severity, own.window?, own.since.as_ref()?)
        })
    }
}
