//! Columns whose change came late: over the whole of production the rows before dilute it, since then they do not.

use report::{ChangeKind, ChangePoint, ColumnDrift, Drift, Severity, Side, Timeline, format};

use crate::drift::headline;
use crate::{Study, sure};

/// A column that did not drift over the whole period, and its largest change since production began.
#[derive(Clone, Copy)]
pub struct Late<'a> {
    /// The column.
    pub column: &'a ColumnDrift,
    /// Its change: moderate or significant from before to after.
    pub change: &'a ChangePoint,
    /// Whether no other one followed.
    is_last: bool,
}

/// The columns that a late change is told of, in the order of the file.
pub fn all<'a>(study: &Study<'_>, drift: &'a Drift, timeline: &'a Timeline) -> Vec<Late<'a>> {
    let columns = drift.columns.iter().filter(|column| !column.verdict.is_drift());
    columns.filter_map(|column| of(study, column, timeline)).collect()
}

fn of<'a>(study: &Study<'_>, column: &'a ColumnDrift, timeline: &'a Timeline) -> Option<Late<'a>> {
    let production = timeline.windows.iter().position(|window| window.side == Side::Production)?;
    let over_time = timeline.columns.iter().find(|over_time| over_time.column == column.column)?;
    let is_told = |change: &&ChangePoint| {
        let is_recent = change.from_to[1] >= production as f64;
        let is_grave = change.severity.matters() && sure::is_sure(study, change.p_adjusted);
        change.kind != ChangeKind::Missing && is_grave && is_recent
    };
    let told = over_time.changes.iter().filter(is_told);
    let change = told.reduce(|a, b| if b.size > a.size { b } else { a })?;
    let followed = |other: &ChangePoint| other.kind != ChangeKind::Missing && other.at > change.at;
    let is_last = !over_time.changes.iter().any(followed);
    Some(Late { column, change, is_last })
}

impl Late<'_> {
    /// "since 31 March 2019"; "on 31 March 2019" where another change followed.
    pub fn when(&self) -> String {
        match self.change.kind {
            ChangeKind::Step if self.is_last => format!("since {}", self.change.when),
            _ => self.change.told_when(),
        }
    }

    /// "Since 31 March 2019 loan_length is higher".
    pub fn title(&self) -> String {
        let comma = if self.change.kind == ChangeKind::Gradual { "," } else { "" };
        format::capital(&format!("{}{comma} {}", self.when(), self.change.what))
    }

    /// "significant since 31 March 2019 (PSI 0.315)".
    pub fn in_words(&self) -> String {
        let band = match self.change.severity {
            Severity::High => "significant",
            _ => "moderate",
        };
        format!("{band} {} (PSI {})", self.when(), format::distance(self.change.size))
    }
}

/// When a late change of several columns came, if all have one moment.
pub fn when_all(late: &[Late<'_>]) -> Option<String> {
    let (first, others) = late.split_first()?;
    let when = first.when();
    others.iter().all(|other| other.when() == when).then_some(when)
}

/// Adds to what is said of each such column that the whole period dilutes its change, and counts them in the
/// headline.
pub fn say(study: &Study<'_>, drift: &mut Drift, timeline: &Timeline) {
    let said: Vec<(String, String)> = all(study, drift, timeline)
        .iter()
        .map(|l| (l.column.column.clone(), l.in_words()))
        .collect();
    drift.headline = headline(&drift.columns, said.len());
    for (name, words) in said {
        let columns = drift.columns.iter_mut().filter(|column| column.column == name);
        for column in columns {
            column.reason.push_str(&format!(
                " But {words}: the rows before dilute it over the whole period."
            ));
        }
    }
}
