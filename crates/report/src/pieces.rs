//! A Report in pieces: a page reads it a few milliseconds at a time, and never stands still.

use postcard::experimental::serialized_size;
use serde::{Deserialize, Serialize};

use crate::{ColumnDrift, ColumnProfile, ColumnTimeline, Finding, Report, RoleChoice};

/// The Report without the chapters that are shown as documents and the lists that grow with the columns,
/// or a part of such a list.
#[derive(Serialize, Deserialize)]
enum Piece {
    Frame(Box<Report>),
    Roles(Vec<RoleChoice>),
    Findings(Vec<Finding>),
    Profiles(Vec<ColumnProfile>),
    Columns(Vec<ColumnDrift>),
    Timelines(Vec<ColumnTimeline>),
}

impl Report {
    /// The Report in the binary form of `postcard`, in pieces of about `piece_bytes`, to be put together
    /// by [`Assembly`].
    ///
    /// # Errors
    /// Only if a list had no length, which no list of the Report lacks.
    pub fn into_pieces(mut self, piece_bytes: usize) -> postcard::Result<Vec<Vec<u8>>> {
        let roles = std::mem::take(&mut self.roles);
        let findings = std::mem::take(&mut self.overview.findings);
        let profiles = std::mem::take(&mut self.data.columns);
        let columns = std::mem::take(&mut self.drift.columns);
        let timelines = std::mem::take(&mut self.timeline.columns);
        let mut pieces = vec![postcard::to_allocvec(&Piece::Frame(Box::new(self)))?];
        push_list(&mut pieces, Piece::Roles, roles, piece_bytes)?;
        push_list(&mut pieces, Piece::Findings, findings, piece_bytes)?;
        push_list(&mut pieces, Piece::Profiles, profiles, piece_bytes)?;
        push_list(&mut pieces, Piece::Columns, columns, piece_bytes)?;
        push_list(&mut pieces, Piece::Timelines, timelines, piece_bytes)?;
        Ok(pieces)
    }
}

fn push_list<T: Serialize>(
    pieces: &mut Vec<Vec<u8>>,
    part: fn(Vec<T>) -> Piece,
    items: Vec<T>,
    piece_bytes: usize,
) -> postcard::Result<()> {
    let (mut some, mut bytes) = (Vec::new(), 0);
    let mut left = items.len();
    for item in items {
        left -= 1;
        bytes += serialized_size(&item)?;
        some.push(item);
        if bytes >= piece_bytes || left == 0 {
            pieces.push(postcard::to_allocvec(&part(std::mem::take(&mut some)))?);
            bytes = 0;
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
    pub fn push(&mut self, piece: &[u8]) -> postcard::Result<()> {
        let piece = postcard::from_bytes(piece)?;
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
            Piece::Timelines(mut items) => report.timeline.columns.append(&mut items),
        }
        Ok(())
    }

    /// The Report, once its first piece was there.
    #[must_use]
    pub fn finish(self) -> Option<Report> {
        self.report
    }
}
