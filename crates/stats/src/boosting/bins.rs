//! Features in bins, so that a split is looked for among at most 256 places.

/// Bin of missing values.
pub const MISSING: u8 = 0;
/// Bins of a feature, with that of missing values.
pub const MOST_BINS: usize = 256;
/// Bins of the values of a number.
const NUMBER_BINS: usize = 64;
/// Names that have a bin of their own, the most frequent first.
const OWN_BINS: usize = 191;
/// Bins that all other names share.
const SHARED_BINS: usize = 64;

/// The values of a feature, row by row.
#[derive(Clone, Debug)]
pub enum Feature {
    /// Numbers; one that is not finite is missing.
    Numbers(Vec<f64>),
    /// Names by number, from 0; none where it is missing.
    Names(Vec<Option<u32>>),
}

/// A feature in bins.
pub struct Binned {
    /// The bin of each row.
    pub bins: Vec<u8>,
    /// Bins in use, with that of missing values.
    pub count: usize,
    /// Whether bins have no order.
    pub is_names: bool,
}

impl Binned {
    /// Puts a feature into bins without looking at the groups.
    ///
    /// Numbers: at most 64 bins of about equally many rows, equal numbers in one. Names: one bin for
    /// each of the 191 most frequent, the others by turns in 64.
    #[must_use]
    pub fn new(feature: &Feature) -> Self {
        match feature {
            Feature::Numbers(values) => of_numbers(values),
            Feature::Names(codes) => of_names(codes),
        }
    }
}

fn of_numbers(values: &[f64]) -> Binned {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let upper = upper_bounds(&sorted);
    let bin = |value: &f64| {
        if value.is_finite() {
            1 + upper.partition_point(|bound| bound < value).min(NUMBER_BINS - 1) as u8
        } else {
            MISSING
        }
    };
    Binned { bins: values.iter().map(bin).collect(), count: 1 + upper.len(), is_names: false }
}

/// The largest value of each bin: each bin takes a fair share of the rows that are left.
fn upper_bounds(sorted: &[f64]) -> Vec<f64> {
    let mut bounds = Vec::new();
    let mut start = 0;
    while start < sorted.len() {
        let bins_left = NUMBER_BINS - bounds.len();
        let fair = (sorted.len() - start).div_ceil(bins_left);
        let bound = sorted[start + fair - 1];
        bounds.push(bound);
        start += sorted[start..].partition_point(|&value| value <= bound);
    }
    bounds
}

fn of_names(codes: &[Option<u32>]) -> Binned {
    let names = codes.iter().flatten().max().map_or(0, |&code| code as usize + 1);
    let mut counts = vec![0_u32; names];
    codes.iter().flatten().for_each(|&code| counts[code as usize] += 1);
    let mut by_frequency: Vec<u32> = (0..names as u32).collect();
    by_frequency.sort_by_key(|&code| std::cmp::Reverse(counts[code as usize]));
    let mut bin_of = vec![MISSING; names];
    for (rank, &code) in by_frequency.iter().enumerate() {
        let bin = if rank < OWN_BINS { rank } else { OWN_BINS + rank % SHARED_BINS };
        bin_of[code as usize] = 1 + bin as u8;
    }
    Binned {
        bins: codes.iter().map(|code| code.map_or(MISSING, |code| bin_of[code as usize])).collect(),
        // The turns may begin anywhere, so that a few names may take the last of the shared bins.
        count: if names > OWN_BINS { MOST_BINS } else { 1 + names },
        is_names: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_share_a_bin_and_order_is_kept() {
        let values: Vec<f64> = (0..1_000).map(|i| f64::from(i / 3 % 300)).collect();
        let binned = Binned::new(&Feature::Numbers(values.clone()));
        assert!(binned.count <= 65);
        for (i, a) in values.iter().enumerate().step_by(7) {
            for (j, b) in values.iter().enumerate().step_by(11) {
                assert!(
                    a.total_cmp(b) != std::cmp::Ordering::Less || binned.bins[i] <= binned.bins[j]
                );
                assert!(a != b || binned.bins[i] == binned.bins[j]);
            }
        }
    }

    #[test]
    fn few_numbers_have_a_bin_each_and_missing_ones_their_own() {
        let values = vec![2.0, f64::NAN, 1.0, 2.0, f64::INFINITY, -5.0];
        assert_eq!(Binned::new(&Feature::Numbers(values)).bins, [3, 0, 2, 3, 0, 1]);
        let binned = Binned::new(&Feature::Numbers(vec![f64::NAN; 3]));
        assert_eq!((binned.bins, binned.count), (vec![0, 0, 0], 1));
    }

    #[test]
    fn frequent_names_have_a_bin_of_their_own() {
        let rare = (1..2_000).map(Some);
        let codes: Vec<Option<u32>> = [Some(0), Some(0), None].into_iter().chain(rare).collect();
        let binned = Binned::new(&Feature::Names(codes));
        assert_eq!((binned.bins[0], binned.bins[2], binned.count), (1, MISSING, 256));
        assert_eq!(binned.bins.iter().filter(|&&bin| bin == 1).count(), 2);
    }

    #[test]
    fn every_bin_is_among_those_in_use_for_any_number_of_names() {
        for names in [1, 190, 191, 192, 200, 254, 255, 256, 300] {
            let binned = Binned::new(&Feature::Names((0..names).map(Some).collect()));
            let largest = binned.bins.iter().copied().max().map_or(0, usize::from);
            assert!(largest < binned.count, "{names}: {largest} of {}", binned.count);
            assert!(binned.count <= MOST_BINS);
        }
    }
}
