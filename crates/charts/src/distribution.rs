//! The picture of one column: a histogram of numbers, or bars of categories.

use report::{ColumnDrift, Pair, Shape};

use crate::categories::Categories;
use crate::chart::{Chart, Geometry};
use crate::histogram::Histogram;
use crate::subject::Subject;
use crate::table::ChartTable;
use crate::{DrawError, Sheet};

/// The picture of one column.
#[derive(Clone, Debug, PartialEq)]
pub enum Distribution {
    /// Numbers, in cells of one width.
    Histogram(Histogram),
    /// Categories, or numbers value by value.
    Categories(Categories),
}

impl Distribution {
    /// The picture of a column of the Report; nothing where it has no shape.
    #[must_use]
    pub fn of(column: &ColumnDrift) -> Option<Self> {
        Some(Self::new(column.shape.as_ref()?, Subject::of(column)))
    }

    /// The picture of a shape. Counts that have no cell are left out, missing ones are 0.
    #[must_use]
    pub fn new(shape: &Shape, subject: Subject) -> Self {
        match shape {
            Shape::Histogram { edges, counts, below, above } => {
                let counts = sized(counts, edges.len().saturating_sub(1));
                let (edges, below, above) = (edges.clone(), *below, *above);
                Self::Histogram(Histogram { subject, edges, counts, below, above })
            }
            Shape::Bars { labels, counts, other, other_labels } => {
                let counts = sized(counts, labels.len());
                let (labels, other, other_labels) = (labels.clone(), *other, *other_labels);
                Self::Categories(Categories { subject, labels, counts, other, other_labels })
            }
        }
    }

    fn chart(&self) -> &dyn Chart {
        match self {
            Self::Histogram(histogram) => histogram,
            Self::Categories(categories) => categories,
        }
    }
}

fn sized(counts: &Pair<Vec<u64>>, cells: usize) -> Pair<Vec<u64>> {
    counts.clone().map(|mut counts| {
        counts.resize(cells, 0);
        counts
    })
}

impl Chart for Distribution {
    fn title(&self) -> String {
        self.chart().title()
    }

    fn caption(&self) -> String {
        self.chart().caption()
    }

    fn summary(&self) -> String {
        self.chart().summary()
    }

    fn table(&self) -> ChartTable {
        self.chart().table()
    }

    fn height(&self, width: u32) -> u32 {
        self.chart().height(width)
    }

    fn draw(&self, sheet: &Sheet<'_>) -> Result<Geometry, DrawError> {
        self.chart().draw(sheet)
    }
}
