//! The cells behind a distance: both shares, and each cell's part of the distance.

use report::{Bin, Bins, ColumnDrift, Pair, format};

use crate::bars::{self, Bar};
use crate::chart::{Geometry, Reading, ReadingRow, share_rows};
use crate::subject::Subject;
use crate::table::{Cell, ChartTable};
use crate::{Chart, DrawError, Sheet};

/// Most cells that are drawn; the table has them all.
const MOST_CELLS: usize = 16;

/// The cells behind a distance.
#[derive(Clone, Debug, PartialEq)]
pub struct BinShares {
    subject: Subject,
    bins: Bins,
    measure: String,
}

impl BinShares {
    /// The cells of a column's leading distance; nothing where it has none.
    #[must_use]
    pub fn of(column: &ColumnDrift) -> Option<Self> {
        let bins = column.bins.clone()?;
        let measure = column.leading_measure().map_or("distance", |m| m.measure.label());
        let subject = Subject { centre: None, ..Subject::of(column) };
        Some(Self { subject, bins, measure: measure.to_owned() })
    }

    fn bar(&self, bin: &Bin) -> Bar {
        let mut rows = share_rows(bin.count, self.subject.n);
        let part = bin.part.map(format::distance);
        if let Some(part) = &part {
            rows.push(ReadingRow::new(format!("Part of {}", self.measure), part, ""));
        }
        let change = bars::change(bin.share);
        let note = part.map_or_else(|| change.clone(), |part| format!("{change}, part {part}"));
        let reading = Reading { title: bin.label.clone(), rows };
        Bar { label: bin.label.clone(), share: bin.share, note, reading }
    }

    fn shown(&self) -> &[Bin] {
        &self.bins.cells[..self.bins.cells.len().min(MOST_CELLS)]
    }

    /// The cell that adds most to the distance.
    fn heaviest(&self) -> Option<&Bin> {
        let part = |bin: &Bin| bin.part.unwrap_or(0.0);
        self.bins.cells.iter().max_by(|a, b| part(a).total_cmp(&part(b)))
    }
}

impl Chart for BinShares {
    fn title(&self) -> String {
        self.heaviest().map_or_else(
            || "Shares per cell".to_owned(),
            |bin| format!("{} adds most to {}", bin.label, self.measure),
        )
    }

    fn caption(&self) -> String {
        let mut caption = format!("share of values in {}", self.bins.rule);
        if self.bins.cells.iter().any(|bin| bin.part.is_some()) {
            caption.push_str(&format!("; part of {}", self.measure));
        }
        let cells = self.bins.cells.len();
        if cells > self.shown().len() {
            caption.push_str(&format!("; {MOST_CELLS} of {} cells", format::count(cells as u64)));
        }
        caption
    }

    fn summary(&self) -> String {
        let cells = format::plural(self.bins.cells.len() as u64, "cell", "cells");
        let mut text = format!("Shares of {} in {cells}, {}.", self.subject.name(), self.bins.rule);
        if let Some(bin) = self.heaviest() {
            let change = bin.share.map(format::percent);
            let Pair { reference, production } = change;
            text.push_str(&format!(
                " {} adds most: {reference} in the reference, {production} in production.",
                bin.label
            ));
        }
        text
    }

    fn table(&self) -> ChartTable {
        let part = format!("Part of {}", self.measure);
        let mut table = ChartTable::new(&[
            "Cell",
            "From",
            "To",
            "Reference share",
            "Production share",
            "Reference rows",
            "Production rows",
            &part,
        ]);
        for bin in &self.bins.cells {
            table.rows.push(vec![
                Cell::Text(bin.label.clone()),
                bin.from.into(),
                bin.to.into(),
                Cell::Share(bin.share.reference),
                Cell::Share(bin.share.production),
                Cell::Count(bin.count.reference),
                Cell::Count(bin.count.production),
                bin.part.into(),
            ]);
        }
        table
    }

    fn height(&self, _width: u32) -> u32 {
        bars::lying_height(self.shown().len())
    }

    fn draw(&self, sheet: &Sheet<'_>) -> Result<Geometry, DrawError> {
        let bars: Vec<Bar> = self.shown().iter().map(|bin| self.bar(bin)).collect();
        bars::lying(sheet, &bars, &self.subject, &self.caption())
    }
}
