//! The count: points, the balanced shortlist, merges laid over lists, and when an edition is due.
//!
//! Suggestions are indexes from 0 here; whoever counts keeps the ids, sorted, beside them. All
//! numbers are whole, so that every machine gives the same order.

pub mod discover;
pub mod edition;
pub mod lay;
pub mod points;
pub mod shortlist;
pub mod weights;

#[cfg(test)]
mod krakow;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod random_lists;

pub use lay::{Fate, Lay, MergeLoop};
pub use points::{Standing, StandingRow, Tally, UnknownSuggestion};
pub use shortlist::{BalancedCount, Seat, Terms};
pub use weights::Weights;
