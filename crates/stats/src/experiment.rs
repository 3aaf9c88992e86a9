//! What an experiment says of its arms: a statistic per file.
//!
//! Every difference is treatment less control. Whatever a metric is (a mean, a share, a ratio, a metric adjusted by
//! a covariate or by strata), of one arm it is an [`Arm`]: a value, its standard error, and on how many degrees of
//! freedom that error rests. [`contrast`], [`lift`], [`non_inferiority`], [`equivalence`], [`always_valid`] and
//! [`effect_trend`] work on arms, so that each holds for every metric. Arms are independent of each other, and rows
//! of an arm are the units that were randomised: users, not their clicks.

mod always_valid;
mod arm;
pub mod bandit;
mod bayes;
mod bias_corrected;
mod bootstrap_difference;
mod cohens_h;
mod contrast;
mod cuped;
mod effect_heterogeneity;
mod effect_trend;
mod equivalence;
mod lift;
mod non_inferiority;
mod odds_ratio;
mod pooled_difference;
pub mod power;
mod quantile_difference;
mod ratio_metric;
mod sample_ratio;
mod score_difference;
mod share_difference;
mod skewness_of_difference;
mod skewness_of_ratios;
mod standardized_difference;
mod strata;
mod trials;
mod trimmed_mean;
mod winsorised_means;

pub use always_valid::{AlwaysValid, always_valid};
pub use arm::Arm;
pub use bayes::{ArmChances, mean_chances, share_chances};
pub use bias_corrected::{BiasCorrected, acceleration_of_means, bias_corrected};
pub use bootstrap_difference::{Bootstrap, bootstrap_difference};
pub use cohens_h::cohens_h;
pub use contrast::{Contrast, contrast};
pub(crate) use contrast::{ErrorOfDifference, error_of_difference};
pub use cuped::{Cuped, CupedArm, cuped};
pub use effect_heterogeneity::{EffectHeterogeneity, effect_heterogeneity};
pub use effect_trend::{EffectTrend, effect_trend};
pub use equivalence::{Equivalence, equivalence};
pub use lift::{LiftInterval, lift};
pub use non_inferiority::{Margin, NonInferiority, non_inferiority};
pub use odds_ratio::odds_ratio;
pub use pooled_difference::pooled_difference;
pub use quantile_difference::{QuantileDifference, quantile_difference};
pub use ratio_metric::ratio_metric;
pub use sample_ratio::{SampleRatio, sample_ratio};
pub use score_difference::{ScoreDifference, score_difference, share_non_inferiority};
pub use share_difference::{ShareInterval, share_difference};
pub use skewness_of_difference::{MOST_SKEWNESS, skewness_of_difference, skewness_of_shares};
pub use skewness_of_ratios::skewness_of_ratios;
pub use standardized_difference::{StandardizedDifference, standardized_difference};
pub use strata::{Strata, strata};
pub use trials::Trials;
pub use trimmed_mean::trimmed_mean;
pub use winsorised_means::{WinsorisedMeans, winsorised_means};
