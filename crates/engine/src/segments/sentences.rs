//! What the chapter says.

use report::{
    Estimate, MetricName, ModelSegments, Pair, Segment, SegmentContrast, SegmentFinder,
    SegmentRanking, Side, WeakSegment, WeakSince, format,
};
use stats::Rule;

use crate::groups::Grouping;
use crate::performance::sentences::number;

/// What sentences are about.
#[derive(Clone, Copy)]
pub struct Of<'a> {
    /// The model.
    pub model: &'a str,
    /// The metric.
    pub metric: MetricName,
    /// The side that is judged.
    pub side: Side,
}

/// A rule in words: "age is 20 to 29 and device is “mobile”".
pub fn rule(rule: &Rule, groupings: &[Grouping]) -> String {
    let conditions = rule.conditions.iter().map(|condition| {
        let grouping = &groupings[condition.column];
        let groups = usize::from(condition.first)..=usize::from(condition.last);
        format!("{} {}", format::short(&grouping.column), grouping.says(groups))
    });
    conditions.collect::<Vec<String>>().join(" and ")
}

/// The chapter's finding: the worst confirmed segment, or that there is none.
pub fn headline(models: &[ModelSegments]) -> String {
    if let [only] = models {
        return only.says.clone();
    }
    let confirmed = |model: &ModelSegments| {
        model.finder.iter().flat_map(|f| &f.tested).filter(|weak| weak.is_confirmed).count()
    };
    let (with, without): (Vec<&ModelSegments>, Vec<&ModelSegments>) =
        models.iter().partition(|model| confirmed(model) > 0);
    let first = with.iter().map(|model| model.says.clone()).next();
    let names = |of: &[&ModelSegments]| format::names(of.iter().map(|m| m.name.as_str()), 3);
    match (first, with.len(), without.len()) {
        (None, ..) => format!("No weak segment of {} is confirmed.", names(&without)),
        (Some(first), 1, _) => format!("{first} Of {} none is confirmed.", names(&without)),
        (Some(first), ..) => {
            format!("{first} Weak segments are confirmed of {}, too.", names(&with[1..]))
        }
    }
}

/// What is found of a model.
pub fn of_model(
    of: Of<'_>,
    value: &Estimate,
    ranking: &SegmentRanking,
    finder: Option<&SegmentFinder>,
) -> String {
    let told = of_judged(of, value, ranking, finder);
    match of.side {
        Side::Production => told,
        Side::Reference => format!("{told} {REFERENCE_JUDGED}"),
    }
}

/// Why the rows are not those of production.
pub const REFERENCE_JUDGED: &str =
    "This is of the reference: production has too few rows with a label.";

fn of_judged(
    of: Of<'_>,
    value: &Estimate,
    ranking: &SegmentRanking,
    finder: Option<&SegmentFinder>,
) -> String {
    let name = format::short(of.model);
    let confirmed: Vec<&WeakSegment> =
        finder.iter().flat_map(|f| &f.tested).filter(|weak| weak.is_confirmed).collect();
    match (confirmed.first(), finder) {
        (Some(worst), _) => {
            let values = values(of.metric, &worst.gap);
            let more = match confirmed.len() - 1 {
                0 => String::new(),
                more => format!(
                    " {} confirmed, too.",
                    format::plural(more as u64, "other weak segment is", "other weak segments are")
                ),
            };
            format!(
                "{name} is weak where {}: {} {} beside {} elsewhere, in {} of {}.{more}",
                worst.rule,
                of.metric.label(),
                values.reference,
                values.production,
                format::percent(worst.gap.share),
                side(of.side)
            )
        }
        (None, Some(finder)) => format!(
            "No weak segment of {name} is confirmed among {} looked at. {}",
            format::plural(finder.looked_at, "rule", "rules"),
            power(of, finder)
        ),
        (None, None) if ranking.looked_at > 0 => of_ranking(of, ranking),
        (None, None) => format!(
            "No column makes segments of {name}; {} is {} over all rows.",
            of.metric.label(),
            number(of.metric, value.value, Some(value))
        ),
    }
}

/// What the search could have found.
fn power(of: Of<'_>, finder: &SegmentFinder) -> String {
    if finder.detectable_gap <= 0.0 {
        return "All rows fare alike: there is nothing to tell segments by.".to_owned();
    }
    format!(
        "One of a tenth of the rows with {} would have been found in most cases.",
        worse_by(of.metric, finder.detectable_gap)
    )
}

/// A gap in words: "an accuracy that is 4.1 points lower".
fn worse_by(metric: MetricName, gap: f64) -> String {
    match metric {
        MetricName::Accuracy => {
            let points = format::points(gap);
            format!("an accuracy {} lower", points.trim_start_matches('+'))
        }
        _ => format!("a {} larger by {}", metric.label(), format::number(gap, 2)),
    }
}

/// What a search comes to.
pub fn of_finder(of: Of<'_>, finder: &SegmentFinder) -> String {
    let confirmed = || finder.tested.iter().filter(|weak| weak.is_confirmed);
    let tested = format::plural(finder.tested.len() as u64, "rule", "rules");
    let Some(worst) = confirmed().next() else {
        let found = match finder.tested.len() {
            0 => "None stood out in the rows that were searched".to_owned(),
            _ => {
                format!("{tested} stood out in the rows that were searched, and none in the others")
            }
        };
        return format!("{found}. {}", power(of, finder));
    };
    format!(
        "{} of {tested} that stood out in the rows that were searched {} confirmed in the others. Where {}, {}.{}",
        format::count(confirmed().count() as u64),
        if confirmed().count() == 1 { "is" } else { "are" },
        worst.rule,
        told(of, &worst.gap),
        since(of, worst)
    )
}

/// "accuracy is 70.1% beside 92.3% in all other rows, 22.2 points worse (95% 18.0 to 26.4), in 1,204 rows, 6.1% of
/// those with a label".
fn told(of: Of<'_>, contrast: &SegmentContrast) -> String {
    let values = values(of.metric, contrast);
    let (gap, interval) = gap(of.metric, &contrast.gap);
    format!(
        "{} is {} beside {} in all other rows, {gap} worse{}, in {}, {} of those with a label",
        of.metric.label(),
        values.reference,
        values.production,
        if interval.is_empty() { interval } else { format!(" (95% {interval})") },
        format::plural(contrast.n, "row", "rows"),
        format::percent(contrast.share)
    )
}

/// Whether it was weak before.
fn since(of: Of<'_>, weak: &WeakSegment) -> String {
    let before = weak.before.map(|before| before_words(of.metric, &before.gap));
    match (weak.since, before) {
        (WeakSince::Became, Some(before)) => {
            format!(" It became weak: in the reference it was {before}.")
        }
        (WeakSince::Weaker, Some(before)) => {
            format!(" It became weaker: in the reference it was {before}.")
        }
        (WeakSince::Before, Some(before)) => {
            format!(" It was weak before: in the reference it was {before}.")
        }
        (_, Some(before)) => format!(
            " Whether it was weak before cannot be told: in the reference it was {before}, which may be chance."
        ),
        (_, None) if of.side == Side::Production => {
            " Whether it was weak before cannot be told: the reference has too few such rows with a label.".to_owned()
        }
        (_, None) => String::new(),
    }
}

/// What the gap of the reference was: "3.9 points worse", "8.3 points better".
pub fn before_words(metric: MetricName, before: &Estimate) -> String {
    let than = if before.value < 0.0 { "better" } else { "worse" };
    let size = Estimate { value: before.value.abs(), ..*before };
    format!("{} {than}", gap(metric, &size).0)
}

/// What the segments of single columns come to.
pub fn of_ranking(of: Of<'_>, ranking: &SegmentRanking) -> String {
    let all = format!(
        "{} of {}",
        format::plural(ranking.looked_at, "segment", "segments"),
        format::plural(ranking.columns, "column", "columns")
    );
    if ranking.looked_at == 0 {
        return "No column makes a segment of rows enough that leaves enough outside.".to_owned();
    }
    let worst: Option<&Segment> = ranking.listed.first().filter(|_| ranking.weak > 0);
    match worst {
        None => format!("None of {all} is worse than all other rows beyond chance."),
        Some(worst) => format!(
            "{} of {all} {} worse than all other rows beyond chance. The most harmful is {} {}: {}.",
            format::count(ranking.weak),
            if ranking.weak == 1 { "is" } else { "are" },
            format::short(&worst.column),
            format::quoted(&worst.label),
            told(of, &worst.gap)
        ),
    }
}

/// The metric in a segment, and in the others, as texts that tell them apart.
pub fn values(metric: MetricName, contrast: &SegmentContrast) -> Pair<String> {
    let both = Pair::new(contrast.inside.value, contrast.others.value);
    match metric {
        MetricName::Accuracy => format::percents(both),
        _ => both.map(|value| number(metric, value, Some(&contrast.gap))),
    }
}

/// A gap without its sign, and its interval: "22.2 points", "18.0 to 26.4".
pub fn gap(metric: MetricName, gap: &Estimate) -> (String, String) {
    match metric {
        MetricName::Accuracy => {
            let points = |share: f64| format!("{:.1}", share * 100.0).replace('-', "\u{2212}");
            let interval =
                gap.interval_95.map(|(low, high)| format!("{} to {}", points(low), points(high)));
            (format!("{} points", points(gap.value)), interval.unwrap_or_default())
        }
        _ => format::estimate(gap),
    }
}

const fn side(side: Side) -> &'static str {
    match side {
        Side::Reference => "the reference’s rows",
        Side::Production => "production’s rows",
    }
}
