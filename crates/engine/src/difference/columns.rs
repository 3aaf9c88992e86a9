//! What became of columns: their PSI is held against each other where both stand on the same cells of the
//! same reference.

use std::collections::BTreeMap;

use report::{
    Became, Bin, Both, ColumnChange, ColumnDrift, Convention, MeasureName, Report, format,
};
use stats::{Cells, PsiChange, benjamini_hochberg, psi_change};

use super::{is_same_production, is_same_reference};
use crate::drift::psi_floor;

/// Relative difference of an index computed again that fewer digits explain: records have five, the last one cut.
const ROUNDING: f64 = 2e-4;

/// Why the change of an index cannot be tested.
const OTHER_REFERENCE: &str = "The two do not have the same reference";
const OTHER_CELLS: &str = "The two are not on the same cells";
const NO_INDEX: &str = "One of the two has no index";
const MERGED: &str = "Rare values are merged in a report, so that the change cannot be tested";

/// What became of every column that either report compares.
pub fn changes(last: Both<&Report>) -> Vec<ColumnChange> {
    let is_same = is_same_reference(last);
    let are_same_files = is_same && is_same_production(last);
    let named = |report: &Report, name: &str| report.drift.named(name).cloned();
    let entries = |report: &Report| {
        let derived = report.drift.derived().iter().map(|derived| &derived.drift);
        report.drift.columns.iter().chain(derived).map(|own| own.column.clone()).collect::<Vec<_>>()
    };
    let mut names = entries(last.after);
    let gone = entries(last.before).into_iter().filter(|name| !names.contains(name));
    let gone: Vec<String> = gone.collect();
    names.extend(gone);
    let sides: Vec<(String, Both<Option<ColumnDrift>>)> = names
        .into_iter()
        .map(|name| {
            let both = last.map(|report| named(report, &name));
            (name, both)
        })
        .collect();
    let setting = last.after.settings.drift.psi_floor;
    let tests: Vec<Result<PsiChange, &str>> = sides
        .iter()
        .map(|(_, both)| {
            let (before, after) = both.before.as_ref().zip(both.after.as_ref()).ok_or("")?;
            if is_same { test(before, after, setting) } else { Err(OTHER_REFERENCE) }
        })
        .collect();
    let p_values: Vec<f64> = tests.iter().flatten().map(|test| test.p_value).collect();
    let mut adjusted = benjamini_hochberg(&p_values).into_iter();
    let accepted = last.after.settings.drift.false_discovery_rate;
    let told = sides.into_iter().zip(tests).map(|((name, both), test)| {
        let tested = test.map(|test| (test, adjusted.next().unwrap_or(1.0)));
        change(name, both, tested, accepted, are_same_files)
    });
    told.collect()
}

fn change(
    column: String,
    both: Both<Option<ColumnDrift>>,
    tested: Result<(PsiChange, f64), &str>,
    accepted: f64,
    are_same_files: bool,
) -> ColumnChange {
    let of = |own: &Option<ColumnDrift>| own.as_ref().and_then(index);
    let psi = Both::new(of(&both.before), of(&both.after));
    let chance = Both::new(psi.before.and_then(|of| of.1), psi.after.and_then(|of| of.1));
    let psi = psi.map(|of| of.map(|(value, _)| value));
    let verdict = Both::new(
        both.before.as_ref().map(|own| own.verdict),
        both.after.as_ref().map(|own| own.verdict),
    );
    let (became, remark) = match (verdict.before, verdict.after, tested) {
        (None, _, _) => (Became::New, "The report before does not compare it".to_owned()),
        (_, None, _) => (Became::Gone, "The last report does not compare it".to_owned()),
        _ if are_same_files && psi.before == psi.after => {
            (Became::Same, "Both are of the same files".to_owned())
        }
        (_, _, Err(why)) => (Became::NotComparable, why.to_owned()),
        (_, _, Ok((test, p))) => judged(&test, p, accepted, psi, chance),
    };
    ColumnChange {
        column,
        became,
        verdict,
        psi,
        chance_up_to: chance,
        p_adjusted: tested.ok().map(|(_, p)| p),
        remark,
    }
}

fn judged(
    test: &PsiChange,
    p: f64,
    accepted: f64,
    psi: Both<Option<f64>>,
    chance: Both<Option<f64>>,
) -> (Became, String) {
    let is_chance = |psi: Option<f64>, chance: Option<f64>| {
        psi.zip(chance).is_some_and(|(psi, chance)| psi <= chance)
    };
    if is_chance(psi.before, chance.before) && is_chance(psi.after, chance.after) {
        return (Became::Same, "Both are what chance alone gives".to_owned());
    }
    let said = format::p_equals(p);
    match p < accepted {
        false => {
            (Became::Same, format!("They differ by no more than chance gives; adjusted {said}"))
        }
        true if test.change > 0.0 => {
            (Became::Worse, format!("Farther from the reference; adjusted {said}"))
        }
        true => (Became::Better, format!("Nearer to the reference; adjusted {said}")),
    }
}

/// The PSI of a column and its noise floor, in our own convention.
fn index(column: &ColumnDrift) -> Option<(f64, Option<f64>)> {
    let own = column.measure(MeasureName::Psi, Convention::Driftglass)?;
    Some((own.value?, own.noise.map(|noise| noise.p95)))
}

/// The change of the PSI, or why it cannot be tested.
fn test(
    before: &ColumnDrift,
    after: &ColumnDrift,
    setting: f64,
) -> Result<PsiChange, &'static str> {
    let bins = before.bins.as_ref().zip(after.bins.as_ref());
    let cells = bins.and_then(|(before, after)| aligned(&before.cells, &after.cells));
    let [reference, first, second] = cells.ok_or(OTHER_CELLS)?;
    let indices = index(before).zip(index(after)).ok_or(NO_INDEX)?;
    let expected = Both::new(indices.0.0, indices.1.0);
    let own = |production: &[u64]| {
        psi_floor(&Cells { reference: reference.clone(), production: production.to_vec() }, setting)
    };
    let floors = [setting, own(&first), own(&second)];
    let is_same = |value: f64, expected: f64| {
        (value - expected).abs() <= ROUNDING * expected.abs().max(ROUNDING)
    };
    let found = floors.into_iter().find_map(|floor| {
        let change = psi_change(&reference, &first, &second, floor)?;
        let is_index =
            is_same(change.before, expected.before) && is_same(change.after, expected.after);
        is_index.then_some(change)
    });
    found.ok_or(MERGED)
}

/// Counts of the reference, and of production before and after, in cells that both share; none where the
/// reference has other counts in them.
fn aligned(before: &[Bin], after: &[Bin]) -> Option<[Vec<u64>; 3]> {
    // Cells of numbers are known by their edges, others by their name.
    let key = |bin: &Bin| {
        let edge = |edge: Option<f64>| edge.map_or_else(String::new, |edge| format!("{edge:?}"));
        match (bin.from, bin.to) {
            (None, None) => format!("name {}", bin.label),
            (from, to) => format!("from {} to {}", edge(from), edge(to)),
        }
    };
    let mut cells: BTreeMap<String, [Option<[u64; 2]>; 2]> = BTreeMap::new();
    for (side, bins) in [before, after].into_iter().enumerate() {
        for bin in bins {
            let place = &mut cells.entry(key(bin)).or_default()[side];
            if place.is_some() {
                return None;
            }
            *place = Some([bin.count.reference, bin.count.production]);
        }
    }
    let mut counts = [Vec::new(), Vec::new(), Vec::new()];
    for [before, after] in cells.into_values() {
        let reference = before.or(after)?[0];
        // A value that a production lacks is in none of its cells, if the reference lacks it, too.
        let side = |own: Option<[u64; 2]>| match own {
            Some([of_reference, production]) => (of_reference == reference).then_some(production),
            None => (reference == 0).then_some(0),
        };
        let (first, second) = (side(before)?, side(after)?);
        counts[0].push(reference);
        counts[1].push(first);
        counts[2].push(second);
    }
    Some(counts)
}

#[cfg(test)]
mod tests {
    use report::Pair;

    use super::*;

    fn bin(label: &str, from: Option<f64>, counts: (u64, u64)) -> Bin {
        Bin {
            label: label.to_owned(),
            from,
            to: None,
            count: Pair::new(counts.0, counts.1),
            share: Pair::new(0.0, 0.0),
            part: None,
        }
    }

    #[test]
    fn a_value_that_only_one_production_has_is_a_cell_of_both() {
        let before = [bin("a", None, (5, 6)), bin("b", None, (5, 4))];
        let after = [bin("a", None, (5, 1)), bin("b", None, (5, 2)), bin("new", None, (0, 7))];
        let expected = [vec![5, 5, 0], vec![6, 4, 0], vec![1, 2, 7]];
        assert_eq!(aligned(&before, &after), Some(expected));
    }

    #[test]
    fn other_cells_or_another_reference_are_not_aligned() {
        let cells = [bin("x", Some(1.0), (5, 6))];
        assert_eq!(aligned(&cells, &[bin("x", Some(2.0), (5, 6))]), None);
        assert_eq!(aligned(&cells, &[bin("x", Some(1.0), (4, 6))]), None);
        assert_eq!(aligned(&cells, &cells), Some([vec![5], vec![6], vec![6]]));
    }
}
