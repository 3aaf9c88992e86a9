//! Windows of time with more or fewer rows than the reference's own windows have.
//!
//! Days where the reference spans three weeks or more, against the same weekday; else hours, against the
//! same hour where there are three days or more. The first and last window of a file may be cut, and are
//! not judged. What is told is told by Bonferroni over all judged windows.

use report::{
    About, InOrder, Pair, Remark, Role, RoleChoice, Severity, Size, VolumeChange, VolumeCheck,
    VolumeUnit, format,
};
use stats::CountBaseline;

use crate::calendar::{DAY_MS, HOUR_MS, whole_windows};
use crate::{Study, roles, sure};

/// Windows of each season that the reference needs: three Mondays.
const FEWEST_OF_SEASON: usize = 3;
/// Whole windows of the reference without which nothing is judged.
const FEWEST_WINDOWS: usize = 8;
/// More windows than this are not looked at.
const MOST_WINDOWS: usize = 20_000;
/// A ratio to the expected rows from which too few or too many are to be looked at.
const FEW: f64 = 0.5;
const MANY: f64 = 2.0;
/// Changes beside the gravest that are told by name.
const MOST_NAMED: usize = 2;

/// Judges production's windows; nothing where there is no time column or the reference is too short.
pub fn check(study: &Study<'_>, choices: &[RoleChoice]) -> Option<VolumeCheck> {
    let name = roles::column_with(choices, Role::Timestamp)?;
    let times = study.column(name).map(|column| column?.times_ms()).both()?;
    by(&times, VolumeUnit::Day, DAY_MS, 7, study)
        .or_else(|| by(&times, VolumeUnit::Hour, HOUR_MS, 24, study))
}

fn by(
    times: &Pair<Vec<i64>>,
    unit: VolumeUnit,
    length_ms: i64,
    season: usize,
    study: &Study<'_>,
) -> Option<VolumeCheck> {
    let Pair { reference, production } =
        times.as_ref().map(|times| whole_windows(times, length_ms)).both()?;
    if reference.1.len().max(production.1.len()) > MOST_WINDOWS {
        return None;
    }
    let by_season = reference.1.len() >= season * FEWEST_OF_SEASON;
    if reference.1.len() < FEWEST_WINDOWS || (unit == VolumeUnit::Day && !by_season) {
        return None;
    }
    let groups = if by_season { season } else { 1 };
    let group = |window: i64| window.rem_euclid(groups as i64) as usize;
    let counted: Vec<(usize, u64)> =
        (reference.0..).zip(&reference.1).map(|(window, &rows)| (group(window), rows)).collect();
    let baseline = CountBaseline::of(&counted, groups)?;
    let judged = production.1.len() as u64;
    let false_alarms = study.settings.data.volume_false_alarms;
    let windows: Vec<Window> = (production.0..)
        .zip(&production.1)
        .map(|(number, &rows)| Window { number, group: group(number), rows })
        .collect();
    let told = |baseline: &CountBaseline| told(&windows, baseline, length_ms, false_alarms);
    let mut all_told = told(&baseline)?;
    let share = middle_share(&windows, &baseline).filter(|_| !all_told.is_empty());
    let steady_share =
        share.filter(|share| told(&baseline.share(*share)).is_some_and(|told| told.is_empty()));
    if steady_share.is_some() {
        all_told.clear();
    }
    let (reference, dispersion) = (counted.len() as u64, baseline.dispersion);
    let told = all_told;
    Some(VolumeCheck {
        unit,
        judged,
        reference,
        by_season,
        dispersion,
        false_alarms,
        steady_share,
        told,
    })
}

/// A whole window of production.
struct Window {
    number: i64,
    /// Windows of one group are alike, as Mondays are.
    group: usize,
    rows: u64,
}

/// Windows whose rows are not chance over all of them; neighbours of one kind are one.
fn told(
    windows: &[Window],
    baseline: &CountBaseline,
    length_ms: i64,
    false_alarms: f64,
) -> Option<Vec<VolumeChange>> {
    let mut told: Vec<VolumeChange> = Vec::new();
    let mut last = None;
    for &Window { number, group, rows } in windows {
        let (expected_rows, p) = baseline.judge(group, rows)?;
        let p_adjusted = (p * windows.len() as f64).min(1.0);
        if p_adjusted >= false_alarms {
            continue;
        }
        // No rows at all is another kind than few.
        let kind = (rows == 0, (rows as f64) < expected_rows);
        let change = VolumeChange {
            start_ms: number * length_ms,
            windows: 1,
            rows,
            expected_rows,
            p_adjusted,
        };
        match told.last_mut() {
            Some(before) if last == Some((number - 1, kind)) => {
                before.windows += 1;
                before.rows += rows;
                before.expected_rows += expected_rows;
                before.p_adjusted = before.p_adjusted.min(p_adjusted);
            }
            _ => told.push(change),
        }
        last = Some((number, kind));
    }
    Some(told)
}

/// The middle of the shares of the reference's rows that windows have; none where it is 0.
fn middle_share(windows: &[Window], baseline: &CountBaseline) -> Option<f64> {
    let share = |window: &Window| Some(window.rows as f64 / baseline.judge(window.group, 0)?.0);
    let mut shares: Vec<f64> = windows.iter().filter_map(share).collect();
    shares.sort_unstable_by(f64::total_cmp);
    shares.get(shares.len() / 2).copied().filter(|share| *share > 0.0)
}

/// What is to be told of the rows of windows.
pub fn remark(study: &Study<'_>, check: &VolumeCheck) -> Option<Remark> {
    if let Some(share) = check.steady_share {
        return Some(steady(study, check, share));
    }
    let severity = |change: &VolumeChange| severity(study, change);
    let far = |change: &VolumeChange| (change.rows as f64 - change.expected_rows).abs();
    let rank = |change: &VolumeChange| (severity(change), far(change));
    let mut told: Vec<&VolumeChange> = check.told.iter().collect();
    told.put_in_order(|a, b| {
        let ((a, a_far), (b, b_far)) = (rank(a), rank(b));
        b.cmp(&a).then(b_far.total_cmp(&a_far))
    });
    let (gravest, others) = told.split_first()?;
    let expected = format::number(gravest.expected_rows, 3);
    let detail = format!(
        "The reference’s {} give {expected}; {}{}",
        windows_alike(check),
        false_alarm(check),
        and_others(check, others)
    );
    Some(Remark {
        about: About::Volume,
        severity: severity(gravest),
        column: None,
        title: format!("{} {}", arrived(gravest), when(check, gravest)),
        detail,
        size: Some(Size {
            text: format!("{} rows", format::count(gravest.rows)),
            beside: format!("expected {expected}"),
        }),
        rows: gravest.rows,
        weight: (1.0 - ratio(gravest)).abs().min(1.0),
        step: "Find out whether the feed stopped, or rows were delivered late or twice.".to_owned(),
    })
}

fn ratio(change: &VolumeChange) -> f64 {
    change.rows as f64 / change.expected_rows
}

/// No rows at all is grave.
fn severity(study: &Study<'_>, change: &VolumeChange) -> Severity {
    let severity = match ratio(change) {
        0.0 => Severity::High,
        ratio if !(FEW..MANY).contains(&ratio) => Severity::Medium,
        _ => Severity::Low,
    };
    sure::severity(study, severity, change.p_adjusted)
}

/// "for 17 days from 3 February", "on 12 April".
fn when(check: &VolumeCheck, change: &VolumeChange) -> String {
    let unit = check.unit.label();
    match (check.unit, change.windows) {
        (VolumeUnit::Day, 1) => format!("on {}", format::day(change.start_ms)),
        _ => format!(
            "for {} from {}",
            format::plural(change.windows, unit, &format!("{unit}s")),
            format::day(change.start_ms)
        ),
    }
}

/// "Only 595 rows arrived".
fn arrived(change: &VolumeChange) -> String {
    let rows = format::plural(change.rows, "row", "rows");
    match change.rows {
        0 => "No rows arrived".to_owned(),
        _ if ratio(change) < 1.0 => format!("Only {rows} arrived"),
        _ => format!("As many as {rows} arrived"),
    }
}

/// What windows are held against: "hours of the same hour", "days".
fn windows_alike(check: &VolumeCheck) -> String {
    let season = match (check.by_season, check.unit) {
        (false, _) => "",
        (true, VolumeUnit::Hour) => " of the same hour",
        (true, _) => " of the same weekday",
    };
    format!("{}s{season}", check.unit.label())
}

fn false_alarm(check: &VolumeCheck) -> String {
    let unit = check.unit.label();
    format!(
        "over {}, a false alarm has a chance of {} at most",
        format::plural(check.judged, unit, &format!("{unit}s")),
        format::percent(check.false_alarms),
    )
}

/// What else is told, the gravest by name.
fn and_others(check: &VolumeCheck, others: &[&VolumeChange]) -> String {
    let named = others.iter().take(MOST_NAMED).map(|change| {
        let rows = format::plural(change.rows, "row", "rows");
        let expected = format::number(change.expected_rows, 3);
        format!("; {rows} {}, where {expected} are expected", when(check, change))
    });
    let more = match others.len().saturating_sub(MOST_NAMED) as u64 {
        0 => String::new(),
        more => format!("; {} beside these", format::plural(more, "other time", "other times")),
    };
    named.collect::<String>() + &more
}

/// That every window has the same share of the reference's rows: no event, but to be known.
fn steady(study: &Study<'_>, check: &VolumeCheck, share: f64) -> Remark {
    let unit = check.unit.label();
    let text = format::percent(share);
    let rows = study.rows(report::Side::Production);
    Remark {
        about: About::Volume,
        severity: Severity::Low,
        column: None,
        title: format!("Every {unit} of production has about {text} of the reference’s rows"),
        detail: format!(
            "Held against {text} of the reference’s {}, no {unit} stands out; {}",
            windows_alike(check),
            false_alarm(check)
        ),
        size: Some(Size { text, beside: "of the reference’s rows".to_owned() }),
        rows,
        weight: (1.0 - share).abs().min(1.0),
        step: "A sample is so; where it is all that arrived, ask why the feed brings less or more."
            .to_owned(),
    }
}
