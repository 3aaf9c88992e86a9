//! The chapters of the page.

/// A chapter of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chapter {
    /// The verdict, counters and findings.
    #[default]
    Overview,
    /// Files, roles, schema, missing values, ledger.
    Data,
    /// Drift of every compared column.
    Drift,
    /// How good the model is.
    Performance,
    /// Whether its probabilities can be believed.
    Calibration,
    /// Where a model is worse than on the whole.
    Segments,
    /// Whether groups that must be treated fairly are.
    Fairness,
    /// What an experiment says of its arms.
    Experiments,
    /// Drift over time.
    Timeline,
    /// What is saved and sent.
    Report,
}

impl Chapter {
    /// Every chapter, in the order of the rail.
    pub const ALL: [Self; 10] = [
        Self::Overview,
        Self::Data,
        Self::Drift,
        Self::Performance,
        Self::Calibration,
        Self::Segments,
        Self::Fairness,
        Self::Experiments,
        Self::Timeline,
        Self::Report,
    ];

    /// The chapter as a reader sees it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Data => "Data",
            Self::Drift => "Drift",
            Self::Performance => "Performance",
            Self::Calibration => "Calibration",
            Self::Segments => "Segments",
            Self::Fairness => "Fairness",
            Self::Experiments => "Experiments",
            Self::Timeline => "Timeline",
            Self::Report => "Report",
        }
    }

    /// The chapter's name in a link.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Data => "data",
            Self::Drift => "drift",
            Self::Performance => "performance",
            Self::Calibration => "calibration",
            Self::Segments => "segments",
            Self::Fairness => "fairness",
            Self::Experiments => "experiments",
            Self::Timeline => "timeline",
            Self::Report => "report",
        }
    }

    /// The chapter that a link names.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|chapter| chapter.slug() == slug)
    }
}

impl From<report::Chapter> for Chapter {
    fn from(chapter: report::Chapter) -> Self {
        match chapter {
            report::Chapter::Data => Self::Data,
            report::Chapter::Drift => Self::Drift,
            report::Chapter::Timeline => Self::Timeline,
            report::Chapter::Performance => Self::Performance,
            report::Chapter::Calibration => Self::Calibration,
            report::Chapter::Segments => Self::Segments,
            report::Chapter::Fairness => Self::Fairness,
            report::Chapter::Experiments => Self::Experiments,
        }
    }
}
