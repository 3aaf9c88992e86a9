//! Which of two answers people want: ratios of rates are of it, as the four-fifths rule has it.

use report::Favourable;

use crate::Study;
use crate::outcomes::Outcomes;
use crate::roles::unwanted::is_unwanted;

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
