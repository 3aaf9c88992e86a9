//! The data chapter without values of few rows, examples of rows and extremes.

use report::{ColumnDrift, ColumnProfile, Data, Example, Pair, Quality, QualityLine, Side, format};

use super::Withheld;

/// Where a line of examples goes on with what chance gives.
const CHANCE: &str = "chance gives";

/// What stands for the value of one row.
const WITHHELD: &str = "The value is that of one row, and is withheld";

/// Withholds what stands in the data chapter.
///
/// `remarks` are sentences of other chapters that may repeat what is said here.
pub fn redact<'a>(
    data: &'a mut Data,
    remarks: impl IntoIterator<Item = &'a mut String>,
    drift: &[ColumnDrift],
    withheld: &mut Withheld<'_>,
) {
    let mut extremes = Vec::new();
    for expectation in &mut data.expectations.checked {
        if is_of_an_extreme(&expectation.text) {
            extremes.push(std::mem::replace(&mut expectation.message, WITHHELD.to_owned()));
        }
        withheld.examples += expectation.examples.len() as u64;
        expectation.examples.clear();
    }
    for detail in
        remarks.into_iter().chain(data.remarks.iter_mut().map(|remark| &mut remark.detail))
    {
        if extremes.iter().any(|extreme| detail.contains(extreme.as_str())) {
            WITHHELD.clone_into(detail);
        }
    }
    // A proposal says what the rows of the reference hold, from the least to the greatest.
    withheld.examples += data.expectations.proposals.len() as u64;
    data.expectations.proposals.clear();
    for entry in &mut data.ledger {
        entry.message = without_cells(&entry.message);
    }
    for profile in &mut data.columns {
        let summary = drift.iter().find(|column| column.column == profile.column);
        let summary = summary.and_then(|column| column.summary.reference);
        let range = summary.map(|summary| (summary.q01, summary.q99));
        redact_profile(profile, range, withheld);
    }
}

/// Whether an expectation is of the least or the greatest value, which is that of one row; as it was written, in
/// small or capital letters, and whatever stands before it.
fn is_of_an_extreme(expectation: &str) -> bool {
    let words: Vec<String> = expectation.split_whitespace().map(str::to_lowercase).collect();
    words.windows(2).any(|pair| ["min", "max"].contains(&pair[0].as_str()) && pair[1] == "of")
}

fn redact_profile(
    profile: &mut ColumnProfile,
    range: Option<(f64, f64)>,
    withheld: &mut Withheld<'_>,
) {
    let quality = &mut profile.quality;
    let before = Shown::of(quality);
    let is_rare_alone = quality.sides.as_ref().map(|side| {
        let most = side.as_ref().and_then(|side| side.top.first());
        most.is_some_and(|most| most.rows < withheld.fewest_rows)
    });
    let Pair { reference, production } = &mut quality.sides;
    for side in [reference, production].into_iter().flatten() {
        side.top.retain(|value| withheld.may_name(&value.value, value.rows));
        if let Some(text) = &mut side.text {
            text.shapes.retain(|shape| shape.rows >= withheld.fewest_rows);
        }
    }
    for news in [&mut quality.unseen, &mut quality.new_shapes].into_iter().flatten() {
        drop_rare(&mut news.examples, withheld);
    }
    if let Some(vanished) = &mut quality.vanished {
        vanished.examples.retain(|value| withheld.may_name(&value.value, value.rows));
    }
    let has_range = quality.range.is_some();
    if let Some(change) = &mut quality.range {
        withheld.examples += change.examples.len() as u64;
        change.examples.clear();
        change.farthest = None;
        if let Some((low, high)) = range {
            (change.min, change.max) = (low, high);
        }
    }
    if range.is_none() {
        quality.range = None;
    }
    let is_short = before != Shown::of(quality);
    for line in &mut quality.lines {
        redact_line(line, is_short, is_rare_alone, has_range.then_some(range).flatten());
    }
}

/// A line of the ledger without the cells of the file that it quotes.
fn without_cells(message: &str) -> String {
    let outside = message.split('"').step_by(2);
    outside.collect::<Vec<_>>().join("a value")
}

/// How many values a profile names.
#[derive(PartialEq)]
struct Shown([usize; 5]);

impl Shown {
    fn of(quality: &Quality) -> Self {
        let top = |side| quality.sides.get(side).as_ref().map_or(0, |side| side.top.len());
        let news = |news: &Option<report::NewValues>| news.as_ref().map_or(0, |n| n.examples.len());
        let vanished = quality.vanished.as_ref().map_or(0, |vanished| vanished.examples.len());
        Self([
            top(Side::Reference),
            top(Side::Production),
            news(&quality.unseen),
            news(&quality.new_shapes),
            vanished,
        ])
    }
}

fn drop_rare(examples: &mut Vec<Example>, withheld: &mut Withheld<'_>) {
    let count = examples.len();
    examples.retain(|example| withheld.may_name(&example.value, example.rows));
    withheld.examples += (count - examples.len()) as u64;
    // A line of the file is a row.
    examples.iter_mut().for_each(|example| example.line = None);
}

/// A line of words: its examples go where any was rare, its extremes become quantiles, and the commonest value goes
/// from the sides where even that is rare.
fn redact_line(
    line: &mut QualityLine,
    is_short: bool,
    is_rare_alone: Pair<bool>,
    range: Option<(f64, f64)>,
) {
    match line.what.as_str() {
        "Different values" => {
            let Pair { reference, production } = is_rare_alone;
            let sides = [(&mut line.reference, reference), (&mut line.production, production)];
            for (text, _) in sides.into_iter().filter(|(_, is_rare)| *is_rare) {
                text.truncate(text.find(": ").unwrap_or(text.len()));
            }
        }
        "Range" => {
            line.reference = range.map_or_else(String::new, |(low, high)| {
                let [low, high] = [low, high].map(|value| format::number(value, 5));
                format!("most in {low} to {high}")
            });
            line.says = without_examples(&line.says);
        }
        "Shapes" => {
            line.reference.clear();
            line.production.clear();
            line.says.clear();
        }
        "New values" | "Vanished values" | "New shapes" if is_short => {
            line.says = without_examples(&line.says);
        }
        _ => {}
    }
}

/// What is said after the examples.
fn without_examples(says: &str) -> String {
    let parts = says.split("; ").skip_while(|part| !part.starts_with(CHANCE));
    let is_example = |part: &&str| part.contains("(line ") || part.starts_with("farthest");
    parts.filter(|part| !is_example(part)).collect::<Vec<_>>().join("; ")
}
