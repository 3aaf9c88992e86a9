//! Two shares per cell: reference as a filled bar, production as a line across it.
//!
//! Upright where every label fits under its bar, else lying with the labels to the left.

use report::{Pair, Side, format};

use crate::chart::{Geometry, Mark, Reading};
use crate::key;
use crate::plot::{self, FOOT, Plot, label_room};
use crate::rect::Rect;
use crate::sheet::{Anchor, Look, Sheet, TEXT_PX};
use crate::subject::Subject;
use crate::ticks::{Tick, share_ticks};
use crate::{DrawError, MeasureText, SansWidths};

/// Part of a band that its bar takes.
const BAR: f64 = 0.7;
/// Least pixels between the labels of standing bars.
const LABEL_GAP: f64 = 6.0;
/// What the axis to the left and the margin to the right of standing bars take, about.
const AXIS_ROOM: f64 = 48.0;
/// Height of a lying band that shows its label well.
const BAND_PX: u32 = 18;

/// One cell.
pub struct Bar {
    pub label: String,
    pub share: Pair<f64>,
    /// What stands at the end of a lying bar.
    pub note: String,
    pub reading: Reading,
}

/// The height at which bars with these labels read well on a chart of a width: as many pixels as
/// all charts where they stand, a band for each where they lie.
pub fn height(labels: &[&str], width: u32) -> u32 {
    let band = (f64::from(width) - AXIS_ROOM) / labels.len().max(1) as f64;
    let fits = |label: &&str| SansWidths.width(label, TEXT_PX, false) + LABEL_GAP <= band;
    if labels.iter().all(fits) { 228 } else { lying_height(labels.len()).max(228) }
}

/// The height at which lying bars read well.
pub fn lying_height(bars: usize) -> u32 {
    (bars as u32 * BAND_PX + (key::ROW + FOOT) as u32 + 8).max(160)
}

/// Draws bars with the names of the sides above and a caption below.
pub fn draw(
    sheet: &Sheet<'_>,
    bars: &[Bar],
    subject: &Subject,
    caption: &str,
) -> Result<Geometry, DrawError> {
    let ticks = share_ticks(top_share(bars), sheet.height() - FOOT - key::ROW);
    let left = label_room(sheet, &ticks);
    let band = (sheet.width() - left - 12.0) / bars.len().max(1) as f64;
    let fits = |bar: &Bar| sheet.text_width(&bar.label, false) + LABEL_GAP <= band;
    if bars.iter().all(fits) {
        upright(sheet, bars, subject, caption, (&ticks, left))
    } else {
        lying(sheet, bars, subject, caption)
    }
}

fn top_share(bars: &[Bar]) -> f64 {
    let top = bars.iter().map(|bar| bar.share.reference.max(bar.share.production));
    let top = top.fold(0.0, f64::max);
    if top > 0.0 { top } else { 1.0 }
}

fn upright(
    sheet: &Sheet<'_>,
    bars: &[Bar],
    subject: &Subject,
    caption: &str,
    (ticks, left): (&[Tick], f64),
) -> Result<Geometry, DrawError> {
    let place = Rect::new(left, 8.0 + key::ROW, sheet.width() - 12.0, sheet.height() - FOOT);
    let plot = Plot::new(sheet, place, 0.0..bars.len().max(1) as f64, 0.0..top_share(bars));
    plot.grid(ticks)?;
    let mut marks = Vec::with_capacity(bars.len());
    for (i, bar) in bars.iter().enumerate() {
        let band = i as f64;
        upright_bar(&plot, bar, band)?;
        let x = |x: f64| plot.point((x, 0.0)).0;
        plot.axis_label(&bar.label, x(band + 0.5))?;
        let place = Rect { x0: x(band), x1: x(band + 1.0), ..place };
        marks.push(Mark { place, reading: bar.reading.clone() });
    }
    plot.base()?;
    key::row(sheet, subject, place.x0)?;
    plot.caption(caption)?;
    Ok(Geometry { marks })
}

/// One upright bar, in the band that begins at `left`.
fn upright_bar(plot: &Plot<'_, '_>, bar: &Bar, left: f64) -> Result<(), DrawError> {
    let palette = plot.sheet.palette;
    let (x0, x1) = (left + (1.0 - BAR) / 2.0, left + (1.0 + BAR) / 2.0);
    let height = bar.share.reference;
    plot.area(&[(x0, 0.0), (x0, height), (x1, height), (x1, 0.0)], palette.reference_fill)?;
    plot.curve(&[(x0, height), (x1, height)], palette.reference, 1.25)?;
    let height = bar.share.production;
    plot.curve(&[(x0, height), (x1, height)], palette.production, 2.5)
}

/// Draws lying bars whatever the length of the labels.
pub fn lying(
    sheet: &Sheet<'_>,
    bars: &[Bar],
    subject: &Subject,
    caption: &str,
) -> Result<Geometry, DrawError> {
    let palette = sheet.palette;
    let widest = |text: fn(&Bar) -> &str| {
        bars.iter().map(|bar| sheet.text_width(text(bar), false)).fold(0.0, f64::max)
    };
    let left = libm::ceil(widest(|bar| &bar.label)).min(sheet.width() * 0.4) + 10.0;
    let right = sheet.width() - libm::ceil(widest(|bar| &bar.note)) - 12.0;
    let place = Rect::new(left, 2.0 + key::ROW, right.max(left + 20.0), sheet.height() - FOOT);
    let (top, bands) = (top_share(bars), bars.len().max(1) as f64);
    let plot = Plot::new(sheet, place, 0.0..top, 0.0..bands);
    let pitch = place.height() / bands;
    let every = libm::ceil(12.0 / pitch).max(1.0) as usize;
    let mut marks = Vec::with_capacity(bars.len());
    for (i, bar) in bars.iter().enumerate() {
        lying_bar(&plot, bar, bands - i as f64)?;
        let y0 = place.y0 + pitch * i as f64;
        let middle = y0 + pitch / 2.0;
        if i % every == 0 {
            let label = sheet.fitted(&bar.label, left - 10.0);
            sheet.write(&label, (left - 6.0, middle), Anchor::End, Look::plain(palette.ink_2))?;
            let at = (sheet.width() - 2.0, middle);
            sheet.write(&bar.note, at, Anchor::End, Look::plain(palette.ink_2))?;
        }
        let place = Rect::new(0.0, y0, sheet.width(), y0 + pitch);
        marks.push(Mark { place, reading: bar.reading.clone() });
    }
    sheet.post(place.x0, place.y0, place.y1, palette.edge)?;
    plot.share_axis(&share_ticks(top, place.width() / 2.0))?;
    key::row(sheet, subject, 0.0)?;
    plot::caption(sheet, caption, 0.0)?;
    Ok(Geometry { marks })
}

/// One lying bar, in the band that ends at `upper`; bands are counted from below.
fn lying_bar(plot: &Plot<'_, '_>, bar: &Bar, upper: f64) -> Result<(), DrawError> {
    let palette = plot.sheet.palette;
    let (y0, y1) = (upper - (1.0 - BAR) / 2.0, upper - (1.0 + BAR) / 2.0);
    let end = bar.share.reference;
    plot.area(&[(0.0, y0), (end, y0), (end, y1), (0.0, y1)], palette.reference_fill)?;
    plot.curve(&[(end, y0), (end, y1)], palette.reference, 1.25)?;
    let end = bar.share.production;
    plot.curve(&[(end, y0), (end, y1)], palette.production, 2.5)
}

/// "41% → 32%".
pub fn change(share: Pair<f64>) -> String {
    let [reference, production] = Side::BOTH.map(|side| format::percent(*share.get(side)));
    format!("{reference} → {production}")
}
