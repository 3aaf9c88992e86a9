//! Chapter: whether groups that must be treated fairly are.

mod criterion;
mod measure;
mod over_time;
mod settings;

pub use criterion::{Criterion, CriterionName, GroupGap, LimitVerdict};
pub use measure::{FairnessMeasure, GroupMeasure};
pub use over_time::{GapInWindow, GapOverTime};
pub use settings::{FairnessSettings, Favourable};

use serde::{Deserialize, Serialize};

use crate::{Estimate, Pair, Side};

/// Whether groups that must be treated fairly are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fairness {
    /// The chapter's finding, as a sentence.
    pub headline: String,
    /// Why nothing can be told, as a sentence; none where something is.
    pub lacks: Option<String>,
    /// What was left out or cannot be told, as sentences.
    pub notes: Vec<String>,
    /// Each model, in the order of the columns.
    pub models: Vec<ModelFairness>,
    /// How far groups are apart window by window; empty without a timeline.
    pub over_time: Vec<GapOverTime>,
}

/// Whether one model treats groups fairly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ModelFairness {
    /// Its name.
    pub name: String,
    /// Whether it is fair, in a sentence or two.
    pub says: String,
    /// The gap that is worst of those beyond their limit, with the rates of both groups; empty where none is.
    pub worst: String,
    /// The worst verdict of its attributes.
    pub verdict: LimitVerdict,
    /// By what groups are made: protected columns, then crossings of two.
    pub attributes: Vec<AttributeFairness>,
}

/// Whether a model treats the groups of one attribute, or of two crossed, fairly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AttributeFairness {
    /// Its name: that of the column, or "sex and age".
    pub name: String,
    /// The columns: one, or two that are crossed.
    pub columns: Vec<String>,
    /// The side that the verdict and the words are of.
    pub side: Side,
    /// The worst verdict of its criteria.
    pub verdict: LimitVerdict,
    /// Whether limits are kept, in a sentence.
    pub says: String,
    /// What it means, in sentences that anyone can read.
    pub reading: Vec<String>,
    /// Every group, also those that are too small to judge.
    pub groups: Vec<GroupFairness>,
    /// How far groups are apart, by each criterion.
    pub criteria: Vec<Criterion>,
    /// Chi-square test of the same selection rate in every judged group; none where nothing is selected.
    pub selection_test: Pair<Option<SelectionTest>>,
    /// What is odd, as sentences.
    pub notes: Vec<String>,
}

/// A group of rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GroupFairness {
    /// Its name.
    pub name: String,
    /// What is known on each side.
    pub sides: Pair<GroupSide>,
}

/// A group on one side.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GroupSide {
    /// Rows.
    pub rows: u64,
    /// Rows with a label and an answer, or a prediction.
    pub labelled: u64,
    /// Why it is not judged, as a clause; none where it is.
    pub not_judged: Option<String>,
    /// What was measured.
    pub measures: Vec<GroupMeasure>,
    /// Its selection rate over that of the largest group; none where that selects no one.
    pub against_largest: Option<Estimate>,
}

/// Test of the same selection rate in every group.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SelectionTest {
    /// Chi-square.
    pub statistic: f64,
    /// Degrees of freedom.
    pub degrees_of_freedom: u32,
    /// p-value.
    pub p_value: f64,
}

impl GroupSide {
    /// One of its measures, of several classes that of the first.
    #[must_use]
    pub fn measure(&self, name: FairnessMeasure) -> Option<&GroupMeasure> {
        self.measures.iter().find(|measure| measure.name == name)
    }

    /// One of its measures, of a class.
    #[must_use]
    pub fn measure_of(&self, name: FairnessMeasure, class: Option<&str>) -> Option<&GroupMeasure> {
        let mut all = self.measures.iter();
        all.find(|measure| measure.name == name && measure.class.as_deref() == class)
    }
}
