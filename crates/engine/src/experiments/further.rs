//! Other tests and intervals of the same difference, for who asks.

use report::{Estimate, FurtherTest, format};
use stats::experiment::{
    Arm, LiftInterval, ShareInterval, Trials, acceleration_of_means, bias_corrected,
    bootstrap_difference, contrast, lift, odds_ratio, score_difference, share_difference,
    trimmed_mean, winsorised_means,
};
use stats::{
    Cells, Moments, Sorted, chi_square_homogeneity, chi_square_yates, fisher_exact, ks_two_sample,
    mann_whitney, performance, student_t, two_proportion_z,
};

use super::effect::Subject;
use super::sample::Sample;
use crate::performance::as_reported;

/// Rows of both arms up to which a bootstrap is made: its time is draws times rows.
const BOOTSTRAP_ROWS: usize = 100_000;

/// All further tests of the treatment at this place.
pub fn all(subject: &Subject<'_>, at: usize) -> Vec<FurtherTest> {
    match (&subject.samples[0], &subject.samples[at]) {
        (Sample::Share(control), Sample::Share(treatment)) => of_shares(*control, *treatment),
        (Sample::Mean(control), Sample::Mean(treatment)) => {
            of_means(subject, at, control, treatment)
        }
        (Sample::Ratio(_), Sample::Ratio(_)) => {
            let arms = subject.samples[0].arm().zip(subject.samples[at].arm());
            arms.map(|(control, treatment)| delta_lift(&control, &treatment)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn test(name: &str, statistic: Option<f64>, p_value: Option<f64>) -> FurtherTest {
    FurtherTest {
        name: name.to_owned(),
        value: None,
        unit: String::new(),
        statistic: statistic.filter(|of| of.is_finite()),
        p_value,
        remark: String::new(),
    }
}

fn measure(name: &str, unit: &str, value: Option<Estimate>) -> FurtherTest {
    FurtherTest { value, unit: unit.to_owned(), ..test(name, None, None) }
}

fn delta_lift(control: &Arm, treatment: &Arm) -> FurtherTest {
    let value = lift(control, treatment, LiftInterval::Delta).and_then(as_reported);
    measure("Lift, delta method", "lift", value)
}

fn of_shares(control: Trials, treatment: Trials) -> Vec<FurtherTest> {
    let pooled = two_proportion_z(control.successes, control.n, treatment.successes, treatment.n);
    let arms = Arm::of_share(control).zip(Arm::of_share(treatment));
    let unpooled = arms.and_then(|(control, treatment)| contrast(&control, &treatment));
    let cells = Cells {
        reference: vec![control.succeeded(), control.failed()],
        production: vec![treatment.succeeded(), treatment.failed()],
    };
    let plain = chi_square_homogeneity(&cells).filter(|test| test.degrees_of_freedom > 0);
    let yates = chi_square_yates(&cells).filter(|test| test.degrees_of_freedom > 0);
    let score = score_difference(control, treatment);
    let interval = |way| share_difference(control, treatment, way).and_then(as_reported);
    let mut found = vec![
        test("z, pooled", pooled.map(|test| test.z), pooled.map(|test| test.p_value)),
        FurtherTest {
            value: interval(ShareInterval::Wald),
            unit: "difference".to_owned(),
            ..test(
                "z, unpooled (Wald)",
                unpooled.map(|test| test.t),
                unpooled.map(|test| test.p_value),
            )
        },
        FurtherTest {
            value: score.and_then(|score| as_reported(score.difference)),
            unit: "difference".to_owned(),
            ..test(
                "Score (Miettinen and Nurminen)",
                score.map(|test| test.z),
                score.map(|test| test.p_value),
            )
        },
        measure("Newcombe", "difference", interval(ShareInterval::Newcombe)),
        measure("Agresti and Caffo", "difference", interval(ShareInterval::AgrestiCaffo)),
        test("Chi-square", plain.map(|test| test.statistic), plain.map(|test| test.p_value)),
        test("Chi-square, Yates", yates.map(|test| test.statistic), yates.map(|test| test.p_value)),
        test("Fisher, exact", None, fisher_exact(&cells)),
        measure("Odds ratio", "ratio", odds_ratio(control, treatment).and_then(as_reported)),
    ];
    found.extend(arms.map(|(control, treatment)| delta_lift(&control, &treatment)));
    found
}

fn of_means(
    subject: &Subject<'_>,
    at: usize,
    control: &Moments,
    treatment: &Moments,
) -> Vec<FurtherTest> {
    let settings = &subject.study.settings.experiments;
    let (c, t) = (subject.rows.known(0), subject.rows.known(at));
    let arms = Arm::of_mean(control).zip(Arm::of_mean(treatment));
    let student = student_t(control, treatment);
    let mut found = Vec::new();
    found.extend(arms.map(|(control, treatment)| delta_lift(&control, &treatment)));
    // Its t is the reference's less production's.
    found.push(test("Student’s t", student.map(|test| -test.t), student.map(|test| test.p_value)));
    if let Some((c, t)) = Sorted::new(c.clone()).ok().zip(Sorted::new(t.clone()).ok()) {
        let ranks = mann_whitney(&c, &t);
        let larger =
            ranks.map(|test| Estimate { value: test.production_larger, interval_95: None });
        found.push(FurtherTest {
            value: larger,
            unit: "share of pairs in which the treatment is larger".to_owned(),
            remark: "asks whether rows are larger, not whether their mean is".to_owned(),
            ..test("Mann and Whitney", ranks.map(|test| test.u), ranks.map(|test| test.p_value))
        });
        let ks = ks_two_sample(&c, &t);
        found.push(FurtherTest {
            remark: "asks whether the distributions are the same in any way".to_owned(),
            ..test(
                "Kolmogorov and Smirnov",
                ks.map(|test| test.statistic),
                ks.map(|test| test.p_value),
            )
        });
        let trimmed = trimmed_mean(&c, settings.trimmed_share)
            .zip(trimmed_mean(&t, settings.trimmed_share))
            .and_then(|(control, treatment)| contrast(&control, &treatment));
        found.push(FurtherTest {
            value: trimmed.and_then(|test| as_reported(test.difference)),
            unit: "difference".to_owned(),
            remark: "another metric than the mean: the tails are no part of it".to_owned(),
            ..test(
                &format!(
                    "Without {} at either end (Yuen)",
                    format::percent(settings.trimmed_share)
                ),
                trimmed.map(|test| test.t),
                trimmed.map(|test| test.p_value),
            )
        });
    }
    if let Some(capped) = winsorised_means(&[&c, &t], settings.winsor_quantile) {
        let contrast = contrast(&capped.arms[0], &capped.arms[1]);
        let cap = format::number(capped.cap, 4);
        found.push(FurtherTest {
            value: contrast.and_then(|test| as_reported(test.difference)),
            unit: "difference".to_owned(),
            remark: format!(
                "{} over {cap} count as {cap}",
                format::plural(capped.capped, "value", "values")
            ),
            ..test(
                &format!(
                    "Cut down at the {} quantile (winsorised)",
                    format::percent(settings.winsor_quantile)
                ),
                contrast.map(|test| test.t),
                contrast.map(|test| test.p_value),
            )
        });
    }
    found.extend(bootstrap(subject, &c, &t).into_iter().flatten());
    found
}

/// The same draws, by their percentiles and with their bias and skewness taken out.
fn bootstrap(subject: &Subject<'_>, c: &[f64], t: &[f64]) -> Option<[FurtherTest; 2]> {
    let settings = subject.study.settings;
    let draws = settings.experiments.bootstrap_draws;
    if draws == 0 || c.len() + t.len() > BOOTSTRAP_ROWS {
        return None;
    }
    let mean = |rows: &[f64]| {
        let mut moments = Moments::new();
        moments.update(rows);
        moments.mean()
    };
    let found = bootstrap_difference(c, t, draws, settings.seed, |c, t| Some(mean(t)? - mean(c)?))?;
    let ends = acceleration_of_means(c, t)
        .and_then(|acceleration| bias_corrected(&found.draws, found.estimate.value, acceleration));
    let corrected = ends.and_then(|ends| {
        as_reported(performance::Estimate { interval: Some(ends.interval), ..found.estimate })
    });
    let remark = ends.map_or_else(
        || "no interval: the draws lie on one side of the difference".to_owned(),
        |ends| {
            format!(
                "the same draws; bias {}, acceleration {}",
                format::number(ends.bias, 2),
                format::number(ends.acceleration, 2)
            )
        },
    );
    Some([
        FurtherTest {
            remark: format!("percentiles of {}", format::plural(draws.into(), "draw", "draws")),
            ..measure("Bootstrap", "difference", as_reported(found.estimate))
        },
        FurtherTest {
            remark,
            ..measure("Bootstrap, bias-corrected (BCa)", "difference", corrected)
        },
    ])
}
