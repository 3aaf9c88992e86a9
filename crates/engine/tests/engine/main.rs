//! The engine as its callers see it: on real files, on known truths, on bad input.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod bad_input;
mod business;
mod calibration;
mod calibration_parts;
mod canary;
mod causes;
mod causes_at_length;
mod compound;
mod conventions;
mod costs;
mod evidently_golden;
mod expectations;
mod experiment_words;
mod experiments;
mod extremes;
mod fairness;
mod false_alarms;
mod further;
mod golden;
mod indicator_alarms;
mod labels;
mod late;
mod model_faults;
mod nannyml;
mod operation;
mod outputs;
mod over_time;
mod pairs;
mod performance;
mod pieces;
mod quality;
mod roles;
mod rows;
mod same_rows;
mod segments;
mod sentences;
mod series;
mod support;
mod text;
mod timeline;
mod together;
mod tools;
mod verdicts;
mod volume;
mod weeks;
mod whole;

#[path = "../../examples/false_alarms/evidently.rs"]
mod evidently;
#[path = "../../examples/false_alarms/family.rs"]
#[allow(dead_code, reason = "the program that measures at length writes tables")]
mod family;
#[path = "../../examples/false_alarms/law.rs"]
#[allow(dead_code, reason = "the program that measures at length has more laws")]
mod law;
#[path = "../../examples/false_alarms/trial.rs"]
#[allow(dead_code, reason = "the program that measures at length keeps more of an outcome")]
mod trial;
