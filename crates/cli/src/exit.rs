//! Exit codes, of all commands.

use std::process::ExitCode;

use clap::ValueEnum;
use report::{Finding, Report, Severity, StudyVerdict};

/// What every command's exit code says, as `--help`, the manual pages and the README have it.
pub const CODES: &str = "\
Exit codes:
  0  nothing was found that matters; verify: the same, byte for byte
  1  something was found that matters, or a finding as grave as --fail-on says; verify: something differs
  2  wrong usage, or a file that cannot be read or written
  3  too little data to judge; diff: reports of different data
  4  a file was probably misread";

/// Nothing was found that matters.
pub const CLEAR: u8 = 0;
/// Something was found that matters.
pub const FOUND: u8 = 1;
/// Wrong usage or unreadable input, as clap has it.
pub const FAILED: u8 = 2;
/// There was too little to judge, or nothing to hold against each other.
pub const NOT_JUDGED: u8 = 3;
/// A file was probably misread, so that the verdict is not sure.
const MISREAD: u8 = 4;

/// From which severity on a finding makes a command fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Critical findings only.
    Critical,
    /// High or graver.
    High,
    /// Medium or graver.
    Medium,
    /// Low or graver.
    Low,
    /// No finding.
    Never,
}

impl FailOn {
    /// Whether a finding is grave enough.
    pub fn is_met_by(self, severity: Severity) -> bool {
        let limit = match self {
            Self::Critical => Severity::Critical,
            Self::High => Severity::High,
            Self::Medium => Severity::Medium,
            Self::Low => Severity::Low,
            Self::Never => return false,
        };
        severity >= limit
    }
}

/// The exit code of a report: by its verdict, or by its findings where a severity is given. That nothing
/// could be told is no finding, and keeps its code.
pub fn of_report(report: &Report, fail_on: Option<FailOn>) -> ExitCode {
    let overview = &report.overview;
    let is_met = |of: FailOn| {
        overview.findings.iter().any(|finding: &Finding| of.is_met_by(finding.severity))
    };
    let changed = matches!(overview.verdict, StudyVerdict::Drift | StudyVerdict::Changed);
    let is_judged = changed || overview.verdict == StudyVerdict::NoDrift;
    ExitCode::from(if overview.is_misread {
        MISREAD
    } else if fail_on.map_or(changed, is_met) {
        FOUND
    } else if is_judged {
        CLEAR
    } else {
        NOT_JUDGED
    })
}
