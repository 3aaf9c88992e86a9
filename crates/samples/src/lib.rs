//! Three deterministic stories as CSV bytes.
