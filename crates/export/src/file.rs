//! A file that can be saved.

/// A file that can be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, with a folder where it has one: "tables/drift-columns.csv".
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl File {
    pub(crate) fn text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), bytes: text.into().into_bytes() }
    }
}

/// Longest part of a file's name that comes from a text: three of them fit every file system.
const LONGEST_SLUG: usize = 60;

/// A text as a part of a file's name: small letters, digits and dashes.
pub(crate) fn slug(text: &str) -> String {
    let is_kept = |c: char| c.is_ascii_alphanumeric();
    let words = text.split(|c| !is_kept(c)).filter(|word| !word.is_empty());
    let mut slug = words.collect::<Vec<_>>().join("-").to_lowercase();
    // Every character is one byte.
    slug.truncate(LONGEST_SLUG);
    slug
}

/// Makes names differ from each other by a number behind those that came before.
#[derive(Default)]
pub(crate) struct Names(Vec<String>);

impl Names {
    /// The name, or the name with the first number that makes it another.
    pub fn take(&mut self, name: &str) -> String {
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let own = [name.to_owned()].into_iter().chain(numbered);
        // There are more numbers than names.
        let free = own.into_iter().find(|own| !self.0.contains(own)).unwrap_or_default();
        self.0.push(free.clone());
        free
    }
}
