//! Chapter: what an experiment says of its arms.
//!
//! [`arms`] finds which rows fell to which arm. [`sample_ratio`] comes before all else: where rows did not fall as was
//! planned, no effect is measured. Else each metric ([`wanted`], in the words of [`language`]) is measured arm by arm, and
//! each treatment held against the control ([`effect`]); p-values are adjusted over all ([`adjust`]), and [`decision`]
//! says what to do.

mod adjust;
mod arms;
mod bandit;
pub mod basis;
pub mod canary;
mod covariates;
mod days;
mod decision;
mod effect;
mod further;
mod groups;
mod guard;
mod language;
mod metric_rows;
mod metrics;
mod named;
mod over_time;
mod plan;
mod sample;
mod sample_ratio;
mod segments;
mod shares;
mod units;
mod wanted;
mod words;

pub use units::names_units;

use report::{
    Bandit, Decision, ExperimentArm, ExperimentMetric, Experiments, MetricStanding, Outlook, Role,
    RoleChoice, SampleRatio, format,
};

use crate::Study;
use arms::Arms;
use covariates::Covariates;
use days::Days;
use groups::Groups;
use metrics::Setting;
use wanted::Metrics;

/// The experiment under way.
pub struct Work {
    /// The arms, or why there are none.
    arms: Result<Arms, String>,
    metrics: Metrics,
    begun: Option<Begun>,
    told: Vec<ExperimentMetric>,
    /// Metrics that were passed.
    passed: usize,
    bandit: Option<Option<Bandit>>,
    /// Why nothing is decided though there are arms, as sentences.
    faults: Vec<String>,
    /// Why the first metric that could not be measured could not, or why there is none, as a sentence.
    unmeasured: Option<String>,
    notes: Vec<String>,
}

/// What was found before the metrics.
struct Begun {
    /// That rows are not the units that were dealt out.
    units: Option<String>,
    ratio: Option<SampleRatio>,
    /// Whether there is no ratio as nobody was dealt to the arms.
    is_undealt: bool,
    covariates: Covariates,
    days: Option<Days>,
    groups: Vec<Groups>,
}

impl Begun {
    fn may_look(&self) -> bool {
        self.ratio.as_ref().map_or(self.is_undealt, |ratio| !ratio.is_mismatch)
    }
}

impl Work {
    /// The arms of a study, before anything is compared.
    pub fn new(study: &Study<'_>, choices: &[RoleChoice]) -> Self {
        let arms = Arms::find(study, choices);
        let mut metrics =
            if arms.is_ok() { wanted::all(study, choices) } else { Metrics::default() };
        let (mut faults, notes) =
            (std::mem::take(&mut metrics.faults), std::mem::take(&mut metrics.notes));
        faults.splice(0..0, arms.as_ref().ok().and_then(|arms| arms.fault.clone()));
        let told = Vec::new();
        let has_primary = metrics.guess.is_some()
            || metrics.wanted.iter().any(|wanted| wanted.standing == Some(MetricStanding::Primary));
        let unmeasured = (arms.is_ok() && !has_primary).then(|| named::none(study, choices));
        let (begun, passed, bandit) = (None, 0, None);
        Self { arms, metrics, begun, told, passed, bandit, faults, unmeasured, notes }
    }

    /// Whether the two files are arms of one experiment.
    pub fn is_split(&self) -> bool {
        self.arms.as_ref().is_ok_and(|arms| arms.is_split)
    }

    /// Whether a column is not compared between files that are arms: a metric, or what may be one, as that would tell the
    /// effect before the sample ratio is judged; and one that names units, of which each arm has its own.
    pub fn is_held_back(&self, choice: &RoleChoice) -> bool {
        let column = &choice.column;
        let may_be_metric = matches!(
            choice.role,
            Role::Value
                | Role::Conversion
                | Role::Label
                | Role::Prediction
                | Role::Score
                | Role::Proxy
                | Role::Cost
                | Role::Latency
                | Role::ErrorFlag
        );
        let may_be_metric = may_be_metric && !wanted::was_before(column);
        let mut columns = self.metrics.wanted.iter().flat_map(|wanted| &wanted.columns);
        let is_metric = columns.any(|name| name == column);
        self.is_split() && (is_metric || may_be_metric || names_units(choice))
    }

    /// Does the next piece; false when there is none left.
    pub fn step(&mut self, study: &Study<'_>, choices: &[RoleChoice]) -> bool {
        let Ok(arms) = &self.arms else { return false };
        if arms.fault.is_some() {
            return false;
        }
        let Some(begun) = &self.begun else {
            self.begun = Some(begin(study, choices, arms, &self.metrics, &mut self.notes));
            return true;
        };
        if !begun.may_look() {
            return false;
        }
        if let Some(wanted) = self.metrics.wanted.get(self.passed) {
            let is_needed = self.metrics.are_written || self.passed == 0;
            self.passed += 1;
            let Begun { covariates, days, groups, .. } = begun;
            let setting = Setting { study, arms, covariates, days: days.as_ref(), groups };
            match metrics::metric(&setting, wanted) {
                Ok(told) => self.told.push(told),
                Err(why) if is_needed => self.faults.push(why),
                Err(note) => {
                    self.unmeasured.get_or_insert_with(|| note.clone());
                    self.notes.push(note);
                }
            }
            return true;
        }
        if self.bandit.is_some() || !self.faults.is_empty() {
            return false;
        }
        let primary = self.metrics.wanted.first().zip(self.told.first());
        let found = primary
            .map(|(wanted, told)| bandit::bandit(study, arms, begun.days.as_ref(), wanted, told));
        self.bandit = Some(match found {
            Some(Ok(found)) => found,
            Some(Err(note)) => {
                self.notes.push(note);
                None
            }
            None => None,
        });
        true
    }

    /// The chapter, once every step is done.
    pub fn finish(self, study: &Study<'_>) -> Experiments {
        // The shares and the control are written, too.
        let are_written = self.metrics.are_written || arms_fault(&self.arms);
        let guess = self.metrics.guess.map(|name| {
            // What decides by a guess says so in its first sentences.
            let short = format!(" That {name} decides is a guess from its name.");
            let whole = format!("No column has the role of a metric: that {name} decides is a guess from its name. To choose another, give it the role conversion or value under Data, or write the metrics in the settings.");
            (short, whole)
        });
        let Self { arms, begun, told: mut metrics, bandit, faults, unmeasured, mut notes, .. } =
            self;
        let arms = match arms {
            Ok(arms) => arms,
            Err(lacks) => {
                return Experiments {
                    headline: lacks.clone(),
                    lacks: Some(lacks),
                    ..Experiments::default()
                };
            }
        };
        let settings = &study.settings.experiments;
        adjust::adjust(&mut metrics, settings.error_rate);
        let ratio = begun.as_ref().and_then(|begun| begun.ratio.clone());
        let may_look = begun.as_ref().is_some_and(Begun::may_look);
        let has_primary =
            metrics.first().is_some_and(|metric| metric.standing == MetricStanding::Primary);
        let mut decision: Decision = match &ratio {
            Some(ratio) if ratio.is_mismatch => decision::refused(ratio),
            _ if !faults.is_empty() => decision::faulty(&faults, are_written),
            None if !may_look => decision::not_measurable("no row fell to any arm."),
            _ if !has_primary => match unmeasured.as_deref() {
                Some(why) => decision::not_measurable(why),
                None => decision::not_measurable("no metric could be measured."),
            },
            ratio => decision::decide(settings, &arms, ratio.as_ref(), &metrics),
        };
        if arms.are_people {
            decision::put_nothing_into_force(&mut decision, arms.column.as_deref());
        }
        if let Some((short, whole)) = guess.filter(|_| decision.outlook != Outlook::Refused) {
            decision.says.push_str(&short);
            decision.doubt.insert(0, whole);
        }
        decision.doubt.splice(0..0, begun.as_ref().and_then(|begun| begun.units.clone()));
        if arms.is_split && !faults.is_empty() {
            decision.doubt.push("Until the metrics are mended, a column that was meant and has no role of a metric is compared between the arms as any other: what Drift tells of it may be the effect.".to_owned());
        }
        if may_look {
            notes.extend(begun.map(|begun| begun.covariates.notes).unwrap_or_default());
        }
        notes.splice(0..0, arms.notes.iter().cloned());
        notes.splice(0..0, faults);
        let counts = arms.counts();
        let all = counts.iter().sum::<u64>().max(1) as f64;
        let told = arms.names.iter().zip(&counts).zip(&arms.planned);
        Experiments {
            headline: decision.says.clone(),
            lacks: None,
            column: arms.column.clone(),
            is_split: arms.is_split,
            rows_from: arms.rows_from.clone(),
            arms: told
                .filter(|_| arms.fault.is_none())
                .map(|((name, rows), planned)| ExperimentArm {
                    name: name.clone(),
                    rows: *rows,
                    share: *rows as f64 / all,
                    planned: *planned,
                })
                .collect(),
            sample_ratio: ratio,
            decision: Some(decision),
            metrics,
            bandit: bandit.flatten(),
            canary: None,
            notes,
        }
    }
}

/// Whether the settings of the arms cannot be followed.
fn arms_fault(arms: &Result<Arms, String>) -> bool {
    arms.as_ref().is_ok_and(|arms| arms.fault.is_some())
}

const UNDEALT: &str = "Nobody was dealt out to these groups, so that no sample ratio is asked for. If rows were, as letters that got names of either kind, write how many under Planned shares: then it is.";

fn begin(
    study: &Study<'_>,
    choices: &[RoleChoice],
    arms: &Arms,
    metrics: &Metrics,
    notes: &mut Vec<String>,
) -> Begun {
    let days = Days::find(study, choices, arms);
    let (groups, left) = groups::all(study, choices, arms, &metrics.wanted);
    if left > 0 {
        let columns = format::plural(left, "column was", "columns were");
        notes.push(format!("Effects by group: {columns} not looked at, as the settings have it."));
    }
    // What people are was not dealt out: that there are more of one kind puts nothing in doubt.
    let is_undealt = arms.are_people && study.settings.experiments.shares.trim().is_empty();
    let ratio = if is_undealt {
        notes.push(UNDEALT.to_owned());
        None
    } else {
        sample_ratio::test(study, arms, &groups, days.as_ref())
    };
    let covariates = Covariates::find(study, choices, arms);
    let units = units::doubt(study, choices, arms);
    Begun { units, ratio, is_undealt, covariates, days, groups }
}
