//! Topics: what their managers do.

pub mod close;
pub mod conclude;
pub mod create;
pub mod draft;
pub mod edit;
pub mod extend;
pub mod open;
pub mod save_report;
