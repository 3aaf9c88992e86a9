//! What the commands on saved reports take.

use std::path::PathBuf;

use clap::Args;

use crate::exit::FailOn;
use crate::outputs::Outputs;

/// Arguments of `report`.
#[derive(Args)]
pub struct SavedReport {
    /// A report that was saved as HTML or JSON.
    pub saved: PathBuf,
    /// Where to write it.
    #[command(flatten)]
    pub outputs: Outputs,
    /// Exit with 1 where a finding is as grave as this or graver; without it, where the verdict says that
    /// something changed that matters.
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    /// Print nothing but problems.
    #[arg(long, short)]
    pub quiet: bool,
}

/// Arguments of `verify`.
#[derive(Args)]
pub struct Verify {
    /// A report that was saved as HTML or JSON.
    pub saved: PathBuf,
    /// The reference that it was made from.
    #[arg(long, value_name = "FILE")]
    pub reference: PathBuf,
    /// The production file that it was made from; not given where one file was split.
    #[arg(long, value_name = "FILE")]
    pub production: Option<PathBuf>,
    /// The late labels that it was made from, where it has some.
    #[arg(long, value_name = "FILE")]
    pub labels: Option<PathBuf>,
    /// Print nothing but problems.
    #[arg(long, short)]
    pub quiet: bool,
}
