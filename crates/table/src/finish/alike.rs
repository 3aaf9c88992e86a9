//! Values that look alike but differ in their bytes.

use std::collections::BTreeMap;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

/// Columns with more different texts than this are not searched.
const TEXTS_MAX: usize = 10_000;

/// Groups of texts that differ only in case, blanks, invisible characters or the way accents are
/// stored; each in the order of the texts.
pub fn groups<'a>(texts: impl ExactSizeIterator<Item = &'a str>) -> Vec<Vec<&'a str>> {
    if texts.len() > TEXTS_MAX {
        return Vec::new();
    }
    let mut groups: BTreeMap<String, (usize, Vec<&str>)> = BTreeMap::new();
    for (position, text) in texts.enumerate() {
        groups.entry(seen(text)).or_insert((position, Vec::new())).1.push(text);
    }
    let mut alike: Vec<_> = groups.into_values().filter(|(_, texts)| texts.len() > 1).collect();
    alike.sort_by_key(|(position, _)| *position);
    alike.into_iter().map(|(_, texts)| texts).collect()
}

/// A text as the eye takes it.
fn seen(text: &str) -> String {
    let visible = decomposed(text).into_iter().filter(|character| !is_invisible(*character));
    let folded: String = visible.flat_map(char::to_lowercase).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The characters of normalization form D. The crate's `nfd` brings the tables of all four forms along, which a
/// browser would load.
fn decomposed(text: &str) -> Vec<char> {
    let mut characters = Vec::with_capacity(text.len());
    text.chars().for_each(|character| decompose_canonical(character, |part| characters.push(part)));
    let is_mark = |_: &char, next: &char| canonical_combining_class(*next) != 0;
    for marked in characters.chunk_by_mut(is_mark) {
        marked.sort_by_key(|mark| canonical_combining_class(*mark));
    }
    characters
}

/// Zero-width characters, soft hyphen, byte order mark.
const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn the_decomposition_is_form_d() {
        let every: String = ('\0'..=char::MAX).collect();
        let marks = "a\u{301}\u{327}q\u{307}\u{323}\u{1e0b}\u{323}\u{301}";
        for text in [every.as_str(), marks, "\u{301}\u{327}a"] {
            assert!(decomposed(text).into_iter().eq(text.nfd()));
        }
    }

    #[test]
    fn accents_case_blanks_and_invisible_characters_do_not_tell_texts_apart() {
        let texts = ["café", "tea", "cafe\u{301}", "CAFÉ", "café ", "café\u{200b}", "cafe"];
        let alike = groups(texts.into_iter());
        assert_eq!(alike, [["café", "cafe\u{301}", "CAFÉ", "café ", "café\u{200b}"]]);
    }
}
