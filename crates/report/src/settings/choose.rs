//! Another value for a setting, refused where it does not fit.

use serde_json::Value;

use super::catalogue::ORDERED;
use super::check::within;
use super::fields::Field;
use super::place::{get, put};
use super::setting::{Domain, Setting};
use crate::{Problem, Settings};

impl Setting {
    /// Its value.
    #[must_use]
    pub fn value(&self, settings: &Settings) -> Value {
        get(&settings.to_value(), self.path)
    }

    /// The settings with another value for this one.
    ///
    /// # Errors
    /// When it is none of its values, or does not fit the other settings.
    pub fn with(&self, settings: &Settings, value: Value) -> Result<Settings, Problem> {
        let mut all = settings.to_value();
        put(&mut all, self.path, value);
        let refused = || {
            let what = format!("{} cannot be that", self.path);
            Problem::new(what, format!("Give {}", self.range()))
        };
        let settings = Settings::from_value(all).ok_or_else(refused)?;
        settings.check().map_err(|_| self.out_of_order(&settings).unwrap_or_else(refused))?;
        Ok(settings)
    }

    /// What is wrong where the value is past another one that it may not be past.
    fn out_of_order(&self, settings: &Settings) -> Option<Problem> {
        let all = settings.to_value();
        let at = |path| get(&all, path).as_f64().unwrap_or(f64::NAN);
        if let Domain::Number(least, most) | Domain::Whole(least, most) = self.domain {
            within(self.path, at(self.path), least, most).ok()?;
        }
        let (other, bound) = ORDERED.iter().find_map(|&(low, high)| {
            let is_wrong = at(low) > at(high);
            match self.path {
                path if is_wrong && path == low => Some((high, "at most")),
                path if is_wrong && path == high => Some((low, "at least")),
                _ => None,
            }
        })?;
        let what = format!("{} has to be {bound} that of {other}", self.path);
        Some(Problem::new(what, format!("Give {bound} {}", at(other))))
    }

    /// Its value as it is edited: JSON, or the text itself.
    #[must_use]
    pub fn edited(&self, settings: &Settings) -> String {
        match self.value(settings) {
            Value::String(text) if self.domain == Domain::Text => text,
            value => value.to_string(),
        }
    }

    /// The settings with another value for this one, as [`Setting::edited`] has it.
    ///
    /// # Errors
    /// As [`Setting::with`].
    pub fn with_edited(&self, settings: &Settings, edited: &str) -> Result<Settings, Problem> {
        let value = match self.domain {
            Domain::Text => Value::from(edited),
            _ => serde_json::from_str(edited).unwrap_or_default(),
        };
        self.with(settings, value)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_setting_can_be_changed_and_says_what_it_does() {
        for setting in Setting::ALL {
            let settings = Settings::default();
            let value = setting.value(&settings);
            assert_eq!(setting.with(&settings, value), Ok(settings), "{}", setting.path);
            #[cfg(feature = "words")]
            assert!(setting.words.does.ends_with('.') && !setting.words.label.is_empty());
        }
    }

    #[test]
    fn a_choice_lists_values_that_are_read() {
        for setting in Setting::ALL {
            if let Domain::Choice(of) = setting.domain {
                for (value, _) in of {
                    assert!(setting.with(&Settings::default(), json!(value)).is_ok(), "{value}");
                }
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let bins = Setting::ALL.iter().find(|setting| setting.path == "drift.psi_bins").unwrap();
        let changed = bins.with(&Settings::default(), json!(12)).unwrap();
        assert_eq!(changed.drift.psi_bins, 12);
        for value in [json!(1), json!(2.5), json!("ten"), Value::Null] {
            assert!(bins.with(&Settings::default(), value.clone()).is_err(), "{value}");
        }
    }

    #[test]
    fn what_is_refused_is_told_by_its_path() {
        let told = |path: &str, value| {
            let setting = Setting::ALL.iter().find(|setting| setting.path == path).unwrap();
            setting.with(&Settings::default(), value).unwrap_err().to_string()
        };
        assert_eq!(
            told("drift.psi_bins", json!(1)),
            "drift.psi_bins cannot be that. Give a whole number from 2 to 1000."
        );
        assert_eq!(
            told("drift.psi_moderate", json!(0.3)),
            "drift.psi_moderate has to be at most that of drift.psi_significant. Give at most 0.2."
        );
        assert_eq!(
            told("drift.psi_significant", json!(0.05)),
            "drift.psi_significant has to be at least that of drift.psi_moderate. Give at least 0.1."
        );
    }
}
