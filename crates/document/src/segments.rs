//! Chapter: where a model is worse than on the whole.

mod grid;
mod ranking;
pub mod values;
mod weak;

use report::{ModelSegments, Report, SegmentFinder, SegmentRanking, Side, format};

use crate::{Block, Document};

/// The chapter.
pub fn document(report: &Report) -> Document {
    let segments = &report.segments;
    let is_only = segments.models.len() == 1;
    let models = segments.models.iter().enumerate();
    let notes = segments.notes.iter().filter(|note| segments.lacks.as_ref() != Some(note));
    Document {
        eyebrow: "Segments".to_owned(),
        headline: segments.headline.clone(),
        lacks: segments.lacks.clone(),
        blocks: models
            .flat_map(|at| model(at, is_only))
            .chain(notes.cloned().map(Block::Soft))
            .collect(),
    }
}

/// A model: weak segments of any rule, segments of one column, two columns as a grid, and how that was found.
fn model((position, of): (usize, &ModelSegments), is_only: bool) -> Vec<Block> {
    let about = (!is_only)
        .then(|| Block::section(of.name.clone(), remark(of), vec![Block::Text(of.says.clone())]));
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
    blocks.push(Block::Text(ranked(&of.ranking)));
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

fn ranked(ranking: &SegmentRanking) -> String {
    let few = match ranking.too_few {
        0 => String::new(),
        few => format!(
            " {} or leave too few outside: not judged.",
            format::plural(few, "segment has too few rows", "segments have too few rows")
        ),
    };
    format!(
        "Segments of one column are measured on {} with a label, p-values adjusted over {}.{few}",
        format::plural(ranking.rows, "row", "rows"),
        format::plural(ranking.looked_at, "segment", "segments")
    )
}
