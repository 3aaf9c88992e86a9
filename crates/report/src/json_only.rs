//! Chapters that are in the JSON only.
//!
//! The page shows these as documents, which come beside the Report: their types would be a good part of
//! its code. In the binary form, which only the page reads, nothing stands in their place, and they are
//! read as empty.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Writes a chapter where it is JSON.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<T: Serialize, S: Serializer>(chapter: &T, to: S) -> Result<S::Ok, S::Error> {
    if to.is_human_readable() { chapter.serialize(to) } else { to.serialize_unit() }
}

/// Reads a chapter where it is JSON.
///
/// # Errors
/// Those of the deserializer.
pub fn deserialize<'de, T, D>(from: D) -> Result<T, D::Error>
where
    T: Default + Deserialize<'de>,
    D: Deserializer<'de>,
{
    if from.is_human_readable() {
        T::deserialize(from)
    } else {
        <()>::deserialize(from).map(|()| T::default())
    }
}
