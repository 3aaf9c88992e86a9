//! The chapters that are more than a document, one page each.

mod data;
mod drift;
mod overview;
mod performance;
mod report;
mod start;
mod timeline;

pub use data::DataPage;
pub use drift::DriftPage;
pub use overview::OverviewPage;
pub use performance::PerformancePage;
pub use report::ReportPage;
pub use start::StartPage;
pub use timeline::TimelinePage;
