//! What the page decides without a browser: tested natively.

pub mod assignment;
pub mod chapter;
pub mod columns;
pub mod distance;
pub mod files;
pub mod history;
pub mod key;
pub mod link;
pub mod names;
pub mod order;
pub mod time_left;
pub mod tool;
pub mod tsv;
