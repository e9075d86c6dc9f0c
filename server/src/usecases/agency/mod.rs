//! Agencies.

pub mod create;
pub mod promise;
