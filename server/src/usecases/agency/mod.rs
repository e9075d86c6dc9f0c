//! Agencies.

pub mod create;
