//! What the numbers mean, in sentences for those who do not work with them.

mod others;

use report::{
    AttributeFairness, Criterion, CriterionName, FairnessMeasure, GroupFairness, GroupSide,
    LimitVerdict, Pair, format,
};

use super::favourable;
use crate::Study;
use crate::outcomes::Outcomes;

/// Digits of a ratio.
const DIGITS: usize = 2;
/// Groups that a sentence names.
const MOST_NAMES: usize = 3;
/// Why an interval and the words beside it may disagree.
const DOUBT: &str = "Where an interval leaves out 0 or the limit and chance is named all the same: the interval is of that criterion alone, while the words allow for all that were tested, of which some stand out by chance.";
/// What follows from base rates that differ (Chouldechova 2017; Kleinberg and others 2016).
const CONTRADICTION: &str = "A model that is sometimes wrong cannot then have the same precision and the same error rates in every group at once, however it is built: which of these counts is for people to decide.";

/// The sentences of an attribute.
pub fn of(study: &Study<'_>, outcomes: &Outcomes, attribute: &AttributeFairness) -> Vec<String> {
    let told = Told { attribute, accepted: study.settings.drift.false_discovery_rate };
    let classes = outcomes.classes.as_ref().map(|classes| classes.names.as_slice());
    let own = match classes {
        Some([negative, positive]) => Words {
            told,
            label: format::short(&outcomes.label),
            positive: format::short(positive),
            negative: format::short(negative),
            is_favourable: favourable::is_positive(study, outcomes),
        }
        .all(),
        Some(_) => others::of_classes(told),
        None => others::of_numbers(told, &outcomes.label),
    };
    let few = told.of_few_rows(u64::from(study.settings.fairness.min_rate_rows));
    own.into_iter().chain(few).chain(told.doubt()).collect()
}

/// What sentences of two classes are made of.
struct Words<'a> {
    told: Told<'a>,
    label: String,
    positive: String,
    negative: String,
    is_favourable: bool,
}

impl Words<'_> {
    fn all(&self) -> Vec<String> {
        let all = [
            self.selection(),
            self.four_fifths(),
            self.found(),
            self.wrongly(),
            self.right(),
            self.promised(),
            self.contradiction(),
        ];
        all.into_iter().flatten().collect()
    }

    /// "The model says 1 for 12 of 100 rows of “50+” and for 5.7 of 100 of “30-39”: beyond the limit of 10 in 100".
    fn selection(&self) -> Option<String> {
        let criterion = self.told.criterion(CriterionName::DemographicParity)?;
        let [high, low] = self.told.of_100(criterion, FairnessMeasure::SelectionRate)?;
        let [first, second] = groups(criterion)?;
        Some(format!(
            "The model says {} for {high} of 100 rows of {first} and for {low} of 100 of {second}: {}.",
            self.positive,
            self.told.judged(criterion)
        ))
    }

    fn four_fifths(&self) -> Option<String> {
        let criterion = self.told.criterion(CriterionName::DemographicParityRatio)?;
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
        let [high, low] = self.told.both(criterion, FairnessMeasure::SelectionRate)?;
        let other = other_ratio(low, high, self.is_favourable);
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
        let criterion = self.told.criterion(CriterionName::EqualOpportunity)?;
        let [high, low] = self.told.of_100(criterion, FairnessMeasure::TruePositiveRate)?;
        let [first, second] = groups(criterion)?;
        Some(format!(
            "Of 100 rows of {first} whose {} turns out {}, the model finds {high}; of 100 of {second}, {low}: {}.",
            self.label,
            self.positive,
            self.told.judged(criterion)
        ))
    }

    /// Of those who are wrongly called positive: by the limit of odds where that is what these differ by.
    fn wrongly(&self) -> Option<String> {
        let criterion = self.told.criterion(CriterionName::FalsePositiveRate)?;
        let [high, low] = self.told.of_100(criterion, FairnessMeasure::FalsePositiveRate)?;
        let [first, second] = groups(criterion)?;
        let gap = criterion.judged_gap()?.value.value;
        let odds = self.told.criterion(CriterionName::EqualizedOdds);
        let is_of_it = |odds: &&Criterion| {
            odds.judged_gap().is_some_and(|own| (own.value.value - gap).abs() < 1e-12)
        };
        let judged = self.told.judged(odds.filter(is_of_it).unwrap_or(criterion));
        Some(format!(
            "Of 100 rows of {first} that turn out {}, the model wrongly says {} for {high}; of 100 of {second}, for {low}: {judged}.",
            self.negative, self.positive
        ))
    }

    fn right(&self) -> Option<String> {
        let criterion = self.told.criterion(CriterionName::PredictiveParity)?;
        let [high, low] = self.told.of_100(criterion, FairnessMeasure::Precision)?;
        let [first, second] = groups(criterion)?;
        Some(format!(
            "Where the model says {}, it is right for {high} of 100 of {first} and for {low} of 100 of {second}: {}.",
            self.positive,
            self.told.judged(criterion)
        ))
    }

    /// What scores promise and what came true of the groups that are farthest apart.
    fn promised(&self) -> Option<String> {
        let criterion = self.told.criterion(CriterionName::Calibration)?;
        let gap = criterion.judged_gap()?;
        let [scores, happened] = [FairnessMeasure::MeanScore, FairnessMeasure::BaseRate]
            .map(|measure| self.told.both(criterion, measure));
        let (scores, happened) = (scores?, happened?);
        let of = |at: usize, name: &String| {
            let both = format::percents(Pair::new(scores[at], happened[at]));
            format!(
                "{} on average, and {} came true, for {}",
                both.reference,
                both.production,
                format::quoted(name)
            )
        };
        let (first, second) = (of(0, &gap.highest), of(1, &gap.lowest));
        Some(format!("Scores promise {first}; {second}: {}.", self.told.judged(criterion)))
    }

    /// That base rates differ, and what follows.
    fn contradiction(&self) -> Option<String> {
        let criterion = self.told.criterion(CriterionName::BaseRate)?;
        self.told.is_sure(criterion).then_some(())?;
        let [high, low] = self.told.of_100(criterion, FairnessMeasure::BaseRate)?;
        let [first, second] = groups(criterion)?;
        Some(format!(
            "{} turns out {} for {high} of 100 rows of {first} and for {low} of 100 of {second}: {}. {CONTRADICTION}",
            self.label,
            self.positive,
            self.told.judged(criterion)
        ))
    }
}

/// An attribute, of which sentences tell.
#[derive(Clone, Copy)]
struct Told<'a> {
    attribute: &'a AttributeFairness,
    /// The accepted chance of a false find over everything that is looked at.
    accepted: f64,
}

impl<'a> Told<'a> {
    /// A criterion by which groups are held against each other.
    fn criterion(&self, name: CriterionName) -> Option<&'a Criterion> {
        let mut all = self.attribute.criteria.iter();
        all.find(|criterion| criterion.name == name && criterion.judged_gap().is_some())
    }

    /// A measure of the highest and the lowest group, of which it is a share, in rows of 100.
    fn of_100(&self, criterion: &Criterion, measure: FairnessMeasure) -> Option<[String; 2]> {
        let [high, low] = self.both(criterion, measure)?;
        Some(hundred(high, low))
    }

    /// A measure of the highest and the lowest group.
    fn both(&self, criterion: &Criterion, measure: FairnessMeasure) -> Option<[f64; 2]> {
        let (gap, class) = (criterion.judged_gap()?, criterion.class.as_deref());
        let of = |group: &str| {
            let group = self.attribute.groups.iter().find(|own| own.name == group)?;
            let own: &GroupSide = group.sides.get(criterion.side());
            Some(own.measure_of(measure, class)?.value?.value)
        };
        Some([of(&gap.highest)?, of(&gap.lowest)?])
    }

    /// Whether groups differ beyond chance, over everything that is looked at.
    fn is_sure(&self, criterion: &Criterion) -> bool {
        let p = criterion.apart_p_adjusted.get(criterion.side());
        p.is_some_and(|p| p < self.accepted)
    }

    /// What a difference comes to, as the end of a sentence.
    fn judged(&self, criterion: &Criterion) -> String {
        judged(criterion, self.is_sure(criterion))
    }

    /// Rates of groups that are of too few rows to be held against others.
    fn of_few_rows(&self, least: u64) -> Option<String> {
        const RATES: [FairnessMeasure; 3] = [
            FairnessMeasure::TruePositiveRate,
            FairnessMeasure::FalsePositiveRate,
            FairnessMeasure::Precision,
        ];
        let side = self.attribute.side;
        let judged = |group: &&GroupFairness| group.sides.get(side).not_judged.is_none();
        let groups = || self.attribute.groups.iter().filter(judged);
        let of = |name: FairnessMeasure| {
            let few = groups().filter_map(|group| {
                let own = group.sides.get(side).measure(name)?;
                (own.n < least).then(|| format!("{} ({})", format::quoted(&group.name), own.n))
            });
            let few: Vec<String> = few.collect();
            let names = format::names(few.iter().map(String::as_str), MOST_NAMES);
            (!few.is_empty()).then(|| format!("{} of {names}", name.label().to_lowercase()))
        };
        let few: Vec<String> = RATES.into_iter().filter_map(of).collect();
        (!few.is_empty()).then(|| {
            format!(
                "Not held against others, as they are of fewer than {}: {}.",
                format::plural(least, "row", "rows"),
                few.join("; ")
            )
        })
    }

    /// Why chance is named beside an interval that leaves it out.
    fn doubt(&self) -> Option<String> {
        let is_odd = |criterion: &&Criterion| {
            let ends = criterion.judged_gap().and_then(|gap| gap.value.interval_95);
            let (Some((low, high)), ratio) = (ends, criterion.name.is_ratio()) else {
                return false;
            };
            let is_beyond =
                criterion.limit.is_some_and(|own| if ratio { high < own } else { low > own });
            match criterion.judged() {
                LimitVerdict::Broken => false,
                LimitVerdict::MayBeBroken | LimitVerdict::Open if is_beyond => true,
                _ => !ratio && low > 0.0 && !self.is_sure(criterion),
            }
        };
        self.attribute.criteria.iter().any(|own| is_odd(&own)).then(|| DOUBT.to_owned())
    }
}

/// The highest and the lowest group, as a sentence names them.
fn groups(criterion: &Criterion) -> Option<[String; 2]> {
    let gap = criterion.judged_gap()?;
    Some([&gap.highest, &gap.lowest].map(|name| format::quoted(name)))
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
fn judged(criterion: &Criterion, is_sure: bool) -> String {
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
