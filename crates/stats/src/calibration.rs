//! Whether a model's probabilities can be believed, and what would mend them: a statistic per file.
//!
//! A binary model's scores come as [`crate::performance::Scored`]; of several classes each is looked at
//! against all others. A score that is no probability, under 0 or over 1, has no calibration: `None`.

mod brier_change;
mod brier_decomposition;
mod calibration_error;
mod calibration_line;
mod consistency;
mod hosmer_lemeshow;
mod isotonic;
mod log_odds;
mod logistic_fit;
mod mean_gap;
mod out_of_fold;
mod platt;
mod recalibration;
mod reliability;
mod spiegelhalter;
mod temperature;

pub use brier_change::BrierChange;
pub use brier_decomposition::{BrierDecomposition, brier_decomposition};
pub use calibration_error::{CalibrationError, calibration_error};
pub use calibration_line::{CalibrationLine, calibration_in_the_large};
pub use consistency::{Consistency, consistency};
pub use hosmer_lemeshow::{HosmerLemeshow, hosmer_lemeshow};
pub use isotonic::Isotonic;
pub use log_odds::{from_log_odds, log_odds};
pub use mean_gap::{GapSums, MeanGap};
pub use out_of_fold::{Judged, OutOfFold};
pub use platt::Platt;
pub use recalibration::{Recalibration, RecalibrationKind};
pub use reliability::{Bins, Reliability, ReliabilityBin};
pub use spiegelhalter::{Spiegelhalter, spiegelhalter};
pub use temperature::Temperature;
