//! Whether groups are treated fairly, through the whole engine.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use report::{
    AttributeFairness, Criterion, CriterionName, FairnessMeasure, Favourable, GroupFairness,
    LimitVerdict, Report, Role, Settings, Side,
};
use serde_json::Value;
use table::Table;

use crate::support::{json, larger_data, table};

fn close(found: f64, want: &Value, what: &str) {
    let want = want.as_f64().unwrap_or_else(|| panic!("{what}: no number"));
    assert!((found - want).abs() <= 1e-9 * want.abs().max(1e-3), "{what}: {found}, {want}");
}

fn attribute<'a>(report: &'a Report, model: usize, name: &str) -> &'a AttributeFairness {
    let all = &report.fairness.models[model].attributes;
    all.iter().find(|own| own.name == name).unwrap_or_else(|| panic!("{name} is not there"))
}

fn criterion(own: &AttributeFairness, name: CriterionName) -> &Criterion {
    own.criteria.iter().find(|criterion| criterion.name == name).unwrap()
}

fn group<'a>(own: &'a AttributeFairness, name: &str) -> &'a GroupFairness {
    own.groups.iter().find(|group| group.name == name).unwrap_or_else(|| panic!("no {name}"))
}

const MEASURES: [(FairnessMeasure, &str); 9] = [
    (FairnessMeasure::SelectionRate, "selection_rate"),
    (FairnessMeasure::TruePositiveRate, "tpr"),
    (FairnessMeasure::FalsePositiveRate, "fpr"),
    (FairnessMeasure::NegativePredictiveValue, "npv"),
    (FairnessMeasure::Accuracy, "accuracy"),
    (FairnessMeasure::RocAuc, "roc_auc"),
    (FairnessMeasure::MeanScore, "mean_score"),
    (FairnessMeasure::Brier, "brier"),
    (FairnessMeasure::BaseRate, "base_rate"),
];
const CRITERIA: [(CriterionName, &str); 9] = [
    (CriterionName::DemographicParity, "demographic_parity_difference"),
    (CriterionName::DemographicParityRatio, "demographic_parity_ratio"),
    (CriterionName::EqualizedOdds, "equalized_odds_difference"),
    (CriterionName::EqualizedOddsRatio, "equalized_odds_ratio"),
    (CriterionName::EqualizedOddsMean, "equalized_odds_difference_agg_mean"),
    (CriterionName::EqualOpportunity, "equal_opportunity_difference"),
    (CriterionName::EqualOpportunityRatio, "equal_opportunity_ratio"),
    (CriterionName::PredictiveParity, "predictive_parity_difference"),
    (CriterionName::EqualAccuracy, "accuracy_difference"),
];

/// Holds one attribute on one side against what fairlearn and scikit-learn say.
fn check(own: &AttributeFairness, side: Side, want: &Value) {
    let groups = want["groups"].as_object().unwrap();
    for (name, want) in groups {
        let found = group(own, &name.replace(" & ", ", ")).sides.get(side);
        assert_eq!(found.labelled, want["n"].as_u64().unwrap());
        for (measure, key) in MEASURES {
            let value = found.measure(measure).unwrap().value.unwrap().value;
            close(value, &want[key], &format!("{name} {key}"));
        }
        // Where no one is called positive, scikit-learn's zero_division says 0; here there is none.
        let precision = found.measure(FairnessMeasure::Precision).unwrap().value;
        if let Some(precision) = precision {
            close(precision.value, &want["precision"], &format!("{name} precision"));
        }
    }
    for (name, key) in CRITERIA {
        let gap = criterion(own, name).gap.get(side).as_ref();
        close(gap.unwrap_or_else(|| panic!("{key}")).value.value, &want[key], key);
    }
    for (name, want) in want["disparate_impact_vs_largest"].as_object().into_iter().flatten() {
        let found = group(own, &name.replace(" & ", ", ")).sides.get(side).against_largest;
        close(found.unwrap().value, want, name);
    }
    if let Some(test) = own.selection_test.get(side) {
        let want = &want["chi2_selection_by_group"];
        close(test.statistic, &want["statistic"], "chi-square");
        assert_eq!(u64::from(test.degrees_of_freedom), want["df"].as_u64().unwrap());
    }
}

/// The rows of the credit data that have a label: fairlearn saw no others.
fn labelled(path: &std::path::Path) -> Table {
    let text = std::fs::read_to_string(path).unwrap();
    let head = text.lines().next().unwrap();
    let fields = head.split(',').count();
    let label = head.split(',').position(|name| name == "default_next_month").unwrap();
    // The label is counted from the end, as quoted names hold commas.
    let has_label = |line: &&str| !line.rsplit(',').nth(fields - 1 - label).unwrap().is_empty();
    table(&text.lines().filter(has_label).map(|line| format!("{line}\n")).collect::<String>())
}

fn credit_settings() -> Settings {
    let mut settings = Settings::default();
    settings.roles.insert("default_next_month".to_owned(), Role::Label);
    for name in ["sex", "age_band", "education"] {
        settings.roles.insert(name.to_owned(), Role::Protected);
    }
    settings.roles.insert("age".to_owned(), Role::Covariate);
    // As fairlearn has it.
    settings.fairness.min_rate_rows = 1;
    settings.fairness.favourable = Favourable::Positive;
    settings
}

// Expected: fairlearn 0.15.0, scikit-learn 1.9.1 and SciPy 1.17.1 in golden/c_credit/fairness.json.
#[test]
fn credit_equals_fairlearn() {
    let Some(data) = larger_data() else { return };
    let side = |side: &str| labelled(&data.join("c_credit").join(format!("{side}.csv")));
    let (reference, production) = (side("reference"), side("production"));
    let want = json(&data.join("golden/c_credit/fairness.json"));
    let report = engine::analyze(&reference, &production, &credit_settings());
    for (side, key) in [(Side::Reference, "reference"), (Side::Production, "production")] {
        for name in ["sex", "age_band", "education"] {
            check(attribute(&report, 0, name), side, &want[key][name]);
        }
    }
    // The golden crossing is of groups with thirty rows at least.
    let mut settings = credit_settings();
    settings.fairness.min_rows = 30;
    let report = engine::analyze(&reference, &production, &settings);
    let crossing = attribute(&report, 0, "sex and age_band");
    for (side, key) in [(Side::Reference, "reference"), (Side::Production, "production")] {
        check(crossing, side, &want[key]["intersection_of_first_two_n>=30"]);
    }
}

/// A number between 0 and 1 that looks random: the fraction of a multiple of the golden ratio's.
fn uniform(row: usize, turn: usize) -> f64 {
    let golden = 0.618_033_988_749_894_9 * (row + 1) as f64 * (2 * turn + 1) as f64;
    (golden + (row / 7 * (turn + 3)) as f64 * 0.414_213_562_373_095).fract()
}

/// A row: its group, what turns out, the answer.
type Row = (String, bool, bool);

/// People of two groups of which half turn out 1; each is called 1 with the chance of their group, whatever turns out.
fn people(rows: usize, chances: [f64; 2]) -> Vec<Row> {
    let row = |row: usize| {
        let group = row % 2;
        let name = ["blue", "red"][group].to_owned();
        (name, uniform(row, 1) < 0.5, uniform(row, 2) < chances[group])
    };
    (0..rows).map(row).collect()
}

fn written(rows: &[Row]) -> Table {
    let line = |(at, (group, is, called)): (usize, &Row)| {
        format!("{at},{group},{},{}\n", u8::from(*is), u8::from(*called))
    };
    let lines: String = rows.iter().enumerate().map(line).collect();
    table(&format!("id,race,label,prediction\n{lines}"))
}

fn analyze(reference: &[Row], production: &[Row]) -> Report {
    engine::analyze(&written(reference), &written(production), &Settings::default())
}

#[test]
fn a_planted_gap_is_broken_and_none_is_not() {
    let fair = people(6_000, [0.4, 0.4]);
    let unfair = people(6_000, [0.5, 0.25]);
    let report = analyze(&fair, &unfair);
    let own = attribute(&report, 0, "race");
    let parity = criterion(own, CriterionName::DemographicParity);
    assert_eq!(parity.verdict.reference, LimitVerdict::Kept);
    assert_eq!(parity.verdict.production, LimitVerdict::Broken);
    assert!(parity.grew);
    assert_eq!(own.verdict, LimitVerdict::Broken);
    let said = "The model says 1 for 49.8 of 100 rows of “blue” and for 25.2 of 100 of “red”";
    assert!(own.reading[0].starts_with(said), "{}", own.reading[0]);
    let finding = report.overview.findings.iter().find(|f| f.chapter == report::Chapter::Fairness);
    let finding = finding.unwrap();
    assert_eq!(finding.severity, report::Severity::High);
    let worst = "prediction says 1 for 25.2% of the rows where race is “red” and for 49.8% where it is “blue”: 24.6 points less (95% interval for all pairs of groups 22.2 to 26.9; limit 10)";
    assert_eq!(finding.title, worst);
    assert!(finding.detail.contains("if the limit were kept"), "{}", finding.detail);
    assert!(report.fairness.headline.starts_with(worst), "{}", report.fairness.headline);
    let says = report.overview.says.iter().find(|own| own.topic == report::Topic::Fairness);
    assert!(says.unwrap().rest.contains(worst));
    assert!(report.fairness.notes[0].contains("race is protected is a guess"));
}

#[test]
fn a_group_that_one_side_lacks_hides_no_change_of_the_others() {
    let (fair, mut unfair) = (people(6_000, [0.4, 0.4]), people(6_000, [0.5, 0.25]));
    unfair.extend((0..150).map(|row| ("green".to_owned(), row % 3 == 0, uniform(row, 2) < 0.4)));
    let report = analyze(&fair, &unfair);
    let parity = criterion(attribute(&report, 0, "race"), CriterionName::DemographicParity);
    assert!(parity.grew, "{parity:?}");
    let change = parity.change.unwrap().value;
    let gap = |side: Side| parity.gap.get(side).as_ref().unwrap().value.value;
    assert!((change - (gap(Side::Production) - gap(Side::Reference))).abs() < 1e-12);
}

#[test]
fn an_unfairness_that_cannot_be_compared_is_new_and_said_to_be() {
    let of_one = people(6_000, [0.4, 0.4])
        .into_iter()
        .map(|(_, is, called)| ("blue".to_owned(), is, called));
    let of_one: Vec<Row> = of_one.collect();
    let report = analyze(&of_one, &people(6_000, [0.5, 0.25]));
    let found = report.overview.findings.iter().find(|f| f.chapter == report::Chapter::Fairness);
    let found = found.unwrap();
    assert_eq!(found.severity, report::Severity::Medium);
    assert!(found.detail.contains("whether it was so before cannot be told"), "{}", found.detail);
    let size = found.size.as_ref().unwrap();
    assert!(size.beside == "limit 10 points" || size.beside == "limit 0.8", "{size:?}");
}

/// People of five groups of which all are treated alike.
fn alike(rows: usize, seed: u64) -> Vec<Row> {
    let mut rng = Pcg32::seed_from_u64(seed);
    let mut row = || {
        let group = ["a", "a", "a", "b", "b", "c", "c", "d", "e"][rng.random_range(0..9_usize)];
        (group.to_owned(), rng.random::<f64>() < 0.4, rng.random::<f64>() < 0.4)
    };
    (0..rows).map(|_| row()).collect()
}

#[test]
fn of_groups_that_are_treated_alike_no_headline_says_may_and_few_sentences_no_chance() {
    let (mut sure, mut base_rates) = (0, 0);
    for seed in 0..20 {
        let report = analyze(&alike(2_000, seed), &alike(1_000, seed + 100));
        let headline = &report.fairness.headline;
        assert!(!headline.contains(" may "), "{headline}");
        let reading = attribute(&report, 0, "race").reading.join(" ");
        sure += usize::from(reading.contains("a difference that is no chance"));
        base_rates += usize::from(reading.contains("A model that is sometimes wrong"));
        assert!(reading.contains("the model wrongly says 1 for"), "{reading}");
        for own in &attribute(&report, 0, "race").criteria {
            let few = own.gap.production.as_ref().is_some_and(|gap| gap.fewest < 100);
            assert!(!few || own.verdict.production != LimitVerdict::MayBeBroken, "{own:?}");
        }
    }
    // 5% of 20 files, and three standard errors.
    assert!(sure <= 4 && base_rates <= sure, "{sure} of 20, {base_rates} of base rates");
}

#[test]
fn what_the_reference_tells_is_not_mixed_with_what_production_does() {
    let fair = people(6_000, [0.4, 0.4]);
    let unlabelled: String = fair
        .iter()
        .enumerate()
        .map(|(at, (group, _, called))| format!("{at},{group},,{}\n", u8::from(*called)))
        .collect();
    let production = table(&format!("id,race,label,prediction\n{unlabelled}"));
    let report = engine::analyze(&written(&fair), &production, &Settings::default());
    let own = attribute(&report, 0, "race");
    assert!(
        own.says.ends_with("are of the reference, as production has no labels for them."),
        "{}",
        own.says
    );
    assert!(
        report.fairness.notes.iter().any(|note| note.starts_with("What production cannot tell"))
    );
}

#[test]
fn what_was_so_before_is_no_change() {
    let unfair = people(6_000, [0.5, 0.25]);
    let report = analyze(&unfair, &unfair);
    let own = attribute(&report, 0, "race");
    assert_eq!(own.verdict, LimitVerdict::Broken);
    assert!(own.criteria.iter().all(|criterion| !criterion.grew));
    assert_eq!(report.overview.verdict, report::StudyVerdict::NoDrift);
    let finding = report.overview.findings.iter().find(|f| f.chapter == report::Chapter::Fairness);
    assert_eq!(finding.unwrap().severity, report::Severity::Low);
    let step = report.overview.says.iter().find(|says| says.topic == report::Topic::DoNext);
    assert!(step.unwrap().rest.starts_with("Look at why prediction treats groups of race"));
}

#[test]
fn small_groups_and_those_of_one_class_are_said() {
    let mut rows = people(2_000, [0.4, 0.4]);
    // Three rows of one group, and a group of which nothing turns out 1.
    rows.extend((0..3).map(|_| ("green".to_owned(), true, true)));
    rows.extend((0..300).map(|row| ("grey".to_owned(), false, row % 2 == 0)));
    rows.extend((0..200).map(|row| (String::new(), row % 2 == 0, false)));
    let report = analyze(&rows, &rows);
    let own = attribute(&report, 0, "race");
    let green = &group(own, "green").sides.production;
    assert_eq!(green.not_judged.as_deref(), Some("too few to judge: 3 rows of at least 100"));
    assert_eq!(green.rows, 3);
    let missing = &group(own, "missing").sides.production;
    assert_eq!(missing.rows, 200);
    assert!(missing.not_judged.is_some());
    let grey = &group(own, "grey").sides.production;
    let found = grey.measure(FairnessMeasure::TruePositiveRate).unwrap();
    assert_eq!((found.n, found.value), (0, None));
    let few = "Not held against others, as they are of fewer than 30 rows: true positive rate of “grey” (0)";
    assert!(own.reading.iter().any(|says| says.starts_with(few)), "{:?}", own.reading);
    let opportunity = criterion(own, CriterionName::EqualOpportunity);
    assert_eq!(opportunity.gap.production.as_ref().unwrap().groups, 2);
    let parity = criterion(own, CriterionName::DemographicParity);
    assert_eq!(parity.gap.production.as_ref().unwrap().groups, 3);
    let all: u64 = own.groups.iter().map(|group| group.sides.production.rows).sum();
    assert_eq!(all, rows.len() as u64, "no row is left out");
}

#[test]
fn of_many_values_the_largest_are_judged_and_the_others_together() {
    let mut rows = people(10_000, [0.4, 0.4]);
    for (at, row) in rows.iter_mut().enumerate() {
        row.0 = format!("r{}", (at * at) % 500);
    }
    let report = analyze(&rows, &rows);
    let own = attribute(&report, 0, "race");
    assert_eq!(own.groups.len(), 13);
    assert!(own.notes[0].contains("the largest 12 are groups of their own"), "{:?}", own.notes);
    let all: u64 = own.groups.iter().map(|group| group.sides.production.rows).sum();
    assert_eq!(all, 10_000);
}

#[test]
fn a_rate_of_few_rows_is_not_held_against_others() {
    let mut rows = people(2_000, [0.4, 0.4]);
    // Of 300 people 20 turn out 1, all of whom are missed.
    rows.extend(
        (0..300).map(|row| ("green".to_owned(), row % 15 == 0, row % 15 != 0 && row % 5 < 2)),
    );
    let own = analyze(&rows, &rows);
    let own = attribute(&own, 0, "race");
    let groups = |name: CriterionName| criterion(own, name).gap.production.as_ref().unwrap().groups;
    assert_eq!(groups(CriterionName::EqualOpportunity), 2);
    assert_eq!(groups(CriterionName::DemographicParity), 3);
    let found = group(own, "green").sides.production.measure(FairnessMeasure::TruePositiveRate);
    assert_eq!(found.unwrap().value.unwrap().value, 0.0, "it is told all the same");
}

#[test]
fn columns_of_many_values_are_not_crossed_and_ids_that_repeat_are_said() {
    let line = |row: usize| {
        let (region, sex) = ((row * row) % 500, ["x", "y"][row % 2]);
        let [is, said] = [1, 2].map(|turn| u8::from(uniform(row, turn) < 0.5));
        format!("u{},{region}r,{sex},{is},{said}\n", row / 4)
    };
    let text: String = (0..6_000).map(line).collect();
    let file = table(&format!("user_id,ethnicity,sex,label,prediction\n{text}"));
    let report = engine::analyze(&file, &file, &Settings::default());
    let names = report.fairness.models[0].attributes.iter().map(|own| own.name.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["ethnicity", "sex"]);
    let says = |start: &str| report.fairness.notes.iter().any(|note| note.starts_with(start));
    assert!(says("ethnicity has too many values to cross with other columns, more than 12"));
    assert!(says("6,000 rows of production are of 1,500 different user_id"));
}

#[test]
fn what_is_exceeded_within_chance_is_said_so_and_criteria_are_named_once() {
    let (mut exceeded, mut ratios) = (0, 0);
    for seed in 0..20 {
        let mut rng = Pcg32::seed_from_u64(seed);
        let mut row = |_| {
            let group = rng.random_range(0..2_usize);
            let chance = [0.45, 0.33][group];
            let [is, said] = [0.4, chance].map(|chance| rng.random::<f64>() < chance);
            (["a", "b"][group].to_owned(), is, said)
        };
        let rows: Vec<Row> = (0..700).map(&mut row).collect();
        let report = analyze(&rows, &rows);
        let own = attribute(&report, 0, "race");
        assert!(!own.says.contains("may be"), "{}", own.says);
        let worst = &report.fairness.models[0].worst;
        assert_eq!(own.verdict >= LimitVerdict::MayBeBroken, !worst.is_empty(), "{worst}");
        assert!(worst.is_empty() || report.fairness.headline.contains(worst), "{worst}");
        assert!(own.says.matches("demographic parity").count() <= 1, "{}", own.says);
        exceeded +=
            usize::from(own.says.contains("exceeded in these rows, by no more than chance gives"));
        ratios += usize::from(own.says.contains("; as a ratio, the rate of"));
    }
    assert!(exceeded >= 5 && ratios >= 3, "{exceeded} and {ratios} of 20");
}

#[test]
fn without_groups_it_says_why() {
    let one = vec![("blue".to_owned(), true, false); 300];
    let mut one_group = one;
    one_group[0].1 = false;
    let report = analyze(&one_group, &one_group);
    let lacks = report.fairness.lacks.as_deref();
    let want = "No protected column makes groups that can be held against each other.";
    assert_eq!(lacks, Some(want));
    assert_eq!(report.fairness.notes.last().unwrap(), "race makes no groups: it does not vary.");
    let few = people(40, [0.4, 0.4]);
    let report = analyze(&few, &few);
    assert_eq!(
        attribute(&report, 0, "race").says,
        "By race, every group is too small to judge. Give more rows, or a column of larger groups, as regions in place of countries."
    );
    let mut settings = Settings::default();
    settings.roles.insert("race".to_owned(), Role::Covariate);
    let none = written(&few);
    let report = engine::analyze(&none, &none, &settings);
    let headline = &report.fairness.headline;
    assert!(headline.starts_with("No column is known to be protected"), "{headline}");
}

#[test]
fn a_gap_is_followed_over_time() {
    let mut production = people(3_000, [0.4, 0.4]);
    production.extend(people(3_000, [0.5, 0.25]));
    let mut settings = Settings::default();
    settings.timeline.windows = report::Windows::Rows;
    let analyze = |reference: &[Row], production: &[Row]| {
        engine::analyze(&written(reference), &written(production), &settings)
    };
    let report = analyze(&people(6_000, [0.4, 0.4]), &production);
    let followed = report.fairness.over_time.iter();
    let parity = followed.clone().find(|own| own.criterion == CriterionName::DemographicParity);
    let parity = parity.unwrap();
    assert_eq!(parity.windows.len(), report.timeline.windows.len());
    let since = parity.since.as_ref().unwrap_or_else(|| panic!("{parity:?}"));
    assert_eq!(since.window as usize, report.timeline.windows.len() * 3 / 4);
    assert!((since.value.value - 0.25).abs() < 0.05, "{since:?}");
    let before = followed.filter(|own| own.criterion == CriterionName::EqualOpportunity);
    assert_eq!(before.count(), 1);
    let same = analyze(&production, &production);
    assert!(same.fairness.over_time.iter().all(|own| own.since.is_none()));
}

/// Rows that are copied under one id say no more than once: the gap's error over time stays as it was.
#[test]
fn people_who_come_back_are_counted_once_over_time() {
    let text = |copies: usize| {
        let line = |at: usize| {
            let person = at / copies;
            let said = u32::from(uniform(person, 2) < 0.4);
            let is = u32::from(uniform(person, 1) < 0.4);
            format!("u{person},{},{is},{said}\n", ["x", "y"][person % 2])
        };
        let rows: String = (0..3_000 * copies).map(line).collect();
        table(&format!("user_id,sex,label,prediction\n{rows}"))
    };
    let mut settings = Settings::default();
    settings.timeline.windows = report::Windows::Rows;
    let widths = [1, 5].map(|copies| {
        let file = text(copies);
        let report = engine::analyze(&file, &file, &settings);
        let gaps = &report.fairness.over_time;
        let told = gaps.iter().find(|own| own.criterion == CriterionName::DemographicParity);
        let told = told.unwrap_or_else(|| panic!("{:?}", report.fairness.notes)).clone();
        let (low, high) = told.reference.unwrap().interval_95.unwrap();
        let note = "Over time errors are those between them.";
        assert_eq!(report.fairness.notes.iter().any(|own| own.contains(note)), copies > 1);
        assert!(told.windows.iter().any(|window| window.gap.is_some()));
        high - low
    });
    assert!((widths[1] / widths[0] - 1.0).abs() < 0.01, "{widths:?}");
}

#[test]
fn classes_and_numbers_have_what_still_means_something() {
    let line = |row: usize| {
        let kind = ["a", "b", "c"][row % 3];
        let said = ["a", "b", "c"][(row + usize::from(uniform(row, 4) < 0.3)) % 3];
        format!("{row},{},{kind},{said}\n", ["x", "y"][row / 3 % 2])
    };
    let text: String = (0..3_000).map(line).collect();
    let classes = table(&format!("id,sex,label,prediction\n{text}"));
    let report = engine::analyze(&classes, &classes, &Settings::default());
    let own = attribute(&report, 0, "sex");
    assert_eq!(own.criteria.len(), 4);
    assert!(own.criteria.iter().all(|criterion| criterion.gap.production.is_some()));
    assert!(own.reading[0].starts_with("The model is right for "), "{:?}", own.reading);
    assert!(own.reading[1].starts_with("The model says "), "{:?}", own.reading);
    let line = |row: usize| {
        let truth = 100.0 * uniform(row, 1);
        let off = if row.is_multiple_of(2) { 4.0 } else { 1.0 } * (uniform(row, 2) - 0.5);
        format!("{row},{},{truth},{}\n", ["x", "y"][row % 2], truth + off)
    };
    let text: String = (0..3_000).map(line).collect();
    let numbers = table(&format!("id,sex,label,prediction\n{text}"));
    let report = engine::analyze(&numbers, &numbers, &Settings::default());
    let own = attribute(&report, 0, "sex");
    let error = criterion(own, CriterionName::MeanAbsoluteError).gap.production.as_ref().unwrap();
    assert!((error.value.value - 0.75).abs() < 0.05 && error.highest == "x", "{error:?}");
    assert_eq!(own.verdict, LimitVerdict::NotJudged);
    let reading = own.reading.join(" ");
    let off = "It is off by 0.9997 on average for “x” and by 0.25 for “y”";
    assert!(reading.contains(off), "{reading}");
    assert!(reading.contains("a difference that is no chance"), "{reading}");
    assert!(report.fairness.notes.iter().any(|note| note.starts_with("Of numbers")));
}
