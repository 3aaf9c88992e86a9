//! What the command line takes.

mod records;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

pub use records::{Card, Diff, SavedReport, Verify};

use crate::exit::{self, FailOn};
use crate::outputs::Outputs;

/// See what changed between the data a model learned on and the data it meets.
#[derive(Parser)]
#[command(name = "driftglass", version, after_help = exit::CODES)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What can be done.
#[derive(Subcommand)]
pub enum Command {
    /// Compare two files and say what drifted.
    #[command(after_help = exit::CODES)]
    Compare(Box<Compare>),
    /// Say the verdict of a saved report, and write it in other forms.
    #[command(after_help = exit::CODES)]
    Report(Box<SavedReport>),
    /// Compute a saved report again from its files, and say whether it is the same, byte for byte.
    #[command(after_help = exit::CODES)]
    Verify(Verify),
    /// Say what changed from one saved report to the next.
    #[command(after_help = exit::CODES)]
    Diff(Diff),
    /// Write a model card from a saved report.
    Card(Card),
    /// Write the two files of a built-in story: credit, pipeline or ab.
    Sample(Sample),
    /// Print the JSON Schema of the report.
    Schema,
    /// Print every setting with its default, its range and what it does.
    Settings,
    /// Print what a shell completes commands by.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Write manual pages, one a command.
    Man {
        /// The folder to write to; it is made where it is not there.
        folder: PathBuf,
    },
}

/// Arguments of `compare`.
#[derive(Args)]
pub struct Compare {
    /// What the model learned on, or a period that is trusted.
    pub reference: PathBuf,
    /// What the model meets now; not given with --split or --experiment.
    pub production: Option<PathBuf>,
    /// Split the one file: rows where COLUMN is VALUE against all others; of a time, rows before VALUE against
    /// those from then on. Without a value, one is guessed.
    #[arg(long, value_name = "COLUMN[=VALUE]")]
    pub split: Option<String>,
    /// The same, and read COLUMN as the arms of an experiment, VALUE as its control.
    #[arg(long, value_name = "COLUMN[=VALUE]", conflicts_with = "split")]
    pub experiment: Option<String>,
    /// Labels that came later: a file with the id of a row and what really happened.
    #[arg(long, value_name = "FILE")]
    pub labels: Option<PathBuf>,
    /// Take both files for the same rows, joined by id, the reference answered by one model and production by another.
    #[arg(long, conflicts_with_all = ["split", "experiment"])]
    pub shadow: bool,
    /// Settings as JSON, or a saved report that has them; what it does not name takes its default.
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Where to write the report.
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

/// Arguments of `sample`.
#[derive(Args)]
pub struct Sample {
    /// The story: credit, pipeline or ab.
    pub story: String,
    /// The folder to write to.
    pub folder: PathBuf,
}
