//! The calendar of working days, kept by the stewards.

pub mod change;
mod moves;
pub mod oman;
pub mod plan;
#[cfg(test)]
mod tests;
