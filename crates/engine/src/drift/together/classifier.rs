//! Whether a classifier can tell the sides apart, and by which columns.

use report::{
    Convention, Giveaway, InOrder, Measure, MeasureName, Noise, NoiseMethod, Pair, Says, Together,
    Verdict, format,
};
use stats::{Auc, DomainClassifier, FOLDS, special};

use super::sample::{Sample, Source};
use crate::drift::measures::Entry;
use crate::{Study, sure};

/// Columns that are listed.
const MOST_LISTED: usize = 10;
/// A column gives the shift away from this share of what was learned on.
const LEAST_SHARE: f64 = 0.05;
/// Standard errors that a gain must be over 0.
const SURE: f64 = 2.0;

/// The classifier of one group at work.
pub struct Classifier {
    classifier: DomainClassifier,
    names: Vec<String>,
}

impl Classifier {
    pub fn new(study: &Study<'_>, sample: &Sample) -> Self {
        let seed = study.settings.seed;
        Self {
            classifier: DomainClassifier::new(&sample.features, sample.sides(), seed),
            names: sample.names.clone(),
        }
    }

    /// Scores the next fold; false when there is none left.
    pub fn step(&mut self) -> bool {
        self.classifier.step()
    }

    /// Judges by the area under the curve, and says what it comes to.
    pub fn say(&self, study: &Study<'_>, source: &Source, together: &mut Together) {
        let Some(auc) = self.classifier.auc() else {
            together.headline = "Not judged: a side has too few rows to learn from.".to_owned();
            return;
        };
        let unseen = together.rows.map(|rows| rows - rows.div_ceil(FOLDS as u64));
        let entry = entry(study, &auc, unseen);
        together.verdict = verdict(study, &auc);
        if together.verdict != Verdict::Stable {
            together.giveaways = self.giveaways();
        }
        together.headline = headline(&auc, &entry, source, together, unseen);
        together.measures.push(entry);
    }

    /// The columns whose gain is sure and not small, most telling first.
    fn giveaways(&self) -> Vec<Giveaway> {
        let gains = self.classifier.gains();
        let total: f64 = gains.iter().map(|gain| gain.mean.max(0.0)).sum();
        let mut giveaways: Vec<Giveaway> = Vec::new();
        for (column, gain) in self.names.iter().zip(gains) {
            let share = gain.mean.max(0.0) / total;
            if gain.mean > SURE * gain.standard_error && share >= LEAST_SHARE {
                let (mean, error) = (gain.mean, gain.standard_error);
                giveaways.push(Giveaway {
                    column: column.clone(),
                    gain: mean,
                    standard_error: error,
                    share,
                    words: format!(
                        "{} of what the classifier learned: {} nats a row, standard error {}",
                        format::percent(share),
                        format::number(mean, 2),
                        format::number(error, 2)
                    ),
                });
            }
        }
        giveaways
            .put_in_order(|a, b| b.gain.total_cmp(&a.gain).then_with(|| a.column.cmp(&b.column)));
        giveaways.truncate(MOST_LISTED);
        giveaways
    }
}

fn verdict(study: &Study<'_>, auc: &Auc) -> Verdict {
    let settings = &study.settings.drift;
    let by_size = if auc.p_value_greater() >= settings.false_discovery_rate {
        Verdict::Stable
    } else if auc.value < settings.auc_moderate {
        Verdict::Negligible
    } else if auc.value < settings.auc_significant {
        Verdict::Moderate
    } else {
        Verdict::Significant
    };
    sure::verdict(study, by_size, auc.p_value_greater())
}

fn entry(study: &Study<'_>, auc: &Auc, unseen: Pair<u64>) -> Measure {
    let settings = &study.settings.drift;
    let how = match auc.interval_95() {
        Some((low, high)) => format!(
            "95% interval {} to {}, boosted trees, unseen rows",
            format::number(low, 3),
            format::number(high, 3)
        ),
        None => "boosted trees, unseen rows".to_owned(),
    };
    let entry = Entry::new(MeasureName::ClassifierAuc, Convention::Driftglass, how, unseen)
        .value(Some(auc.value))
        .p_value(Some(auc.p_value_greater()))
        .bands(settings.auc_moderate, settings.auc_significant);
    let mut measure = entry.done();
    measure.noise = Some(Noise {
        expected: 0.5,
        p95: (0.5 + special::NORMAL_P95 * auc.null_standard_error).min(1.0),
        method: NoiseMethod::ClosedForm,
    });
    if verdict(study, auc) == Verdict::Stable {
        measure.says = Some(Says::Pass);
    }
    measure
}

fn headline(
    auc: &Auc,
    entry: &Measure,
    source: &Source,
    together: &Together,
    unseen: Pair<u64>,
) -> String {
    let value = format::number(auc.value, 3);
    let what = if source.is_embedding {
        format!(" by {}", format::short(&source.title))
    } else {
        String::new()
    };
    let n = unseen.map(format::count);
    let n = format!("n {} and {}", n.reference, n.production);
    if together.verdict == Verdict::Stable {
        let chance = entry.noise.map_or(0.5, |noise| noise.p95);
        return format!(
            "A classifier cannot tell production from the reference{what}: AUC {value}, by chance up to {} ({n}).",
            format::number(chance, 3)
        );
    }
    let interval = auc.interval_95().map_or_else(String::new, |(low, high)| {
        format!(" ({} to {}, 95%)", format::number(low, 3), format::number(high, 3))
    });
    let told = match together.verdict {
        Verdict::Negligible => "hardly tells",
        _ => "tells",
    };
    let by = together.given_away().map_or_else(String::new, |by| format!("; {by}"));
    format!(
        "A classifier {told} production from the reference{what} with an AUC of {value}{interval}{by}; {n}."
    )
}
