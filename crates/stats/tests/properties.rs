//! What must hold for any input.

#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

use proptest::{collection::vec, prelude::*};
use stats::{
    Cells, LogBase, Moments, Sorted, benjamini_hochberg, chi_square_homogeneity,
    chi_square_sparse_p, cramers_v, hellinger, jensen_shannon, ks_exact_p, ks_two_sample,
    probability_larger, psi_floored, quantile, quantile_edges, special, sturges_edges,
    total_variation, wasserstein,
};

/// Samples with ties: quarters between -25 and 25.
fn sample() -> impl Strategy<Value = Vec<f64>> {
    vec((-100_i32..100).prop_map(|quarters| f64::from(quarters) / 4.0), 1..80)
}

fn cells() -> impl Strategy<Value = Cells> {
    vec((0_u64..50, 0_u64..50), 1..12).prop_map(|mut pairs| {
        pairs.push((1, 1));
        let (reference, production) = pairs.into_iter().unzip();
        Cells { reference, production }
    })
}

fn sorted(values: &[f64]) -> Sorted {
    Sorted::new(values.to_vec()).unwrap()
}

fn swapped(cells: &Cells) -> Cells {
    Cells { reference: cells.production.clone(), production: cells.reference.clone() }
}

type Distance = fn(&Cells) -> Option<f64>;

/// Distances that are symmetric, 0 on equal shares, and at most the number given.
fn distances() -> [(Distance, f64); 5] {
    [
        (|cells| Some(psi_floored(cells, 0.001)?.value), f64::INFINITY),
        (|cells| jensen_shannon(cells, LogBase::Two), 1.0),
        (hellinger, 1.0),
        (total_variation, 1.0),
        (cramers_v, 1.0),
    ]
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()) + 1e-12
}

proptest! {
    #[test]
    fn distances_are_symmetric_and_bounded(cells in cells()) {
        for (distance, most) in distances() {
            let value = distance(&cells).unwrap();
            prop_assert!((0.0..=most + 1e-12).contains(&value), "{value}");
            prop_assert!(close(value, distance(&swapped(&cells)).unwrap()));
        }
    }

    #[test]
    fn distances_are_zero_on_equal_shares(cells in cells(), times in 1_u64..9) {
        let production = cells.reference.iter().map(|count| count * times).collect();
        let same = Cells { reference: cells.reference, production };
        for (distance, _) in distances() {
            prop_assert!(distance(&same).unwrap() < 1e-7);
        }
        prop_assert!(chi_square_homogeneity(&same).unwrap().p_value > 0.999_999);
    }

    #[test]
    fn walks_are_symmetric(a in sample(), b in sample()) {
        let (a, b) = (sorted(&a), sorted(&b));
        let (ab, ba) = (ks_two_sample(&a, &b).unwrap(), ks_two_sample(&b, &a).unwrap());
        prop_assert_eq!((ab.statistic, ab.p_value), (ba.statistic, ba.p_value));
        prop_assert!(close(wasserstein(&a, &b).unwrap(), wasserstein(&b, &a).unwrap()));
        let larger = probability_larger(&a, &b).unwrap();
        prop_assert!(close(larger + probability_larger(&b, &a).unwrap(), 1.0));
    }

    #[test]
    fn walks_equal_their_definitions(a in sample(), b in sample()) {
        let share = |side: &[f64], at: f64| {
            side.iter().filter(|&&value| value <= at).count() as f64 / side.len() as f64
        };
        let gap = a.iter().chain(&b).map(|&at| (share(&a, at) - share(&b, at)).abs());
        let gap = gap.fold(0.0, f64::max);
        prop_assert!(close(ks_two_sample(&sorted(&a), &sorted(&b)).unwrap().statistic, gap));
        let halves: f64 = a.iter().flat_map(|x| b.iter().map(move |y| match y.total_cmp(x) {
            std::cmp::Ordering::Less => 0.0,
            std::cmp::Ordering::Equal => 0.5,
            std::cmp::Ordering::Greater => 1.0,
        })).sum();
        let larger = probability_larger(&sorted(&a), &sorted(&b)).unwrap();
        prop_assert!(close(larger, halves / (a.len() * b.len()) as f64));
    }

    #[test]
    fn the_order_of_rows_does_not_matter(a in sample(), b in sample()) {
        let mut turned = a.clone();
        turned.reverse();
        let (a, turned, b) = (sorted(&a), sorted(&turned), sorted(&b));
        prop_assert_eq!(&a, &turned);
        prop_assert_eq!(ks_two_sample(&a, &b), ks_two_sample(&turned, &b));
    }

    #[test]
    fn a_shift_moves_wasserstein_by_itself(a in sample(), quarters in -40_i32..40) {
        let shift = f64::from(quarters) / 4.0;
        let moved: Vec<f64> = a.iter().map(|value| value + shift).collect();
        prop_assert!(close(wasserstein(&sorted(&a), &sorted(&moved)).unwrap(), shift.abs()));
    }

    #[test]
    fn moments_of_parts_merge_to_the_whole(a in sample(), b in sample()) {
        let (mut whole, mut part, mut merged) = (Moments::new(), Moments::new(), Moments::new());
        whole.update(&a);
        whole.update(&b);
        merged.update(&a);
        part.update(&b);
        merged.merge(&part);
        prop_assert_eq!(whole, merged);
        let all: Vec<f64> = a.into_iter().chain(b).collect();
        let mut once = Moments::new();
        once.update(&all);
        prop_assert!(close(once.mean().unwrap(), merged.mean().unwrap()));
        prop_assert!(close(once.variance(0).unwrap(), merged.variance(0).unwrap()));
    }

    #[test]
    fn cells_count_every_value_once(a in sample(), b in sample(), bins in 1_usize..30) {
        let (a, b) = (sorted(&a), sorted(&b));
        let totals = (a.len() as u64, b.len() as u64);
        let open = Cells::from_open_edges(&a, &b, &quantile_edges(&a, bins));
        prop_assert_eq!(open.totals(), totals);
        let closed = Cells::from_edges(&a, &b, &sturges_edges(&a, &b, false));
        prop_assert_eq!(closed.totals(), totals);
    }

    #[test]
    fn quantiles_rise_within_the_range(a in sample(), p in 0.0..=1.0, q in 0.0..=1.0_f64) {
        let a = sorted(&a);
        let (low, high) = (quantile(&a, f64::min(p, q)).unwrap(), quantile(&a, p.max(q)).unwrap());
        prop_assert!(a.min().unwrap() <= low && low <= high && high <= a.max().unwrap());
    }

    #[test]
    fn p_values_fall_as_statistics_rise(x in 0.0..200.0, more in 0.0..50.0, df in 1_u32..60) {
        let df = f64::from(df);
        let (near, far) = (special::chi_square_sf(x, df), special::chi_square_sf(x + more, df));
        prop_assert!((0.0..=1.0).contains(&far) && far <= near * (1.0 + 1e-13));
    }

    #[test]
    fn exact_ks_p_falls_to_the_share_of_two_orders(n in 1_u64..40, m in 1_u64..40) {
        let p: Vec<f64> = (0..=n * m).map(|height| ks_exact_p(height, n, m)).collect();
        prop_assert!(p.iter().all(|p| (0.0..=1.0).contains(p)));
        let lcm = (1..=n * m).find(|unit| unit % n == 0 && unit % m == 0).unwrap() as usize;
        prop_assert!(p[..=lcm].windows(2).all(|pair| pair[1] <= pair[0]));
        let orders = 1.0 / special::binomial_pmf(n, n + m, 0.5) / libm::exp2((n + m) as f64);
        prop_assert!(close(p[lcm], 2.0 * orders));
    }

    #[test]
    fn adjusted_p_values_keep_their_order(p in vec(0.0..=1.0, 1..40)) {
        let adjusted = benjamini_hochberg(&p);
        for i in 0..p.len() {
            prop_assert!(adjusted[i] >= p[i] && adjusted[i] <= 1.0);
            prop_assert!((0..p.len()).all(|j| p[i] > p[j] || adjusted[i] <= adjusted[j]));
        }
    }

    #[test]
    fn sparse_p_is_a_probability(cells in cells()) {
        prop_assert!((0.0..=1.0).contains(&chi_square_sparse_p(&cells).unwrap()));
    }
}
