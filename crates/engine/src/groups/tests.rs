use report::{Pair, Reading, Settings, Side};
use table::Table;

use super::{Grouping, Groups, Limits};
use crate::Study;

const LIMITS: Limits = Limits { numbers: 5, names: 3, rows: 2 };

fn table(text: &str) -> Table {
    table::read("a.csv", text.as_bytes(), &Reading::default()).unwrap()
}

/// A column by itself, one value a line, on each side.
fn groups(reference: &[String], production: &[String]) -> Result<Groups, String> {
    let text = |values: &[String]| format!("id,v\n{}", rows(values));
    let tables = Pair::new(table(&text(reference)), table(&text(production)));
    let settings = Settings::default();
    Groups::of(&Study::new(&tables.reference, &tables.production, &settings), "v", LIMITS)
}

fn rows(values: &[String]) -> String {
    values.iter().enumerate().map(|(i, value)| format!("{i},{value}\n")).collect()
}

fn texts(of: &[&str], times: usize) -> Vec<String> {
    of.iter().cycle().take(of.len() * times).map(|&text| text.to_owned()).collect()
}

/// How many rows each group has.
fn counts(of: &Groups) -> Pair<Vec<u64>> {
    of.of_row.as_ref().map(|rows| {
        let mut counts = vec![0; of.labels.len()];
        rows.iter().for_each(|&group| counts[usize::from(group)] += 1);
        counts
    })
}

#[test]
fn rare_names_are_together_and_missing_ones_too() {
    let reference = texts(&["rent", "own", "rent", "", "own", "rent"], 4);
    let mut production = texts(&["own", "free", "rent"], 8);
    production.extend(texts(&["castle"], 1));
    production.extend(texts(&["boat", "boat"], 1));
    let groups = groups(&reference, &production).unwrap();
    assert_eq!(groups.labels, ["rent", "own", "free", "2 rarer values", "missing"]);
    assert_eq!((groups.rest, groups.missing), (Some(3), Some(4)));
    let counts = counts(&groups);
    assert_eq!(counts.reference, [12, 8, 0, 0, 4]);
    assert_eq!(counts.production, [8, 8, 8, 3, 0]);
    assert_eq!(groups.group(Side::Reference, 3), Some(4));
    assert_eq!(groups.group(Side::Production, 999), None);
}

#[test]
fn whole_numbers_are_written_as_in_the_file() {
    let years = |from: u32| (0..400).map(|i| (from + i * 37 % 60).to_string()).collect::<Vec<_>>();
    let groups = groups(&years(1960), &years(1960)).unwrap();
    assert!(groups.labels.iter().all(|label| !label.contains(',')), "{:?}", groups.labels);
    assert!(groups.labels[0].starts_with("under 19"), "{:?}", groups.labels);
}

#[test]
fn a_number_that_is_alone_before_the_first_edge_or_behind_the_last_is_told_by_itself() {
    let mut visits: Vec<String> = (0..600).map(|i| (i % 3 * (i % 7)).to_string()).collect();
    visits.extend(std::iter::repeat_n("12".to_owned(), 400));
    let groups = groups(&visits, &visits).unwrap();
    assert_eq!(
        (groups.labels.first().unwrap(), groups.labels.last().unwrap()),
        (&"0".to_owned(), &"12".to_owned()),
        "{:?}",
        groups.labels
    );
}

#[test]
fn few_numbers_stand_as_they_are() {
    let few = groups(&texts(&["1", "2", "2", "4"], 9), &texts(&["2", "4", ""], 9)).unwrap();
    assert_eq!(few.labels, ["1", "2", "4", "missing"]);
    assert_eq!(counts(&few).production, [0, 9, 9, 9]);
}

#[test]
fn many_numbers_are_cut_at_readable_edges() {
    let ages: Vec<String> = (0..500).map(|i| (18 + i % 60).to_string()).collect();
    let of = groups(&ages, &ages).unwrap();
    assert_eq!(of.labels, ["under 30", "30 to 39", "40 to 49", "50 to 64", "65 or more"]);
    assert_eq!(of.group(Side::Production, 12), Some(1), "age 30");
    let amounts: Vec<String> =
        (0..600_u32).map(|i| if i % 2 == 0 { "0".to_owned() } else { format!("{i}.5") }).collect();
    let of = groups(&amounts, &amounts).unwrap();
    assert_eq!(of.labels[..2], ["0 or under", "over 0 to under 100"]);
}

#[test]
fn numbers_that_are_near_each_other_are_told_apart_and_as_rows_are() {
    let near: Vec<f64> = (0..800_u32).map(|i| 1_011.0 + f64::from(i * 37 % 401) / 100.0).collect();
    let written: Vec<String> = near.iter().map(f64::to_string).collect();
    let of = groups(&written, &written).unwrap();
    let mut labels = of.labels.clone();
    labels.dedup();
    assert_eq!(labels, of.labels);
    let first: f64 = of.labels[0].strip_prefix("under ").unwrap().replace(',', "").parse().unwrap();
    let is_first = |row: usize| of.group(Side::Production, row) == Some(0);
    assert!((0..near.len()).all(|row| is_first(row) == (near[row] < first)), "{:?}", of.labels);
    let halves = texts(&["1013.25", "1013.5", "-73.985", "-73.9845"], 30);
    let few = groups(&halves, &halves).unwrap();
    assert_eq!(few.labels, ["−73.985", "−73.9845", "1013.25", "1013.5"]);
}

#[test]
fn no_two_groups_have_one_name() {
    let names = ["missing", "missing", "1 rarer value", "1 rarer value", "", "x"];
    let mut rows = texts(&names, 30);
    rows.push("odd".to_owned());
    let of = groups(&rows, &rows).unwrap();
    assert_eq!(of.labels, ["1 rarer value", "missing", "x", "(1 rarer value)", "(missing)"]);
}

#[test]
fn yes_and_no_are_the_same_in_words_and_digits() {
    let of = groups(&texts(&["yes", "no", "no"], 30), &texts(&["1", "0"], 30)).unwrap();
    assert_eq!(of.labels, ["no", "yes"]);
    assert_eq!(counts(&of).reference, [60, 30]);
    assert_eq!(counts(&of).production, [30, 30]);
}

#[test]
fn what_makes_no_groups_says_why() {
    let same = texts(&["a", "a"], 40);
    assert_eq!(groups(&same, &same).unwrap_err(), "it does not vary");
    let days: Vec<String> = (1..29).map(|day| format!("2024-02-{day:02}")).collect();
    assert_eq!(groups(&days, &days).unwrap_err(), "it holds points in time");
    let words = texts(&["a", "b"], 40);
    let numbers = texts(&["1", "2.5", "7"], 40);
    assert_eq!(
        groups(&words, &numbers).unwrap_err(),
        "the files hold different kinds of values in it"
    );
    let missing = texts(&[""], 40);
    assert_eq!(groups(&missing, &missing).unwrap_err(), "it has no values");
}

#[test]
fn groups_at_some_rows_are_those_of_all_rows() {
    let text = "n,w,b\n".to_owned()
        + &(0..400)
            .map(|i| format!("{}.5,w{},{}\n", i * 37 % 101, i % 7, ["yes", "no", ""][i % 3]))
            .collect::<String>();
    let (table, settings) = (table(&text), Settings::default());
    let study = Study::new(&table, &table, &settings);
    let some: Vec<usize> = (0..400).step_by(7).collect();
    for column in ["n", "w", "b"] {
        let grouping = Grouping::of(&study, column, LIMITS).unwrap();
        let all = grouping.codes(&study, Side::Production);
        let expected: Vec<u16> = some.iter().map(|&row| all[row]).collect();
        assert_eq!(grouping.codes_at(&study, Side::Production, &some), expected, "{column}");
        assert!(all.iter().all(|&group| usize::from(group) < grouping.labels.len()));
    }
}

#[test]
fn a_crossing_holds_every_row_once() {
    let text = "a,b\n".to_owned()
        + &(0..60)
            .map(|i| format!("{},{}\n", ["x", "y"][i % 2], ["u", "v", "w"][i % 4 % 3]))
            .collect::<String>();
    let (table, settings) = (table(&text), Settings::default());
    let study = Study::new(&table, &table, &settings);
    let [a, b] = ["a", "b"].map(|column| Groups::of(&study, column, LIMITS).unwrap());
    let both = a.crossed(&b).unwrap();
    assert_eq!(both.column, "a and b");
    assert_eq!(both.labels, ["x, u", "x, w", "y, u", "y, v"]);
    assert_eq!(counts(&both).reference, [15, 15, 15, 15]);
    assert_eq!(both.group(Side::Reference, 3), Some(2));
    let comma = Groups { labels: vec!["x, u".to_owned(), "y".to_owned()], ..a };
    assert!(comma.crossed(&b).unwrap().labels.contains(&"“x, u”, w".to_owned()));
}

#[test]
fn conditions_are_said_as_people_do() {
    let ages: Vec<String> = (0..500).map(|i| (18 + i % 60).to_string()).collect();
    let homes = ["own", "rent", ""];
    let text = "age,home\n".to_owned()
        + &(0..500).map(|i| format!("{},{}\n", ages[i], homes[i % 3])).collect::<String>();
    let (table, settings) = (table(&text), Settings::default());
    let study = Study::new(&table, &table, &settings);
    let [age, home] = ["age", "home"].map(|column| Grouping::of(&study, column, LIMITS).unwrap());
    assert_eq!(age.says(1..=2), "is 30 to 49");
    assert_eq!(age.says(0..=0), "is under 30");
    assert_eq!(age.says(3..=4), "is 50 or more");
    assert_eq!(home.says(0..=0), "is “own”");
    assert_eq!(home.says(2..=2), "is missing");
    assert!(age.is_ordered() && !home.is_ordered());
    assert_eq!((age.valued(), home.valued()), (5, 2));
}
