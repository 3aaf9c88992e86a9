//! Any bytes are read as a report or refused with a sentence, without a panic; what is read can be written in
//! every form, and reads as the same again.

#![no_main]

use export::read_record;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match read_record(bytes) {
        Ok(report) => {
            let html = export::html(&report).expect("a report that was read can be written");
            let again = read_record(html.as_bytes()).expect("what was written can be read");
            let json = |report: &report::Report| report.to_json().expect("numbers are finite");
            assert_eq!(json(&again), json(&report));
            export::markdown(&report);
            export::tables(&report);
            export::pictures(&report);
        }
        Err(problem) => assert!(!problem.to_string().is_empty()),
    }
});
