//! Every study saved, opened again, and computed again.

use super::studies::{Study, fixtures, larger, larger_data, stories};
use super::{driftglass, folder, text};

/// Saves a report as JSON and as HTML. Each opens and gives both again, as they were saved; the HTML is
/// computed again from the files, byte for byte.
fn round_trip(study: &Study) {
    let name = &study.name;
    let folder = folder("round_trip");
    let path = |ending: &str| folder.join(format!("{name}.{ending}")).display().to_string();
    let saved = ["json", "html"].map(path);
    let outputs = ["--json", &saved[0], "--html", &saved[1]];
    let output = driftglass(&[study.compare(), outputs.to_vec()].concat());
    assert!(matches!(output.status.code(), Some(0 | 1 | 3)), "{name}: {}", text(&output.stderr));
    let bytes = saved.each_ref().map(|path| std::fs::read(path).unwrap());
    for from in &saved {
        for (form, expected) in ["--json", "--html"].into_iter().zip(&bytes) {
            let again = driftglass(&["report", from, form, "-"]);
            assert!(again.stdout == *expected, "{name}: {form} of {from} is another");
            assert_eq!(again.status.code(), output.status.code(), "{name}");
        }
    }
    let again = driftglass(&study.verify(&saved[1]));
    let told = text(&again.stdout) + &text(&again.stderr);
    assert_eq!(told, "The same, byte for byte.\n", "{name}");
}

#[test]
fn the_fixtures_and_the_stories() {
    fixtures().iter().chain(&stories()).for_each(round_trip);
}

#[test]
fn the_larger_data() {
    if let Some(data) = larger_data() {
        larger(&data).iter().for_each(round_trip);
    }
}
