//! What stewards of the platform do.

pub mod calendar;
