//! The comparison of one group of columns, step by step.

use report::{Pair, Together, Verdict, format};
use stats::Mmd;

use super::classifier::Classifier;
use super::sample::{Sample, Source};
use super::{embeddings, points, reconstruction, vectors};
use crate::Study;

/// Splits of the maximum mean discrepancy that are drawn in one step.
const SPLITS_A_STEP: u32 = 50;
/// Rows of a side under which nothing is said of columns taken together.
const FEWEST_ROWS: usize = 200;

/// One group of columns at work.
pub struct Group {
    source: Source,
    sample: Sample,
    classifier: Option<Classifier>,
    mmd: Option<Mmd>,
    /// What concerns an embedding's vectors.
    vectors: Option<vectors::Vectors>,
    is_mmd_begun: bool,
}

impl Group {
    /// Draws the rows.
    pub fn new(study: &Study<'_>, source: Source) -> Self {
        let sample = if source.is_embedding {
            embeddings::draw(study, &source)
        } else {
            Sample::draw(study, &source)
        };
        let is_enough = fewest(&sample) >= FEWEST_ROWS && !sample.features.is_empty();
        let classifier = is_enough.then(|| Classifier::new(study, &sample));
        let vectors = (is_enough && source.is_embedding).then(|| vectors::Vectors::new(&sample));
        Self { source, sample, classifier, mmd: None, vectors, is_mmd_begun: false }
    }

    pub fn title(&self) -> &str {
        &self.source.title
    }

    /// Does the next piece; false when there is none left.
    pub fn step(&mut self, study: &Study<'_>) -> bool {
        let Some(classifier) = &mut self.classifier else { return false };
        if classifier.step() {
            return true;
        }
        if !self.is_mmd_begun {
            self.is_mmd_begun = true;
            self.mmd = points::mmd(study, &self.sample, self.source.is_embedding);
            return true;
        }
        let draws = study.settings.drift.mmd_draws;
        if let Some(mmd) = &mut self.mmd
            && mmd.draws() < draws
        {
            mmd.draw(SPLITS_A_STEP.min(draws - mmd.draws()));
            return true;
        }
        self.vectors.as_mut().is_some_and(|vectors| vectors.step(study, &self.sample))
    }

    /// What it comes to.
    pub fn finish(self, study: &Study<'_>) -> Together {
        let rows = self.sample.rows.map(|rows| rows as u64);
        let mut together = Together {
            title: self.source.title.clone(),
            is_embedding: self.source.is_embedding,
            verdict: Verdict::NotEnoughData,
            is_news: false,
            headline: String::new(),
            notes: Vec::new(),
            columns: self.sample.features.len() as u64,
            rows,
            measures: Vec::new(),
            giveaways: Vec::new(),
        };
        let Some(classifier) = &self.classifier else {
            together.headline = too_little(&self.sample);
            return together;
        };
        classifier.say(study, &self.source, &mut together);
        together.measures.push(points::entry(study, self.mmd.as_ref(), &self.sample));
        match &self.vectors {
            Some(vectors) => vectors.say(&mut together),
            None => reconstruction::say(study, &self.sample, &mut together),
        }
        together.notes.push(what_was_taken(study, &self.source, &self.sample));
        together
    }
}

fn fewest(sample: &Sample) -> usize {
    sample.rows.reference.min(sample.rows.production)
}

fn too_little(sample: &Sample) -> String {
    if sample.features.is_empty() {
        return "Not judged: every column holds a single value in the drawn rows.".to_owned();
    }
    format!(
        "Not judged: {} on the thinner side; {FEWEST_ROWS} are needed.",
        format::plural(fewest(sample) as u64, "row", "rows")
    )
}

/// How many rows and columns it rests on.
fn what_was_taken(study: &Study<'_>, source: &Source, sample: &Sample) -> String {
    let all = Pair::from_fn(|side| study.rows(side));
    let Pair { reference, production } = sample.rows.map(|rows| format::count(rows as u64));
    let is_whole = (sample.rows.reference as u64, sample.rows.production as u64)
        == (all.reference, all.production);
    let how = if is_whole { "all rows" } else { "rows drawn at random" };
    let what =
        if source.is_embedding { ("component", "components") } else { ("column", "columns") };
    let mut text = format!(
        "From {reference} and {production} rows ({how}) and {}",
        format::plural(sample.features.len() as u64, what.0, what.1)
    );
    if source.left_out > 0 {
        let left = format::count(source.left_out as u64);
        text.push_str(&format!(" drawn from more, {left} left out"));
    }
    if !source.is_embedding {
        text.push_str(", without ids, times, labels, text and the model’s outputs");
    }
    if sample.constant > 0 {
        let columns = format::count(sample.constant as u64);
        text.push_str(&format!("; {columns} without two different values"));
    }
    text + "."
}
