//! What a scheduler runs.

use std::path::Path;
use std::process::{Command, Output};

use super::{driftglass, fixture, folder, repository, text};

/// The script of the examples, with `driftglass` on the path and a home of its own.
fn watch(home: &Path, arguments: &[&str], more: &[(&str, &str)]) -> Output {
    let own = Path::new(env!("CARGO_BIN_EXE_driftglass")).parent().unwrap().display().to_string();
    let path = format!("{own}:{}", std::env::var("PATH").unwrap());
    let mut command = Command::new("sh");
    command.arg(repository().join("examples/watch.sh")).args(arguments);
    command.env("HOME", home).env("PATH", path).envs(more.iter().copied());
    command.env_remove("DRIFTGLASS_FOLDER").env_remove("FAIL_ON").env_remove("GITHUB_STEP_SUMMARY");
    command.envs(more.iter().copied()).output().unwrap()
}

fn kept(home: &Path, ending: &str) -> usize {
    let entries = std::fs::read_dir(home.join("driftglass")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(ending)).count()
}

#[cfg(unix)]
#[test]
fn the_script_keeps_reports_and_fails_on_what_is_new() {
    let home = folder("home");
    let _ = std::fs::remove_dir_all(&home);
    std::fs::create_dir_all(&home).unwrap();
    let calm = fixture("carloan/reference.csv");
    let first = watch(&home, &[&calm, &calm], &[]);
    assert_eq!(first.status.code(), Some(0), "{}", text(&first.stderr));
    assert_eq!([".json", ".html", ".md"].map(|ending| kept(&home, ending)), [1, 1, 0]);
    // A feed that stopped is new, and grave.
    let broken = home.join("broken.csv");
    let rows = std::fs::read_to_string(&calm).unwrap();
    let rows: String = rows
        .lines()
        .enumerate()
        .map(|(place, line)| {
            let mut fields: Vec<&str> = line.split(',').collect();
            if place > 0 {
                fields[1] = "";
            }
            fields.join(",") + "\n"
        })
        .collect();
    std::fs::write(&broken, rows).unwrap();
    let broken = broken.display().to_string();
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    let summary = home.join("summary.md").display().to_string();
    let second = watch(&home, &[&calm, &broken], &[("GITHUB_STEP_SUMMARY", &summary)]);
    assert_eq!(second.status.code(), Some(1), "{}", text(&second.stderr));
    assert!(text(&second.stdout).contains("\nnew  "), "{}", text(&second.stdout));
    assert_eq!([".json", ".html", ".md"].map(|ending| kept(&home, ending)), [2, 2, 1]);
    assert!(std::fs::read_to_string(&summary).unwrap().starts_with("# Since "));
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    let third = watch(&home, &[&calm, &broken], &[("FAIL_ON", "low")]);
    assert_eq!(third.status.code(), Some(0), "the same again is not new: {}", text(&third.stdout));
    // What cannot be read keeps nothing, and leaves nothing behind.
    let fourth = watch(&home, &[&calm, "nowhere.csv"], &[]);
    assert_eq!(fourth.status.code(), Some(2));
    assert_eq!([".json", ".html"].map(|ending| kept(&home, ending)), [3, 3]);
    assert_eq!(std::fs::read_dir(home.join("driftglass")).unwrap().count(), 8);
}

#[test]
fn the_workflow_is_yaml_and_runs_the_script_that_is_tested() {
    let path = repository().join("examples/github-workflow.yml");
    let workflow = yaml_rust2::YamlLoader::load_from_str(&std::fs::read_to_string(path).unwrap());
    let workflow = &workflow.unwrap()[0];
    let steps = workflow["jobs"]["drift"]["steps"].as_vec().unwrap();
    let runs: Vec<&str> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    assert_eq!(runs.len(), 2, "{runs:?}");
    assert_eq!(runs[0], "cargo install --locked --path crates/cli");
    let (script, arguments) = runs[1].split_once(' ').unwrap();
    assert!(repository().join(script).exists() && arguments.split(' ').count() == 2, "{script}");
    assert_eq!(workflow["permissions"]["contents"].as_str(), Some("read"));
    let step = steps.iter().find(|step| step["run"].as_str() == Some(runs[1])).unwrap();
    let script = std::fs::read_to_string(repository().join(script)).unwrap();
    for (name, _) in step["env"].as_hash().unwrap() {
        assert!(script.contains(&format!("${{{}:-", name.as_str().unwrap())));
    }
}

#[test]
fn settings_that_the_page_saved_are_those_of_the_command_line() {
    let path = folder("page_settings").join("driftglass settings.json");
    let mut settings = report::Settings::default();
    settings.drift.psi_bins = 12;
    settings.roles.insert("car_value".to_owned(), report::Role::Ignore);
    // As the page's panel saves them.
    std::fs::write(&path, settings.changes().to_string()).unwrap();
    let path = path.display().to_string();
    let file = fixture("carloan/reference.csv");
    let output = driftglass(&["compare", &file, &file, "--settings", &path, "--json", "-"]);
    let report = report::Report::from_json(&text(&output.stdout)).unwrap();
    assert_eq!(report.settings, settings);
    assert!(report.drift.columns.iter().all(|column| column.column != "car_value"));
}
