//! Whether counts differ by the place in a cycle, as by the weekday.
//!
//! Windows in order make cycles of as many each; their counts are summed up by place in the cycle. The
//! statistic is chi-square of homogeneity over the places. Its p-value is that of exchanging windows
//! within their cycle, which keeps whatever differs from cycle to cycle, a drift among it, and needs no
//! law of how rows of one window hang together: `(1 + draws that are as large) / (1 + draws)`. Windows
//! without values count as they stand.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;

use crate::{Cells, psi_floored};

/// Counts of windows by their place in a cycle.
#[derive(Clone, Debug)]
pub struct Season<'a> {
    cycles: Vec<Vec<&'a Vec<u64>>>,
    length: usize,
    all: Vec<u64>,
    /// The largest PSI of the windows at one place from those at the others.
    pub psi: f64,
}

impl<'a> Season<'a> {
    /// The season of counts in the same cells each, `length` of them a cycle; `None` under two whole
    /// cycles or where there are no values. Shares under `floor` are raised to it in PSI.
    #[must_use]
    pub fn of(windows: &'a [Vec<u64>], length: usize, floor: f64) -> Option<Self> {
        let cycles: Vec<Vec<&Vec<u64>>> =
            windows.chunks_exact(length.max(1)).map(|cycle| cycle.iter().collect()).collect();
        if length < 2 || cycles.len() < 2 {
            return None;
        }
        let sums = by_place(&cycles, length);
        let all = sum(&sums);
        let psi = sums.iter().filter_map(|own| {
            let others = all.iter().zip(own).map(|(all, own)| all - own).collect();
            Some(psi_floored(&Cells { reference: others, production: own.clone() }, floor)?.value)
        });
        let psi = psi.reduce(f64::max)?;
        Some(Self { cycles, length, all, psi })
    }

    /// Chance of places that differ as much where none does, from so many exchanges.
    #[must_use]
    pub fn p_value(&self, draws: u32, seed: u32) -> f64 {
        let statistic =
            |cycles: &[Vec<&Vec<u64>>]| chi_square(&by_place(cycles, self.length), &self.all);
        // Sums in another order differ in their last bits.
        let rounding = 1e-12 * self.all.iter().sum::<u64>() as f64;
        let found = statistic(&self.cycles) - rounding;
        let mut rng = Pcg32::seed_from_u64(u64::from(seed));
        let mut cycles = self.cycles.clone();
        let as_large = (0..draws).filter(|_| {
            cycles.iter_mut().for_each(|cycle| shuffle(cycle, &mut rng));
            statistic(&cycles) >= found
        });
        (1 + as_large.count()) as f64 / f64::from(1 + draws)
    }
}

fn shuffle(cycle: &mut [&Vec<u64>], rng: &mut Pcg32) {
    for place in (1..cycle.len()).rev() {
        // Not usize, whose width differs in WebAssembly.
        cycle.swap(place, rng.random_range(0..=place as u64) as usize);
    }
}

fn by_place(cycles: &[Vec<&Vec<u64>>], length: usize) -> Vec<Vec<u64>> {
    (0..length).map(|place| sum(cycles.iter().map(|cycle| cycle[place]))).collect()
}

fn sum<'a>(counts: impl IntoIterator<Item = &'a Vec<u64>>) -> Vec<u64> {
    counts.into_iter().fold(Vec::new(), |mut sum, counts| {
        sum.resize(sum.len().max(counts.len()), 0);
        sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        sum
    })
}

/// Chi-square of homogeneity of rows of counts, which add up to `all`.
fn chi_square(rows: &[Vec<u64>], all: &[u64]) -> f64 {
    let total = all.iter().sum::<u64>() as f64;
    let of_row = |row: &Vec<u64>| {
        let n = row.iter().sum::<u64>() as f64;
        let terms = row.iter().zip(all).filter(|(_, all)| n > 0.0 && **all > 0);
        terms.map(|(count, all)| (*count as f64) * (*count as f64) / *all as f64 / n).sum::<f64>()
    };
    total * (rows.iter().map(of_row).sum::<f64>() - 1.0)
}

#[cfg(test)]
mod tests {
    use super::{Season, chi_square};
    use crate::testing::assert_close;

    // Expected: scipy.stats.chi2_contingency([[10, 20, 5], [12, 9, 30], [7, 7, 7]]).statistic, 1.17.1.
    #[test]
    fn chi_square_is_scipys() {
        let rows = [vec![10, 20, 5], vec![12, 9, 30], vec![7, 7, 7]];
        assert_close(chi_square(&rows, &[29, 36, 42]), 20.915_100_139_672_727);
    }

    /// Two of seven windows with other counts, in each of eight cycles: no exchange gives as much.
    #[test]
    fn a_season_is_seen_and_a_step_is_none() {
        let with = |is_other: fn(usize) -> bool| -> Vec<Vec<u64>> {
            (0..56).map(|i| if is_other(i) { vec![10, 90] } else { vec![50, 50] }).collect()
        };
        let weekly = with(|i| i % 7 > 4);
        let weekly = Season::of(&weekly, 7, 1e-4).unwrap();
        assert!(weekly.psi > 0.3, "{}", weekly.psi);
        assert_close(weekly.p_value(199, 1), 0.005);
        let step = with(|i| i > 30);
        assert!(Season::of(&step, 7, 1e-4).unwrap().p_value(199, 1) > 0.05);
    }

    #[test]
    fn what_cannot_be_told() {
        for (windows, length) in [(vec![], 7), (vec![vec![1, 2]; 8], 7), (vec![vec![1, 2]; 8], 1)] {
            assert!(Season::of(&windows, length, 1e-4).is_none());
        }
        assert!(Season::of(&vec![vec![0, 0]; 14], 7, 1e-4).is_none());
        let same = vec![vec![1, 2]; 14];
        assert_close(Season::of(&same, 7, 1e-4).unwrap().p_value(9, 1), 1.0);
    }
}
