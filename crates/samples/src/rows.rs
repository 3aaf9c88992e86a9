//! Writes rows of CSV. No value of a story holds a comma, a quote or a line end.

use std::fmt::{Display, Write};

/// CSV under construction.
pub struct Rows {
    text: String,
    at_start: bool,
}

impl Rows {
    /// CSV with a header.
    pub fn new(header: &str) -> Self {
        Self { text: format!("{header}\n"), at_start: true }
    }

    /// Adds a field.
    pub fn field(&mut self, value: impl Display) -> &mut Self {
        if !self.at_start {
            self.text.push(',');
        }
        self.at_start = false;
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{value}");
        self
    }

    /// Adds a number with some decimals.
    pub fn number(&mut self, value: f64, decimals: usize) -> &mut Self {
        self.field(format_args!("{value:.decimals$}"))
    }

    /// Adds a number, or nothing.
    pub fn number_or_empty(&mut self, value: Option<f64>, decimals: usize) -> &mut Self {
        match value {
            Some(value) => self.number(value, decimals),
            None => self.field(""),
        }
    }

    /// Adds a time as ISO 8601, from minutes since the start of 2025.
    pub fn time(&mut self, minutes: u32) -> &mut Self {
        const DAYS: [u32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let (mut day, minute) = (minutes / 1440, minutes % 1440);
        let mut month = 0;
        while day >= DAYS[month] {
            day -= DAYS[month];
            month = (month + 1) % 12;
        }
        let (month, day) = (month + 1, day + 1);
        self.field(format_args!(
            "2025-{month:02}-{day:02}T{:02}:{:02}:00",
            minute / 60,
            minute % 60
        ))
    }

    /// Ends the row.
    pub fn end(&mut self) {
        self.text.push('\n');
        self.at_start = true;
    }

    /// The bytes.
    pub fn finish(self) -> Vec<u8> {
        self.text.into_bytes()
    }
}
