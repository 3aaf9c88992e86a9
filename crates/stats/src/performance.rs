//! How good a model is, where the truth is known: a statistic per file.
//!
//! A binary model's scores are sorted once, as [`Scored`], and every measure walks them.

mod scored;

pub use scored::{ScoreRun, Scored};
