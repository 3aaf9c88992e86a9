//! Windows held against the whole reference, metric by metric.
//!
//! Standard errors are those that the intervals stand for: half their length over 1.96. They are widened by
//! as much as the reference's own windows vary more than chance gives.

use report::{
    Against, Agreement, Estimate, MetricName, MetricOverTime, MetricWindow, ModelOverTime, Pair,
    Side, Since, Streak, Verdict,
};
use stats::estimation::{Direction, overdispersion};
use stats::{ChunkLimits, Measured, benjamini_hochberg};

use crate::timeline::Axis;
use crate::worse::measured;
use crate::{Study, worse};

/// What there is of a metric.
pub struct Parts<'a> {
    pub name: MetricName,
    /// What came true, or what is expected, over all rows of production from the beginning of a window on.
    pub from: &'a dyn Fn(usize, bool) -> Option<Estimate>,
    pub realised: Pair<Option<Estimate>>,
    pub expected: Pair<Option<Estimate>>,
    /// One for each window.
    pub windows: Vec<Result<Estimate, String>>,
    /// One for each window; empty where nothing is expected.
    pub expected_windows: Vec<Option<Estimate>>,
}

/// Judges a metric over all windows.
pub fn metric(study: &Study<'_>, axis: &Axis, parts: Parts<'_>) -> MetricOverTime {
    let realised: Vec<Option<Estimate>> =
        parts.windows.iter().map(|value| value.as_ref().ok().copied()).collect();
    let mut expected = parts.expected_windows;
    expected.resize(realised.len(), None);
    let own = |of: &[Option<Estimate>]| -> Vec<Measured> {
        axis.windows_of(Side::Reference).filter_map(|at| measured(of[at]?)).collect()
    };
    let spread = overdispersion(&[&own(&realised)]).sqrt();
    let baseline = parts.realised.reference;
    let judge = Judge { study, axis, name: parts.name, baseline, spread };
    let against = judge.against(&realised);
    let expected_against = judge.against(&expected);
    let since = judge.since(&realised, |window| (parts.from)(window, false));
    let expected_since = judge.since(&expected, |window| (parts.from)(window, true));
    let of_reference = axis.windows_of(Side::Reference);
    let of_reference: Vec<Option<f64>> =
        of_reference.map(|at| realised[at].map(|value| value.value)).collect();
    let greatest = if is_share(parts.name) { 1.0 } else { f64::MAX };
    // R² has no lower end.
    let least = if parts.name == MetricName::RSquared { f64::MIN } else { 0.0 };
    let limits = ChunkLimits::of(&of_reference, least, greatest).map(|l| (l.lower, l.upper));
    let windows = parts.windows.into_iter().enumerate().map(|(at, value)| MetricWindow {
        realised: realised[at],
        lacks: value.err().unwrap_or_default(),
        against: against[at],
        expected: expected[at],
        expected_against: expected_against[at],
    });
    let windows: Vec<MetricWindow> = windows.collect();
    MetricOverTime {
        name: parts.name,
        realised: parts.realised,
        expected: parts.expected,
        limits,
        spread,
        streak: streak(study, axis, &windows),
        agreement: agreement(axis, &windows),
        windows,
        since,
        expected_since,
    }
}

/// Takes back what is told of other metrics than the leading one where it may be chance of one of so many.
pub fn adjust(study: &Study<'_>, leading: MetricName, metrics: &mut [MetricOverTime]) {
    let is_other = |metric: &&mut MetricOverTime| metric.name != leading;
    let of_others = metrics.iter_mut().filter(is_other).count() as f64;
    for metric in metrics.iter_mut().filter(is_other) {
        for since in [&mut metric.since, &mut metric.expected_since] {
            *since = since.take().and_then(|since| {
                let p_value = since.p_value * of_others;
                let is_sure = p_value < study.settings.drift.false_discovery_rate;
                is_sure.then_some(Since { p_value, ..since })
            });
        }
    }
}

/// The worst that is sure of the leading metric: by what came true, else by what is expected.
pub fn verdict(model: &ModelOverTime) -> Verdict {
    let Some(metric) = model.metrics.iter().find(|metric| metric.name == model.leading) else {
        return Verdict::NotEnoughData;
    };
    let is_judged = metric.windows.iter().any(|window| window.against.is_some());
    let is_expected = metric.windows.iter().any(|window| window.expected_against.is_some());
    match (&metric.since, &metric.expected_since) {
        (Some(since), _) => since.verdict,
        (None, _) if is_judged => Verdict::Stable,
        (None, Some(since)) => since.verdict,
        (None, None) if is_expected => Verdict::Stable,
        (None, None) => Verdict::NotEnoughData,
    }
}

/// Whether a metric lies between 0 and 1.
const fn is_share(name: MetricName) -> bool {
    !name.is_loss()
}

struct Judge<'a> {
    study: &'a Study<'a>,
    axis: &'a Axis,
    name: MetricName,
    baseline: Option<Estimate>,
    spread: f64,
}

impl Judge<'_> {
    fn direction(&self) -> Direction {
        if self.name.is_loss() { Direction::SmallerIsBetter } else { Direction::LargerIsBetter }
    }

    fn baseline(&self) -> Option<Measured> {
        measured(self.baseline?)
    }

    fn widened(&self, window: Option<Estimate>) -> Option<Measured> {
        let window = measured(window?)?;
        Some(Measured { standard_error: window.standard_error * self.spread, ..window })
    }

    /// Drop and p-value of a measured value.
    fn drop(&self, now: Measured) -> Option<(f64, f64)> {
        worse::drop(self.study, self.baseline()?, now, self.direction())
    }

    /// Each window of production against the reference.
    fn against(&self, windows: &[Option<Estimate>]) -> Vec<Option<Against>> {
        let mut against = vec![None; windows.len()];
        let drop = |at: usize| Some((at, self.drop(self.widened(windows[at])?)?));
        let drops: Vec<(usize, (f64, f64))> =
            self.axis.windows_of(Side::Production).filter_map(drop).collect();
        let p_values: Vec<f64> = drops.iter().map(|(_, (_, p))| *p).collect();
        for ((at, (relative_drop, _)), p_adjusted) in
            drops.into_iter().zip(benjamini_hochberg(&p_values))
        {
            let verdict = worse::verdict(self.study, relative_drop, p_adjusted);
            against[at] = Some(Against { relative_drop, p_adjusted, verdict });
        }
        against
    }

    /// Since when production is worse, where that is sure.
    fn since(
        &self,
        windows: &[Option<Estimate>],
        from: impl Fn(usize) -> Option<Estimate>,
    ) -> Option<Since> {
        if worse::is_reference_again(self.axis, windows) {
            return None;
        }
        let known = |at: usize| Some((at, self.widened(windows[at])?));
        let known = self.axis.windows_of(Side::Production).filter_map(known);
        worse::since(self.study, self.axis, self.baseline()?, known, self.direction(), from)
    }
}

/// The longest row of bad windows; windows that cannot be judged neither belong to it nor end it.
fn streak(study: &Study<'_>, axis: &Axis, windows: &[MetricWindow]) -> Option<Streak> {
    let (mut best, mut current): (Option<Streak>, Option<Streak>) = (None, None);
    for (at, window) in windows.iter().enumerate() {
        let Some(against) = window.against else { continue };
        if let Some(best) = &mut best {
            best.lasts = false;
        }
        if !against.verdict.is_drift() {
            current = None;
            continue;
        }
        let begun = current.get_or_insert_with(|| Streak {
            window: at as u32,
            label: axis.windows[at].label.clone(),
            windows: 0,
            lasts: true,
        });
        begun.windows += 1;
        if best.as_ref().is_none_or(|best| begun.windows >= best.windows) {
            best = Some(begun.clone());
        }
    }
    best.filter(|streak| streak.windows >= study.settings.performance.bad_windows)
}

/// How well windows of production were foretold.
fn agreement(axis: &Axis, windows: &[MetricWindow]) -> Option<Agreement> {
    let both = |at: usize| Some((windows[at].expected?, windows[at].realised?));
    let both: Vec<(Estimate, Estimate)> =
        axis.windows_of(Side::Production).filter_map(both).collect();
    let n = both.len() as f64;
    let errors = || both.iter().map(|(expected, realised)| expected.value - realised.value);
    let is_inside = |(expected, realised): &&(Estimate, Estimate)| {
        let band = expected.interval_95;
        band.is_some_and(|(low, high)| (low..=high).contains(&realised.value))
    };
    (!both.is_empty()).then(|| Agreement {
        windows: both.len() as u32,
        mean_error: errors().sum::<f64>() / n,
        mean_absolute_error: errors().map(f64::abs).sum::<f64>() / n,
        inside: both.iter().filter(is_inside).count() as u32,
    })
}
