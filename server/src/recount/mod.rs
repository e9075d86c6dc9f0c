//! Counting again from files alone: without a database, a configuration or trust.

pub mod folder;
pub mod plain;
