//! How two columns go together on each side.

use report::{Pair, Relation, RelationMeasure, Side, Verdict};
use stats::{Contingency, Spearman, association, correlation_ratio, order_of, pearson, spearman};

use super::change;
use crate::data::sample::Sampled;

/// A column in the random rows, made ready to be compared with others.
pub enum Prepared {
    /// Numbers, with the positions of those that are there in ascending order, and quarters of the
    /// reference that each lies in.
    Numbers { values: Pair<Vec<f64>>, order: Pair<Vec<u32>>, quarters: Pair<Vec<u32>> },
    /// Categories by number, and how many there are.
    Categories { codes: Pair<Vec<u32>>, count: usize },
}

impl Prepared {
    /// A column; none where it is constant or empty on a side.
    pub fn of(sampled: &Sampled) -> Option<Self> {
        match sampled {
            Sampled::Numbers(values) => {
                let order = values.as_ref().map(|values| {
                    let is_there = |&i: &u32| !values[i as usize].is_nan();
                    order_of(values).into_iter().filter(is_there).collect::<Vec<_>>()
                });
                let varies = |side: Side| {
                    let (values, order) = (values.get(side), order.get(side));
                    let at = |place: Option<&u32>| place.map(|&place| values[place as usize]);
                    order.len() > 1 && at(order.first()) != at(order.last())
                };
                if !Side::BOTH.into_iter().all(varies) {
                    return None;
                }
                let quarters = change::quarters(values, &order.reference);
                Some(Self::Numbers { values: values.clone(), order, quarters })
            }
            Sampled::Categories { codes, count } => {
                let varies = |side: Side| {
                    let mut there = codes.get(side).iter().filter(|code| **code < *count as u32);
                    let first = there.next();
                    first.is_some_and(|first| there.any(|code| code != first))
                };
                let prepared = Self::Categories { codes: codes.clone(), count: *count };
                Side::BOTH.into_iter().all(varies).then_some(prepared)
            }
        }
    }
}

/// How two columns go together; none where that cannot be computed on a side.
pub fn relation(
    (first, a): (&String, &Prepared),
    (second, b): (&String, &Prepared),
) -> Option<Relation> {
    let found = match (a, b) {
        (Prepared::Numbers { .. }, Prepared::Numbers { .. }) => of_numbers(a, b),
        (
            Prepared::Categories { codes: a, count },
            Prepared::Categories { codes: b, count: other },
        ) => of_categories((a, *count), (b, *other)),
        (Prepared::Numbers { values, quarters, .. }, Prepared::Categories { codes, count })
        | (Prepared::Categories { codes, count }, Prepared::Numbers { values, quarters, .. }) => {
            of_both(values, quarters, (codes, *count))
        }
    }?;
    Some(Relation { first: first.clone(), second: second.clone(), ..found })
}

fn told(
    measure: RelationMeasure,
    value: Pair<f64>,
    n: Pair<u64>,
    p_value: Option<f64>,
) -> Relation {
    Relation {
        first: String::new(),
        second: String::new(),
        measure,
        value,
        pearson: None,
        n,
        p_value,
        p_adjusted: None,
        verdict: Verdict::NotEnoughData,
    }
}

fn of_numbers(a: &Prepared, b: &Prepared) -> Option<Relation> {
    let (
        Prepared::Numbers { values: x, order: by_x, .. },
        Prepared::Numbers { values: y, order: by_y, .. },
    ) = (a, b)
    else {
        return None;
    };
    let of = |side: Side| -> Option<(Spearman, f64)> {
        let (x, y) = (x.get(side), y.get(side));
        let is_there: Vec<bool> =
            x.iter().zip(y).map(|(x, y)| !x.is_nan() && !y.is_nan()).collect();
        let mut places = Vec::with_capacity(x.len());
        let mut next = 0;
        for there in &is_there {
            places.push(next);
            next += u32::from(*there);
        }
        let kept = |values: &[f64]| -> Vec<f64> {
            let pairs = values.iter().zip(&is_there);
            pairs.filter(|(_, there)| **there).map(|(value, _)| *value).collect()
        };
        let order = |order: &[u32]| -> Vec<u32> {
            let there = order.iter().filter(|&&i| is_there[i as usize]);
            there.map(|&i| places[i as usize]).collect()
        };
        let (x, y) = (kept(x), kept(y));
        let ranked = spearman(&x, &y, &order(by_x.get(side)), &order(by_y.get(side)))?;
        Some((ranked, pearson(&x, &y)?))
    };
    let sides = Pair::from_fn(of).both()?;
    let ranked = sides.map(|(ranked, _)| ranked);
    let p_value = change::of_spearman(ranked);
    let n = ranked.map(|ranked| ranked.n as u64);
    let value = ranked.map(|ranked| ranked.correlation);
    let mut relation = told(RelationMeasure::Spearman, value, n, Some(p_value));
    relation.pearson = Some(sides.map(|(_, pearson)| pearson));
    Some(relation)
}

fn of_categories(
    (a, height): (&Pair<Vec<u32>>, usize),
    (b, width): (&Pair<Vec<u32>>, usize),
) -> Option<Relation> {
    let table = |side: Side| {
        let pairs = a.get(side).iter().copied().zip(b.get(side).iter().copied());
        Contingency::of(pairs, height, width)
    };
    let tables = Pair::from_fn(table);
    let value = tables.as_ref().map(association).both()?;
    let n = tables.as_ref().map(Contingency::total);
    let p_value = change::of_categories((a, height), (b, width));
    Some(told(RelationMeasure::CramersV, value, n, p_value))
}

fn of_both(
    values: &Pair<Vec<f64>>,
    quarters: &Pair<Vec<u32>>,
    (codes, count): (&Pair<Vec<u32>>, usize),
) -> Option<Relation> {
    let of = |side: Side| {
        let pairs = codes.get(side).iter().zip(values.get(side));
        let there = pairs.filter(|(code, value)| **code < count as u32 && !value.is_nan());
        let (codes, values): (Vec<u32>, Vec<f64>) = there.map(|(c, v)| (*c, *v)).unzip();
        Some((correlation_ratio(&codes, &values, count)?, values.len() as u64))
    };
    let sides = Pair::from_fn(of).both()?;
    let p_value = change::of_categories((quarters, change::QUARTERS), (codes, count));
    let (value, n) = (sides.map(|(ratio, _)| ratio), sides.map(|(_, n)| n));
    Some(told(RelationMeasure::CorrelationRatio, value, n, p_value))
}
