//! How far groups are apart: the widest difference and the least ratio of a value over several groups.
//!
//! A value of a group is a [`GroupValue`]: a share, or any estimate with an interval. The widest of many differences
//! leans upwards by chance: with ten groups that are treated alike, the highest and the lowest are two to four standard
//! errors apart. So intervals hold for all pairs of groups at once ([`simultaneous`](Simultaneous)), by the law of the
//! studentised range, and what a limit is held against is the end of such an interval.

mod group_value;
mod simultaneous;
mod smallest_ratio;
mod widest_difference;

pub use group_value::GroupValue;
pub use simultaneous::Simultaneous;
pub use smallest_ratio::{ratio, smallest_ratio};
pub use widest_difference::{mean_of_widest, widest_difference};

use crate::performance::Interval;

/// How far groups are apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// The widest difference, or the least ratio.
    pub value: f64,
    /// Its interval, which holds for all pairs of groups at once; the upper end of a ratio is 1 at most.
    pub interval: Interval,
    /// Among several families of values, the one that it is of.
    pub family: usize,
    /// The group with the largest value of it, and the one with the least.
    pub highest: usize,
    /// The group with the least value.
    pub lowest: usize,
    /// How likely one this wide is, where no pair of groups is beyond the limit.
    pub p_value: f64,
}
