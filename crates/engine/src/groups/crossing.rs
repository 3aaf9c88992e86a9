//! Groups by two columns.

use report::Pair;

use super::Groups;

/// Groups of a crossing, at most: a group is named by 16 bits.
const MOST_GROUPS: usize = u16::MAX as usize;

/// The name of a group within that of a crossing: quoted where it has a comma itself.
fn part(label: &String) -> String {
    if label.contains(", ") { format!("“{label}”") } else { label.clone() }
}

impl Groups {
    /// The groups of rows that agree in both columns, those that no row is in left out; none where there are
    /// more than can be told apart.
    pub fn crossed(&self, other: &Self) -> Option<Self> {
        let width = other.labels.len();
        if self.labels.len() * width > MOST_GROUPS {
            return None;
        }
        let both = Pair::from_fn(|side| -> Vec<u16> {
            let pairs = self.of_row.get(side).iter().zip(other.of_row.get(side));
            pairs.map(|(&a, &b)| a * width as u16 + b).collect()
        });
        let mut place = vec![None; self.labels.len() * width];
        for &code in both.reference.iter().chain(&both.production) {
            place[usize::from(code)] = Some(0);
        }
        place.iter_mut().flatten().zip(0..).for_each(|(place, position)| *place = position);
        let seen = (0..place.len()).filter(|&code| place[code].is_some());
        let labels = seen.map(|code| {
            [&self.labels[code / width], &other.labels[code % width]].map(part).join(", ")
        });
        Some(Self {
            column: format!("{} and {}", self.column, other.column),
            labels: labels.collect(),
            rest: None,
            missing: None,
            of_row: both.map(|codes| {
                codes.iter().map(|&code| place[usize::from(code)].unwrap_or(0)).collect()
            }),
        })
    }
}
