//! Outcomes that nobody wants, by their names.

/// Words of what nobody wants to be called, or to happen.
const UNWANTED: [&str; 46] = [
    "abuse",
    "arrears",
    "attrition",
    "bankrupt",
    "bankruptcy",
    "bounce",
    "bounced",
    "cancelled",
    "chargeback",
    "churn",
    "churned",
    "complained",
    "complaint",
    "complaints",
    "crash",
    "crashed",
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
    "refund",
    "refunded",
    "rejected",
    "reoffend",
    "risk",
    "sick",
    "spam",
    "toxic",
    "unsubscribe",
    "unsubscribed",
];
/// Words that turn another one round.
const NOT: [&str; 4] = ["no", "non", "not", "never"];

/// Whether a name, of a label, a class or a metric, says what nobody wants.
pub fn is_unwanted(name: &str) -> bool {
    let words = super::words(name);
    let has = |of: &[&str]| words.iter().any(|word| of.contains(&word.as_str()));
    has(&UNWANTED) && !has(&NOT)
}

#[cfg(test)]
mod tests {
    use super::is_unwanted;

    #[test]
    fn what_nobody_wants_is_told_by_its_name() {
        for name in
            ["default_next_month", "isFraud", "churned", "loan-status: Defaulted", "refunded"]
        {
            assert!(is_unwanted(name), "{name}");
        }
        for name in ["repaid", "no_default", "hired", "1", "latency"] {
            assert!(!is_unwanted(name), "{name}");
        }
    }
}
