//! Mathematics on slices: tests, distances, moments and quantiles.
//!
//! Every statistic compares a reference sample with a production sample. Samples of numbers come
//! as [`Sorted`], counts per category or bin as [`Cells`]. Missing values are the caller's: what
//! comes in here is finite. `None` means that a value cannot be computed, because a side is empty.
//!
//! The same input gives the same bits natively and in WebAssembly: every transcendental function
//! is `libm`'s, simulations are seeded, and nothing depends on a hash map's order.

mod aligned_histograms;
mod anderson_darling;
mod auc;
mod baseline_z;
mod benjamini_hochberg;
mod beyond_range;
mod binning;
mod boosting;
mod cauchy_combination;
mod cell_distance;
mod cells;
mod certainty;
mod change_point;
mod change_shape;
mod chi_square;
mod chi_square_sparse;
mod chunk_limits;
mod compound;
mod contingency;
mod correlation_ratio;
mod cosine_distance;
mod count_baseline;
mod count_series;
mod cramer_von_mises;
mod cramers_v;
mod cramers_v_corrected;
mod domain_classifier;
mod ecdf;
mod edges;
mod effect;
mod energy_distance;
mod epps_singleton;
mod fisher_exact;
mod folds;
mod g_test;
mod hellinger;
mod jensen_shannon;
mod ks;
mod kullback_leibler;
mod l_infinity;
mod largest_residual;
mod mann_whitney;
mod merge;
mod mmd;
mod moments;
mod mood;
mod next_value;
pub mod noise;
mod on_bins;
mod out_of_vocabulary;
mod pearson;
pub mod performance;
mod places;
mod psi;
mod quantile;
mod rank_cells;
mod rare_cells;
mod rarefaction;
mod reconstruction;
mod relation_change;
mod sample;
mod scatter;
mod season;
mod smoothing;
mod sorted;
mod sorted_pair;
mod spearman;
pub mod special;
mod student_t;
#[cfg(test)]
mod testing;
mod text_classifier;
mod total_variation;
mod two_proportion_z;
mod unit;
mod unseen;
mod wasserstein;
mod wasserstein_trimmed;
mod welch_t;

pub use aligned_histograms::AlignedHistograms;
pub use anderson_darling::{AndersonDarling, anderson_darling};
pub use auc::Auc;
pub use baseline_z::{BaselineZ, baseline_z};
pub use benjamini_hochberg::benjamini_hochberg;
pub use beyond_range::{BeyondRange, beyond_range};
pub use binning::{Binned, Binning, Ends};
pub use boosting::Feature;
pub use cauchy_combination::{CauchyCombination, cauchy_combination};
pub use cell_distance::{CellDistance, Parted};
pub use cells::Cells;
pub use certainty::{Certainty, certainty, entropy_bits};
pub use change_point::{ChangePoint, change_point};
pub use change_shape::{ChangeShape, change_shape};
pub use chi_square::{
    ChiSquare, chi_square_goodness_of_fit, chi_square_homogeneity, chi_square_yates,
};
pub use chi_square_sparse::chi_square_sparse_p;
pub use chunk_limits::ChunkLimits;
pub use compound::{Compound, CompoundTest};
pub use contingency::{Contingency, association};
pub use correlation_ratio::correlation_ratio;
pub use cosine_distance::cosine_distance;
pub use count_baseline::CountBaseline;
pub use count_series::CountSeries;
pub use cramer_von_mises::{CramerVonMises, MidRanks, cramer_von_mises};
pub use cramers_v::cramers_v;
pub use cramers_v_corrected::cramers_v_corrected;
pub use domain_classifier::{DomainClassifier, FOLDS, Gain};
pub use ecdf::share_at_or_below;
pub use edges::{
    doane_edges, equal_width_edges, equal_width_edges_of_both, quantile_edges, sturges_edges,
    sturges_edges_of_distinct,
};
pub use effect::{probability_larger, probability_larger_of};
pub use energy_distance::energy_distance;
pub use epps_singleton::{EppsSingleton, epps_singleton};
pub use fisher_exact::fisher_exact;
pub use g_test::{GTest, g_test, g_test_goodness_of_fit};
pub use hellinger::{hellinger, hellinger_evidently};
pub use jensen_shannon::{LogBase, jensen_shannon, jensen_shannon_divergence};
pub use ks::{Ks, KsMethod, ks_asymptotic_p, ks_exact_p, ks_two_sample};
pub use kullback_leibler::{InfiniteDivergence, KullbackLeibler, kullback_leibler};
pub use l_infinity::{l_infinity, normalized_difference};
pub use largest_residual::{LargestResidual, largest_residual};
pub use mann_whitney::{MannWhitney, mann_whitney};
pub use mmd::{Bandwidth, Mmd};
pub use moments::Moments;
pub use mood::{Mood, mood};
pub use next_value::NextValue;
pub use noise::NoiseFloor;
pub use on_bins::EqualBins;
pub use out_of_vocabulary::{OutOfVocabulary, out_of_vocabulary};
pub use pearson::pearson;
pub use places::Places;
pub use psi::{Psi, psi, psi_floored};
pub use quantile::{lerp, quantile};
pub use rank_cells::rank_cells;
pub use rare_cells::{Merged, merge_rare};
pub use rarefaction::expected_distinct;
pub use reconstruction::{NANNYML_SHARE, Reconstruction};
pub use relation_change::{RelationChange, relation_change};
pub use sample::{random_order, sample_positions};
pub use scatter::{Along, Scatter};
pub use season::Season;
pub use smoothing::{Shares, Smoothing};
pub use sorted::{NotFinite, Sorted};
pub use sorted_pair::{RankTests, SortedPair};
pub use spearman::{Spearman, order_of, spearman};
pub use student_t::{StudentT, student_t};
pub use text_classifier::{TextClassifier, text_classifier};
pub use total_variation::total_variation;
pub use two_proportion_z::{TwoProportionZ, two_proportion_z};
pub use unseen::{Unseen, unseen};
pub use wasserstein::{evidently_unit, wasserstein, wasserstein_evidently};
pub use wasserstein_trimmed::wasserstein_trimmed;
pub use welch_t::{WelchT, welch_t};
