//! Random splits that are drawn once for whoever asks for the same again.
//!
//! One column has several distances on the same cells, and shuffles of so many values do not even
//! depend on the cells: drawn anew for each, splits would take most of a comparison's time. The last
//! few sequences are kept, each up to a size. What is kept changes no number: a sequence follows from its
//! law and its seed alone.

use std::cell::RefCell;

use rand::{Rng, RngExt, SeedableRng};
use rand_pcg::Pcg32;

use super::{
    edge::{self, Edge},
    hypergeometric::draw_hypergeometric,
};

/// Sequences that are kept.
const SEQUENCES: usize = 4;
/// Numbers of a sequence that are kept: 4 MB.
const MOST_KEPT: usize = 500_000;

thread_local! {
    /// Those used last, the latest at the end.
    static KEPT: RefCell<Vec<Splits>> = const { RefCell::new(Vec::new()) };
}

/// How the pooled values are split.
#[derive(PartialEq)]
pub(super) enum Way {
    /// So many of the values are drawn: a split is their places.
    Shuffle { values: u64, drawn: u64 },
    /// A hypergeometric number per cell with so many pooled values, given those before it: a split is
    /// the reference's values in each.
    ByCell { pooled: Vec<u64>, reference: u64 },
    /// So many values between quantiles of so many others: a split is production's values in each cell.
    ByQuantile { edges: Vec<Edge>, reference: u64, production: u64 },
}

/// A sequence of splits.
pub(super) struct Splits {
    way: Way,
    seed: u32,
    rng: Pcg32,
    /// All places in the order of the last shuffle.
    shuffled: Vec<u32>,
    last: Vec<u64>,
    drawn: usize,
    kept: Vec<u64>,
}

impl Splits {
    /// The sequence of a law and a seed, with what is kept of it.
    pub fn of(way: Way, seed: u32) -> Self {
        let kept = KEPT.with_borrow_mut(|kept| {
            let found = kept.iter().position(|splits| splits.seed == seed && splits.way == way)?;
            Some(kept.remove(found))
        });
        kept.unwrap_or_else(|| Self::new(way, seed))
    }

    fn new(way: Way, seed: u32) -> Self {
        let (shuffled, width) = match &way {
            Way::Shuffle { values, drawn } => ((0..*values as u32).collect(), *drawn as usize),
            Way::ByCell { pooled, .. } => (Vec::new(), pooled.len()),
            Way::ByQuantile { edges, .. } => (Vec::new(), edges.len() + 1),
        };
        let rng = Pcg32::seed_from_u64(u64::from(seed));
        Self { way, seed, rng, shuffled, last: vec![0; width], drawn: 0, kept: Vec::new() }
    }

    /// A split by its number; those that are not kept, one after the other.
    pub fn at(&mut self, number: usize) -> &[u64] {
        let width = self.last.len();
        let place = number * width..(number + 1) * width;
        if place.end > self.kept.len() {
            self.draw();
            if self.kept.len() == place.start && place.end <= MOST_KEPT {
                self.kept.extend_from_slice(&self.last);
            }
            return &self.last;
        }
        &self.kept[place]
    }

    /// Keeps the sequence, unless a part of it is not.
    pub fn keep(self) {
        if self.kept.len() < self.drawn * self.last.len() {
            return;
        }
        KEPT.with_borrow_mut(|kept| {
            if kept.len() == SEQUENCES {
                kept.remove(0);
            }
            kept.push(self);
        });
    }

    fn draw(&mut self) {
        self.drawn += 1;
        match &self.way {
            // Fisher and Yates' shuffle, as far as it is needed.
            Way::Shuffle { .. } => {
                for (place, drawn) in self.last.iter_mut().enumerate() {
                    shuffle_one(&mut self.rng, &mut self.shuffled, place);
                    *drawn = u64::from(self.shuffled[place]);
                }
            }
            Way::ByCell { pooled, reference } => {
                let (mut to_draw, mut left) = (*reference, pooled.iter().sum::<u64>());
                for (&count, drawn) in pooled.iter().zip(&mut self.last) {
                    left -= count;
                    *drawn = draw_hypergeometric(&mut self.rng, count, left, to_draw);
                    to_draw -= *drawn;
                }
            }
            Way::ByQuantile { edges, reference, production } => {
                let sizes = (*reference, *production);
                edge::draw(&mut self.rng, edges, sizes, &mut self.last);
            }
        }
    }
}

/// Puts a random one of the values from a place on into that place.
fn shuffle_one(rng: &mut impl Rng, values: &mut [u32], place: usize) {
    // Not usize, whose width differs in WebAssembly.
    let other = rng.random_range(place as u64..values.len() as u64);
    values.swap(place, other as usize);
}

#[cfg(test)]
mod tests {
    use super::{KEPT, MOST_KEPT, SEQUENCES, Splits, Way};

    fn by_cell(first: u64) -> Way {
        Way::ByCell { pooled: vec![first, 300, 20], reference: 200 }
    }

    #[test]
    fn a_kept_sequence_goes_on_as_one_drawn_anew() {
        let ways: [fn() -> Way; 2] = [|| by_cell(100), || Way::Shuffle { values: 50, drawn: 20 }];
        for way in ways {
            let mut anew = Splits::new(way(), 3);
            let all: Vec<Vec<u64>> = (0..9).map(|i| anew.at(i).to_vec()).collect();
            for until in [4, 2, 9] {
                let mut splits = Splits::of(way(), 3);
                for (i, expected) in all.iter().enumerate().take(until) {
                    assert_eq!(splits.at(i), expected);
                }
                splits.keep();
            }
            assert_ne!(Splits::of(way(), 4).at(0), all[0]);
        }
    }

    #[test]
    fn neither_many_nor_long_sequences_are_kept() {
        for first in 0..10 {
            let mut splits = Splits::of(by_cell(first), 1);
            splits.at(0);
            splits.keep();
        }
        assert_eq!(KEPT.with_borrow(Vec::len), SEQUENCES);
        let long = Way::Shuffle { values: 1_000, drawn: 400 };
        let mut splits = Splits::of(long, 1);
        (0..=MOST_KEPT / 400).for_each(|i| assert_eq!(splits.at(i).len(), 400));
        assert!(splits.kept.len() <= MOST_KEPT);
        splits.keep();
        assert!(KEPT.with_borrow(|kept| kept.iter().all(|splits| splits.last.len() == 3)));
    }
}
