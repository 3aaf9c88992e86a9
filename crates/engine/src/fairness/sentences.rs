//! What the chapter says.

use report::{
    AttributeFairness, Criterion, CriterionName, LimitVerdict, ModelFairness, Side, Task, format,
};

use super::plainly;
use crate::outcomes::Outcomes;

/// What to do where groups are too small.
const MEND: &str =
    "Give more rows, or a column of larger groups, as regions in place of countries.";
/// Attributes that a sentence names.
const MOST_NAMES: usize = 3;
/// Digits of a number in the unit of the label.
const DIGITS: usize = 3;

/// The chapter's finding: of one model what is said of it, of several that of the one that is worst.
pub fn headline(models: &[ModelFairness]) -> String {
    let worst = models.iter().rev().max_by_key(|model| model.verdict);
    let says = worst.map(|model| model.says.clone()).unwrap_or_default();
    match models.len() {
        0 | 1 => says,
        2 => format!("{says} The other model is told of below."),
        n => format!("{says} {} other models are told of below.", format::count(n as u64 - 1)),
    }
}

/// That production does not tell everything, where it does not.
pub fn judged_before(models: &[ModelFairness]) -> Option<String> {
    let mut all = models.iter().flat_map(|model| &model.attributes).flat_map(|own| &own.criteria);
    let is_before = all.any(|own| own.judged_gap().is_some() && own.side() == Side::Reference);
    is_before.then(|| {
        "What production cannot tell, as it has too few labels or answers, is judged in the reference."
            .to_owned()
    })
}

/// What of a model cannot be told, as sentences.
pub fn notes(outcomes: &Outcomes) -> Vec<String> {
    let note = match outcomes.task() {
        Task::Binary => return Vec::new(),
        Task::Multiclass => {
            "With more than two classes there is no one answer that groups get or miss: how often each class is said and how often that is right is held against the limits. Odds, opportunity and predictive parity are of two classes."
        }
        Task::Regression => {
            "Of numbers there is no answer that groups get or miss: means and errors are told with their intervals, and no limit is held against them, as they are in the unit of the label."
        }
    };
    vec![note.to_owned()]
}

/// Whether a model keeps its limits, by attribute.
pub fn of_model(model: &ModelFairness) -> String {
    let name = format::short(&model.name);
    let with = |verdict: LimitVerdict| -> Vec<&str> {
        let own = model.attributes.iter().filter(|own| own.verdict == verdict);
        own.map(|own| own.name.as_str()).collect()
    };
    let names = |of: &[&str]| format::names(of.iter().copied(), MOST_NAMES);
    let p = plainly::worst(model).and_then(|(_, of)| *of.p_adjusted.get(of.side()));
    let p = p.map_or_else(String::new, |p| format!(" ({})", if_kept(p)));
    let worst = &model.worst;
    if model.verdict == LimitVerdict::Broken && !worst.is_empty() {
        let names = names(&with(LimitVerdict::Broken));
        return format!(
            "{worst}. That is beyond the limit, and not by chance{p}. Limits are broken between groups of {names}."
        );
    }
    if model.verdict == LimitVerdict::MayBeBroken && !worst.is_empty() {
        return format!(
            "No limit is surely broken by {name}. Of gaps that are beyond one, maybe by chance{p}, the surest: {worst}."
        );
    }
    let open = [with(LimitVerdict::MayBeBroken), with(LimitVerdict::Open)].concat();
    if !open.is_empty() {
        return format!(
            "Whether {name} keeps every limit cannot be told for lack of rows, by {}; none is found broken.",
            names(&open)
        );
    }
    match with(LimitVerdict::Kept).as_slice() {
        [] => {
            let first = model.attributes.first().map_or("", |own| own.says.as_str());
            format!("Whether {name} is fair cannot be held against a limit. {first}")
                .trim_end()
                .to_owned()
        }
        kept => format!("{name} keeps every limit, by {}.", names(kept)),
    }
}

/// What a p-value of a limit is of: not of the difference itself.
pub fn if_kept(p_adjusted: f64) -> String {
    format!("adjusted {} if the limit were kept", format::p_equals(p_adjusted))
}

/// Whether limits are kept by an attribute, and which of them production cannot tell.
pub fn of_attribute(attribute: &AttributeFairness) -> String {
    let told = of_limits(attribute);
    let judged = || {
        let all = attribute.criteria.iter();
        all.filter(|criterion| criterion.judged() != LimitVerdict::NotJudged)
    };
    let (all, before) =
        (judged().count(), judged().filter(|own| own.side() == Side::Reference).count());
    match before {
        0 => told,
        _ if before == all => {
            format!("{told} This is of the reference: production cannot tell.")
        }
        n => format!(
            "{told} {} of these {} of the reference, as production has no labels for {}.",
            format::capital(&format::count(n as u64)),
            if n == 1 { "is" } else { "are" },
            if n == 1 { "it" } else { "them" }
        ),
    }
}

/// "By age_band 1 of 7 limits is broken: ...".
fn of_limits(attribute: &AttributeFairness) -> String {
    let judged: Vec<&Criterion> = attribute
        .criteria
        .iter()
        .filter(|criterion| criterion.judged() != LimitVerdict::NotJudged)
        .collect();
    let name = by(attribute);
    let with = |verdict: LimitVerdict| -> Vec<&Criterion> {
        judged.iter().copied().filter(|criterion| criterion.judged() == verdict).collect()
    };
    let all = judged.len() as u64;
    if all == 0 {
        return nothing(attribute, &name);
    }
    let (broken, may_be) = (with(LimitVerdict::Broken), with(LimitVerdict::MayBeBroken));
    let (kept, open) = (with(LimitVerdict::Kept).len(), with(LimitVerdict::Open).len());
    let limits = format::plural(all, "limit", "limits");
    let are = |n: usize| if n == 1 { "is" } else { "are" };
    let exceeded = |of: &str| {
        let p = may_be.iter().filter_map(|one| *one.p_adjusted.get(one.side()));
        let n = may_be.len();
        format!(
            "{}{of} {} exceeded in these rows, by no more than chance gives{}",
            format::count(n as u64),
            are(n),
            p.reduce(f64::min).map_or_else(String::new, |p| {
                let least = if n == 1 { "" } else { ", at the least" };
                format!(" ({}{least})", if_kept(p))
            })
        )
    };
    if !broken.is_empty() {
        let (n, told) = (format::count(broken.len() as u64), all_told(&broken));
        let more = match may_be.len() {
            0 => String::new(),
            _ => format!(" {}.", format::capital(&exceeded(" more"))),
        };
        return format!("By {name}, {n} of {limits} {} broken: {told}.{more}", are(broken.len()));
    }
    if !may_be.is_empty() {
        let (told, of) = (all_told(&may_be), format!(" of {limits}"));
        return format!("By {name}, no limit is found broken; {}: {told}.", exceeded(&of));
    }
    match open {
        0 => format!("By {name}, {} kept.", all_of(all)),
        _ if kept == 0 => format!(
            "By {name}, no limit is found broken; these rows are too few to be sure of any of {limits}."
        ),
        open => format!(
            "By {name}, no limit is found broken: {} surely kept, and of {} these rows are too few to be sure.",
            format::plural(kept as u64, "is", "are"),
            format::count(open as u64)
        ),
    }
}

fn all_of(limits: u64) -> String {
    match limits {
        1 => "the limit is".to_owned(),
        2 => "both limits are".to_owned(),
        n => format!("all {} limits are", format::count(n)),
    }
}

fn nothing(attribute: &AttributeFairness, name: &str) -> String {
    let judged = |side: Side| {
        attribute.groups.iter().filter(|group| group.sides.get(side).not_judged.is_none()).count()
    };
    let most = Side::BOTH.into_iter().map(judged).max().unwrap_or(0);
    match most {
        0 => format!("By {name}, every group is too small to judge. {MEND}"),
        1 => format!(
            "By {name}, only one group is large enough to judge: there is none to hold it against. {MEND}"
        ),
        _ => format!("By {name}, groups are told and not held against a limit."),
    }
}

/// By what groups are made, in a sentence.
fn by(attribute: &AttributeFairness) -> String {
    format::short(&attribute.name)
}

/// Criteria in words, what several have in common said once.
fn all_told(of: &[&Criterion]) -> String {
    let mut before = String::new();
    let part = |criterion: &&Criterion| {
        let what = stem(criterion);
        let is_again = what == before;
        before = what;
        match (is_again, &criterion.class) {
            (false, _) => told(criterion),
            (true, Some(class)) => {
                format!("of class {}, {}", format::short(class), apart(criterion))
            }
            (true, None) if criterion.name.is_ratio() => {
                format!("as a ratio, {}", apart(criterion))
            }
            (true, None) => apart(criterion),
        }
    };
    of.iter().map(part).collect::<Vec<String>>().join("; ")
}

/// The name of a criterion without what it is measured by: "demographic parity".
pub fn stem(criterion: &Criterion) -> String {
    let label = criterion.name.label();
    label.split(", ").next().unwrap_or(label).to_lowercase()
}

/// A criterion in words: "equal opportunity, 50+ 38% and <30 19%: 18.9 points apart (95% 8.1 to 29, limit 10)".
fn told(criterion: &Criterion) -> String {
    let class = criterion.class.as_deref();
    let class =
        class.map_or_else(String::new, |class| format!(" of class {}", format::short(class)));
    match apart(criterion) {
        told if told.is_empty() => told,
        told => format!("{}{class}: {told}", stem(criterion)),
    }
}

/// How far groups are apart by a criterion, in words.
fn apart(criterion: &Criterion) -> String {
    let Some(gap) = criterion.judged_gap() else { return String::new() };
    let groups = format!("{} and {}", format::quoted(&gap.highest), format::quoted(&gap.lowest));
    let (value, interval) =
        format::estimate(&match criterion.name.is_ratio() || criterion.name.is_amount() {
            true => gap.value,
            false => points(&gap.value),
        });
    let limit = criterion.limit.map_or_else(String::new, |limit| match criterion.name.is_ratio() {
        true => format!("; limit {}", format::number(limit, DIGITS)),
        false => format!("; limit {}", format::number(100.0 * limit, DIGITS)),
    });
    let interval =
        if interval.is_empty() { "no interval".to_owned() } else { format!("95% {interval}") };
    match criterion.name {
        name if name.is_ratio() => format!(
            "the rate of {} is {value} of that of {} ({interval}{limit})",
            format::quoted(&gap.lowest),
            format::quoted(&gap.highest)
        ),
        name if name.is_amount() => format!("{groups} are {value} apart ({interval})"),
        CriterionName::EqualizedOddsMean => String::new(),
        _ => format!("{groups} are {value} points apart ({interval}{limit})"),
    }
}

/// A difference of shares in percentage points.
fn points(estimate: &report::Estimate) -> report::Estimate {
    let interval_95 = estimate.interval_95.map(|(low, high)| (100.0 * low, 100.0 * high));
    report::Estimate { value: 100.0 * estimate.value, interval_95 }
}
