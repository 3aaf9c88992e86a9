//! Measures of a column of texts, on rows drawn at random.
//!
//! A classifier learns which words production uses ([`stats::text_classifier`]); its scores of texts that
//! it did not learn from are one number a row, and PSI on their cells leads as it does for numbers. The
//! test behind the verdict is the smaller p-value of two, doubled: that of the classifier, and that of
//! words that the reference does not have. Length and kinds of characters are told beside.

mod words;

use report::{
    ColumnDrift, Convention, Kind, Measure, MeasureName, Noise, NoiseMethod, Pair, Treatment,
    Verdict, format,
};
use stats::{
    Auc, Cells, OutOfVocabulary, Sorted, TextClassifier, ks_two_sample, out_of_vocabulary,
    quantile, special, text_classifier, total_variation,
};
use table::Column;

use super::together::sample::positions;
use super::{cells, distances, measures::Entry, numeric, shape};
use crate::Study;
use words::{CHARACTERS, Document, Vocabulary};

/// Columns for whose values a text's words are taken, when rows are drawn.
const AS_MANY_COLUMNS: usize = 24;
/// Words with a number of their own for the classifier; with more, some share one.
const MOST_WORDS: usize = 1 << 16;

/// Whether both sides hold texts or names.
pub fn is_text(columns: Pair<&Column>) -> bool {
    let holds =
        |column: &Column| matches!(column.kind(), Kind::Text | Kind::Category | Kind::Identifier);
    holds(columns.reference) && holds(columns.production)
}

/// Measures a column of texts and fills in everything but the verdict.
pub fn measure(study: &Study<'_>, columns: Pair<&Column>, drift: &mut ColumnDrift) {
    drift.treatment = Treatment::Text;
    let rows = positions(study, AS_MANY_COLUMNS);
    let mut vocabulary = Vocabulary::default();
    let documents = Pair::from_fn(|side| {
        let column = *columns.get(side);
        let texts = rows.get(side).iter().filter_map(|&row| column.label(row));
        texts.map(|text| vocabulary.read(&text)).collect::<Vec<Document>>()
    });
    let n = documents.as_ref().map(|documents| documents.len() as u64);
    let characters = characters(&documents);
    drift.shape = Some(shape::bars_in_order(&CHARACTERS.map(str::to_owned), &characters));
    let [reference, production] =
        [&documents.reference, &documents.production].map(|side| words_of(side));
    let new = out_of_vocabulary(&reference, &production, vocabulary.len());
    let sides: Vec<bool> = (0..n.reference + n.production).map(|row| row >= n.reference).collect();
    let both = [reference, production].concat();
    let words = vocabulary.len().clamp(1, MOST_WORDS);
    let found = text_classifier(&both, &sides, words, study.settings.seed);
    let Some((auc, scores)) = found.auc.zip(by_side(&found, &sides)) else { return };
    let bins = study.settings.drift.psi_bins.max(2) as usize;
    let scored = scores.as_ref().map(|scores| scores.len() as u64);
    let cells = cells::of_numbers(&scores, bins);
    let rule = format!("{} of the classifier’s scores of unseen texts", cells.rule);
    let floors = numeric::textbook_floors(study, &cells.cells);
    drift.measures = distances::by_textbook(study, &cells.cells, &rule, scored, &floors);
    drift.leading = Some(0);
    drift.test = Some(drift.measures.len() as u32);
    drift.measures.push(combined(&auc, new.as_ref(), n));
    drift.measures.push(classifier(study, &auc, scored));
    drift.measures.push(new_words(study, new.as_ref(), n));
    drift.measures.extend(beside(&documents, &characters, n));
    drift.notes = notes(&documents, new.as_ref(), &vocabulary);
}

/// A text column whose words are new by more than the limit is at least moderate.
pub fn raise(study: &Study<'_>, column: &mut ColumnDrift) {
    let settings = &study.settings.drift;
    let new = column.measure(MeasureName::NewWords, Convention::Driftglass);
    let excess = new.and_then(|new| Some(new.value? - new.noise?.expected));
    let is_new = excess.is_some_and(|excess| excess >= settings.new_words_share);
    let is_chance = column.p_adjusted.is_none_or(|p| p >= settings.false_discovery_rate);
    if is_new && !is_chance && column.verdict == Verdict::Negligible {
        column.verdict = Verdict::Moderate;
        column.reason = format!(
            "Not chance, and over {} more of its words than chance gives are new.",
            format::percent(settings.new_words_share)
        );
    }
}

fn words_of(documents: &[Document]) -> Vec<Vec<u32>> {
    documents.iter().map(|document| document.words.clone()).collect()
}

/// Scores of the texts that were not learned from.
fn by_side(found: &TextClassifier, sides: &[bool]) -> Option<Pair<Sorted>> {
    let side = |wanted: bool| {
        let rows = found.scores.iter().zip(sides).filter(|(_, side)| **side == wanted);
        Sorted::new(rows.filter_map(|(score, _)| *score).collect()).ok()
    };
    Some(Pair::new(side(false)?, side(true)?))
}

fn combined(auc: &Auc, new: Option<&OutOfVocabulary>, n: Pair<u64>) -> Measure {
    let smaller = new.map_or(1.0, |new| new.p_value).min(auc.p_value_greater());
    let how = "the classifier and new words: twice the smaller p";
    Entry::new(MeasureName::CombinedTest, Convention::Driftglass, how, n)
        .value(Some(smaller))
        .p_value(Some((2.0 * smaller).min(1.0)))
        .done()
}

fn classifier(study: &Study<'_>, auc: &Auc, n: Pair<u64>) -> Measure {
    let settings = &study.settings.drift;
    let how = "naive Bayes on words, unseen texts";
    let mut measure = Entry::new(MeasureName::ClassifierAuc, Convention::Driftglass, how, n)
        .value(Some(auc.value))
        .p_value(Some(auc.p_value_greater()))
        .bands(settings.auc_moderate, settings.auc_significant)
        .done();
    measure.noise = Some(Noise {
        expected: 0.5,
        p95: (0.5 + special::NORMAL_P95 * auc.null_standard_error).min(1.0),
        method: NoiseMethod::ClosedForm,
    });
    measure
}

fn new_words(study: &Study<'_>, new: Option<&OutOfVocabulary>, n: Pair<u64>) -> Measure {
    let how = "share of production’s words that the reference does not have, once a text";
    let mut measure = Entry::new(MeasureName::NewWords, Convention::Driftglass, how, n)
        .value(new.map(|new| new.rate))
        .p_value(new.map(|new| new.p_value))
        .limit(study.settings.drift.new_words_share)
        .done();
    measure.noise = new.map(|new| Noise {
        expected: new.expected,
        p95: new.p95,
        method: NoiseMethod::ClosedForm,
    });
    measure
}

/// Length, and kinds of characters.
fn beside(documents: &Pair<Vec<Document>>, characters: &Cells, n: Pair<u64>) -> Vec<Measure> {
    let lengths = lengths(documents);
    let ks = ks_two_sample(&lengths.reference, &lengths.production);
    vec![
        Entry::new(MeasureName::KolmogorovSmirnov, Convention::Textbook, "characters a text", n)
            .value(ks.as_ref().map(|ks| ks.statistic))
            .p_value(ks.map(|ks| ks.p_value))
            .done(),
        Entry::new(MeasureName::TotalVariation, Convention::Driftglass, "kinds of characters", n)
            .bins(CHARACTERS.len())
            .value(total_variation(characters))
            .done(),
    ]
}

fn lengths(documents: &Pair<Vec<Document>>) -> Pair<Sorted> {
    documents.as_ref().map(|documents| {
        let lengths = documents.iter().map(|d| d.characters.iter().sum::<u64>() as f64);
        Sorted::new(lengths.collect()).unwrap_or_default()
    })
}

fn characters(documents: &Pair<Vec<Document>>) -> Cells {
    let of = |documents: &[Document]| {
        let kind = |kind: usize| documents.iter().map(|d| d.characters[kind]).sum();
        (0..CHARACTERS.len()).map(kind).collect()
    };
    Cells { reference: of(&documents.reference), production: of(&documents.production) }
}

/// The words that give production away, what is new, and how long texts are, in sentences.
fn notes(
    documents: &Pair<Vec<Document>>,
    new: Option<&OutOfVocabulary>,
    vocabulary: &Vocabulary,
) -> Vec<String> {
    let mut notes = Vec::new();
    let grown = vocabulary.grown(documents);
    if !grown.is_empty() {
        notes.push(format!("More common than in the reference: {}.", grown.join(", ")));
    }
    if let Some(new) = new {
        notes.push(format!(
            "{} of production’s words are not in the reference; by chance {} would be, and up to {} in 95% of comparisons.",
            format::percent(new.rate),
            format::percent(new.expected),
            format::percent(new.p95)
        ));
    }
    let median = lengths(documents).map(|lengths| quantile(&lengths, 0.5));
    if let Some(median) = median.both() {
        let Pair { reference, production } = median.map(|length| format::number(length, 3));
        notes.push(format!("Median length: {reference} characters, in production {production}."));
    }
    notes
}
