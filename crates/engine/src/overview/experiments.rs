//! What an experiment comes to: a finding beside others, and the verdict itself where the files are its arms.

use report::{
    ArmEffect, Chapter, Decision, ExperimentMetric, ExperimentSettings, Experiments, Finding,
    MetricStanding, Outlook, Saying, Severity, StudyVerdict, Topic, format,
};

use super::Facts;
use super::changes::{Basis, Change};
use super::findings::drift_title;
use super::says::saying;
use crate::Study;
use crate::experiments::basis;

/// Columns that differ between arms that a sentence names.
const MOST_NAMED: usize = 2;

/// What the experiment comes to.
pub fn change(study: &Study<'_>, experiments: &Experiments) -> Option<Change> {
    let settings = &study.settings.experiments;
    let decision = experiments.decision.as_ref()?;
    let arm = decision.arm.as_ref().map(|arm| format::quoted(arm)).unwrap_or_default();
    let (severity, title) = match decision.outlook {
        Outlook::Refused => {
            (Severity::Critical, "rows did not fall to the arms as planned".to_owned())
        }
        Outlook::Told => of_people(settings, experiments, decision),
        Outlook::Ship => {
            let condition = condition(settings, experiments, decision);
            (Severity::Good, format!("the experiment says to ship {arm}{condition}"))
        }
        Outlook::KeepControl => {
            let condition = condition(settings, experiments, decision);
            (Severity::Medium, format!("the experiment says to keep the control{condition}"))
        }
        Outlook::KeepGoing => {
            (Severity::Information, "the experiment is not decided yet".to_owned())
        }
        Outlook::NotMeasurable => {
            (Severity::Information, "the experiment cannot be measured yet".to_owned())
        }
    };
    let finding = Finding {
        severity,
        chapter: Chapter::Experiments,
        about: "experiment".to_owned(),
        column: experiments.column.clone(),
        title,
        detail: match experiments.is_split {
            true => decision.says.clone(),
            false => format!("{} {}", decision.says, experiments.rows_from),
        },
        size: None,
        rows: experiments.arms.iter().map(|arm| arm.rows).sum(),
        began: None,
    };
    Some(Change {
        finding,
        size: 1.0,
        step: decision.step.clone(),
        basis: Basis::Remark,
        is_told: false,
    })
}

/// How groups of people differ: it matters where chance alone does not give it.
fn of_people(
    settings: &ExperimentSettings,
    experiments: &Experiments,
    decision: &Decision,
) -> (Severity, String) {
    let is_beyond_chance = |effect: &ArmEffect| {
        effect.says == decision.size && effect.p_adjusted.is_some_and(|p| p < settings.error_rate)
    };
    let is_told = primary(experiments).is_some_and(|metric| {
        metric
            .effects
            .iter()
            .any(|own| is_beyond_chance(own) && (own.unsettled.is_empty() || metric.is_share()))
    });
    let severity = if is_told { Severity::Medium } else { Severity::Information };
    let size = if decision.size.is_empty() { &decision.says } else { &decision.size };
    (severity, size.trim_end_matches('.').to_owned())
}

/// Under which condition the decision holds, as it says itself; empty where there is none.
fn condition(
    settings: &ExperimentSettings,
    experiments: &Experiments,
    decision: &Decision,
) -> &'static str {
    let effects = primary(experiments).map(|metric| metric.effects.as_slice()).unwrap_or_default();
    let effect = effects.iter().find(|effect| effect.says == decision.size);
    match (decision.outlook, effect) {
        (Outlook::Ship | Outlook::KeepControl, Some(effect)) => basis::condition(settings, effect),
        _ => "",
    }
}

fn primary(experiments: &Experiments) -> Option<&ExperimentMetric> {
    experiments.metrics.iter().find(|metric| metric.standing == MetricStanding::Primary)
}

/// Whether the two files are the arms of an experiment: then the decision is the verdict.
pub fn leads(facts: &Facts<'_>) -> bool {
    facts.experiments.is_split && facts.experiments.decision.is_some()
}

/// Whether the two files are arms of which no effect may be told.
pub fn is_refused(experiments: &Experiments) -> bool {
    let outlook = experiments.decision.as_ref().map(|decision| decision.outlook);
    experiments.is_split && outlook == Some(Outlook::Refused)
}

/// The verdict of arms that nothing else is found of.
pub fn verdict(facts: &Facts<'_>) -> StudyVerdict {
    let decision = facts.experiments.decision.as_ref().map(|decision| decision.outlook);
    match decision {
        Some(Outlook::KeepGoing | Outlook::NotMeasurable | Outlook::Told) => {
            StudyVerdict::NotEnoughData
        }
        _ => StudyVerdict::Changed,
    }
}

/// The decision, and the columns in which the arms differ.
pub fn headline(facts: &Facts<'_>) -> String {
    format!("{}{}", facts.experiments.headline, imbalance(facts))
}

/// " The arms differ in country, too.", with what that means; nothing where they do not.
fn imbalance(facts: &Facts<'_>) -> String {
    let titles: Vec<String> = facts.drifted().into_iter().map(drift_title).collect();
    if titles.is_empty() {
        return String::new();
    }
    let names = format::names(titles.iter().map(String::as_str), MOST_NAMED);
    let decision = facts.experiments.decision.as_ref().map(|decision| decision.outlook);
    if decision == Some(Outlook::Told) {
        return format!(
            " The groups differ in other columns, too: {names}. The difference may come from these."
        );
    }
    format!(
        " The arms differ in other columns, too: {names}. If these were there before the experiment, the arms were not dealt out by chance."
    )
}

/// The parts of the verdict.
pub fn says(facts: &Facts<'_>) -> Vec<Saying> {
    let experiments = facts.experiments;
    let Some(decision) = &experiments.decision else { return Vec::new() };
    let beside =
        facts.grave_changes().filter(|change| change.finding.chapter != Chapter::Experiments);
    let beside: Vec<String> = beside.map(Change::clause).collect();
    let beside = match beside.as_slice() {
        [] => String::new(),
        clauses => {
            format!(
                " Beside that, {}.",
                format::names(clauses.iter().map(String::as_str), MOST_NAMED)
            )
        }
    };
    let effect =
        if decision.size.is_empty() { decision.says.as_str() } else { decision.size.as_str() };
    let lead = decision.outlook.label();
    let lead = lead.get(..1).map_or_else(String::new, str::to_uppercase) + &lead[1..];
    let lead = lead + condition(&facts.study.settings.experiments, experiments, decision);
    let mut says =
        vec![saying(Topic::WhatChanged, lead, format!(". {effect}{}{beside}", imbalance(facts)))];
    let split = experiments.sample_ratio.as_ref().map_or("", |ratio| ratio.says.as_str());
    let is_refused = decision.outlook == Outlook::Refused;
    let (lead, doubts) = if is_refused {
        ("The sample ratio forbids to look", decision.doubt.join(" "))
    } else if experiments.sample_ratio.is_none() {
        let lead = match decision.outlook {
            Outlook::Told => "Groups of people are seldom dealt out by chance",
            _ => "Nothing was tested",
        };
        (lead, decision.doubt.first().cloned().unwrap_or_default())
    } else {
        let doubt = decision.doubt.first().map(String::as_str).unwrap_or_default();
        ("The sample ratio is as planned", format!("{split} {doubt}"))
    };
    says.push(saying(Topic::HowSure, lead, format!(". {doubts}").trim_end().to_owned()));
    says.push(saying(Topic::DoNext, "", decision.step.clone()));
    let steps =
        facts.grave_changes().filter(|change| change.finding.chapter != Chapter::Experiments);
    says.extend(steps.take(2).map(|change| saying(Topic::DoNext, "", change.step.clone())));
    says
}
