//! Real columns against the values that SciPy 1.17.1 and Evidently 0.7.23 give for them; the
//! definitions stand in drift.json and evidently.json themselves.

#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and clippy only sees its #[test] functions"
)]

mod support;

use std::collections::BTreeMap;

use serde_json::Value;
use stats::{
    Cells, LogBase, Moments, Smoothing, Sorted, anderson_darling, benjamini_hochberg,
    chi_square_goodness_of_fit, chi_square_homogeneity, chi_square_yates, cramer_von_mises,
    cramers_v, energy_distance, epps_singleton, g_test, g_test_goodness_of_fit, hellinger,
    hellinger_evidently, jensen_shannon, ks_asymptotic_p, ks_exact_p, ks_two_sample,
    kullback_leibler, mann_whitney, probability_larger, psi, psi_floored, quantile, quantile_edges,
    share_at_or_below, student_t, sturges_edges, total_variation, two_proportion_z, wasserstein,
    wasserstein_evidently, welch_t,
};
use support::{Column, checks::Checks};

fn numbers(column: &Column) -> Sorted {
    Sorted::new(column.texts.iter().map(|text| text.parse().unwrap()).collect()).unwrap()
}

fn are_integers(column: &Column) -> bool {
    !column.has_missing && column.texts.iter().all(|text| text.parse::<i64>().is_ok())
}

/// One cell per different text.
fn category_cells(reference: &Column, production: &Column) -> Cells {
    let mut counts: BTreeMap<&str, [u64; 2]> = BTreeMap::new();
    for (side, column) in [reference, production].into_iter().enumerate() {
        for text in &column.texts {
            counts.entry(text).or_default()[side] += 1;
        }
    }
    Cells {
        reference: counts.values().map(|counts| counts[0]).collect(),
        production: counts.values().map(|counts| counts[1]).collect(),
    }
}

/// One cell per different number.
fn value_cells(reference: &Sorted, production: &Sorted) -> Cells {
    let mut edges: Vec<f64> =
        reference.runs().chain(production.runs()).map(|(value, _)| value).collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup();
    edges.push(f64::INFINITY);
    Cells::from_edges(reference, production, &edges)
}

#[test]
fn equals_scipy_and_evidently_on_real_columns() {
    let mut checks = Checks::default();
    for (scenario, folder, prefix, ending) in [
        ("a_carloan", "a_carloan", "", ".csv"),
        ("b_flights", "b_flights", "", ".csv.gz"),
        ("b_flights_20k", "b_flights_20k", "", ".csv"),
        ("c_credit", "c_credit", "", ".csv"),
        ("d_diamonds", "d_diamonds", "", ".csv"),
        ("scale_100000", "scale", "scale_100000_", ".csv.gz"),
    ] {
        let side = |side: &str| support::columns(folder, &format!("{prefix}{side}{ending}"));
        let (Some(reference), Some(production)) = (side("reference"), side("production")) else {
            return;
        };
        let before = checks.passed;
        let drift = support::golden(scenario, "drift.json").unwrap();
        let evidently = support::golden(scenario, "evidently.json").unwrap();
        check_adjusted(&mut checks, scenario, &drift);
        for (name, want) in drift["columns"].as_object().unwrap() {
            let (Some(reference), Some(production)) = (reference.get(name), production.get(name))
            else {
                continue;
            };
            let what = format!("{scenario} {name}");
            let by_evidently = &evidently["stattests"][name];
            let treats_as_numbers = evidently["numerical_columns"]
                .as_array()
                .unwrap()
                .iter()
                .any(|column| column.as_str() == Some(name.as_str()));
            if !want["numeric"].is_null() {
                check_numbers(&mut checks, &what, reference, production, &want["numeric"]);
                if treats_as_numbers {
                    check_evidently_numbers(
                        &mut checks,
                        &what,
                        reference,
                        production,
                        by_evidently,
                    );
                }
            }
            if !want["categorical"].is_null() {
                let cells = category_cells(reference, production);
                check_categories(&mut checks, &what, &cells, &want["categorical"]);
                if !treats_as_numbers {
                    check_evidently_categories(&mut checks, &what, &cells, by_evidently);
                }
            }
        }
        println!("{scenario}: {} values", checks.passed - before);
    }
    checks.assert(3_500);
}

/// p-values adjusted over all columns, by Benjamini and Hochberg.
fn check_adjusted(checks: &mut Checks, scenario: &str, drift: &Value) {
    let key = "multiplicity_adjusted_p (numeric: ks p_asymp; categorical: chi2 p)";
    let expected = drift[key]["fdr_bh"].as_object().unwrap();
    let p_value = |name: &String| {
        let column = &drift["columns"][name];
        let test = match column["numeric"].is_null() {
            true => &column["categorical"]["chi2"]["p"],
            false => &column["numeric"]["ks"]["p_asymp"],
        };
        test.as_f64().unwrap()
    };
    let p_values: Vec<f64> = expected.keys().map(p_value).collect();
    for (found, (name, want)) in benjamini_hochberg(&p_values).into_iter().zip(expected) {
        checks.number(&format!("{scenario} {name} adjusted p"), Some(found), want);
    }
}

fn check_numbers(
    checks: &mut Checks,
    what: &str,
    reference: &Column,
    production: &Column,
    want: &Value,
) {
    let (r, p) = (numbers(reference), numbers(production));
    check_summary(checks, &format!("{what} reference"), &r, &want["ref"]);
    check_summary(checks, &format!("{what} production"), &p, &want["cur"]);
    check_ks(checks, what, &r, &p, &want["ks"]);
    let edges = quantile_edges(&r, 10);
    for (i, edge) in want["q10_edges"].as_array().unwrap().iter().enumerate() {
        checks.within(
            &format!("{what} edge {i}"),
            edges.get(i).copied(),
            edge.as_f64().unwrap(),
            0.0,
        );
    }
    let cells = Cells::from_open_edges(&r, &p, &edges);
    check_distances(checks, what, &cells, &want["psi_seed"], &want["on_q10"]);
    checks.number(&format!("{what} wasserstein"), wasserstein(&r, &p), &want["wasserstein"]);
    checks.number(
        &format!("{what} wasserstein_normed"),
        wasserstein_evidently(&r, &p),
        &want["wasserstein_normed"],
    );
    check_further_tests(checks, what, &r, &p, want);
    checks.number(
        &format!("{what} prob_cur_gt_ref"),
        probability_larger(&r, &p),
        &want["mannwhitney"]["prob_cur_gt_ref"],
    );
}

fn check_further_tests(checks: &mut Checks, what: &str, r: &Sorted, p: &Sorted, want: &Value) {
    checks.number(&format!("{what} energy"), energy_distance(r, p), &want["energy"]);
    let anderson = anderson_darling(r, p).unwrap();
    let by_scipy = &want["anderson_midrank"];
    let statistic = Some(anderson.statistic);
    checks.number(&format!("{what} anderson"), statistic, &by_scipy["statistic"]);
    checks.number(&format!("{what} anderson p"), Some(anderson.scipy_p_value()), &by_scipy["p"]);
    // The own p-value is near SciPy's only without ties, whose Cramér-von Mises statistic is another
    // one too; the few that there are here move it in the sixth digit.
    if !anderson.tied {
        let bounds = match by_scipy["p"].as_f64().unwrap() {
            p if p <= 0.001 => 0.0..=0.001,
            p if p >= 0.25 => 0.25..=1.0,
            p => 0.8 * p..=1.25 * p,
        };
        let within = f64::from(bounds.contains(&anderson.p_value));
        checks.within(&format!("{what} own anderson p"), Some(within), 1.0, 0.0);
        let (cvm, by_scipy) = (cramer_von_mises(r, p).unwrap(), &want["cvm"]);
        let statistic = by_scipy["statistic"].as_f64().unwrap();
        let tolerance = 5e-5 * statistic;
        checks.within(&format!("{what} cvm"), Some(cvm.statistic), statistic, tolerance);
        let p_value = by_scipy["p"].as_f64().unwrap();
        checks.within(&format!("{what} cvm p"), Some(cvm.p_value), p_value, 1e-5);
    }
    let u = mann_whitney(r, p).unwrap();
    checks.number(&format!("{what} U"), Some(u.u), &want["mannwhitney"]["U_ref"]);
    checks.number(&format!("{what} U p"), Some(u.p_value), &want["mannwhitney"]["p_continuity"]);
    let of = |side: &Sorted| {
        let mut moments = Moments::new();
        moments.update(side.values());
        moments
    };
    let t = welch_t(&of(r), &of(p)).unwrap();
    checks.number(&format!("{what} -t"), Some(-t.t), &want["t_welch"]["t"]);
    checks.number(&format!("{what} t df"), Some(t.degrees_of_freedom), &want["t_welch"]["df"]);
    checks.number(&format!("{what} t p"), Some(t.p_value), &want["t_welch"]["p"]);
    let pooled = student_t(&of(r), &of(p)).unwrap();
    checks.number(&format!("{what} t pooled"), Some(pooled.t), &want["t_student"]["t"]);
    checks.number(&format!("{what} t pooled p"), Some(pooled.p_value), &want["t_student"]["p"]);
    let cvm = cramer_von_mises(r, p).unwrap().scipy;
    checks.number(&format!("{what} cvm mid-ranks"), Some(cvm.statistic), &want["cvm"]["statistic"]);
}

fn check_summary(checks: &mut Checks, what: &str, side: &Sorted, want: &Value) {
    let mut moments = Moments::new();
    moments.update(side.values());
    let distinct = side.distinct() as f64;
    checks.number(&format!("{what} n"), Some(moments.n() as f64), &want["n"]);
    checks.number(&format!("{what} distinct"), Some(distinct), &want["distinct"]);
    checks.number(&format!("{what} mean"), moments.mean(), &want["mean"]);
    checks.number(&format!("{what} std"), moments.standard_deviation(1), &want["std"]);
    checks.number(&format!("{what} skew"), moments.skewness(), &want["skew"]);
    checks.number(&format!("{what} kurtosis"), moments.excess_kurtosis(), &want["kurtosis"]);
    for (name, value) in want["quantiles"].as_object().unwrap() {
        let probability = match name.as_str() {
            "min" => 0.0,
            "max" => 1.0,
            percent => percent[1..].parse::<f64>().unwrap() / 100.0,
        };
        let got = quantile(side, probability);
        checks.within(&format!("{what} {name}"), got, value.as_f64().unwrap(), 0.0);
    }
}

fn check_ks(checks: &mut Checks, what: &str, r: &Sorted, p: &Sorted, want: &Value) {
    let ks = ks_two_sample(r, p).unwrap();
    let (n, m) = (r.len() as u64, p.len() as u64);
    checks.number(&format!("{what} ks"), Some(ks.statistic), &want["statistic"]);
    // Equal gaps are common; SciPy then takes one by rounding.
    let location = want["location"].as_f64().unwrap();
    let gap = (share_at_or_below(r, location) - share_at_or_below(p, location)).abs();
    checks.within(&format!("{what} ks location"), Some(gap), ks.statistic, 1e-12);
    checks.within(
        &format!("{what} ks location"),
        Some(ks.location),
        location.min(ks.location),
        0.0,
    );
    let sign = if ks.production_lower { -1.0 } else { 1.0 };
    checks.number(&format!("{what} ks sign"), Some(sign), &want["sign"]);
    let asymptotic = ks_asymptotic_p(ks.statistic, n, m);
    checks.number(&format!("{what} ks p_asymp"), Some(asymptotic), &want["p_asymp"]);
    if !want["p_exact"].is_null() {
        let unit = (n * m) as f64 / gcd(n, m) as f64;
        let height = (ks.statistic * unit).round() as u64;
        let exact = ks_exact_p(height, n, m);
        checks.number(&format!("{what} ks p_exact"), Some(exact), &want["p_exact"]);
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn check_distances(checks: &mut Checks, what: &str, cells: &Cells, psi: &Value, want: &Value) {
    checks.number(&format!("{what} psi"), psi_floored(cells, 0.001).map(|psi| psi.value), psi);
    let [two, e] = [LogBase::Two, LogBase::E].map(|base| jensen_shannon(cells, base));
    check_root_of_difference(checks, &format!("{what} js 2"), two, &want["js_base2"]);
    check_root_of_difference(checks, &format!("{what} js e"), e, &want["js_basee"]);
    checks.number(&format!("{what} hellinger"), hellinger(cells), &want["hellinger"]);
    checks.number(&format!("{what} tvd"), total_variation(cells), &want["tvd"]);
    let divergence = kullback_leibler(cells, Smoothing::Floor(0.001)).unwrap();
    let (p_r, r_p) = (divergence.production_from_reference, divergence.reference_from_production);
    checks.number(&format!("{what} kl_cur_ref"), p_r.ok(), &want["kl_cur_ref"]);
    checks.number(&format!("{what} kl_ref_cur"), r_p.ok(), &want["kl_ref_cur"]);
}

fn check_categories(checks: &mut Checks, what: &str, cells: &Cells, want: &Value) {
    check_distances(checks, what, cells, &want["psi_seed"], &want["on_categories"]);
    let test = chi_square_homogeneity(cells).unwrap();
    checks.number(&format!("{what} chi2"), Some(test.statistic), &want["chi2"]["statistic"]);
    let degrees_of_freedom = test.degrees_of_freedom as f64;
    checks.number(&format!("{what} chi2 df"), Some(degrees_of_freedom), &want["chi2"]["df"]);
    checks.number(&format!("{what} chi2 p"), Some(test.p_value), &want["chi2"]["p"]);
    let fit = chi_square_goodness_of_fit(cells).unwrap();
    checks.number(&format!("{what} fit"), Some(fit.statistic), &want["chi2_gof"]["statistic"]);
    checks.number(&format!("{what} fit p"), Some(fit.p_value), &want["chi2_gof"]["p"]);
    let yates = chi_square_yates(cells).unwrap();
    checks.number(
        &format!("{what} Yates"),
        Some(yates.statistic),
        &want["chi2_yates"]["statistic"],
    );
    checks.number(&format!("{what} Yates p"), Some(yates.p_value), &want["chi2_yates"]["p"]);
    let g = g_test(cells).unwrap();
    // A small sum of large parts of both signs is as good as the counts' rounding.
    let sum = want["g"]["statistic"].as_f64().unwrap();
    checks.within(&format!("{what} G"), Some(g.statistic), sum, (1e-9 * sum).max(1e-10));
    checks.number(&format!("{what} G p"), Some(g.p_value), &want["g"]["p"]);
    checks.number(&format!("{what} V"), cramers_v(cells), &want["cramers_v"]);
    if let (&[_, r], &[_, p]) = (cells.reference.as_slice(), cells.production.as_slice()) {
        let (n, m) = cells.totals();
        let test = two_proportion_z(r, n, p, m).unwrap();
        checks.number(&format!("{what} z"), Some(test.z), &want["z_prop"]["z_cur_minus_ref"]);
        checks.number(&format!("{what} z p"), Some(test.p_value), &want["z_prop"]["p"]);
    }
}

fn check_evidently_numbers(
    checks: &mut Checks,
    what: &str,
    reference: &Column,
    production: &Column,
    want: &Value,
) {
    let (r, p) = (numbers(reference), numbers(production));
    let integers = are_integers(reference) && are_integers(production);
    let cells = match r.distinct_up_to(20) {
        Some(_) => value_cells(&r, &p),
        None => Cells::from_edges(&r, &p, &sturges_edges(&r, &p, integers)),
    };
    check_evidently_cells(checks, what, &cells, want);
    let score = |test: &str| &want[test]["drift_score"];
    let distance = wasserstein_evidently(&r, &p);
    checks.number(&format!("{what} Evidently wasserstein"), distance, score("wasserstein"));
    let ks = ks_two_sample(&r, &p).map(|ks| ks.p_value);
    checks.number(&format!("{what} Evidently ks"), ks, score("ks"));
    check_evidently_tests(checks, what, &r, &p, want);
    if want["es"]["drift_score"].is_f64() && epps_singleton(&r, &p).is_some() {
        let p_value = epps_singleton(&r, &p).map(|test| test.p_value);
        checks.number(&format!("{what} Evidently es"), p_value, score("es"));
    }
    let distance = hellinger_evidently(&r, &p, integers);
    check_root_of_difference(
        checks,
        &format!("{what} Evidently hellinger"),
        distance,
        score("hellinger"),
    );
}

fn check_evidently_tests(checks: &mut Checks, what: &str, r: &Sorted, p: &Sorted, want: &Value) {
    let score = |test: &str| &want[test]["drift_score"];
    let anderson = anderson_darling(r, p).map(|test| test.scipy_p_value());
    checks.number(&format!("{what} Evidently anderson"), anderson, score("anderson"));
    let smaller = mann_whitney(r, p).map(|test| test.p_reference_smaller);
    checks.number(&format!("{what} Evidently mannw"), smaller, score("mannw"));
    let of = |side: &Sorted| {
        let mut moments = Moments::new();
        moments.update(side.values());
        moments
    };
    let t = student_t(&of(r), &of(p)).map(|test| test.p_value);
    checks.number(&format!("{what} Evidently t_test"), t, score("t_test"));
    if let Some(p_value) = score("cramer_von_mises").as_f64() {
        let found = cramer_von_mises(r, p).map(|test| test.scipy.p_value);
        // SciPy's own p-value is noise under that.
        checks.within(&format!("{what} Evidently cramer_von_mises"), found, p_value, 1e-6);
    }
}

fn check_evidently_categories(checks: &mut Checks, what: &str, cells: &Cells, want: &Value) {
    check_evidently_cells(checks, what, cells, want);
    let score = |test: &str| &want[test]["drift_score"];
    let fit = chi_square_goodness_of_fit(cells).map(|test| test.p_value);
    checks.number(&format!("{what} Evidently chisquare"), fit, score("chisquare"));
    let g = g_test_goodness_of_fit(cells).map(|test| test.p_value);
    checks.number(&format!("{what} Evidently g_test"), g, score("g_test"));
    if let (&[_, r], &[_, p]) = (cells.reference.as_slice(), cells.production.as_slice()) {
        let (n, m) = cells.totals();
        let z = two_proportion_z(r, n, p, m).map(|test| test.p_value);
        // It takes the law's upper end from 1, and loses what is under 1e-16.
        if let Some(p_value) = score("z").as_f64() {
            checks.within(&format!("{what} Evidently z"), z, p_value, (1e-9 * p_value).max(1e-15));
        }
    }
    check_root_of_difference(
        checks,
        &format!("{what} Evidently hellinger"),
        hellinger(cells),
        score("hellinger"),
    );
}

fn check_evidently_cells(checks: &mut Checks, what: &str, cells: &Cells, want: &Value) {
    let psi = psi(cells, Smoothing::Evidently).map(|psi| psi.value);
    checks.number(&format!("{what} Evidently psi"), psi, &want["psi"]["drift_score"]);
    let divergence =
        kullback_leibler(cells, Smoothing::Evidently).unwrap().reference_from_production;
    let expected = &want["kl_div"]["drift_score"];
    checks.number(&format!("{what} Evidently kl"), divergence.ok(), expected);
    let distance = jensen_shannon(cells, LogBase::E);
    let expected = &want["jensenshannon"]["drift_score"];
    check_root_of_difference(checks, &format!("{what} Evidently js"), distance, expected);
}

/// The root of a small difference of numbers near 1 loses the digits of small distances, in SciPy's
/// Jensen-Shannon as in Evidently's Hellinger.
fn check_root_of_difference(checks: &mut Checks, what: &str, got: Option<f64>, want: &Value) {
    let Some(want) = want.as_f64() else {
        return;
    };
    let square = got.map(|got| got * got);
    checks.within(what, square, want * want, 2e-9 * want * want + 1e-15);
}
