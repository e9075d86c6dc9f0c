//! What stewards of the platform keep and decide.

pub mod calendar;
pub mod objections;
pub mod people;
