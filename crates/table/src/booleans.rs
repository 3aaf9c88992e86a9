//! Two words for false and true.

/// Words for false and true, one spelling a line.
const WORDS: [[&str; 2]; 10] = [
    ["false", "true"],
    ["False", "True"],
    ["FALSE", "TRUE"],
    ["no", "yes"],
    ["No", "Yes"],
    ["NO", "YES"],
    ["n", "y"],
    ["N", "Y"],
    ["f", "t"],
    ["F", "T"],
];

/// The words for false and true among a column's different texts, if it has no others. A single
/// letter needs its counterpart: a column of `f` alone may as well be a sex.
pub fn words<'a>(texts: impl Iterator<Item = &'a [u8]> + Clone) -> Option<[&'static str; 2]> {
    let count = texts.clone().take(3).count();
    WORDS.into_iter().find(|words| {
        let is_one_of = |text: &[u8]| words.iter().any(|word| word.as_bytes() == text);
        let is_letter = words[0].len() == 1;
        (count == 2 || (count == 1 && !is_letter)) && texts.clone().all(is_one_of)
    })
}

/// False or true by any of the words, 0 and 1 included, in any case.
#[must_use]
pub fn read(text: &[u8]) -> Option<bool> {
    let text = text.trim_ascii();
    let is = |word: &str| word.as_bytes().eq_ignore_ascii_case(text);
    match text {
        b"0" => Some(false),
        b"1" => Some(true),
        _ if WORDS.iter().any(|words| is(words[0])) => Some(false),
        _ if WORDS.iter().any(|words| is(words[1])) => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &[&str]) -> Option<[&'static str; 2]> {
        words(texts.iter().map(|text| text.as_bytes()))
    }

    #[test]
    fn both_words_share_a_spelling() {
        assert_eq!(of(&["True", "False"]), Some(["False", "True"]));
        assert_eq!(of(&["yes"]), Some(["no", "yes"]));
        assert_eq!(of(&["t", "f"]), Some(["f", "t"]));
        for others in [&["True", "false"][..], &["f"], &["f", "m"], &["yes", "no", "maybe"], &[]] {
            assert_eq!(of(others), None, "{others:?}");
        }
    }
}
