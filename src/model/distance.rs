//! The distance that the drift table shows.

use report::{ColumnDrift, Convention, Measure, MeasureName};

/// The distance that the table shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Distance {
    /// Population stability index.
    #[default]
    Psi,
    /// Jensen-Shannon distance.
    JensenShannon,
    /// Wasserstein distance, in standard deviations of the reference where that is computed.
    Wasserstein,
    /// Largest gap of the cumulative shares.
    KolmogorovSmirnov,
}

impl Distance {
    /// Every distance, in the order of the switch.
    pub const ALL: [Self; 4] =
        [Self::Psi, Self::JensenShannon, Self::Wasserstein, Self::KolmogorovSmirnov];

    /// The distance as a reader sees it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Psi => "PSI",
            Self::JensenShannon => "Jensen–Shannon",
            Self::Wasserstein => "Wasserstein",
            Self::KolmogorovSmirnov => "KS",
        }
    }

    /// The distance's name in a link.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Psi => "psi",
            Self::JensenShannon => "js",
            Self::Wasserstein => "wasserstein",
            Self::KolmogorovSmirnov => "ks",
        }
    }

    /// The distance that a link names.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|distance| distance.slug() == slug)
    }

    /// What the distance is called in the Report.
    pub const fn measure(self) -> MeasureName {
        match self {
            Self::Psi => MeasureName::Psi,
            Self::JensenShannon => MeasureName::JensenShannon,
            Self::Wasserstein => MeasureName::Wasserstein,
            Self::KolmogorovSmirnov => MeasureName::KolmogorovSmirnov,
        }
    }

    /// Distances are compared down the table, so Wasserstein is taken without its unit.
    const fn conventions(self) -> &'static [Convention] {
        match self {
            Self::Wasserstein => &[Convention::Evidently],
            _ => &[Convention::Driftglass, Convention::Textbook, Convention::Evidently],
        }
    }

    /// The measure of a column that this distance stands for.
    pub fn of(self, column: &ColumnDrift) -> Option<&Measure> {
        self.conventions()
            .iter()
            .filter_map(|&convention| column.measure(self.measure(), convention))
            .find(|measure| measure.value.is_some())
    }
}
