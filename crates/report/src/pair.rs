//! Two of a kind: one for the reference, one for production.

use serde::{Deserialize, Serialize};

/// One of the two tables of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// What the model learned on, or a period that is trusted.
    Reference,
    /// What the model meets now.
    Production,
}

impl Side {
    /// Both sides, reference first.
    pub const BOTH: [Self; 2] = [Self::Reference, Self::Production];

    /// The side's name as a reader sees it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Reference => "Reference",
            Self::Production => "Production",
        }
    }

    /// The other side.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Reference => Self::Production,
            Self::Production => Self::Reference,
        }
    }
}

/// A value for each side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pair<T> {
    /// The value of the reference.
    pub reference: T,
    /// The value of production.
    pub production: T,
}

impl<T> Pair<T> {
    /// A pair from its two values.
    pub const fn new(reference: T, production: T) -> Self {
        Self { reference, production }
    }

    /// A pair whose values a function makes, reference first.
    pub fn from_fn(mut make: impl FnMut(Side) -> T) -> Self {
        Self { reference: make(Side::Reference), production: make(Side::Production) }
    }

    /// The value of one side.
    pub const fn get(&self, side: Side) -> &T {
        match side {
            Side::Reference => &self.reference,
            Side::Production => &self.production,
        }
    }

    /// The value of one side, to change it.
    pub const fn get_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Reference => &mut self.reference,
            Side::Production => &mut self.production,
        }
    }

    /// Applies a function to both values.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Pair<U> {
        Pair { reference: f(self.reference), production: f(self.production) }
    }

    /// The same pair, borrowed.
    pub const fn as_ref(&self) -> Pair<&T> {
        Pair { reference: &self.reference, production: &self.production }
    }
}

impl<T> Pair<Option<T>> {
    /// Both values, or nothing when either is missing.
    pub fn both(self) -> Option<Pair<T>> {
        Some(Pair { reference: self.reference?, production: self.production? })
    }
}
