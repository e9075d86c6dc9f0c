//! Suggestions: what the desk does with them.

pub mod answer;
pub mod hide;
pub mod reason;
pub mod restore;
pub mod update_commitment;
