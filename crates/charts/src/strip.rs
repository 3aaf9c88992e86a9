//! The distance in a table row against its noise floor: geometry for SVG elements.

use report::{Noise, Verdict, format};

use crate::path::{path, tenths};

/// From the left edge to the zero of the scale, and from the end of the scale to the right edge.
const MARGIN: f64 = 2.0;
const END_MARGIN: f64 = 8.0;
/// The middle of the strip.
const MIDDLE: f64 = 14.0;

/// The square-root scale of distances, on which a noise floor near zero can be seen.
pub fn root(value: f64) -> f64 {
    value.max(0.0).sqrt()
}

/// A distance in 160 by 28 pixels, from 0 to `top` on a square-root scale.
///
/// Draw in this order: `limits` as upright lines with class `grid`, the floor as a `rect` with
/// class `noise` from y 8, 12 high, `stem` with `l-ink`, then the mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// Where the limits stand.
    pub limits: Vec<f64>,
    /// Left and width of the noise floor.
    pub floor: Option<(f64, f64)>,
    /// The line from zero to the distance.
    pub stem: String,
    /// What stands at the distance.
    pub mark: StripMark,
    /// The drawing in words, for its `title`.
    pub description: String,
}

/// What stands at the distance.
#[derive(Clone, Debug, PartialEq)]
pub enum StripMark {
    /// A diamond or a triangle as path data, class `f-sev`.
    Drift(String),
    /// A dot at x, y 14, radius 3, class `f-ink`.
    Dot(f64),
    /// A dashed ring at x, y 14, radius 4, class `h-mute`: not told from chance.
    Ring(f64),
}

impl Strip {
    /// Width in CSS pixels.
    pub const WIDTH: u32 = 160;
    /// Height in CSS pixels.
    pub const HEIGHT: u32 = 28;

    /// The strip of a distance. Values over `top`, the end of the scale, are drawn at the end.
    #[must_use]
    pub fn new(
        value: f64,
        noise: Option<&Noise>,
        verdict: Verdict,
        limits: &[f64],
        top: f64,
    ) -> Self {
        let x = |value: f64| Self::x(value, top);
        let floor = noise.map(|noise| noise.p95);
        let at = x(value);
        let is_noise = floor.is_some_and(|floor| value <= floor);
        let mark = match verdict {
            Verdict::Significant => {
                StripMark::Drift(format!("M{at} {}l5 5-5 5-5-5z", MIDDLE - 5.0))
            }
            Verdict::Moderate => StripMark::Drift(format!("M{at} {}l4.8 8.5h-9.6z", MIDDLE - 4.5)),
            Verdict::NotEnoughData => StripMark::Ring(at),
            _ if is_noise => StripMark::Ring(at),
            Verdict::Negligible | Verdict::Stable => StripMark::Dot(at),
        };
        let description = match floor {
            Some(floor) => {
                let [value, floor] = [value, floor].map(format::distance);
                format!("distance {value}, by chance up to {floor}")
            }
            None => format!("distance {}", format::distance(value)),
        };
        Self {
            limits: limits.iter().filter(|limit| **limit <= top).map(|limit| x(*limit)).collect(),
            floor: floor.map(|floor| (MARGIN, tenths((x(floor) - MARGIN).max(1.0)))),
            stem: path(&[(MARGIN, MIDDLE), (at, MIDDLE)]),
            mark,
            description,
        }
    }

    /// Where a value stands on a scale that ends at `top`; also for the numbers in the header.
    #[must_use]
    pub fn x(value: f64, top: f64) -> f64 {
        let length = f64::from(Self::WIDTH) - MARGIN - END_MARGIN;
        let part = if top > 0.0 { root(value / top).min(1.0) } else { 0.0 };
        tenths(MARGIN + part * length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use report::NoiseMethod;

    fn noise(p95: f64) -> Noise {
        Noise { expected: p95 / 2.0, p95, method: NoiseMethod::ClosedForm }
    }

    #[test]
    fn the_scale_is_a_square_root() {
        let strip = Strip::new(0.25, Some(&noise(0.01)), Verdict::Significant, &[0.1, 0.2], 1.0);
        assert_eq!(strip.limits, [49.4, 69.1]);
        assert_eq!(strip.floor, Some((2.0, 15.0)));
        assert_eq!(strip.mark, StripMark::Drift("M77 9l5 5-5 5-5-5z".into()));
        assert_eq!(strip.description, "distance 0.250, by chance up to 0.010");
    }

    #[test]
    fn a_distance_inside_its_floor_is_a_ring() {
        let strip = Strip::new(0.005, Some(&noise(0.01)), Verdict::Stable, &[], 1.0);
        assert!(matches!(strip.mark, StripMark::Ring(_)));
        let strip = Strip::new(0.02, Some(&noise(0.01)), Verdict::Stable, &[], 1.0);
        assert!(matches!(strip.mark, StripMark::Dot(_)));
    }

    #[test]
    fn values_stay_on_the_strip() {
        assert_eq!(Strip::x(7.0, 1.0), 152.0);
        assert_eq!(Strip::x(-1.0, 1.0), 2.0);
        assert_eq!(Strip::x(1.0, 0.0), 2.0);
    }
}
