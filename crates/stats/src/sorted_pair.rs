//! Every statistic of two sorted samples from one walk over them.
//!
//! A walk over a million values a side takes longer than what is added up on the way, because
//! which side comes next cannot be predicted. Who wants several statistics of the same samples
//! takes them from here; each equals what its own function gives.

use crate::{
    AndersonDarling, Cells, CramerVonMises, Ks, MannWhitney, Mood, Sorted,
    anderson_darling::WeightedGaps,
    cramer_von_mises::SquaredGaps,
    edges::sturges,
    effect::LargerPairs,
    energy_distance::SquaredArea,
    ks::LargestGap,
    mann_whitney::RankSum,
    merge,
    mood::SquaredRanks,
    noise::{BridgeFloors, BridgeGrid},
    rank_cells::CellsOfRanks,
    wasserstein::Area,
    wasserstein_trimmed::TrimmedArea,
};

/// What deepchecks cuts at either end.
const TAIL: f64 = 0.025;

/// Two sorted samples, neither of them empty, with what one walk over both gives.
pub struct SortedPair<'a> {
    reference: &'a Sorted,
    production: &'a Sorted,
    ks: Ks,
    wasserstein: f64,
    probability_larger: f64,
    energy: f64,
    trimmed: f64,
    distinct: usize,
    grid: BridgeGrid,
}

/// Tests that only the order of values decides.
#[derive(Clone, Debug, PartialEq)]
pub struct RankTests {
    /// As [`crate::anderson_darling`].
    pub anderson_darling: Option<AndersonDarling>,
    /// As [`crate::cramer_von_mises`].
    pub cramer_von_mises: CramerVonMises,
    /// As [`crate::mann_whitney`].
    pub mann_whitney: MannWhitney,
    /// As [`crate::mood()`].
    pub mood: Option<Mood>,
    /// As [`crate::rank_cells()`].
    pub cells: Cells,
}

impl<'a> SortedPair<'a> {
    /// Walks over both samples; `None` where a side is empty.
    #[must_use]
    pub fn new(reference: &'a Sorted, production: &'a Sorted) -> Option<Self> {
        let mut gap = LargestGap::new(reference, production)?;
        let mut area = Area::new(reference, production)?;
        let mut pairs = LargerPairs::new(reference, production)?;
        let mut energy = SquaredArea::new(reference, production)?;
        let mut trimmed = TrimmedArea::new(reference, production, TAIL)?;
        let mut grid = BridgeGrid::new(reference, production)?;
        let mut distinct = 0;
        merge::walk(reference, production, |step| {
            gap.visit(step);
            area.visit(step);
            pairs.visit(step);
            energy.visit(step);
            trimmed.visit(step);
            grid.visit(step);
            distinct += usize::from(step.is_gap());
        });
        Some(Self {
            reference,
            production,
            ks: gap.finish(),
            wasserstein: area.finish(),
            probability_larger: pairs.finish(),
            energy: energy.finish(),
            trimmed: trimmed.finish(),
            distinct,
            grid: grid.finish(),
        })
    }

    /// As [`crate::ks_two_sample`].
    #[must_use]
    pub fn ks(&self) -> Ks {
        self.ks
    }

    /// As [`crate::wasserstein()`].
    #[must_use]
    pub fn wasserstein(&self) -> f64 {
        self.wasserstein
    }

    /// As [`crate::noise::bridges`].
    #[must_use]
    pub fn bridge_floors(&self, draws: u32, seed: u32) -> Option<BridgeFloors> {
        self.grid.floors(draws, seed)
    }

    /// As [`crate::probability_larger`].
    #[must_use]
    pub fn probability_larger(&self) -> f64 {
        self.probability_larger
    }

    /// As [`crate::energy_distance`].
    #[must_use]
    pub fn energy_distance(&self) -> f64 {
        self.energy
    }

    /// As [`crate::wasserstein_trimmed`] without 2.5% at either end, as deepchecks.
    #[must_use]
    pub fn wasserstein_trimmed(&self) -> f64 {
        self.trimmed
    }

    /// Walks over both samples once more, for the tests on ranks; `None` where a side is empty,
    /// which it is not.
    #[must_use]
    pub fn rank_tests(&self, most_cells: u32) -> Option<RankTests> {
        let mut weighted = WeightedGaps::new(self.reference, self.production);
        let mut squared = SquaredGaps::new(self.reference, self.production)?;
        let mut ranks = RankSum::new(self.reference, self.production)?;
        let mut places = SquaredRanks::new(self.reference, self.production);
        let mut cells = CellsOfRanks::new(self.reference, self.production, most_cells);
        merge::runs(self.reference, self.production, |run| {
            if let Some(weighted) = &mut weighted {
                weighted.visit(run);
            }
            squared.visit(run);
            ranks.visit(run);
            places.visit(run);
            cells.visit(run);
        });
        Some(RankTests {
            anderson_darling: weighted.map(|gaps| gaps.finish()),
            cramer_von_mises: squared.finish(),
            mann_whitney: ranks.finish(),
            mood: places.finish(),
            cells: cells.finish(),
        })
    }

    /// Number of different values of both sides.
    #[must_use]
    pub fn distinct(&self) -> usize {
        self.distinct
    }

    /// As [`crate::sturges_edges_of_distinct`].
    #[must_use]
    pub fn sturges_edges_of_distinct(&self, integers: bool) -> Vec<f64> {
        sturges(self.reference, self.production, self.distinct, integers)
    }

    /// The cells of [`crate::hellinger_evidently`].
    #[must_use]
    pub fn cells_of_distinct(&self, integers: bool) -> Cells {
        let edges = self.sturges_edges_of_distinct(integers);
        Cells::from_edges(self.reference, self.production, &edges)
    }
}

#[cfg(test)]
mod tests {
    use super::SortedPair;
    use crate::{
        Sorted, anderson_darling, cramer_von_mises, energy_distance, hellinger,
        hellinger_evidently, ks_two_sample, mann_whitney, mood, noise, probability_larger,
        rank_cells,
        testing::{a, a2, b, b2, sorted},
        wasserstein, wasserstein_trimmed,
    };

    #[test]
    fn equals_every_function_of_its_own() {
        let ties = sorted(&[1.0, 1.0, 2.0, 5.0]);
        for (r, p) in [(a(), b()), (a2(), b2()), (ties.clone(), sorted(&[2.0; 3])), (ties, a())] {
            let pair = SortedPair::new(&r, &p).unwrap();
            assert_eq!(Some(pair.ks()), ks_two_sample(&r, &p));
            assert_eq!(Some(pair.wasserstein()), wasserstein(&r, &p));
            assert_eq!(pair.bridge_floors(50, 1), noise::bridges(&r, &p, 50, 1));
            assert_eq!(Some(pair.probability_larger()), probability_larger(&r, &p));
            assert_eq!(Some(pair.energy_distance()), energy_distance(&r, &p));
            assert_eq!(Some(pair.wasserstein_trimmed()), wasserstein_trimmed(&r, &p, 0.025));
            let tests = pair.rank_tests(10).unwrap();
            assert_eq!(tests.anderson_darling, anderson_darling(&r, &p));
            assert_eq!(Some(tests.cramer_von_mises), cramer_von_mises(&r, &p));
            assert_eq!(Some(tests.mann_whitney), mann_whitney(&r, &p));
            assert_eq!(tests.mood, mood(&r, &p));
            assert_eq!(tests.cells, rank_cells(&r, &p, 10));
            let found = hellinger(&pair.cells_of_distinct(false));
            assert_eq!(found, hellinger_evidently(&r, &p, false));
        }
        assert!(SortedPair::new(&a(), &Sorted::default()).is_none());
    }
}
