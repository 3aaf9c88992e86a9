//! What the numbers mean, in sentences for those who do not work with them.

use report::{
    AttributeFairness, Criterion, CriterionName, FairnessMeasure, GroupSide, LimitVerdict, Pair,
    Side, format,
};
use stats::fairness::{GroupValue, widest_difference};

use super::favourable;
use crate::Study;
use crate::outcomes::Outcomes;

/// Digits of a ratio.
const DIGITS: usize = 2;
/// What follows from base rates that differ (Chouldechova 2017; Kleinberg and others 2016).
const CONTRADICTION: &str = "A model that is sometimes wrong cannot then have the same precision and the same error rates in every group at once, however it is built: which of these counts is for people to decide.";

/// The sentences of an attribute, of two classes only.
pub fn of(study: &Study<'_>, outcomes: &Outcomes, attribute: &AttributeFairness) -> Vec<String> {
    let Some([negative, positive]) = outcomes
        .classes
        .as_ref()
        .and_then(|classes| <[String; 2]>::try_from(classes.names.clone()).ok())
    else {
        return Vec::new();
    };
    let words = Words {
        attribute,
        label: format::short(&outcomes.label),
        positive: format::short(&positive),
        negative: format::short(&negative),
        is_favourable: favourable::is_positive(study, outcomes),
        accepted: study.settings.drift.false_discovery_rate,
    };
    let all = [
        words.selection(),
        words.four_fifths(),
        words.found(),
        words.wrongly(),
        words.right(),
        words.promised(),
        words.contradiction(),
    ];
    all.into_iter().flatten().collect()
}

/// What sentences are made of.
struct Words<'a> {
    attribute: &'a AttributeFairness,
    label: String,
    positive: String,
    negative: String,
    is_favourable: bool,
    /// The accepted chance of a false find over everything that is looked at.
    accepted: f64,
}

impl Words<'_> {
    /// "The model says 1 for 12 of 100 rows of “50+” and for 5.7 of 100 of “30-39”: beyond the limit of 10 in 100".
    fn selection(&self) -> Option<String> {
        let criterion = self.criterion(CriterionName::DemographicParity)?;
        let [high, low] = self.of_100(criterion, FairnessMeasure::SelectionRate)?;
        let [first, second] = self.groups(criterion)?;
        Some(format!(
            "The model says {} for {high} of 100 rows of {first} and for {low} of 100 of {second}: {}.",
            self.positive,
            judged(criterion, self.accepted)
        ))
    }

    fn four_fifths(&self) -> Option<String> {
        let criterion = self.criterion(CriterionName::DemographicParityRatio)?;
        let gap = criterion.judged_gap()?;
        let limit = format::number(criterion.limit?, DIGITS);
        let ratio = format::number(gap.value.value, DIGITS);
        let verdict = match criterion.judged() {
            LimitVerdict::Broken => format!("under {limit}, and not by chance"),
            LimitVerdict::MayBeBroken => format!("under {limit}, which may be chance"),
            LimitVerdict::Open => format!("over {limit}, though these rows are too few to be sure"),
            _ => format!("surely over {limit}"),
        };
        let (wanted, unwanted) = match self.is_favourable {
            true => (&self.positive, &self.negative),
            false => (&self.negative, &self.positive),
        };
        let [low, high] = [&gap.lowest, &gap.highest]
            .map(|name| self.measure(criterion.side(), name, FairnessMeasure::SelectionRate));
        let other = other_ratio(low?, high?, self.is_favourable);
        let other = other.map_or_else(String::new, |other| {
            format!(
                " This takes {wanted} for the answer that people want; if it is {unwanted}, that ratio is {}.",
                format::number(other, DIGITS)
            )
        });
        let [lowest, highest] = [&gap.lowest, &gap.highest].map(|name| format::quoted(name));
        let often = match gap.value.value {
            0.0 => format!(
                "The answer {wanted} never comes for {lowest}, but does for {highest}: a ratio of 0"
            ),
            _ => format!(
                "The answer {wanted} comes {ratio} times as often for {lowest} as for {highest}"
            ),
        };
        Some(format!("{often}, {verdict}.{other}"))
    }

    fn found(&self) -> Option<String> {
        let criterion = self.criterion(CriterionName::EqualOpportunity)?;
        let [high, low] = self.of_100(criterion, FairnessMeasure::TruePositiveRate)?;
        let [first, second] = self.groups(criterion)?;
        Some(format!(
            "Of 100 rows of {first} whose {} turns out {}, the model finds {high}; of 100 of {second}, {low}: {}.",
            self.label,
            self.positive,
            judged(criterion, self.accepted)
        ))
    }

    /// Of those who are wrongly called positive, where that is what odds differ by.
    fn wrongly(&self) -> Option<String> {
        let criterion = self.criterion(CriterionName::EqualizedOdds)?;
        let gap = criterion.judged_gap()?;
        let [first, second] = self.groups(criterion)?;
        let [high, low] = [&gap.highest, &gap.lowest]
            .map(|name| self.measure(criterion.side(), name, FairnessMeasure::FalsePositiveRate));
        let (high, low) = (high?, low?);
        // The gap is of the true positive rate otherwise, which is told already.
        let is_of_it = ((high - low) - gap.value.value).abs() < 1e-12;
        let [high, low] = hundred(high, low);
        is_of_it.then(|| {
            format!(
                "Of 100 rows of {first} that turn out {}, the model wrongly says {} for {high}; of 100 of {second}, for {low}: {}.",
                self.negative,
                self.positive,
                judged(criterion, self.accepted)
            )
        })
    }

    fn right(&self) -> Option<String> {
        let criterion = self.criterion(CriterionName::PredictiveParity)?;
        let [high, low] = self.of_100(criterion, FairnessMeasure::Precision)?;
        let [first, second] = self.groups(criterion)?;
        Some(format!(
            "Where the model says {}, it is right for {high} of 100 of {first} and for {low} of 100 of {second}: {}.",
            self.positive,
            judged(criterion, self.accepted)
        ))
    }

    /// What scores promise and what came true of the groups that are farthest apart.
    fn promised(&self) -> Option<String> {
        let criterion = self.criterion(CriterionName::Calibration)?;
        let gap = criterion.judged_gap()?;
        let side = criterion.side();
        let of = |name: &String| {
            let score = self.measure(side, name, FairnessMeasure::MeanScore)?;
            let happened = self.measure(side, name, FairnessMeasure::BaseRate)?;
            let both = format::percents(Pair::new(score, happened));
            Some(format!(
                "{} on average, and {} came true, for {}",
                both.reference,
                both.production,
                format::quoted(name)
            ))
        };
        let (first, second) = (of(&gap.highest)?, of(&gap.lowest)?);
        Some(format!("Scores promise {first}; {second}: {}.", judged(criterion, self.accepted)))
    }

    /// That base rates differ, and what follows.
    fn contradiction(&self) -> Option<String> {
        let side = self.attribute.side;
        let judged =
            self.attribute.groups.iter().filter(|group| group.sides.get(side).not_judged.is_none());
        let rates: Vec<(&String, GroupValue)> = judged
            .filter_map(|group| {
                let own = group.sides.get(side).measure(FairnessMeasure::BaseRate)?;
                let positives = libm::round(own.value?.value * own.n as f64) as u64;
                Some((&group.name, GroupValue::share(positives, own.n)?))
            })
            .collect();
        let values: Vec<GroupValue> = rates.iter().map(|(_, value)| *value).collect();
        let gap = widest_difference(&[&values], 0.0).filter(|gap| gap.interval.low > 0.0)?;
        let [high, low] = hundred(values[gap.highest].value(), values[gap.lowest].value());
        Some(format!(
            "{} turns out {} for {high} of 100 rows of {} and for {low} of 100 of {}, which is no chance. {CONTRADICTION}",
            self.label,
            self.positive,
            format::quoted(rates[gap.highest].0),
            format::quoted(rates[gap.lowest].0)
        ))
    }

    fn criterion(&self, name: CriterionName) -> Option<&Criterion> {
        let mut all = self.attribute.criteria.iter();
        all.find(|criterion| criterion.name == name && criterion.judged_gap().is_some())
    }

    /// A measure of the highest and the lowest group, in rows of 100.
    fn of_100(&self, criterion: &Criterion, measure: FairnessMeasure) -> Option<[String; 2]> {
        let gap = criterion.judged_gap()?;
        let side = criterion.side();
        let high = self.measure(side, &gap.highest, measure)?;
        Some(hundred(high, self.measure(side, &gap.lowest, measure)?))
    }

    fn measure(&self, side: Side, group: &str, measure: FairnessMeasure) -> Option<f64> {
        let group = self.attribute.groups.iter().find(|own| own.name == group)?;
        let own: &GroupSide = group.sides.get(side);
        Some(own.measure(measure)?.value?.value)
    }

    /// The highest and the lowest group, as a sentence names them.
    fn groups(&self, criterion: &Criterion) -> Option<[String; 2]> {
        let gap = criterion.judged_gap()?;
        Some([&gap.highest, &gap.lowest].map(|name| format::quoted(name)))
    }
}

/// Two shares in rows of 100, in as many decimals as tell them apart.
fn hundred(first: f64, second: f64) -> [String; 2] {
    let both = format::percents(Pair::new(first, second));
    [both.reference, both.production].map(|text| {
        let number = text.trim_end_matches('%');
        number.strip_suffix(".0").unwrap_or(number).to_owned()
    })
}

/// The ratio of the other answer's rates, of the selection rates of the groups with the least and the largest rate of
/// the favourable answer.
fn other_ratio(low: f64, high: f64, is_favourable: bool) -> Option<f64> {
    let [low, high] = if is_favourable { [1.0 - low, 1.0 - high] } else { [low, high] };
    let ratio = high.min(low) / high.max(low);
    ratio.is_finite().then_some(ratio)
}

/// What a difference comes to, as the end of a sentence.
fn judged(criterion: &Criterion, accepted: f64) -> String {
    let is_sure = criterion.apart_p_adjusted.get(criterion.side()).is_some_and(|p| p < accepted);
    let limit = criterion.limit.map_or_else(String::new, |limit| {
        format!("{} in 100", format::number(100.0 * limit, DIGITS))
    });
    match (criterion.judged(), is_sure) {
        (LimitVerdict::Broken, _) => format!("beyond the limit of {limit}, and not by chance"),
        (LimitVerdict::MayBeBroken, _) => {
            format!("beyond the limit of {limit}, which may be chance")
        }
        (LimitVerdict::Kept, false) => {
            format!("a difference that may be chance, and surely within the limit of {limit}")
        }
        (LimitVerdict::Kept, true) => {
            format!("a difference that is no chance, and surely within the limit of {limit}")
        }
        (LimitVerdict::Open, true) => format!(
            "a difference that is no chance; whether it is within the limit of {limit}, these rows are too few to tell"
        ),
        (_, true) => "a difference that is no chance".to_owned(),
        (LimitVerdict::Open, false) => format!(
            "a difference that may be chance; these rows are too few to be sure that it is within the limit of {limit}"
        ),
        (LimitVerdict::NotJudged, false) => "a difference that may be chance".to_owned(),
    }
}
