//! Texts from strangers inside other formats: one place a format.

pub mod csv;
pub mod markdown;
