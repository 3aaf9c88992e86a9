//! Two distributions over categories, or over a few values.

use report::{Pair, Side, format};

use crate::bars::{self, Bar};
use crate::chart::{Geometry, Reading, share, share_rows};
use crate::subject::{Counted, Subject};
use crate::table::{Cell, ChartTable};
use crate::{Chart, DrawError, Sheet};

/// Rows of each side per category, as shares of the values of each side.
#[derive(Clone, Debug, PartialEq)]
pub struct Categories {
    pub(crate) subject: Subject,
    pub(crate) labels: Vec<String>,
    pub(crate) counts: Pair<Vec<u64>>,
    pub(crate) other: Pair<u64>,
    pub(crate) other_labels: u64,
}

/// How much larger than the commonest category the rest may be to be drawn beside it.
const MOST_REST: u64 = 2;

/// Whether the rest is drawn as a cell of its own: not where there is none, nor where it is so
/// large that the categories would be seen no more.
pub fn draws_rest(counts: &Pair<Vec<u64>>, other: Pair<u64>, other_labels: u64) -> bool {
    let fits = |side: Side| {
        let most = counts.get(side).iter().copied().max().unwrap_or(0);
        *other.get(side) <= most.saturating_mul(MOST_REST)
    };
    other_labels > 0 && Side::BOTH.into_iter().any(fits)
}

impl Categories {
    /// Label and rows of each cell, the rest in the last.
    fn cells(&self) -> Vec<(String, Pair<u64>)> {
        let cell = |(i, label): (usize, &String)| {
            (label.clone(), Pair::from_fn(|side| self.counts.get(side)[i]))
        };
        let mut cells: Vec<_> = self.labels.iter().enumerate().map(cell).collect();
        if self.other_labels > 0 {
            cells.push((format!("{} other", format::count(self.other_labels)), self.other));
        }
        cells
    }

    /// The cells that are drawn.
    fn shown(&self) -> Vec<(String, Pair<u64>)> {
        let mut cells = self.cells();
        if !draws_rest(&self.counts, self.other, self.other_labels) {
            cells.truncate(self.labels.len());
        }
        cells
    }

    fn shares(&self, count: Pair<u64>) -> Pair<f64> {
        Pair::from_fn(|side| share(*count.get(side), *self.subject.n.get(side)))
    }

    fn bar(&self, (label, count): (String, Pair<u64>)) -> Bar {
        let share = self.shares(count);
        let rows = share_rows(count, self.subject.n);
        let reading = Reading { title: label.clone(), rows };
        Bar { label, share, note: bars::change(share), reading }
    }
}

impl Chart for Categories {
    fn title(&self) -> String {
        self.subject.finding()
    }

    fn caption(&self) -> String {
        let mut caption = match self.subject.column.as_str() {
            "" => format!("share of {}", self.subject.counted.label()),
            column => format!("{column}; share of {}", self.subject.counted.label()),
        };
        if self.other_labels > 0 && self.shown().len() == self.labels.len() {
            let (count, change) =
                (format::count(self.other_labels), bars::change(self.shares(self.other)));
            caption.push_str(&format!("; {count} other, not drawn: {change}"));
        }
        caption
    }

    fn summary(&self) -> String {
        let mut text = format!("Distribution of {}. ", self.subject.name());
        text.push_str(&self.subject.both_sides());
        let moved = |count: Pair<u64>| {
            let share = self.shares(count);
            (share.production - share.reference).abs()
        };
        let most = self.cells().into_iter().max_by(|a, b| moved(a.1).total_cmp(&moved(b.1)));
        if let Some((label, count)) = most {
            let shares = self.shares(count);
            let [reference, production] = Side::BOTH.map(|side| format::percent(*shares.get(side)));
            text.push_str(&format!(" Largest change: {label} {reference} to {production}."));
        }
        text
    }

    fn table(&self) -> ChartTable {
        let counted = match self.subject.counted {
            Counted::Values => "rows",
            Counted::Characters => "characters",
        };
        let mut table = ChartTable::new(&[
            "Value",
            "Reference share",
            "Production share",
            &format!("Reference {counted}"),
            &format!("Production {counted}"),
        ]);
        for (label, count) in self.cells() {
            let share = self.shares(count);
            table.rows.push(vec![
                Cell::Text(label),
                Cell::Share(share.reference),
                Cell::Share(share.production),
                Cell::Count(count.reference),
                Cell::Count(count.production),
            ]);
        }
        table
    }

    fn height(&self, width: u32) -> u32 {
        let cells = self.shown();
        let labels: Vec<&str> = cells.iter().map(|(label, _)| label.as_str()).collect();
        bars::height(&labels, width)
    }

    fn draw(&self, sheet: &Sheet<'_>) -> Result<Geometry, DrawError> {
        let bars: Vec<Bar> = self.shown().into_iter().map(|cell| self.bar(cell)).collect();
        bars::draw(sheet, &bars, &self.subject, &self.caption())
    }
}
