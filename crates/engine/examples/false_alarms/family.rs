//! What can make the verdict say that something changed: each a family of tests of its own.

use report::{NewValues, Report, Verdict};

/// A family of tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// The values of columns, and what is derived from the model's outputs.
    Drift,
    /// The shares of missing values.
    Missing,
    /// Values, ranges and shapes that the reference does not have.
    New,
    /// How pairs of columns go together.
    Relations,
    /// All columns together.
    Together,
    /// Changes over time.
    Timeline,
}

impl Family {
    /// Every family, in the order of the document.
    pub const ALL: [Self; 6] =
        [Self::Drift, Self::Missing, Self::New, Self::Relations, Self::Together, Self::Timeline];

    /// Its name above its column.
    pub const fn head(self) -> &'static str {
        match self {
            Self::Drift => "columns",
            Self::Missing => "missing",
            Self::New => "new values",
            Self::Relations => "relations",
            Self::Together => "together",
            Self::Timeline => "over time",
        }
    }

    /// Whether it says that something changed.
    pub fn says_changed(self, report: &Report) -> bool {
        let grave = |verdict: Verdict| verdict.is_drift();
        let data = &report.data;
        match self {
            Self::Drift => {
                let derived = report.drift.derived().iter().map(|derived| &derived.drift);
                report.drift.columns.iter().chain(derived).any(|column| grave(column.verdict))
            }
            Self::Missing => data.columns.iter().any(|column| {
                column.missing_change.as_ref().is_some_and(|change| grave(change.verdict))
            }),
            Self::New => data.columns.iter().any(|column| {
                let quality = &column.quality;
                let new = |new: &Option<NewValues>| new.as_ref().and_then(|new| new.verdict);
                let range = quality.range.as_ref().and_then(|range| range.verdict);
                let verdicts = [range, new(&quality.unseen), new(&quality.new_shapes)];
                verdicts.into_iter().flatten().any(grave)
            }),
            Self::Relations => data.relations.most_changed.iter().any(|pair| grave(pair.verdict)),
            Self::Together => report.drift.together.iter().any(|group| grave(group.verdict)),
            Self::Timeline => {
                let limit = report.settings.data.sure_change_p;
                let mut events = report.timeline.recent_events();
                events.any(|event| event.severity.matters() && event.p_adjusted < limit)
            }
        }
    }
}
