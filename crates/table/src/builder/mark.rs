//! One byte for each cell of a number or time column: how it was written, or why it is missing.
//!
//! With it a column that turns out to hold texts can write every earlier cell as it stood.

/// A number with so many decimals, or a time in the layout of this number.
pub const REGULAR_MAX: u8 = 63;
/// A value whose spelling is remembered apart.
pub const IRREGULAR: u8 = 64;
/// Nothing.
pub const EMPTY: u8 = 65;
/// A text that is neither number nor time, remembered apart.
pub const MISFIT: u8 = 66;
/// The first word of [`crate::words::Words`].
pub const FIRST_WORD: u8 = 128;

/// Whether the cell holds a value.
#[must_use]
pub const fn is_value(mark: u8) -> bool {
    mark <= IRREGULAR
}
