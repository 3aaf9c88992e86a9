//! Whose answers the drift page shows: our own, or those of another tool.

use report::{ColumnDrift, Convention, Measure, MeasureName, Says, Verdict};

use super::distance::Distance;

/// Whose answers are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tool {
    /// Our own: distances on the reference's tenths.
    #[default]
    Deciles,
    /// Evidently.
    Evidently,
    /// NannyML.
    NannyMl,
    /// deepchecks.
    Deepchecks,
    /// TensorFlow Data Validation.
    Tfdv,
    /// Our own in the table, and all of them in a detail.
    All,
}

impl Tool {
    /// Every choice, in the order of the switch.
    pub const ALL: [Self; 6] =
        [Self::Deciles, Self::Evidently, Self::NannyMl, Self::Deepchecks, Self::Tfdv, Self::All];

    /// The choice as a reader sees it.
    pub const fn label(self) -> &'static str {
        match self.convention() {
            Some(convention) => convention.label(),
            None if matches!(self, Self::All) => "All",
            None => "Deciles",
        }
    }

    /// The choice's name in a link.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Deciles => "deciles",
            Self::Evidently => "evidently",
            Self::NannyMl => "nannyml",
            Self::Deepchecks => "deepchecks",
            Self::Tfdv => "tfdv",
            Self::All => "all",
        }
    }

    /// The choice that a link names.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tool| tool.slug() == slug)
    }

    /// The convention of another tool; none where the answers are our own.
    pub const fn convention(self) -> Option<Convention> {
        match self {
            Self::Deciles | Self::All => None,
            Self::Evidently => Some(Convention::Evidently),
            Self::NannyMl => Some(Convention::NannyMl),
            Self::Deepchecks => Some(Convention::Deepchecks),
            Self::Tfdv => Some(Convention::Tfdv),
        }
    }

    /// What the table shows of a column: the distance as the tool computes it, or where it does not,
    /// what the tool takes by itself, or else what it has.
    pub fn measure(self, column: &ColumnDrift, distance: Distance) -> Option<&Measure> {
        let Some(convention) = self.convention() else { return distance.of(column) };
        let own = column.measure(distance.measure(), convention);
        own.filter(|measure| measure.value.is_some()).or_else(|| {
            let of_tool = || column.measures.iter().filter(move |m| m.convention == convention);
            of_tool().find(|measure| measure.is_default).or_else(|| of_tool().next())
        })
    }

    /// What the table says of a column: our verdict, or the tool's by its own limit; none where the
    /// tool has none.
    pub fn verdict(self, column: &ColumnDrift, distance: Distance) -> Option<Verdict> {
        if self.convention().is_none() {
            return Some(column.verdict);
        }
        Some(match self.measure(column, distance)?.says? {
            Says::Pass => Verdict::Stable,
            Says::Moderate => Verdict::Moderate,
            Says::Drift => Verdict::Significant,
        })
    }

    /// In how many columns the tool says drift, of how many on which it says anything: "NannyML: drift in
    /// 5 of 9"; nothing where the answers are our own.
    pub fn says_of_all(self, columns: &[ColumnDrift], distance: Distance) -> Option<String> {
        let label = self.convention()?.label();
        let verdicts = || columns.iter().filter_map(move |column| self.verdict(column, distance));
        let (judged, drifted) = (verdicts().count(), verdicts().filter(|v| v.is_drift()).count());
        Some(match judged {
            0 => format!("{label}: no limits of its own, no verdict"),
            _ => format!("{label}: drift in {drifted} of {judged}"),
        })
    }

    /// Whether a detail shows a measure: all of them, those of the tool, or from each tool what it takes
    /// by itself, always beside the one that leads.
    pub fn shows(self, column: &ColumnDrift, position: usize) -> bool {
        let is = |index: Option<u32>| index.is_some_and(|index| index as usize == position);
        let measure = &column.measures[position];
        is(column.leading)
            || match self {
                Self::All => true,
                Self::Deciles => {
                    let leads = column.leading_measure();
                    let is_twin = measure.convention == Convention::Evidently
                        && leads.is_some_and(|leads| leads.measure == measure.measure);
                    let is_known = measure.convention == Convention::Textbook
                        && matches!(
                            measure.measure,
                            MeasureName::KolmogorovSmirnov | MeasureName::ChiSquare
                        );
                    is(column.test) || measure.is_default || is_twin || is_known
                }
                _ => self.convention() == Some(measure.convention),
            }
    }
}
