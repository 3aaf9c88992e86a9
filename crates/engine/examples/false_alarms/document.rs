//! Writes docs/false-alarms.md.

use std::fmt::Write;
use std::path::PathBuf;

use crate::family::Family;
use crate::plan;
use crate::tally::Tally;
use crate::trial::Trial;

/// What stands above the tables.
const HEAD: &str = include_str!("head.md");
/// What stands above the rates of changes.
const POWER: &str = include_str!("power.md");
/// What stands above the whole study.
const STUDY: &str = include_str!("study.md");
/// What stands above the verdict on a whole study.
const EXIT_CODE: &str = include_str!("exit_code.md");
/// What others publish of themselves or was measured of them.
const OTHERS: &str = include_str!("others.md");

/// A writer of the document.
struct Document {
    draws: u32,
    threads: u32,
    /// Where what is counted is kept, so that a run that was stopped goes on.
    parts: Option<PathBuf>,
    /// Trials so far, which name their parts.
    trials: u32,
    text: String,
}

/// Measures everything with so many draws, and writes it down.
pub fn write(draws: u32, threads: u32, parts: Option<PathBuf>) -> String {
    let mut document = Document { draws, threads, parts, trials: 0, text: HEAD.to_owned() };
    document.without_drift();
    document.text.push_str(STUDY);
    document.study();
    document.text.push_str(EXIT_CODE);
    document.exit_code();
    document.text.push_str(OTHERS);
    document.text.push_str(POWER);
    document.changes();
    let fewer = plan::fewer(draws);
    let filled = [
        ("{number}", draws.to_string()),
        ("{draws}", grouped(draws)),
        ("{error}", error(draws)),
        ("{fewer}", grouped(fewer)),
        ("{larger error}", error(fewer)),
        ("{large}", grouped(plan::draws(draws, plan::LARGE))),
        ("{large error}", error(plan::draws(draws, plan::LARGE))),
    ];
    filled.into_iter().fold(document.text, |text, (name, value)| text.replace(name, &value))
}

/// Two standard errors of a rate of 5%, in points.
fn error(draws: u32) -> String {
    format!("{:.1}", 200.0 * (0.05 * 0.95 / f64::from(draws)).sqrt())
}

impl Document {
    /// Draws a trial, or takes what an earlier run counted of it.
    fn tally(&mut self, trial: &Trial, draws: u32) -> Tally {
        self.trials += 1;
        let part = self.parts.as_ref().map(|parts| {
            let name = format!("{:03}-{draws}-{}.json", self.trials, trial.rows.0);
            parts.join(name)
        });
        let kept = part.as_ref().and_then(|part| std::fs::read_to_string(part).ok());
        if let Some(kept) = kept.and_then(|text| serde_json::from_str(&text).ok()) {
            return kept;
        }
        let tally = Tally::of(trial, draws, self.threads);
        if let Some(part) = part
            && let Ok(text) = serde_json::to_string(&tally)
            && let Err(error) = std::fs::write(&part, text)
        {
            eprintln!("{}: {error}", part.display());
        }
        tally
    }

    /// Starts a table with these heads; the first column is text.
    fn table(&mut self, heads: &[&str]) {
        self.row(heads.iter().map(|head| (*head).to_owned()));
        let _ = writeln!(self.text, "|---|{}", "---:|".repeat(heads.len() - 1));
    }

    fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells: Vec<String> = cells.into_iter().collect();
        let _ = writeln!(self.text, "| {} |", cells.join(" | "));
        eprintln!("{}", cells.join(" | "));
    }

    fn without_drift(&mut self) {
        for rows in plan::SIZES.into_iter().chain([plan::LARGE]) {
            let _ = writeln!(self.text, "\n### {} rows\n", sizes(rows));
            self.table(&[
                "values",
                "not chance",
                "drift",
                "not judged",
                "PSI over its floor",
                "plain test",
                "Evidently",
            ]);
            for (name, law, is_large) in plan::laws() {
                if rows == plan::LARGE && !is_large {
                    continue;
                }
                let draws = plan::draws(self.draws, rows);
                let tally = self.tally(&Trial::null(law, rows), draws);
                let counts = [
                    tally.not_chance,
                    tally.drift,
                    tally.verdicts[3],
                    tally.over_floor,
                    tally.plain,
                    tally.evidently,
                ];
                self.rates(name, tally.draws, &counts);
            }
        }
    }

    fn study(&mut self) {
        self.table(&[
            "rows",
            "a column not chance",
            "a column drifted",
            "Evidently: a column drifted",
            "Evidently: half of them",
        ]);
        for rows in plan::STUDY_SIZES {
            let trial = plan::study(rows, plan::STUDY_COLUMNS);
            let tally = self.tally(&trial, plan::fewer(self.draws));
            let counts = [tally.not_chance, tally.drift, tally.evidently, tally.evidently_whole];
            self.rates(sizes(rows), tally.draws, &counts);
        }
    }

    fn exit_code(&mut self) {
        let mut heads = vec!["rows", "columns", "something changed"];
        heads.extend(Family::ALL.map(Family::head));
        self.table(&heads);
        for (rows, columns) in plan::EXIT_SIZES {
            let draws = if rows.0 < 10_000 { self.draws } else { plan::fewer(self.draws) };
            let tally = self.tally(&plan::study(rows, columns), draws);
            let mut counts = vec![tally.changed];
            counts.extend(tally.families);
            self.rates(format!("{} | {columns}", sizes(rows)), tally.draws, &counts);
        }
    }

    fn changes(&mut self) {
        let numbers = plan::changes_of_numbers();
        let numbers = numbers.into_iter().map(|(name, a, b)| (name.to_owned(), a, b));
        let changes: Vec<_> = numbers.chain(plan::changes_of_names()).collect();
        for rows in plan::POWER_SIZES {
            let _ = writeln!(self.text, "\n### {} rows a side\n", grouped(rows));
            self.table(&[
                "change",
                "seen",
                "plain test",
                "significant",
                "moderate",
                "negligible",
                "not judged",
                "stable",
            ]);
            for (name, reference, production) in &changes {
                let trial = Trial::of(reference.clone(), production.clone(), (rows, rows));
                let tally = self.tally(&trial, plan::fewer(self.draws));
                let mut counts = vec![tally.not_chance, tally.plain];
                counts.extend(tally.verdicts);
                self.rates(name.clone(), tally.draws, &counts);
            }
        }
    }

    /// A row of shares of the draws, in percent.
    fn rates(&mut self, name: String, draws: u32, counts: &[u32]) {
        let percent = |count: &u32| format!("{:.1}", 100.0 * f64::from(*count) / f64::from(draws));
        let cells: Vec<String> = std::iter::once(name).chain(counts.iter().map(percent)).collect();
        self.row(cells);
    }
}

fn sizes((reference, production): (u32, u32)) -> String {
    format!("{} and {}", grouped(reference), grouped(production))
}

/// A whole number under a million with a comma before its thousands.
fn grouped(count: u32) -> String {
    match count {
        0..1_000 => count.to_string(),
        _ => format!("{},{:03}", count / 1_000, count % 1_000),
    }
}
