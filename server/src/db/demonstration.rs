//! Rows of the demonstration.
