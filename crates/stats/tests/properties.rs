//! What must hold for any input.

#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

use proptest::{collection::vec, prelude::*};
use stats::performance::{
    CellPart, CellSums, Confusion, Costs, MixAndWithin, Scored, Thresholds, average_precision,
    brier, cost_per_row, mean_difference, ratio_of_means, roc_auc, roc_curve, saved_per_row,
    separation, wilson,
};
use stats::{
    Cells, LogBase, Moments, Smoothing, Sorted, anderson_darling, baseline_z, benjamini_hochberg,
    cauchy_combination, chi_square_homogeneity, chi_square_sparse_p, cramer_von_mises, cramers_v,
    energy_distance, epps_singleton, fisher_exact, g_test, hellinger, jensen_shannon, ks_exact_p,
    ks_two_sample, kullback_leibler, l_infinity, largest_residual, mann_whitney, mood,
    probability_larger, psi_floored, quantile, quantile_edges, quantile_interval, rank_cells,
    special, sturges_edges, total_variation, wasserstein, welch_t,
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

/// Any finite numbers, with those at which ranges end among them, and with ties.
fn hostile_sample() -> impl Strategy<Value = Vec<f64>> {
    const ENDS: [f64; 10] = [
        0.0,
        -0.0,
        5e-324,
        -5e-324,
        f64::MIN_POSITIVE,
        1.0,
        1.0 + f64::EPSILON,
        1e200,
        f64::MAX,
        -f64::MAX,
    ];
    let any = any::<u64>().prop_map(f64::from_bits).prop_filter("finite", |v| v.is_finite());
    let end = (0..ENDS.len()).prop_map(|i| ENDS[i]);
    vec(prop_oneof![2 => end, 1 => any], 0..40)
}

fn moments(values: &[f64]) -> Moments {
    let mut moments = Moments::new();
    moments.update(values);
    moments
}

/// The statistic and p-value of every test of two samples that only the order of values decides.
fn rank_tests(a: &Sorted, b: &Sorted) -> [Option<(f64, f64)>; 4] {
    [
        anderson_darling(a, b).map(|test| (test.a_squared, test.p_value)),
        cramer_von_mises(a, b).map(|test| (test.statistic, test.p_value)),
        mann_whitney(a, b).map(|test| ((test.production_larger - 0.5).abs(), test.p_value)),
        mood(a, b).map(|test| (test.z.abs(), test.p_value)),
    ]
}

type Distance = fn(&Cells) -> Option<f64>;

/// Distances that are symmetric, 0 on equal shares, and at most the number given.
fn distances() -> [(Distance, f64); 6] {
    [
        (|cells| Some(l_infinity(cells)?.0), 1.0),
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

/// Scores with many ties, and a class for each.
fn scored_rows() -> impl Strategy<Value = Vec<(f64, bool)>> {
    vec(((0_u32..40).prop_map(|score| f64::from(score) / 40.0), any::<bool>()), 2..120)
}

fn scored(rows: &[(f64, bool)]) -> Scored {
    let (scores, classes): (Vec<f64>, Vec<bool>) = rows.iter().copied().unzip();
    Scored::new(&scores, &classes).unwrap()
}

proptest! {
    #[test]
    fn measures_of_order_stay_under_growing_maps(rows in scored_rows()) {
        let mapped: Vec<(f64, bool)> = rows.iter().map(|(s, is)| (8.0 * s * s - 3.0, *is)).collect();
        let (plain, mapped) = (scored(&rows), scored(&mapped));
        prop_assert_eq!(roc_auc(&plain), roc_auc(&mapped));
        prop_assert_eq!(average_precision(&plain), average_precision(&mapped));
        let distance = |scored: &Scored| separation(scored).map(|found| found.distance);
        prop_assert_eq!(distance(&plain), distance(&mapped));
        let place = |scored: &Scored| -> Vec<(f64, f64)> {
            roc_curve(scored).iter().map(|point| (point.x, point.y)).collect()
        };
        prop_assert_eq!(place(&plain), place(&mapped));
    }

    #[test]
    fn parts_of_scored_rows_merge_into_the_whole(rows in scored_rows(), at in 0_usize..120) {
        let (first, second) = rows.split_at(at.min(rows.len()));
        let (whole, merged) = (scored(&rows), scored(first).merge(&scored(second)));
        prop_assert_eq!(brier(&whole), brier(&merged));
        prop_assert_eq!(whole, merged);
    }

    #[test]
    fn an_area_and_that_of_the_turned_scores_add_up_to_one(rows in scored_rows()) {
        let turned: Vec<(f64, bool)> = rows.iter().map(|(s, is)| (-s, *is)).collect();
        if let (Some(area), Some(turned)) = (roc_auc(&scored(&rows)), roc_auc(&scored(&turned))) {
            prop_assert!(close(area.value + turned.value, 1.0));
            let (a, b) = (area.interval.unwrap(), turned.interval.unwrap());
            prop_assert!((a.low + b.high - 1.0).abs() < 1e-9);
            prop_assert!(a.low <= area.value && area.value <= a.high);
        }
    }

    #[test]
    fn counts_at_a_threshold_are_those_of_its_rule(rows in scored_rows(), at in 0_u32..42) {
        let threshold = f64::from(at) / 40.0;
        let told = Confusion::of(rows.iter().map(|(score, is)| (*is, *score >= threshold)));
        prop_assert_eq!(Thresholds::new(&scored(&rows)).at(threshold), told);
    }

    #[test]
    fn wilson_holds_the_share_and_shrinks(k in 0_u64..50, more in 0_u64..50) {
        let n = k + more + 1;
        let width = |times: u64| {
            let interval = wilson(k * times, n * times, special::Z_95).unwrap();
            let share = k as f64 / n as f64;
            assert!(interval.low <= share && share <= interval.high);
            interval.high - interval.low
        };
        prop_assert!(width(10) < width(1));
    }

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
    fn a_combined_p_value_lies_between_the_least_and_as_many_times_it(
        p in vec(1e-12..0.5, 1..6),
    ) {
        let combined = cauchy_combination(&p).unwrap().p_value;
        let least = p.iter().copied().fold(1.0, f64::min);
        prop_assert!(combined >= least * (1.0 - 1e-12), "{combined}, least {least}");
        prop_assert!(combined <= least * p.len() as f64 * (1.0 + 1e-12), "{combined}, least {least}");
    }

    #[test]
    fn the_largest_residual_does_not_depend_on_which_side_is_which(cells in cells()) {
        let (there, back) = (largest_residual(&cells), largest_residual(&swapped(&cells)));
        prop_assert_eq!(there.is_some(), back.is_some());
        if let (Some(there), Some(back)) = (there, back) {
            prop_assert!(close(there.z.abs(), back.z.abs()));
            prop_assert!((0.0..=1.0).contains(&there.p_value));
        }
    }

    #[test]
    fn rank_cells_hold_every_value_and_enough_of_them(a in sample(), b in sample()) {
        let cells = rank_cells(&sorted(&a), &sorted(&b), 10);
        prop_assert_eq!(cells.totals(), (a.len() as u64, b.len() as u64));
        let thin_share = a.len().min(b.len()) as f64 / (a.len() + b.len()) as f64;
        let counts = cells.reference.iter().zip(&cells.production);
        let least = counts.map(|(r, p)| (r + p) as f64 * thin_share).fold(f64::INFINITY, f64::min);
        prop_assert!(cells.len() == 1 || least >= 5.0 - 1e-9, "{least}");
    }

    #[test]
    fn sparse_p_is_a_probability(cells in cells()) {
        prop_assert!((0.0..=1.0).contains(&chi_square_sparse_p(&cells, 1, 20_000_000).unwrap()));
    }

    #[test]
    fn hostile_numbers_give_numbers_or_none(a in hostile_sample(), b in hostile_sample()) {
        let (r, p) = (sorted(&a), sorted(&b));
        let mut found: Vec<f64> = energy_distance(&r, &p).into_iter().collect();
        let mut p_values = Vec::new();
        for (statistic, p_value) in rank_tests(&r, &p).into_iter().flatten() {
            found.push(statistic);
            p_values.push(p_value);
        }
        if let Some(test) = epps_singleton(&r, &p) {
            found.push(test.statistic);
            p_values.push(test.p_value);
        }
        if let Some(test) = welch_t(&moments(&a), &moments(&b)) {
            prop_assert!(test.degrees_of_freedom > 0.0);
            found.extend([test.t.abs(), test.cohens_d.abs()]);
            p_values.push(test.p_value);
        }
        if let Some(z) = baseline_z(&moments(&a), &moments(&b)) {
            found.extend([z.mean.abs(), z.standard_deviation.unwrap_or(0.0).abs()]);
        }
        prop_assert!(found.iter().all(|value| *value >= 0.0 && value.is_finite()), "{found:?}");
        prop_assert!(p_values.iter().all(|p| (0.0..=1.0).contains(p)), "{p_values:?}");
        prop_assert_eq!(mann_whitney(&r, &p).is_none(), a.is_empty() || b.is_empty());
    }

    #[test]
    fn tests_do_not_depend_on_which_side_is_which(a in sample(), b in sample()) {
        let (r, p) = (sorted(&a), sorted(&b));
        for (there, back) in rank_tests(&r, &p).into_iter().zip(rank_tests(&p, &r)) {
            prop_assert_eq!(there.is_some(), back.is_some());
            if let (Some(there), Some(back)) = (there, back) {
                prop_assert!(close(there.0, back.0) && close(there.1, back.1));
            }
        }
        prop_assert!(close(energy_distance(&r, &p).unwrap(), energy_distance(&p, &r).unwrap()));
        if let (Some(there), Some(back)) = (epps_singleton(&r, &p), epps_singleton(&p, &r)) {
            prop_assert!((there.statistic / back.statistic - 1.0).abs() < 1e-6);
        }
    }

    #[test]
    fn rank_tests_only_see_the_order(a in sample(), b in sample()) {
        let risen = |values: &[f64]| {
            sorted(&values.iter().map(|value| value * value * value - 7.0).collect::<Vec<_>>())
        };
        let plain = rank_tests(&sorted(&a), &sorted(&b));
        prop_assert_eq!(plain, rank_tests(&risen(&a), &risen(&b)));
    }

    #[test]
    fn a_sample_does_not_differ_from_itself(a in sample(), times in 1_usize..4) {
        let (once, more) = (sorted(&a), sorted(&a.repeat(times)));
        for (statistic, p) in rank_tests(&once, &more).into_iter().flatten() {
            prop_assert!(statistic.abs() < 1e-12 && p > 0.999, "{statistic} {p}");
        }
        prop_assert!(energy_distance(&once, &more).unwrap() < 1e-7);
        let test = welch_t(&moments(&a), &moments(&a));
        prop_assert!(test.is_none_or(|test| test.t == 0.0 && test.p_value == 1.0));
    }

    #[test]
    fn energy_distance_is_what_it_is_defined_as(a in sample(), b in sample()) {
        let mean = |x: &[f64], y: &[f64]| {
            let sum: f64 = x.iter().flat_map(|u| y.iter().map(move |v| (u - v).abs())).sum();
            sum / (x.len() * y.len()) as f64
        };
        let square = 2.0 * mean(&a, &b) - mean(&a, &a) - mean(&b, &b);
        let distance = energy_distance(&sorted(&a), &sorted(&b)).unwrap();
        prop_assert!((distance * distance - square).abs() < 1e-9);
    }

    #[test]
    fn tests_of_counts_are_symmetric_probabilities(cells in cells()) {
        let (there, back) = (g_test(&cells).unwrap(), g_test(&swapped(&cells)).unwrap());
        prop_assert!(close(there.statistic, back.statistic) && there.statistic >= 0.0);
        prop_assert!((0.0..=1.0).contains(&there.p_value));
        let divergence = kullback_leibler(&cells, Smoothing::Floor(0.001)).unwrap();
        let turned = kullback_leibler(&swapped(&cells), Smoothing::Floor(0.001)).unwrap();
        let both = [divergence.production_from_reference, turned.reference_from_production];
        prop_assert!(both[0] == both[1] && both[0].unwrap() >= 0.0);
    }

    #[test]
    fn fishers_p_is_the_sum_of_its_tables(table in [0_u64..9, 0_u64..9, 0_u64..9, 0_u64..9]) {
        let [a, b, c, d] = table;
        let cells = Cells { reference: vec![a, b], production: vec![c, d] };
        let choose = |n: u64, k: u64| (0..k).fold(1.0, |all, i| all * (n - i) as f64 / (i + 1) as f64);
        let ways = |x: u64| choose(a + b, x) * choose(c + d, a + c - x);
        let (low, high) = ((a + c).saturating_sub(c + d), (a + c).min(a + b));
        let all: f64 = (low..=high).map(ways).sum();
        let as_rare: f64 = (low..=high).map(ways).filter(|w| *w <= ways(a) * (1.0 + 1e-7)).sum();
        match fisher_exact(&cells) {
            Some(p) => prop_assert!(close(p, as_rare / all), "{p} {}", as_rare / all),
            None => prop_assert!(a + b == 0 || c + d == 0),
        }
    }
}

proptest! {
    #[test]
    fn a_quantile_lies_within_its_interval_and_follows_the_unit(a in sample(), share in 0.0..1.0_f64) {
        let found = quantile_interval(&sorted(&a), share).unwrap();
        prop_assert!(found.low.is_none_or(|low| low <= found.value));
        prop_assert!(found.high.is_none_or(|high| high >= found.value));
        let doubled: Vec<f64> = a.iter().map(|value| 2.0 * value).collect();
        let other = quantile_interval(&sorted(&doubled), share).unwrap();
        prop_assert_eq!(other.low, found.low.map(|low| 2.0 * low));
        prop_assert_eq!(other.high, found.high.map(|high| 2.0 * high));
    }

    #[test]
    fn a_difference_of_means_turns_round_with_its_sides(a in sample(), b in sample()) {
        let of = |values: &[f64]| {
            let mut moments = Moments::new();
            moments.update(values);
            moments
        };
        let there = mean_difference(&of(&a), &of(&b)).unwrap();
        let back = mean_difference(&of(&b), &of(&a)).unwrap();
        prop_assert_eq!(there.value, -back.value);
        if let (Some(there), Some(back)) = (there.interval, back.interval) {
            prop_assert!((there.low + back.high).abs() < 1e-9);
            prop_assert!((there.high + back.low).abs() < 1e-9);
        }
    }

    #[test]
    fn a_ratio_of_means_is_within_its_interval_and_follows_both_units(
        pairs in vec((-100_i32..100, 1_i32..100), 2..60)
    ) {
        let (x, y): (Vec<f64>, Vec<f64>) =
            pairs.into_iter().map(|(x, y)| (f64::from(x), f64::from(y))).unzip();
        let found = ratio_of_means(&x, &y).unwrap();
        if let Some(interval) = found.interval {
            prop_assert!(interval.low <= found.value + 1e-9 && interval.high >= found.value - 1e-9);
        }
        let doubled: Vec<f64> = x.iter().map(|value| 2.0 * value).collect();
        prop_assert_eq!(ratio_of_means(&doubled, &y).unwrap().value, 2.0 * found.value);
    }

    #[test]
    fn mix_and_within_add_up_and_parts_merge(
        before in vec((0_usize..4, -100_i32..100), 2..80),
        after in vec((0_usize..4, -100_i32..100), 2..80),
        cut in 0_usize..80
    ) {
        let cells = |rows: &[(usize, i32)]| {
            let mut cells = [CellSums::default(); 4];
            rows.iter().for_each(|(cell, value)| cells[*cell].add(f64::from(*value) / 4.0));
            cells
        };
        let mean = |rows: &[(usize, i32)]| {
            rows.iter().map(|(_, value)| f64::from(*value) / 4.0).sum::<f64>() / rows.len() as f64
        };
        let whole = MixAndWithin::new(&cells(&before), &cells(&after)).unwrap();
        let is_close = |a: f64, b: f64| (a - b).abs() < 1e-9;
        prop_assert!(is_close(whole.change.value, mean(&after) - mean(&before)));
        prop_assert!(is_close(whole.mix.value + whole.within.value, whole.change.value));
        let sum = |of: fn(&CellPart) -> f64| whole.cells.iter().map(of).sum::<f64>();
        prop_assert!(is_close(sum(|cell| cell.mix), whole.mix.value));
        prop_assert!(is_close(sum(|cell| cell.within), whole.within.value));
        // Exchanged sides turn every part round.
        let back = MixAndWithin::new(&cells(&after), &cells(&before)).unwrap();
        prop_assert!(is_close(back.mix.value, -whole.mix.value));
        prop_assert!(is_close(back.within.value, -whole.within.value));
        // A side read in two parts is the side.
        let cut = cut.min(before.len());
        let (first, second) = (cells(&before[..cut]), cells(&before[cut..]));
        let merged = [0, 1, 2, 3].map(|cell| first[cell].merge(second[cell]));
        let merged = MixAndWithin::new(&merged, &cells(&after)).unwrap();
        prop_assert!(is_close(merged.mix.value, whole.mix.value));
        let [one, other] = [&merged, &whole].map(|of| of.within.interval.unwrap());
        prop_assert!(is_close(one.low, other.low) && is_close(one.high, other.high));
    }

    #[test]
    fn what_is_saved_is_the_constant_answer_less_the_model(counts in vec(0_u64..50, 4)) {
        let costs = Costs {
            true_negative: 0.5,
            false_positive: 1.0,
            false_negative: 7.0,
            true_positive: -2.0,
        };
        let counts = Confusion {
            true_negatives: counts[0],
            false_positives: counts[1],
            false_negatives: counts[2],
            true_positives: counts[3],
            ..Confusion::default()
        };
        if let Some(cost) = cost_per_row(&costs, counts) {
            let n = counts.n() as f64;
            let all = (counts.negatives() as f64 - 2.0 * counts.positives() as f64) / n;
            let none = (0.5 * counts.negatives() as f64 + 7.0 * counts.positives() as f64) / n;
            prop_assert!((saved_per_row(&costs, counts, true).unwrap().value - (all - cost.value)).abs() < 1e-9);
            prop_assert!((saved_per_row(&costs, counts, false).unwrap().value - (none - cost.value)).abs() < 1e-9);
        }
    }
}
