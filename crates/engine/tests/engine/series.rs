//! Files whose rows follow each other in time, with a truth that is known.

use std::fmt::Write;

use report::{Baseline, ColumnTimeline, Settings, Timeline, Windows};
use table::Table;

use crate::support::table;

pub fn with(windows: Windows, baseline: Baseline) -> Settings {
    let mut settings = Settings::default();
    settings.timeline.windows = windows;
    settings.timeline.baseline = baseline;
    settings
}

pub fn over_time<'a>(timeline: &'a Timeline, name: &str) -> &'a ColumnTimeline {
    timeline.columns.iter().find(|column| column.column == name).unwrap()
}

/// A number between 0 and 1 that looks random: the fraction of a multiple of the golden ratio's.
pub fn spread(i: u64) -> f64 {
    // splitmix64
    let mut x = i.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((x ^ (x >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// Days from 1 January 2024 on, so many rows each, with a number, a word and a number that may be
/// missing; `shift(day)` moves the number, `lost(day)` is the missing share.
pub fn days(
    days: std::ops::Range<u32>,
    rows: u32,
    shift: impl Fn(f64) -> f64,
    lost: impl Fn(f64) -> f64,
) -> Table {
    let mut text = "at,x,word,y\n".to_owned();
    for day in days {
        for row in 0..rows {
            let i = u64::from(day * rows + row) * 4;
            let at = f64::from(day) + f64::from(row) / f64::from(rows);
            let stamp = report::format::civil(1_704_067_200_000 + i64::from(day) * 86_400_000);
            let hour = row * 24 / rows;
            let (year, month, date) = stamp;
            let x = spread(i) + spread(i + 1) + shift(at);
            let word = ["a", "b", "c"][(spread(i + 2) * 3.0) as usize];
            let y = if spread(i + 3) < lost(at) { String::new() } else { format!("{}", row % 97) };
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{year}-{month:02}-{date:02}T{hour:02}:00:00,{x:.9},{word},{y}");
        }
    }
    table(&text)
}
