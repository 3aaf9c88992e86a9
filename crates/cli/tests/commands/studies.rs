//! Pairs of files that reports are made of: those of the repository, the stories, and the larger data.

#[path = "../../../../tests/support/larger_data.rs"]
mod larger_data;

use std::path::Path;

pub use larger_data::larger_data;

use super::{driftglass, fixture, folder, text};

/// Files that are compared.
pub struct Study {
    pub name: String,
    pub reference: String,
    /// Nothing where the reference is split.
    pub production: Option<String>,
    pub labels: Option<String>,
    /// How the reference is split.
    experiment: Option<&'static str>,
}

impl Study {
    fn pair(name: &str, reference: String, production: String) -> Self {
        let name = name.to_owned();
        Self { name, reference, production: Some(production), labels: None, experiment: None }
    }

    fn experiment(name: &str, file: String, split: &'static str) -> Self {
        let (name, experiment) = (name.to_owned(), Some(split));
        Self { name, reference: file, production: None, labels: None, experiment }
    }

    /// The command that compares the files.
    pub fn compare(&self) -> Vec<&str> {
        let mut arguments = vec!["compare", &self.reference, "-q"];
        arguments.extend(self.production.as_deref());
        arguments.extend(self.experiment.iter().flat_map(|split| ["--experiment", split]));
        arguments.extend(self.labels.iter().flat_map(|labels| ["--labels", labels]));
        arguments
    }

    /// The command that computes a saved report again.
    pub fn verify<'a>(&'a self, saved: &'a str) -> Vec<&'a str> {
        let mut arguments = vec!["verify", saved, "--reference", &self.reference];
        arguments.extend(self.production.iter().flat_map(|path| ["--production", path]));
        arguments.extend(self.labels.iter().flat_map(|labels| ["--labels", labels]));
        arguments
    }
}

/// Those of the repository.
pub fn fixtures() -> Vec<Study> {
    let pair = |name: &str| {
        let file = |side: &str| fixture(&format!("{name}/{side}.csv"));
        Study::pair(name, file("reference"), file("production"))
    };
    let labels = Some(fixture("carloan/targets.csv"));
    let labelled = Study { name: "carloan-labels".to_owned(), labels, ..pair("carloan") };
    vec![pair("carloan"), labelled, pair("flights")]
}

/// The stories that come with the program.
pub fn stories() -> Vec<Study> {
    let story = |name: &str| {
        let files = driftglass(&["sample", name, &folder("stories").display().to_string()]);
        let files = text(&files.stdout);
        let [reference, production] = [0, 1].map(|place| files.lines().nth(place).unwrap());
        Study::pair(name, reference.to_owned(), production.to_owned())
    };
    ["credit", "pipeline", "ab"].map(story).into()
}

/// Those of the larger data.
pub fn larger(data: &Path) -> Vec<Study> {
    let path = |file: String| data.join(file).display().to_string();
    let pair = |name: &str| {
        let file = |side: &str| path(format!("{name}/{side}.csv"));
        Study::pair(name, file("reference"), file("production"))
    };
    let experiment =
        |name: &str, split| Study::experiment(name, path(format!("{name}/experiment.csv")), split);
    let labels = Some(path("a_carloan/targets.csv".to_owned()));
    let labelled = Study { name: "a_carloan-labels".to_owned(), labels, ..pair("a_carloan") };
    let pairs = ["a_carloan", "b_flights_20k", "c_credit", "d_diamonds"].map(pair);
    let experiments = [
        ("e1_checkout", "variant=control"),
        ("e2_srm", "variant=control"),
        ("e3_resume", "ethnicity=cauc"),
    ];
    let experiments = experiments.map(|(name, split)| experiment(name, split));
    pairs.into_iter().chain([labelled]).chain(experiments).collect()
}
