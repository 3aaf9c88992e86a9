//! Any line is read as an expectation, or refused at a place in it, without a panic; what is read can be
//! written, and reads as the same again.

#![no_main]

use engine::expectations::{Names, parse};
use libfuzzer_sys::fuzz_target;

/// Columns of which any line may speak.
const COLUMNS: [&str; 8] = ["a", "b", "rows", "mean", "when", "2024", "two words", "é\"\""];

fuzz_target!(|line: &str| {
    // The settings are cut into lines before.
    if line.lines().count() > 1 {
        return;
    }
    let columns = Names::new(COLUMNS);
    match parse(line, &columns) {
        Ok(Some(rule)) => {
            let written = rule.to_string();
            assert_eq!(parse(&written, &columns), Ok(Some(rule)), "{written}");
        }
        Ok(None) => {}
        Err(fault) => {
            assert!((1..=line.chars().count() + 1).contains(&fault.place), "{fault:?}");
            assert!(!fault.message.is_empty());
        }
    }
});
