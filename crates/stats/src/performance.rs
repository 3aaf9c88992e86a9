//! How good a model is, where the truth is known: a statistic per file.
//!
//! A binary model's scores are sorted once, as [`Scored`], and every measure walks them. What comes with
//! an interval is an [`Estimate`]; every interval holds the true value in 95% of cases.

mod average_precision;
mod bootstrap;
mod by_score;
mod cell_sums;
mod class_shares;
mod clustered_contrast;
mod confusion;
mod confusion_matrix;
mod cost_per_row;
mod curves;
mod gains;
mod interval;
mod loss;
mod mcnemar;
mod mean_difference;
mod mix_and_within;
mod multiclass_loss;
mod paired_auc;
mod paired_ratio_difference;
mod ratio_of_means;
mod regression;
mod residuals;
mod roc_auc;
mod scored;
mod separation;
mod thresholds;
mod wilson;
mod zero;

pub use average_precision::average_precision;
pub use bootstrap::bootstrap;
pub(crate) use bootstrap::percentile_interval;
pub use by_score::rows_by_score;
pub use cell_sums::CellSums;
pub use class_shares::class_shares;
pub use clustered_contrast::{ClusteredContrast, UnitRows};
pub use confusion::Confusion;
pub use confusion_matrix::{ConfusionMatrix, OTHER_ANSWER};
pub use cost_per_row::{cost_per_row, saved_per_row};
pub use curves::{Point, gains_curve, precision_recall_curve, roc_curve};
pub use gains::{Gains, gain};
pub use interval::{Estimate, Interval, mean, weighted_sum};
pub use loss::{brier, log_loss};
pub use mcnemar::mcnemar;
pub use mean_difference::mean_difference;
pub use mix_and_within::{CellPart, MixAndWithin};
pub use multiclass_loss::MulticlassLoss;
pub use paired_auc::{PairedAuc, paired_auc};
pub use paired_ratio_difference::paired_ratio_difference;
pub use ratio_of_means::ratio_of_means;
pub use regression::{Regression, median_absolute_error, r_squared};
pub use residuals::{ResidualBand, residual_bands};
pub use roc_auc::roc_auc;
pub use scored::{ScoreRun, Scored};
pub use separation::{Separation, separation};
pub use thresholds::{BestThreshold, Costs, Thresholds};
pub use wilson::{proportion, wilson};
pub use zero::p_value_of_zero;
