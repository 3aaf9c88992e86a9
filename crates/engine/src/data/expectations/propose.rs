//! Lines that the reference holds to, and that could be expected of production.

use report::{ColumnProfile, Kind, Proposal, Role, format};
use table::Column;

use super::language::{
    Bound, Comparison, Condition, Expects, Literal, Rule, Subject, Summary, Test,
};
use super::print::written_number;
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
    let rows = study.tables.reference.rows() as u64;
    let missing = profile.missing.reference.map_or(0, |missing| missing.total());
    let name = profile.column.as_str();
    // A line has no place for a name of two.
    if rows < study.settings.drift.min_values || missing == rows || name.contains(['\n', '\r']) {
        return Vec::new();
    }
    let Some(column) = study.column(name).reference else { return Vec::new() };
    let mut found = Vec::new();
    if profile.role == Role::Id {
        let is_unique = profile.distinct.reference == Some(rows - missing);
        let unique = || proposal(Expects::Unique(name.to_owned()), "no id repeats");
        found.extend(is_unique.then(unique));
    } else {
        found.extend(range(column).or_else(|| list(column)));
    }
    found.extend(shape(profile, rows - missing));
    found.push(presence(name, missing as f64 / rows as f64, rows as f64));
    found
}

fn proposal(expects: Expects, reference: impl Into<String>) -> Proposal {
    let text = Rule { when: None, expects }.to_string();
    Proposal { text, reference: reference.into() }
}

fn of_rows(name: &str, test: Test, reference: impl Into<String>) -> Proposal {
    let subject = Subject::Value(name.to_owned());
    proposal(Expects::Rows(Condition { subject, test }), reference)
}

/// "age between 17 and 75", from 18 to 74: a new value lies beyond the very range now and then.
fn range(column: &Column) -> Option<Proposal> {
    if !column.kind().is_number() {
        return None;
    }
    let numbers = column.numbers()?;
    // Adding zero turns -0 into 0.
    let min = numbers.iter().copied().reduce(f64::min)? + 0.0;
    let max = numbers.iter().copied().reduce(f64::max)? + 0.0;
    if numbers.iter().all(|value| *value == min || *value == max) {
        let mut values = vec![min, max];
        values.dedup();
        let values = values.into_iter().map(Literal::Number).collect();
        return Some(of_rows(column.name(), Test::In { values, is_in: true }, "no other value"));
    }
    let width = max - min;
    let step = libm::pow(10.0, libm::floor(libm::log10(width)) - 1.0);
    let is_whole = column.kind() == Kind::Integer;
    let step = if is_whole { step.max(1.0) } else { step };
    if !width.is_finite() || !step.is_normal() {
        return None;
    }
    let outward = |value: f64, round: fn(f64) -> f64| round(value / step) * step;
    let from = outward(min - ROOM * width, libm::floor);
    // What is never negative is not proposed to be.
    let from = if min >= 0.0 { from.max(0.0) } else { from };
    let to = outward(max + ROOM * width, libm::ceil);
    // Nor what is a share, to be over all.
    let is_share = min >= 0.0 && max <= 1.0;
    let to = if is_share { to.min(1.0) } else { to };
    let (from, to) = (rounded(from, step)?, rounded(to, step)?);
    // Where the range is too narrow for its numbers, rounding would cut it.
    if from > min || max > to {
        return None;
    }
    let ends = Test::Between(Literal::Number(from), Literal::Number(to));
    let [min, max] = [min, max].map(format::exact);
    Some(of_rows(column.name(), ends, format!("{min} to {max}")))
}

/// A multiple of a step, a power of ten, without the last bits of the product; none where it takes
/// many characters, or lies beyond the largest number.
fn rounded(value: f64, step: f64) -> Option<f64> {
    let places = (-libm::log10(step)).round();
    let digits = libm::floor(libm::log10(value.abs())) + places;
    let text = format!("{value:.*e}", digits.clamp(0.0, 16.0) as usize);
    let rounded: f64 = text.parse().ok()?;
    (rounded.is_finite() && written_number(rounded).len() <= MOST_CHARACTERS).then_some(rounded)
}

fn list(column: &Column) -> Option<Proposal> {
    if !matches!(column.kind(), Kind::Category | Kind::Boolean) {
        return None;
    }
    let counts = column.counts();
    let is_whole = counts.len() <= MOST_LISTED && counts.iter().all(|(_, n)| *n >= FEWEST_ROWS);
    let is_one_line = |text: &&str| !text.contains(['\n', '\r']);
    let texts = counts.iter().map(|(value, _)| value.as_ref());
    if !is_whole || !texts.clone().all(|text| is_one_line(&text)) {
        return None;
    }
    let values = texts.map(|text| Literal::Text(text.to_owned())).collect();
    Some(of_rows(column.name(), Test::In { values, is_in: true }, "no other value"))
}

/// That every text is of one shape, for names of rows.
fn shape(profile: &ColumnProfile, rows: u64) -> Option<Proposal> {
    let is_name =
        matches!(profile.kind.reference, Some(Kind::Identifier)) || profile.role == Role::Id;
    let text = profile.quality.sides.reference.as_ref()?.text.as_ref().filter(|_| is_name)?;
    let [only] = text.shapes.as_slice() else { return None };
    let shape = Test::Shape(only.value.clone());
    (only.rows == rows).then(|| of_rows(&profile.column, shape, "every row"))
}

fn presence(name: &str, share: f64, rows: f64) -> Proposal {
    if share == 0.0 {
        return of_rows(name, Test::Missing { is_missing: false }, "never missing");
    }
    let error = (share * (1.0 - share) / rows).sqrt();
    let percent = libm::ceil(100.0 * (share + ROOM_ERRORS * error + ROOM_SHARE)).min(100.0);
    let summary = Summary::ShareMissing(name.to_owned());
    let bound = Bound::Compare(Comparison::Less, percent / 100.0);
    let reference = format!("{} missing", format::percent(share));
    proposal(Expects::Summary { summary, bound }, reference)
}
