//! The metrics that an experiment is measured by: those that the user writes, else columns by their roles.

use report::{MetricStanding, Role, RoleChoice, format};

use super::{language, named};
use crate::operation::yes_is_failure;
use crate::roles::unwanted;
use crate::{Study, roles};

/// Metrics that are measured at most.
const MOST_METRICS: usize = 50;
/// Words of a column that was known before the experiment.
const BEFORE: [&str; 6] = ["pre", "before", "previous", "prior", "past", "baseline"];

/// A metric that is wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub measure: Measure,
    pub columns: Vec<String>,
    /// What it counts for; none where its place says it.
    pub standing: Option<MetricStanding>,
    /// Whether more is better; none where that is not said.
    pub is_more_better: Option<bool>,
    /// What may be lost.
    pub limit: Option<Limit>,
}

/// What is measured of columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// The mean of a column; the share of yes where it holds nothing else than yes and no.
    Mean,
    /// A quantile, by its probability.
    Quantile(f64),
    /// All of the first over all of the second.
    Ratio,
}

/// What may be lost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// A share of the control's value.
    Relative(f64),
    /// In the metric's unit; of shares, in shares.
    Absolute(f64),
}

impl Wanted {
    /// What it is called.
    pub fn name(&self) -> String {
        let column =
            |at: usize| self.columns.get(at).map(|name| format::short(name)).unwrap_or_default();
        match self.measure {
            Measure::Mean => column(0),
            Measure::Quantile(0.5) => format!("median of {}", column(0)),
            Measure::Quantile(p) => {
                format!("{}th percentile of {}", format::exact((p * 1e9).round() / 1e7), column(0))
            }
            Measure::Ratio => format!("{} per {}", column(0), column(1)),
        }
    }

    /// The mean of a column, for what its role and its name say.
    pub fn of_role(choice: &RoleChoice) -> Self {
        let name = &choice.column;
        let (standing, is_more_better) = match choice.role {
            Role::Latency => (Some(MetricStanding::Guardrail), Some(false)),
            Role::ErrorFlag => {
                let is_failure = yes_is_failure(&roles::words(name)).unwrap_or(true);
                (Some(MetricStanding::Guardrail), Some(!is_failure))
            }
            Role::Cost => (Some(MetricStanding::Guardrail), Some(false)),
            _ => (None, unwanted::is_unwanted(name).then_some(false)),
        };
        Self {
            measure: Measure::Mean,
            columns: vec![name.clone()],
            standing,
            is_more_better,
            limit: None,
        }
    }
}

/// What is to be measured.
#[derive(Default)]
pub struct Metrics {
    /// In order, the first that is no guardrail as the primary one.
    pub wanted: Vec<Wanted>,
    /// The primary one, where no column has the role of one and it was chosen by its name.
    pub guess: Option<String>,
    /// Whether the user wrote them, so that each is needed for a decision.
    pub are_written: bool,
    /// Lines that could not be read, as sentences.
    pub faults: Vec<String>,
    /// What was left out, as sentences.
    pub notes: Vec<String>,
}

/// The metrics of a study.
pub fn all(study: &Study<'_>, choices: &[RoleChoice]) -> Metrics {
    let written = &study.settings.experiments.metrics;
    let are_written = !written.trim().is_empty();
    let mut notes = Vec::new();
    let (mut wanted, faults) = if are_written {
        as_written(study, written)
    } else {
        (by_role(study, choices, &mut notes), Vec::new())
    };
    let is_guess = wanted.iter().all(|wanted| wanted.standing == Some(MetricStanding::Guardrail));
    let mut guess = None;
    if !are_written && is_guess {
        let named = named::metrics(study, choices);
        guess = named.first().map(Wanted::name);
        wanted.splice(0..0, named);
    }
    if wanted.len() > MOST_METRICS {
        let left = format::plural((wanted.len() - MOST_METRICS) as u64, "metric is", "metrics are");
        notes.push(format!("{left} left out: at most {MOST_METRICS} are measured."));
        wanted.truncate(MOST_METRICS);
    }
    let is_primary = |wanted: &Wanted| wanted.standing == Some(MetricStanding::Primary);
    let chosen = wanted.iter().position(is_primary);
    let first = chosen.or_else(|| wanted.iter().position(|wanted| wanted.standing.is_none()));
    for (at, wanted) in wanted.iter_mut().enumerate() {
        let is_first = first == Some(at);
        wanted.standing = match wanted.standing {
            None | Some(MetricStanding::Primary) if is_first => Some(MetricStanding::Primary),
            None | Some(MetricStanding::Primary) => Some(MetricStanding::Secondary),
            other => other,
        };
    }
    if let Some(first) = first {
        let primary = wanted.remove(first);
        wanted.insert(0, primary);
    }
    Metrics { wanted, are_written, guess, faults, notes }
}

/// The columns with the roles of metrics; of those that hold no number it is said that they are none.
fn by_role(study: &Study<'_>, choices: &[RoleChoice], notes: &mut Vec<String>) -> Vec<Wanted> {
    let has_model =
        choices.iter().any(|choice| matches!(choice.role, Role::Score | Role::Prediction));
    let mut order = vec![Role::Conversion];
    if !has_model {
        order.push(Role::Label);
    }
    order.extend([Role::Value, Role::ErrorFlag, Role::Latency, Role::Cost]);
    let holds_numbers = |name: &str| {
        let columns = study.column(name);
        [columns.reference, columns.production]
            .into_iter()
            .flatten()
            .any(|column| column.kind().is_number() || column.kind() == report::Kind::Boolean)
    };
    let is_meant = |choice: &&RoleChoice| !(choice.guessed && was_before(&choice.column));
    let with = |role: Role| choices.iter().filter(move |choice| choice.role == role);
    let meant = order.into_iter().flat_map(with).filter(is_meant);
    let (told, lacking): (Vec<&RoleChoice>, Vec<&RoleChoice>) =
        meant.partition(|choice| holds_numbers(&choice.column));
    notes.extend(lacking.into_iter().map(|choice| {
        format!(
            "{} is not measured: it has the role {}, and holds neither numbers nor yes and no.",
            format::short(&choice.column),
            choice.role.label()
        )
    }));
    told.into_iter().map(Wanted::of_role).collect()
}

fn as_written(study: &Study<'_>, written: &str) -> (Vec<Wanted>, Vec<String>) {
    let names = study.column_names();
    let is_column = |name: &str| names.contains(&name);
    let (mut wanted, mut notes) = (Vec::new(), Vec::new());
    for (at, line) in (1_u64..).zip(written.lines()) {
        match language::parse(line, &is_column) {
            None => {}
            Some(Ok(told)) => wanted.push(told),
            Some(Err(why)) => notes.push(format!(
                "Line {at} of the metrics, {}, cannot be read: {why}.",
                format::quoted(line.trim())
            )),
        }
    }
    (wanted, notes)
}

/// Whether the name of a column says that it was known before the experiment: `pre_revenue`, `spent_before`.
pub fn was_before(name: &str) -> bool {
    roles::words(name).iter().any(|word| BEFORE.contains(&word.as_str()))
}
