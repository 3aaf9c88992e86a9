//! Why a chart could not be drawn.

use plotters::drawing::DrawingAreaErrorKind;
use thiserror::Error;

/// Why a chart could not be drawn.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DrawError {
    /// The frame leaves no room for a chart.
    #[error(
        "a chart of {width} by {height} pixels has no room for its axes; give it at least {} by {}",
        crate::Frame::LEAST_WIDTH,
        crate::Frame::LEAST_HEIGHT
    )]
    TooSmall {
        /// Width that was asked for, in CSS pixels.
        width: u32,
        /// Height that was asked for, in CSS pixels.
        height: u32,
    },
    /// The backend asked for glyphs; only backends that draw text themselves can be used.
    #[error("the backend cannot draw text; use one that has fonts of its own, as SVG and canvas")]
    NoFont,
    /// The backend failed.
    #[error("the drawing surface failed: {0}; draw again")]
    Backend(String),
}

impl From<DrawingAreaErrorKind<Self>> for DrawError {
    fn from(error: DrawingAreaErrorKind<Self>) -> Self {
        Self::Backend(error.to_string())
    }
}
