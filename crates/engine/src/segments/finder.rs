//! Weak segments over all columns, pairs and deeper: found in some rows, confirmed in all others.
//!
//! What the search takes for weak is so in part by chance, the more rules it looks at. So all that is told of a
//! segment (its metric, gap, interval, p-value) comes from rows that the search did not see, in which each rule is
//! one test, adjusted over the rules that were tested. A rule that shares rows with a clearer one has to be worse in
//! its other rows, too, or it would be confirmed by what the clearer one says already. Rows that belong together are
//! either searched or tested, all of them, and errors of the test are those between units.

use report::{
    Estimate, InOrder, Pair, SegmentContrast, SegmentFinder, Side, WeakSegment, WeakSince,
};
use stats::performance::{p_value_of_zero, weighted_sum};
use stats::special::{normal_quantile, normal_sf};
use stats::{
    CodedColumn, LEAST_EVIDENCE, Rule, SearchLimits, WeakSegmentSearch, WeakSegments,
    benjamini_hochberg,
};

use super::contrast::{harm, p_value, worst_first};
use super::sentences::{self, Of};
use super::subject::Subject;
use crate::Study;
use crate::groups::Grouping;
use crate::performance::{as_measured, as_reported};

/// Rows of a rule in the search, and in the others, at least: fewer say nothing.
const FEWEST_ROWS: u64 = 20;
/// The segment that the power of the search is told of.
const TENTH: f64 = 0.1;
/// In how many cases a segment of the gap that is told would be found.
const POWER: f64 = 0.8;
/// Halvings of the range that a gap is looked for in.
const HALVINGS: u32 = 60;

/// The search, then the test of what it found.
pub struct Finder {
    stage: Stage,
    /// Whether each row of the judged side is in a rule that was tested before.
    is_told: Vec<bool>,
    confirming: u64,
    tested: Vec<Tested>,
}

enum Stage {
    Search(Box<WeakSegmentSearch>),
    Test(WeakSegments, usize, Option<Mask>),
}

/// Which rows a rule holds, as far as its conditions are looked at.
struct Mask {
    conditions: usize,
    holds: Pair<Vec<bool>>,
}

/// A rule and what it comes to.
struct Tested {
    rule: Rule,
    now: SegmentContrast,
    before: Option<SegmentContrast>,
    /// Of its gap, and of that in rows that no clearer rule holds: the larger one.
    p_value: f64,
}

impl Finder {
    /// A search in the rows whose groups are given; none where they are too few to confirm anything.
    pub fn new(study: &Study<'_>, subject: &Subject, columns: Vec<CodedColumn>) -> Option<Self> {
        let settings = &study.settings.segments;
        let judged = subject.judged;
        let (searched, all) = (subject.searched.len(), subject.labelled.get(judged).len());
        let is_other = |row: &&usize| !subject.is_searched[**row];
        let confirming = subject.labelled.get(judged).iter().filter(is_other).count() as u64;
        if columns.is_empty() || confirming.min(searched as u64) < 2 * settings.min_rows {
            return None;
        }
        let values = subject.values.get(judged);
        let drawn = subject.drawn.get(judged);
        let worse = if subject.metric.is_loss() { 1.0 } else { -1.0 };
        let rows = subject.searched.iter().map(|&at| drawn[at]);
        let losses: Vec<f64> = rows.map(|row| worse * values[row]).collect();
        let part = settings.min_rows as f64 * searched as f64 / all as f64;
        let limits = SearchLimits {
            rows: (libm::ceil(part) as u64).max(FEWEST_ROWS),
            conditions: settings.conditions as usize,
            pair_columns: settings.pair_columns as usize,
            rules: settings.most_tested as usize,
            design_effect: *subject.design_effect.get(judged),
        };
        let search = WeakSegmentSearch::new(&losses, columns, limits);
        let stage = Stage::Search(Box::new(search));
        let is_told = vec![false; values.len()];
        Some(Self { stage, is_told, confirming, tested: Vec::new() })
    }

    /// Looks at some more rules, or tests one by one more condition; false when there is nothing left.
    pub fn step(&mut self, study: &Study<'_>, subject: &Subject, groupings: &[Grouping]) -> bool {
        let stage =
            std::mem::replace(&mut self.stage, Stage::Test(WeakSegments::default(), 0, None));
        self.stage = match stage {
            Stage::Search(mut search) => {
                if search.step() {
                    Stage::Search(search)
                } else {
                    Stage::Test(search.finish(), 0, None)
                }
            }
            Stage::Test(found, next, mask) => {
                let Some(rule) = found.rules.get(next) else {
                    self.stage = Stage::Test(found, next, None);
                    return false;
                };
                let mut mask = mask.unwrap_or_else(|| Mask::of_all(subject));
                match rule.conditions.get(mask.conditions) {
                    Some(condition) => {
                        let grouping = &groupings[condition.column];
                        mask.narrow(study, grouping, |group| {
                            u8::try_from(group).is_ok_and(|group| condition.names(group))
                        });
                        Stage::Test(found, next, Some(mask))
                    }
                    None => {
                        let tested = self.test(study, subject, rule.clone(), &mask);
                        self.tested.extend(tested);
                        let held = mask.holds.get(subject.judged).iter();
                        self.is_told.iter_mut().zip(held).for_each(|(told, holds)| *told |= holds);
                        Stage::Test(found, next + 1, None)
                    }
                }
            }
        };
        true
    }

    /// A rule in the rows that were not searched, and in the reference.
    fn test(
        &self,
        study: &Study<'_>,
        subject: &Subject,
        rule: Rule,
        mask: &Mask,
    ) -> Option<Tested> {
        let of = |side: Side, least: u64| {
            let is_other = |row: &usize| side != subject.judged || !subject.is_searched[*row];
            let rows = subject.labelled.get(side).iter().copied().filter(is_other);
            let told = subject.contrast(side, rows, mask.holds.get(side));
            told.filter(|told| is_enough(told, least))
        };
        let now = of(subject.judged, FEWEST_ROWS)?;
        let p_value = p_value(&now).max(self.p_value_of_others(subject, mask));
        let least = study.settings.segments.min_rows;
        let before = subject.has_before().then(|| of(Side::Reference, least)).flatten();
        Some(Tested { rule, now, before, p_value })
    }

    /// The p-value of a rule in rows that no rule before it holds; 1 where it is not worse there, or has too few.
    fn p_value_of_others(&self, subject: &Subject, mask: &Mask) -> f64 {
        let side = subject.judged;
        let is_other = |row: &usize| !subject.is_searched[*row] && !self.is_told[*row];
        let rows = subject.labelled.get(side).iter().copied().filter(is_other);
        let told = subject.contrast(side, rows, mask.holds.get(side));
        let worse = told.filter(|told| is_enough(told, FEWEST_ROWS) && told.gap.value > 0.0);
        worse.map_or(1.0, |told| p_value(&told))
    }

    /// What was found, adjusted and ranked.
    pub fn finish(
        self,
        study: &Study<'_>,
        subject: &Subject,
        groupings: &[Grouping],
        of: Of<'_>,
    ) -> SegmentFinder {
        let accepted = study.settings.segments.false_discovery_rate;
        let found = match self.stage {
            Stage::Test(found, ..) => found,
            Stage::Search(search) => search.finish(),
        };
        let p_values: Vec<f64> = self.tested.iter().map(|tested| tested.p_value).collect();
        let adjusted = benjamini_hochberg(&p_values);
        let weak = |(tested, p_adjusted): (&Tested, f64)| {
            let Tested { rule, now, before, .. } = tested;
            let columns: Vec<String> = rule
                .conditions
                .iter()
                .map(|condition| groupings[condition.column].column.clone())
                .collect();
            WeakSegment {
                rule: sentences::rule(rule, groupings),
                columns,
                gap: *now,
                is_confirmed: now.gap.value > 0.0 && p_adjusted < accepted,
                p_adjusted,
                harm: harm(now),
                before: *before,
                grown: before.and_then(|before| grown(now, &before)),
                grown_p_adjusted: None,
                since: WeakSince::Unknown,
            }
        };
        let mut tested: Vec<WeakSegment> = self.tested.iter().zip(adjusted).map(weak).collect();
        judge_since(&mut tested, accepted);
        tested.put_in_order(|a, b| {
            worst_first((a.is_confirmed, &a.gap), (b.is_confirmed, &b.gap))
                .then_with(|| a.rule.cmp(&b.rule))
        });
        let mut finder = SegmentFinder {
            searched_rows: subject.searched.len() as u64,
            confirming_rows: self.confirming,
            columns: groupings.len() as u64,
            pair_columns: found.pair_columns as u64,
            looked_at: found.looked_at,
            detectable_gap: detectable_gap(study, subject, &found, self.confirming, tested.len()),
            tested,
            says: String::new(),
        };
        finder.says = sentences::of_finder(of, &finder);
        finder
    }
}

/// Whether a segment has so many rows, and enough units to tell errors between them.
fn is_enough(told: &SegmentContrast, least: u64) -> bool {
    told.n >= least && told.units.is_none_or(|units| units >= FEWEST_ROWS)
}

impl Mask {
    fn of_all(subject: &Subject) -> Self {
        let holds = subject.values.as_ref().map(|values| vec![true; values.len()]);
        Self { conditions: 0, holds }
    }

    /// Leaves rows whose group a condition names.
    fn narrow(&mut self, study: &Study<'_>, grouping: &Grouping, names: impl Fn(u16) -> bool) {
        for side in Side::BOTH {
            let codes = grouping.codes(study, side);
            let holds = self.holds.get_mut(side);
            // A side without the column has no such rows.
            for (row, holds) in holds.iter_mut().enumerate() {
                *holds &= codes.get(row).is_some_and(|&group| names(group));
            }
        }
        self.conditions += 1;
    }
}

/// By how much the gap is larger than before.
fn grown(now: &SegmentContrast, before: &SegmentContrast) -> Option<Estimate> {
    let [now, before] = [now, before].map(|contrast| as_measured(contrast.gap));
    as_reported(weighted_sum(&[(1.0, now), (-1.0, before)]))
}

/// Whether what is confirmed was weak before.
fn judge_since(tested: &mut [WeakSegment], accepted: f64) {
    let p_of = |weak: &WeakSegment| p_value_of_zero(as_measured(weak.grown?));
    let confirmed = || tested.iter().filter(|weak| weak.is_confirmed);
    let p_values: Vec<f64> = confirmed().filter_map(p_of).collect();
    let mut adjusted = benjamini_hochberg(&p_values).into_iter();
    for weak in tested.iter_mut().filter(|weak| weak.is_confirmed) {
        weak.grown_p_adjusted = p_of(weak).and_then(|_| adjusted.next());
        let grew = weak.grown.is_some_and(|grown| grown.value > 0.0)
            && weak.grown_p_adjusted.is_some_and(|p| p < accepted);
        let was = weak.before.is_some_and(|before| before.gap.value > 0.0 && before.gap.is_sure());
        weak.since = match (grew, was) {
            (true, false) => WeakSince::Became,
            (true, true) => WeakSince::Weaker,
            (false, true) => WeakSince::Before,
            (false, false) => WeakSince::Unknown,
        };
    }
}

/// The gap that a segment of a tenth of the rows must have to be found, and confirmed beside the other rules that were
/// tested, in 80% of cases.
fn detectable_gap(
    study: &Study<'_>,
    subject: &Subject,
    found: &WeakSegments,
    confirming: u64,
    others: usize,
) -> f64 {
    let settings = &study.settings.segments;
    let tests = (others + 1).min(settings.most_tested.max(1) as usize) as f64;
    let level = (settings.false_discovery_rate / (2.0 * tests)).clamp(f64::MIN_POSITIVE, 0.5);
    let least = LEAST_EVIDENCE.max(found.least_evidence);
    let design_effect = *subject.design_effect.get(subject.judged);
    let [searched, confirming] =
        [subject.searched.len() as f64, confirming as f64].map(|rows| rows / design_effect);
    let power = |gap: f64| {
        let inside = deviation_at(subject, found.deviation, gap);
        let error = |rows: f64, inside: f64| {
            let (own, other) = (rows * TENTH, rows * (1.0 - TENTH));
            libm::hypot(inside / own.sqrt(), found.deviation / other.sqrt())
        };
        let beyond = |rows: f64, critical: f64, asked: f64| {
            let needed = critical * error(rows, asked);
            normal_sf((needed - gap) / error(rows, inside))
        };
        // The search takes the larger spread, the test the segment's own.
        beyond(searched, least, inside.max(found.deviation))
            * beyond(confirming, normal_quantile(1.0 - level), inside)
    };
    let (mut low, mut high) = (0.0, found.deviation);
    if high <= 0.0 {
        return 0.0;
    }
    while power(high) < POWER && high < found.deviation * 1e6 {
        high *= 2.0;
    }
    for _ in 0..HALVINGS {
        let middle = low + (high - low) / 2.0;
        if power(middle) < POWER {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// The standard deviation of the metric in a segment that is so much worse: of shares that of its share, of errors in
/// proportion to their mean.
fn deviation_at(subject: &Subject, deviation: f64, gap: f64) -> f64 {
    let mean = subject.value.value;
    if subject.metric == report::MetricName::Accuracy {
        let share = (mean - gap).max(0.0);
        return (share * (1.0 - share)).sqrt();
    }
    if mean > 0.0 { deviation * (1.0 + gap / mean) } else { deviation }
}
