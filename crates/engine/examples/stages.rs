//! How long each stage of a comparison takes, beside sorting its number columns once, by our sort and by
//! the standard library's:
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
    let is_number = |column: &&table::Column| column.kind().is_number();
    let numbers = || tables.iter().flat_map(Table::columns).filter(is_number);
    let start = Instant::now();
    let mut values = 0;
    for column in numbers() {
        values += Sorted::new(column.numbers().unwrap_or_default())?.len();
    }
    let sorting = start.elapsed();
    println!("sorting {values} numbers: {sorting:?}");
    let start = Instant::now();
    for column in numbers() {
        let mut values = column.numbers().unwrap_or_default();
        values.sort_unstable_by(f64::total_cmp);
        std::hint::black_box(values);
    }
    println!("sorting them by sort_unstable_by: {:?}", start.elapsed());
    let begin = Instant::now();
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
    let all = begin.elapsed();
    println!("all: {all:?}, {:.1} times our sort", all.as_secs_f64() / sorting.as_secs_f64());
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
