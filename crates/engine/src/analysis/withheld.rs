//! What chapters on models may not tell.

use report::{
    Calibration, Causes, Experiments, Fairness, Outlook, Performance, PerformanceOverTime, Segments,
};

/// What is said over time where no window has enough of both models.
const NO_WINDOWS: &str = "Both files hold the same rows, and no window has enough of both models to tell which is better.";

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
            self.hold_no_model_against_itself();
        }
    }

    /// A model whose name both files have is two models: windows of the second are no later ones of the first.
    fn hold_no_model_against_itself(&mut self) {
        let is_two = |name: &str| {
            let mut models = self.performance.models.iter();
            let has_both = |metric: &report::Metric| metric.value.both().is_some();
            models.any(|model| model.name == name && model.metrics.iter().any(has_both))
        };
        let over_time = &mut self.performance.over_time;
        let before = over_time.models.len();
        over_time.models.retain(|model| !is_two(&model.name));
        if over_time.models.len() < before {
            let told = over_time.pairs.first().map(|pair| pair.says.clone());
            over_time.headline = told.unwrap_or_else(|| NO_WINDOWS.to_owned());
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
