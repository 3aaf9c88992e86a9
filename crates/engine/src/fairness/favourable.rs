//! Which of two answers people want: ratios of rates are of it, as the four-fifths rule has it.

use report::Favourable;

use crate::outcomes::Outcomes;
use crate::{Study, roles};

/// Words of what nobody wants to be called.
const UNWANTED: [&str; 34] = [
    "abuse",
    "arrears",
    "attrition",
    "bankrupt",
    "bankruptcy",
    "cancelled",
    "churn",
    "churned",
    "death",
    "declined",
    "default",
    "defaulted",
    "delinquency",
    "delinquent",
    "denied",
    "died",
    "disease",
    "dropout",
    "error",
    "failed",
    "failure",
    "fraud",
    "fraudulent",
    "late",
    "readmission",
    "readmitted",
    "recid",
    "recidivism",
    "rejected",
    "reoffend",
    "risk",
    "sick",
    "spam",
    "toxic",
];
/// Words that turn another one round.
const NOT: [&str; 4] = ["no", "non", "not", "never"];

/// Whether the positive answer is the one that people want.
pub fn is_positive(study: &Study<'_>, outcomes: &Outcomes) -> bool {
    match study.settings.fairness.favourable {
        Favourable::Positive => true,
        Favourable::Negative => false,
        Favourable::Auto => {
            let classes = outcomes.classes.as_ref().map(|classes| classes.names.as_slice());
            let positive = classes.and_then(<[String]>::last).map_or("", String::as_str);
            !(is_unwanted(&outcomes.label) || is_unwanted(positive))
        }
    }
}

fn is_unwanted(name: &str) -> bool {
    let words = roles::words(name);
    let has = |of: &[&str]| words.iter().any(|word| of.contains(&word.as_str()));
    has(&UNWANTED) && !has(&NOT)
}

#[cfg(test)]
mod tests {
    use super::is_unwanted;

    #[test]
    fn what_nobody_wants_is_told_by_its_name() {
        for name in ["default_next_month", "isFraud", "churned", "loan-status: Defaulted"] {
            assert!(is_unwanted(name), "{name}");
        }
        for name in ["repaid", "no_default", "hired", "1", "latency"] {
            assert!(!is_unwanted(name), "{name}");
        }
    }
}
