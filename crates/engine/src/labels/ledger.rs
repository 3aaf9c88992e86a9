//! What the ledger says of joining a file of labels.

use report::{Event, Labels, LedgerEntry, Side, format};
use table::Table;

/// The file's own entries, and one for each way in which rows did not meet one to one.
pub fn of(file: &Table, labels: &Labels, production: &Table) -> Vec<LedgerEntry> {
    let name = file.file();
    let named =
        |entry: LedgerEntry| LedgerEntry { message: format!("{name}: {}", entry.message), ..entry };
    let mut entries: Vec<LedgerEntry> =
        file.ledger(Side::Production).into_iter().map(named).collect();
    let mut add = |rows: u64, message: String| {
        if rows > 0 {
            entries.push(LedgerEntry {
                side: Side::Production,
                event: Event::Joined,
                column: Some(labels.id.clone()),
                line: None,
                rows,
                message: format!("{name}: {message}"),
                remedy: None,
            });
        }
    };
    let in_reference = match labels.orphans_in_reference {
        0 => String::new(),
        rows => format!(" ({} of them are ids of the reference)", format::count(rows)),
    };
    add(
        labels.orphans,
        format!("Not used: no row of {} has this id{in_reference}", production.file()),
    );
    add(labels.without_id, "Not used: the row has no id".to_owned());
    add(labels.repeated, "Repeats what an earlier row says of the same id".to_owned());
    add(
        labels.contradicted,
        "Contradicts an earlier row of the same id: the later one counts".to_owned(),
    );
    let repeated = "Rows of production share an id, and so a label".to_owned();
    add(labels.production_repeated, repeated);
    entries
}
