//! The count: points, the balanced shortlist, merges laid over lists, and when an edition is due.
//!
//! Suggestions are indexes from 0 here; whoever counts keeps the ids, sorted, beside them. All
//! numbers are whole, so that every machine gives the same order.

pub mod discover;
pub mod edition;
pub mod field;
pub mod lay;
pub mod lists;
pub mod merkle;
pub mod points;
pub mod shortlist;
pub mod ties;
pub mod weights;

#[cfg(test)]
mod krakow;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod random_lists;
#[cfg(test)]
mod vectors;

pub use field::{Field, LoopedMerges, Suggestion};
pub use lay::{Fate, Lay, MergeLoop};
pub use lists::{Lists, MASKED, UnknownSuggestion};
pub use merkle::Root;
pub use points::{Positions, Standing, StandingRow};
pub use shortlist::{Seat, Terms, shortlist};
pub use ties::{AsGiven, Tie1, Ties};
pub use weights::Weights;
