//! The engine as its callers see it: on real files, on known truths, on bad input.

mod bad_input;
mod golden;
mod support;
mod verdicts;
