//! Evidently's answers through the whole engine, against what Evidently 0.7.23 gave: every test of every
//! column of evidently.json, what it takes by itself, what each says, and how many columns drifted.

use report::{ColumnDrift, Convention, LimitRule, Measure, MeasureName, Report, Says, Treatment};
use serde_json::Value;

use crate::support::{json, larger_data};

/// Compares a report with the golden values of its pair; how many agree.
pub fn check(scenario: &str, report: &Report) -> usize {
    let Some(data) = larger_data() else { return 0 };
    let golden = json(&data.join("golden").join(scenario).join("evidently.json"));
    let names = |key: &str| golden[key].as_array().unwrap().clone();
    let (numbers, categories) = (names("numerical_columns"), names("categorical_columns"));
    let (mut agreed, mut drifted, mut all_compared) = (0, 0, true);
    for (name, expected) in golden["stattests"].as_object().unwrap() {
        let is_number = numbers.contains(&Value::from(name.as_str()));
        assert!(is_number || categories.contains(&Value::from(name.as_str())));
        let column = report.drift.columns.iter().find(|column| column.column == *name);
        let same = |c: &&ColumnDrift| (c.treatment != Treatment::Categorical) == is_number;
        let Some(column) = column.filter(same) else {
            println!("{scenario} {name}: compared as another kind here");
            all_compared = false;
            continue;
        };
        agreed += check_column(column, expected);
        let default = column.measures.iter().find(|m| m.is_default && is_evidently(m)).unwrap();
        assert_eq!(Some(key(default.measure)), expected["_default"].as_str(), "{name}");
        drifted += u32::from(default.says == Some(Says::Drift));
        agreed += 1;
    }
    if all_compared {
        let count = golden["preset"][0]["value"]["count"].as_f64();
        assert_eq!(count, Some(f64::from(drifted)), "{scenario}: drifted columns");
        agreed += 1;
    }
    println!("{scenario} evidently.json: {agreed} values and answers agree");
    agreed
}

fn is_evidently(measure: &Measure) -> bool {
    measure.convention == Convention::Evidently
}

fn check_column(column: &ColumnDrift, expected: &Value) -> usize {
    let mut agreed = 0;
    for measure in column.measures.iter().filter(|measure| is_evidently(measure)) {
        let expected = &expected[key(measure.measure)];
        let Some(score) = expected["drift_score"].as_f64() else { continue };
        let found = if matches!(measure.limit_rule, LimitRule::PUnder | LimitRule::PUpTo) {
            measure.p_value
        } else {
            measure.value
        };
        let Some(found) = found else {
            // A pseudo-inverse there, and what is infinite.
            assert!(measure.not_computed.is_some(), "{}: {measure:?}", column.column);
            continue;
        };
        assert!(
            is_close(measure.measure, found, score),
            "{} {:?}: {found:e}, expected {score:e}",
            column.column,
            measure.measure
        );
        assert_eq!(measure.limit, expected["threshold"].as_f64(), "{measure:?}");
        let says = measure.says == Some(Says::Drift);
        assert_eq!(Some(says), expected["drifted"].as_bool(), "{}: {measure:?}", column.column);
        agreed += 3;
    }
    agreed
}

fn is_close(measure: MeasureName, found: f64, expected: f64) -> bool {
    let tolerance = match measure {
        // SciPy's own p-value is noise under that.
        MeasureName::CramerVonMises => 1e-6,
        // It takes the law's upper end from 1, and loses what is under 1e-16.
        MeasureName::TwoProportionZ => (1e-9 * expected).max(1e-15),
        // The root of 1 less a number near 1 loses the digits of small distances.
        MeasureName::Hellinger | MeasureName::JensenShannon => {
            return (found * found - expected * expected).abs()
                <= 2e-9 * expected * expected + 1e-15;
        }
        _ if expected < 1e-12 => 1e-6 * expected,
        _ => 1e-9 * expected,
    };
    (found - expected).abs() <= tolerance.max(1e-300)
}

/// The test's name in the file.
fn key(measure: MeasureName) -> &'static str {
    match measure {
        MeasureName::Psi => "psi",
        MeasureName::JensenShannon => "jensenshannon",
        MeasureName::KullbackLeibler => "kl_div",
        MeasureName::Hellinger => "hellinger",
        MeasureName::Wasserstein => "wasserstein",
        MeasureName::KolmogorovSmirnov => "ks",
        MeasureName::CramerVonMises => "cramer_von_mises",
        MeasureName::AndersonDarling => "anderson",
        MeasureName::MannWhitney => "mannw",
        MeasureName::StudentT => "t_test",
        MeasureName::EppsSingleton => "es",
        MeasureName::ChiSquare => "chisquare",
        MeasureName::GTest => "g_test",
        MeasureName::TwoProportionZ => "z",
        _ => "not run there",
    }
}
