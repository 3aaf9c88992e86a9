//! How wide a text is.

/// Tells how wide a text is when it is drawn in the sans-serif of the drawings.
///
/// The page measures with its canvas; everything else uses [`SansWidths`].
pub trait MeasureText {
    /// The width of one line of text, in the unit of `size_px`.
    fn width(&self, text: &str, size_px: f64, bold: bool) -> f64;
}

impl<F: Fn(&str, f64, bool) -> f64> MeasureText for F {
    fn width(&self, text: &str, size_px: f64, bold: bool) -> f64 {
        self(text, size_px, bold)
    }
}

/// Advance widths of a common sans-serif, so that a drawing is the same on every machine.
///
/// Source: Adobe Core 14 AFM files, Helvetica and Helvetica-Bold, and a sixth more, because the
/// wider families that stand in for it on some machines (DejaVu Sans, Verdana) must not run into
/// what comes after.
#[derive(Clone, Copy, Debug, Default)]
pub struct SansWidths;

/// What wider families need beyond Helvetica.
const ALLOWANCE: f64 = 1.16;

/// Thousandths of an em for U+0020 to U+007E.
const REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The same for the bold face.
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

impl MeasureText for SansWidths {
    fn width(&self, text: &str, size_px: f64, bold: bool) -> f64 {
        let table = if bold { &BOLD } else { &REGULAR };
        let thousandths: u32 = text.chars().map(|c| advance(c, table)).sum();
        f64::from(thousandths) / 1000.0 * size_px * ALLOWANCE
    }
}

fn advance(c: char, table: &[u16; 95]) -> u32 {
    match u32::from(c) {
        code @ 0x20..=0x7e => u32::from(table[code as usize - 0x20]),
        // Combining marks stand over the letter before them.
        0x0300..=0x036f => 0,
        0x2013 => 556,
        0x2026 | 0x2190..=0x2193 => 1000,
        0x2019 => 222,
        0x2070..=0x207f | 0x00b9 | 0x00b2 | 0x00b3 => 333,
        0x2212 | 0x00d7 => 584,
        // East Asian scripts and pictures fill a square.
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff => 1000,
        0xff00..=0xff60 | 0x1f300..=0x1faff | 0x20000..=0x3fffd => 1000,
        _ => 600,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ems(text: &str, bold: bool) -> f64 {
        SansWidths.width(text, 1.0, bold) / ALLOWANCE
    }

    #[test]
    fn widths_are_those_of_the_metrics_file() {
        // R 722, e 556 four times, f 278, r 333, n 556, c 500.
        assert!((ems("Reference", false) - 4.613).abs() < 1e-12);
        // R 722, e 556 four times, f 333, r 389, n 611, c 556.
        assert!((ems("Reference", true) - 4.835).abs() < 1e-12);
    }

    #[test]
    fn wide_scripts_fill_squares() {
        assert!((ems("東京", false) - 2.0).abs() < 1e-12);
        assert_eq!(ems("e\u{301}", false), ems("e", false));
    }

    #[test]
    fn a_closure_measures_too() {
        let monospace = |text: &str, size: f64, _: bool| text.len() as f64 * size;
        assert_eq!(monospace.width("ab", 5.0, false), 10.0);
    }
}
