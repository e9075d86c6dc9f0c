//! Topics: what their managers do.

pub mod add_link;
pub mod close;
pub mod compose_report;
pub mod conclude;
pub mod correct;
pub mod correct_count;
pub mod create;
pub mod draft;
pub mod edit;
pub mod extend;
pub mod open;
pub mod remove_link;
pub mod save_report;
