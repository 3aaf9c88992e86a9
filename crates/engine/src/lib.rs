//! Two tables and settings to a Report.
