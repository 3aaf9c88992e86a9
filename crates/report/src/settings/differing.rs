//! Which settings two have differently.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Settings;

impl Settings {
    /// Settings that differ from others, as sentences have them: the path, the own value and the other's, where
    /// a value that is the default is called that. In the order of the paths.
    #[must_use]
    pub fn differing(&self, other: &Self) -> Vec<(String, String, String)> {
        let leaves = |settings: &Self| {
            let mut leaves = BTreeMap::new();
            walk("", &settings.changes(), &mut leaves);
            leaves
        };
        let (own, others) = (leaves(self), leaves(other));
        let mut paths: Vec<&String> = own.keys().chain(others.keys()).collect();
        paths.sort();
        paths.dedup();
        let value = |of: &BTreeMap<String, String>, path: &str| {
            of.get(path).cloned().unwrap_or_else(|| "its default".to_owned())
        };
        let differ = paths.into_iter().filter(|path| own.get(*path) != others.get(*path));
        differ.map(|path| (path.clone(), value(&own, path), value(&others, path))).collect()
    }
}

/// Every value of a tree by its path: "drift.psi_bins".
fn walk(path: &str, value: &Value, leaves: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                walk(&format!("{path}{dot}{name}"), value, leaves);
            }
        }
        value => {
            leaves.insert(path.to_owned(), value.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_named_by_its_path() {
        let (mut a, mut b) = (Settings::default(), Settings::default());
        assert_eq!(a.differing(&b), []);
        a.drift.psi_bins = 6;
        b.drift.psi_bins = 7;
        b.seed = 3;
        let told = |path: &str, own: &str, other: &str| {
            (path.to_owned(), own.to_owned(), other.to_owned())
        };
        let expected = [told("drift.psi_bins", "6", "7"), told("seed", "its default", "3")];
        assert_eq!(a.differing(&b), expected);
    }
}
