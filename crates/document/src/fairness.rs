//! Chapter: whether groups that must be treated fairly are.

mod criteria;
mod drawing;
mod groups;
mod over_time;

use report::{AttributeFairness, InOrder, LimitVerdict, ModelFairness, Report, format};

use crate::{Block, Chip, Document, Section};

/// How the chapter judges, and what it cannot.
const METHOD: [&str; 5] = [
    "A gap is the widest difference between any two groups, or the least ratio. The widest of many differences leans upwards by chance; its interval holds for all pairs of groups at once, so that more groups do not make a model look less fair than it is.",
    "A limit is broken where the gap is beyond it by more than chance, adjusted over every criterion of every attribute, crossing and model (Holm), which intervals are not: the chance that any limit is wrongly called broken is at most 5% with the usual settings. Where the gap is beyond it and chance cannot be ruled out, or the rates are of too few rows, that is said; it is kept where the whole interval is within.",
    "The limits are settings: rates may differ by 0.1, as in AI Fairness 360, and the ratio of favourable answers must be 0.8, by the four-fifths rule of employment law in the United States. No number makes a decision just: which limit fits is for you to say.",
    "Selection rates are of all rows with an answer; everything else is of rows with a label, and as good as the labels: where these are unfair themselves, no criterion that rests on them shows it.",
    "Groups with too few rows are listed and not judged; a rate of too few rows of a group, as hits of its positives, is told and not held against others. Criteria without a limit are told and not judged.",
];

/// Attributes that a summary names.
const MOST_NAMES: usize = 5;

/// The chapter.
pub fn document(report: &Report) -> Document {
    let fairness = &report.fairness;
    let mut blocks: Vec<Block> = fairness.notes.iter().cloned().map(Block::Soft).collect();
    for (position, model) in fairness.models.iter().enumerate() {
        // What the headline says needs no second telling.
        let is_told = fairness.headline.starts_with(&model.says);
        blocks.extend(of_model(report, position, model, is_told));
    }
    if !fairness.models.is_empty() {
        let method = METHOD.map(|line| Block::Soft(line.to_owned())).to_vec();
        blocks.push(Block::Details("How fairness is judged".to_owned(), method));
    }
    Document {
        eyebrow: "Fairness".to_owned(),
        headline: fairness.headline.clone(),
        lacks: fairness.lacks.clone(),
        blocks,
    }
}

/// A model: what is said of it, its attributes, folded away but of the first model, and its crossings.
fn of_model(report: &Report, position: usize, model: &ModelFairness, is_told: bool) -> Vec<Block> {
    let says = (!is_told).then(|| Block::Text(model.says.clone()));
    let about = Block::Section(Section {
        title: model.name.clone(),
        remark: String::new(),
        chip: Some(chip(model.verdict)),
        blocks: says.into_iter().collect(),
    });
    // Those with the gravest verdict come first.
    let mut attributes: Vec<(usize, &AttributeFairness)> =
        model.attributes.iter().enumerate().collect();
    attributes.put_in_order(|(_, a), (_, b)| b.verdict.cmp(&a.verdict));
    let (single, crossed): (Vec<_>, Vec<_>) =
        attributes.into_iter().partition(|(_, own)| own.columns.len() == 1);
    let section = |(at, own): (usize, &AttributeFairness)| {
        attribute(report, &format!("{position}-{at}"), &model.name, own)
    };
    let names = format::names(single.iter().map(|(_, own)| own.name.as_str()), MOST_NAMES);
    let mut single: Vec<Block> = single.into_iter().map(section).collect();
    if position > 0 && !single.is_empty() {
        single = vec![Block::Details(format!("{} by {names}", model.name), single)];
    }
    let crossings: Vec<Block> = crossed.into_iter().map(section).collect();
    let summary = format!("Crossings of two attributes, {}", model.name);
    let crossings = (!crossings.is_empty()).then_some(Block::Details(summary, crossings));
    std::iter::once(about).chain(single).chain(crossings).collect()
}

/// The groups of an attribute.
fn attribute(report: &Report, id: &str, model: &str, own: &AttributeFairness) -> Block {
    let mut blocks = vec![Block::Text(own.says.clone())];
    blocks.extend(own.reading.iter().cloned().map(Block::Text));
    blocks.extend(own.notes.iter().cloned().map(Block::Soft));
    blocks.extend(Block::columns(drawing::of(model, own)));
    blocks.push(criteria::table(id, own));
    blocks.extend(over_time::block(report, model, &own.name));
    blocks.push(Block::Details(
        format!("Every group in numbers, {model} by {}", own.name),
        groups::tables(id, own),
    ));
    Block::Section(Section {
        title: format!("{model} by {}", own.name),
        remark: own.side.label().to_lowercase(),
        chip: Some(chip(own.verdict)),
        blocks,
    })
}

/// A verdict with its word.
fn chip(verdict: LimitVerdict) -> Chip {
    Chip::new(verdict.severity(), verdict.word())
}
