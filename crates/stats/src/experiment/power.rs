//! What an experiment can see, before it runs: power, the least effect that it finds, the rows that it needs.
//!
//! Rows are not rounded: whoever plans rounds up. Every test is two-sided.

mod design;
mod difference;
mod means;
mod shares;
mod traffic;

pub use design::Design;
pub use difference::{detectable_difference, power_of_difference, rows_for_difference};
pub use means::{detectable_d, power_of_means, rows_for_means};
pub use shares::{SharePlan, detectable_share, power_of_shares, rows_for_shares};
pub use traffic::days_left;
