//! The data of an SVG path in few bytes: tenths of a CSS pixel, each point by its distance to the last.

use plotters_backend::BackendCoord;

use crate::Frame;

/// Backend units as tenths of a CSS pixel, to the nearest.
pub fn tenths(units: i32) -> i32 {
    let scale = Frame::FINE as i32;
    (units * 10 + scale / 2).div_euclid(scale)
}

/// Tenths as a decimal number.
pub fn decimal(tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.abs() / 10, tenths.abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (0, part) => format!("{sign}.{part}"),
        (whole, part) => format!("{sign}{whole}.{part}"),
    }
}

/// Writes the data of a path.
#[derive(Default)]
pub struct Pen {
    data: String,
    at: (i32, i32),
}

impl Pen {
    /// What was written.
    pub fn data(self) -> String {
        self.data
    }

    /// A line through points.
    pub fn line(&mut self, points: impl IntoIterator<Item = BackendCoord>) {
        let mut points = points.into_iter().map(|(x, y)| (tenths(x), tenths(y)));
        if let Some(first) = points.next() {
            self.step("m", first);
            points.for_each(|point| self.draw_to(point));
        }
    }

    /// An area by its corners.
    pub fn polygon(&mut self, corners: impl IntoIterator<Item = BackendCoord>) {
        let mut corners = corners.into_iter().map(|(x, y)| (tenths(x), tenths(y)));
        if let Some(first) = corners.next() {
            self.step("m", first);
            corners.for_each(|corner| self.draw_to(corner));
            self.data.push('z');
            self.at = first;
        }
    }

    fn draw_to(&mut self, to: (i32, i32)) {
        match (to.0 - self.at.0, to.1 - self.at.1) {
            (0, 0) => {}
            (across, 0) => self.data.push_str(&format!("h{}", decimal(across))),
            (0, down) => self.data.push_str(&format!("v{}", decimal(down))),
            _ => return self.step("l", to),
        }
        self.at = to;
    }

    fn step(&mut self, command: &str, to: (i32, i32)) {
        let (across, down) = (decimal(to.0 - self.at.0), decimal(to.1 - self.at.1));
        let gap = if down.starts_with('-') { "" } else { " " };
        self.data.push_str(&format!("{command}{across}{gap}{down}"));
        self.at = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_told_by_their_distance() {
        let mut pen = Pen::default();
        pen.line([(80, 80), (160, 80), (160, 40), (4, 44)]);
        pen.polygon([(0, 0), (8, 0), (8, 8), (0, 8)]);
        assert_eq!(pen.data(), "m10 10h10v-5l-19.5 .5m-.5-5.5h1v1h-1z");
    }

    #[test]
    fn rounding_does_not_add_up() {
        let mut pen = Pen::default();
        pen.line((0..=1000).map(|step| (step, step * 3)));
        assert_eq!(pen.at, (1250, 3750));
    }
}
