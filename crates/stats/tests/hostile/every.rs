//! Every public statistic, a line each, and what any input may make of it: a number or a stated
//! nothing, never a NaN, and p-values from 0 to 1.
//!
//! What a statistic gives is looked at as its `Debug` text, so that a line is enough for one whatever it
//! returns.

use stats::{
    calibration::*, estimation::*, experiment::bandit::*, experiment::power::*, experiment::*,
    fairness::*, performance::*, special::Beta, *,
};

/// What statistics are fed with.
pub struct Input {
    /// Any numbers, as they come.
    pub raw: [Vec<f64>; 2],
    /// Those that are finite, in order.
    pub sides: [Sorted; 2],
    /// Moments of these.
    pub moments: [Moments; 2],
    /// Any counts.
    pub cells: Cells,
    /// Any numbers of both sides, one side after the other, with rows that are missing.
    pub rows: Vec<f64>,
}

impl Input {
    /// From any numbers and counts.
    pub fn new(reference: Vec<f64>, production: Vec<f64>, counts: &[(u64, u64)]) -> Self {
        let sorted = |values: &[f64]| {
            let finite = values.iter().copied().filter(|value| value.is_finite());
            Sorted::new(finite.collect()).unwrap_or_default()
        };
        let sides = [sorted(&reference), sorted(&production)];
        let moments = sides.each_ref().map(|side| {
            let mut moments = Moments::new();
            moments.update(side.values());
            moments
        });
        let (r, p) = counts.iter().copied().unzip();
        let rows = reference.iter().chain(&production).copied().collect();
        let cells = Cells { reference: r, production: p };
        Self { raw: [reference, production], sides, moments, cells, rows }
    }

    fn first(&self) -> f64 {
        self.rows.first().copied().unwrap_or_default()
    }

    fn finite(&self) -> Vec<f64> {
        self.rows.iter().copied().filter(|value| value.is_finite()).collect()
    }

    /// A class for each finite row.
    fn classes(&self) -> Vec<bool> {
        self.finite().iter().map(|value| value.to_bits().count_ones() % 2 == 0).collect()
    }

    /// The finite rows as scores, whatever they are.
    fn scored(&self) -> Scored {
        Scored::new(&self.finite(), &self.classes()).unwrap_or_default()
    }

    /// The same rows with probabilities as scores.
    fn probable(&self) -> Scored {
        self.scored()
            .map(|score| if (0.0..=1.0).contains(&score) { score } else { from_log_odds(score) })
    }

    /// The finite rows without their classes.
    fn unlabelled(&self) -> Vec<UnlabelledRow> {
        let rows = self.finite().into_iter().zip(self.classes());
        let row = |(score, is_called_positive)| {
            let chance = from_log_odds(score);
            UnlabelledRow { score, chance, is_called_positive }
        };
        rows.map(row).collect()
    }

    fn diagrams(&self) -> [Option<Reliability>; 3] {
        let probable = self.probable();
        [Bins::EqualWidth(10), Bins::EqualCount(10), Bins::EqualCount(0)]
            .map(|bins| Reliability::new(&probable, bins))
    }

    fn counts(&self) -> impl Iterator<Item = (u64, u64)> + Clone {
        self.cells.reference.iter().copied().zip(self.cells.production.iter().copied())
    }

    fn count(&self, cell: usize) -> (u64, u64) {
        self.counts().nth(cell).unwrap_or_default()
    }

    /// A document of one word for each count, and one of none, of both sides.
    fn documents(&self) -> [Vec<Vec<u32>>; 2] {
        [&self.cells.reference, &self.cells.production].map(|counts| {
            let one = |&count: &u64| vec![(count % WORDS as u64) as u32];
            counts.iter().map(one).chain([Vec::new()]).collect()
        })
    }

    fn feature(&self) -> Feature {
        Feature::Numbers(self.rows.clone())
    }

    /// Pairs of finite numbers.
    fn paired(&self) -> (Vec<f64>, Vec<f64>) {
        let finite = |side: &[f64]| -> Vec<f64> {
            side.iter().copied().filter(|value| value.is_finite()).collect()
        };
        let (mut x, mut y) = (finite(&self.raw[0]), finite(&self.raw[1]));
        let n = x.len().min(y.len());
        x.truncate(n);
        y.truncate(n);
        (x, y)
    }

    /// Two cells over as many bins as there are counts.
    fn series(&self) -> CountSeries {
        let small = |count: u64| (count % 1_000) as u32;
        let counts: Vec<u32> = self.counts().flat_map(|(r, p)| [small(r), small(p)]).collect();
        CountSeries::new(2, &counts)
    }

    fn table(&self) -> Contingency {
        let (x, y) = self.paired();
        let code = |value: f64| value.to_bits() as u32 % 3;
        let pairs = x.into_iter().zip(y).map(|(x, y)| (code(x), code(y)));
        Contingency::of(pairs, 3, 3)
    }

    fn points(&self) -> [Vec<Vec<f64>>; 2] {
        self.raw
            .each_ref()
            .map(|side| side.chunks(2).map(<[f64]>::to_vec).filter(|p| p.len() == 2).collect())
    }
}

/// A name, and the statistic of an input as text.
type Statistic = (&'static str, fn(&Input) -> String);

const DRAWS: u32 = 40;
const SEED: u32 = 1;

/// Different words of the documents.
const WORDS: usize = 8;

const SMOOTHINGS: [Smoothing; 6] = [
    Smoothing::None,
    Smoothing::Floor(0.001),
    Smoothing::Fill(f64::MIN_POSITIVE),
    Smoothing::Evidently,
    Smoothing::Add(1e-5),
    Smoothing::Laplace(1.0),
];
const BINNINGS: [Binning; 6] = [
    Binning::ReferenceQuantiles(10),
    Binning::Sturges { integers: false },
    Binning::SturgesOfDistinct { integers: true },
    Binning::DoaneOfReference,
    Binning::EqualWidth(7),
    Binning::OnePerValue,
];

const COSTS: Costs =
    Costs { true_negative: -1.0, false_positive: 1e300, false_negative: 5.0, true_positive: 0.0 };

const LIFTS: [LiftInterval; 3] = [LiftInterval::Delta, LiftInterval::Log, LiftInterval::Fieller];
const SHARE_INTERVALS: [ShareInterval; 3] =
    [ShareInterval::Newcombe, ShareInterval::Wald, ShareInterval::AgrestiCaffo];
const POLICIES: [Policy; 3] =
    [Policy::Thompson, Policy::EpsilonGreedy(0.1), Policy::UpperConfidence];
const MARGINS: [Margin; 4] = [
    Margin::Absolute(0.5),
    Margin::Absolute(1e300),
    Margin::Relative(0.1),
    Margin::Relative(f64::INFINITY),
];

macro_rules! each {
    ($($name:literal, |$i:ident, $r:ident, $p:ident| $value:expr;)*) => {
        &[$(($name, |$i| {
            #[allow(unused_variables, reason = "most take only some of an input")]
            let [$r, $p] = &$i.sides;
            format!("{:?}", $value)
        })),*]
    };
}

/// Every public statistic.
#[rustfmt::skip]
pub const EVERY: &[Statistic] = each! {
    "association", |i, r, p| association(&i.table());
    "change_point", |i, r, p| change_point(&i.series(), 0..i.series().bins(), 2, &Scatter::of(&i.series(), 0..i.series().bins()));
    "change_shape", |i, r, p| change_shape(&i.paired().0, &i.paired().1);
    "cosine_distance", |i, r, p| cosine_distance(&i.paired().0, &i.paired().1);
    "correlation_ratio", |i, r, p| correlation_ratio(&i.paired().0.iter().map(|v| v.to_bits() as u32 % 3).collect::<Vec<_>>(), &i.paired().1, 3);
    "CountBaseline", |i, r, p| CountBaseline::of(&i.counts().map(|(r, p)| ((r % 2) as usize, p)).collect::<Vec<_>>(), 2).map(|baseline| baseline.judge(0, i.count(0).1));
    "evidently_unit", |i, r, p| evidently_unit(&i.moments[0]);
    "expected_distinct", |i, r, p| expected_distinct(i.counts().map(|(r, _)| r % 1_000), i.count(0).1 % 1_000);
    "pearson", |i, r, p| pearson(&i.paired().0, &i.paired().1);
    "relation_change", |i, r, p| relation_change(&i.table(), &i.table());
    "spearman", |i, r, p| spearman(&i.paired().0, &i.paired().1, &order_of(&i.paired().0), &order_of(&i.paired().1));
    "AlignedHistograms", |i, r, p| AlignedHistograms::new(r, p, 7);
    "anderson_darling", |i, r, p| anderson_darling(r, p).map(|test| (test, test.scipy_p_value()));
    "Auc", |i, r, p| Auc::new(r, p).map(|auc| (auc, auc.interval_95(), auc.p_value_greater(), Auc::mean_of(&[auc, auc])));
    "baseline_z", |i, r, p| baseline_z(&i.moments[0], &i.moments[1]);
    "benjamini_hochberg", |i, r, p| benjamini_hochberg(&p_values(i));
    "beyond_range", |i, r, p| beyond_range(i.count(0).0, i.count(0).1, i.count(1).0, i.count(1).1);
    "cauchy_combination", |i, r, p| cauchy_combination(&p_values(i));
    "binomial_test_greater", |i, r, p| i.counts().map(|(k, n)| [0.0, 0.001, 0.5, 1.0].map(|share| binomial_test_greater(k, n, share))).collect::<Vec<_>>();
    "Binning", |i, r, p| BINNINGS.map(|binning| binning.bin(r, p));
    "CellDistance", |i, r, p| SMOOTHINGS.map(|smoothing| CellDistance::KullbackLeibler.of(&i.cells, smoothing));
    "certainty", |i, r, p| (certainty(&i.rows), certainty(&p_values(i)));
    "entropy_bits", |i, r, p| (entropy_bits(&i.rows), entropy_bits(&p_values(i)));
    "chi_square_goodness_of_fit", |i, r, p| chi_square_goodness_of_fit(&i.cells);
    "chi_square_yates", |i, r, p| chi_square_yates(&i.cells);
    "BrierChange", |i, r, p| [i.scored(), i.probable()].map(|scored| BrierChange::new(&scored, |score| score / 2.0).map(|change| change.mean()));
    "brier_decomposition", |i, r, p| i.diagrams().map(|diagram| brier_decomposition(&diagram?));
    "calibration_error", |i, r, p| i.diagrams().map(|diagram| calibration_error(&diagram?));
    "calibration_in_the_large", |i, r, p| [calibration_in_the_large(&i.scored()), calibration_in_the_large(&i.probable())];
    "CalibrationLine", |i, r, p| [CalibrationLine::fit(&i.scored()), CalibrationLine::fit(&i.probable())];
    "GapSums", |i, r, p| { let rows = || p_values(i).into_iter().zip((0..).map(|row| row % 3 == 0)); (GapSums::of(rows()).gap(), GapSums::of(rows().take(3)).merge(GapSums::of(rows().skip(3))).gap()) };
    "consistency", |i, r, p| i.diagrams().map(|diagram| consistency(&diagram?, DRAWS, SEED));
    "class_chances", |i, r, p| class_chances(&[p_values(i), p_values(i)], &[None, RecalibrationKind::Isotonic.fit(&i.probable())]).concat().into_iter().filter(|chance| chance.is_finite()).collect::<Vec<_>>();
    "DirectLoss", |i, r, p| { let losses: Vec<f64> = i.raw[0].iter().cycle().take(120).copied().collect(); DirectLoss::new(&[Feature::Numbers(losses.iter().chain(&i.raw[1]).copied().collect())], losses.len() + i.raw[1].len(), &losses, SEED).map(|told| (told.mean(0..i.raw[1].len()), told)) };
    "expected_brier", |i, r, p| expected_brier(&probabilities(i), i.count(0).0);
    "expected_brier_of_classes", |i, r, p| expected_brier_of_classes(&shares_of_two(i), &shares_of_two(i), i.count(0).0);
    "expected_log_loss_of_classes", |i, r, p| expected_log_loss_of_classes(&shares_of_two(i), &shares_of_two(i), i.count(0).0);
    "expected_log_loss", |i, r, p| expected_log_loss(&probabilities(i), i.count(0).0);
    "ExpectedPerformance", |i, r, p| ExpectedPerformance::new(i.unlabelled(), i.count(0).0).map(|of| ([of.accuracy(), of.precision(), of.recall(), of.specificity(), of.f1(), of.roc_auc()], of.average_precision(), of.average_precision_by_row(), of.confusion()));
    "ImportanceWeights", |i, r, p| ImportanceWeights::new(&i.finite()).map(|weights| (weights.effective_rows(), weights.mean(&i.finite()), weights));
    "matched_rate", |i, r, p| { let windows = |pick: fn((u64, u64)) -> u64| i.counts().enumerate().map(|(at, pair)| CountedWindow { place: at as u64 % 3, block: at as i64 / 3, count: pick(pair) as f64 }).collect::<Vec<_>>(); matched_rate(&windows(|pair| pair.0), &windows(|pair| pair.1)).map(|of| (of.expected(0), of)) };
    "Measured", |i, r, p| { let measured = Measured { value: i.finite().first().copied().unwrap_or(1.0), standard_error: 0.1 }; (measured.interval_95(), measured.interval_95_of_share()) };
    "relative_drop", |i, r, p| i.rows.windows(4).map(|four| { let of = |at: usize| Measured { value: four[at], standard_error: four[at + 1].abs() }; relative_drop(of(0), of(2), 0.05, Direction::LargerIsBetter) }).collect::<Vec<_>>();
    "sequential_half_width", |i, r, p| sequential_half_width(i.first(), i.count(0).0, i.count(0).1, 0.05);
    "sequential_half_width_against", |i, r, p| sequential_half_width_against(i.first(), i.count(0).0, i.count(0).1, 0.05, i.first().abs());
    "worse_since", |i, r, p| { let windows: Vec<Measured> = i.rows.windows(2).map(|two| Measured { value: two[0], standard_error: two[1].abs() }).collect(); windows.first().map(|first| (worse_since(*first, &windows, Direction::LargerIsBetter), worse_since(*first, &windows, Direction::SmallerIsBetter), overdispersion(&[&windows]))) };
    "rows_by_score", |i, r, p| rows_by_score(&i.raw[0]);
    "from_log_odds", |i, r, p| i.finite().iter().map(|&score| from_log_odds(score)).collect::<Vec<_>>();
    "hosmer_lemeshow", |i, r, p| i.diagrams().map(|diagram| hosmer_lemeshow(&diagram?));
    "log_odds", |i, r, p| i.finite().iter().map(|&score| log_odds(score)).collect::<Vec<_>>();
    "OutOfFold", |i, r, p| RecalibrationKind::ALL.map(|kind| OutOfFold::new(&i.finite(), &i.classes(), SEED).map(|folds| folds.judge(kind)));
    "Recalibration", |i, r, p| [i.scored(), i.probable()].map(|scored| RecalibrationKind::ALL.map(|kind| kind.fit(&scored).map(|repair| (repair.apply_to(&scored), repair))));
    "Reliability", |i, r, p| i.diagrams().map(|diagram| diagram.map(|diagram| diagram.bins.into_iter().map(|bin| (bin.gap(), bin.share_interval_95())).collect::<Vec<_>>()));
    "spiegelhalter", |i, r, p| [spiegelhalter(&i.scored()), spiegelhalter(&i.probable())];
    "ChunkLimits", |i, r, p| ChunkLimits::of(&r.values().iter().copied().map(Some).collect::<Vec<_>>(), 0.0, 1.0);
    "chi_square_homogeneity", |i, r, p| chi_square_homogeneity(&i.cells);
    "chi_square_sparse_p", |i, r, p| chi_square_sparse_p(&i.cells, SEED, 20_000);
    "Compound", |i, r, p| compound(i);
    "association", |i, r, p| association(&contingency(i, 0));
    "correlation_ratio", |i, r, p| correlation_ratio(&(0..i.finite().len() as u32).map(|row| row % 3).collect::<Vec<_>>(), &i.finite(), 3);
    "CountBaseline", |i, r, p| CountBaseline::of(&i.counts().map(|(group, count)| (group as usize % 2, count)).collect::<Vec<_>>(), 2).map(|of| of.judge(0, i.count(1).0));
    "conditional_shift", |i, r, p| { let sides: Vec<bool> = (0..i.rows.len()).map(|row| row % 2 == 0).collect(); let classes: Vec<bool> = i.rows.iter().map(|value| value.to_bits().count_ones() % 2 == 0).collect(); conditional_shift(&[i.feature()], Outcome::Class(&classes), &sides, 1) };
    "cramer_von_mises", |i, r, p| cramer_von_mises(r, p);
    "cramers_v", |i, r, p| cramers_v(&i.cells);
    "cramers_v_balanced", |i, r, p| cramers_v_balanced(&i.cells);
    "cramers_v_corrected", |i, r, p| cramers_v_corrected(&i.cells);
    "doane_edges", |i, r, p| doane_edges(r);
    "DomainClassifier", |i, r, p| domain_classifier(i);
    "share_at_or_below", |i, r, p| share_at_or_below(r, i.first());
    "equal_width_edges", |i, r, p| r.min().zip(r.max()).map(|(min, max)| equal_width_edges(min, max, 7));
    "EqualBins", |i, r, p| EqualBins::new(r, 10).map(|bins| (bins.kolmogorov_smirnov(p), bins.wasserstein(p), bins.distances_of_counts(&Places::new(bins.edges()).counts(p.values()))));
    "equal_width_edges_of_both", |i, r, p| equal_width_edges_of_both(r, p, 7);
    "quantile_edges", |i, r, p| Cells::from_open_edges(r, p, &quantile_edges(r, 10));
    "readable_edges", |i, r, p| [true, false].map(|are_whole| readable_edges(r, 7, are_whole));
    "WeakSegmentSearch", |i, r, p| weak_segments(i);
    "CellSums", |i, r, p| cell_sums(&i.raw[0]).into_iter().map(|cell| (cell.estimate(false), cell.without(cell).mean())).collect::<Vec<_>>();
    "UnitRows", |i, r, p| { let rows = unit_rows(&i.raw[0]); (rows.contrast(false), rows.design_effect()) };
    "sturges_edges", |i, r, p| Cells::from_edges(r, p, &sturges_edges(r, p, false));
    "sturges_edges_of_distinct", |i, r, p| sturges_edges_of_distinct(r, p, true);
    "probability_larger", |i, r, p| probability_larger(r, p);
    "probability_larger_of", |i, r, p| probability_larger_of(&i.cells);
    "lerp", |i, r, p| r.min().zip(p.max()).map(|(low, high)| lerp(low, high, 0.3));
    "random_order", |i, r, p| random_order(i.rows.len(), SEED);
    "energy_distance", |i, r, p| energy_distance(r, p);
    "epps_singleton", |i, r, p| epps_singleton(r, p);
    "expected_distinct", |i, r, p| expected_distinct(i.counts().map(|(count, _)| count % 1_000), 50);
    "evidently_unit", |i, r, p| evidently_unit(&i.moments[0]);
    "foretold", |i, r, p| { let (x, y) = i.paired(); let rows: Vec<u32> = (0..x.len() as u32).collect(); foretold(&[Feature::Numbers(x)], Outcome::Number(&y), &rows, &rows) };
    "studentized_range_sf", |i, r, p| i.finite().iter().map(|&q| [0, 2, 3, 12].map(|groups| special::studentized_range_sf(q, groups))).collect::<Vec<_>>();
    "fairness::widest_difference", |i, r, p| { let (shares, estimates) = group_values(i); (widest_difference(&[&shares], 0.1), widest_difference(&[&shares, &estimates], 0.1)) };
    "fairness::mean_of_widest", |i, r, p| { let (shares, estimates) = group_values(i); mean_of_widest(&[&shares, &estimates]) };
    "fairness::smallest_ratio", |i, r, p| { let (shares, estimates) = group_values(i); (smallest_ratio(&[&shares], 0.8), smallest_ratio(&[&shares, &estimates], 0.8)) };
    "fairness::ratio", |i, r, p| { let (shares, estimates) = group_values(i); [shares, estimates].map(|all| all.windows(2).map(|two| ratio(two[0], two[1])).collect::<Vec<_>>()) };
    "fairness::GroupValue", |i, r, p| { let (shares, estimates) = group_values(i); [shares, estimates].map(|all| all.iter().map(|own| (own.value(), own.interval(3.0))).collect::<Vec<_>>()) };
    "fairness::Simultaneous", |i, r, p| { let (shares, estimates) = group_values(i); let both = Simultaneous::of(&[&shares, &estimates]); (both.z_95(), both.p_value(2.0)) };
    "paired_ratio_difference", |i, r, p| { let (x, y) = i.paired(); paired_ratio_difference(&x.iter().zip(&y).map(|(a, b)| ((*a, *b), (*b, *a))).collect::<Vec<_>>()) };
    "fisher_exact", |i, r, p| fisher_exact(&small(&i.cells));
    "g_test", |i, r, p| g_test(&i.cells);
    "g_test_goodness_of_fit", |i, r, p| g_test_goodness_of_fit(&i.cells);
    "hellinger", |i, r, p| hellinger(&i.cells);
    "hellinger_evidently", |i, r, p| hellinger_evidently(r, p, false);
    "jensen_shannon", |i, r, p| (jensen_shannon(&i.cells, LogBase::Two), jensen_shannon(&i.cells, LogBase::E));
    "jensen_shannon_divergence", |i, r, p| jensen_shannon_divergence(&i.cells, LogBase::Two);
    "ks_asymptotic_p", |i, r, p| SortedPair::new(r, p).map(|pair| ks_asymptotic_p(pair.ks().statistic, r.len() as u64, p.len() as u64));
    "ks_exact_p", |i, r, p| ks_exact_p(i.count(0).0 % 50, 1 + i.count(0).1 % 50, 1 + i.count(1).0 % 50);
    "ks_two_sample", |i, r, p| ks_two_sample(r, p);
    "kullback_leibler", |i, r, p| SMOOTHINGS.map(|smoothing| kullback_leibler(&i.cells, smoothing));
    "l_infinity", |i, r, p| l_infinity(&i.cells);
    "largest_residual", |i, r, p| largest_residual(&i.cells);
    "mann_whitney", |i, r, p| mann_whitney(r, p);
    "out_of_vocabulary", |i, r, p| out_of_vocabulary(&i.documents()[0], &i.documents()[1], WORDS);
    "text_classifier", |i, r, p| text_classifier_of(i);
    "normalized_difference", |i, r, p| normalized_difference(&i.cells);
    "merge_rare", |i, r, p| merge_rare(&i.cells, 0.01);
    "Mmd", |i, r, p| mmd(i);
    "Moments", |i, r, p| moments(&i.moments);
    "mood", |i, r, p| mood(r, p);
    "noise::ks", |i, r, p| (r.len().min(p.len()) > 0).then(|| noise::ks(r.len() as u64, p.len() as u64));
    "noise::binned", |i, r, p| noise::binned(&small(&i.cells), DRAWS, SEED, hellinger);
    "noise::psi", |i, r, p| noise::psi(&small(&i.cells), 0.001, DRAWS, SEED);
    "noise::psi_by_law", |i, r, p| noise::psi_by_law(&i.cells, 0.001);
    "noise::psi_on_quantiles", |i, r, p| noise::psi_on_quantiles(&Cells::from_open_edges(r, p, &quantile_edges(r, 10)), 0.001, DRAWS, SEED);
    "noise::bridges", |i, r, p| noise::bridges(r, p, DRAWS, SEED);
    "noise::wasserstein", |i, r, p| noise::wasserstein(r, p, DRAWS, SEED);
    "pearson", |i, r, p| pearson(&i.finite(), &i.finite().into_iter().rev().collect::<Vec<_>>());
    "Places", |i, r, p| p.values().iter().map(|value| Places::new(r.values()).of(*value) as f64).take(20).collect::<Vec<_>>();
    "psi", |i, r, p| SMOOTHINGS.map(|smoothing| psi(&i.cells, smoothing));
    "psi_floored", |i, r, p| psi_floored(&i.cells, 0.001);
    "psi_change", |i, r, p| psi_change(&i.cells.reference, &i.cells.production, &i.cells.reference, 0.001);
    "quantile", |i, r, p| (quantile(r, 0.0), quantile(r, 0.37), quantile(p, 1.0));
    "rank_cells", |i, r, p| rank_cells(r, p, 10);
    "Reconstruction", |i, r, p| Reconstruction::fit(&[i.feature(), i.feature()], NANNYML_SHARE).map(|fit| fit.errors(&[i.feature(), i.feature()]));
    "relation_change", |i, r, p| relation_change(&contingency(i, 0), &contingency(i, 1));
    "sample_positions", |i, r, p| sample_positions(i.rows.len() as u64, 5, SEED);
    "SortedPair", |i, r, p| SortedPair::new(r, p).map(|pair| (pair.ks(), pair.cells_of_distinct(false), pair.energy_distance(), pair.rank_tests(10), pair.bridge_floors(DRAWS, SEED)));
    "spearman", |i, r, p| spearman_of(&i.finite());
    "student_t", |i, r, p| student_t(&i.moments[0], &i.moments[1]);
    "total_variation", |i, r, p| total_variation(&i.cells);
    "two_proportion_z", |i, r, p| two_proportion(i);
    "unseen", |i, r, p| unseen(i.counts());
    "wasserstein", |i, r, p| wasserstein(r, p);
    "wasserstein_evidently", |i, r, p| wasserstein_evidently(r, p);
    "wasserstein_trimmed", |i, r, p| wasserstein_trimmed(r, p, 0.025);
    "welch_t", |i, r, p| welch_t(&i.moments[0], &i.moments[1]);
    "average_precision", |i, r, p| average_precision(&Scored::of_classes(r, p));
    "bootstrap", |i, r, p| bootstrap(&Scored::of_classes(r, p), DRAWS, SEED, |scored| Some(separation(scored)?.distance.value));
    "brier", |i, r, p| (brier(&Scored::of_classes(r, p)), brier(&scored_shares(i)));
    "Confusion", |i, r, p| measures_of_counts(i);
    "ConfusionMatrix", |i, r, p| measures_of_classes(i);
    "class_shares", |i, r, p| class_shares(&[&i.rows]).concat().into_iter().filter(|share| share.is_finite()).collect::<Vec<_>>();
    "gain", |i, r, p| [0.0, 0.1, 0.5, 1.0].map(|share| gain(&Scored::of_classes(r, p), share));
    "gains_curve", |i, r, p| gains_curve(&Scored::of_classes(r, p));
    "log_loss", |i, r, p| (log_loss(&Scored::of_classes(r, p)), log_loss(&scored_shares(i)));
    "mean", |i, r, p| i.moments.each_ref().map(mean);
    "mcnemar", |i, r, p| i.counts().map(|(k, n)| mcnemar(k, n)).collect::<Vec<_>>();
    "mean_difference", |i, r, p| mean_difference(&i.moments[0], &i.moments[1]);
    "quantile_interval", |i, r, p| [0.0, 0.5, 0.99, 1.0].map(|share| quantile_interval(r, share));
    "cost_per_row", |i, r, p| { let (a, b) = (i.count(0), i.count(1)); let counts = Confusion { true_negatives: a.0, false_positives: a.1, false_negatives: b.0, true_positives: b.1, ..Confusion::default() }; (cost_per_row(&COSTS, counts), [false, true].map(|every| saved_per_row(&COSTS, counts, every))) };
    "saved_per_row", |i, r, p| saved_per_row(&COSTS, Confusion { false_positives: i.count(0).0, ..Confusion::default() }, false);
    "ratio_of_means", |i, r, p| ratio_of_means(&i.paired().0, &i.paired().1);
    "pearson_measured", |i, r, p| pearson_measured(&i.paired().0, &i.paired().1).map(|measured| (measured, correlation_interval(measured)));
    "foretold_mean", |i, r, p| foretold_mean(&i.moments, &[i.count(0).0, i.count(0).1]);
    "median_absolute_error", |i, r, p| (median_absolute_error(r), median_absolute_error(p));
    "MixAndWithin", |i, r, p| { let (reference, production) = (cell_sums(&i.raw[0]), cell_sums(&i.raw[1])); MixAndWithin::new(&reference, &production) };
    "MulticlassLoss", |i, r, p| multiclass_loss(i);
    "paired_auc", |i, r, p| paired_auc(&i.finite(), &i.finite().into_iter().rev().collect::<Vec<_>>(), &i.classes());
    "precision_recall_curve", |i, r, p| precision_recall_curve(&Scored::of_classes(r, p));
    "proportion", |i, r, p| i.counts().map(|(k, n)| proportion(k, n)).collect::<Vec<_>>();
    "p_value_of_zero", |i, r, p| i.rows.windows(3).map(|three| p_value_of_zero(Estimate { value: three[0], interval: Some(Interval { low: three[1], high: three[2] }) })).collect::<Vec<_>>();
    "r_squared", |i, r, p| r_squared(&i.paired().0, &i.paired().1);
    "Regression", |i, r, p| regression(i);
    "residual_bands", |i, r, p| residual_bands(&i.paired().0, &i.paired().1, 5);
    "roc_auc", |i, r, p| roc_auc(&Scored::of_classes(r, p));
    "roc_curve", |i, r, p| roc_curve(&Scored::of_classes(r, p));
    "separation", |i, r, p| separation(&Scored::of_classes(r, p));
    "Thresholds", |i, r, p| Thresholds::new(&Scored::of_classes(r, p)).best(&COSTS);
    "weighted_sum", |i, r, p| weighted_sum(&i.counts().filter_map(|(k, n)| Some((0.3, proportion(k, n)?))).collect::<Vec<_>>());
    "holm", |i, r, p| holm(&p_values(i));
    "Comoments", |i, r, p| { let all = Comoments::of(&i.paired().0, &i.paired().1); (all.n(), all.means(), all.covariance()) };
    "sample_ratio", |i, r, p| (sample_ratio(&i.cells.reference, &i.raw[0]), sample_ratio(&i.cells.reference, &vec![1.0; i.cells.reference.len()]));
    "contrast", |i, r, p| arms(i).map(|[control, treatment]| contrast(&control, &treatment));
    "lift", |i, r, p| arms(i).map(|[control, treatment]| LIFTS.map(|way| lift(&control, &treatment, way)));
    "score_difference", |i, r, p| trials(i).map(|[control, treatment]| score_difference(control, treatment)).collect::<Vec<_>>();
    "share_non_inferiority", |i, r, p| trials(i).map(|[control, treatment]| MARGINS.map(|margin| [Direction::LargerIsBetter, Direction::SmallerIsBetter].map(|better| share_non_inferiority(control, treatment, margin, better)))).collect::<Vec<_>>();
    "pooled_difference", |i, r, p| trials(i).map(|[control, treatment]| pooled_difference(control, treatment)).collect::<Vec<_>>();
    "skewness_of_difference", |i, r, p| skewness_of_difference(&i.moments[0], &i.moments[1]);
    "skewness_of_ratios", |i, r, p| { let (x, y) = i.paired(); skewness_of_ratios(&ThirdComoments::of(&x, &y), &ThirdComoments::of(&y, &x)) };
    "ThirdComoments", |i, r, p| { let (x, y) = i.paired(); let mut all = ThirdComoments::of(&x, &y); all.merge(&ThirdComoments::of(&y, &x)); (all.n(), all.covariance(), all.cubes()) };
    "skewness_of_shares", |i, r, p| trials(i).map(|[control, treatment]| skewness_of_shares(control, treatment)).collect::<Vec<_>>();
    "trimmed_mean", |i, r, p| [trimmed_mean(r, 0.1), trimmed_mean(p, i.rows.first().copied().unwrap_or(0.2))];
    "winsorised_means", |i, r, p| winsorised_means(&[&i.raw[0], &i.raw[1]], i.rows.first().copied().unwrap_or(0.99));
    "share_difference", |i, r, p| trials(i).map(|[control, treatment]| SHARE_INTERVALS.map(|way| share_difference(control, treatment, way))).collect::<Vec<_>>();
    "odds_ratio", |i, r, p| trials(i).map(|[control, treatment]| odds_ratio(control, treatment)).collect::<Vec<_>>();
    "cohens_h", |i, r, p| trials(i).map(|[control, treatment]| cohens_h(control, treatment)).collect::<Vec<_>>();
    "standardized_difference", |i, r, p| standardized_difference(&i.moments[0], &i.moments[1]);
    "ratio_metric", |i, r, p| ratio_metric(&Comoments::of(&i.paired().0, &i.paired().1));
    "cuped", |i, r, p| { let (x, y) = i.paired(); let arm = |with_covariate| CupedArm { with_covariate, without_covariate: i.moments[0] }; (cuped(&[arm(Comoments::of(&x, &y)), arm(Comoments::of(&y, &x))]), cuped(&[arm(Comoments::default())])) };
    "strata", |i, r, p| strata(&[i.moments.to_vec(), i.moments.to_vec()]);
    "non_inferiority", |i, r, p| arms(i).map(|[control, treatment]| MARGINS.map(|margin| [Direction::LargerIsBetter, Direction::SmallerIsBetter].map(|better| non_inferiority(&control, &treatment, margin, better))));
    "equivalence", |i, r, p| arms(i).map(|[control, treatment]| MARGINS.map(|margin| equivalence(&control, &treatment, margin)));
    "always_valid", |i, r, p| arms(i).map(|[control, treatment]| always_valid(&control, &treatment, i.count(0).0, i.count(0).1, 0.05));
    "effect_heterogeneity", |i, r, p| effect_heterogeneity(&i.rows.windows(2).map(|two| Measured { value: two[0], standard_error: two[1] }).collect::<Vec<_>>());
    "effect_trend", |i, r, p| effect_trend(&i.rows.windows(3).map(|three| (three[0], Measured { value: three[1], standard_error: three[2] })).collect::<Vec<_>>());
    "share_chances", |i, r, p| trials(i).take(3).map(|arms| [Direction::LargerIsBetter, Direction::SmallerIsBetter].map(|better| share_chances(&arms, Beta { a: 1.0, b: 1.0 }, better))).collect::<Vec<_>>();
    "mean_chances", |i, r, p| arms(i).map(|arms| mean_chances(&arms, Direction::SmallerIsBetter));
    "quantile_difference", |i, r, p| [0.0, 0.1, 0.5, 0.999].map(|share| quantile_difference(r, p, share));
    "bootstrap_difference", |i, r, p| bootstrap_difference(&i.raw[0], &i.raw[1], DRAWS, SEED, |c, t| Some(t.first()? - c.last()?));
    "bias_corrected", |i, r, p| [-1.0, 0.0, 0.2, i.first()].map(|a| bias_corrected(r, i.first(), a));
    "acceleration_of_means", |i, r, p| acceleration_of_means(&i.rows, p.values());
    "inverse_propensity", |i, r, p| (inverse_propensity(&i.raw[0], &i.raw[1]), inverse_propensity(&i.paired().0, &i.paired().1));
    "self_normalised", |i, r, p| (self_normalised(&i.raw[0], &i.raw[1]), self_normalised(&i.paired().0, &i.paired().1));
    "doubly_robust", |i, r, p| doubly_robust(&i.paired().0, &i.paired().1, OutcomeModel { of_logged: &i.paired().1, of_policy: &i.paired().0 });
    "Bandit", |i, r, p| POLICIES.map(|policy| { let mut bandit = Bandit::new(policy, i.cells.reference.len(), SEED); i.rows.iter().for_each(|row| bandit.learn(0, *row)); bandit.choose() });
    "replay", |i, r, p| POLICIES.map(|policy| [0.5, i.first()].map(|propensity| replay(&i.rows.iter().map(|row| LoggedChoice { arm: row.to_bits() as usize % 2, reward: row.abs(), propensity }).collect::<Vec<_>>(), 2, policy, SEED)));
    "regret", |i, r, p| regret(&i.cells.reference, &i.raw[0]);
    "power_of_difference", |i, r, p| i.rows.windows(3).map(|three| power_of_difference(three[0], three[1], three[2])).collect::<Vec<_>>();
    "detectable_difference", |i, r, p| designs(i).map(|design| detectable_difference(i.first(), &design));
    "rows_for_difference", |i, r, p| designs(i).map(|design| rows_for_difference(i.first(), [1.0, i.first().abs()], &design));
    "power_of_shares", |i, r, p| i.rows.windows(5).map(|five| power_of_shares([five[0], five[1]], [five[2], five[3]], five[4])).collect::<Vec<_>>();
    "rows_for_shares", |i, r, p| designs(i).map(|design| [SharePlan::Arcsine, SharePlan::Unpooled, SharePlan::Pooled].map(|plan| rows_for_shares([0.1, i.first()], &design, plan)));
    "detectable_share", |i, r, p| designs(i).map(|design| detectable_share(i.first(), [30.0, i.count(0).0 as f64], &design));
    "power_of_means", |i, r, p| i.rows.windows(4).map(|four| power_of_means(four[0], [four[1], four[2]], four[3])).collect::<Vec<_>>();
    "rows_for_means", |i, r, p| designs(i).map(|design| rows_for_means(i.first(), &design));
    "detectable_d", |i, r, p| designs(i).map(|design| detectable_d([30.0, i.first()], &design));
    "days_left", |i, r, p| i.rows.windows(3).map(|three| days_left(three[0], three[1], three[2])).collect::<Vec<_>>();
    "wilson", |i, r, p| i.counts().map(|(k, n)| wilson(k, n, 3.0)).collect::<Vec<_>>();
};

/// What is wrong with what a statistic gave; none where nothing is.
pub fn wrong(text: &str) -> Option<&'static str> {
    if text.contains("NaN") {
        return Some("a NaN");
    }
    let p_values = text.split("p_value: ").skip(1).map(|rest| rest.trim_start_matches("Some("));
    let number = |rest: &str| {
        let end = rest.find([',', ' ', ')', '}']).unwrap_or(rest.len());
        rest[..end].parse::<f64>().ok()
    };
    let is_share = |p: f64| (0.0..=1.0).contains(&p);
    (!p_values.filter_map(number).all(is_share)).then_some("a p-value beyond 0 to 1")
}

/// Numbers that may be p-values.
fn p_values(i: &Input) -> Vec<f64> {
    i.rows.iter().copied().filter(|value| (0.0..=1.0).contains(value)).collect()
}

/// Counts that a simulation may draw.
fn small(cells: &Cells) -> Cells {
    let small = |counts: &[u64]| counts.iter().map(|count| count % 1_000).collect();
    Cells { reference: small(&cells.reference), production: small(&cells.production) }
}

/// Shares of groups, and estimates of groups, eight at most.
fn group_values(i: &Input) -> (Vec<GroupValue>, Vec<GroupValue>) {
    let share = |(k, n): (u64, u64)| GroupValue::share(k.min(n), n);
    let estimate = |four: &[f64]| {
        let interval = Some(Interval { low: four[0].min(four[1]), high: four[0].max(four[1]) });
        GroupValue::estimate(Estimate { value: four[0] / 2.0 + four[1] / 2.0, interval })
    };
    let shares = i.counts().filter_map(share).take(8).collect();
    (shares, i.finite().windows(2).filter_map(estimate).take(8).collect())
}

fn compound(i: &Input) -> Option<CompoundTest> {
    let mut compound = Compound::new(i.raw[0].len(), i.raw[1].len(), 9, SEED);
    compound.add_numbers(&i.rows);
    let name = |value: &f64| value.is_finite().then_some(value.to_bits() as u32 % 5);
    compound.add_names(&i.rows.iter().map(name).collect::<Vec<_>>());
    compound.test()
}

fn domain_classifier(i: &Input) -> (Option<Auc>, Vec<Gain>) {
    let is_production = (0..i.rows.len()).map(|row| row >= i.raw[0].len()).collect();
    let mut classifier = DomainClassifier::new(&[i.feature()], is_production, SEED);
    while classifier.step() {}
    (classifier.auc(), classifier.gains())
}

fn text_classifier_of(i: &Input) -> (Vec<f64>, Option<Auc>) {
    let [reference, production] = i.documents();
    let all = [&reference[..], &production].concat();
    let is_production: Vec<bool> = (0..all.len()).map(|row| row >= reference.len()).collect();
    let told = text_classifier(&all, &is_production, WORDS, SEED);
    (told.scores.into_iter().flatten().collect(), told.auc)
}

fn mmd(i: &Input) -> Option<(f64, f64)> {
    let [reference, production] = i.points();
    let mut mmd = Mmd::new(&reference, &production, Bandwidth::Pooled, SEED)?;
    mmd.draw(9);
    Some((mmd.value(), mmd.p_value()))
}

fn moments([reference, production]: &[Moments; 2]) -> [[Option<f64>; 6]; 3] {
    let of = |m: &Moments| {
        [
            m.mean(),
            m.variance(0),
            m.variance(1),
            m.standard_deviation(1),
            m.skewness(),
            m.excess_kurtosis(),
        ]
    };
    let mut both = *reference;
    both.merge(production);
    [of(reference), of(production), of(&both)]
}

/// Counts of three by two categories, from one side's counts.
fn contingency(i: &Input, side: usize) -> Contingency {
    let of = |(a, b): (u64, u64)| if side == 0 { a % 50 } else { b % 50 };
    let cells = i.counts().take(6).enumerate();
    let cells = cells.flat_map(|(cell, counts)| {
        let cell = (cell as u32 / 2, cell as u32 % 2);
        std::iter::repeat_n(cell, of(counts) as usize)
    });
    Contingency::of(cells, 3, 2)
}

fn spearman_of(x: &[f64]) -> Option<Spearman> {
    let y: Vec<f64> = x.iter().rev().copied().collect();
    spearman(x, &y, &order_of(x), &order_of(&y))
}

fn two_proportion(i: &Input) -> Option<TwoProportionZ> {
    let ((a, n), (b, m)) = (i.count(0), i.count(1));
    two_proportion_z(a.min(n), n, b.min(m), m)
}

/// Two arms, of any numbers, of means and of shares.
fn arms(i: &Input) -> [[Arm; 2]; 3] {
    let row = |at: usize| i.rows.get(at).copied().unwrap_or(1.0);
    let any = |at: usize| Arm {
        value: row(at),
        standard_error: row(at + 1),
        degrees_of_freedom: row(at + 2).abs(),
    };
    let nothing = any(4);
    let means = i.moments.each_ref().map(|moments| Arm::of_mean(moments).unwrap_or(nothing));
    let shares = trials(i).next().unwrap_or_default();
    [[any(0), any(3)], means, shares.map(|trials| Arm::of_share(trials).unwrap_or(nothing))]
}

/// What experiments may be asked.
fn designs(i: &Input) -> [Design; 3] {
    let design = Design { error_rate: 0.05, power: 0.8, rows_ratio: 1.0 };
    let row = |at: usize| i.rows.get(at).copied().unwrap_or(2.0);
    let any = Design { error_rate: row(0), power: row(1), rows_ratio: row(2) };
    [design, Design { rows_ratio: row(3), ..design }, any]
}

/// Successes of two arms.
fn trials(i: &Input) -> impl Iterator<Item = [Trials; 2]> + '_ {
    let of = |successes, n| Trials { successes, n };
    i.counts().zip(i.counts().skip(1)).map(move |((a, n), (b, m))| [of(a, n), of(b, m)])
}

/// Finite values as losses, and their rows dealt to groups.
fn weak_segments(i: &Input) -> WeakSegments {
    let losses = i.finite();
    let column = |groups: usize, ordered: usize| CodedColumn {
        codes: (0..losses.len()).map(|row| (row * 7 % 11 % groups) as u8).collect(),
        groups,
        ordered,
    };
    let limits =
        SearchLimits { rows: 2, conditions: 3, pair_columns: 3, rules: 5, design_effect: 1.0 };
    let columns = vec![column(2, 0), column(5, 4), column(3, 3)];
    WeakSegmentSearch::new(&losses, columns, limits).finish()
}

/// Finite values dealt to three cells.
fn cell_sums(values: &[f64]) -> Vec<CellSums> {
    let mut cells = vec![CellSums::default(); 3];
    let finite = values.iter().copied().filter(|value| value.is_finite());
    finite.enumerate().for_each(|(row, value)| cells[row % 7 % 3].add(value));
    cells
}

/// Finite values dealt to units of three and fewer, by turns inside and outside.
fn unit_rows(values: &[f64]) -> UnitRows {
    let mut rows = UnitRows::new(values.len());
    let finite = values.iter().copied().filter(|value| value.is_finite());
    finite.enumerate().for_each(|(row, value)| rows.add(row / 3, row % 5 < 2, value));
    rows
}

/// A class's shares, and what is left of 1 for another.
fn shares_of_two(i: &Input) -> [Vec<f64>; 2] {
    let first: Vec<f64> = i.finite().iter().map(|score| from_log_odds(*score)).collect();
    let rest = first.iter().map(|share| 1.0 - share).collect();
    [first, rest]
}

/// Rows without a label, whose chance is the half of their score.
fn probabilities(i: &Input) -> Vec<UnlabelledRow> {
    let row =
        |score: f64| UnlabelledRow { score, chance: score / 2.0, is_called_positive: score >= 0.5 };
    p_values(i).into_iter().map(row).collect()
}

/// Those of the numbers that may be probabilities, of the class that their place says.
fn scored_shares(i: &Input) -> Scored {
    let shares = p_values(i);
    let classes: Vec<bool> = (0..shares.len()).map(|row| row % 3 == 0).collect();
    Scored::new(&shares, &classes).unwrap_or_default()
}

fn measures_of_counts(i: &Input) -> [Option<Estimate>; 9] {
    let ((true_negatives, false_positives), (false_negatives, true_positives)) =
        (i.count(0), i.count(1));
    let counts = Confusion {
        true_negatives,
        false_positives,
        false_negatives,
        true_positives,
        other_negatives: true_positives,
        other_positives: false_negatives,
    };
    [
        counts.accuracy(),
        counts.precision(),
        counts.recall(),
        counts.specificity(),
        counts.negative_predictive_value(),
        counts.balanced_accuracy(),
        counts.f1(),
        counts.matthews(),
        counts.kappa(),
    ]
}

fn measures_of_classes(i: &Input) -> [Option<Estimate>; 9] {
    let mut matrix = ConfusionMatrix::new(3);
    let cells = i.counts().enumerate().flat_map(|(cell, (count, _))| {
        let cell = (cell as u32 / 3, cell as u32 % 3);
        std::iter::repeat_n(cell, count as usize % 50)
    });
    matrix.update(cells);
    [
        matrix.balanced_accuracy(),
        matrix.macro_precision(),
        matrix.macro_recall(),
        matrix.macro_f1(),
        matrix.weighted_precision(),
        matrix.weighted_f1(),
        matrix.matthews(),
        matrix.kappa(),
        matrix.precision(1),
    ]
}

fn multiclass_loss(i: &Input) -> [Option<Estimate>; 3] {
    let (x, y) = i.paired();
    let positive = |values: Vec<f64>| values.into_iter().map(f64::abs).collect::<Vec<f64>>();
    let (x, y) = (positive(x), positive(y));
    let truth: Vec<u32> = (0..x.len() as u32).map(|row| row % 3).collect();
    let mut loss = MulticlassLoss::default();
    loss.update(&truth, &class_shares(&[&x, &y]));
    [loss.log_loss(), loss.brier(), loss.top_two_accuracy()]
}

fn regression(i: &Input) -> [Option<Estimate>; 4] {
    let (truth, prediction) = i.paired();
    let regression = Regression::new(&truth, &prediction);
    [
        regression.bias(),
        regression.mean_absolute_error(),
        regression.root_mean_squared_error(),
        regression.mean_absolute_percentage_error(),
    ]
}
