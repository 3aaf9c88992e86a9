//! Columns taken together: whether production can be told from the reference by all of them at once.
//!
//! [`sample`] draws rows and puts the columns of a group side by side; [`group`] compares them step by
//! step, with a classifier ([`classifier`]), the maximum mean discrepancy ([`points`]), and the
//! reconstruction error ([`reconstruction`]) or, for an embedding, what concerns its vectors
//! ([`vectors`]). [`embeddings`] finds the embeddings.

mod classifier;
mod embeddings;
mod group;
mod points;
mod reconstruction;
pub mod sample;
mod vectors;

use std::collections::VecDeque;

use report::{ColumnDrift, Data, RoleChoice, Together, Verdict};

use crate::Study;
use group::Group;
use sample::Source;

/// The groups of columns that are compared, a piece at a time.
#[derive(Default)]
pub struct Work {
    /// What is still to be compared; none before the first step.
    left: Option<VecDeque<Source>>,
    current: Option<Group>,
    done: Vec<Together>,
}

impl Work {
    /// Does the next piece of work; says of which group, and nothing when there is none left.
    pub fn step(&mut self, study: &Study<'_>, roles: &[RoleChoice]) -> Option<String> {
        let left = self.left.get_or_insert_with(|| sources(study, roles));
        let mut group = match self.current.take() {
            Some(group) => group,
            None => Group::new(study, left.pop_front()?),
        };
        let title = group.title().to_owned();
        match group.step(study) {
            true => self.current = Some(group),
            false => self.done.push(group.finish(study)),
        }
        Some(title)
    }

    /// What was found, once every step is done.
    pub fn finish(mut self, columns: &[ColumnDrift], data: &Data) -> Vec<Together> {
        let is_told = columns.iter().any(|column| column.verdict.is_drift())
            || data.columns.iter().any(|column| {
                column.missing_change.as_ref().is_some_and(|change| change.verdict.is_drift())
            });
        for group in &mut self.done {
            group.is_news = group.is_drift() && (group.is_embedding || !is_told);
            if group.is_news && !group.is_embedding {
                let are_judged = columns.iter().all(|c| c.verdict != Verdict::NotEnoughData);
                let note = if are_judged { ONLY_TOGETHER } else { NOT_ALL_JUDGED };
                group.notes.insert(0, note.to_owned());
            }
        }
        self.done
    }
}

/// What is said where no column drifted alone.
const ONLY_TOGETHER: &str =
    "No column drifted by itself: what changed is how the columns go together.";

/// What is said where not every column could be judged.
const NOT_ALL_JUDGED: &str = "Not every column could be judged by itself: what changed may be one of them, or how the columns go together.";

/// All columns together, then each embedding.
fn sources(study: &Study<'_>, roles: &[RoleChoice]) -> VecDeque<Source> {
    let all = Source::inputs(study, roles);
    all.into_iter().chain(embeddings::find(study, roles)).collect()
}
