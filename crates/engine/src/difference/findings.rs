//! What became of findings: matched by chapter, column and kind, never by the numbers of their titles.

use report::{
    Became, Both, Chapter, ColumnChange, Finding, FindingChange, InOrder, MetricChange, Missing,
    Report,
};
use stats::two_proportion_z;

use super::ground::Ground;
use super::is_same_reference;
use crate::overview::OF_SEVERAL;

/// What became of every finding of either report: new ones, then worse, gone, better and the others, the
/// gravest first.
pub fn changes(
    last: Both<&Report>,
    ground: Ground,
    columns: &[ColumnChange],
    metrics: &[MetricChange],
) -> Vec<FindingChange> {
    let all = last.map(|report| report.overview.findings.as_slice());
    let partners = match ground {
        Ground::OtherData(_) => vec![None; all.after.len()],
        _ => partners(all.before, all.after),
    };
    let told = Told { last, ground, columns, metrics, tests: all.after.len().max(1) as f64 };
    let now = all.after.iter().zip(&partners).map(|(finding, partner)| match partner {
        Some(before) => told.stays(&all.before[*before], finding),
        None => told.alone(finding, Became::New),
    });
    let is_gone = |place: &usize| !partners.contains(&Some(*place));
    let gone = (0..all.before.len()).filter(is_gone);
    let gone = gone.map(|place| told.alone(&all.before[place], Became::Gone));
    let mut changes: Vec<FindingChange> = now.chain(gone).collect();
    let gravest = |change: &FindingChange| change.severity.before.max(change.severity.after);
    changes.put_in_order(|a, b| a.became.cmp(&b.became).then_with(|| gravest(b).cmp(&gravest(a))));
    changes
}

/// The place of the same finding before, for each finding now. Of several of one kind those that began
/// together are the same, then those in the same order.
fn partners(before: &[Finding], after: &[Finding]) -> Vec<Option<usize>> {
    let mut partners = vec![None; after.len()];
    for is_strict in [true, false] {
        for (now, finding) in after.iter().enumerate() {
            let is_free = |place: &usize| !partners.contains(&Some(*place));
            let is_same = |place: &usize| {
                let other = &before[*place];
                is_same_kind(other, finding) && (!is_strict || other.began == finding.began)
            };
            if partners[now].is_none() {
                partners[now] = (0..before.len()).find(|place| is_free(place) && is_same(place));
            }
        }
    }
    partners
}

/// Whether two findings are of one kind and about one thing. Reports of version 1 do not say the kind: there
/// the chapter and the column must do.
pub fn is_same_kind(a: &Finding, b: &Finding) -> bool {
    let is_said = !a.about.is_empty() && !b.about.is_empty();
    // Of several columns another one may have moved most.
    let is_of_several = |of: &Finding| of.about.ends_with(OF_SEVERAL);
    let is_same_column = a.column == b.column || (is_of_several(a) && is_of_several(b));
    let is_same_place = a.chapter == b.chapter && is_same_column;
    is_same_place && (a.about == b.about || (!is_said && a.column.is_some()))
}

struct Told<'a> {
    last: Both<&'a Report>,
    ground: Ground,
    columns: &'a [ColumnChange],
    metrics: &'a [MetricChange],
    /// Tests of findings, over which p-values are adjusted.
    tests: f64,
}

impl Told<'_> {
    /// A finding that only one of the reports has.
    fn alone(&self, finding: &Finding, became: Became) -> FindingChange {
        let sides = match became {
            Became::Gone => (Some(finding), None),
            _ => (None, Some(finding)),
        };
        if let Some(remark) = self.lacks_ground(finding) {
            return made(sides, Became::NotComparable, remark.to_owned(), false);
        }
        let judged = self.judged(finding);
        let by_chance = judged.filter(|(became, _)| *became == Became::Same);
        let by_chance = by_chance.map(|(_, remark)| remark).or_else(|| searched(finding));
        let may_be_chance = by_chance.is_some();
        made(sides, became, by_chance.unwrap_or_default(), may_be_chance)
    }

    /// What became of the number that a finding rests on, where that can be tested.
    fn judged(&self, finding: &Finding) -> Option<(Became, String)> {
        let by_column = self.column(finding).map(|column| (column.became, column.remark.clone()));
        let by_metric =
            || self.metric(finding).map(|metric| (metric.became, metric.remark.clone()));
        by_column.or_else(by_metric).or_else(|| self.missing(finding))
    }

    /// A finding of both.
    fn stays(&self, before: &Finding, after: &Finding) -> FindingChange {
        let judged = self.judged(after);
        let (became, remark) = judged.unwrap_or_else(|| {
            let remark = if before.severity == after.severity {
                String::new()
            } else {
                "Whether its severity changed by more than chance cannot be told".to_owned()
            };
            (Became::Same, remark)
        });
        // A column that is new to the comparison has nothing that its finding could be held against.
        let became = if matches!(became, Became::New | Became::Gone) {
            Became::NotComparable
        } else {
            became
        };
        made((Some(before), Some(after)), became, remark, false)
    }

    /// Why the other report has nothing that it could be held against; none where it has.
    fn lacks_ground(&self, finding: &Finding) -> Option<&'static str> {
        let is_of_reference =
            matches!(finding.chapter, Chapter::Data | Chapter::Drift | Chapter::Timeline);
        match self.ground {
            Ground::OtherData(_) => Some("The reports are of different data"),
            Ground::OtherNames if names_column(finding) => {
                Some("One report numbers its columns and the other names them")
            }
            _ if is_of_reference && !is_same_reference(self.last) => {
                Some("It is measured from the reference, which is another one")
            }
            _ => None,
        }
    }

    /// The change of the column that a drift is of.
    fn column(&self, finding: &Finding) -> Option<&ColumnChange> {
        let name = finding.column.as_ref().filter(|_| finding.about == "drift")?;
        self.columns.iter().find(|change| change.column == *name)
    }

    /// The change of the leading metric of the model that a fall is of.
    fn metric(&self, finding: &Finding) -> Option<&MetricChange> {
        let model = finding.about.strip_prefix("performance of ")?;
        self.metrics.iter().find(|change| change.is_leading && change.model == model)
    }

    /// The change of the share of missing values, told from chance by a test of two proportions, with its
    /// p-value multiplied by the number of findings.
    fn missing(&self, finding: &Finding) -> Option<(Became, String)> {
        let name = finding.column.as_ref().filter(|_| finding.about == "missing_values")?;
        let of = |report: &Report| {
            let profile = report.data.columns.iter().find(|profile| profile.column == *name)?;
            let missing = profile.missing.production.as_ref().map(Missing::total)?;
            let share = profile.missing_change.as_ref()?.share;
            Some((missing, report.inputs.production.rows, share.reference))
        };
        let (before, after) = (of(self.last.before)?, of(self.last.after)?);
        let test = two_proportion_z(before.0, before.1, after.0, after.1)?;
        let p = (test.p_value * self.tests).min(1.0);
        let said = report::format::p_equals(p);
        if p >= self.last.after.settings.drift.false_discovery_rate {
            let remark = format!("The shares differ by no more than chance gives; adjusted {said}");
            return Some((Became::Same, remark));
        }
        let far = |(missing, rows, reference): (u64, u64, f64)| {
            (missing as f64 / rows.max(1) as f64 - reference).abs()
        };
        let became = if far(after) > far(before) { Became::Worse } else { Became::Better };
        Some((became, format!("The shares differ by more than chance gives; adjusted {said}")))
    }
}

/// Whether it is known by a column or a model, which has another name in a report that numbers its columns.
fn names_column(finding: &Finding) -> bool {
    let of = finding.about.split_once(" of ").map(|(kind, _)| kind);
    finding.column.is_some() || of.is_some_and(|kind| kind != "rows_skipped")
}

/// That a search over rules finds others in other rows.
fn searched(finding: &Finding) -> Option<String> {
    let is_searched = finding.about.starts_with("weak_segment");
    is_searched.then(|| "A search finds other rules in other rows".to_owned())
}

fn made(
    sides: (Option<&Finding>, Option<&Finding>),
    became: Became,
    remark: String,
    may_be_chance: bool,
) -> FindingChange {
    let sides = Both::new(sides.0, sides.1);
    // One of them is there.
    let told = sides.after.or(sides.before);
    FindingChange {
        became,
        chapter: told.map_or(Chapter::Data, |told| told.chapter),
        about: told.map(|told| told.about.clone()).unwrap_or_default(),
        column: told.and_then(|told| told.column.clone()),
        title: told.map(|told| told.title.clone()).unwrap_or_default(),
        severity: sides.map(|side| side.map(|side| side.severity)),
        size: sides.map(|side| side.and_then(|side| side.size.clone())),
        remark,
        may_be_chance,
    }
}

#[cfg(test)]
mod tests {
    use report::{Chapter, Finding, Severity};

    use super::is_same_kind;

    fn finding(about: &str, column: &str) -> Finding {
        Finding {
            severity: Severity::High,
            chapter: Chapter::Timeline,
            about: about.to_owned(),
            column: Some(column.to_owned()),
            title: String::new(),
            detail: String::new(),
            size: None,
            rows: 0,
            began: None,
        }
    }

    #[test]
    fn several_columns_that_step_together_are_known_by_none_of_them() {
        let together = |column: &str| finding("step_over_time_of_several", column);
        assert!(is_same_kind(&together("age"), &together("age_band")));
        let alone = |column: &str| finding("step_over_time", column);
        assert!(!is_same_kind(&alone("age"), &alone("age_band")));
        assert!(!is_same_kind(&alone("age"), &together("age")));
    }
}
