//! Whether rows fell to the arms as was planned: it is looked at first, and where they did not nothing else is.
//!
//! A mismatch within a group alone does not stop the experiment: the column may be one that the treatment changes. It is
//! said, and puts the decision in doubt.

mod place;

use report::{GroupCounts, InOrder, SampleRatio, format};
use stats::experiment::sample_ratio;
use stats::holm;

use super::arms::Arms;
use super::days::Days;
use super::groups::Groups;
use crate::Study;

/// Groups or days that are named as the place of a mismatch at most.
const MOST_NAMED: usize = 3;
/// Days that are off by themselves at most: with more, since when tells more.
const MOST_ALONE: usize = 2;

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
    segments.put_in_order(|a, b| a.p_value.total_cmp(&b.p_value));
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
    let alone = alone(arms, &off_days, &by_day, settings.mismatch_p);
    let place = match (&alone, is_off_over_all) {
        (Some(rest), _) => [worst_days(arms, &off_days), vec![rest.clone()]].concat(),
        (None, true) => place::says(arms, groups, days, settings.mismatch_p),
        (None, false) => worst_days(arms, &off_days),
    };
    let days_alone = match alone {
        Some(_) => off_days.iter().map(|day| day.label.clone()).collect(),
        None => Vec::new(),
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
        days_alone,
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

/// Shares of so many rows as whole rows that add up to them: the largest remainders are rounded up.
fn whole(shares: &[f64], all: u64) -> Vec<u64> {
    let exact: Vec<f64> = shares.iter().map(|share| share * all as f64).collect();
    let mut rows: Vec<u64> = exact.iter().map(|rows| rows.floor() as u64).collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.put_in_order(|a, b| exact[*b].fract().total_cmp(&exact[*a].fract()).then(a.cmp(b)));
    let left = all.saturating_sub(rows.iter().sum());
    order.into_iter().take(left as usize).for_each(|at| rows[at] += 1);
    rows
}

fn says(arms: &Arms, counts: &[u64], p: f64, is_mismatch: bool, limit: f64) -> String {
    let all: u64 = counts.iter().sum();
    let planned: Vec<String> = whole(&arms.planned, all).into_iter().map(format::count).collect();
    let planned = format::names(planned.iter().map(String::as_str), planned.len());
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
        "{} over all, as was planned ({}), but on {} of {days} days by other shares, beyond chance ({}): a change of the outcome over time then looks like an effect.",
        fell(&arms.names, counts),
        format::p_equals(p),
        off.len(),
        format::names(off.iter().map(|day| day.label.as_str()), MOST_NAMED)
    )
}

/// That rows fell as was planned on all days but a few, as a sentence; none where they are off on many, or on the rest.
fn alone(arms: &Arms, off: &[&GroupCounts], days: &[GroupCounts], limit: f64) -> Option<String> {
    if off.is_empty() || off.len() > MOST_ALONE || 2 * off.len() >= days.len() {
        return None;
    }
    let mut rest = vec![0_u64; arms.names.len()];
    for day in days.iter().filter(|day| !day.is_mismatch) {
        rest.iter_mut().zip(&day.rows).for_each(|(rest, rows)| *rest += rows);
    }
    let found = sample_ratio(&rest, &arms.planned).filter(|found| found.p_value >= limit)?;
    let these = if off.len() == 1 { "that day" } else { "these days" };
    Some(format!(
        "On all other days {}, as was planned ({}): leave the rows of {these} out of the file, and the rest can be judged.",
        fell(&arms.names, &rest),
        format::p_equals(found.p_value)
    ))
}

/// The days that are furthest off, in the order of time.
fn worst_days(arms: &Arms, off: &[&GroupCounts]) -> Vec<String> {
    let mut worst: Vec<(usize, &&GroupCounts)> = off.iter().enumerate().collect();
    worst.put_in_order(|a, b| a.1.p_value.total_cmp(&b.1.p_value));
    worst.truncate(MOST_NAMED);
    worst.put_in_order_of(|(at, _)| *at);
    let says = |(_, day): (usize, &&GroupCounts)| {
        let p = format::p_equals(day.p_value);
        format!("On {}, {} ({p}).", day.label, fell(&arms.names, &day.rows))
    };
    worst.into_iter().map(says).collect()
}

fn causes() -> Vec<String> {
    [
        "Rows lost or left out in one arm only: a filter, a bot rule, a join or a logger that treats the arms differently.",
        "The treatment itself: a redirect, a slower page or an error by which users leave before they are counted.",
        "The dealing: a ramp-up that changed the shares, users who changed arms, or a second experiment that sends users here.",
        "The plan: other shares were meant. Then write them in experiments.shares (Settings, Planned shares).",
    ]
    .map(str::to_owned)
    .to_vec()
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn planned_rows_add_up() {
        assert_eq!(whole(&[0.5, 0.5], 23_555), [11_778, 11_777]);
        assert_eq!(whole(&[0.34, 0.33, 0.33], 100), [34, 33, 33]);
        assert_eq!(whole(&[1.0 / 3.0; 3], 11), [4, 4, 3]);
        assert_eq!(whole(&[0.9, 0.1], 0), [0, 0]);
    }
}
