//! Which of several names is the one that others are held against.

use crate::roles;

/// Words that say so, the clearest first.
const CONTROLS: [&str; 22] = [
    "control",
    "ctrl",
    "baseline",
    "base",
    "reference",
    "ref",
    "train",
    "training",
    "before",
    "old",
    "current",
    "champion",
    "placebo",
    "holdout",
    "original",
    "default",
    "a",
    "none",
    "off",
    "no",
    "false",
    "0",
];

/// How clearly a name says that it is the control, 0 the most clearly: by all of it, or by its first word. `None` where
/// it does not.
pub fn rank(name: &str) -> Option<usize> {
    let words = roles::words(name);
    let (all, first) = (words.join(" "), words.first()?);
    CONTROLS.iter().position(|control| *control == all || *control == first)
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn names_say_it_in_whole_or_first() {
        assert_eq!(rank("Control"), Some(0));
        assert_eq!(rank("control_group"), Some(0));
        assert!(rank("old page") < rank("0"));
        assert_eq!(rank("new control"), None);
        assert_eq!(rank(""), None);
    }
}
