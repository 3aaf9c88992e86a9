//! The values of a column, held by polars.

use polars_core::prelude::{
    BooleanChunked, ChunkedArray, Float64Chunked, Int64Chunked, NewChunkedArray, PlSmallStr,
    PolarsNumericType, StringChunked, UInt32Chunked,
};

/// The values of a column; missing ones are null.
#[derive(Clone, Debug)]
pub enum Values {
    /// So many missing values.
    Missing(usize),
    /// Whole numbers.
    Integers(Int64Chunked),
    /// Finite numbers.
    Floats(Float64Chunked),
    /// Milliseconds since 1970-01-01T00:00:00.
    Times(Int64Chunked),
    /// False and true, and the words for them.
    Booleans {
        /// The values.
        values: BooleanChunked,
        /// The words for false and true.
        words: [&'static str; 2],
    },
    /// Texts by number.
    Coded {
        /// Positions in `labels`; one behind the last is a text that was not kept.
        codes: UInt32Chunked,
        /// The different texts.
        labels: StringChunked,
    },
}

impl Values {
    /// Whole numbers; `is_value` tells which are not missing, none when all are.
    #[must_use]
    pub fn integers(values: Vec<i64>, is_value: Option<&[bool]>) -> Self {
        Self::Integers(nullable(values, is_value))
    }

    /// Numbers.
    #[must_use]
    pub fn floats(values: Vec<f64>, is_value: Option<&[bool]>) -> Self {
        Self::Floats(nullable(values, is_value))
    }

    /// Times in milliseconds.
    #[must_use]
    pub fn times(values_ms: Vec<i64>, is_value: Option<&[bool]>) -> Self {
        Self::Times(nullable(values_ms, is_value))
    }

    /// False and true.
    pub fn booleans(values: impl Iterator<Item = Option<bool>>, words: [&'static str; 2]) -> Self {
        let values: Vec<Option<bool>> = values.collect();
        Self::Booleans {
            values: BooleanChunked::from_slice_options(PlSmallStr::EMPTY, &values),
            words,
        }
    }

    /// Texts by number.
    pub fn coded<'a>(
        codes: Vec<u32>,
        is_value: Option<&[bool]>,
        labels: impl Iterator<Item = &'a str>,
    ) -> Self {
        let labels = StringChunked::from_iter_values(PlSmallStr::EMPTY, labels);
        Self::Coded { codes: nullable(codes, is_value), labels }
    }

    /// Rows, missing values included.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Missing(len) => *len,
            Self::Integers(values) | Self::Times(values) => values.len(),
            Self::Floats(values) => values.len(),
            Self::Booleans { values, .. } => values.len(),
            Self::Coded { codes, .. } => codes.len(),
        }
    }
}

/// A column that keeps the memory of its values.
fn nullable<T: PolarsNumericType>(
    values: Vec<T::Native>,
    is_value: Option<&[bool]>,
) -> ChunkedArray<T> {
    let mut column = ChunkedArray::from_vec(PlSmallStr::EMPTY, values);
    let validity = is_value.map(|flags| BooleanChunked::from_slice(PlSmallStr::EMPTY, flags));
    if let Some(flags) = validity.as_ref().and_then(|flags| flags.downcast_iter().next()) {
        column.set_validity(flags.values());
    }
    column
}

/// Values that are not missing, in the order of rows.
pub fn present<T: PolarsNumericType>(column: &ChunkedArray<T>) -> Vec<T::Native> {
    match column.cont_slice() {
        Ok(values) if column.null_count() == 0 => values.to_vec(),
        _ => {
            let mut values = Vec::with_capacity(column.len() - column.null_count());
            column.downcast_iter().for_each(|part| values.extend(part.non_null_values_iter()));
            values
        }
    }
}
