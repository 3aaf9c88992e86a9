//! What the commands on saved reports take.

use std::path::PathBuf;

use clap::Args;

use crate::exit::FailOn;
use crate::outputs::{DocumentOutputs, Outputs};

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

/// Arguments of `diff`.
#[derive(Args)]
pub struct Diff {
    /// Reports that were saved as HTML or JSON, two or more; they are put in the order of their production
    /// periods where all have one.
    #[arg(required = true, num_args = 2.., value_name = "REPORT")]
    pub saved: Vec<PathBuf>,
    /// Where to write what changed.
    #[command(flatten)]
    pub outputs: DocumentOutputs,
    /// Where to write what changed as JSON; - is the standard output, without the text.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Exit with 1 where a finding of the last report is new and as grave as this or graver.
    #[arg(long, value_name = "SEVERITY", default_value = "never")]
    pub fail_on: FailOn,
    /// Print nothing but problems.
    #[arg(long, short)]
    pub quiet: bool,
}

/// Arguments of `card`.
#[derive(Args)]
pub struct Card {
    /// A report that was saved as HTML or JSON.
    pub saved: PathBuf,
    /// What only people know, as a JSON object of texts: model_name, model_version, owner, training,
    /// intended_use, intended_users, out_of_scope, limits, data_source, monitoring,
    /// ethical_considerations, caveats. What is left out is shown as to be filled in.
    #[arg(long, value_name = "FILE")]
    pub notes: Option<PathBuf>,
    /// Where to write the card; without a file it is printed as Markdown.
    #[command(flatten)]
    pub outputs: DocumentOutputs,
}
