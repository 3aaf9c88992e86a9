//! Columns that tell people apart by what the law mostly forbids to judge them by, by their names.

/// Words that hardly name anything else.
const WORDS: [&str; 14] = [
    "sex",
    "gender",
    "race",
    "ethnicity",
    "ethnic",
    "religion",
    "religious",
    "nationality",
    "citizenship",
    "disability",
    "disabled",
    "pregnant",
    "pregnancy",
    "marital",
];
/// Words that stand side by side in a name.
const PHRASES: [[&str; 2]; 9] = [
    ["family", "status"],
    ["foreign", "worker"],
    ["immigration", "status"],
    ["mother", "tongue"],
    ["national", "origin"],
    ["native", "country"],
    ["sexual", "orientation"],
    ["skin", "colour"],
    ["skin", "color"],
];
/// Words that say it where a name has no other but these and [`BESIDE_WHOLE`]: `years_married` is a number of years.
const WHOLE: [&str; 6] = ["marriage", "married", "female", "male", "veteran", "caste"];
const BESIDE_WHOLE: [&str; 4] = ["is", "status", "flag", "group"];
/// Words beside an age that leave it the age of people.
const BESIDE_AGE: [&str; 15] = [
    "band",
    "group",
    "bracket",
    "bucket",
    "range",
    "class",
    "years",
    "in",
    "at",
    "customer",
    "client",
    "applicant",
    "borrower",
    "patient",
    "person",
];

/// Whether a name, in words, tells people apart by what they are.
pub fn is_protected(words: &[String]) -> bool {
    let is_phrase = |two: &[String]| PHRASES.iter().any(|phrase| two == phrase);
    words.iter().any(|word| WORDS.contains(&word.as_str()))
        || words.windows(2).any(is_phrase)
        || is_one_of(words, &WHOLE, &BESIDE_WHOLE)
        // Not the age of an account.
        || is_one_of(words, &["age"], &BESIDE_AGE)
}

/// Whether a name has one of these words, and beside them none but the others.
fn is_one_of(words: &[String], wanted: &[&str], beside: &[&str]) -> bool {
    let is = |word: &String| wanted.contains(&word.as_str());
    words.iter().any(is) && words.iter().all(|word| is(word) || beside.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::is_protected;
    use crate::roles::words;

    #[test]
    fn people_are_told_apart_by_whole_words() {
        for name in [
            "MARRIAGE",
            "marital-status",
            "isMarried",
            "CODE_GENDER",
            "is_female",
            "NAME_FAMILY_STATUS",
            "native-country",
            "foreign_worker",
            "skinColour",
            "ageBand",
            "age_in_years",
            "pregnant",
            "disability_status",
        ] {
            assert!(is_protected(&words(name)), "{name}");
        }
        for name in [
            "account_age",
            "page",
            "years_married",
            "pregnancies",
            "country",
            "status",
            "family_size",
            "male_share",
            "origin",
            "color",
        ] {
            assert!(!is_protected(&words(name)), "{name}");
        }
    }
}
