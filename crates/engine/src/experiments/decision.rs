//! What to do with an experiment, in words, with its reason.

use report::{
    ArmEffect, Decision, DecisionRule, ExperimentMetric, ExperimentSettings, GuardVerdict,
    MetricStanding, Outlook, SampleRatio, format,
};

use super::arms::Arms;
use super::{basis, words};

/// Names of metrics that a sentence has at most.
const MOST_NAMED: usize = 3;

/// That the experiment is refused, as rows did not fall to the arms as was planned.
pub fn refused(ratio: &SampleRatio) -> Decision {
    let mut doubt = ratio.place.clone();
    doubt.push("A difference between arms that were not dealt out by chance may be that of who is in them, however large it is and however many rows there are.".to_owned());
    Decision {
        outlook: Outlook::Refused,
        arm: None,
        says: format!("The experiment cannot be judged: {}", lower(&ratio.says)),
        size: String::new(),
        doubt,
        step: match ratio.place.first() {
            _ if !ratio.days_alone.is_empty() => {
                let days = format::names(ratio.days_alone.iter().map(String::as_str), MOST_NAMED);
                format!(
                    "Find out what happened on {days}, leave its rows out of the file, and look again: on all other days rows fell as was planned."
                )
            }
            Some(place) => {
                format!("Find out what lost or added rows, and run the experiment again. {place}")
            }
            None => "Find out what lost or added rows, and run the experiment again.".to_owned(),
        },
        rule: "The sample ratio comes first: with a mismatch no effect is shown.".to_owned(),
    }
}

/// That nothing can be measured.
pub fn not_measurable(why: &str) -> Decision {
    Decision {
        outlook: Outlook::NotMeasurable,
        arm: None,
        says: format!("The experiment cannot be measured: {why}"),
        size: String::new(),
        doubt: Vec::new(),
        step: "Give a column the role conversion or value, under Data, or write the metrics in the settings.".to_owned(),
        rule: String::new(),
    }
}

/// That the settings ask for what cannot be read or measured: without it a decision would rest on something else.
///
/// Where no metric was written, what has the role of one cannot be measured.
pub fn faulty(faults: &[String], are_written: bool) -> Decision {
    let step = match are_written {
        true => "Mend this line of the settings of experiments, under Settings.",
        false => {
            "Mend the values of that column, or give another the role conversion or value, under Data."
        }
    };
    Decision {
        step: step.to_owned(),
        doubt: faults.get(1..).unwrap_or_default().to_vec(),
        ..not_measurable(faults.first().map_or("", String::as_str))
    }
}

/// Nobody can be put into an arm that is what people are: of such arms the difference is told, and no more.
pub fn put_nothing_into_force(decision: &mut Decision, column: Option<&str>) {
    if !matches!(decision.outlook, Outlook::Ship | Outlook::KeepControl | Outlook::KeepGoing) {
        return;
    }
    let column = format::short(column.unwrap_or_default());
    let size = if decision.size.is_empty() { &decision.says } else { &decision.size };
    decision.says =
        format!("{column} tells people apart, so there is nothing to ship or to keep: {size}");
    decision.step = format!(
        "Ask whether people are treated alike whatever their {column}: the difference is between groups, not of a treatment."
    );
    decision.rule = format!(
        "The groups of {column} are held against each other as arms would be, and nothing is decided by it."
    );
    decision.outlook = Outlook::Told;
    decision.arm = None;
}

/// What the metrics come to: `arms` are those of the experiment, the control first.
pub fn decide(
    settings: &ExperimentSettings,
    arms: &Arms,
    ratio: Option<&SampleRatio>,
    metrics: &[ExperimentMetric],
) -> Decision {
    let Some(primary) = metrics.iter().find(|metric| metric.standing == MetricStanding::Primary)
    else {
        return not_measurable(
            "no metric is there that more or less of is better, but for guardrails.",
        );
    };
    let verdicts: Vec<Verdict> =
        (0..primary.effects.len()).map(|at| of_arm(settings, arms, primary, metrics, at)).collect();
    let best = |outlook: Outlook| {
        let of = verdicts.iter().filter(move |verdict| verdict.outlook == outlook);
        of.reduce(|best, next| if next.gain > best.gain { next } else { best })
    };
    let order = [Outlook::Ship, Outlook::KeepGoing, Outlook::KeepControl, Outlook::NotMeasurable];
    let Some(verdict) = order.into_iter().find_map(best) else {
        return not_measurable("there is no treatment.");
    };
    let is_one = verdicts.len() == 1;
    let effect = &primary.effects[verdict.at];
    let names_arm = verdict.outlook == Outlook::Ship || is_one;
    let others: Vec<String> = verdicts
        .iter()
        .filter(|other| other.at != verdict.at && !is_one)
        .map(|other| {
            let arm = format::quoted(&primary.effects[other.at].arm);
            format!("{arm}: {}, {}.", other.outlook.label(), other.reason)
        })
        .collect();
    let mut doubt = others;
    if !arms.are_people {
        doubt.extend(basis::doubt(settings, primary, effect));
    }
    doubt.extend(doubts(settings, ratio, primary, effect));
    Decision {
        outlook: verdict.outlook,
        arm: names_arm.then(|| effect.arm.clone()),
        says: sentence(settings, verdict, effect, is_one),
        size: effect.says.clone(),
        doubt,
        step: step(settings, verdict, effect),
        rule: rule(settings, primary, is_one),
    }
}

/// What an arm comes to.
struct Verdict {
    at: usize,
    outlook: Outlook,
    /// Why, as a clause.
    reason: String,
    /// The gain, as a lift where there is one.
    gain: f64,
    /// Whether the reason is one of all arms, and not of this one.
    is_of_all: bool,
}

fn of_arm(
    settings: &ExperimentSettings,
    arms: &Arms,
    primary: &ExperimentMetric,
    metrics: &[ExperimentMetric],
    at: usize,
) -> Verdict {
    let effect = &primary.effects[at];
    let name = match primary.is_more_better {
        true => primary.name.clone(),
        false => format!("{}, of which less is better,", primary.name),
    };
    let sign = if primary.is_more_better { 1.0 } else { -1.0 };
    let gain = effect.lift.or(effect.difference).map_or(f64::NEG_INFINITY, |of| sign * of.value);
    let verdict = |outlook, reason: String| Verdict { at, outlook, reason, gain, is_of_all: false };
    let counts = arms.counts();
    let few = [0, at + 1].into_iter().find(|arm| counts[*arm] < settings.min_rows);
    if let Some(arm) = few {
        return verdict(
            Outlook::NotMeasurable,
            format!(
                "{} has {}, and nothing is decided under {}",
                format::quoted(&arms.names[arm]),
                format::plural(counts[arm], "row", "rows"),
                format::count(settings.min_rows)
            ),
        );
    }
    let Some((difference, p)) = effect.difference.zip(effect.p_adjusted) else {
        let why = if effect.lacks.is_empty() { "no test can be made of it" } else { &effect.lacks };
        return verdict(Outlook::NotMeasurable, format!("{name} cannot be tested: {why}"));
    };
    let of_guards = |wanted: GuardVerdict| -> Vec<&str> {
        let guards = metrics.iter().filter(|metric| metric.standing == MetricStanding::Guardrail);
        let is = |metric: &&ExperimentMetric| {
            metric.effects[at].guarded.as_ref().is_some_and(|guarded| guarded.verdict == wanted)
        };
        guards.filter(is).map(|metric| metric.name.as_str()).collect()
    };
    let broken = of_guards(GuardVerdict::Broken);
    if !broken.is_empty() {
        let names = format::names(broken.iter().copied(), MOST_NAMED);
        let verb = if broken.len() == 1 { "is" } else { "are" };
        return verdict(
            Outlook::KeepControl,
            format!("{names} {verb} worse by more than the margin"),
        );
    }
    if primary.is_yes_everywhere() {
        let why =
            format!("{name} is yes in every row of every arm, which tells no arm from another");
        return verdict(Outlook::NotMeasurable, why);
    }
    if primary.is_no_everywhere() {
        let why = format!("{name} is no in every row of every arm, so that nothing is known of it");
        return verdict(Outlook::KeepGoing, why);
    }
    let rows: u64 = counts.iter().sum();
    let is_sequential = settings.rule == DecisionRule::Sequential;
    if !is_sequential && rows < settings.planned_rows {
        let reason = format!(
            "{} of {} planned rows of all arms are there; until then the test of one look decides nothing, and the always-valid interval, which holds at any time, {}",
            format::count(rows),
            format::count(settings.planned_rows),
            basis::at_any_time(primary, effect)
        );
        return Verdict { is_of_all: true, ..verdict(Outlook::KeepGoing, reason) };
    }
    // Of shares the test of one look is exact where few are expected.
    if !effect.unsettled.is_empty() && (is_sequential || !primary.is_share()) {
        return verdict(Outlook::KeepGoing, format!("{name} {}", effect.unsettled));
    }
    let is_sure = if is_sequential {
        effect.always_valid.as_ref().is_some_and(|of| of.may_stop)
    } else {
        p < settings.error_rate
    };
    let p_words = if is_sequential {
        effect
            .always_valid
            .as_ref()
            .map_or_else(String::new, |of| format!("always-valid {}", format::p_equals(of.p_value)))
    } else {
        format::p_equals(p)
    };
    let shown = match &effect.lift {
        Some(lift) => words::relative(primary, at, lift),
        None => words::difference(primary.is_share(), &difference),
    };
    if is_sure && sign * difference.value < 0.0 {
        return verdict(Outlook::KeepControl, format!("{name} is worse: {shown}; {p_words}"));
    }
    if is_sure {
        let unclear = of_guards(GuardVerdict::Unclear);
        if unclear.is_empty() {
            return verdict(Outlook::Ship, format!("{name} is better: {shown}; {p_words}"));
        }
        let names = format::names(unclear.iter().copied(), MOST_NAMED);
        return verdict(
            Outlook::KeepGoing,
            format!(
                "{name} is better, {shown} ({p_words}), but {names} may still be worse by more than the margin"
            ),
        );
    }
    // The interval of one look holds at the planned end only; who looks at any time has the other.
    let interval = if is_sequential {
        let always = effect.always_valid.as_ref().and_then(|of| of.difference.interval_95);
        let control = primary.arms[0].value.map(|of| of.value).filter(|value| *value > 0.0);
        always.zip(control).map(|((low, high), control)| (low / control, high / control))
    } else {
        effect.lift.and_then(|of| of.interval_95)
    };
    let best = interval.map(|(low, high)| if sign > 0.0 { high } else { -low });
    match best {
        Some(best) if best < settings.least_lift => verdict(
            Outlook::KeepControl,
            format!(
                "{name} changed by {shown}, which rules out a gain of {} of the control’s or more",
                format::percent(settings.least_lift)
            ),
        ),
        _ => verdict(
            Outlook::KeepGoing,
            format!(
                "{name} changed by {shown}, which may be chance ({p_words}), and may be a gain of {} of the control’s or more",
                format::percent(settings.least_lift)
            ),
        ),
    }
}

fn sentence(
    settings: &ExperimentSettings,
    verdict: &Verdict,
    effect: &ArmEffect,
    is_one: bool,
) -> String {
    let reason = &verdict.reason;
    let arm = format::quoted(&effect.arm);
    match verdict.outlook {
        Outlook::Ship => match basis::condition(settings, effect) {
            "" => format!("Ship {arm}: {reason}."),
            condition => format!(
                "Ship {arm}{condition}: {reason}. Looked at on the way, it is too early to ship."
            ),
        },
        Outlook::KeepControl => {
            let condition = basis::condition(settings, effect);
            match is_one {
                true => format!("Keep the control{condition}: under {arm} {reason}."),
                false => format!(
                    "Keep the control{condition}: no treatment may go ahead; under {arm}, which comes nearest, {reason}."
                ),
            }
        }
        Outlook::KeepGoing if verdict.is_of_all => format!("Keep going: {reason}."),
        Outlook::KeepGoing => format!("Keep going: under {arm} {reason}."),
        Outlook::NotMeasurable | Outlook::Refused | Outlook::Told => {
            format!("The experiment cannot be measured yet: {reason}.")
        }
    }
}

fn step(settings: &ExperimentSettings, verdict: &Verdict, effect: &ArmEffect) -> String {
    let arm = format::quoted(&effect.arm);
    match verdict.outlook {
        Outlook::Ship => match basis::condition(settings, effect) {
            "" => format!("Put {arm} into force, and watch its metrics over the first days."),
            condition => format!(
                "Put {arm} into force{condition}, and watch its metrics over the first days. Otherwise set the planned rows under Settings and wait for them, or choose the sequential rule, which holds whenever one looks."
            ),
        },
        Outlook::KeepControl => format!(
            "Keep the control, and end the experiment{}.",
            basis::condition(settings, effect)
        ),
        Outlook::KeepGoing
            if settings.rule == DecisionRule::Fixed && settings.planned_rows == 0 =>
        {
            "Set the planned rows under Settings, and decide once they are there: to look again and again with this rule finds effects where there are none. Or take the sequential rule, which holds whenever one looks.".to_owned()
        }
        Outlook::KeepGoing if settings.rule == DecisionRule::Fixed => {
            "Leave the arms as they are, and decide once the planned rows are there. Who must be able to end it before chooses the sequential rule, and keeps to it.".to_owned()
        }
        Outlook::KeepGoing => {
            "Leave the arms as they are, and look again with more rows.".to_owned()
        }
        Outlook::NotMeasurable | Outlook::Refused | Outlook::Told => {
            "Wait for more rows, or choose a metric that varies.".to_owned()
        }
    }
}

fn doubts(
    settings: &ExperimentSettings,
    ratio: Option<&SampleRatio>,
    primary: &ExperimentMetric,
    effect: &ArmEffect,
) -> Vec<String> {
    let mut doubt = Vec::new();
    let off = ratio.into_iter().flat_map(|ratio| &ratio.segments).find(|group| group.is_mismatch);
    if let Some(group) = off {
        doubt.push(format!(
            "Among the rows whose {} is {} the arms are not dealt out as planned ({}): unless the treatment changes that column, something is wrong there.",
            format::short(&group.column),
            format::quoted(&group.label),
            format::p_equals(group.p_value)
        ));
    }
    let cuped = effect.cuped.as_ref().zip(effect.p_value);
    if let Some((cuped, p)) = cuped
        && (cuped.p_value < settings.error_rate) != (p < settings.error_rate)
    {
        doubt.push(format!("{} That would decide otherwise.", cuped.says));
    }
    let trend = effect.over_time.as_ref().filter(|over_time| {
        over_time.trend.is_some_and(|trend| trend.p_value < settings.error_rate)
    });
    doubt.extend(trend.map(|over_time| over_time.says.clone()));
    let differs = effect
        .segments
        .iter()
        .filter(|of| of.interaction_p_adjusted.is_some_and(|p| p < settings.error_rate));
    doubt.extend(differs.map(|of| of.says.clone()));
    doubt.extend(primary.notes.iter().cloned());
    doubt.extend(effect.plan.as_ref().map(|plan| plan.says.clone()));
    doubt
}

fn rule(settings: &ExperimentSettings, primary: &ExperimentMetric, is_one: bool) -> String {
    let rate = format::percent(settings.error_rate);
    let arms = if is_one { "" } else { ", adjusted over the treatments by Holm" };
    let rule = match (settings.rule, settings.planned_rows) {
        (DecisionRule::Sequential, _) => {
            "by the always-valid interval, which holds whenever one looks".to_owned()
        }
        (DecisionRule::Fixed, 0) => {
            "by one look: these files are taken for the planned end of the experiment".to_owned()
        }
        (DecisionRule::Fixed, rows) => {
            format!("by one look, once {} rows are there", format::count(rows))
        }
    };
    format!(
        "{} alone decides, with an error rate of {rate}{arms}, {rule}; guardrails must stay within their margins.",
        primary.name
    )
}

/// With a small first letter, unless it is a number.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
