//! What the user expects of the data, in lines of a small language; docs/expectations.md describes it.

mod evaluate;
mod language;
mod names;
mod parse;
mod print;
mod propose;
mod tokens;
mod values;

use report::{
    About, ColumnProfile, Expectation, Expectations, Outcome, Pair, Remark, Severity, Size, format,
};

use crate::Study;
pub use language::Rule;
pub use names::Names;
pub use parse::{is_expectation, parse};
pub use tokens::Fault;

/// Lines that are checked at most.
const MOST_LINES: usize = 1_000;

/// Lines while they are checked.
#[derive(Default)]
pub struct Work {
    checked: Vec<Expectation>,
    next: usize,
    /// Made for the first line.
    columns: Option<Names>,
}

impl Work {
    /// How many lines there are.
    pub fn total(study: &Study<'_>) -> usize {
        study.settings.data.expectations.lines().take(MOST_LINES).count()
    }

    /// Checks the next line; nothing when there is none left.
    pub fn step(&mut self, study: &Study<'_>) -> Option<()> {
        let text = study.settings.data.expectations.lines().take(MOST_LINES).nth(self.next)?;
        self.next += 1;
        let columns = self.columns.get_or_insert_with(|| Names::new(study.column_names()));
        self.checked.extend(check(study, columns, text, self.next as u64));
        Some(())
    }

    /// All lines, and what else could be expected.
    pub fn finish(self, study: &Study<'_>, columns: &[ColumnProfile]) -> Expectations {
        let mut checked = self.checked;
        let written = &study.settings.data.expectations;
        let count = |outcome| checked.iter().filter(|told| told.outcome == outcome).count() as u64;
        let (failed, unclear) = (count(Outcome::Fail), count(Outcome::Unclear));
        let left =
            written.lines().skip(MOST_LINES).filter(|line| is_expectation(line)).count() as u64;
        let unchecked = unclear + left;
        let headline = headline(checked.len() as u64 + left, failed, unchecked);
        if let Some(line) = written.lines().nth(MOST_LINES).filter(|_| left > 0) {
            let mut told = untold(line, MOST_LINES as u64 + 1);
            told.message = format!(
                "Lines from here on are not checked: keep to {}",
                format::plural(MOST_LINES as u64, "line", "lines")
            );
            checked.push(told);
        }
        let proposals = propose::propose(study, columns, written);
        Expectations { headline, unchecked, checked, proposals }
    }
}

/// "2 of 5 do not hold, 1 cannot be checked".
fn headline(lines: u64, failed: u64, unchecked: u64) -> String {
    let of = format::count(lines);
    let failed = match (lines, failed) {
        (0, _) => return String::new(),
        (_, 0) => format!("none of {of} is broken"),
        (_, 1) => format!("1 of {of} does not hold"),
        (_, n) => format!("{} of {of} do not hold", format::count(n)),
    };
    match unchecked {
        0 => failed,
        n => format!("{failed}, {} cannot be checked", format::count(n)),
    }
}

fn untold(text: &str, line: u64) -> Expectation {
    Expectation {
        line,
        text: text.trim().to_owned(),
        outcome: Outcome::Unclear,
        message: String::new(),
        place: None,
        column: None,
        rows: Pair::default(),
        broken: Pair::default(),
        examples: Vec::new(),
    }
}

/// Reads and checks a line; nothing where it is blank or a comment.
fn check(study: &Study<'_>, columns: &Names, text: &str, line: u64) -> Option<Expectation> {
    let mut told = untold(text, line);
    match parse(text, columns) {
        Ok(rule) => evaluate::evaluate(study, &rule?, &mut told),
        Err(fault) => {
            told.message = fault.message;
            told.place = Some(fault.place as u64);
        }
    }
    Some(told)
}

/// How grave it is that a share of the rows breaks a line; grave where it is of a whole column or file.
fn of_broken(study: &Study<'_>, share: Option<f64>) -> Severity {
    let limits = &study.settings.data;
    match share {
        Some(share) if share < limits.broken_share_moderate => Severity::Low,
        Some(share) if share < limits.broken_share_significant => Severity::Medium,
        _ => Severity::High,
    }
}

/// Lines that do not hold or cannot be checked, as remarks.
pub fn remarks(study: &Study<'_>, expectations: &Expectations) -> Vec<Remark> {
    let told = expectations.checked.iter().filter_map(|told| {
        let broken = told.broken.production.unwrap_or(0);
        let rows = told.rows.production.filter(|&rows| rows > 0);
        let share = rows.map(|rows| broken as f64 / rows as f64);
        let severity = match told.outcome {
            Outcome::Fail => of_broken(study, share),
            Outcome::Unclear => Severity::Medium,
            Outcome::Pass | Outcome::Warn => return None,
        };
        let text = format::short(&told.text);
        let line = format::count(told.line);
        let (about, title, step) = if told.outcome == Outcome::Fail {
            let step = format!("Find out why production breaks “{text}”, or change line {line} of the expectations.");
            (About::Expectations, format!("“{text}” does not hold"), step)
        } else {
            let step = format!("Mend line {line} of the expectations, in Data: {}.", told.message);
            (About::UncheckedExpectations, format!("“{text}” cannot be checked"), step)
        };
        let weight = share.unwrap_or(0.0);
        let first = told.examples.iter().find_map(|example| example.line);
        let first = first.map_or_else(String::new, |n| format!("; first on line {}", format::count(n)));
        let place = told.place.map_or_else(String::new, |n| format!("Character {}: ", format::count(n)));
        Some(Remark {
            about,
            severity,
            column: told.column.clone().filter(|name| study.column(name).production.is_some()),
            title,
            detail: format!("{place}{}{first}", told.message),
            size: (broken > 0).then(|| Size {
                text: format::percent(weight),
                beside: "of the rows".to_owned(),
            }),
            rows: broken,
            weight,
            step,
        })
    });
    told.collect()
}
