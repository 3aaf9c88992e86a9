//! Places in lists, and lists that belong together: as long as each other, or in order.

use crate::plain::FieldError;
use crate::{
    Calibration, ChangePoint, ChangedSince, ColumnDrift, Experiments, Indicator, MetricOverTime,
    ModelOverTime, ModelPerformance, Report, SegmentGrid, Shape, Side, Since, format,
};

type Sound = Result<(), FieldError>;

/// Looks at every place and every list that views rely upon.
///
/// # Errors
/// The first that does not fit, with where it stands.
pub fn check(report: &Report) -> Sound {
    let Report { drift, timeline, performance, fairness, operation, business, .. } = report;
    let windows = Windows(timeline.windows.len());
    each("drift.columns", &drift.columns, column)?;
    each("drift.outputs.derived", drift.derived(), |derived| {
        column(&derived.drift).map_err(|wrong| wrong.within("drift"))
    })?;
    each("timeline.columns", &timeline.columns, |column| {
        windows.one_each("cells", column.cells.len())?;
        each("changes", &column.changes, |change| windows.change(change))
    })?;
    each("timeline.events", &timeline.events, |change| windows.change(change))?;
    each("timeline.happened", &timeline.happened, |happening| windows.along("at", happening.at))?;
    each("performance.models", &performance.models, model)?;
    each("performance.over_time.models", &performance.over_time.models, |model| {
        windows.model(model)
    })?;
    each("performance.over_time.pairs", &performance.over_time.pairs, |pair| {
        windows.one_each("windows", pair.windows.len())?;
        windows.changed(pair.since.as_ref())
    })?;
    each("fairness.over_time", &fairness.over_time, |gap| {
        windows.one_each("windows", gap.windows.len())?;
        windows.changed(gap.since.as_ref())
    })?;
    each("operation.objectives", &operation.objectives, |objective| {
        windows.has("window", objective.window)
    })?;
    each("operation.indicators", &operation.indicators, |own| windows.indicator(own))?;
    each("business.indicators", &business.indicators, |own| windows.indicator(own))?;
    calibration(&report.calibration)?;
    each("segments.models", &report.segments.models, |model| {
        if model.ranking.looked_at < model.ranking.listed.len() as u64 {
            let wrong = FieldError::of("fewer segments were looked at than are listed");
            return Err(wrong.within("ranking.looked_at"));
        }
        model.grid.as_ref().map_or(Ok(()), grid).map_err(|wrong| wrong.within("grid"))
    })?;
    experiments(&report.experiments).map_err(|wrong| wrong.within("experiments"))
}

fn column(of: &ColumnDrift) -> Sound {
    entry("leading", of.leading, "measures", of.measures.len())?;
    entry("test", of.test, "measures", of.measures.len())?;
    of.shape.as_ref().map_or(Ok(()), shape).map_err(|wrong| wrong.within("shape"))?;
    let Some(cdf) = &of.cdf else { return Ok(()) };
    in_order("cdf.at", &cdf.at)?;
    Side::BOTH.into_iter().try_for_each(|side| {
        as_long("cdf.share", cdf.share.get(side).len(), "cdf.at", cdf.at.len())
    })
}

fn shape(of: &Shape) -> Sound {
    let (counts, name, cells) = match of {
        Shape::Histogram { edges, counts, .. } => {
            in_order("histogram.edges", edges)?;
            (counts, "the cells between edges", edges.len().saturating_sub(1))
        }
        Shape::Bars { labels, counts, .. } => (counts, "labels", labels.len()),
    };
    Side::BOTH
        .into_iter()
        .try_for_each(|side| as_long("counts", counts.get(side).len(), name, cells))
}

fn model(of: &ModelPerformance) -> Sound {
    let classes = of.classes.len();
    let measures = of.per_class.first().map_or(0, |class| class.metrics.len());
    each("per_class", &of.per_class, |class| {
        as_long("metrics", class.metrics.len(), "the first class", measures)
    })?;
    for side in Side::BOTH {
        let confusion = &of.sides.get(side).confusion;
        if !confusion.is_empty() {
            as_long("confusion", confusion.len(), "classes", classes)?;
            each("confusion", confusion, |row| as_long("", row.len(), "classes", classes))?;
        }
    }
    Ok(())
}

fn calibration(of: &Calibration) -> Sound {
    each("calibration.models", &of.models, |model| {
        each("classes", &model.classes, |class| {
            let Some(worst) = &class.worst else { return Ok(()) };
            let side = class.sides.get(worst.side).as_ref();
            let bins = side.map_or(0, |side| side.equal_width.bins.len());
            entry("worst.bin", Some(worst.bin), "equal_width.bins", bins)
        })
    })
}

fn grid(of: &SegmentGrid) -> Sound {
    as_long("cells", of.cells.len(), "rows", of.rows.len())?;
    each("cells", &of.cells, |row| as_long("", row.len(), "columns", of.columns.len()))
}

fn experiments(of: &Experiments) -> Sound {
    let of_arms = |name: &str, length: usize| as_long(name, length, "arms", of.arms.len());
    if let Some(ratio) = &of.sample_ratio {
        let groups = |group: &crate::GroupCounts| of_arms("rows", group.rows.len());
        each("sample_ratio.segments", &ratio.segments, groups)?;
        each("sample_ratio.days", &ratio.days, groups)?;
    }
    let policies = of.bandit.as_ref().map_or(&[][..], |bandit| &bandit.policies);
    each("bandit.policies", policies, |policy| of_arms("shares", policy.shares.len()))
}

/// The windows of the timeline, as many as there are.
#[derive(Clone, Copy)]
struct Windows(usize);

impl Windows {
    const NAME: &str = "timeline.windows";

    fn one_each(self, name: &str, length: usize) -> Sound {
        as_long(name, length, Self::NAME, self.0)
    }

    /// One for each, or none at all.
    fn one_each_or_none(self, name: &str, length: usize) -> Sound {
        if length == 0 { Ok(()) } else { self.one_each(name, length) }
    }

    fn has(self, name: &str, window: Option<u32>) -> Sound {
        entry(name, window, Self::NAME, self.0)
    }

    fn since(self, name: &str, since: Option<&Since>) -> Sound {
        self.has("window", since.map(|since| since.window)).map_err(|wrong| wrong.within(name))
    }

    fn changed(self, since: Option<&ChangedSince>) -> Sound {
        self.has("since.window", since.map(|since| since.window))
    }

    /// Whether something lies along the windows.
    fn along(self, name: &str, at: f64) -> Sound {
        if (0.0..=self.0 as f64).contains(&at) {
            return Ok(());
        }
        let windows = format::plural(self.0 as u64, "window", "windows");
        Err(FieldError::of(&format!("{at:?} is beyond the timeline, which has {windows}"))
            .within(name))
    }

    fn change(self, of: &ChangePoint) -> Sound {
        self.along("at", of.at)?;
        of.from_to.into_iter().try_for_each(|end| self.along("from_to", end))
    }

    fn metric(self, of: &MetricOverTime) -> Sound {
        self.one_each("windows", of.windows.len())?;
        self.since("since", of.since.as_ref())?;
        self.since("expected_since", of.expected_since.as_ref())?;
        self.has("streak.window", of.streak.as_ref().map(|streak| streak.window))
    }

    fn model(self, of: &ModelOverTime) -> Sound {
        each("metrics", &of.metrics, |metric| self.metric(metric))?;
        self.one_each("labels", of.labels.len())?;
        self.one_each_or_none("running.points", of.running.points.len())?;
        each("calibration", &of.calibration, |class| {
            self.one_each("windows", class.windows.len())?;
            self.changed(class.since.as_ref())
        })
    }

    fn indicator(self, of: &Indicator) -> Sound {
        self.one_each_or_none("windows", of.windows.len())?;
        self.since("since", of.since.as_ref())
    }
}

/// Looks at each entry of a list.
fn each<T>(name: &str, entries: &[T], check: impl Fn(&T) -> Sound) -> Sound {
    entries.iter().enumerate().try_for_each(|(place, entry)| {
        check(entry).map_err(|wrong| wrong.within_entry(place).within(name))
    })
}

/// Whether a place is one of a list.
fn entry(name: &str, place: Option<u32>, list: &str, length: usize) -> Sound {
    match place {
        Some(place) if place as usize >= length => {
            let entries = format::plural(length as u64, "entry", "entries");
            let what = format!("there is no place {place} in {list}, which has {entries}");
            Err(FieldError::of(&what).within(name))
        }
        _ => Ok(()),
    }
}

/// Whether a list has as many entries as another one.
fn as_long(name: &str, length: usize, other: &str, length_of_other: usize) -> Sound {
    if length == length_of_other {
        return Ok(());
    }
    let entries = format::plural(length as u64, "entry", "entries");
    let wrong = FieldError::of(&format!("there is {entries}, and {length_of_other} of {other}"));
    Err(if name.is_empty() { wrong } else { wrong.within(name) })
}

/// Whether numbers do not fall.
fn in_order(name: &str, numbers: &[f64]) -> Sound {
    if numbers.is_sorted() {
        return Ok(());
    }
    Err(FieldError::of("the numbers are not in order").within(name))
}
