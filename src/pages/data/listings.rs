//! What is to be looked at, what the values look like, and which relations changed, as tables.

use report::{ColumnProfile, Pair, Relation, Relations, Remark, SideQuality, ValueCount, format};

use crate::parts::listing::{Line, Listing};
use crate::parts::severity::Mark;

/// What is to be said of the data, gravest first.
pub fn remarks(remarks: &[Remark]) -> Listing {
    let line = |remark: &Remark| -> Line {
        let mark = (Mark::from(remark.severity), remark.severity.label());
        let rows = if remark.rows > 0 { format::count(remark.rows) } else { String::new() };
        let Remark { about, title, detail, step, .. } = remark;
        let about = about.label().to_owned();
        (Some(mark), vec![title.clone(), detail.clone(), about, rows, step.clone()])
    };
    Listing {
        id: "remarks",
        title: "To look at",
        says: match remarks.len() as u64 {
            0 => "nothing is new about values and rows".to_owned(),
            n => format!("{}, gravest first", format::plural(n, "remark", "remarks")),
        },
        heads: &["Severity", "What we found", "Why", "About", "Rows", "Do next"],
        lines: remarks.iter().map(line).collect(),
    }
}

/// What the values of each column look like.
pub fn values(columns: &[ColumnProfile]) -> Listing {
    let line = |profile: &ColumnProfile| -> Line {
        let quality = &profile.quality;
        let [reference, production] =
            [&quality.sides.reference, &quality.sides.production].map(Option::as_ref);
        let outliers = [reference, production].map(|side| side.and_then(|side| side.outliers));
        let new = quality.unseen.as_ref().map_or_else(String::new, |new| match new.values {
            0 => "none".to_owned(),
            n => format!("{} in {}", format::count(n), format::plural(new.rows, "row", "rows")),
        });
        let beyond = quality.range.as_ref().map_or_else(String::new, |range| {
            let rows = range.below + range.above;
            format!(
                "{} ({} by chance)",
                format::count(rows),
                format::number(range.expected_rows, 2)
            )
        });
        let cells = vec![
            profile.column.clone(),
            arrow([reference, production].map(frequent)),
            new,
            beyond,
            arrow(outliers.map(|rows| rows.map_or_else(String::new, format::count))),
            arrow([reference, production].map(looks)),
        ];
        (None, cells)
    };
    Listing {
        id: "values",
        title: "Values",
        says: "reference → production".to_owned(),
        heads: &[
            "",
            "Column",
            "Most frequent",
            "New values",
            "Beyond the range",
            "Outliers",
            "Text",
        ],
        lines: columns.iter().map(line).collect(),
    }
}

/// Values that one column's cell shows.
const MOST_SHOWN: usize = 3;

fn frequent(side: Option<&SideQuality>) -> String {
    let values = side.iter().flat_map(|side| side.top.iter().take(MOST_SHOWN));
    let text = |ValueCount { value, rows }: &ValueCount| {
        format!("{} {}", format::short(value), format::count(*rows))
    };
    values.map(text).collect::<Vec<_>>().join(", ")
}

/// Lengths and the most frequent shape of texts: "2 to 8 characters, AA-999".
fn looks(side: Option<&SideQuality>) -> String {
    let Some(text) = side.and_then(|side| side.text.as_ref()) else { return String::new() };
    let shape = text.shapes.first().map_or_else(String::new, |shape| format!(", {}", shape.value));
    if text.shortest == text.longest {
        format!("{}{shape}", format::plural(text.longest, "character", "characters"))
    } else {
        format!("{} to {} characters{shape}", text.shortest, text.longest)
    }
}

/// One text where both are the same.
fn arrow([reference, production]: [String; 2]) -> String {
    if reference == production { reference } else { format!("{reference} → {production}") }
}

/// The relations that changed most.
pub fn relations(relations: &Relations) -> Listing {
    let line = |pair: &Relation| -> Line {
        let mark = (Mark::from(pair.verdict), pair.verdict.label());
        let Pair { reference, production } = pair.value.map(format::distance);
        let pearson = pair.pearson.map_or_else(String::new, |pearson| {
            let Pair { reference, production } = pearson.map(format::distance);
            format!("{reference} → {production}")
        });
        let cells = vec![
            format!("{} and {}", format::short(&pair.first), format::short(&pair.second)),
            pair.measure.label().to_owned(),
            format!("{reference} → {production}"),
            pearson,
            pair.p_adjusted.map_or_else(|| "not tested".to_owned(), format::p_value),
        ];
        (Some(mark), cells)
    };
    let Pair { reference, production } = relations.rows.map(format::count);
    let left_out = match relations.left_out {
        0 => String::new(),
        n => format!("; {} left out by the setting", format::plural(n, "column", "columns")),
    };
    Listing {
        id: "relations",
        title: "Relations of columns",
        says: format!(
            "{} of {} changed beyond chance, in {reference} and {production} rows{left_out}",
            format::count(relations.changed),
            format::plural(relations.pairs, "pair", "pairs")
        ),
        heads: &["Change", "Columns", "Measure", "Reference → production", "Pearson", "Adj. p"],
        lines: relations.most_changed.iter().map(line).collect(),
    }
}
