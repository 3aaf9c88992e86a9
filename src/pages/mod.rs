//! The chapters, one page each.

mod data;
mod drift;
mod overview;
mod start;
mod timeline;

pub use data::DataPage;
pub use drift::DriftPage;
pub use overview::OverviewPage;
pub use start::StartPage;
pub use timeline::TimelinePage;
