//! The data of an SVG path in few bytes: tenths of a CSS pixel, each point by its distance to the last, and no letter
//! where the last one goes on.

/// A place in tenths of a CSS pixel.
pub type Tenths = (i32, i32);

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
    at: Tenths,
    /// The command that numbers without one go on with.
    command: Option<char>,
}

impl Pen {
    /// What was written.
    pub fn data(self) -> String {
        self.data
    }

    /// A line through points; one without length is a dot where the line has round ends.
    pub fn line(&mut self, points: impl IntoIterator<Item = Tenths>) {
        let mut points = points.into_iter();
        if let Some(first) = points.next() {
            self.move_to(first);
            points.for_each(|point| self.draw_to(point));
        }
    }

    /// An area by its corners.
    pub fn polygon(&mut self, corners: impl IntoIterator<Item = Tenths>) {
        let mut corners = corners.into_iter();
        if let Some(first) = corners.next() {
            self.move_to(first);
            corners.for_each(|corner| self.draw_to(corner));
            self.data.push('z');
            self.command = None;
            self.at = first;
        }
    }

    /// A dot, as a line without length.
    pub fn dot(&mut self, at: Tenths) {
        self.move_to(at);
        self.write('h', &[0]);
    }

    fn move_to(&mut self, to: Tenths) {
        self.write('m', &[to.0 - self.at.0, to.1 - self.at.1]);
        // Points that follow a move are drawn to.
        self.command = Some('l');
        self.at = to;
    }

    fn draw_to(&mut self, to: Tenths) {
        match (to.0 - self.at.0, to.1 - self.at.1) {
            (0, 0) => {}
            (across, 0) => self.write('h', &[across]),
            (0, down) => self.write('v', &[down]),
            (across, down) => self.write('l', &[across, down]),
        }
        self.at = to;
    }

    fn write(&mut self, command: char, lengths: &[i32]) {
        if self.command != Some(command) {
            self.data.push(command);
        }
        self.command = Some(command);
        for length in lengths {
            let number = decimal(*length);
            let is_behind_number = self.data.ends_with(|c: char| c.is_ascii_digit());
            if is_behind_number && !number.starts_with('-') {
                self.data.push(' ');
            }
            self.data.push_str(&number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_told_by_their_distance() {
        let mut pen = Pen::default();
        pen.line([(100, 100), (200, 100), (200, 50), (5, 55)]);
        pen.polygon([(0, 0), (10, 0), (10, 10), (0, 10)]);
        pen.line([(0, 0), (5, 15), (15, -5)]);
        pen.dot((20, 0));
        assert_eq!(pen.data(), "m10 10h10v-5l-19.5 .5m-.5-5.5h1v1h-1zm0 0 .5 1.5 1-2m.5 .5h0");
    }

    #[test]
    fn rounding_does_not_add_up() {
        let mut pen = Pen::default();
        pen.line((0..=1000).map(|step| (step, step * 3)));
        assert_eq!(pen.at, (1000, 3000));
    }
}
