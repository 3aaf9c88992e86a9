//! Chapter: drift of every compared column.
//!
//! A column is first put into comparable form ([`values`]), then measured as numbers ([`numeric`])
//! or as names ([`categorical`]); once all columns are measured, p-values are adjusted together and
//! each column gets its [`verdict`].

mod categorical;
mod cells;
mod chi_square;
mod combined;
mod conventions;
mod cut;
mod distances;
mod further;
mod measures;
mod numeric;
pub mod outputs;
mod recut;
mod shape;
mod text;
pub mod together;
mod values;
mod verdict;
pub mod whole;

use report::{
    Centre, ColumnDrift, Data, Drift, Effect, Kind, Pair, Role, RoleChoice, Treatment, Verdict,
    format,
};
use stats::{Sorted, benjamini_hochberg};

use crate::Study;
pub use categorical::psi_floor;
pub use recut::recut;
use values::Values;
pub use verdict::{Evidence, NotJudged, not_judged};

/// What is said where there is nothing to compare.
pub const NOTHING_IN_COMMON: &str = "The two files have no column in common that can be compared.";

/// The columns that both files have and whose role is compared.
pub fn compared_columns(study: &Study<'_>, roles: &[RoleChoice]) -> Vec<RoleChoice> {
    let in_both = |name: &str| study.column(name).both().is_some();
    let is_compared = |role: Role| role.is_compared() || role == Role::Text;
    roles.iter().filter(|c| is_compared(c.role) && in_both(&c.column)).cloned().collect()
}

/// A column that is compared, but for the limits that come from chunks of the reference.
pub struct Measured {
    drift: ColumnDrift,
    values: Option<Values>,
}

impl Measured {
    /// The column. Its verdict waits for [`chapter`], which adjusts the p-values.
    pub fn finish(mut self, study: &Study<'_>) -> ColumnDrift {
        if let Some(values) = &self.values {
            conventions::nannyml::limits::set(study, values, &mut self.drift);
        }
        self.drift
    }
}

/// Measures one column, given its numbers in order.
pub fn measured(study: &Study<'_>, choice: &RoleChoice, sorted: Pair<Option<Sorted>>) -> Measured {
    let name = &choice.column;
    let columns = study.column(name);
    let missing = columns.map(|column| column.map_or(0, |column| column.missing().total()));
    let rows = Pair::from_fn(|side| study.rows(side));
    let n = Pair::new(
        rows.reference.saturating_sub(missing.reference),
        rows.production.saturating_sub(missing.production),
    );
    let kind = study.joint_kind(name).unwrap_or(Kind::Category);
    let mut drift = unmeasured(name.clone(), choice.role, kind, n, missing);
    if choice.role == Role::Text
        && let Some(texts) = columns.both().filter(|columns| text::is_text(*columns))
    {
        text::measure(study, texts, &mut drift);
        return Measured { drift, values: None };
    }
    let values = values::of(study, name, sorted);
    match &values {
        Ok(values) => measure(study, values, &mut drift),
        Err(reason) => drift.reason.clone_from(reason),
    }
    Measured { drift, values: values.ok() }
}

/// A column of which nothing is known but its size.
fn unmeasured(
    column: String,
    role: Role,
    kind: Kind,
    n: Pair<u64>,
    missing: Pair<u64>,
) -> ColumnDrift {
    ColumnDrift {
        column,
        role,
        kind,
        treatment: Treatment::Categorical,
        verdict: Verdict::NotEnoughData,
        reason: String::new(),
        n,
        missing,
        leading: None,
        test: None,
        p_adjusted: None,
        effect: None,
        centre: None,
        summary: Pair::default(),
        measures: Vec::new(),
        bins: None,
        shape: None,
        cdf: None,
        notes: Vec::new(),
    }
}

fn measure(study: &Study<'_>, values: &Values, drift: &mut ColumnDrift) {
    match values {
        Values::Numbers(numbers) => numeric::measure(study, numbers, drift),
        Values::Names(names) => categorical::measure(study, names, drift),
    }
}

/// What was prepared beside the columns, each in its own section.
pub struct Work {
    /// What the model says.
    pub outputs: outputs::Work,
    /// The columns' small shifts taken together.
    pub whole: whole::Work,
    /// All columns in one comparison.
    pub together: together::Work,
}

/// Adjusts the p-values of all columns together, judges each and says what they come to.
pub fn chapter(
    study: &Study<'_>,
    roles: &[RoleChoice],
    mut columns: Vec<ColumnDrift>,
    work: Work,
    data: &Data,
) -> Drift {
    judge_family(study, columns.iter_mut());
    let outputs = work.outputs.finish(study, roles, &columns);
    let whole = work.whole.finish(study, &columns);
    let together = work.together.finish(&columns, data);
    Drift { headline: headline(&columns, 0), whole, outputs, together, columns }
}

/// Measures and judges all columns, as a Report has them.
pub fn judged_columns(study: &Study<'_>) -> Vec<ColumnDrift> {
    let choices = compared_columns(study, &crate::roles::choose(study));
    let of =
        |choice: &RoleChoice| measured(study, choice, study.sorted(&choice.column)).finish(study);
    let mut columns: Vec<ColumnDrift> = choices.iter().map(of).collect();
    judge_family(study, columns.iter_mut());
    columns
}

/// Adjusts the p-values of a family of columns together and judges each.
fn judge_family<'a>(study: &Study<'_>, columns: impl Iterator<Item = &'a mut ColumnDrift>) {
    let mut columns: Vec<&mut ColumnDrift> = columns.collect();
    let p_values: Vec<f64> =
        columns.iter().filter_map(|column| column.test_measure()?.p_value).collect();
    let mut adjusted = benjamini_hochberg(&p_values).into_iter();
    let tests = p_values.len();
    for column in &mut columns {
        if column.test_measure().is_some_and(|test| test.p_value.is_some()) {
            column.p_adjusted = adjusted.next();
        }
        verdict::judge(study, column, tests);
        text::raise(study, column);
    }
}

/// How many columns drifted over the whole period, and how many others in a part of it.
pub fn headline(columns: &[ColumnDrift], late: usize) -> String {
    let count = |verdict| columns.iter().filter(|c| c.verdict == verdict).count();
    let drifted = count(Verdict::Significant) + count(Verdict::Moderate);
    let thin = count(Verdict::NotEnoughData);
    if columns.is_empty() {
        return NOTHING_IN_COMMON.to_owned();
    }
    if columns.len() == 1 {
        let what = match (drifted, thin, late) {
            (0, _, 1..) => "did not drift over the whole period, but in a part of it",
            (0, 0, _) => "did not drift",
            (0, ..) => "could not be judged",
            _ => "drifted",
        };
        return format!("The one compared column {what}.");
    }
    let of_all = format!("of {} compared columns", format::count(columns.len() as u64));
    let thin_part = match thin {
        0 => String::new(),
        1 => "; one could not be judged".to_owned(),
        n => format!("; {} could not be judged", format::count(n as u64)),
    };
    let none_or_so_many = match drifted {
        0 => "None".to_owned(),
        n => format::count(n as u64),
    };
    match (drifted, late as u64) {
        (0, 0) if thin == columns.len() => format!("None {of_all} could be judged."),
        (_, 0) => format!("{none_or_so_many} {of_all} drifted{thin_part}."),
        (0, late) => format!(
            "None {of_all} drifted over the whole period, but {} did in a part of it{thin_part}.",
            format::count(late)
        ),
        (_, late) => format!(
            "{none_or_so_many} {of_all} drifted over the whole period, {} more in a part of it{thin_part}.",
            format::count(late)
        ),
    }
}

/// Puts an effect in words: "production is larger in 62% of random pairs, ties counted half".
pub fn effect_in_words(effect: Effect) -> String {
    match effect {
        Effect::ProductionLarger(share) => format!(
            "production is larger in {} of random pairs, ties counted half (50%: neither side tends to be larger)",
            format::percent(share)
        ),
        Effect::CramersV(v) => format!(
            "Cramér’s V is {} (0 means no change, 1 means nothing in common)",
            format::distance(v)
        ),
    }
}

/// Puts the middle of each side in words: "median 21,904 to 33,699".
pub fn centre_in_words(kind: Kind, centre: &Centre) -> String {
    match centre {
        Centre::Median(median) => {
            let Pair { reference, production } = format::told_apart(kind, *median, 4);
            format!("median {reference} to {production}")
        }
        Centre::Category { label, share } => {
            let Pair { reference, production } = share.map(format::percent);
            format!("share of {}: {reference} to {production}", format::quoted(label))
        }
    }
}
