//! The columns that a line can name.

/// Longer names are not guessed at.
const MOST_CHARACTERS: usize = 100;

/// Names of columns, to look them up and to find the one that was meant.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// In order.
    sorted: Vec<String>,
}

impl Names {
    /// These names.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut sorted: Vec<String> = names.into_iter().map(str::to_owned).collect();
        sorted.sort_unstable();
        Self { sorted }
    }

    /// Whether one of them is this.
    pub fn has(&self, name: &str) -> bool {
        self.sorted.binary_search_by(|known| known.as_str().cmp(name)).is_ok()
    }

    /// The name that was probably meant, which takes the fewest slips of the pen: of about a third of
    /// its characters at most, and in whatever case. None where all are farther.
    pub fn nearest(&self, meant: &str) -> Option<&str> {
        let wanted = meant.to_lowercase();
        let length = wanted.chars().count();
        let most = length.div_ceil(3).min(length.saturating_sub(1));
        let slips = |name: &String| {
            let name = name.to_lowercase();
            // Each character more or less is a slip.
            let is_near = name.chars().count().abs_diff(length) <= most;
            is_near.then(|| strsim::osa_distance(&name, &wanted))
        };
        if length > MOST_CHARACTERS {
            return None;
        }
        let near = self.sorted.iter().filter_map(|name| Some((slips(name)?, name)));
        let (slips, name) = near.min_by_key(|(slips, _)| *slips)?;
        (slips <= most).then_some(name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found() {
        let names = Names::new(["income", "age", "Country", "loan amount", "x1", "x2"]);
        for (meant, nearest) in [
            ("incme", Some("income")),
            ("inocme", Some("income")),
            ("INCOME", Some("income")),
            ("country", Some("Country")),
            ("loan_amount", Some("loan amount")),
            ("agee", Some("age")),
            ("x3", Some("x1")),
            ("salary", None),
            ("b", None),
            ("", None),
        ] {
            assert_eq!(names.nearest(meant), nearest, "{meant}");
        }
        assert!(names.has("age") && !names.has("Age"));
    }
}
