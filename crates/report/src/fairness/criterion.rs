//! What groups are held to: criteria of fairness with their limits.

use serde::{Deserialize, Serialize};

use crate::{Estimate, Pair, Severity, Side};

/// A criterion of fairness, and how far groups are apart by it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Which.
    pub name: CriterionName,
    /// Of several classes the one that is selected.
    pub class: Option<String>,
    /// What it is held to; none where it is only told.
    pub limit: Option<f64>,
    /// How far groups are apart; none where that cannot be computed.
    pub gap: Pair<Option<GroupGap>>,
    /// Why it cannot; empty where it can.
    pub lacks: Pair<String>,
    /// The p-value that groups are not apart at all, adjusted over every criterion of every attribute and model.
    pub apart_p_adjusted: Pair<Option<f64>>,
    /// Whether the limit is kept.
    pub verdict: Pair<LimitVerdict>,
    /// The p-value that no groups are further apart than the limit, adjusted over every criterion of every
    /// attribute and model.
    pub p_adjusted: Pair<Option<f64>>,
    /// Production less reference, by the groups that both have; over 0 where a difference grew, under 0 where a ratio fell.
    pub change: Option<Estimate>,
    /// How likely such a change is by chance, adjusted over all criteria with a limit.
    pub change_p_adjusted: Option<f64>,
    /// Whether groups are farther apart than before, beyond chance.
    pub grew: bool,
}

impl Criterion {
    /// The side that it is judged on: production, or the reference where production tells nothing.
    #[must_use]
    pub const fn side(&self) -> Side {
        if self.gap.production.is_some() { Side::Production } else { Side::Reference }
    }

    /// How far groups are apart on the side that it is judged on.
    #[must_use]
    pub const fn judged_gap(&self) -> Option<&GroupGap> {
        self.gap.get(self.side()).as_ref()
    }

    /// The verdict of the side that it is judged on.
    #[must_use]
    pub const fn judged(&self) -> LimitVerdict {
        *self.verdict.get(self.side())
    }
}

/// How far groups are apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GroupGap {
    /// The widest difference, or the least ratio, with an interval that holds for all pairs of groups at once.
    pub value: Estimate,
    /// The group with the largest value.
    pub highest: String,
    /// The group with the least value.
    pub lowest: String,
    /// Rows that the rate of the smaller of these two is of.
    pub fewest: u64,
    /// Groups that were held against each other.
    pub groups: u32,
    /// How likely one this wide is, where no groups are further apart than the limit; not adjusted.
    pub p_value: Option<f64>,
}

/// A criterion of fairness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CriterionName {
    /// Selection rates are the same: the widest difference.
    DemographicParity,
    /// The same, as the least ratio of the rates of the favourable answer: the four-fifths rule.
    DemographicParityRatio,
    /// True and false positive rates are the same: the widest difference of either.
    EqualizedOdds,
    /// The same, as the least ratio of either.
    EqualizedOddsRatio,
    /// The mean of both differences, as fairlearn's agg="mean".
    EqualizedOddsMean,
    /// False positive rates are the same.
    FalsePositiveRate,
    /// True positive rates are the same.
    EqualOpportunity,
    /// The same, as the least ratio.
    EqualOpportunityRatio,
    /// Precision is the same.
    PredictiveParity,
    /// Accuracy is the same.
    EqualAccuracy,
    /// What comes true is as common in every group, whatever the model says.
    BaseRate,
    /// Scores are as true in every group.
    Calibration,
    /// Predicted numbers are the same on average.
    MeanPrediction,
    /// The numbers that come true are the same on average, whatever the model says.
    MeanTruth,
    /// Predictions lean as far to one side in every group.
    MeanError,
    /// Predictions are as far off in every group.
    MeanAbsoluteError,
}

impl CriterionName {
    /// Its name as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::DemographicParity => "Demographic parity, difference",
            Self::DemographicParityRatio => "Demographic parity, ratio",
            Self::EqualizedOdds => "Equalised odds, difference",
            Self::EqualizedOddsRatio => "Equalised odds, ratio",
            Self::EqualizedOddsMean => "Equalised odds, mean of both",
            Self::FalsePositiveRate => "False positive rate, difference",
            Self::EqualOpportunity => "Equal opportunity, difference",
            Self::EqualOpportunityRatio => "Equal opportunity, ratio",
            Self::PredictiveParity => "Predictive parity, difference",
            Self::EqualAccuracy => "Accuracy, difference",
            Self::BaseRate => "Base rate, difference",
            Self::Calibration => "Calibration gap, difference",
            Self::MeanPrediction => "Mean prediction, difference",
            Self::MeanTruth => "Mean truth, difference",
            Self::MeanError => "Mean error, difference",
            Self::MeanAbsoluteError => "Mean absolute error, difference",
        }
    }

    /// What must be the same in every group.
    #[must_use]
    pub const fn definition(self) -> &'static str {
        match self {
            Self::DemographicParity => "The same share of each group is selected",
            Self::DemographicParityRatio => {
                "The least over the largest rate of the favourable answer; four fifths is a rule of law in the United States"
            }
            Self::EqualizedOdds | Self::EqualizedOddsRatio => {
                "True and false positive rates are the same; the worse of both"
            }
            Self::EqualizedOddsMean => {
                "The mean of the differences of true and false positive rates"
            }
            Self::FalsePositiveRate => {
                "The same share of negatives is wrongly called positive in each group"
            }
            Self::EqualOpportunity | Self::EqualOpportunityRatio => {
                "The same share of positives is found in each group"
            }
            Self::PredictiveParity => "A positive answer is right as often in each group",
            Self::EqualAccuracy => "Answers are right as often in each group",
            Self::BaseRate => "The same share of each group turns out positive; not of the model",
            Self::Calibration => "Scores promise as truly in each group",
            Self::MeanPrediction => "Predicted numbers are the same on average",
            Self::MeanTruth => "What comes true is the same on average; not of the model",
            Self::MeanError => "Predictions lean as far to one side in each group",
            Self::MeanAbsoluteError => "Predictions are as far off in each group",
        }
    }

    /// Whether it is a ratio, which is under its limit where it breaks it.
    #[must_use]
    pub const fn is_ratio(self) -> bool {
        matches!(
            self,
            Self::DemographicParityRatio | Self::EqualizedOddsRatio | Self::EqualOpportunityRatio
        )
    }

    /// Whether it is in the unit of the label rather than a share.
    #[must_use]
    pub const fn is_amount(self) -> bool {
        matches!(
            self,
            Self::MeanPrediction | Self::MeanTruth | Self::MeanError | Self::MeanAbsoluteError
        )
    }
}

/// Whether a limit is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LimitVerdict {
    /// There is no limit, or nothing to hold against it.
    #[default]
    NotJudged,
    /// Surely within the limit.
    Kept,
    /// Within the limit, but not surely, or of too few rows to tell.
    Open,
    /// Beyond the limit, but that may be chance.
    MayBeBroken,
    /// Beyond the limit, and not by chance.
    Broken,
}

impl LimitVerdict {
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotJudged => "not judged",
            Self::Kept => "kept",
            Self::Open => "too few rows to tell",
            Self::MayBeBroken => "beyond, maybe by chance",
            Self::Broken => "broken",
        }
    }

    /// How grave it is.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::NotJudged | Self::Kept | Self::Open => Severity::Information,
            Self::MayBeBroken => Severity::Low,
            Self::Broken => Severity::High,
        }
    }
}
