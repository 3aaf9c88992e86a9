//! The change of a mean over rows, split by the cells of a column into what comes of other rows and what
//! comes of other values of like rows (Kitagawa 1955; Oaxaca 1973).
//!
//! With shares p and q of the cells and means m and l of the value in them, before and after,
//! `Σ q l - Σ p m = Σ (q - p) (m + l) / 2 + Σ (p + q) / 2 (l - m)`: the mix and the within part, each the
//! average of both orders of exchanging them. A cell that one side does not have says nothing of like rows:
//! its whole part is mix. The two parts add up to the change, as do those of the cells, whose mix is told
//! against the middle of both means.
//!
//! Intervals are closed forms of the first order: each row's influence on a part, by its cell's share and by
//! its cell's mean, gives the variance of each side. A cell of few rows is given the variance of its whole
//! side. On a column that has nothing to do with the value the mix is a product of two errors, and its
//! interval holds 0 in more than 95% of cases.
//!
//! Values must be finite. A mean over pairs of rows, as the area under a curve, is no mean over rows and has
//! no such parts. `None` where a side has fewer than two rows, or squares of the values leave the range of numbers.

use super::{CellSums, Estimate, Interval};
use crate::special::{Z_95, chi_square_sf};

/// Rows of a cell under which its own variance is not trusted.
const FEWEST_ROWS: f64 = 10.0;
/// Rows of a cell on each side under which it does not count for whether the within part is uneven.
const FEWEST_UNEVEN: f64 = 20.0;

/// The parts of a change.
#[derive(Clone, Debug, PartialEq)]
pub struct MixAndWithin {
    /// Mean after less mean before.
    pub change: Estimate,
    /// What comes of other shares of the cells.
    pub mix: Estimate,
    /// What comes of other means within cells.
    pub within: Estimate,
    /// Both parts of each cell.
    pub cells: Vec<CellPart>,
    /// How likely means of cells that changed so unevenly are, where all changed alike (Cochran 1954);
    /// `None` where fewer than two cells have 20 rows a side.
    pub uneven_p_value: Option<f64>,
}

/// The parts of one cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CellPart {
    /// Its part of the mix.
    pub mix: f64,
    /// Its part within.
    pub within: f64,
}

impl MixAndWithin {
    /// Of the cells before and after, in the same order.
    #[must_use]
    pub fn new(before: &[CellSums], after: &[CellSums]) -> Option<Self> {
        // No part hangs on where values are counted from.
        let origin = before.iter().chain(after).find(|cell| cell.rows > 0)?.origin;
        let measured_from = |cells: &[CellSums]| -> Vec<CellSums> {
            cells.iter().map(|cell| cell.measured_from(origin)).collect()
        };
        let (before, after) = (measured_from(before), measured_from(after));
        let [first, second] = [Side::new(&before)?, Side::new(&after)?];
        let centre = 0.5 * (first.mean + second.mean);
        let cells: Vec<Cell> =
            before.iter().zip(&after).map(|(b, a)| Cell::new(&first, *b, &second, *a)).collect();
        let part = |cell: &Cell| CellPart {
            mix: (cell.q - cell.p) * (cell.middle - centre),
            within: cell.within(),
        };
        let parts: Vec<CellPart> = cells.iter().map(part).collect();
        let variances = [
            Self::variances(&cells, first.rows, |cell| cell.before()),
            Self::variances(&cells, second.rows, |cell| cell.after()),
        ];
        let error = |of: usize| (variances[0][of] + variances[1][of]).sqrt();
        let change = second.mean - first.mean;
        let change_error =
            (first.variance / first.rows + second.variance / second.rows).max(0.0).sqrt();
        let mix = parts.iter().map(|part| part.mix).sum();
        let told = Self {
            change: estimate(change, change_error),
            mix: estimate(mix, error(0)),
            within: estimate(parts.iter().map(|part| part.within).sum(), error(1)),
            uneven_p_value: uneven(&cells).filter(|p| p.is_finite()),
            cells: parts,
        };
        told.is_finite().then_some(told)
    }

    fn is_finite(&self) -> bool {
        let is_finite = |of: &Estimate| {
            let ends = of.interval.map_or((0.0, 0.0), |ends| (ends.low, ends.high));
            [of.value, ends.0, ends.1].iter().all(|number| number.is_finite())
        };
        [self.change, self.mix, self.within].iter().all(is_finite)
            && self.cells.iter().all(|cell| cell.mix.is_finite() && cell.within.is_finite())
    }

    /// Variance that one side gives the mix and the within part.
    fn variances(cells: &[Cell], rows: f64, of: impl Fn(&Cell) -> Influence) -> [f64; 2] {
        let influences: Vec<Influence> =
            cells.iter().map(of).filter(|influence| influence.share > 0.0).collect();
        let mean = |by: fn(&Influence) -> f64| -> f64 {
            influences.iter().map(|influence| influence.share * by(influence)).sum()
        };
        let variance = |by: fn(&Influence) -> f64, slope: fn(&Influence) -> f64| -> f64 {
            let centre = mean(by);
            let of_cell = |influence: &Influence| {
                let (off, slope) = (by(influence) - centre, slope(influence));
                influence.share * (off * off + slope * slope * influence.variance)
            };
            influences.iter().map(of_cell).sum::<f64>() / rows
        };
        [variance(|i| i.mix, |i| i.mix_by_mean), variance(|i| i.within, |i| i.within_by_mean)]
    }
}

/// All rows of a side; means are told from the common origin.
struct Side {
    rows: f64,
    mean: f64,
    variance: f64,
}

impl Side {
    fn new(cells: &[CellSums]) -> Option<Self> {
        let all = cells.iter().fold(CellSums::default(), |all, cell| all.merge(*cell));
        (all.rows > 1).then(|| Self {
            rows: all.rows as f64,
            mean: all.mean_distance().unwrap_or(0.0),
            variance: all.variance(),
        })
    }
}

/// A cell on both sides.
struct Cell {
    rows: [f64; 2],
    p: f64,
    q: f64,
    /// Mean of the value before and after, that of the other side where a side has no rows.
    means: [f64; 2],
    variances: [f64; 2],
    middle: f64,
}

impl Cell {
    fn new(first: &Side, before: CellSums, second: &Side, after: CellSums) -> Self {
        let (m, l) = (before.mean_distance(), after.mean_distance());
        let means = [m.or(l).unwrap_or(0.0), l.or(m).unwrap_or(0.0)];
        let variance = |side: &Side, cell: CellSums| {
            let own = cell.variance();
            if cell.rows as f64 >= FEWEST_ROWS { own } else { own.max(side.variance) }
        };
        Self {
            rows: [before.rows as f64, after.rows as f64],
            p: before.rows as f64 / first.rows,
            q: after.rows as f64 / second.rows,
            means,
            variances: [variance(first, before), variance(second, after)],
            middle: 0.5 * (means[0] + means[1]),
        }
    }

    fn within(&self) -> f64 {
        0.5 * (self.p + self.q) * (self.means[1] - self.means[0])
    }

    /// How much of the cell's middle is the mean of one side: all where the other has no rows.
    fn part(&self, other: usize) -> f64 {
        if self.rows[other] == 0.0 { 1.0 } else { 0.5 }
    }

    fn before(&self) -> Influence {
        self.influence(0, self.p, -1.0)
    }

    fn after(&self) -> Influence {
        self.influence(1, self.q, 1.0)
    }

    fn influence(&self, side: usize, share: f64, sign: f64) -> Influence {
        let is_shared = self.rows[1 - side] > 0.0;
        let rise = self.means[1] - self.means[0];
        let both = 0.5 * (self.p + self.q);
        Influence {
            share,
            variance: self.variances[side],
            mix: sign * self.middle,
            mix_by_mean: (self.q - self.p) * self.part(1 - side) / share,
            within: 0.5 * rise,
            within_by_mean: if is_shared { sign * both / share } else { 0.0 },
        }
    }
}

/// What a row of a cell adds to the parts: by being of the cell, and by its value's distance from the mean.
struct Influence {
    share: f64,
    variance: f64,
    mix: f64,
    mix_by_mean: f64,
    within: f64,
    within_by_mean: f64,
}

fn estimate(value: f64, error: f64) -> Estimate {
    let half = Z_95 * error;
    let interval = half.is_finite().then_some(Interval { low: value - half, high: value + half });
    Estimate { value, interval }
}

/// Cochran's test that the means of all cells changed alike.
fn uneven(cells: &[Cell]) -> Option<f64> {
    let known = |cell: &&Cell| cell.rows.iter().all(|rows| *rows >= FEWEST_UNEVEN);
    let rise = |cell: &Cell| {
        let variance: f64 = cell.variances.iter().zip(cell.rows).map(|(v, n)| v / n).sum();
        (cell.means[1] - cell.means[0], variance)
    };
    let rises: Vec<(f64, f64)> = cells.iter().filter(known).map(rise).collect();
    if rises.len() < 2 || rises.iter().any(|(_, variance)| *variance <= 0.0) {
        return None;
    }
    let weight: f64 = rises.iter().map(|(_, variance)| 1.0 / variance).sum();
    let mean = rises.iter().map(|(rise, variance)| rise / variance).sum::<f64>() / weight;
    let square = |(rise, variance): &(f64, f64)| (rise - mean) * (rise - mean) / variance;
    let statistic: f64 = rises.iter().map(square).sum();
    Some(chi_square_sf(statistic, (rises.len() - 1) as f64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::assert_close;

    /// What tests/goldens/attribution.py prints: mix, within, their standard errors, the p-value of Cochran's
    /// test; numpy 2.4.6, scipy 1.17.1.
    const GOLDEN: [f64; 5] = [
        0.093,
        0.026,
        0.009_538_748_371_847_69,
        0.018_824_667_940_647_438,
        0.885_011_924_080_452_4,
    ];

    fn cell(values: &[f64]) -> CellSums {
        let mut sums = CellSums::default();
        values.iter().for_each(|value| sums.add(*value));
        sums
    }

    fn rates(cells: &[(u64, u64)]) -> Vec<CellSums> {
        let values = |&(rows, ones): &(u64, u64)| -> Vec<f64> {
            (0..rows).map(|row| f64::from(u8::from(row < ones))).collect()
        };
        cells.iter().map(|counts| cell(&values(counts))).collect()
    }

    #[test]
    fn equals_numpy() {
        let before = rates(&[(600, 60), (300, 60), (100, 50)]);
        let after = rates(&[(300, 36), (400, 88), (300, 165)]);
        let parts = MixAndWithin::new(&before, &after).unwrap();
        assert_close(parts.change.value, 0.119);
        assert_close(parts.mix.value, GOLDEN[0]);
        assert_close(parts.within.value, GOLDEN[1]);
        let half = |estimate: Estimate| {
            let interval = estimate.interval.unwrap();
            0.5 * (interval.high - interval.low) / Z_95
        };
        assert!((half(parts.mix) - GOLDEN[2]).abs() < 1e-8, "{}", half(parts.mix));
        assert!((half(parts.within) - GOLDEN[3]).abs() < 1e-8, "{}", half(parts.within));
        assert_close(parts.uneven_p_value.unwrap(), GOLDEN[4]);
    }

    #[test]
    fn parts_add_up_and_change_their_sign_with_the_sides() {
        let before = [cell(&[1.0, 2.0, 4.0]), cell(&[3.0]), cell(&[]), cell(&[0.5, 0.7])];
        let after = [cell(&[2.0]), cell(&[]), cell(&[9.0, 8.0, 1.0]), cell(&[0.1, 0.9])];
        let there = MixAndWithin::new(&before, &after).unwrap();
        let back = MixAndWithin::new(&after, &before).unwrap();
        assert_close(there.mix.value + there.within.value, there.change.value);
        assert_close(there.mix.value, -back.mix.value);
        assert_close(there.within.value, -back.within.value);
        let mix: f64 = there.cells.iter().map(|cell| cell.mix).sum();
        assert_close(mix, there.mix.value);
        assert_eq!((there.cells[1].within, there.cells[2].within), (0.0, 0.0));
    }

    /// Sixteenths, which stay what they are under an offset of 1e12.
    fn sixteenths(rows: u32, step: u32, offset: f64) -> Vec<f64> {
        (0..rows).map(|row| f64::from((row * step) % 97) / 16.0 + offset).collect()
    }

    #[test]
    fn an_offset_costs_no_digits() {
        let of = |offset: f64| {
            let before = [cell(&sixteenths(300, 31, offset)), cell(&sixteenths(200, 7, offset))];
            let after = [cell(&sixteenths(100, 29, offset)), cell(&sixteenths(350, 13, offset))];
            MixAndWithin::new(&before, &after).unwrap()
        };
        let (near, far) = (of(0.0), of(1e12));
        let parts = |of: &MixAndWithin| [of.change, of.mix, of.within];
        for (near, far) in parts(&near).into_iter().zip(parts(&far)) {
            assert_close(far.value, near.value);
            assert_close(far.interval.unwrap().low, near.interval.unwrap().low);
        }
        assert_close(far.uneven_p_value.unwrap(), near.uneven_p_value.unwrap());
    }

    #[test]
    fn parts_of_a_cell_merge_into_the_whole() {
        let values = sixteenths(500, 31, 1e12);
        let whole = cell(&values);
        for cut in [0, 1, 123, 500] {
            let merged = cell(&values[..cut]).merge(cell(&values[cut..]));
            assert_close(merged.variance(), whole.variance());
            assert_close(merged.mean().unwrap(), whole.mean().unwrap());
        }
    }

    #[test]
    fn the_same_rows_have_no_parts_and_too_few_have_none() {
        let rows = [cell(&[1.0, 2.0]), cell(&[4.0, 4.0, 7.0])];
        let parts = MixAndWithin::new(&rows, &rows).unwrap();
        assert_eq!((parts.mix.value, parts.within.value, parts.change.value), (0.0, 0.0, 0.0));
        assert_eq!(MixAndWithin::new(&[cell(&[1.0])], &rows[..1]), None);
        assert_eq!(MixAndWithin::new(&[], &[]), None);
    }
}
