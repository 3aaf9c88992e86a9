//! What a comparison does, in order, and what it has just done.

/// The stages of a comparison, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Schema, missing values, rows and relations.
    Quality,
    /// Values and drift of each column.
    Drift,
    /// How good each model is.
    Performance,
    /// Whether the probabilities of each model can be believed.
    Calibration,
    /// Where the change of each model comes from.
    Causes,
    /// Where each model is worse than on the whole.
    Segments,
    /// Whether groups are treated alike by each model.
    Fairness,
    /// The arms of an experiment.
    Experiments,
    /// Drift of each column over time.
    Timeline,
}

/// What an [`Analysis`](crate::Analysis) has just done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its stage.
    pub stage: Stage,
    /// The column that it was done to; empty where it was all of them.
    pub subject: String,
    /// Columns that are done in this stage.
    pub done: u64,
    /// Columns in all in this stage.
    pub total: u64,
}
