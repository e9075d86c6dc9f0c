//! Whole-application tests and what they stand on.

pub mod support;
