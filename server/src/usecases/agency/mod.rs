//! Agencies.

pub mod appoint;
pub mod assign_topic;
pub mod create;
pub mod end;
pub mod promise;
pub mod remove_moderator;
pub mod rename;
