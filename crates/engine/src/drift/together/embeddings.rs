//! Finds embeddings: a run of columns named emb_0, emb_1, …, or a column of vectors "[0.1, 0.2]".

use std::collections::BTreeMap;

use report::{Pair, Role, RoleChoice, Side};
use stats::{Feature, sample_positions};

use super::sample::{Sample, Source, positions};
use crate::Study;
use crate::roles::embeddings::{components, parse};

/// Columns whose role is an embedding, put together: runs by what stands before their numbers.
pub fn find(study: &Study<'_>, roles: &[RoleChoice]) -> Vec<Source> {
    let mut runs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for choice in roles.iter().filter(|choice| choice.role == Role::Embedding) {
        if study.column(&choice.column).both().is_none() {
            continue;
        }
        let name = choice.column.as_str();
        let title = components(name).map_or(name, |(before, _)| before);
        runs.entry(title.to_owned()).or_default().push(choice.column.clone());
    }
    let source = |(title, columns)| Source { title, is_embedding: true, columns, left_out: 0 };
    runs.into_iter().map(source).collect()
}

/// Draws rows of an embedding, with a feature for each component.
pub fn draw(study: &Study<'_>, source: &Source) -> Sample {
    let dimensions = dimensions(study, source);
    let positions = positions(study, dimensions);
    let mut values = vec![Vec::new(); dimensions];
    let mut rows = Pair::new(0, 0);
    for side in Side::BOTH {
        let mut drawn = 0;
        for &row in positions.get(side) {
            let Some(vector) = vector(study, source, side, row) else { continue };
            if vector.len() == dimensions {
                values.iter_mut().zip(vector).for_each(|(values, value)| values.push(value));
                drawn += 1;
            }
        }
        *rows.get_mut(side) = drawn;
    }
    let names = (0..dimensions).map(|component| format!("{}_{component}", source.title)).collect();
    let features = values.into_iter().map(Feature::Numbers).collect();
    Sample { names, features, rows, constant: 0 }
}

/// Components of the embedding: its columns, or the numbers of its first vector.
fn dimensions(study: &Study<'_>, source: &Source) -> usize {
    if source.columns.len() > 1 {
        return source.columns.len();
    }
    let first_rows = sample_positions(study.rows(Side::Reference), 100, study.settings.seed);
    let mut vectors = first_rows.into_iter();
    let first = vectors.find_map(|row| vector(study, source, Side::Reference, row as usize));
    first.map_or(0, |vector| vector.len())
}

/// The vector of a row; none where a number of it is missing.
fn vector(study: &Study<'_>, source: &Source, side: Side, row: usize) -> Option<Vec<f64>> {
    let column = |name: &String| *study.column(name).get(side);
    match source.columns.as_slice() {
        [one] => {
            let column = column(one)?;
            column.number_at(row).map(|number| vec![number]).or_else(|| parse(&column.label(row)?))
        }
        columns => columns.iter().map(|name| column(name)?.number_at(row)).collect(),
    }
}
