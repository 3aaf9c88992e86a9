//! Which columns are vectors or components of one.

use table::Column;

/// What a run of components is called, before its numbers.
const NAMES: [&str; 7] = ["emb", "embed", "embedding", "embeddings", "vec", "vector", "latent"];
/// Components that make a vector.
pub const FEWEST: usize = 3;

/// What stands before the number of a component, and the number: "emb_12" is emb and 12.
pub fn components(name: &str) -> Option<(&str, u32)> {
    let digits = name.len() - name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (before, number) = name.split_at(name.len() - digits);
    let before = before.trim_end_matches(['_', '-', '.', ' ']);
    Some((before, number.parse().ok()?))
}

/// Whether a name is that of a component: its last word before the number says so.
pub fn is_component(name: &str) -> bool {
    components(name).is_some_and(|(before, _)| {
        let last = before.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        NAMES.contains(&last.to_ascii_lowercase().as_str())
    })
}

/// Whether the first values of a column are vectors of one length.
pub fn holds_vectors(column: &Column) -> bool {
    let lengths: Option<Vec<usize>> =
        column.examples().iter().map(|example| Some(parse(example)?.len())).collect();
    lengths.is_some_and(|lengths| {
        lengths.first().is_some_and(|&first| first >= FEWEST && lengths.iter().all(|&l| l == first))
    })
}

/// The numbers of "[0.1, 0.2]", with commas or blanks between them; none where one is no number.
pub fn parse(text: &str) -> Option<Vec<f64>> {
    let inner = text.trim().strip_prefix('[')?.strip_suffix(']')?;
    let parts = inner.split([',', ' ', '\n', ';']).filter(|part| !part.is_empty());
    let numbers: Option<Vec<f64>> =
        parts.map(|part| part.parse().ok().filter(|number: &f64| number.is_finite())).collect();
    numbers.filter(|numbers| !numbers.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_are_known_by_their_names() {
        assert_eq!(components("doc_emb_012"), Some(("doc_emb", 12)));
        assert!(is_component("emb_0") && is_component("Embedding12") && is_component("text.vec-3"));
        assert!(!is_component("n00") && !is_component("embassy_1") && !is_component("emb"));
    }

    #[test]
    fn vectors_are_read() {
        assert_eq!(parse("[0.1, -2e3]"), Some(vec![0.1, -2_000.0]));
        assert_eq!(parse(" [1 2  3] "), Some(vec![1.0, 2.0, 3.0]));
        for text in ["0.1, 0.2", "[]", "[a]", "[1, NaN]", "[1", ""] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
