//! What chapters on models may not tell.

use report::{
    Calibration, Causes, Experiments, Fairness, Outlook, Performance, PerformanceOverTime, Segments,
};

/// The chapters on models.
pub struct OfModels {
    pub performance: Performance,
    pub calibration: Calibration,
    pub causes: Causes,
    pub segments: Segments,
    pub fairness: Fairness,
}

impl OfModels {
    /// Takes away what compares the files, where that would be an effect between arms that did not get the rows that
    /// were planned; and where both files hold the same rows, what takes the second model for the first one later.
    pub fn withhold(&mut self, experiments: &Experiments) {
        let outlook = experiments.decision.as_ref().map(|decision| decision.outlook);
        if experiments.is_split && outlook == Some(Outlook::Refused) {
            self.refuse("The files are the arms of an experiment, and rows did not fall to them as was planned: how models differ between them would be an effect, and none is shown.");
        } else if self.performance.same_rows.is_some() {
            let why = "Both files hold the same rows: what differs between them is the model, and nothing has changed that would have a cause.";
            self.causes =
                Causes { headline: why.into(), lacks: Some(why.into()), ..Causes::default() };
        }
    }

    fn refuse(&mut self, why: &str) {
        let (headline, lacks) = (why.to_owned(), Some(why.to_owned()));
        let over_time = PerformanceOverTime {
            headline: headline.clone(),
            lacks: lacks.clone(),
            ..PerformanceOverTime::default()
        };
        *self = Self {
            performance: Performance {
                headline: headline.clone(),
                lacks: lacks.clone(),
                over_time,
                ..Performance::default()
            },
            calibration: Calibration {
                headline: headline.clone(),
                lacks: lacks.clone(),
                ..Calibration::default()
            },
            causes: Causes {
                headline: headline.clone(),
                lacks: lacks.clone(),
                ..Causes::default()
            },
            segments: Segments {
                headline: headline.clone(),
                lacks: lacks.clone(),
                ..Segments::default()
            },
            fairness: Fairness { headline, lacks, ..Fairness::default() },
        };
    }
}
