//! Objections, which stewards decide.

pub mod decide;
