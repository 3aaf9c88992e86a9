//! What another comparison of the same files can take from an earlier one.

use report::{
    Calibration, Causes, Data, Drift, Fairness, Performance, Segments, Settings, TimelineSettings,
};

use crate::performance::learned::Learned;

/// What a comparison found that does not hang on the settings of the timeline: with it, another choice
/// of windows or baseline is answered without comparing every column again.
pub struct Kept {
    pub(super) settings: Settings,
    pub(super) data: Data,
    pub(super) drift: Drift,
    pub(super) performance: Performance,
    pub(super) calibration: Calibration,
    pub(super) causes: Causes,
    pub(super) segments: Segments,
    pub(super) fairness: Fairness,
    /// What learners found of each model.
    pub(super) learned: Vec<Learned>,
}

impl Kept {
    /// Whether settings differ in nothing but those of the timeline.
    pub(super) fn fits(&self, settings: &Settings) -> bool {
        without_timeline(&self.settings) == without_timeline(settings)
    }
}

fn without_timeline(settings: &Settings) -> Settings {
    Settings { timeline: TimelineSettings::default(), ..settings.clone() }
}
