//! Groups by numbers: as they are where they are few, else between readable edges.

use report::{Kind, Pair, Side, format};
use stats::{Places, Sorted, readable_edges, sample_positions};
use table::Column;

use crate::Study;

/// Rows of a side that edges are chosen by: they are rounded anyway.
const ROWS: u64 = 10_000;

/// Numbers in order, each group from one edge to the next.
pub struct Numbers {
    kind: Kind,
    /// The lower edge of every group but the first; of numbers as they are of every group.
    edges: Vec<f64>,
    /// Edges right behind a number that fills a group: they are told by that number.
    behind: Vec<f64>,
    /// Whether each group is one number, so that the first has an edge, too.
    are_single: bool,
    /// The least and the largest whole number, where it is alone before the first edge or behind the last.
    alone: [Option<f64>; 2],
}

impl Numbers {
    /// The groups of both sides' numbers, about `wanted`.
    pub fn of(
        study: &Study<'_>,
        columns: Pair<Option<&Column>>,
        kind: Kind,
        wanted: usize,
    ) -> Self {
        let mut sampled = Vec::new();
        for side in Side::BOTH {
            let Some(column) = columns.get(side) else { continue };
            let rows = sample_positions(column.len() as u64, ROWS, study.settings.seed);
            sampled.extend(rows.into_iter().filter_map(|row| column.number_at(row as usize)));
        }
        // A sample of few different numbers may be of a column with more.
        let sampled = Sorted::new(sampled).unwrap_or_default();
        let few = sampled.distinct_up_to(wanted).and_then(|_| few(columns, wanted));
        match few {
            Some(edges) => {
                Self { kind, edges, behind: Vec::new(), are_single: true, alone: [None; 2] }
            }
            None => {
                let edges = readable_edges(&sampled, wanted, kind == Kind::Integer);
                let occurs = |value: f64| {
                    let at = sampled.values().partition_point(|other| *other < value);
                    sampled.values().get(at) == Some(&value)
                };
                let is_behind = |edge: &&f64| kind != Kind::Integer && occurs(edge.next_down());
                let behind = edges.iter().filter(is_behind).copied().collect();
                let alone = match kind {
                    Kind::Integer => alone(&sampled, &edges, columns),
                    _ => [None; 2],
                };
                Self { kind, edges, behind, are_single: false, alone }
            }
        }
    }

    /// What the groups are called.
    pub fn labels(&self) -> Vec<String> {
        let groups = self.edges.len() + usize::from(!self.are_single);
        (0..groups).map(|group| self.label(group, group)).collect()
    }

    /// What the groups from one to another are called together.
    pub fn label(&self, first: usize, last: usize) -> String {
        if self.are_single {
            let label =
                |group: usize| self.edges.get(group).copied().map_or_else(String::new, text);
            return match last - first {
                0 => label(first),
                1 => format!("{} or {}", label(first), label(last)),
                _ => format!("{} to {}", label(first), label(last)),
            };
        }
        let from = first.checked_sub(1).and_then(|before| self.edges.get(before)).copied();
        self.range(from, self.edges.get(last).copied())
    }

    fn range(&self, from: Option<f64>, to: Option<f64>) -> String {
        let is_whole = self.kind == Kind::Integer;
        let is_behind = |edge: f64| self.behind.contains(&edge);
        let [least, largest] = self.alone;
        let (from, to) = match (from, to) {
            (None, Some(to)) => (least, Some(to)),
            (Some(from), None) => (Some(from), largest.map(|largest| largest + 1.0)),
            ends => ends,
        };
        match (from, to) {
            (None, None) => "any number".to_owned(),
            (None, Some(to)) if is_behind(to) => format!("{} or under", text(to.next_down())),
            (None, Some(to)) => format!("under {}", text(to)),
            (Some(from), None) if is_behind(from) => format!("over {}", text(from.next_down())),
            (Some(from), None) => format!("{} or more", text(from)),
            (Some(from), Some(to)) if is_whole && to - from <= 1.0 => text(from),
            (Some(from), Some(to)) if is_whole => format!("{} to {}", text(from), text(to - 1.0)),
            (Some(from), Some(to)) if from.next_up() == to => format!("exactly {}", text(from)),
            (Some(from), Some(to)) => {
                let from = match is_behind(from) {
                    true => format!("over {}", text(from.next_down())),
                    false => text(from),
                };
                match is_behind(to) {
                    true => format!("{from} to {}", text(to.next_down())),
                    false => format!("{from} to under {}", text(to)),
                }
            }
        }
    }

    /// The group of every row.
    pub fn codes(&self, column: &Column, missing: u16) -> Vec<u16> {
        let Some(numbers) = column.numbers_by_row() else { return vec![missing; column.len()] };
        let places = Places::new(&self.edges);
        numbers.into_iter().map(|value| self.code(&places, value, missing)).collect()
    }

    /// The group of some rows.
    pub fn codes_at(&self, column: &Column, rows: &[usize], missing: u16) -> Vec<u16> {
        let places = Places::new(&self.edges);
        let value = |&row: &usize| column.number_at(row).unwrap_or(f64::NAN);
        rows.iter().map(|row| self.code(&places, value(row), missing)).collect()
    }

    fn code(&self, places: &Places<'_>, value: f64, missing: u16) -> u16 {
        if value.is_nan() {
            return missing;
        }
        let place = places.of(value);
        if self.are_single { place.saturating_sub(1) as u16 } else { place as u16 }
    }
}

/// A number as a file has it: 2010 may be a year, which 2,010 is not. All its digits, as a rounded edge would name
/// other rows.
fn text(value: f64) -> String {
    format::exact(value).replace(',', "")
}

/// The least whole number of both sides where no other is before the first edge, and the largest where no other is
/// behind the last.
fn alone(sampled: &Sorted, edges: &[f64], columns: Pair<Option<&Column>>) -> [Option<f64>; 2] {
    let least = edges.first().map(|edge| edge - 1.0).filter(|own| sampled.min() >= Some(*own));
    let largest = edges.last().copied().filter(|own| sampled.max() <= Some(*own));
    if least.or(largest).is_none() {
        return [None; 2];
    }
    // Rows that were not drawn may have others.
    let all = Side::BOTH.into_iter().filter_map(|side| (*columns.get(side))?.numbers());
    let ends = all.flatten().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (value.min(low), value.max(high))
    });
    [least.filter(|own| *own == ends.0), largest.filter(|own| *own == ends.1)]
}

/// All different numbers of both sides in order, where they are at most so many.
fn few(columns: Pair<Option<&Column>>, most: usize) -> Option<Vec<f64>> {
    let mut values: Vec<f64> = Vec::new();
    for column in Side::BOTH.into_iter().filter_map(|side| *columns.get(side)) {
        for value in column.numbers()? {
            if !values.contains(&value) {
                values.push(value);
                if values.len() > most {
                    return None;
                }
            }
        }
    }
    values.sort_unstable_by(f64::total_cmp);
    Some(values)
}
