//! Values for several settings at once.

use super::fields::Field;
use super::place::put;
use crate::Settings;

/// Values for several settings at once, under a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preset {
    /// Its name as a reader sees it.
    pub label: &'static str,
    /// Places in the settings' JSON with their values.
    pub values: &'static [(&'static str, f64)],
}

impl Preset {
    /// Every preset.
    pub const ALL: [Self; 2] = [
        Self {
            label: "PSI 0.1 and 0.2",
            values: &[("drift.psi_moderate", 0.1), ("drift.psi_significant", 0.2)],
        },
        Self {
            label: "PSI 0.1 and 0.25",
            values: &[("drift.psi_moderate", 0.1), ("drift.psi_significant", 0.25)],
        },
    ];

    /// The settings with the preset's values.
    #[must_use]
    pub fn apply(&self, settings: &Settings) -> Settings {
        let mut all = settings.to_value();
        for (path, value) in self.values {
            put(&mut all, path, (*value).into());
        }
        Settings::from_value(all).unwrap_or_else(|| settings.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_fit() {
        for preset in Preset::ALL {
            let settings = preset.apply(&Settings::default());
            assert_eq!(settings.check(), Ok(()));
            assert_eq!(preset.values.last().unwrap().1, settings.drift.psi_significant);
        }
    }
}
