//! Public pages and the pages of citizens.

pub mod home;
pub mod start;
