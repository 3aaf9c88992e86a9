//! One column cut anew, as a reader asks for it.

use report::{
    Convention, Cut, CutDistance, CutRule, CutSmoothing, Measure, MeasureName, Problem, Recut,
};

use super::cut::{self, CutColumn};
use super::measures::Entry;
use super::values::{self, Values};
use crate::Study;

/// Cells that may be asked for.
const MOST_CELLS: u32 = 10_000;

/// Cuts a column as is asked, with every distance on its cells.
///
/// # Errors
/// Where the column cannot be compared, or edges or numbers make no sense.
pub fn recut(study: &Study<'_>, column: &str, cut: Cut) -> Result<Recut, Problem> {
    let problem = |what: String| Problem::new(what, "Choose other cells");
    check(&cut).map_err(problem)?;
    let values = values::of(study, column, study.sorted(column)).map_err(problem)?;
    let kind = study.joint_kind(column).unwrap_or(report::Kind::Category);
    let cut = Cut { rule: rule_for(&values, cut.rule), ..cut };
    let cells = cut::column(&values, &cut.rule);
    let parts = cells.measure(smoothing_for(cut.distance, cut.smoothing), cut.distance);
    let bins = cells.show(kind, &cut.rule, parts.as_ref().map(|parted| parted.parts.as_slice()));
    let others = CutDistance::ALL.into_iter().filter(|&distance| distance != cut.distance);
    let measures =
        [cut.distance].into_iter().chain(others).map(|distance| entry(&cells, &cut, distance));
    Ok(Recut {
        column: column.to_owned(),
        measures: measures.collect(),
        edges: cells.edges(),
        cut,
        bins,
    })
}

/// Names have no edges: they have one cell per value.
fn rule_for(values: &Values, rule: CutRule) -> CutRule {
    match (values, rule) {
        (Values::Names(_), rule @ CutRule::RareTogether(_)) => rule,
        (Values::Names(_), _) | (Values::Numbers(_), CutRule::RareTogether(_)) => {
            CutRule::OnePerValue
        }
        (Values::Numbers(_), rule) => rule,
    }
}

fn check(cut: &Cut) -> Result<(), String> {
    let is_share = |share: f64| share > 0.0 && share < 1.0;
    match &cut.rule {
        CutRule::Quantiles(bins) | CutRule::EqualWidth(bins)
            if !(1..=MOST_CELLS).contains(bins) =>
        {
            return Err(format!("{bins} is not a number of cells from 1 to {MOST_CELLS}"));
        }
        CutRule::Edges(edges) if edges.is_empty() => {
            return Err("There is no edge: give at least one number".to_owned());
        }
        CutRule::Edges(edges) if edges.len() > MOST_CELLS as usize => {
            return Err(format!("There are more than {MOST_CELLS} edges"));
        }
        CutRule::Edges(edges) if edges.iter().any(|edge| !edge.is_finite()) => {
            return Err("An edge is not a number".to_owned());
        }
        CutRule::Edges(edges) if edges.windows(2).any(|pair| pair[0] >= pair[1]) => {
            return Err("The edges do not rise: put them in order, each once".to_owned());
        }
        CutRule::RareTogether(share) if !is_share(*share) => {
            return Err(format!("{share} is not a share between 0 and 1"));
        }
        _ => {}
    }
    match cut.smoothing {
        CutSmoothing::Floor(share) | CutSmoothing::Fill(share) | CutSmoothing::Add(share)
            if !is_share(share) =>
        {
            Err(format!("{share} is not a share between 0 and 1"))
        }
        CutSmoothing::Laplace(rows) if !(rows > 0.0 && rows <= 1e6) => {
            Err(format!("{rows} is not a number of rows over 0"))
        }
        _ => Ok(()),
    }
}

/// A floor is there for logarithms that would be infinite; it would only falsify the other distances.
const fn smoothing_for(distance: CutDistance, asked: CutSmoothing) -> CutSmoothing {
    match (distance, asked) {
        (CutDistance::Psi | CutDistance::KullbackLeibler, _) => asked,
        (_, CutSmoothing::Floor(_) | CutSmoothing::Fill(_)) => CutSmoothing::None,
        _ => asked,
    }
}

/// The distance's name, and what the reader must know of small shares.
fn how(cells: &CutColumn, cut: &Cut, asked: CutSmoothing) -> String {
    let label = cut.distance.label();
    if cut.smoothing != asked {
        return format!("{label} (shares as they are)");
    }
    let is_raised = |share: &&f64| match asked {
        CutSmoothing::Floor(floor) => **share < floor,
        CutSmoothing::Fill(_) => **share == 0.0,
        _ => false,
    };
    let (reference, production) = cells.cells.shares();
    let raised = reference.iter().chain(&production).filter(is_raised).count();
    if raised > cells.cells.len() {
        return format!("{label} (not to be relied on: most shares are raised)");
    }
    label.to_owned()
}

fn entry(cells: &CutColumn, cut: &Cut, distance: CutDistance) -> Measure {
    let name = match distance {
        CutDistance::Psi => MeasureName::Psi,
        CutDistance::JensenShannonBits | CutDistance::JensenShannonNats => {
            MeasureName::JensenShannon
        }
        CutDistance::DivergenceBits => MeasureName::JensenShannonDivergence,
        CutDistance::KullbackLeibler => MeasureName::KullbackLeibler,
        CutDistance::Hellinger => MeasureName::Hellinger,
        CutDistance::TotalVariation => MeasureName::TotalVariation,
        CutDistance::LInfinity => MeasureName::LInfinity,
    };
    let (n, m) = cells.cells.totals();
    let asked = cut.smoothing;
    let smoothing = smoothing_for(distance, cut.smoothing);
    let cut = Cut { distance, smoothing, ..cut.clone() };
    let value = cells.measure(cut.smoothing, distance).map(|parted| parted.value);
    let is_infinite = value.is_some_and(f64::is_infinite);
    let entry =
        Entry::new(name, Convention::Driftglass, how(cells, &cut, asked), report::Pair::new(n, m))
            .bins(cells.cells.len())
            .value(value)
            .cut(cut);
    if is_infinite {
        return entry.or_else_because("infinite: a cell is empty on one side only").done();
    }
    entry.done()
}
