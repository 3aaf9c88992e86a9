//! Settings of the causes chapter.

use crate::settings::fields::fields;

fields! {
    /// Settings of the causes chapter.
    pub struct CausesSettings {
        /// Columns that are listed for a metric.
        pub columns_listed: u32 = 10,
        /// p-value under which inputs, outcome or their relation are said to have moved.
        pub moved_p: f64 = 0.01,
    }
}
