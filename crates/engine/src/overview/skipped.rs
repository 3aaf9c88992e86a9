//! Rows that were left out: a few to be looked at, or so many that the file was perhaps misread.

use report::{Chapter, Finding, Severity, Side, format};

use super::Facts;

/// Sides of which so many rows were left out that they are to be looked at, though not misread.
pub fn with_many<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = Side> + 'a {
    let limits = &facts.study.settings.data;
    let many = limits.skipped_share_many..limits.skipped_share_misread;
    Side::BOTH.into_iter().filter(move |&side| many.contains(&share(facts, side)))
}

/// Sides that were probably not read as they are meant.
pub fn misread<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = Side> + 'a {
    let misread = facts.study.settings.data.skipped_share_misread;
    Side::BOTH.into_iter().filter(move |&side| share(facts, side) >= misread)
}

/// That files were probably misread, as a clause; nothing where none was.
pub fn misread_in_words(facts: &Facts<'_>) -> Option<String> {
    let titles: Vec<String> = misread(facts).map(|side| misread_title(facts, side)).collect();
    (!titles.is_empty()).then(|| titles.join("; "))
}

/// That rows of a file were left out, with what ranks it; nothing where all were read.
pub fn finding(facts: &Facts<'_>, side: Side) -> Option<(f64, Finding)> {
    let input = facts.inputs.get(side);
    let (share, limits) = (share(facts, side), &facts.study.settings.data);
    let left_out =
        || format!("{} left out", format::plural(input.rows_skipped, "row was", "rows were"));
    let (severity, size, title) = match input.rows_skipped {
        0 => return None,
        // Before all others of its severity: they rest on the rows that were read.
        _ if share >= limits.skipped_share_misread => {
            (Severity::High, f64::INFINITY, misread_title(facts, side))
        }
        _ if share >= limits.skipped_share_many => (Severity::Medium, share, left_out()),
        _ => (Severity::Information, share, left_out()),
    };
    let finding = Finding {
        severity,
        chapter: Chapter::Data,
        about: format!("rows_skipped of {}", side.label().to_lowercase()),
        column: None,
        title,
        detail: format!("{} of {}, see the ledger", format::percent(share), facts.file(side)),
        size: None,
        rows: input.rows_skipped,
        began: None,
    };
    Some((size, finding))
}

/// "587 of 602 rows of m_prod.csv were skipped: probably another delimiter or quote".
fn misread_title(facts: &Facts<'_>, side: Side) -> String {
    let input = facts.inputs.get(side);
    format!(
        "{} of {} of {} were skipped: probably another delimiter or quote",
        format::count(input.rows_skipped),
        format::plural(input.rows + input.rows_skipped, "row", "rows"),
        facts.file(side)
    )
}

/// The share of a file's rows that were left out.
fn share(facts: &Facts<'_>, side: Side) -> f64 {
    let input = facts.inputs.get(side);
    input.rows_skipped as f64 / (input.rows + input.rows_skipped).max(1) as f64
}
