//! Whether rows fell to the arms as was planned: it is looked at first, and where they did not nothing else is.
//!
//! A mismatch within a group alone does not stop the experiment: the column may be one that the treatment changes. It is
//! said, and puts the decision in doubt.

use report::{GroupCounts, SampleRatio, format};
use stats::experiment::sample_ratio;
use stats::holm;

use super::arms::Arms;
use super::days::Days;
use super::groups::Groups;
use crate::Study;

/// Groups that are named as the place of a mismatch at most.
const MOST_NAMED: usize = 3;

/// The test over all rows, by group and by day; none where there are no rows.
pub fn test(
    study: &Study<'_>,
    arms: &Arms,
    groups: &[Groups],
    days: Option<&Days>,
) -> Option<SampleRatio> {
    let settings = &study.settings.experiments;
    let counts = arms.counts();
    let found = sample_ratio(&counts, &arms.planned)?;
    let mut segments: Vec<GroupCounts> = Vec::new();
    for own in groups {
        let rows = by_code(&own.of_row, own.labels.len());
        for (label, rows) in own.labels.iter().zip(rows) {
            segments.extend(group(arms, &own.column, label.clone(), rows));
        }
    }
    adjust(&mut segments, settings.mismatch_p);
    segments.sort_by(|a, b| a.p_value.total_cmp(&b.p_value));
    let mut by_day: Vec<GroupCounts> = Vec::new();
    if let Some(days) = days {
        let rows = by_code(&days.of_row, days.starts_ms.len());
        let of_days = rows.into_iter().enumerate();
        by_day.extend(of_days.filter_map(|(at, rows)| group(arms, "", days.label(at), rows)));
        adjust(&mut by_day, settings.mismatch_p);
    }
    let is_off_over_all = found.p_value < settings.mismatch_p;
    // Arms whose shares change over time compare other days with each other, however well they hold over all.
    let off_days: Vec<&GroupCounts> = by_day.iter().filter(|day| day.is_mismatch).collect();
    let is_mismatch = is_off_over_all || !off_days.is_empty();
    let says = if is_off_over_all || off_days.is_empty() {
        says(arms, &counts, found.p_value, is_mismatch, settings.mismatch_p)
    } else {
        says_days(arms, &counts, found.p_value, &off_days, by_day.len())
    };
    let place = match (is_off_over_all, is_mismatch) {
        (true, _) => place(arms, groups, &segments, days),
        (false, true) => worst_days(arms, &off_days),
        (false, false) => Vec::new(),
    };
    Some(SampleRatio {
        is_mismatch,
        statistic: Some(found.statistic).filter(|statistic| statistic.is_finite()),
        degrees_of_freedom: found.degrees_of_freedom,
        p_value: found.p_value,
        is_exact: found.is_exact,
        says,
        segments,
        days: by_day,
        place,
        causes: if is_mismatch { causes() } else { Vec::new() },
    })
}

/// Rows of each arm in each group: group by group.
fn by_code(of_row: &[Vec<u32>], groups: usize) -> Vec<Vec<u64>> {
    let mut counts = vec![vec![0; of_row.len()]; groups];
    for (arm, codes) in of_row.iter().enumerate() {
        for code in codes {
            if let Some(of_group) = counts.get_mut(*code as usize) {
                of_group[arm] += 1;
            }
        }
    }
    counts
}

fn group(arms: &Arms, column: &str, label: String, rows: Vec<u64>) -> Option<GroupCounts> {
    let found = sample_ratio(&rows, &arms.planned)?;
    Some(GroupCounts {
        column: column.to_owned(),
        label,
        rows,
        statistic: Some(found.statistic).filter(|statistic| statistic.is_finite()),
        p_value: found.p_value,
        p_adjusted: found.p_value,
        is_mismatch: false,
    })
}

fn adjust(groups: &mut [GroupCounts], limit: f64) {
    let p_values: Vec<f64> = groups.iter().map(|group| group.p_value).collect();
    for (group, p) in groups.iter_mut().zip(holm(&p_values)) {
        group.p_adjusted = p;
        group.is_mismatch = p < limit;
    }
}

/// "20,031 rows fell to control and 19,969 to treatment".
pub fn fell(names: &[String], counts: &[u64]) -> String {
    let each = names.iter().zip(counts).enumerate().map(|(at, (name, count))| {
        let rows =
            if at == 0 { format::plural(*count, "row", "rows") } else { format::count(*count) };
        let fell = if at == 0 { " fell" } else { "" };
        format!("{rows}{fell} to {}", format::short(name))
    });
    let each: Vec<String> = each.collect();
    match each.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn says(arms: &Arms, counts: &[u64], p: f64, is_mismatch: bool, limit: f64) -> String {
    let all: u64 = counts.iter().sum();
    let planned: Vec<String> = arms
        .planned
        .iter()
        .map(|share| format::count((share * all as f64).round() as u64))
        .collect();
    let planned = planned.join(" and ");
    let fell = fell(&arms.names, counts);
    let p = format::p_equals(p);
    if is_mismatch {
        format!(
            "{fell}, where {planned} were planned: chance hardly gives that ({p}, under the limit of {}). Something chose who was counted.",
            format::exact(limit)
        )
    } else {
        format!("{fell}, where {planned} were planned: as chance gives it ({p}).")
    }
}

/// That the shares hold over all rows, but not day by day.
fn says_days(arms: &Arms, counts: &[u64], p: f64, off: &[&GroupCounts], days: usize) -> String {
    format!(
        "{} over all, as was planned ({}), but on {} of {days} days by other shares, beyond chance: a change of the outcome over time then looks like an effect.",
        fell(&arms.names, counts),
        format::p_equals(p),
        off.len(),
    )
}

/// The days that are furthest off, in the order of time.
fn worst_days(arms: &Arms, off: &[&GroupCounts]) -> Vec<String> {
    let mut worst: Vec<(usize, &&GroupCounts)> = off.iter().enumerate().collect();
    worst.sort_by(|a, b| a.1.p_value.total_cmp(&b.1.p_value));
    worst.truncate(MOST_NAMED);
    worst.sort_by_key(|(at, _)| *at);
    let says = |(_, day): (usize, &&GroupCounts)| {
        let p = format::p_equals(day.p_value);
        format!("On {}, {} ({p}).", day.label, fell(&arms.names, &day.rows))
    };
    worst.into_iter().map(says).collect()
}

/// Where a mismatch sits, and since when.
fn place(
    arms: &Arms,
    groups: &[Groups],
    segments: &[GroupCounts],
    days: Option<&Days>,
) -> Vec<String> {
    let mut said = Vec::new();
    let off: Vec<&GroupCounts> = segments.iter().filter(|group| group.is_mismatch).collect();
    let mut worst = None;
    if off.is_empty() && !segments.is_empty() {
        said.push("No group of rows is off by itself: it sits in all of them alike.".to_owned());
    }
    for group in off.iter().take(MOST_NAMED) {
        said.push(format!(
            "It sits among the rows whose {} is {}: {} ({}).",
            format::short(&group.column),
            format::quoted(&group.label),
            fell(&arms.names, &group.rows),
            format::p_equals(group.p_value)
        ));
    }
    if let [only] = off.as_slice() {
        worst = groups.iter().find(|own| own.column == only.column).and_then(|own| {
            let at = own.labels.iter().position(|label| *label == only.label)?;
            Some((own, at as u32))
        });
        if let Some(rest) = without(arms, worst) {
            said.push(rest);
        }
    }
    said.extend(days.and_then(|days| since(arms, days, worst)));
    said
}

/// What the rows outside of the one group that is off come to.
fn without(arms: &Arms, worst: Option<(&Groups, u32)>) -> Option<String> {
    let (own, at) = worst?;
    let count = |codes: &Vec<u32>| codes.iter().filter(|code| **code != at).count() as u64;
    let rows: Vec<u64> = own.of_row.iter().map(count).collect();
    let found = sample_ratio(&rows, &arms.planned)?;
    Some(format!(
        "Outside of it, {} ({}).",
        fell(&arms.names, &rows),
        format::p_equals(found.p_value)
    ))
}

/// When rows fell as they should not: from a day on, until a day, or all the time.
fn since(arms: &Arms, days: &Days, worst: Option<(&Groups, u32)>) -> Option<String> {
    let is_meant =
        |arm: usize, row: usize| worst.is_none_or(|(own, at)| own.of_row[arm][row] == at);
    let mut by_day = vec![vec![0_u64; arms.names.len()]; days.starts_ms.len()];
    for (arm, codes) in days.of_row.iter().enumerate() {
        for (row, code) in codes.iter().enumerate() {
            if let Some(day) = by_day.get_mut(*code as usize).filter(|_| is_meant(arm, row)) {
                day[arm] += 1;
            }
        }
    }
    // The start from which the rows after it are furthest off, and the end until which those before it are.
    let total = |days: &[Vec<u64>]| -> Vec<u64> {
        (0..arms.names.len()).map(|arm| days.iter().map(|day| day[arm]).sum()).collect()
    };
    let statistic = |days: &[Vec<u64>]| {
        sample_ratio(&total(days), &arms.planned).map_or(0.0, |found| found.statistic)
    };
    let starts = (0..by_day.len()).map(|at| (at, statistic(&by_day[at..])));
    let (at, after) = starts.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    let ends = (1..=by_day.len()).map(|end| (end, statistic(&by_day[..end])));
    let (end, before) = ends.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    // It must say clearly more than the whole does: 4 is two standard errors.
    let whole = statistic(&by_day) + 4.0;
    if end < by_day.len() && before >= whole && before >= after {
        return Some(format!(
            "It was so from the first day, {}, to {} only: after that rows fell nearly as planned.",
            days.label(0),
            days.label(end - 1)
        ));
    }
    if at == 0 || after < whole {
        return Some(format!("It was so from the first day on, {}.", days.label(0)));
    }
    Some(format!("It began about {}: until then rows fell nearly as planned.", days.label(at)))
}

fn causes() -> Vec<String> {
    [
        "Rows lost or left out in one arm only: a filter, a bot rule, a join or a logger that treats the arms differently.",
        "The treatment itself: a redirect, a slower page or an error by which users leave before they are counted.",
        "The dealing: a ramp-up that changed the shares, users who changed arms, or a second experiment that sends users here.",
        "The plan: other shares than equal ones were meant. Then set them under Settings.",
    ]
    .map(str::to_owned)
    .to_vec()
}
