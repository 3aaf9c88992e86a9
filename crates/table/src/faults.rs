//! What the ledger says of lines that are no row.

use report::Event;

use crate::journal::Journal;
use crate::records::{Fault, FaultKind};

/// Notes faults in a text that starts on line `first_line`, and gives how many rows they cost.
/// `width` is the number of columns, none before the header is read.
pub fn note(journal: &mut Journal, faults: &[Fault], first_line: u64, width: Option<usize>) -> u64 {
    let mut rows = 0;
    for fault in faults {
        let line = first_line + fault.line;
        rows += u64::from(fault.kind != FaultKind::Blank);
        match fault.kind {
            FaultKind::Blank => {
                journal.line(Event::BlankLine, None, line, "Skipped: a blank line");
            }
            FaultKind::Fields { found } => note_fields(journal, found, line, width.unwrap_or(0)),
            FaultKind::OpenQuote { field } => {
                let message = "Skipped: a quote opens here and does not close; the rows before and behind this line were read";
                let column = width.and(Some(field));
                journal.line(Event::UnfinishedQuote, column, line, message);
            }
        }
    }
    rows
}

fn note_fields(journal: &mut Journal, found: usize, line: u64, width: usize) {
    let event = if found < width { Event::TooFewFields } else { Event::TooManyFields };
    let fields = if found == 1 { "field" } else { "fields" };
    journal.line(event, None, line, &format!("Skipped: {found} {fields} instead of {width}"));
}
