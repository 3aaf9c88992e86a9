//! Since when an objective is missed, so that quiet days before do not hide it.
//!
//! Rows over the limit are counted window by window. The split of production that explains the counts best
//! (maximum likelihood of two binomial shares, the later one larger) is the moment, where all of this holds:
//! the shares differ beyond chance (likelihood ratio, chi-square of one degree of freedom), the rows from there on
//! miss the objective beyond chance (exact binomial test), both with Bonferroni's correction over all splits, and
//! no later stretch to the end keeps the objective beyond chance: then it recovered.

use report::{Estimate, Side};
use stats::binomial_test_greater;
use stats::special::chi_square_sf;

use crate::timeline::Axis;

/// Beyond either end of a 95% interval.
pub const ONE_SIDED: f64 = 0.025;
/// Splits whose shares differ by chance.
const ALPHA: f64 = 0.05;

/// Since when an objective is missed, and how production stands to it from there on.
pub struct Since {
    /// "14 November", "the first window".
    pub when: String,
    /// The window that it begins with; none where that is the first one.
    pub window: Option<usize>,
    /// The value from there on; none where that is the whole period.
    pub value: Option<Estimate>,
    /// What is to be said of its interval; may be empty.
    pub remark: String,
}

/// Rows over the limit, and rows.
pub type Counts = (u64, u64);

/// The window from which on production surely misses an objective by which at most `share` of the rows may be over
/// the limit; none where that is not sure, or where it begins with production.
pub fn split(axis: Option<&Axis>, windows: &[Counts], share: f64) -> Option<usize> {
    let production: Vec<usize> = axis?.windows_of(Side::Production).collect();
    let counts: Vec<Counts> =
        production.iter().map(|&at| windows.get(at).copied().unwrap_or_default()).collect();
    split_of(&counts, share).map(|at| production[at])
}

/// Rows over the limit, and rows, from a window on: production's windows are the last ones.
pub fn from(windows: &[Counts], at: usize) -> Counts {
    windows[at..].iter().fold((0, 0), |sum, own| (sum.0 + own.0, sum.1 + own.1))
}

fn split_of(counts: &[Counts], share: f64) -> Option<usize> {
    let add = |a: Counts, b: &Counts| (a.0 + b.0, a.1 + b.1);
    let all = counts.iter().fold((0, 0), add);
    let splits = counts.len().checked_sub(1)? as f64;
    let mut before = (0, 0);
    let mut afters = vec![all];
    let mut best: Option<(usize, f64)> = None;
    for (at, own) in counts.iter().enumerate().take(counts.len() - 1) {
        before = add(before, own);
        let after = (all.0 - before.0, all.1 - before.1);
        afters.push(after);
        let gain = gain(before, after, all);
        if gain.is_some_and(|gain| best.is_none_or(|(_, most)| gain > most)) {
            best = gain.map(|gain| (at + 1, gain));
        }
    }
    let (at, gain) = best?;
    let is_split = chi_square_sf(2.0 * gain, 1.0) * splits < ALPHA;
    let (missed, rows) = afters[at];
    let is_missed =
        binomial_test_greater(missed, rows, share).is_some_and(|p| p * splits < ONE_SIDED);
    let keeps = |&(missed, rows): &Counts| {
        binomial_test_greater(rows - missed, rows, 1.0 - share).is_some_and(|p| p < ONE_SIDED)
    };
    (is_split && is_missed && !afters[at..].iter().any(keeps)).then_some(at)
}

/// By how much two shares explain the counts better than one; none unless the later one is larger.
fn gain(before: Counts, after: Counts, all: Counts) -> Option<f64> {
    let share = |(missed, rows): Counts| (rows > 0).then(|| missed as f64 / rows as f64);
    (share(after)? > share(before)?).then(|| {
        log_likelihood(before.0, before.1) + log_likelihood(after.0, after.1)
            - log_likelihood(all.0, all.1)
    })
}

/// The logarithm of how likely the counts are by their own share.
fn log_likelihood(missed: u64, rows: u64) -> f64 {
    let term = |n: u64| if n == 0 { 0.0 } else { n as f64 * libm::log(n as f64 / rows as f64) };
    term(missed) + term(rows - missed)
}

/// From which window of production on every window that has a value misses it; none where the last one
/// keeps it, or where there are no two windows to tell apart. Windows that the data begin or end in do not count.
pub fn run(
    axis: Option<&Axis>,
    windows: &[Option<Estimate>],
    is_missed: impl Fn(f64) -> bool,
) -> Option<Run> {
    let axis = axis?;
    let known = |at: usize| Some((at, (*windows.get(at)?)?.value));
    let whole = axis.windows_of(Side::Production).filter(|&at| !axis.windows[at].is_partial);
    let known: Vec<(usize, f64)> = whole.filter_map(known).collect();
    let missed = known.iter().rev().take_while(|(_, value)| is_missed(*value)).count();
    match known.len() - missed {
        _ if missed == 0 || known.len() < 2 => None,
        0 => Some(Run::All),
        kept => Some(Run::From(known[kept].0)),
    }
}

/// Windows that miss an objective up to the end.
pub enum Run {
    /// All of them.
    All,
    /// From this one on.
    From(usize),
}

impl Since {
    /// From the first window on, where every window misses it.
    pub fn always(run: Option<Run>) -> Option<Self> {
        let first = || Self {
            when: "the first window".to_owned(),
            window: None,
            value: None,
            remark: String::new(),
        };
        matches!(run, Some(Run::All)).then(first)
    }
}

#[cfg(test)]
mod tests {
    use rand::{RngExt, SeedableRng};
    use rand_pcg::Pcg32;

    use super::{Counts, split_of};

    const LIMIT: f64 = 0.005;

    /// Windows of 120 rows, of which `before` and, in the last so many, `after` are over the limit.
    fn drawn(seed: u64, windows: usize, last: usize, (before, after): (f64, f64)) -> Vec<Counts> {
        let mut random = Pcg32::seed_from_u64(seed);
        let window = |at: usize| {
            let share = if at + last < windows { before } else { after };
            ((0..120).filter(|_| random.random::<f64>() < share).count() as u64, 120)
        };
        (0..windows).map(window).collect()
    }

    #[test]
    fn logs_without_change_are_not_split() {
        for share in [LIMIT, LIMIT / 5.0, 2.0 * LIMIT] {
            for windows in [7, 168] {
                let told = (0..200)
                    .filter(|&seed| {
                        split_of(&drawn(seed, windows, 0, (share, share)), LIMIT).is_some()
                    })
                    .count();
                assert!(told <= 5, "{told} of 200 at {share}, {windows} windows");
            }
        }
    }

    #[test]
    fn a_breach_at_the_end_is_found_where_it_begins() {
        let at = (0..200).filter_map(|seed| split_of(&drawn(seed, 168, 24, (0.0003, 0.02)), LIMIT));
        let at: Vec<usize> = at.collect();
        assert!(at.len() >= 198, "{}", at.len());
        let near = at.iter().filter(|at| at.abs_diff(144) <= 1).count();
        assert!(near >= 180, "{near}");
    }

    #[test]
    fn a_breach_that_was_mended_is_not_told() {
        let mut counts = drawn(1, 168, 96, (0.0003, 0.02));
        counts[96..].fill((0, 120));
        assert_eq!(split_of(&counts, LIMIT), None);
        assert_eq!(split_of(&[], LIMIT), None);
        assert_eq!(split_of(&[(5, 5)], LIMIT), None);
    }
}
