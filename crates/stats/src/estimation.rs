//! How good a model is where the truth is not known, or not yet, or not for long: a statistic per file.
//!
//! Without labels: from calibrated probabilities ([`ExpectedPerformance`], CBPE), and from labelled rows
//! weighted to look like those without ([`ImportanceWeights`]), and from what a learner foretells of the loss
//! ([`DirectLoss`], DLE). With labels that come in day by day:
//! whether a drop is more than chance ([`relative_drop`]), since when ([`worse_since`]), and a band that may be looked at every day
//! ([`sequential_half_width`]).

mod class_chances;
mod direct_loss;
mod expected_loss;
mod expected_performance;
mod foretold_mean;
mod importance_weights;
mod relative_drop;
mod sequential_band;
mod worse_since;

pub use class_chances::class_chances;
pub use direct_loss::DirectLoss;
pub use expected_loss::{
    expected_brier, expected_brier_of_classes, expected_log_loss, expected_log_loss_of_classes,
};
pub use expected_performance::{ExpectedPerformance, UnlabelledRow};
pub use foretold_mean::foretold_mean;
pub use importance_weights::ImportanceWeights;
pub(crate) use relative_drop::ratio_interval;
pub use relative_drop::{Direction, RelativeDrop, relative_drop};
pub(crate) use sequential_band::mixture;
pub use sequential_band::{sequential_half_width, sequential_half_width_against};
pub use worse_since::{WorseSince, overdispersion, worse_since};
