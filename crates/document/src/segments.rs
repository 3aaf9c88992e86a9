//! Chapter: where a model is worse than on the whole.

mod grid;
mod ranking;
pub mod values;
mod weak;

use report::{MetricName, ModelSegments, Report, SegmentFinder, Side, format};

use crate::{Block, Document};

/// The chapter.
pub fn document(report: &Report) -> Document {
    let segments = &report.segments;
    let is_only = segments.models.len() == 1;
    let models = segments.models.iter().enumerate().flat_map(|(position, own)| {
        // What the headline says needs no second telling.
        let is_told = is_only || segments.headline.starts_with(&own.says);
        model((position, own), is_only, is_told)
    });
    let notes = segments.notes.iter().filter(|note| segments.lacks.as_ref() != Some(note));
    Document {
        eyebrow: "Segments".to_owned(),
        headline: segments.headline.clone(),
        lacks: segments.lacks.clone(),
        blocks: models.chain(notes.cloned().map(Block::Soft)).collect(),
    }
}

/// A model: weak segments of any rule, segments of one column, two columns as a grid, and how that was found.
fn model((position, of): (usize, &ModelSegments), is_only: bool, is_told: bool) -> Vec<Block> {
    let says = (!is_told).then(|| Block::Text(of.says.clone()));
    let about =
        (!is_only).then(|| Block::section(of.name.clone(), remark(of), says.into_iter().collect()));
    let parts = [
        weak::section(position, of, is_only),
        Some(ranking::section(position, of, is_only)),
        grid::section(position, of, is_only),
        Some(how(of, is_only)),
    ];
    about.into_iter().chain(parts.into_iter().flatten()).collect()
}

/// A heading that no other model of the document has.
fn title(text: &str, of: &ModelSegments, is_only: bool) -> String {
    if is_only { text.to_owned() } else { format!("{text}, {}", format::short(&of.name)) }
}

/// Rows and metric of a model.
fn remark(of: &ModelSegments) -> String {
    let side = match of.side {
        Side::Reference => "reference",
        Side::Production => "production",
    };
    format!("{side}, n {}, {}", format::count(of.n), of.metric.label())
}

/// What was looked at and how, and what was left out.
fn how(of: &ModelSegments, is_only: bool) -> Block {
    let mut blocks: Vec<Block> =
        of.finder.iter().map(|finder| Block::Text(searched(finder))).collect();
    blocks.extend(of.units.iter().map(|units| Block::Text(units.says.clone())));
    blocks.push(Block::Text(ranked(of)));
    blocks.push(Block::Text(hardness(of.metric)));
    blocks.push(Block::Text(
        "Harm is the share of rows times the end of the gap’s 95% interval that is nearer to 0: what the metric of the whole would gain, at the least, if the segment were like all other rows."
            .to_owned(),
    ));
    blocks.extend(of.notes.iter().cloned().map(Block::Soft));
    Block::section(title("What was looked at", of, is_only), String::new(), blocks)
}

fn searched(finder: &SegmentFinder) -> String {
    let pairs = match finder.pair_columns {
        0 | 1 => String::new(),
        all if all == finder.columns => ", alone and in all pairs".to_owned(),
        some => format!(", alone, and in all pairs of the {} that tell most", format::count(some)),
    };
    format!(
        "Weak segments were searched by {}{pairs}, then by further conditions where they pay: {} in {} drawn at random. What stood out was tested in the {} that the search did not see; metric, gap and p-value are of these, p-values adjusted over {}.",
        format::plural(finder.columns, "column", "columns"),
        format::plural(finder.looked_at, "rule", "rules"),
        format::plural(finder.searched_rows, "row", "rows"),
        format::plural(finder.confirming_rows, "row", "rows"),
        format::plural(finder.tested.len() as u64, "rule", "rules")
    )
}

/// What a contrast does not take into account.
fn hardness(metric: MetricName) -> String {
    let harder = match metric {
        MetricName::Accuracy => "as where both answers are nearly as common",
        _ => "as where the numbers are larger or vary more",
    };
    format!(
        "A segment is held against all other rows as they are, by {} alone: where its cases are harder, {harder}, it is weak without any fault of the model’s. Size and chance are taken into account, hardness is not; a segment of one column opens into its other metrics.",
        metric.label()
    )
}

/// That segments of one column and cells are of some of the rows only; none where they are of all.
fn sampled(of: &ModelSegments) -> Option<Block> {
    let rows = of.ranking.rows;
    (rows < of.n).then(|| {
        Block::Soft(format!(
            "Measured on {} drawn at random from {} with a label.",
            format::plural(rows, "row", "rows"),
            format::count(of.n)
        ))
    })
}

fn ranked(of: &ModelSegments) -> String {
    let ranking = &of.ranking;
    let some = match ranking.rows < of.n {
        true => format!(" of {}, drawn at random", format::count(of.n)),
        false => String::new(),
    };
    let few = match ranking.too_few {
        0 => String::new(),
        few => format!(
            " {} or leave too few outside: not judged.",
            format::plural(few, "segment has too few rows", "segments have too few rows")
        ),
    };
    format!(
        "Segments of one column are measured on {}{some}, with a label, p-values adjusted over {}.{few}",
        format::plural(ranking.rows, "row", "rows"),
        format::plural(ranking.looked_at, "segment", "segments")
    )
}
