//! What is to be said of rows and relations, as sentences.

use report::{
    About, Pair, Relation, Relations, Remark, RowQuality, Severity, Side, Size, Verdict, format,
};
use stats::two_proportion_z;

use super::relations::size;
use crate::{Study, sure};

/// A correlation under this has no direction to speak of.
const LEAST_CORRELATION: f64 = 0.1;
/// Times what chance gives, and share of rows, from which rows that both files have are told.
const TIMES_CHANCE: f64 = 2.0;
const LEAST_SHARE: f64 = 0.01;

fn remark(about: About, severity: Severity, told: [String; 3], rows: u64, weight: f64) -> Remark {
    let [title, detail, step] = told;
    Remark { about, severity, column: None, title, detail, size: None, rows, weight, step }
}

/// What is to be said of rows; `is_alike` where both files have the same columns, each missing as often.
pub fn of_rows(study: &Study<'_>, rows: &RowQuality, is_alike: bool) -> Vec<Remark> {
    let n = Pair::from_fn(|side| study.rows(side));
    // With fewer columns, or fewer values in them, rows repeat because less is known of them.
    let repeated = if is_alike { repeated(study, rows, n) } else { None };
    let mut remarks: Vec<Remark> = repeated.into_iter().collect();
    remarks.extend(repeated_ids(study, rows, n));
    remarks.extend(shared(rows, n));
    remarks.extend(conflicts(rows));
    remarks
}

/// That rows repeat more often than in the reference, in samples of one size.
fn repeated(study: &Study<'_>, rows: &RowQuality, n: Pair<u64>) -> Option<Remark> {
    let share = rows.repeated_share.both()?;
    let smaller = n.reference.min(n.production);
    let successes = share.map(|share| (share * smaller as f64).round() as u64);
    let test = two_proportion_z(successes.reference, smaller, successes.production, smaller)?;
    let growth = share.production - share.reference;
    let is_chance = test.p_value >= study.settings.drift.false_discovery_rate;
    if is_chance || growth <= 0.0 || smaller < study.settings.drift.min_values {
        return None;
    }
    let limits = &study.settings.data;
    let by_size =
        graded(growth, [limits.repeated_share_moderate, limits.repeated_share_significant]);
    let severity = sure::severity(study, by_size, test.p_value);
    let told = [
        format!(
            "{} of production repeat earlier ones",
            format::plural(rows.repeated.production, "row", "rows")
        ),
        format!(
            "Equal in every column; of {} of each file {} repeat in the reference, {} in production; {}",
            format::plural(smaller, "row", "rows"),
            format::percent(share.reference),
            format::percent(share.production),
            format::p_equals(test.p_value)
        ),
        "Check whether a batch was delivered twice.".to_owned(),
    ];
    let mut remark = remark(About::Rows, severity, told, rows.repeated.production, growth);
    let text = format::percent(rows.repeated.production as f64 / n.production.max(1) as f64);
    remark.size = Some(Size { text, beside: "of the rows".to_owned() });
    Some(remark)
}

/// By the limits from which something is moderate and significant.
fn graded(size: f64, [moderate, significant]: [f64; 2]) -> Severity {
    if size >= significant {
        Severity::High
    } else if size >= moderate {
        Severity::Medium
    } else {
        Severity::Low
    }
}

/// Ids that repeat in production and did not in the reference.
fn repeated_ids(study: &Study<'_>, rows: &RowQuality, n: Pair<u64>) -> Vec<Remark> {
    let told = rows.ids.iter().filter_map(|id| {
        let repeated = id.repeated.both()?;
        if repeated.reference > 0 || repeated.production == 0 {
            return None;
        }
        let share = repeated.production as f64 / n.production.max(1) as f64;
        let limits = &study.settings.data;
        let severity =
            graded(share, [limits.repeated_share_moderate, limits.repeated_share_significant]);
        let name = format::short(&id.column);
        let count = format::plural(repeated.production, "row repeats", "rows repeat");
        let told = [
            format!("{count} an id of {name}"),
            format!("{} of production; none in the reference", format::percent(share)),
            format!("Find out why {name} repeats: rows may be delivered or joined twice."),
        ];
        let mut remark = remark(About::Rows, severity, told, repeated.production, share);
        remark.column = Some(id.column.clone());
        Some(remark)
    });
    told.collect()
}

/// That more rows of production are in the reference than chance gives.
fn shared(rows: &RowQuality, n: Pair<u64>) -> Option<Remark> {
    let shared = rows.shared.as_ref()?;
    let share = shared.rows as f64 / n.production.max(1) as f64;
    let is_chance = (shared.rows as f64) < TIMES_CHANCE * shared.expected_rows;
    if share < LEAST_SHARE || is_chance {
        return None;
    }
    let told = [
        format!(
            "{} of production {} in the reference, too",
            format::plural(shared.rows, "row", "rows"),
            if shared.rows == 1 { "is" } else { "are" }
        ),
        format!(
            "{} of its rows, by {} that a model may read; chance alone gives about {}",
            format::percent(share),
            format::plural(shared.columns, "column", "columns"),
            format::number(shared.expected_rows, 2)
        ),
        "Check that the model is not judged on rows that it learned from.".to_owned(),
    ];
    Some(remark(About::SharedRows, Severity::Low, told, shared.rows, share))
}

/// Rows that equal each other but for their label.
fn conflicts(rows: &RowQuality) -> Option<Remark> {
    let counts = rows.conflicts.map(|count| count.unwrap_or(0));
    let of = |side: Side| {
        let count = *counts.get(side);
        (count > 0).then(|| {
            format!("{} of {}", format::plural(count, "row", "rows"), side.label().to_lowercase())
        })
    };
    let told: Vec<String> = Side::BOTH.into_iter().filter_map(of).collect();
    if told.is_empty() {
        return None;
    }
    let verb = if counts.reference + counts.production == 1 { "has" } else { "have" };
    let told = [
        format!("{} {verb} the inputs of another and a different label", told.join(" and ")),
        "No model can tell them apart by these columns".to_owned(),
        "Look for a column that tells them apart, or for labels that were given by mistake."
            .to_owned(),
    ];
    Some(remark(About::ConflictingRows, Severity::Information, told, counts.production, 0.0))
}

/// Whether a correlation has the other sign, and is one on both sides.
fn is_flipped(relation: &Relation) -> bool {
    let Pair { reference, production } = relation.value;
    reference * production < 0.0 && reference.abs().min(production.abs()) >= LEAST_CORRELATION
}

/// What is to be said of relations: the one that changed most, and how many others did.
pub fn of_relations(relations: &Relations) -> Option<Remark> {
    let grave = |pair: &&Relation| pair.verdict.is_drift();
    let most = relations.most_changed.iter().find(grave)?;
    let severity = match most.verdict {
        Verdict::Significant => Severity::High,
        _ => Severity::Medium,
    };
    let (first, second) = (format::short(&most.first), format::short(&most.second));
    let value = most.value.map(format::distance);
    let n = most.n.map(format::count);
    let others = relations.changed.saturating_sub(1);
    let others = match others {
        0 => String::new(),
        n => format!(
            "; {} changed beyond chance, too",
            format::plural(n, "other pair", "other pairs")
        ),
    };
    let told = [
        if is_flipped(most) {
            format!("{first} and {second} go together the other way round")
        } else {
            format!("{first} and {second} go together in another way")
        },
        format!(
            "Their {} was {} and is {}, n {} and {}{}{others}",
            most.measure.label(),
            value.reference,
            value.production,
            n.reference,
            n.production,
            most.p_adjusted
                .map_or_else(String::new, |p| format!("; adjusted {}", format::p_equals(p))),
        ),
        format!("Ask whether {first} or {second} is now made or joined in another way."),
    ];
    let mut remark = remark(About::Relations, severity, told, most.n.production, size(most));
    remark.column = Some(most.first.clone());
    let beside = format!("of the {}", most.measure.label());
    let change = most.value.production - most.value.reference;
    remark.size = Some(Size { text: format::distance(change), beside });
    Some(remark)
}
