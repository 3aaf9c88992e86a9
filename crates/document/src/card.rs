//! A model card filled from a Report: what the model is, what it was measured on, how good it is, for whom
//! it is worse, and what is not known. What only people know stands in [`Notes`].

mod data;
mod notes;
mod quality;

pub use notes::Notes;

use report::{Report, Role, format};

use crate::{Block, Cell, Column, Document};

/// Columns that a sentence names before it says "and 3 more".
const MOST_NAMES: usize = 12;

/// The model card of a Report.
#[must_use]
pub fn card(report: &Report, notes: &Notes) -> Document {
    let blocks = [
        model(report, notes),
        uses(notes),
        data::section(report, notes),
        quality::metrics(report),
        quality::calibration(report),
        quality::segments(report),
        quality::fairness(report),
        quality::drift(report, notes),
        caveats(report, notes),
    ];
    let name = notes.model_name.clone().unwrap_or_else(|| {
        let models = report.performance.models.iter().map(|model| model.name.as_str());
        let names: Vec<&str> = models.collect();
        if names.is_empty() { "a model".to_owned() } else { format::names(names, MOST_NAMES) }
    });
    Document {
        eyebrow: "Model card".to_owned(),
        headline: format!("Model card of {name}"),
        lacks: None,
        blocks: blocks.into(),
    }
}

/// What only people know, or that it is to be filled in.
fn note(label: &str, text: Option<&String>) -> Block {
    match text {
        Some(text) => Block::Text(format!("{label}: {text}")),
        None => Block::Soft(format!("To be filled in: {}.", label.to_lowercase())),
    }
}

/// Why a chapter has nothing to tell, without what to click for it, which is meant for who is on the page: nobody is
/// who reads a card.
fn why(lacks: &str) -> String {
    let is_step = |sentence: &&str| {
        PLACES.iter().any(|place| sentence.trim_end_matches('.').ends_with(place))
    };
    let kept: Vec<&str> =
        lacks.split_inclusive(". ").filter(|sentence| !is_step(&sentence.trim_end())).collect();
    kept.concat().trim_end().to_owned()
}

/// Where sentences that say what to click end.
const PLACES: [&str; 2] = [", under Data", ", under Settings"];

/// Paragraphs of a chapter's own sentences.
fn said<'a>(sentences: impl IntoIterator<Item = &'a String>) -> Vec<Block> {
    let sentences = sentences.into_iter().filter(|sentence| !sentence.is_empty());
    sentences.cloned().map(Block::Text).collect()
}

fn model(report: &Report, notes: &Notes) -> Block {
    let mut blocks = vec![
        note("Version", notes.model_version.as_ref()),
        note("Owner and contact", notes.owner.as_ref()),
        note("Kind of model and how it was trained", notes.training.as_ref()),
    ];
    let of_role = |role: Role| {
        let own = report.roles.iter().filter(|choice| choice.role == role);
        own.map(|choice| choice.column.as_str()).collect::<Vec<_>>()
    };
    let roles = Role::ALL.iter().filter(|role| **role != Role::Ignore);
    let rows = roles.filter_map(|role| {
        let columns = of_role(*role);
        let names = || format::names(columns.iter().copied(), MOST_NAMES);
        (!columns.is_empty()).then(|| {
            vec![
                Cell::name(format::capital(role.label())),
                Cell::count(columns.len() as u64),
                Cell::text(names()),
            ]
        })
    });
    let columns = vec![
        Column::words("Role").fixed(),
        Column::numbers("Columns").fixed(),
        Column::words("Which").fixed(),
    ];
    blocks.push(crate::difference::table(
        "card-roles",
        "What each column is used for",
        columns,
        rows.collect(),
    ));
    let answers = report.performance.models.iter().map(|model| {
        format!("{} answers by {}.", format::short(&model.name), format::short(&model.answer))
    });
    blocks.extend(answers.map(Block::Text));
    Block::section("Model", "", blocks)
}

fn uses(notes: &Notes) -> Block {
    let blocks = vec![
        note("Intended use", notes.intended_use.as_ref()),
        note("Intended users", notes.intended_users.as_ref()),
        note("Uses that are out of scope", notes.out_of_scope.as_ref()),
        note("Limits", notes.limits.as_ref()),
    ];
    Block::section("Intended use and limits", "", blocks)
}

/// What the report could not tell, and what people add.
fn caveats(report: &Report, notes: &Notes) -> Block {
    let mut blocks = vec![
        note("Ethical considerations", notes.ethical_considerations.as_ref()),
        note("Caveats", notes.caveats.as_ref()),
    ];
    let sure = report.overview.says.iter().filter(|says| says.topic == report::Topic::HowSure);
    blocks.extend(
        sure.map(|says| Block::Text(format!("{}: {}{}", says.topic.label(), says.lead, says.rest))),
    );
    let chapters = crate::chapters(report);
    let silent = chapters.iter().filter_map(|(chapter, document)| {
        document.lacks.as_ref().map(|lacks| format!("{}: {}", chapter.label(), why(lacks)))
    });
    blocks.extend(silent.map(Block::Soft));
    blocks.extend(report.redaction.iter().map(|redaction| Block::Soft(redaction.says.clone())));
    Block::section("Caveats", "", blocks)
}

#[cfg(test)]
mod tests {
    use super::why;

    #[test]
    fn what_to_click_is_left_out() {
        for (lacks, kept) in [
            (
                "No column names the arms. Give one the role variant, under Data.",
                "No column names the arms.",
            ),
            (
                "No column holds a value, and costs are not set. Give a column such a role, under Data, or set the costs, under Settings.",
                "No column holds a value, and costs are not set.",
            ),
            ("40 rows are too few. 100 are needed.", "40 rows are too few. 100 are needed."),
        ] {
            assert_eq!(why(lacks), kept);
        }
    }
}
