//! The honest verdict: size against its noise floor, and chance against all columns together.
//!
//! 1. Too few values: not enough data.
//! 2. Where chance alone reaches the moderate band, what PSI has over its expected value is the size; and
//!    where chance scatters by a whole band around it, or the expected value is one, not enough data,
//!    unless the shift stands out of the noise by a whole band and is not chance.
//! 3. An adjusted p-value at or over the accepted share of false discoveries: stable.
//! 4. Otherwise the size decides: negligible, moderate or significant.

use report::{ColumnDrift, Convention, Says, Verdict, format};

use crate::Study;

/// Judges a measured column whose p-value is adjusted, and says why.
pub fn judge(study: &Study<'_>, column: &mut ColumnDrift, tests: usize) {
    set_verdict(study, column, tests);
    if column.verdict == Verdict::NotEnoughData {
        say_nothing(column);
    } else if Evidence::of(column).is_some_and(|evidence| evidence.is_noisy(study)) {
        say_what_is_left(column);
    }
}

/// What the leading measure says, where chance's average is taken off it before it is held against the
/// limits.
fn say_what_is_left(column: &mut ColumnDrift) {
    let says = match column.verdict {
        Verdict::Significant => Says::Drift,
        Verdict::Moderate => Says::Moderate,
        _ => Says::Pass,
    };
    let leading = column.leading.and_then(|leading| column.measures.get_mut(leading as usize));
    if let Some(leading) = leading {
        leading.says = Some(says);
    }
}

/// Takes back what the own measures say of a column that is not judged: a limit alone is no verdict.
/// The other conventions are left to speak as their tools do.
fn say_nothing(column: &mut ColumnDrift) {
    let own = column.measures.iter_mut().filter(|m| m.convention == Convention::Driftglass);
    own.for_each(|measure| measure.says = None);
}

fn set_verdict(study: &Study<'_>, column: &mut ColumnDrift, tests: usize) {
    if !column.reason.is_empty() {
        column.verdict = Verdict::NotEnoughData;
        return;
    }
    let Some(evidence) = Evidence::of(column) else {
        (column.verdict, column.reason) = (Verdict::NotEnoughData, without_evidence(column));
        return;
    };
    column.verdict = evidence.verdict(study);
    column.reason = evidence.reason(study, column, tests);
}

/// Why a column could not be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotJudged {
    /// Too few values on a side.
    Thin,
    /// The two sides hold kinds of values that cannot be compared.
    Kinds,
    /// Every value of a side is missing.
    Empty,
    /// The distance, its noise floor or its test has no value.
    NotComputable,
}

/// Why a column whose verdict is that it could not be judged was not.
pub fn not_judged(study: &Study<'_>, column: &ColumnDrift) -> NotJudged {
    let are_kinds_apart = || study.joint_kind(&column.column).is_none();
    if column.n.reference == 0 || column.n.production == 0 {
        NotJudged::Empty
    } else if column.measures.is_empty() && are_kinds_apart() {
        NotJudged::Kinds
    } else if Evidence::of(column).is_some() {
        NotJudged::Thin
    } else {
        NotJudged::NotComputable
    }
}

/// The numbers that a verdict rests on, of a column or of one of its windows.
pub struct Evidence {
    /// Values on the thinner side.
    pub fewest: u64,
    pub psi: f64,
    pub noise_expected: f64,
    pub noise_p95: f64,
    pub p_adjusted: f64,
}

impl Evidence {
    fn of(column: &ColumnDrift) -> Option<Self> {
        let leading = column.leading_measure()?;
        let noise = leading.noise?;
        Some(Self {
            fewest: column.n.reference.min(column.n.production),
            psi: leading.value?,
            noise_expected: noise.expected,
            noise_p95: noise.p95,
            p_adjusted: column.p_adjusted?,
        })
    }

    /// What they come to.
    pub fn verdict(&self, study: &Study<'_>) -> Verdict {
        let settings = &study.settings.drift;
        if self.fewest < settings.min_values || self.is_lost_in_noise(study) {
            return Verdict::NotEnoughData;
        }
        if self.is_chance(study) {
            Verdict::Stable
        } else if self.size(study) < settings.psi_moderate {
            Verdict::Negligible
        } else if self.size(study) < settings.psi_significant {
            Verdict::Moderate
        } else {
            Verdict::Significant
        }
    }

    /// Whether chance alone reaches the moderate band.
    fn is_noisy(&self, study: &Study<'_>) -> bool {
        self.noise_p95 >= study.settings.drift.psi_moderate
    }

    /// PSI, but where the noise is large what is left of it without that.
    fn size(&self, study: &Study<'_>) -> f64 {
        if self.is_noisy(study) { self.psi - self.noise_expected } else { self.psi }
    }

    /// Whether the noise hides how large a shift is, or that there is one: it scatters by a whole band,
    /// or is a band by itself on average, and what was found does not stand out.
    fn is_lost_in_noise(&self, study: &Study<'_>) -> bool {
        let moderate = study.settings.drift.psi_moderate;
        let is_wide = self.noise_p95 - self.noise_expected >= moderate;
        let is_high = self.noise_expected >= moderate;
        let stands_out = !self.is_chance(study)
            && self.psi > self.noise_p95
            && self.psi - self.noise_expected >= moderate;
        (is_wide || is_high) && !stands_out
    }

    fn is_chance(&self, study: &Study<'_>) -> bool {
        self.p_adjusted >= study.settings.drift.false_discovery_rate
    }

    fn reason(&self, study: &Study<'_>, column: &ColumnDrift, tests: usize) -> String {
        let psi = format::distance(self.psi);
        let p95 = format::distance(self.noise_p95);
        let p = adjusted_in_words(self.p_adjusted, tests);
        let settings = &study.settings.drift;
        match column.verdict {
            Verdict::NotEnoughData if self.is_chance(study) => self.too_thin(study, column),
            Verdict::NotEnoughData => format!(
                "{} Chance alone is unlikely all the same: {p}; PSI {psi}, by chance up to {p95}.",
                self.too_thin(study, column)
            ),
            Verdict::Stable if self.psi > self.noise_p95 => format!(
                "The test does not tell it from chance: {p}. But PSI {psi} is above its noise floor ({p95}, 95%): more rows would settle it."
            ),
            Verdict::Stable => {
                format!(
                    "The test does not tell it from chance: {p}; PSI {psi}, by chance up to {p95}."
                )
            }
            Verdict::Negligible if self.is_noisy(study) => format!(
                "Not chance ({p}), and under the limit: PSI {psi} is less than {} over what chance gives on average ({}).",
                format::exact(settings.psi_moderate),
                format::distance(self.noise_expected),
            ),
            Verdict::Negligible => {
                let limit = settings.psi_moderate;
                let psi = format::distance_under(self.psi, limit);
                format!(
                    "Not chance ({p}), and under the limit: PSI {psi} is under {}.",
                    format::exact(limit)
                )
            }
            Verdict::Moderate | Verdict::Significant if self.is_noisy(study) => {
                let what = match column.verdict {
                    Verdict::Moderate => ("of moderate size", settings.psi_moderate),
                    _ => ("large", settings.psi_significant),
                };
                format!(
                    "Not chance ({p}), and {}: of PSI {psi} chance gives {} on average, and the {} that is left is over the limit of {}.",
                    what.0,
                    format::distance(self.noise_expected),
                    format::distance(self.size(study)),
                    format::exact(what.1)
                )
            }
            Verdict::Moderate => format!(
                "Not chance ({p}), and of moderate size: PSI {psi}, where chance gives up to {p95}."
            ),
            Verdict::Significant => {
                format!("Not chance ({p}), and large: PSI {psi}, where chance gives up to {p95}.")
            }
        }
    }

    fn too_thin(&self, study: &Study<'_>, column: &ColumnDrift) -> String {
        let settings = &study.settings.drift;
        let fewest = column.n.reference.min(column.n.production);
        let rows = format::plural(fewest, "value", "values");
        if fewest < settings.min_values {
            return format!(
                "{rows} on the thinner side; {} are needed.",
                format::count(settings.min_values)
            );
        }
        format!(
            "{rows} on the thinner side. At this size chance alone gives a PSI of up to {}. About {} on each side would settle it.",
            format::distance(self.noise_p95),
            format::plural(self.enough_values(study, column), "value", "values"),
        )
    }

    /// Values a side at which chance gives a PSI of at most half the moderate band, and so does not hide
    /// a shift of that size.
    ///
    /// The noise floor of PSI is in proportion to 1/n₁ + 1/n₂.
    fn enough_values(&self, study: &Study<'_>, column: &ColumnDrift) -> u64 {
        let spread = 1.0 / column.n.reference as f64 + 1.0 / column.n.production as f64;
        let target = study.settings.drift.psi_moderate / 2.0;
        let needed = 2.0 * self.noise_p95 / (spread * target);
        round_up_to_two_digits(needed)
    }
}

fn round_up_to_two_digits(value: f64) -> u64 {
    let unit = libm::exp10((libm::floor(libm::log10(value.max(10.0))) - 1.0).max(0.0));
    (libm::ceil(value / unit) * unit) as u64
}

fn adjusted_in_words(p_adjusted: f64, tests: usize) -> String {
    let p = format::p_equals(p_adjusted);
    if tests > 1 { format!("{p} after adjusting for {tests} columns") } else { p }
}

/// Why there is nothing to judge.
fn without_evidence(column: &ColumnDrift) -> String {
    let empty = match (column.n.reference, column.n.production) {
        (0, 0) => "on both sides",
        (0, _) => "in the reference",
        (_, 0) => "in production",
        _ => {
            return "Not computable: the distance, its noise floor or its test has no value."
                .to_owned();
        }
    };
    format!("Not computable: every value is missing {empty}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enough_is_a_round_number() {
        assert_eq!(round_up_to_two_digits(1_441.0), 1_500);
        assert_eq!(round_up_to_two_digits(3.0), 3);
        assert_eq!(round_up_to_two_digits(100.0), 100);
    }
}
