//! Parts of the timeline chapter that are read from the top. Its map and its lines are the page's own.

mod events;

pub use events::events;
