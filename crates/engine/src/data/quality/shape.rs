//! The shape of a text: "AB-123" is of shape "AA-999".

use std::collections::BTreeMap;

/// Longer texts are shortened: runs of one kind become that kind and a plus.
const LONGEST_EXACT: usize = 16;
/// With more different texts than this, shapes are not looked at.
const MOST_TEXTS: usize = 100_000;
/// More different shapes than this say nothing.
const MOST_SHAPES: usize = 200;

/// The shape of a text.
pub fn of(text: &str) -> String {
    let mut shape: String = text.chars().map(kind).collect();
    if shape.chars().nth(LONGEST_EXACT).is_some() {
        let mut runs = String::new();
        let mut last = None;
        for c in shape.chars() {
            if last != Some(c) {
                runs.push(c);
            } else if !runs.ends_with('+') {
                runs.push('+');
            }
            last = Some(c);
        }
        shape = runs;
    }
    shape
}

fn kind(c: char) -> char {
    if c.is_uppercase() {
        'A'
    } else if c.is_alphabetic() {
        'a'
    } else if c.is_numeric() {
        '9'
    } else if c.is_whitespace() {
        ' '
    } else {
        c
    }
}

/// Shapes with their rows; none where they are too many to say anything.
pub fn count<'a>(words: impl ExactSizeIterator<Item = (&'a str, u64)>) -> BTreeMap<String, u64> {
    let mut shapes = BTreeMap::new();
    if words.len() > MOST_TEXTS {
        return shapes;
    }
    for (word, rows) in words.filter(|(_, rows)| *rows > 0) {
        *shapes.entry(of(word)).or_insert(0) += rows;
        if shapes.len() > MOST_SHAPES {
            return BTreeMap::new();
        }
    }
    shapes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_lose_their_names() {
        assert_eq!(of("AB-123 é"), "AA-999 a");
        assert_eq!(of("2f1c9a77-0b1d-4c3e"), "9a9a9a9+-9a9a-9a9a");
        assert_eq!(of("a long sentence here, 10000"), "a a+ a+ a+, 9+");
        let shapes = count([("A1", 2), ("B2", 1), ("x", 0), ("", 1)].into_iter());
        assert_eq!(shapes.into_iter().collect::<Vec<_>>(), [(String::new(), 1), ("A9".into(), 3)]);
    }
}
