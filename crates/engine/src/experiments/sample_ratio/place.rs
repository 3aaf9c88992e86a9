//! Where a mismatch sits: in which groups of rows, and since when.
//!
//! A group is a place only where arms have other shares in it than in the other groups of its column: else it is off as all
//! rows are. The clearest is named; a second one is looked for among the rows outside of it, as a column may be off only
//! because it goes with the first.

use stats::experiment::sample_ratio;
use stats::holm;
use stats::special::chi_square_sf;

use super::super::arms::Arms;
use super::super::days::Days;
use super::super::groups::Groups;
use super::{MOST_NAMED, fell};
use report::format;

/// A group of rows that is off.
struct Place<'a> {
    of: &'a Groups,
    code: u32,
    rows: Vec<u64>,
    p_value: f64,
}

/// Rows that are not in any place yet, arm by arm.
struct Left(Vec<Vec<bool>>);

impl Left {
    fn new(arms: &Arms) -> Self {
        Self(arms.rows.iter().map(|rows| vec![true; rows.len()]).collect())
    }

    fn counts(&self) -> Vec<u64> {
        let count = |arm: &Vec<bool>| arm.iter().filter(|is_left| **is_left).count() as u64;
        self.0.iter().map(count).collect()
    }

    /// Rows of each arm in each group.
    fn by_group(&self, of: &Groups) -> Vec<Vec<u64>> {
        let mut counts = vec![vec![0; self.0.len()]; of.labels.len()];
        for (arm, codes) in of.of_row.iter().enumerate() {
            for (code, _) in codes.iter().zip(&self.0[arm]).filter(|(_, is_left)| **is_left) {
                if let Some(of_group) = counts.get_mut(*code as usize) {
                    of_group[arm] += 1;
                }
            }
        }
        counts
    }

    fn take(&mut self, place: &Place<'_>) {
        for (is_left, codes) in self.0.iter_mut().zip(&place.of.of_row) {
            for (is_left, code) in is_left.iter_mut().zip(codes) {
                *is_left &= *code != place.code;
            }
        }
    }
}

/// Where a mismatch sits and since when, as sentences.
pub fn says(arms: &Arms, groups: &[Groups], days: Option<&Days>, limit: f64) -> Vec<String> {
    let mut left = Left::new(arms);
    let mut places: Vec<Place<'_>> = Vec::new();
    let is_off = |left: &Left| {
        sample_ratio(&left.counts(), &arms.planned).is_some_and(|found| found.p_value < limit)
    };
    while places.len() < MOST_NAMED && is_off(&left) {
        let Some(place) = clearest(arms, groups, &left, limit) else { break };
        left.take(&place);
        places.push(place);
    }
    let mut said: Vec<String> = places.iter().enumerate().map(|own| told(arms, own)).collect();
    if places.is_empty() && !groups.is_empty() {
        said.push(same_everywhere(arms));
    }
    if !places.is_empty() {
        said.extend(outside(arms, &left, places.len()));
    }
    let only = if let [only] = places.as_slice() { Some((only.of, only.code)) } else { None };
    said.extend(days.and_then(|days| since(arms, days, only)));
    said
}

fn told(arms: &Arms, (at, place): (usize, &Place<'_>)) -> String {
    let column = format::short(&place.of.column);
    let label = format::quoted(&place.of.labels[place.code as usize]);
    let lead = match at {
        0 => "It sits among the rows",
        _ => "Outside of that, it sits among those",
    };
    format!(
        "{lead} whose {column} is {label}: {} ({}).",
        fell(&arms.names, &place.rows),
        format::p_equals(place.p_value)
    )
}

/// That no group stands out, which is what other planned shares look like.
fn same_everywhere(arms: &Arms) -> String {
    let all = arms.counts().iter().sum::<u64>().max(1) as f64;
    let shares = arms.names.iter().zip(arms.counts()).map(|(name, rows)| {
        format!("{} {}", format::short(name), (100.0 * rows as f64 / all).round())
    });
    let shares: Vec<String> = shares.collect();
    format!(
        "It is the same in every group of rows: are other shares planned? Then write them in experiments.shares (Settings, Planned shares), as {}.",
        format::quoted(&shares.join(", "))
    )
}

/// The group that is furthest off, of the columns between whose groups the shares differ.
fn clearest<'a>(arms: &Arms, groups: &'a [Groups], left: &Left, limit: f64) -> Option<Place<'a>> {
    let counts: Vec<Vec<Vec<u64>>> = groups.iter().map(|of| left.by_group(of)).collect();
    let differ: Vec<f64> = counts.iter().map(|of| heterogeneity(of)).collect();
    let differs = holm(&differ).into_iter().map(|p| p < limit);
    let of_columns = groups.iter().zip(counts).zip(differs).filter(|(_, differs)| *differs);
    let found = of_columns.flat_map(|((of, counts), _)| {
        (0..).zip(counts).filter_map(move |(code, rows)| {
            let found = sample_ratio(&rows, &arms.planned)?;
            Some((found.statistic, Place { of, code, rows, p_value: found.p_value }))
        })
    });
    let found: Vec<(f64, Place<'_>)> = found.collect();
    let groups = found.len() as f64;
    let best = found.into_iter().reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, place)| place).filter(|place| place.p_value * groups < limit)
}

/// The p-value of the same shares in all groups of a column: Pearson's chi-square of homogeneity, which is the sum over groups
/// of how far each is from the shares of all.
fn heterogeneity(groups: &[Vec<u64>]) -> f64 {
    let arms = groups.first().map_or(0, Vec::len);
    let shares: Vec<f64> =
        (0..arms).map(|arm| groups.iter().map(|rows| rows[arm]).sum::<u64>() as f64).collect();
    let found = groups.iter().filter_map(|rows| sample_ratio(rows, &shares));
    let (mut statistic, mut parts) = (0.0, 0_u64);
    for own in found {
        statistic += own.statistic;
        parts += own.degrees_of_freedom;
    }
    let arms = shares.iter().filter(|share| **share > 0.0).count() as u64;
    let degrees_of_freedom = (parts + 1).saturating_sub(arms);
    if degrees_of_freedom == 0 || !statistic.is_finite() {
        return 1.0;
    }
    chi_square_sf(statistic, degrees_of_freedom as f64)
}

/// What the rows outside of the places come to.
fn outside(arms: &Arms, left: &Left, places: usize) -> Option<String> {
    let rows = left.counts();
    let found = sample_ratio(&rows, &arms.planned)?;
    Some(format!(
        "Outside of {}, {} ({}).",
        if places == 1 { "it" } else { "these" },
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
