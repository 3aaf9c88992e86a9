//! Mathematics on slices: tests, distances, moments and quantiles.
