//! Where the drift sits: in the inputs, in what the model says, in what happened, or in how it ran.

use report::{ColumnDrift, InOrder, Role, Saying, Topic, Verdict, format};

use super::findings::shift_severity;
use super::says::saying;
use super::{Facts, MOST_NAMES, leading};

/// A place where drift can sit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Inputs,
    Model,
    Outcome,
    Operation,
}

impl Place {
    /// In the order they are named.
    const ALL: [Self; 4] = [Self::Inputs, Self::Model, Self::Outcome, Self::Operation];

    const fn of(role: Role) -> Self {
        match role {
            Role::Prediction | Role::Score => Self::Model,
            Role::Label | Role::Value | Role::Proxy | Role::Conversion => Self::Outcome,
            Role::Latency | Role::ErrorFlag | Role::Cost => Self::Operation,
            Role::Covariate
            | Role::Segment
            | Role::Protected
            | Role::Id
            | Role::Timestamp
            | Role::ModelVersion
            | Role::Variant
            | Role::Text
            | Role::Embedding
            | Role::Ignore => Self::Inputs,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Inputs => "in the inputs",
            Self::Model => "in what the model says",
            Self::Outcome => "in what really happened",
            Self::Operation => "in how the model ran",
        }
    }

    fn columns<'a>(self, facts: &Facts<'a>) -> impl Iterator<Item = &'a ColumnDrift> {
        facts.drift.columns.iter().filter(move |column| Self::of(column.role) == self)
    }

    fn has_drifted(self, facts: &Facts<'_>) -> bool {
        self.columns(facts).any(|c| c.verdict.is_drift() || facts.late(c).is_some())
    }

    /// Whether each of its columns could be judged, and none shifted, nor what is derived of them.
    fn is_spared(self, facts: &Facts<'_>) -> bool {
        let is_stable = |c: &ColumnDrift| c.verdict == Verdict::Stable;
        let is_there = self.columns(facts).next().is_some();
        let derived = self.derived(facts).all(|verdict| shift_severity(verdict).is_none());
        let columns = self.columns(facts).all(is_stable);
        is_there && !self.has_drifted(facts) && columns && derived
    }

    /// Whether it shifted beyond chance, and by less than the limit.
    fn is_slight(self, facts: &Facts<'_>) -> bool {
        let verdicts = self.columns(facts).map(|column| column.verdict);
        let mut verdicts = verdicts.chain(self.derived(facts));
        let is_under = |verdict: Verdict| !verdict.is_drift();
        let has_drifted = self.has_drifted(facts) || !self.derived(facts).all(is_under);
        !has_drifted && verdicts.any(|verdict| verdict == Verdict::Negligible)
    }

    /// Verdicts of what is derived from its columns.
    fn derived(self, facts: &Facts<'_>) -> impl Iterator<Item = Verdict> {
        let derived = facts.drift.derived().iter().filter(move |_| self == Self::Model);
        derived.map(|derived| derived.drift.verdict)
    }
}

/// Where the drift sits, where something drifted and there is a prediction or a score.
pub fn place(facts: &Facts<'_>) -> Option<Saying> {
    let drifted: Vec<&str> =
        Place::ALL.into_iter().filter(|place| place.has_drifted(facts)).map(Place::words).collect();
    let said = of_model(facts).filter(|_| !drifted.is_empty())?;
    let of = |is_one: fn(Place, &Facts<'_>) -> bool| -> Vec<&str> {
        let places = [Place::Inputs, Place::Model].into_iter();
        places.filter(|place| is_one(*place, facts)).map(Place::words).collect()
    };
    let (slight, spared) = (of(Place::is_slight), of(Place::is_spared));
    let mut lead = joined(&drifted, "and");
    if !slight.is_empty() {
        lead.push_str(&format!(", hardly {}", joined(&slight, "and")));
    }
    if !spared.is_empty() {
        lead.push_str(&format!(", not {}", joined(&spared, "or")));
    }
    lead.replace_range(..1, "I");
    Some(saying(Topic::Where, lead, format!(": {said}.")))
}

/// How far the columns of the model moved: those that drifted, otherwise the one that moved most.
fn of_model(facts: &Facts<'_>) -> Option<String> {
    let mut columns: Vec<&ColumnDrift> = Place::Model.columns(facts).collect();
    columns.put_in_order(|a, b| leading(b).total_cmp(&leading(a)));
    let (drifted, others): (Vec<_>, Vec<_>) = columns
        .into_iter()
        .partition(|column| column.verdict.is_drift() || facts.late(column).is_some());
    let shown = if drifted.is_empty() { &others[..others.len().min(1)] } else { &drifted };
    let told: Vec<String> =
        shown.iter().take(MOST_NAMES).map(|column| in_words(facts, column)).collect();
    let less = match (drifted.len(), others.len()) {
        (0, 2..) => ", the others less",
        _ => "",
    };
    (!told.is_empty()).then(|| told.join("; ") + less)
}

/// "score is stable (PSI 0.004)", "and moderate since 23 July (PSI 0.15)".
fn in_words(facts: &Facts<'_>, column: &ColumnDrift) -> String {
    let late =
        facts.late(column).map(|late| format!(" over the whole period, and {}", late.in_words()));
    over_all(column) + &late.unwrap_or_default()
}

fn over_all(column: &ColumnDrift) -> String {
    let (name, verdict) = (format::short(&column.column), column.verdict.label());
    match column.leading_measure().and_then(|measure| measure.value) {
        Some(psi) => format!("{name} is {verdict} (PSI {})", format::distance(psi)),
        None => format!("{name} is {verdict}"),
    }
}

/// "in a", "in a and in b", "in a, in b and in c".
fn joined(places: &[&str], word: &str) -> String {
    match places {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}
