//! Parts of the drift chapter that are read from the top. Its columns, which one walks about in, are the
//! page's own.

mod conventions;
mod together;

pub use conventions::conventions;
pub use together::together;
