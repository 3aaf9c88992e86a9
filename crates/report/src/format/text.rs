//! Names and values of the files inside sentences.

/// Characters of a name that a sentence shows.
const MOST_CHARACTERS: usize = 60;

/// A name as a sentence shows it: at most 60 characters, the last of them an ellipsis where it is
/// longer.
#[must_use]
pub fn short(name: &str) -> String {
    if name.len() <= MOST_CHARACTERS || name.chars().nth(MOST_CHARACTERS).is_none() {
        return name.to_owned();
    }
    name.chars().take(MOST_CHARACTERS - 1).chain(['…']).collect()
}

/// A text with a capital letter at its start, as a sentence has it.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}

/// A clause or a sentence as a sentence: with a capital letter at its start and one full stop.
#[must_use]
pub fn sentence(text: &str) -> String {
    let stop = if text.ends_with('.') { "" } else { "." };
    capital(text) + stop
}

/// A value of a file as a sentence shows it: cut as [`short`], and quoted, so that a value which is
/// a number or a share itself does not run together with what is said of it.
#[must_use]
pub fn quoted(value: &str) -> String {
    format!("“{}”", short(value))
}

/// Names joined as people do, each cut as [`short`]: "a, b and c", or "a, b, c and 4 more" where
/// they are more than `most`.
#[must_use]
pub fn names<'a>(names: impl IntoIterator<Item = &'a str>, most: usize) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    let shown: Vec<String> = names.iter().take(most).map(|name| short(name)).collect();
    match shown.as_slice() {
        [] => "none".to_owned(),
        _ if names.len() > most => {
            format!("{} and {} more", shown.join(", "), super::count((names.len() - most) as u64))
        }
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_by_characters() {
        let sixty = "ä".repeat(60);
        assert_eq!(short(&sixty), sixty);
        let cut = short(&"ä".repeat(20_000));
        assert_eq!(cut.chars().count(), 60);
        assert!(cut.ends_with("ä…"));
        assert_eq!(quoted("30%"), "“30%”");
    }

    #[test]
    fn names_are_joined_as_people_do() {
        assert_eq!(names(["a"], 3), "a");
        assert_eq!(names(["a", "b", "c"], 3), "a, b and c");
        assert_eq!(names(["a", "b", "c", "d", "e"], 3), "a, b, c and 2 more");
        assert_eq!(names(["x".repeat(99).as_str()], 3).chars().count(), 60);
    }
}
