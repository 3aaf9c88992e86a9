//! Lines that the reference holds to, and that could be expected of production.

use report::{ColumnProfile, Kind, Proposal, Role, format};
use stats::Sorted;
use table::Column;

use crate::Study;

/// Lines that are proposed at most.
const MOST_PROPOSALS: usize = 60;
/// Different values that a list may have.
const MOST_LISTED: usize = 20;
/// Rows that each listed value needs in the reference: fewer, and others may be missing by chance.
const FEWEST_ROWS: u64 = 5;
/// Room beyond the reference's range, as a share of it.
const ROOM: f64 = 0.01;
/// Shares missing are proposed with this much room, in standard errors and in shares of rows.
const ROOM_ERRORS: f64 = 4.0;
const ROOM_SHARE: f64 = 0.005;
/// Characters of a number that is proposed.
const MOST_CHARACTERS: usize = 12;
/// Words of the language that a name must not be taken for.
const WORDS: [&str; 10] =
    ["when", "unique", "rows", "share", "count", "mean", "median", "length", "standard", "sum"];

/// Lines from the reference's columns that production has, too, but those that stand there already.
pub fn propose(study: &Study<'_>, columns: &[ColumnProfile], written: &str) -> Vec<Proposal> {
    let is_used = |profile: &&ColumnProfile| {
        let is_fit = profile.role.is_compared() || profile.role == Role::Id;
        is_fit && profile.kind.reference.is_some() && profile.kind.production.is_some()
    };
    let lines: Vec<&str> = written.lines().map(str::trim).collect();
    let proposals = columns.iter().filter(is_used).flat_map(|profile| of_column(study, profile));
    let is_new = |proposal: &Proposal| !lines.contains(&proposal.text.as_str());
    proposals.filter(is_new).take(MOST_PROPOSALS).collect()
}

fn of_column(study: &Study<'_>, profile: &ColumnProfile) -> Vec<Proposal> {
    let name = quoted_name(&profile.column);
    let rows = study.tables.reference.rows() as u64;
    let missing = profile.missing.reference.map_or(0, |missing| missing.total());
    if rows < study.settings.drift.min_values || missing == rows {
        return Vec::new();
    }
    let Some(column) = study.column(&profile.column).reference else { return Vec::new() };
    let mut found = Vec::new();
    if profile.role == Role::Id {
        let is_unique = profile.distinct.reference == Some(rows - missing);
        found.extend(is_unique.then(|| proposal(format!("unique {name}"), "no id repeats")));
    } else {
        found.extend(range(column, &name).or_else(|| list(column, &name)));
    }
    found.extend(shape(profile, &name, rows - missing));
    found.push(presence(&name, missing as f64 / rows as f64, rows as f64));
    found
}

fn proposal(text: String, reference: impl Into<String>) -> Proposal {
    Proposal { text, reference: reference.into() }
}

/// "age between 17 and 75", from 18 to 74: a new value lies beyond the very range now and then.
fn range(column: &Column, name: &str) -> Option<Proposal> {
    if !column.kind().is_number() {
        return None;
    }
    let sorted = Sorted::new(column.numbers()?).ok()?;
    if sorted.distinct_up_to(2).is_some() {
        let mut values: Vec<String> = sorted.runs().map(|(value, _)| value.to_string()).collect();
        values.dedup();
        return Some(proposal(format!("{name} in {{{}}}", values.join(", ")), "no other value"));
    }
    let (min, max) = (sorted.min()?, sorted.max()?);
    let width = max - min;
    let step = libm::pow(10.0, libm::floor(libm::log10(width)) - 1.0);
    if !width.is_finite() || !step.is_normal() {
        return None;
    }
    let outward = |value: f64, round: fn(f64) -> f64| round(value / step) * step;
    let from = outward(min - ROOM * width, libm::floor);
    // What is never negative is not proposed to be.
    let from = if min >= 0.0 { from.max(0.0) } else { from };
    let to = outward(max + ROOM * width, libm::ceil);
    let (from, to) = (written(from, step), written(to, step));
    let is_within = |value: &f64| from.parse().is_ok_and(|from: f64| from <= *value);
    let is_below = |value: &f64| to.parse().is_ok_and(|to: f64| *value <= to);
    // Where the range is too narrow for its numbers, rounding would cut it.
    if from.len().max(to.len()) > MOST_CHARACTERS || !is_within(&min) || !is_below(&max) {
        return None;
    }
    let ends = [min, max].map(format::exact);
    Some(proposal(format!("{name} between {from} and {to}"), format!("{} to {}", ends[0], ends[1])))
}

/// A multiple of a step, a power of ten, with as many digits as that needs.
fn written(value: f64, step: f64) -> String {
    let places = (-libm::log10(step)).round();
    let plain = format!("{value:.*}", places.clamp(0.0, 20.0) as usize);
    if places <= 20.0 && plain.len() <= MOST_CHARACTERS {
        return plain;
    }
    let digits = libm::floor(libm::log10(value.abs())) + places;
    format!("{value:.*e}", digits.clamp(0.0, 16.0) as usize)
}

fn list(column: &Column, name: &str) -> Option<Proposal> {
    if !matches!(column.kind(), Kind::Category | Kind::Boolean) {
        return None;
    }
    let counts = column.counts();
    let is_whole = counts.len() <= MOST_LISTED && counts.iter().all(|(_, n)| *n >= FEWEST_ROWS);
    let values: Vec<String> = counts.iter().map(|(value, _)| quoted_value(value)).collect();
    let text = format!("{name} in {{{}}}", values.join(", "));
    is_whole.then(|| proposal(text, "no other value"))
}

/// That every text is of one shape, for names of rows.
fn shape(profile: &ColumnProfile, name: &str, rows: u64) -> Option<Proposal> {
    let is_name =
        matches!(profile.kind.reference, Some(Kind::Identifier)) || profile.role == Role::Id;
    let text = profile.quality.sides.reference.as_ref()?.text.as_ref().filter(|_| is_name)?;
    let [only] = text.shapes.as_slice() else { return None };
    let line = format!("{name} like {}", quoted(&only.value));
    (only.rows == rows).then(|| proposal(line, "every row"))
}

fn presence(name: &str, share: f64, rows: f64) -> Proposal {
    if share == 0.0 {
        return proposal(format!("{name} is not missing"), "never missing");
    }
    let error = (share * (1.0 - share) / rows).sqrt();
    let percent = libm::ceil(100.0 * (share + ROOM_ERRORS * error + ROOM_SHARE));
    let line = format!("share missing of {name} < {percent}%");
    proposal(line, format!("{} missing", format::percent(share)))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A name as a line needs it: in quotes unless it is one plain word.
fn quoted_name(name: &str) -> String {
    let is_plain = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || "_.-".contains(c))
        && !WORDS.iter().any(|word| name.eq_ignore_ascii_case(word));
    if is_plain { name.to_owned() } else { quoted(name) }
}

fn quoted_value(value: &str) -> String {
    let is_plain = value.starts_with(char::is_alphabetic)
        && value.chars().all(|c| c.is_alphanumeric() || "_.-".contains(c));
    if is_plain { value.to_owned() } else { quoted(value) }
}
