//! The most frequent values.

use std::cmp::Reverse;

use report::{InOrder, Kind, ValueCount, format};
use stats::Sorted;

/// With more different values than this, those that occur once are not among the frequent ones.
const MOST_WITH_SINGLES: usize = 1000;

/// Different numbers, and the most frequent of them: by rows, then by their text.
pub fn of_numbers(sorted: &Sorted, kind: Kind, most: usize) -> (u64, Vec<ValueCount>) {
    let mut distinct = 0;
    let mut often: Vec<(f64, u64)> = Vec::new();
    let mut few: Vec<(f64, u64)> = Vec::new();
    for (value, rows) in sorted.runs() {
        distinct += 1;
        if rows > 1 {
            often.push((value, rows));
        } else if few.len() < MOST_WITH_SINGLES {
            few.push((value, rows));
        }
    }
    if distinct as usize <= MOST_WITH_SINGLES {
        often.append(&mut few);
    }
    if distinct as usize == sorted.len() && distinct > 1 {
        return (distinct, Vec::new());
    }
    keep_frequent(&mut often, most);
    // Times in order of their text are in order of time.
    let text = |value: f64| if kind == Kind::DateTime { String::new() } else { value.to_string() };
    let mut told: Vec<(u64, String, f64)> =
        often.into_iter().map(|(value, rows)| (rows, text(value), value)).collect();
    told.put_in_order(|a, b| {
        (Reverse(a.0), &a.1).cmp(&(Reverse(b.0), &b.1)).then(a.2.total_cmp(&b.2))
    });
    told.truncate(most);
    let values: Vec<f64> = told.iter().map(|(_, _, value)| *value).collect();
    let texts = shown(kind, &values);
    let top = texts.into_iter().zip(told).map(|(value, (rows, _, _))| ValueCount { value, rows });
    (distinct, top.collect())
}

/// The most frequent words: by rows, then by their text.
pub fn of_words<'a>(words: impl Iterator<Item = (&'a str, u64)>, most: usize) -> Vec<ValueCount> {
    let mut words: Vec<(&str, u64)> = words.filter(|(_, rows)| *rows > 0).collect();
    if words.len() > 1 && words.iter().all(|(_, rows)| *rows == 1) {
        return Vec::new();
    }
    if words.len() > MOST_WITH_SINGLES {
        words.retain(|(_, rows)| *rows > 1);
    }
    keep_frequent(&mut words, most);
    words.sort_unstable_by_key(|&(word, rows)| (Reverse(rows), word));
    words.truncate(most);
    words.into_iter().map(|(word, rows)| ValueCount { value: word.to_owned(), rows }).collect()
}

/// Keeps what is as frequent as the last one that is wanted, or more.
fn keep_frequent<T>(counted: &mut Vec<(T, u64)>, most: usize) {
    let Some(last) = most.checked_sub(1).filter(|&last| last < counted.len()) else { return };
    let mut rows: Vec<u64> = counted.iter().map(|(_, rows)| *rows).collect();
    let (_, least, _) = rows.select_nth_unstable_by_key(last, |&rows| Reverse(rows));
    let least = *least;
    counted.retain(|(_, rows)| *rows >= least);
}

/// Numbers or times as a reader sees them, exactly.
pub fn shown(kind: Kind, values: &[f64]) -> Vec<String> {
    match kind {
        Kind::DateTime => format::labels(kind, values, 1),
        _ => values.iter().map(|&value| format::exact(value)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_go_by_text_and_singles_are_left_out_where_all_are() {
        let sorted = Sorted::new(vec![9.0, 10.0, 10.0, 9.0, 2.0, -1.0]).unwrap();
        let (distinct, top) = of_numbers(&sorted, Kind::Float, 3);
        let texts: Vec<&str> = top.iter().map(|top| top.value.as_str()).collect();
        assert_eq!((distinct, texts), (4, vec!["10", "9", "\u{2212}1"]));
        let different = Sorted::new(vec![1.0, 2.0, 3.0]).unwrap();
        assert_eq!(of_numbers(&different, Kind::Float, 3), (3, Vec::new()));
        let words = [("b", 2), ("c", 0), ("a", 2), ("d", 1)];
        let top = of_words(words.into_iter(), 2);
        assert_eq!(top.iter().map(|top| top.value.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    }
}
