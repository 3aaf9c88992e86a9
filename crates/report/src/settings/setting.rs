//! One setting: where it stands, what it may be and how it is told.

/// One setting that a user can choose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// Its place in the settings' JSON: "drift.psi_bins".
    pub path: &'static str,
    /// What it can be.
    pub domain: Domain,
    /// How it is told. The page has these from the worker: its own wasm does not hold them.
    #[cfg(feature = "words")]
    pub words: Words,
}

/// How a setting is told.
#[cfg(feature = "words")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Words {
    /// Its name as a reader sees it.
    pub label: &'static str,
    /// What it is measured in; empty where it is a plain number or no number.
    pub unit: &'static str,
    /// What it does, as a sentence with a full stop.
    pub does: &'static str,
}

/// What a setting can be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Domain {
    /// A number from the first to the second; the second is `f64::MAX` where there is no end.
    Number(f64, f64),
    /// A whole number in the same way.
    Whole(f64, f64),
    /// Yes or no.
    Switch,
    /// One of these, each with what a reader sees.
    Choice(&'static [(&'static str, &'static str)]),
    /// A text of one or more lines.
    Text,
}

#[cfg_attr(not(feature = "words"), expect(unused_variables, reason = "the words are elsewhere"))]
const fn setting(
    path: &'static str,
    domain: Domain,
    label: &'static str,
    unit: &'static str,
    does: &'static str,
) -> Setting {
    Setting {
        path,
        domain,
        #[cfg(feature = "words")]
        words: Words { label, unit, does },
    }
}

pub(super) const fn number(
    path: &'static str,
    label: &'static str,
    (least, most): (f64, f64),
    unit: &'static str,
    does: &'static str,
) -> Setting {
    setting(path, Domain::Number(least, most), label, unit, does)
}

pub(super) const fn whole(
    path: &'static str,
    label: &'static str,
    (least, most): (f64, f64),
    unit: &'static str,
    does: &'static str,
) -> Setting {
    setting(path, Domain::Whole(least, most), label, unit, does)
}

pub(super) const fn switch(path: &'static str, label: &'static str, does: &'static str) -> Setting {
    setting(path, Domain::Switch, label, "", does)
}

pub(super) const fn choice(
    path: &'static str,
    label: &'static str,
    of: &'static [(&'static str, &'static str)],
    does: &'static str,
) -> Setting {
    setting(path, Domain::Choice(of), label, "", does)
}

pub(super) const fn text(path: &'static str, label: &'static str, does: &'static str) -> Setting {
    setting(path, Domain::Text, label, "", does)
}

/// The end of a range that has none.
pub(super) const ANY: f64 = f64::MAX;

/// A choice as the settings' JSON has it, and what a reader sees where that is another word.
fn option((value, label): &(&str, &str)) -> String {
    if value == label { (*value).to_owned() } else { format!("{value} ({label})") }
}

impl Setting {
    /// Its chapter: "drift"; empty where it is of all chapters.
    #[must_use]
    pub fn chapter(&self) -> &'static str {
        self.path.split_once('.').map_or("", |(chapter, _)| chapter)
    }

    /// What it can be, in words: "a number from 0 to 1".
    #[must_use]
    pub fn range(&self) -> String {
        let (what, least, most) = match self.domain {
            Domain::Number(least, most) => ("a number", least, most),
            Domain::Whole(least, most) => ("a whole number", least, most),
            Domain::Switch => return "true (yes) or false (no)".to_owned(),
            Domain::Text => return "a text".to_owned(),
            Domain::Choice(of) => return of.iter().map(option).collect::<Vec<_>>().join(", "),
        };
        if most == ANY {
            format!("{what} from {least}")
        } else {
            format!("{what} from {least} to {most}")
        }
    }
}
