//! Settings declared once: names, types and defaults.
//!
//! They are read and written field by field, through trait objects: what serde derives to read each struct on its
//! own would be a good part of the page.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Baseline, LabelSettings, Reading, Windows};
use crate::{DecisionRule, Favourable, FlagSays, Joining, LatencyUnit, Pair, Role, plain};

/// A value that stands in the settings' JSON.
pub trait Field {
    /// Its JSON.
    fn to_value(&self) -> Value;

    /// Takes the value of a JSON; false where it is none.
    fn take(&mut self, value: Value) -> bool;
}

/// A value whose JSON is what serde derives.
pub trait Plain: Serialize + DeserializeOwned {}

impl Plain for bool {}
impl Plain for u32 {}
impl Plain for u64 {}
impl Plain for f64 {}
impl Plain for String {}
impl Plain for BTreeMap<String, Role> {}
impl Plain for Reading {}
impl Plain for LabelSettings {}
impl Plain for Windows {}
impl Plain for Baseline {}
impl Plain for LatencyUnit {}
impl Plain for FlagSays {}
impl Plain for Favourable {}
impl Plain for DecisionRule {}
impl Plain for Joining {}

impl<T: Plain> Field for T {
    fn to_value(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    fn take(&mut self, value: Value) -> bool {
        let read = plain::from_value(&value);
        read.map(|value| *self = value).is_ok()
    }
}

/// What is not given of one side takes its default.
impl Fields for Pair<Reading> {
    fn each(&mut self, pass: &mut dyn FnMut(&'static str, &mut dyn Field)) {
        pass("reference", &mut self.reference);
        pass("production", &mut self.production);
    }
}

impl Field for Pair<Reading> {
    fn to_value(&self) -> Value {
        to_value(&mut self.clone())
    }

    fn take(&mut self, value: Value) -> bool {
        take(self, value)
    }
}

/// Named values.
pub trait Fields {
    /// Passes every value with its name, in the order of the declaration.
    fn each(&mut self, pass: &mut dyn FnMut(&'static str, &mut dyn Field));
}

/// The JSON of named values.
pub fn to_value(fields: &mut dyn Fields) -> Value {
    let mut map = Map::new();
    fields.each(&mut |name, field| {
        map.insert(name.to_owned(), field.to_value());
    });
    Value::Object(map)
}

/// Takes values by their names; what is not given stays. False where a value does not fit, or a name is
/// unknown.
pub fn take(fields: &mut dyn Fields, value: Value) -> bool {
    let Value::Object(mut map) = value else { return false };
    let mut is_fit = true;
    fields.each(&mut |name, field| {
        if let Some(value) = map.remove(name) {
            is_fit &= field.take(value);
        }
    });
    is_fit && map.is_empty()
}

/// Declares settings: each with what it does, its name, its type and its default.
macro_rules! fields {
    ($(#[$about:meta])* pub struct $name:ident {
        $($(#[$does:meta])* pub $field:ident: $type:ty = $default:expr,)*
    }) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields, default)]
        pub struct $name {
            $($(#[$does])* pub $field: $type,)*
        }

        impl Default for $name {
            fn default() -> Self {
                Self { $($field: $default,)* }
            }
        }

        impl $crate::settings::fields::Fields for $name {
            fn each(
                &mut self,
                pass: &mut dyn FnMut(&'static str, &mut dyn $crate::settings::fields::Field),
            ) {
                $(pass(stringify!($field), &mut self.$field);)*
            }
        }

        impl $crate::settings::fields::Field for $name {
            fn to_value(&self) -> serde_json::Value {
                $crate::settings::fields::to_value(&mut self.clone())
            }

            fn take(&mut self, value: serde_json::Value) -> bool {
                $crate::settings::fields::take(self, value)
            }
        }
    };
}

pub(crate) use fields;
