//! What yes says in a column of failures, by the column's name: that a row failed, or that it did not.

/// Words of a failure.
const FAILURES: [&str; 20] = [
    "error",
    "errors",
    "errored",
    "err",
    "failed",
    "failure",
    "failures",
    "fail",
    "fails",
    "timeout",
    "timeouts",
    "timed",
    "exception",
    "exceptions",
    "crash",
    "crashes",
    "crashed",
    "aborted",
    "rejected",
    "5xx",
];
/// Words of a success.
const SUCCESSES: [&str; 13] = [
    "success",
    "successes",
    "successful",
    "successfully",
    "succeeded",
    "ok",
    "done",
    "complete",
    "completed",
    "passed",
    "valid",
    "available",
    "healthy",
];
/// What stands before a word and turns it round: `no_error`, `unsuccessful`.
const BEFORE: [&str; 6] = ["un", "in", "non", "not", "no", "without"];
/// What stands after a word and turns it round: `error_free`.
const AFTER: [&str; 2] = ["free", "less"];

/// Whether yes says that a row failed; none where no word of the name tells.
pub fn yes_is_failure(words: &[String]) -> Option<bool> {
    let (at, is_failure) =
        words.iter().enumerate().find_map(|(at, word)| Some((at, of_word(word)?)))?;
    let is_before = words[..at].iter().any(|word| BEFORE.contains(&word.as_str()));
    let is_after = words.get(at + 1).is_some_and(|word| AFTER.contains(&word.as_str()));
    Some(is_failure != (is_before != is_after))
}

/// Whether a word names a failure; none where it names no success either.
fn of_word(word: &str) -> Option<bool> {
    let plain = |word: &str| match (FAILURES.contains(&word), SUCCESSES.contains(&word)) {
        (false, false) => None,
        (is_failure, _) => Some(is_failure),
    };
    let before = BEFORE.iter().filter_map(|part| word.strip_prefix(part));
    let turned = || before.chain(AFTER.iter().filter_map(|part| word.strip_suffix(part)));
    plain(word).or_else(|| turned().find_map(plain).map(|is_failure| !is_failure))
}

#[cfg(test)]
mod tests {
    use super::yes_is_failure;
    use crate::roles::words;

    #[test]
    fn words_tell_and_turn_what_yes_says() {
        let says = |name: &str| yes_is_failure(&words(name));
        for name in ["is_error", "crashed", "unsuccessful", "not_ok", "timed_out", "unavailable"] {
            assert_eq!(says(name), Some(true), "{name}");
        }
        for name in ["success", "no_error", "error_free", "noError", "errorless", "is_healthy"] {
            assert_eq!(says(name), Some(false), "{name}");
        }
        assert_eq!(says("status"), None);
    }
}
