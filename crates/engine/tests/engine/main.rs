//! The engine as its callers see it: on real files, on known truths, on bad input.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod bad_input;
mod compound;
mod conventions;
mod expectations;
mod extremes;
mod further;
mod golden;
mod outputs;
mod pieces;
mod quality;
mod roles;
mod rows;
mod sentences;
mod support;
mod timeline;
mod together;
mod verdicts;
mod whole;
