//! Drawings of the Report on any plotters backend.
//!
//! A [`Chart`] is made from a part of the Report: [`Distribution`], [`Ecdf`],
//! [`Distances`], [`HeatMap`] or [`OverTime`], or comes as plain layers with a document, which a
//! [`document::Drawing`] is. [`paint`] draws it on a backend (a canvas on the page), [`to_svg`] writes it
//! as a file and [`to_shapes`] as a part of a page, by the same code; both give the same drawing for the same Report on every machine.
//! [`Mini`], [`Strip`], [`Course`] and [`VolumeStrip`] are small drawings inside tables and bars: only
//! geometry, for SVG elements that take their colours from the style sheet's classes.
//!
//! No chart computes a statistic: shares are counts over `n`, everything else stands in the Report.

mod backend;
mod bars;
mod categories;
mod chart;
mod course;
mod distances;
mod distribution;
mod drawing;
mod ecdf;
mod error;
mod heat_cell;
mod heat_key;
mod heat_map;
mod histogram;
mod key;
mod measure;
mod mini;
mod over_time;
mod palette;
mod path;
mod pen;
mod placement;
mod plot;
mod rect;
mod scale;
mod shapes;
mod sheet;
mod strip;
mod subject;
mod svg;
mod table;
mod ticks;
mod time_ticks;
mod volume;

pub use categories::Categories;
pub use chart::{Chart, Geometry, Mark, Reading, ReadingRow};
pub use course::Course;
pub use distances::Distances;
pub use distribution::Distribution;
pub use ecdf::Ecdf;
pub use error::DrawError;
pub use heat_map::HeatMap;
pub use histogram::Histogram;
pub use measure::{MeasureText, SansWidths};
pub use mini::Mini;
pub use over_time::OverTime;
pub use palette::{Colour, Palette};
pub use rect::Rect;
pub use scale::Scale;
pub use shapes::to_shapes;
pub use sheet::{Frame, SANS, Sheet, paint};
pub use strip::{Strip, StripMark};
pub use subject::{Counted, Subject};
pub use svg::to_svg;
pub use table::{Cell, ChartTable};
pub use volume::VolumeStrip;
