//! What chance alone makes of the expected calibration error: its values for a model whose every
//! probability is true, on these very scores (consistency resampling; Bröcker and Smith 2007).
//!
//! The positive rows of a bin are then a sum of independent draws with the chances of its scores, and
//! bins are independent. That sum is drawn as a binomial number with the same mean and, but for rounding
//! to whole rows, the same variance: exact where a bin's scores are equal, and right at both ends, where
//! it is nearly Poisson's law and where it is nearly the normal one. A seed gives the same draws
//! everywhere.
//!
//! This is the interval to hold the calibration error against. An interval around the error itself would
//! not hold what it says: an error of 0 cannot be seen, as chance adds to it and never takes away.

use rand::SeedableRng;
use rand_pcg::Pcg32;

use super::{Reliability, ReliabilityBin, calibration_error};
use crate::{Sorted, noise::draw_binomial};

/// Values of the expected calibration error where every probability is true.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Consistency {
    /// Their mean: what to subtract in the mind.
    pub expected: f64,
    /// 2.5th percentile.
    pub low: f64,
    /// 97.5th percentile.
    pub high: f64,
    /// 95th percentile: a larger error is told from chance at 5%.
    pub up_to: f64,
    /// Share of draws, with the observed one among them, whose error is as large as the observed one.
    pub p_value: f64,
    /// Seeded draws.
    pub draws: u32,
}

/// The values for these bins and scores; `None` where there is no row or under 39 draws, which have no
/// 97.5th percentile.
#[must_use]
pub fn consistency(diagram: &Reliability, draws: u32, seed: u32) -> Option<Consistency> {
    let observed = calibration_error(diagram)?.expected;
    if draws < 39 {
        return None;
    }
    let laws: Vec<Law> = diagram.filled().map(|(bin, _)| Law::of(bin)).collect();
    let mut rng = Pcg32::seed_from_u64(u64::from(seed));
    let mut error = || {
        let gap = |law: &Law| (law.draw(&mut rng) - law.mean).abs();
        laws.iter().map(gap).sum::<f64>() / diagram.rows as f64
    };
    let errors = Sorted::new((0..draws).map(|_| error()).collect()).ok()?;
    let values = errors.values();
    // A hair less, as sums of the same gaps may differ in their last bit.
    let as_large = values.iter().filter(|&&error| error >= observed * (1.0 - 1e-12)).count();
    Some(Consistency {
        expected: values.iter().sum::<f64>() / f64::from(draws),
        low: of_one_more(values, 0.025),
        high: of_one_more(values, 0.975),
        up_to: of_one_more(values, 0.95),
        p_value: (as_large + 1) as f64 / (f64::from(draws) + 1.0),
        draws,
    })
}

/// The value that one more draw is under with this probability (type 6 of Hyndman and Fan 1996).
fn of_one_more(values: &[f64], probability: f64) -> f64 {
    let place = probability * (values.len() + 1) as f64;
    let below = (libm::floor(place) as usize).clamp(1, values.len() - 1);
    values[below - 1] + (place - below as f64) * (values[below] - values[below - 1])
}

/// The law of a bin's positive rows.
struct Law {
    mean: f64,
    rows: u64,
    chance: f64,
}

impl Law {
    fn of(bin: &ReliabilityBin) -> Self {
        let mean = bin.scores;
        // Mean and variance of so many rows of one chance are those of the bin: the variance is
        // Σ p - Σ p², and that of the binomial law is `mean (1 - chance)`.
        let rows = libm::rint(mean * (mean / bin.squares)).clamp(libm::ceil(mean), bin.rows as f64);
        let chance = if rows > 0.0 { (mean / rows).min(1.0) } else { 0.0 };
        Self { mean, rows: rows as u64, chance }
    }

    fn draw(&self, rng: &mut Pcg32) -> f64 {
        if self.chance > 0.0 { draw_binomial(rng, self.rows, self.chance) as f64 } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::consistency;
    use crate::{
        calibration::{Bins, Reliability},
        performance::Scored,
        testing::assert_within,
    };

    // Expected: scipy 1.17.1, `k = numpy.arange(41); p = scipy.stats.binom.pmf(k, 40, .3)`,
    // `(p * abs(k - 12)).sum() / 40, p[abs(k - 12) >= 8].sum()`, and 0.15 as 95th and 97.5th percentile; 4,000 draws
    // are good to the tolerances.
    #[test]
    fn equals_the_law_of_one_bin() {
        let classes: Vec<bool> = (0..40).map(|row| row < 20).collect();
        let scored = Scored::new(&[0.3; 40], &classes).unwrap();
        let diagram = Reliability::new(&scored, Bins::EqualWidth(10)).unwrap();
        let chance = consistency(&diagram, 4_000, 1).unwrap();
        assert_within(chance.expected, 0.05736100465223587, 0.04);
        assert!((chance.p_value - 0.008815400443342846).abs() < 0.005, "{chance:?}");
        assert_eq!(chance.low, 0.0);
        assert_within(chance.high, 0.15, 1e-9);
        assert_within(chance.up_to, 0.15, 1e-9);
    }

    #[test]
    fn what_is_certain_has_no_spread() {
        let scored = Scored::new(&[0.0, 1.0, 1.0], &[false, true, true]).unwrap();
        let diagram = Reliability::new(&scored, Bins::EqualWidth(10)).unwrap();
        let chance = consistency(&diagram, 39, 1).unwrap();
        assert_eq!((chance.expected, chance.high, chance.p_value), (0.0, 0.0, 1.0));
        assert_eq!(consistency(&diagram, 38, 1), None);
    }
}
