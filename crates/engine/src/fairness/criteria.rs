//! How far groups are apart by each criterion, and whether that is within the limit.

use report::{
    Criterion, CriterionName, FairnessMeasure, GroupGap, LimitVerdict, Pair, SelectionTest, Task,
};
use stats::fairness::{Gap, GroupValue, mean_of_widest, smallest_ratio, widest_difference};
use stats::performance::weighted_sum;
use stats::{Cells, chi_square_homogeneity};

use super::attributes::Attribute;
use super::favourable;
use super::groups::Group;
use crate::Study;
use crate::outcomes::Outcomes;
use crate::performance::{as_measured, as_reported};

/// Criteria of two classes, in the order of the table.
const BINARY: [CriterionName; 12] = [
    CriterionName::DemographicParity,
    CriterionName::DemographicParityRatio,
    CriterionName::EqualizedOdds,
    CriterionName::EqualizedOddsRatio,
    CriterionName::EqualizedOddsMean,
    CriterionName::FalsePositiveRate,
    CriterionName::EqualOpportunity,
    CriterionName::EqualOpportunityRatio,
    CriterionName::PredictiveParity,
    CriterionName::EqualAccuracy,
    CriterionName::Calibration,
    CriterionName::BaseRate,
];
const NUMBERS: [CriterionName; 4] = [
    CriterionName::MeanPrediction,
    CriterionName::MeanTruth,
    CriterionName::MeanError,
    CriterionName::MeanAbsoluteError,
];

/// Every criterion of what the model answers.
pub fn of(
    study: &Study<'_>,
    outcomes: &Outcomes,
    attribute: &Attribute<'_>,
    sides: &Pair<Vec<Group>>,
) -> Vec<Criterion> {
    let names = outcomes.classes.as_ref().map_or(&[][..], |classes| classes.names.as_slice());
    let wanted: Vec<(CriterionName, Option<u32>)> = match outcomes.task() {
        Task::Binary => BINARY.map(|name| (name, None)).to_vec(),
        Task::Regression => NUMBERS.map(|name| (name, None)).to_vec(),
        Task::Multiclass => {
            let of_class = |class| (CriterionName::DemographicParity, Some(class));
            let accuracy = std::iter::once((CriterionName::EqualAccuracy, None));
            accuracy.chain((0..names.len() as u32).map(of_class)).collect()
        }
    };
    let is_positive_favourable = favourable::is_positive(study, outcomes);
    let least = u64::from(study.settings.fairness.min_rate_rows);
    let criterion = |(name, class): (CriterionName, Option<u32>)| {
        let limit = limit(study, name);
        let families = sides
            .as_ref()
            .map(|groups| Families::of((name, class), groups, least, is_positive_favourable));
        let found = families.as_ref().map(|own| own.gap(name, limit, &attribute.groups.labels));
        let gap = found.as_ref().map(|found| found.as_ref().ok().cloned());
        // The widest of other groups would be no change.
        let shared = Pair::from_fn(|side| families.get(side).shared(families.get(side.other())));
        let shared = shared.map(|own| own.gap(name, limit, &attribute.groups.labels).ok());
        let change = shared.as_ref().map(Option::as_ref).both().and_then(|gap| {
            let [before, now] = [gap.reference, gap.production].map(|gap| as_measured(gap.value));
            as_reported(weighted_sum(&[(1.0, now), (-1.0, before)]))
        });
        Criterion {
            name,
            class: class.and_then(|class| names.get(class as usize).cloned()),
            limit,
            gap,
            lacks: found.map(|found| found.err().unwrap_or_default()),
            verdict: Pair::new(LimitVerdict::NotJudged, LimitVerdict::NotJudged),
            p_adjusted: Pair::default(),
            apart_p_adjusted: families.as_ref().map(|own| own.p_value_of_apart(name)),
            change,
            change_p_adjusted: None,
            grew: false,
        }
    };
    wanted.into_iter().map(criterion).collect()
}

/// What a criterion is held to; none where it is only told.
fn limit(study: &Study<'_>, name: CriterionName) -> Option<f64> {
    let settings = &study.settings.fairness;
    match name {
        CriterionName::DemographicParityRatio => Some(settings.ratio_limit),
        CriterionName::DemographicParity
        | CriterionName::EqualizedOdds
        | CriterionName::EqualOpportunity
        | CriterionName::PredictiveParity
        | CriterionName::EqualAccuracy
        | CriterionName::Calibration => Some(settings.difference_limit),
        _ => None,
    }
}

/// The values of groups that a criterion is of, one list for each measure, with the positions of their groups.
struct Families(Vec<Family>);

/// Values, and the groups that have them.
type Family = (Vec<GroupValue>, Vec<Member>);

/// A group that has a value.
#[derive(Clone, Copy)]
struct Member {
    /// Its position.
    at: usize,
    /// Rows that the value is of.
    rows: u64,
}

impl Families {
    fn of(
        (name, class): (CriterionName, Option<u32>),
        groups: &[Group],
        least: u64,
        is_positive_favourable: bool,
    ) -> Self {
        let is_of_others = name == CriterionName::DemographicParityRatio && !is_positive_favourable;
        let family = |measure: &FairnessMeasure| {
            let own = groups.iter().enumerate().filter_map(|(at, group)| {
                let value = group.judged(*measure, class)?;
                let member = Member { at, rows: group.rows_of(*measure, class) };
                (member.rows >= least).then_some(())?;
                Some((if is_of_others { others(value) } else { value }, member))
            });
            own.unzip()
        };
        Self(measures(name).iter().map(family).collect())
    }

    /// Those of groups that have a value on the other side, too.
    fn shared(&self, other: &Self) -> Self {
        let shared = |((values, places), (_, others)): (&Family, &Family)| {
            let own = values.iter().copied().zip(places.iter().copied());
            own.filter(|(_, own)| others.iter().any(|other| other.at == own.at)).unzip()
        };
        Self(self.0.iter().zip(&other.0).map(shared).collect())
    }

    /// How far groups are apart.
    ///
    /// # Errors
    /// Why that cannot be told, as a clause.
    fn gap(
        &self,
        name: CriterionName,
        limit: Option<f64>,
        labels: &[String],
    ) -> Result<GroupGap, String> {
        let values: Vec<&[GroupValue]> =
            self.0.iter().map(|(values, _)| values.as_slice()).collect();
        if values.iter().any(|values| values.len() < 2) {
            return Err(
                "fewer than two groups with rows enough can be held against each other".to_owned()
            );
        }
        let found = match name.is_ratio() {
            true => smallest_ratio(&values, limit.unwrap_or(0.0)),
            false => widest_difference(&values, limit.unwrap_or(1.0)),
        };
        let Some(gap) = found else {
            return Err("no group has any, so that there is no ratio".to_owned());
        };
        let mean = mean_of_widest(&values).filter(|_| name == CriterionName::EqualizedOddsMean);
        self.told(gap, mean, limit, labels)
            .ok_or_else(|| "it is beyond what can be written".to_owned())
    }

    /// How likely groups are as far apart as they are, where they are alike; of a ratio that is not asked.
    fn p_value_of_apart(&self, name: CriterionName) -> Option<f64> {
        let values: Vec<&[GroupValue]> =
            self.0.iter().map(|(values, _)| values.as_slice()).collect();
        let is_asked = !name.is_ratio() && values.iter().all(|values| values.len() > 1);
        is_asked.then(|| widest_difference(&values, 0.0)).flatten().map(|gap| gap.p_value)
    }

    fn told(
        &self,
        gap: Gap,
        mean: Option<stats::performance::Estimate>,
        limit: Option<f64>,
        labels: &[String],
    ) -> Option<GroupGap> {
        let Gap { value, interval, family, highest, lowest, p_value } = gap;
        let (values, places) = self.0.get(family)?;
        let own = stats::performance::Estimate { value, interval: Some(interval) };
        let label = |at: usize| labels.get(places[at].at).cloned().unwrap_or_default();
        Some(GroupGap {
            value: as_reported(mean.unwrap_or(own))?,
            highest: label(highest),
            lowest: label(lowest),
            fewest: places[highest].rows.min(places[lowest].rows),
            groups: values.len() as u32,
            p_value: limit.map(|_| p_value),
        })
    }
}

/// What a criterion holds groups against each other by.
pub const fn measures(name: CriterionName) -> &'static [FairnessMeasure] {
    match name {
        CriterionName::DemographicParity | CriterionName::DemographicParityRatio => {
            &[FairnessMeasure::SelectionRate]
        }
        CriterionName::EqualizedOdds
        | CriterionName::EqualizedOddsRatio
        | CriterionName::EqualizedOddsMean => {
            &[FairnessMeasure::TruePositiveRate, FairnessMeasure::FalsePositiveRate]
        }
        CriterionName::FalsePositiveRate => &[FairnessMeasure::FalsePositiveRate],
        CriterionName::EqualOpportunity | CriterionName::EqualOpportunityRatio => {
            &[FairnessMeasure::TruePositiveRate]
        }
        CriterionName::PredictiveParity => &[FairnessMeasure::Precision],
        CriterionName::EqualAccuracy => &[FairnessMeasure::Accuracy],
        CriterionName::Calibration => &[FairnessMeasure::CalibrationGap],
        CriterionName::BaseRate => &[FairnessMeasure::BaseRate],
        CriterionName::MeanTruth => &[FairnessMeasure::MeanTruth],
        CriterionName::MeanPrediction => &[FairnessMeasure::MeanPrediction],
        CriterionName::MeanError => &[FairnessMeasure::MeanError],
        CriterionName::MeanAbsoluteError => &[FairnessMeasure::MeanAbsoluteError],
    }
}

/// The share of all others.
fn others(value: GroupValue) -> GroupValue {
    match value {
        GroupValue::Share { successes, n } => GroupValue::Share { successes: n - successes, n },
        other => other,
    }
}

/// Whether judged groups are selected alike; none where there are not two, or none or all are selected.
pub fn selection_test(groups: &[Group]) -> Option<SelectionTest> {
    let shares =
        groups.iter().filter_map(|group| group.judged(FairnessMeasure::SelectionRate, None));
    let counts = shares.map(|share| match share {
        GroupValue::Share { successes, n } => (successes, n - successes),
        GroupValue::Estimate(..) => (0, 0),
    });
    let (reference, production): (Vec<u64>, Vec<u64>) = counts.unzip();
    let test = chi_square_homogeneity(&Cells { reference, production })?;
    (test.degrees_of_freedom > 0).then_some(SelectionTest {
        statistic: test.statistic,
        degrees_of_freedom: test.degrees_of_freedom as u32,
        p_value: test.p_value,
    })
}
