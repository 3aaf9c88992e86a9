//! Which columns the drift table shows, and in which order.

use std::cmp::Ordering;

use report::{ColumnDrift, DriftSettings, Verdict};

use super::distance::Distance;
use super::link::View;
use super::names::lowercase;
use super::order::{Order, Sort};

/// The limits that stand beside a distance in the table; only PSI has bands of our own.
pub fn limits(view: &View, settings: &DriftSettings) -> Vec<f64> {
    match view.distance {
        _ if view.tool.convention().is_some() => Vec::new(),
        Distance::Psi => vec![settings.psi_moderate, settings.psi_significant],
        _ => Vec::new(),
    }
}

/// Positions of the columns that a view shows, in its order.
///
/// Without an order the gravest verdict comes first, and within it the greatest distance. What has
/// no value comes last in either direction.
pub fn shown(columns: &[ColumnDrift], view: &View) -> Vec<usize> {
    let search = lowercase(view.search.trim());
    let mut positions: Vec<usize> = (0..columns.len())
        .filter(|&position| {
            let column = &columns[position];
            (view.verdicts.is_empty() || view.verdicts.contains(&column.verdict))
                && (search.is_empty() || lowercase(&column.column).contains(&search))
        })
        .collect();
    sort(&mut positions, &|a, b| compare(&columns[a], &columns[b], view));
    positions
}

/// Puts positions in an order; one function for all, because sorting is 4 kB of the page for each type.
pub fn sort(positions: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    positions.sort_by(|&a, &b| compare(a, b));
}

/// The first so many of some positions, and the one that has to be there in any case.
pub fn first_and(positions: &[usize], limit: usize, pinned: Option<usize>) -> Vec<usize> {
    let (first, rest) = positions.split_at(limit.min(positions.len()));
    let pinned = pinned.filter(|pinned| rest.contains(pinned));
    first.iter().copied().chain(pinned).collect()
}

fn compare(a: &ColumnDrift, b: &ColumnDrift, view: &View) -> Ordering {
    let natural = || {
        rank(a.verdict)
            .cmp(&rank(b.verdict))
            .then_with(|| by_number(value(a, view), value(b, view), true))
    };
    let Some(Order { by, descending }) = view.order else { return natural() };
    let number = |key: fn(&ColumnDrift, &View) -> Option<f64>| {
        by_number(key(a, view), key(b, view), descending)
    };
    let order = match by {
        Sort::Name => {
            let [a, b] = [a, b].map(|column| lowercase(&column.column));
            directed(a.cmp(&b), descending)
        }
        Sort::Verdict => {
            let rank = |column| rank(view.tool.verdict(column, view.distance)?);
            directed(rank(b).cmp(&rank(a)), descending)
        }
        Sort::Distance => number(value),
        Sort::Floor => number(floor),
        Sort::PAdjusted => number(|column, _| column.p_adjusted),
        Sort::Missing => number(missing_share),
    };
    order.then_with(natural)
}

fn rank(verdict: Verdict) -> Option<usize> {
    Verdict::ALL.into_iter().position(|other| other == verdict)
}

fn value(column: &ColumnDrift, view: &View) -> Option<f64> {
    view.measure(column)?.value
}

fn floor(column: &ColumnDrift, view: &View) -> Option<f64> {
    Some(view.measure(column)?.noise?.p95)
}

fn missing_share(column: &ColumnDrift, _: &View) -> Option<f64> {
    let rows = column.n.production + column.missing.production;
    (rows > 0).then(|| column.missing.production as f64 / rows as f64)
}

fn by_number(a: Option<f64>, b: Option<f64>, descending: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => directed(a.total_cmp(&b), descending),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

fn directed(order: Ordering, descending: bool) -> Ordering {
    if descending { order.reverse() } else { order }
}

#[cfg(test)]
mod tests {
    use report::{Kind, Pair, Role, Treatment};

    use report::{Convention, Measure, MeasureName};

    use super::*;

    fn column(name: &str, verdict: Verdict, psi: Option<f64>) -> ColumnDrift {
        let measure = Measure {
            measure: MeasureName::Psi,
            convention: Convention::Driftglass,
            how: String::new(),
            value: psi,
            degrees_of_freedom: None,
            p_value: None,
            n: Pair::new(100, 100),
            bins: None,
            noise: None,
            limit: None,
            limit_rule: report::LimitRule::From,
            says: None,
            not_computed: None,
            is_default: false,
            cut: None,
        };
        ColumnDrift {
            column: name.to_owned(),
            role: Role::Covariate,
            kind: Kind::Float,
            treatment: Treatment::Numeric,
            verdict,
            reason: String::new(),
            n: Pair::new(100, 100),
            missing: Pair::default(),
            leading: Some(0),
            test: None,
            p_adjusted: None,
            effect: None,
            centre: None,
            summary: Pair::default(),
            measures: vec![measure],
            bins: None,
            shape: None,
            cdf: None,
            notes: Vec::new(),
        }
    }

    fn columns() -> Vec<ColumnDrift> {
        vec![
            column("quiet", Verdict::Stable, Some(0.3)),
            column("Loud", Verdict::Significant, Some(0.2)),
            column("louder", Verdict::Significant, Some(0.9)),
            column("unknown", Verdict::NotEnoughData, None),
        ]
    }

    #[test]
    fn the_gravest_and_greatest_come_first() {
        assert_eq!(shown(&columns(), &View::default()), [2, 1, 3, 0]);
    }

    #[test]
    fn search_and_verdicts_narrow() {
        let view = View { search: " LOUD ".to_owned(), ..View::default() };
        assert_eq!(shown(&columns(), &view), [2, 1]);
        let view = View { verdicts: vec![Verdict::Stable], ..View::default() };
        assert_eq!(shown(&columns(), &view), [0]);
    }

    #[test]
    fn what_has_no_value_stays_last() {
        for descending in [false, true] {
            let order = Some(Order { by: Sort::Distance, descending });
            let view = View { order, ..View::default() };
            assert_eq!(shown(&columns(), &view).last(), Some(&3));
        }
    }

    #[test]
    fn a_pinned_position_is_shown_once() {
        assert_eq!(first_and(&[4, 2, 7], 2, Some(7)), [4, 2, 7]);
        assert_eq!(first_and(&[4, 2, 7], 2, Some(2)), [4, 2]);
        assert_eq!(first_and(&[4, 2, 7], 2, Some(9)), [4, 2]);
        assert_eq!(first_and(&[4], 100, None), [4]);
    }
}
