//! Drawings of the Report on any plotters backend.
