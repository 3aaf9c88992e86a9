//! How fast files are read: `cargo run --release -p table --example throughput FILE...`

use std::process::ExitCode;
use std::time::Instant;

use report::Reading;

const RUNS: usize = 7;
const CHUNK_BYTES: usize = 1 << 20;

fn main() -> ExitCode {
    for file in std::env::args().skip(1) {
        let Ok(bytes) = std::fs::read(&file) else {
            eprintln!("{file} cannot be read");
            return ExitCode::FAILURE;
        };
        let seconds = (0..RUNS).map(|_| read_once(&file, &bytes)).fold(f64::INFINITY, f64::min);
        println!("{file}: {:.0} MB/s, {seconds:.3} s", bytes.len() as f64 / 1e6 / seconds);
    }
    ExitCode::SUCCESS
}

/// Reads a file in chunks and gives the seconds that it took.
fn read_once(file: &str, bytes: &[u8]) -> f64 {
    let start = Instant::now();
    let mut reader = table::Reader::new(file, &Reading::default());
    let pushed = bytes.chunks(CHUNK_BYTES).try_for_each(|chunk| reader.push(chunk));
    if let Err(problem) = pushed.and_then(|()| reader.finish().map(drop)) {
        eprintln!("{problem}");
    }
    start.elapsed().as_secs_f64()
}
