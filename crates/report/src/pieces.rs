//! A Report in pieces: a page reads it a few milliseconds at a time, and never stands still.

use serde::{Deserialize, Serialize};

use crate::{ColumnDrift, ColumnProfile, Finding, Report, RoleChoice};

/// The Report without the lists that grow with the columns, or a part of such a list.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Piece {
    Frame(Box<Report>),
    Roles(Vec<RoleChoice>),
    Findings(Vec<Finding>),
    Profiles(Vec<ColumnProfile>),
    Columns(Vec<ColumnDrift>),
}

impl Report {
    /// The Report as JSON texts of about `piece_bytes` each, to be put together by [`Assembly`].
    ///
    /// # Errors
    /// As [`Report::to_json`].
    pub fn into_pieces(mut self, piece_bytes: usize) -> Result<Vec<String>, serde_json::Error> {
        let roles = std::mem::take(&mut self.roles);
        let findings = std::mem::take(&mut self.overview.findings);
        let profiles = std::mem::take(&mut self.data.columns);
        let columns = std::mem::take(&mut self.drift.columns);
        let mut pieces = vec![serde_json::to_string(&Piece::Frame(Box::new(self)))?];
        push_list(&mut pieces, "roles", &roles, piece_bytes)?;
        push_list(&mut pieces, "findings", &findings, piece_bytes)?;
        push_list(&mut pieces, "profiles", &profiles, piece_bytes)?;
        push_list(&mut pieces, "columns", &columns, piece_bytes)?;
        Ok(pieces)
    }
}

fn push_list<T: Serialize>(
    pieces: &mut Vec<String>,
    name: &str,
    items: &[T],
    piece_bytes: usize,
) -> Result<(), serde_json::Error> {
    let open = format!("{{\"{name}\":[");
    let mut text = open.clone();
    for (position, item) in items.iter().enumerate() {
        text.push_str(&serde_json::to_string(item)?);
        if text.len() >= piece_bytes || position + 1 == items.len() {
            text.push_str("]}");
            pieces.push(std::mem::replace(&mut text, open.clone()));
        } else {
            text.push(',');
        }
    }
    Ok(())
}

/// Puts a Report together from its pieces, in their order.
#[derive(Default)]
pub struct Assembly {
    report: Option<Report>,
}

impl Assembly {
    /// Takes the next piece.
    ///
    /// # Errors
    /// When it is no piece of a Report of this version; parts of lists before the frame are lost.
    pub fn push(&mut self, piece: &[u8]) -> Result<(), serde_json::Error> {
        // As text, as all else is read: another reader would be a second copy of all this code.
        let text = str::from_utf8(piece).map_err(serde::de::Error::custom)?;
        let piece = serde_json::from_str(text)?;
        if let Piece::Frame(report) = piece {
            self.report = Some(*report);
            return Ok(());
        }
        let Some(report) = &mut self.report else { return Ok(()) };
        match piece {
            Piece::Frame(_) => {}
            Piece::Roles(mut items) => report.roles.append(&mut items),
            Piece::Findings(mut items) => report.overview.findings.append(&mut items),
            Piece::Profiles(mut items) => report.data.columns.append(&mut items),
            Piece::Columns(mut items) => report.drift.columns.append(&mut items),
        }
        Ok(())
    }

    /// The Report, once its first piece was there.
    #[must_use]
    pub fn finish(self) -> Option<Report> {
        self.report
    }
}
