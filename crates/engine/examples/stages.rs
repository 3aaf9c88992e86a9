//! How long each stage of a comparison takes, beside sorting its number columns once:
//! `cargo run --release -p engine --example stages -- reference.csv production.csv`.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use report::{Reading, Settings};
use stats::Sorted;
use table::Table;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let [reference, production] = files.as_slice() else {
        return Err("give a reference and a production file".into());
    };
    let read = |file: &str| -> Result<Table, Box<dyn std::error::Error>> {
        table::read(file, &std::fs::read(file)?, &Reading::default())
            .map_err(|problem| problem.to_string().into())
    };
    let tables = [read(reference)?, read(production)?];
    let start = Instant::now();
    let mut values = 0;
    for column in tables.iter().flat_map(Table::columns).filter(|c| c.kind().is_number()) {
        values += Sorted::new(column.numbers().unwrap_or_default())?.len();
    }
    println!("sorting {values} numbers: {:?}", start.elapsed());
    let settings = Settings::default();
    let study = engine::Study::new(&tables[0], &tables[1], &settings);
    let mut analysis = engine::Analysis::new(study);
    let mut stages: BTreeMap<engine::Stage, Duration> = BTreeMap::new();
    let mut last = Instant::now();
    while let Some(step) = analysis.step() {
        *stages.entry(step.stage).or_default() += last.elapsed();
        last = Instant::now();
    }
    for (stage, time) in &stages {
        println!("{stage:?}: {time:?}");
    }
    let (_, kept) = analysis.finish_and_keep();
    println!("the rest: {:?}", last.elapsed());
    let mut settings = Settings::default();
    settings.timeline.windows = report::Windows::Day;
    let start = Instant::now();
    let study = engine::Study::new(&tables[0], &tables[1], &settings);
    let report = engine::Analysis::after(study, Some(kept)).finish();
    println!(
        "another choice of windows ({}): {:?}",
        report.timeline.windows.len(),
        start.elapsed()
    );
    Ok(())
}
