//! The leading distances of all compared columns against what chance alone would give.

use report::{ColumnDrift, InOrder, Measure, Report, Verdict, format};

use crate::chart::{Geometry, Mark, Reading, ReadingRow};
use crate::plot::{FOOT, Plot, caption};
use crate::rect::{Point, Rect};
use crate::sheet::{Anchor, Look};
use crate::strip::root;
use crate::table::{Cell, ChartTable};
use crate::{Chart, DrawError, Sheet};

/// Most columns that are drawn; the table has them all.
const MOST_ROWS: usize = 12;
/// Height of a row.
const ROW_PX: f64 = 22.0;
/// Above the rows: names and values of the limits.
const HEAD: f64 = 26.0;

/// One column.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    column: String,
    measure: Measure,
    value: f64,
    verdict: Verdict,
}

impl Row {
    fn of(column: &ColumnDrift) -> Option<Self> {
        let measure = column.leading_measure()?.clone();
        let value = measure.value?;
        Some(Self { column: column.column.clone(), measure, value, verdict: column.verdict })
    }

    fn floor(&self) -> Option<f64> {
        self.measure.noise.map(|noise| noise.p95)
    }

    fn mark(&self) -> RowMark {
        let is_noise = self.floor().is_some_and(|floor| self.value <= floor);
        match self.verdict {
            Verdict::Significant => RowMark::Diamond,
            Verdict::Moderate => RowMark::Triangle,
            Verdict::NotEnoughData => RowMark::Ring,
            Verdict::Negligible | Verdict::Stable if is_noise => RowMark::Ring,
            Verdict::Negligible | Verdict::Stable => RowMark::Dot,
        }
    }

    fn reading(&self) -> Reading {
        let n = self.measure.n;
        let n = format!("n {} and {}", format::count(n.reference), format::count(n.production));
        let mut rows =
            vec![ReadingRow::new(self.measure.measure.label(), format::distance(self.value), n)];
        if let Some(floor) = self.floor() {
            let row = ReadingRow::new("By chance up to", format::distance(floor), "95% of draws");
            rows.push(row);
        }
        rows.push(ReadingRow::new("Verdict", self.verdict.label(), ""));
        Reading { title: self.column.clone(), rows }
    }
}

/// The leading distances of all compared columns, gravest first, on a square-root scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Distances {
    rows: Vec<Row>,
    compared: usize,
    judged: usize,
    drifted: usize,
    moderate: f64,
    significant: f64,
}

impl Distances {
    /// The distances of a Report: columns without a value are left out.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let settings = &report.settings.drift;
        Self::new(&report.drift.columns, [settings.psi_moderate, settings.psi_significant])
    }

    /// The distances of columns, with the limits from which they are moderate and significant.
    #[must_use]
    pub fn new(columns: &[ColumnDrift], [moderate, significant]: [f64; 2]) -> Self {
        let mut rows: Vec<Row> = columns.iter().filter_map(Row::of).collect();
        rows.put_in_order(|a, b| b.verdict.cmp(&a.verdict).then(b.value.total_cmp(&a.value)));
        let is_judged = |column: &&ColumnDrift| column.verdict != Verdict::NotEnoughData;
        Self {
            rows,
            compared: columns.len(),
            judged: columns.iter().filter(is_judged).count(),
            drifted: columns.iter().filter(|column| column.verdict.is_drift()).count(),
            moderate,
            significant,
        }
    }

    /// Whether there is nothing to draw.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn shown(&self) -> &[Row] {
        &self.rows[..self.rows.len().min(MOST_ROWS)]
    }

    /// The measures of the rows, each once: "PSI".
    fn measures(&self) -> String {
        let mut names: Vec<&str> = Vec::new();
        for row in &self.rows {
            let name = row.measure.measure.label();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(", ")
    }

    fn top(&self) -> f64 {
        let values = self.shown().iter().flat_map(|row| [row.value, row.floor().unwrap_or(0.0)]);
        values.fold(self.significant * 1.5, f64::max)
    }

    /// Dashed limits with their names above the rows, to the outer side of each.
    fn draw_limits(&self, plot: &Plot<'_, '_>) -> Result<(), DrawError> {
        let (sheet, colour) = (plot.sheet, plot.sheet.palette.severity);
        let limits = [
            (self.moderate, "moderate", Anchor::End, 4.0),
            (self.significant, "significant", Anchor::Start, -4.0),
        ];
        for (limit, name, anchor, dx) in limits {
            let x = plot.point((root(limit), 0.0)).0;
            sheet.dashed_post(x, HEAD - 6.0, plot.place.y1, colour)?;
            let text = format!("{} {name}", format::number(limit, 3));
            sheet.write(&text, (x + dx, 10.0), anchor, Look::plain(colour))?;
        }
        Ok(())
    }

    /// The ticks that have room: the limits are named above as well.
    fn draw_ticks(&self, plot: &Plot<'_, '_>) -> Result<(), DrawError> {
        const LEAST_GAP: f64 = 6.0;
        let mut free_from = f64::NEG_INFINITY;
        let mut ticks = Vec::new();
        for value in [0.0, self.moderate, self.significant, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0] {
            let label = format::number(value, 3);
            let half = plot.sheet.text_width(&label, false) / 2.0;
            let x = plot.point((root(value), 0.0)).0;
            if value <= self.top() && x - half >= free_from {
                free_from = x + half + LEAST_GAP;
                ticks.push((root(value), label));
            }
        }
        plot.axis_ticks(ticks.iter().map(|(at, label)| (*at, label.as_str())))
    }

    /// One kind of shape after the other, so that a file writes what they have in common once: blocks of noise,
    /// stems, marks, names and values. `middles` are those of the rows.
    fn draw_rows(&self, plot: &Plot<'_, '_>, middles: &[f64]) -> Result<(), DrawError> {
        let (sheet, palette) = (plot.sheet, plot.sheet.palette);
        let x = |value: f64| plot.point((root(value), 0.0)).0;
        let zero = plot.place.x0;
        let rows = || self.shown().iter().zip(middles.iter().copied());
        for (row, y) in rows() {
            if let Some(floor) = row.floor() {
                let block = Rect::new(zero, y - 6.0, x(floor).max(zero + 1.0), y + 6.0);
                sheet.fill_rect(&block, palette.ink_3.opacity(0.28))?;
            }
        }
        for (row, y) in rows() {
            sheet.path(&[(zero, y), (x(row.value), y)], palette.ink_2, 1.25)?;
        }
        for mark in RowMark::ALL {
            for (row, y) in rows().filter(|(row, _)| row.mark() == mark) {
                mark.draw(sheet, (x(row.value), y))?;
            }
        }
        let look = |row: &Row| match row.verdict.is_drift() {
            true => Look::bold(palette.ink),
            false => Look::plain(palette.ink_2),
        };
        for (row, y) in rows() {
            let name = sheet.fitted(&row.column, zero - 12.0);
            sheet.write(&name, (zero - 8.0, y), Anchor::End, look(row))?;
        }
        for (row, y) in rows() {
            let value = format::distance(row.value);
            sheet.write(&value, (sheet.width() - 2.0, y), Anchor::End, look(row))?;
        }
        Ok(())
    }
}

/// What stands at a distance: the verdict by its form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RowMark {
    Diamond,
    Triangle,
    Dot,
    /// Dashed: the value is not told from chance.
    Ring,
}

impl RowMark {
    const ALL: [Self; 4] = [Self::Diamond, Self::Triangle, Self::Dot, Self::Ring];

    fn draw(self, sheet: &Sheet<'_>, (x, y): Point) -> Result<(), DrawError> {
        const RADIUS: f64 = 4.0;
        let palette = sheet.palette;
        match self {
            Self::Diamond => {
                let corners = [(x, y - 5.0), (x + 5.0, y), (x, y + 5.0), (x - 5.0, y)];
                sheet.polygon(&corners, palette.severity)
            }
            Self::Triangle => {
                let corners = [(x, y - 4.5), (x + 4.75, y + 4.0), (x - 4.75, y + 4.0)];
                sheet.polygon(&corners, palette.severity)
            }
            Self::Dot => sheet.disc((x, y), 3.25, palette.ink),
            Self::Ring => {
                sheet.disc((x, y), RADIUS, palette.paper)?;
                sheet.dashed_ring((x, y), RADIUS, palette.ink_3, 1.4)
            }
        }
    }
}

impl Chart for Distances {
    fn title(&self) -> String {
        let columns = format::plural(self.compared as u64, "column", "columns");
        match (self.drifted, self.compared) {
            (_, 0) => "No column was compared".to_owned(),
            (0, _) if self.judged == 0 => "No column could be judged".to_owned(),
            (0, 1) => "The one column did not drift".to_owned(),
            (0, _) => format!("None of {columns} drifted"),
            (_, 1) => "The one column drifted".to_owned(),
            (drifted, _) => format!("{} of {columns} drifted", format::count(drifted as u64)),
        }
    }

    fn caption(&self) -> String {
        let mut caption = format!("{}, square-root scale; grey: by chance, 95%", self.measures());
        if self.rows.len() > MOST_ROWS {
            let all = format::count(self.rows.len() as u64);
            caption.push_str(&format!("; {MOST_ROWS} of {all} columns"));
        }
        caption
    }

    fn summary(&self) -> String {
        let mut text = format!("{}.", self.title());
        if let Some(row) = self.rows.first() {
            text.push_str(&format!(
                " The gravest is {}: {} {}",
                format::short(&row.column),
                row.measure.measure.label(),
                format::distance(row.value)
            ));
            match row.floor() {
                Some(floor) => text.push_str(&format!(
                    ", where chance alone gives up to {}.",
                    format::distance(floor)
                )),
                None => text.push('.'),
            }
        }
        text
    }

    fn table(&self) -> ChartTable {
        let mut table = ChartTable::new(&[
            "Column",
            "Measure",
            "Distance",
            "By chance up to",
            "Verdict",
            "Reference values",
            "Production values",
        ]);
        for row in &self.rows {
            table.rows.push(vec![
                Cell::Text(row.column.clone()),
                row.measure.measure.label().into(),
                Cell::Number(row.value),
                row.floor().into(),
                row.verdict.label().into(),
                Cell::Count(row.measure.n.reference),
                Cell::Count(row.measure.n.production),
            ]);
        }
        table
    }

    fn height(&self, _width: u32) -> u32 {
        (HEAD + FOOT + ROW_PX * self.shown().len().max(2) as f64) as u32
    }

    fn draw(&self, sheet: &Sheet<'_>) -> Result<Geometry, DrawError> {
        let rows = self.shown();
        if rows.is_empty() {
            let at = (0.0, sheet.height() / 2.0);
            let look = Look::plain(sheet.palette.ink_3);
            sheet.write("No column has a distance to show", at, Anchor::Start, look)?;
            return Ok(Geometry::default());
        }
        let widest = |text: &dyn Fn(&Row) -> String| {
            let width = |row| sheet.text_width(&text(row), row.verdict.is_drift());
            libm::ceil(rows.iter().map(width).fold(0.0, f64::max))
        };
        let most = sheet.width() * 0.4;
        let left = widest(&|row| sheet.fitted(&row.column, most)).min(most) + 14.0;
        let right = sheet.width() - widest(&|row| format::distance(row.value)) - 16.0;
        let place = Rect::new(left, HEAD, right, sheet.height() - FOOT);
        let plot = Plot::new(sheet, place, 0.0..root(self.top()), 0.0..1.0);
        self.draw_limits(&plot)?;
        let pitch = place.height() / rows.len() as f64;
        let tops: Vec<f64> = (0..rows.len()).map(|i| place.y0 + pitch * i as f64).collect();
        let middles: Vec<f64> = tops.iter().map(|top| top + pitch / 2.0).collect();
        self.draw_rows(&plot, &middles)?;
        let mark = |(row, y0): (&Row, &f64)| {
            let place = Rect::new(0.0, *y0, sheet.width(), y0 + pitch);
            Mark { place, reading: row.reading() }
        };
        let marks = rows.iter().zip(&tops).map(mark).collect();
        plot.base()?;
        self.draw_ticks(&plot)?;
        caption(sheet, &self.caption(), 0.0)?;
        Ok(Geometry { marks })
    }
}
