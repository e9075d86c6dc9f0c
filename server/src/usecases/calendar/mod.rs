//! The calendar of working days, kept by the stewards.

pub mod change;
pub mod oman;
pub mod plan;
#[cfg(test)]
mod tests;
