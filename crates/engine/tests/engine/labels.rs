//! Late labels, joined to production by the id of a row.

use engine::labels::{Joined, join};
use report::{Event, LabelSettings, Problem, Settings};
use table::Table;

use crate::support::{larger_data, read, table};

const REFERENCE: &str = "id,score,prediction,paid\n1,0.1,0,0\n2,0.9,1,1\n3,0.2,0,1\n";
const PRODUCTION: &str = "id,at,score,prediction\n11,2024-03-01 00:00:00,0.5,1\n12,2024-03-02 00:00:00,0.25,0\n13,2024-03-03 00:00:00,0.75,1\n13,2024-03-04 00:00:00,0.75,1\n";

fn joined(labels: &str, settings: &Settings) -> Result<Joined, Problem> {
    join(&table(REFERENCE), &table(PRODUCTION), &table(labels), settings)
}

fn of(labels: &str) -> Joined {
    joined(labels, &Settings::default()).unwrap_or_else(|problem| panic!("{problem}"))
}

fn paid(table: &Table) -> Vec<Option<f64>> {
    let column = table.column("paid").unwrap();
    (0..column.len()).map(|row| column.number_at(row)).collect()
}

#[test]
fn each_row_gets_its_label_and_each_surprise_is_counted() {
    let joined = of(
        "paid,id,known\n1,13,2024-03-05 00:00:00\n0,11,2024-03-03 00:00:00\n1,11,2024-03-04 00:00:00\n1,11,2024-03-04 00:00:00\n1,2,\n1,99,\n0,,\n",
    );
    assert_eq!(paid(&joined.production), [Some(1.0), None, Some(1.0), Some(1.0)]);
    let labels = &joined.labels;
    assert_eq!((labels.id.as_str(), labels.columns.as_slice()), ("id", &["paid".to_owned()][..]));
    assert_eq!((labels.rows_labelled, labels.rows_waiting), (3, 1));
    assert_eq!((labels.orphans, labels.orphans_in_reference, labels.without_id), (2, 1, 1));
    assert_eq!((labels.repeated, labels.contradicted, labels.production_repeated), (1, 1, 2));
    let lag = labels.lag.as_ref().unwrap();
    assert_eq!(labels.arrived.as_deref(), Some("known"));
    let day_ms = 86_400_000.0;
    assert_eq!((lag.n, lag.median_ms, lag.max_ms), (3, 2.0 * day_ms, 3.0 * day_ms));
    assert_eq!(lag.negative, 0);
    let said = joined.ledger.iter().filter(|entry| entry.event == Event::Joined);
    assert_eq!(said.map(|entry| entry.rows).collect::<Vec<_>>(), [2, 1, 1, 1, 2]);
    let missing = joined.production.column("paid").unwrap().missing();
    assert_eq!((missing.unmatched, missing.total()), (1, 1));
}

#[test]
fn the_id_is_guessed_or_chosen_and_what_does_not_meet_is_told() {
    // Whole numbers meet numbers with a fraction of zero.
    assert_eq!(of("id,paid\n11.0,1\n12.0,0\n").labels.rows_labelled, 2);
    let problem = joined("id,paid\nx11,1\nx12,0\n", &Settings::default()).err().unwrap();
    assert!(problem.to_string().contains("No id of inline.csv is one of inline.csv"), "{problem}");
    let problem = joined("key,paid\n11,1\n", &Settings::default()).err().unwrap();
    assert!(problem.remedy.contains("key, paid"), "{problem}");
    let chosen = LabelSettings { id: Some("nothing".to_owned()), ..LabelSettings::default() };
    let settings = Settings { labels: chosen, ..Settings::default() };
    assert!(joined("id,paid\n11,1\n", &settings).is_err());
    let problem = joined("id,score\n11,high\n12,low\n", &Settings::default()).err().unwrap();
    assert_eq!(problem.column.as_deref(), Some("score"));
}

#[test]
fn the_report_tells_of_the_file_and_late_labels_raise_no_alarm() {
    let joined = of("id,paid\n11,1\n99,0\n");
    let (reference, settings) = (table(REFERENCE), Settings::default());
    let study = engine::Study::with_labels(&reference, &joined, &settings);
    let report = engine::Analysis::new(study).finish();
    assert_eq!(report.labels.as_ref().unwrap().rows_waiting, 3);
    assert!(report.data.schema.iter().all(|change| change.column != "paid"));
    assert!(report.data.ledger.iter().any(|entry| entry.event == Event::Joined));
    report.to_json().unwrap();
}

#[test]
fn the_labels_of_the_car_loans_meet_every_row() {
    let Some(data) = larger_data() else { return };
    let read = |name: &str| read(&data.join("a_carloan").join(name));
    let (reference, production) = (read("reference.csv"), read("production.csv"));
    let joined = join(&reference, &production, &read("targets.csv"), &Settings::default());
    let joined = joined.unwrap_or_else(|problem| panic!("{problem}"));
    let labels = &joined.labels;
    assert_eq!((labels.rows_labelled, labels.rows_waiting), (50_000, 0));
    assert_eq!((labels.orphans, labels.repeated, labels.contradicted), (0, 0, 0));
    // Expected: sum(float(row["repaid"]) for row in csv.DictReader(open("targets.csv"))), Python.
    let repaid = joined.production.column("repaid").unwrap().numbers().unwrap();
    assert_eq!(repaid.iter().sum::<f64>(), 25_034.0);
}
