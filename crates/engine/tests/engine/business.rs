//! What the model is worth, through the whole engine.

use report::{Business, Indicator, Report, Role, Settings, Severity, StudyVerdict, Topic, Verdict};

use crate::support::table;

/// A file in which a proxy foretells whether a row churns, `proxy_share` of it; what is left is another number.
struct File {
    rows: u32,
    proxy_share: f64,
    /// Revenue of a row is so much of what it is by the row's number.
    revenue: f64,
    /// Of ten rows so many convert.
    converted: u32,
    /// Rows from here on wait for their label.
    labelled: u32,
}

const BEFORE: File =
    File { rows: 1_200, proxy_share: 1.0, revenue: 1.0, converted: 3, labelled: 1_200 };

impl File {
    fn text(&self) -> String {
        let mut text = "churned,support_proxy,score,revenue,converted\n".to_owned();
        for i in 0..self.rows {
            let proxy = f64::from((37 * i + 11) % 101) / 10.0;
            let other = f64::from((61 * i + 5) % 103) / 10.0;
            let chance = (self.proxy_share * proxy + (1.0 - self.proxy_share) * other) / 12.0;
            let churned = f64::from((53 * i + 7) % 97) / 97.0 < chance;
            let churned =
                if i < self.labelled { u32::from(churned).to_string() } else { String::new() };
            let revenue = f64::from(i * 29 % 53) * self.revenue;
            let converted = u32::from(i % 10 < self.converted);
            text.push_str(&format!(
                "{churned},{proxy},{:.3},{revenue},{converted}\n",
                proxy / 10.1
            ));
        }
        text
    }
}

fn settings() -> Settings {
    let mut settings = Settings::default();
    settings.roles.insert("converted".to_owned(), Role::Conversion);
    settings
}

fn report(production: &File, settings: &Settings) -> Report {
    engine::analyze(&table(&BEFORE.text()), &table(&production.text()), settings)
}

fn indicator<'a>(business: &'a Business, name: &str) -> &'a Indicator {
    let found = business.indicators.iter().find(|told| told.name == name);
    found.unwrap_or_else(|| panic!("{name} is not among {:?}", business.indicators))
}

fn assert_close(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs(), "{found}, expected {expected}");
}

// Expected: with i = numpy.arange(1200) and the columns above: scipy.stats.mannwhitneyu over the product of the class sizes,
// spearmanr, pointbiserialr; ttest_ind(0.9 * revenue, revenue, equal_var=False).confidence_interval(); means of 1 for a
// false alarm and 10 for a miss, of (1 - churned) less these and 10 * churned less these; and of the former
// ttest_1samp(.., 0).confidence_interval() over 0.5, less 1; scipy 1.17.1, numpy 2.4.6.
#[test]
fn numbers_equal_scipy() {
    let mut settings = settings();
    settings.performance.false_negative_cost = 10.0;
    settings.performance.prediction_cost = 0.5;
    let production = File { revenue: 0.9, converted: 2, ..BEFORE };
    let business = report(&production, &settings).business;
    let value = |name: &str| indicator(&business, name).value.production.unwrap();
    let reference = |name: &str| indicator(&business, name).value.reference.unwrap().value;
    assert_close(
        reference("Area under the ROC curve of support_proxy for churned"),
        0.7885602379011529,
    );
    assert_close(reference("Rank correlation of support_proxy with churned"), 0.4942961861897118);
    assert_close(
        reference("Point-biserial correlation of support_proxy with churned"),
        0.4943064205083178,
    );
    let revenue = indicator(&business, "revenue a row");
    let change = revenue.change.unwrap();
    assert_close(change.value, -2.5968333333333327);
    assert_close(change.interval_95.unwrap().0, -3.763168285218824);
    assert_close(change.interval_95.unwrap().1, -1.4304983814478416);
    assert_close(revenue.total.production.unwrap(), 28045.8);
    assert_close(value("Conversion by converted").value, 0.2);
    assert_close(value("False alarms of score, cost a row").value, 0.17916666666666667);
    assert_close(value("Misses of score, cost a row").value, 1.1);
    assert_close(value("Answers of score, cost a row").value, 1.2791666666666666);
    assert_close(
        value("Saved by score a row, against calling no row positive").value,
        2.9791666666666665,
    );
    assert_close(value("Saved by score a row, against calling every row positive").value, -0.705);
    let back = value("Return on score net of its cost, against calling every row positive");
    assert_close(back.value, -2.41);
    assert_close(back.interval_95.unwrap().0, -2.784093380496019);
}

#[test]
fn nothing_new_is_quiet() {
    let report = report(&BEFORE, &settings());
    assert_eq!(report.overview.verdict, StudyVerdict::NoDrift);
    let verdicts = report.business.indicators.iter().map(|told| told.verdict);
    assert!(
        verdicts.clone().all(|verdict| verdict == Some(Verdict::Stable)),
        "{:?}",
        report.business
    );
    let quiet = "Of value, conversion, costs and proxies nothing became worse beyond chance.";
    assert_eq!(report.business.headline, quiet);
}

#[test]
fn a_proxy_that_stands_for_the_outcome_no_longer_is_a_finding() {
    let production = File { proxy_share: 0.0, ..BEFORE };
    let report = report(&production, &settings());
    let area = indicator(&report.business, "Area under the ROC curve of support_proxy for churned");
    assert_eq!(area.verdict, Some(Verdict::Significant), "{area:?}");
    assert!(report.business.headline.starts_with("Area under the ROC curve of support_proxy"));
    let title = "Area under the ROC curve of support_proxy for churned is worse";
    let mut findings = report.overview.findings.iter();
    let finding = findings.find(|finding| finding.title.starts_with(title)).unwrap();
    assert_eq!(finding.severity, Severity::High);
}

#[test]
fn rows_that_wait_are_foretold_by_the_proxy() {
    let production = File { labelled: 400, ..BEFORE };
    let waiting = report(&production, &settings()).business.proxies[0].waiting.clone().unwrap();
    assert_eq!(waiting.rows, 800);
    let (low, high) = waiting.expected.interval_95.unwrap();
    let truth = churned_from(400);
    assert!((low..=high).contains(&truth), "{truth} is not in {waiting:?}");
    let says = "By support_proxy, churned is expected to be positive in ";
    assert!(waiting.says.starts_with(says), "{}", waiting.says);
}

/// The share of rows from one on that churn by the proxy.
fn churned_from(first: u32) -> f64 {
    let text = BEFORE.text();
    let rows: Vec<&str> = text.lines().skip(1 + first as usize).collect();
    rows.iter().filter(|row| row.starts_with('1')).count() as f64 / rows.len() as f64
}

#[test]
fn less_revenue_and_conversion_are_findings() {
    let production = File { revenue: 0.7, converted: 2, ..BEFORE };
    let report = report(&production, &settings());
    assert_ne!(report.overview.verdict, StudyVerdict::NoDrift);
    for name in ["revenue a row is worse", "Conversion by converted is worse"] {
        let mut findings = report.overview.findings.iter();
        let finding = findings.find(|finding| finding.title.starts_with(name)).unwrap();
        assert_eq!(finding.severity, Severity::High, "{finding:?}");
    }
    // Expected: -0.3 * sum(i * 29 % 53 for i in range(1200)) of Python is -9,348.6.
    let costs = report.overview.says.iter().find(|saying| saying.topic == Topic::Costs).unwrap();
    let told = "−9,349 over production’s 1,200 rows (95% ";
    assert!(costs.rest.contains(told), "{costs:?}");
}

#[test]
fn what_cannot_be_told_is_said() {
    let told = |text: &str| {
        let business = engine::analyze(&table(text), &table(text), &Settings::default()).business;
        format!("{} {}", business.notes.join(" "), business.lacks.unwrap_or_default())
    };
    let rows = |head: &str, row: &dyn Fn(u32) -> String| {
        (0..200).fold(format!("{head}\n"), |text, i| text + &row(i) + "\n")
    };
    let constant = rows("churned,my_proxy", &|i| format!("{},5", i % 2));
    assert!(told(&constant).contains("my_proxy is the same in every row"), "{}", told(&constant));
    let no_label = rows("x,my_proxy", &|i| format!("{},{}", i % 7, i % 5));
    assert!(told(&no_label).contains("No proxy can be held against the label"));
    assert!(
        told(&rows("x,y1", &|i| format!("{},{}", i % 7, i % 5)))
            .contains("No column holds a value")
    );
    let few =
        (0..50).fold("churned,my_proxy\n".to_owned(), |t, i| t + &format!("{},{}\n", i % 2, i % 5));
    let business = engine::analyze(&table(&few), &table(&few), &Settings::default()).business;
    let says = &business.indicators[0].says;
    assert!(says.contains("50 rows with both of at least 100"), "{says}");
}

#[test]
fn conversion_is_known_by_its_name_without_a_model() {
    let rows =
        (0..200).fold("x,converted\n".to_owned(), |t, i| t + &format!("{},{}\n", i % 7, i % 2));
    let report = engine::analyze(&table(&rows), &table(&rows), &Settings::default());
    let roles: Vec<Role> = report.roles.iter().map(|choice| choice.role).collect();
    assert_eq!(roles, [Role::Covariate, Role::Conversion]);
    assert_eq!(report.business.indicators[0].name, "Conversion by converted");
}

#[test]
fn empty_and_single_rows_are_borne() {
    let head = "churned,support_proxy,score,revenue,converted\n";
    let mut settings = settings();
    settings.performance.prediction_cost = 1.0;
    for text in [head.to_owned(), format!("{head}1,2,0.5,3,1\n"), format!("{head},NaN,,NaN,\n")] {
        for (reference, production) in [(BEFORE.text(), text.clone()), (text.clone(), text.clone())]
        {
            let report = engine::analyze(&table(&reference), &table(&production), &settings);
            assert!(report.to_json().is_ok());
        }
    }
}

/// False alarms rise as misses fall: the answers cost no more, and that one part is worse is told all the same.
#[test]
fn a_part_that_is_worse_is_not_called_well() {
    let text = |alarms: u32| {
        (0..6_000_u32).fold("churned,score\n".to_owned(), |text, i| {
            let is_positive = i % 5 == 0;
            let is_called =
                if is_positive { i % 25 != 0 || alarms > 10 } else { i * 37 % 100 < alarms };
            let score = if is_called { 0.9 } else { 0.1 } + f64::from(i % 97) / 10_000.0;
            text + &format!("{},{score}\n", u8::from(is_positive))
        })
    };
    let mut settings = Settings::default();
    settings.performance.false_negative_cost = 2.0;
    let report = engine::analyze(&table(&text(10)), &table(&text(14)), &settings);
    let alarms = indicator(&report.business, "False alarms of score, cost a row");
    assert!(alarms.verdict.unwrap().is_drift(), "{alarms:?}");
    assert!(
        !report.business.headline.contains("nothing became worse"),
        "{:?}",
        report.business.headline
    );
    assert!(report.business.headline.contains("False alarms of score"));
}

#[test]
fn a_return_that_cannot_be_told_says_why() {
    type CostOfRow = fn(u32) -> String;
    let why = |value: &str, cost: CostOfRow| {
        let rows = (0..300).fold("x,revenue,price\n".to_owned(), |text, i| {
            text + &format!("{},{value},{}\n", i % 7, cost(i))
        });
        let mut settings = Settings::default();
        settings.roles.insert("revenue".to_owned(), Role::Value);
        settings.roles.insert("price".to_owned(), Role::Cost);
        let business = engine::analyze(&table(&rows), &table(&rows), &settings).business;
        indicator(&business, "Return by revenue net of its cost").lacks.production.clone()
    };
    let cases: [(&str, CostOfRow, &str); 4] = [
        ("5", |_| "2".to_owned(), ""),
        ("5", |_| "0".to_owned(), "a row costs 0 or less on average"),
        (
            "5",
            |i| (i64::from(i % 2) * 20 - 9).to_string(),
            "what a row costs may be 0 on average (95% ",
        ),
        ("1e308", |_| "0.001".to_owned(), "its values together are beyond the largest number"),
    ];
    for (value, cost, expected) in cases {
        let lacks = why(value, cost);
        assert!(lacks.starts_with(expected) && lacks.is_empty() == expected.is_empty(), "{lacks}");
    }
}
